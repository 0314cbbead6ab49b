//! All projects, each once, under the group where it is counted.

use askama::Template;

use super::{Frame, filters};
use crate::plan::Flag;
use crate::site::components::{
    Amount, Link, Parts, ProjectRow, amount_words, flag_name, holders, marked, prose,
};

#[derive(Template)]
#[template(path = "pages/projects.html")]
struct ProjectsPage<'a> {
    page: Frame<'a>,
    groups: Vec<Group<'a>>,
    total: Option<Amount>,
    parts: Parts,
}

/// A group's heading in the table, and its projects.
struct Group<'a> {
    link: Link,
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> ProjectsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let mut groups: Vec<Group<'a>> = Vec::new();
        for listing in parts.rows(plan.listings().iter().filter(|listing| !listing.reprint)) {
            let (Some(group), Some(project)) = (plan.group_of(listing), plan.project_of(listing)) else {
                continue;
            };
            let (link, row) = (Link::to(&page, group), ProjectRow::listed(&page, (listing, project)));
            match groups.last_mut() {
                Some(group) if group.link == link => group.rows.push(row),
                _ => groups.push(Group { link, rows: vec![row] }),
            }
        }
        let total = plan.total().stated().map(|amount| Amount::new(&page, amount));
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

    /// In which order the projects are, and where those are that are listed again.
    fn order(&self) -> String {
        let t = &self.page.t.projects;
        let has_reprints = self.page.plan.listings().iter().any(|listing| listing.reprint);
        let reprints = has_reprints.then(|| t.order_reprints(holders(&self.page, 1)));
        prose(&self.page, [Some(t.order.clone()), reprints])
    }

    /// What the badges of projects mean, where any project has one.
    fn marks(&self) -> Option<String> {
        let (t, lang, plan) = (&self.page.t.flag, self.page.lang, self.page.plan);
        let used = plan.flags().iter().enumerate().filter(|(place, _)| marked(plan, *place).next().is_some());
        let explained = |flag: &Flag| {
            let (badge, name) = (flag.badge.get(lang), flag_name(&self.page, flag, 1));
            if flag.sign.is_empty() { t.badge(badge, name) } else { t.badge_signed(badge, name, &flag.sign) }
        };
        let flags: Vec<String> = used.map(|(_, flag)| explained(flag)).collect();
        (!flags.is_empty()).then(|| t.badges(flags.join(&t.badges_comma)))
    }

    fn caption(&self) -> String {
        let page = &self.page;
        page.t.projects.caption(page.year_short(), holders(page, 1), page.unit())
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
