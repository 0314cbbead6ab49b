//! All projects, each once, under the initiative where it is counted.

use askama::Template;

use super::Frame;
use crate::site::components::{Amount, Link, Parts, ProjectRow, amount_words};

#[derive(Template)]
#[template(path = "pages/projects.html")]
struct ProjectsPage<'a> {
    page: Frame<'a>,
    groups: Vec<Group<'a>>,
    total: Option<Amount>,
    parts: Parts,
}

/// An initiative's heading in the table, and its projects.
struct Group<'a> {
    initiative: Link,
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> ProjectsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let mut groups: Vec<Group<'a>> = Vec::new();
        let listings = plan.initiatives().iter().flat_map(|initiative| plan.listed_in(initiative.number));
        for listed in parts.rows(listings.filter(|(listing, _)| !listing.reprint)) {
            let Some(initiative) = plan.initiative(listed.0.initiative) else { continue };
            let (initiative, row) = (Link::to(&page, initiative), ProjectRow::listed(&page, listed));
            match groups.last_mut() {
                Some(group) if group.initiative == initiative => group.rows.push(row),
                _ => groups.push(Group { initiative, rows: vec![row] }),
            }
        }
        let total = plan.total().stated().map(|amount| Amount::new(page.lang, amount));
        Self { groups, total, parts, page }
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let projects = t.count.projects(page.plan.total().projects);
        match &self.total {
            Some(amount) => t.projects.sentence(page.year_short(), projects, &amount.words),
            None => t.projects.sentence_none(page.year_short(), projects),
        }
    }

    /// Whether a listing stands a second time.
    fn has_reprints(&self) -> bool {
        self.page.plan.listings().iter().any(|listing| listing.reprint)
    }

    /// Whether a project has a mark that is to be explained.
    fn has_marks(&self) -> bool {
        self.page.plan.projects().iter().any(|project| project.priority || project.new)
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let (t, total) = (frame.t, frame.plan.total());
    let projects = t.count.projects(total.projects);
    let description = match total.stated() {
        Some(_) => t.projects.description(frame.year_short(), projects, amount_words(&frame, total.stated())),
        None => t.projects.description_none(frame.year_short(), projects),
    };
    ProjectsPage::new(frame.titled(&t.projects.heading, description)).render()
}
