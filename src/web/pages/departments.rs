//! All departments by budget.

use askama::Template;

use super::overview::divisions;
use crate::web::figure::Figure;
use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::TotalRow;

#[derive(Template)]
#[template(path = "pages/departments.html")]
struct DepartmentsPage<'a> {
    page: PageContext<'a>,
    rows: Vec<TotalRow>,
    figure: Option<Figure<'a>>,
}

impl<'a> DepartmentsPage<'a> {
    fn new(page: PageContext<'a>) -> Self {
        let divisions = divisions(&page);
        let figure = page.department_figure(page.t.departments.chart.clone(), divisions);
        Self { rows: page.department_rows(), figure, page }
    }

    fn sentence(&self) -> String {
        let divisions = divisions(&self.page);
        let largest = divisions.first();
        let name = largest.map(|division| self.page.department_name(division)).unwrap_or_default();
        let total = largest.and_then(|division| self.page.plan.total_of_department(division).stated());
        let (year, amount) = (self.page.year_short(), self.page.amount_words(total));
        self.page.t.departments.sentence(year, divisions.len(), name, amount)
    }
}

impl PageContext<'_> {
    /// Divisions by budget, each followed by its offices.
    pub(in crate::web) fn department_rows(&self) -> Vec<TotalRow> {
        let mut rows = Vec::new();
        for division in divisions(self) {
            rows.push(self.department_row(division));
            for office in self.plan.offices_of(division) {
                let name = self.t.sums.office_of_which(office.name.get(self.lang));
                rows.push(TotalRow { name, part: true, ..self.department_row(office) });
            }
        }
        rows
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let t = &request.labels().departments;
    let page = request.page(PageUrl::Departments(plan.year()));
    let description = t.description(page.year_short());
    html(&DepartmentsPage::new(page.titled(t.heading.clone(), description)))
}
