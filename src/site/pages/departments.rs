//! All departments by budget.

use askama::Template;

use super::{Frame, filters};
use crate::plan::Department;
use crate::site::components::{
    Parts, Subject as _, TotalRow, amount_words, department_rows, divisions, joined, scale_of,
};

#[derive(Template)]
#[template(path = "pages/departments.html")]
struct DepartmentsPage<'a> {
    page: Frame<'a>,
    rows: Vec<TotalRow>,
    parts: Parts,
}

impl<'a> DepartmentsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let parts = Parts::of(&page);
        Self { rows: parts.rows(department_rows(&page).into_iter()).collect(), parts, page }
    }

    fn sentence(&self) -> String {
        let (plan, t, year) = (self.page.plan, &self.page.t.departments, self.page.year_short());
        let divisions = divisions(plan);
        let amount = |division: &Department| division.total(plan).stated().filter(|amount| amount.get() > 0);
        let most = divisions.first().and_then(|division| amount(division));
        let largest = divisions.iter().take_while(|division| amount(division) == most);
        let names: Vec<String> = largest.map(|division| division.name(&self.page)).collect();
        let words = amount_words(&self.page, most);
        let joined = joined(&names, &self.page.t.site.comma, &self.page.t.site.and);
        match (most, names.len()) {
            (None, _) => t.sentence_none(year, divisions.len()),
            (Some(_), 1) => t.sentence(year, divisions.len(), joined, words),
            (Some(_), _) => t.sentence_tied(year, divisions.len(), joined, words),
        }
    }

    fn scale(&self) -> Option<String> {
        scale_of(&self.page, self.rows.iter())
    }

    /// In which order the rows are.
    fn order(&self) -> &str {
        let t = &self.page.t.departments;
        if self.page.plan.total().stated().is_some() { &t.order } else { &t.order_none }
    }

    /// Whether a project is counted for more than one department.
    fn is_shared(&self) -> bool {
        self.page.plan.projects().iter().any(|project| project.departments.len() > 1)
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.departments;
    let description = t.description(frame.year_short());
    DepartmentsPage::new(frame.titled(&t.heading, description)).render()
}
