//! The priorities as written, and the projects marked as priority.

use askama::Template;

use super::Frame;
use crate::plan::{Plan, Project, Total};
use crate::site::components::{Figure, Parts, ProjectRow, by_budget, with_share};

#[derive(Template)]
#[template(path = "pages/priorities.html")]
struct PrioritiesPage<'a> {
    page: Frame<'a>,
    total: Total,
    rows: Vec<ProjectRow<'a>>,
    figure: Option<Figure<'a>>,
    parts: Parts,
}

impl<'a> PrioritiesPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let projects: Vec<&Project> = by_budget(marked(plan));
        let rows = parts.rows(projects.iter()).map(|project| ProjectRow::new(&page, project)).collect();
        let figure = Figure::of(&page, "priority-projects", page.t.priorities.chart.clone(), projects);
        Self { total: Total::of(marked(plan)), rows, figure, parts, page }
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) => t.priorities.sentence(projects, with_share(page, amount)),
            None if self.total.projects == 0 => t.priorities.sentence_empty.clone(),
            None => t.priorities.sentence_none(projects),
        }
    }
}

/// The projects marked as priority.
pub(super) fn marked(plan: &Plan) -> impl Iterator<Item = &Project> {
    plan.projects().iter().filter(|project| project.priority)
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let (t, plan) = (&frame.t.priorities, frame.plan);
    let projects = frame.t.count.projects(marked(plan).count());
    let description = t.description(frame.year_short(), plan.about().priorities.len(), projects);
    PrioritiesPage::new(frame.titled(&t.heading, description)).render()
}
