//! The priorities as written, and the projects marked as priority.

use askama::Template;

use crate::plan::{Project, Total};
use crate::web::figure::Figure;
use crate::web::layout::{PageContext, PageResult, html};
use crate::web::paging::Paging;
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{ProjectRow, by_budget, total_where};

#[derive(Template)]
#[template(path = "pages/priorities.html")]
struct PrioritiesPage<'a> {
    page: PageContext<'a>,
    total: Total,
    rows: Vec<ProjectRow<'a>>,
    figure: Option<Figure<'a>>,
    paging: Paging,
}

impl<'a> PrioritiesPage<'a> {
    fn new(page: PageContext<'a>, paging: Paging) -> Self {
        let plan = page.plan;
        let projects: Vec<&Project> = by_budget(plan.projects().iter().filter(|project| project.priority));
        let rows = paging.of(projects.iter()).map(|project| page.project_row(project)).collect();
        let figure = page.project_figure("priority-projects", page.t.priorities.chart.clone(), projects);
        Self { total: total_where(plan, |project| project.priority), rows, figure, paging, page }
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let amount = page.amount_words(self.total.stated());
        let projects = t.count.projects(self.total.projects);
        t.priorities.sentence(projects, amount, page.share_of_plan(self.total.amount))
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let t = request.labels();
    let page = request.page(PageUrl::Priorities(plan.year()));
    let marked = total_where(plan, |project| project.priority).projects;
    let items = plan.about().priorities.len();
    let description = t.priorities.description(page.year_short(), items, t.count.projects(marked));
    let paging = request.paging(marked)?;
    html(&PrioritiesPage::new(page.titled(t.priorities.heading.clone(), description).part(paging), paging))
}
