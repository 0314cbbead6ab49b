//! All departments by budget.

use askama::Template;

use super::{Frame, filters};
use crate::site::components::{
    Figure, Parts, Subject as _, TotalRow, amount_words, department_rows, divisions,
};

#[derive(Template)]
#[template(path = "pages/departments.html")]
struct DepartmentsPage<'a> {
    page: Frame<'a>,
    rows: Vec<TotalRow>,
    figure: Option<Figure<'a>>,
    parts: Parts,
}

impl<'a> DepartmentsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let title = page.t.departments.chart.clone();
        let figure = Figure::of(&page, "by-department", title, divisions(page.plan));
        let parts = Parts::of(&page);
        Self { rows: parts.rows(department_rows(&page).into_iter()).collect(), figure, parts, page }
    }

    fn sentence(&self) -> String {
        let (plan, t, year) = (self.page.plan, &self.page.t.departments, self.page.year_short());
        let divisions = divisions(plan);
        let largest = divisions.first().and_then(|division| {
            let amount = division.total(plan).stated().filter(|amount| amount.get() > 0)?;
            Some((division.name(&self.page), amount_words(&self.page, Some(amount))))
        });
        match largest {
            Some((name, amount)) => t.sentence(year, divisions.len(), name, amount),
            None => t.sentence_none(year, divisions.len()),
        }
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
