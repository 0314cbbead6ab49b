//! All projects, each once, under the group where it is counted.

use std::cmp::Reverse;

use askama::Template;

use super::{Frame, filters};
use crate::plan::{Flag, Listing};
use crate::site::components::{
    FacetFold, Link, Parts, ProjectRow, ProjectTable, TotalLine, amount_words, flag_name, holders, identity,
    orders, prose,
};
use crate::site::urls::Order;

#[derive(Template)]
#[template(path = "pages/projects.html")]
struct ProjectsPage<'a> {
    page: Frame<'a>,
    groups: Vec<Group<'a>>,
    total: Option<TotalLine>,
    parts: Parts,
    orders: Vec<(&'a str, Option<String>)>,
    /// What narrows the list, at its beginning.
    facets: Vec<FacetFold>,
}

/// The projects of a group, with its heading in the table; all of them without one where they are by amount.
struct Group<'a> {
    link: Option<Link>,
    class: Option<&'static str>,
    table: ProjectTable<'a>,
}

impl<'a> ProjectsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let counted = plan.listings().iter().filter(|listing| !listing.reprint);
        let groups = match page.view().order {
            Order::Own => grouped(&page, parts.rows(counted)),
            Order::Amount => {
                let mut all: Vec<_> =
                    counted.filter_map(|listing| Some((listing, plan.project_of(listing)?))).collect();
                all.sort_by_key(|(_, project)| Reverse(project.budget));
                let rows = parts.rows(all.into_iter()).map(|listed| ProjectRow::placed(&page, listed));
                let table = ProjectTable::new(&page, rows.collect(), plan.projects().iter(), None);
                vec![Group { link: None, class: None, table }]
            }
        };
        let total = TotalLine::new(&page, plan.total(), 0);
        Self { groups, total, parts, orders: orders(&page), facets: FacetFold::of_list(&page), page }
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let projects = t.count.projects(page.plan.total().projects);
        match page.plan.total().stated() {
            Some(amount) => {
                t.projects.sentence(page.year_short(), projects, amount_words(page, Some(amount)))
            }
            None => t.projects.sentence_none(page.year_short(), projects),
        }
    }

    /// In which order the projects are, and where those are that are listed again.
    fn order(&self) -> String {
        let t = &self.page.t.projects;
        if self.page.view().order == Order::Amount {
            return t.order_amount.clone();
        }
        let has_reprints = self.page.plan.listings().iter().any(|listing| listing.reprint);
        let reprints = has_reprints.then(|| t.order_reprints(holders(&self.page, 1)));
        prose(&self.page, [Some(t.order.clone()), reprints])
    }

    /// What the badges of projects mean, where any project has one.
    fn marks(&self) -> Option<String> {
        let (t, lang, plan) = (&self.page.t.flag, self.page.lang, self.page.plan);
        let used = plan.flags().iter().enumerate().filter(|(place, _)| plan.marked(*place).next().is_some());
        let explained = |flag: &Flag| {
            let (badge, name) = (flag.badge.get(lang), flag_name(&self.page, flag, 1));
            if flag.sign.is_empty() { t.badge(badge, name) } else { t.badge_signed(badge, name, &flag.sign) }
        };
        let flags: Vec<String> = used.map(|(_, flag)| explained(flag)).collect();
        (!flags.is_empty()).then(|| t.badges(flags.join(&t.badges_comma)))
    }

    /// What the bars show: by groups each has a scale of its own.
    fn scale(&self) -> Option<String> {
        let page = &self.page;
        match page.view().order {
            Order::Own => {
                let has_bars = self.groups.iter().any(|group| group.table.scale.is_some());
                has_bars.then(|| page.t.rows.scale_of_each(holders(page, 1)))
            }
            Order::Amount => self.groups.first().and_then(|group| group.table.scale.clone()),
        }
    }

    fn caption(&self) -> String {
        let page = &self.page;
        page.t.projects.caption(page.year_short(), holders(page, 1), page.unit())
    }
}

/// Listings under the headings of their groups, each with a scale of its own: that of the whole group, also where
/// a part of the list has not all of it.
fn grouped<'a>(page: &Frame<'a>, listings: impl Iterator<Item = &'a Listing>) -> Vec<Group<'a>> {
    let plan = page.plan;
    let mut groups: Vec<(&crate::plan::Group, Vec<ProjectRow<'a>>)> = Vec::new();
    for listing in listings {
        let (Some(group), Some(project)) = (plan.group_of(listing), plan.project_of(listing)) else {
            continue;
        };
        let row = ProjectRow::listed(page, (listing, project));
        match groups.last_mut() {
            Some((last, rows)) if last.level == group.level && last.id == group.id => rows.push(row),
            _ => groups.push((group, vec![row])),
        }
    }
    let table = |(group, rows)| {
        let own = plan.listed_in(group).filter(|(listing, _)| !listing.reprint);
        Group {
            link: Some(Link::to(page, group)),
            class: Some(identity(plan.outermost_of(group))),
            table: ProjectTable::new(page, rows, own.map(|(_, project)| project), None),
        }
    };
    groups.into_iter().map(table).collect()
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
