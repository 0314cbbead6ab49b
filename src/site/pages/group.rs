//! One group on any level: the groups below it, and what is listed under them and it.

use askama::Template;

use super::{Frame, filters};
use crate::plan::{Group, Total};
use crate::site::components::{
    Figure, GroupTotals, Link, Neighbours, Parts, ProjectRow, Subject as _, amount_words, by_budget,
    capitalised, extent, holders, joined, prose, quoted, with_share, within_quotes, without_amount,
};
use crate::site::urls::ROWS;

#[derive(Template)]
#[template(path = "pages/group.html")]
struct GroupPage<'a> {
    page: Frame<'a>,
    group: &'a Group,
    total: Total,
    reprints: Total,
    /// What is listed directly under it.
    rows: Vec<ProjectRow<'a>>,
    parts: Parts,
    /// The groups directly below it.
    below: GroupTotals<'a>,
    /// All groups below it with their listings.
    within: Vec<Within<'a>>,
    /// A bar for each project, where no groups are below.
    figure: Option<Figure<'a>>,
    neighbours: Neighbours,
}

/// A group below, and its listings.
struct Within<'a> {
    /// The level of its heading in the page.
    rank: usize,
    link: Link,
    extent: String,
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> GroupPage<'a> {
    fn new(page: Frame<'a>, group: &'a Group) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        // Beyond that the groups' own pages list them, in parts.
        let short = plan.listed_within(group).take(ROWS + 1).count() <= ROWS;
        let within = plan.within(group).skip(1).map(|other| Within {
            rank: 2 + other.level - group.level,
            link: Link::to(&page, other),
            extent: extent(&page, plan.total_of(other)),
            rows: plan
                .listed_in(other)
                .filter(|_| short)
                .map(|listed| ProjectRow::listed(&page, listed))
                .collect(),
        });
        let below: Vec<&Group> = plan.below(group).collect();
        let figure = if below.is_empty() { figure(&page, group) } else { None };
        let rows = parts.rows(plan.listed_in(group)).map(|listed| ProjectRow::listed(&page, listed));
        Self {
            total: plan.total_of(group),
            reprints: plan.reprints_of(group),
            rows: rows.collect(),
            below: GroupTotals::new(&page, below),
            within: within.collect(),
            figure,
            neighbours: Neighbours::of(&page, plan.groups_on(group.level), |other| other.id == group.id),
            group,
            parts,
            page,
        }
    }

    fn lead(&self) -> String {
        let without = without_amount(&self.page, self.total);
        let again = self.reprints().filter(|_| self.is_stated());
        prose(&self.page, [Some(self.sentence()), again, self.largest(), without])
    }

    fn sentence(&self) -> String {
        let t = &self.page.t.group;
        let name = self.group.name.get(self.page.lang);
        let projects = self.page.t.count.projects(self.total.projects);
        let amount = self.total.stated().map(|amount| with_share(&self.page, amount));
        if !self.within.is_empty() {
            let groups = self.counts();
            return match amount {
                Some(amount) if self.total.projects == 1 => t.nested_one(name, groups, projects, amount),
                Some(amount) => t.nested(name, groups, projects, amount),
                None if self.total.projects == 0 => t.nested_empty(name, groups),
                None => t.nested_none(name, groups, projects),
            };
        }
        match amount {
            Some(amount) if self.total.projects == 1 => t.sentence_one(name, projects, amount),
            Some(amount) => t.sentence(name, projects, amount),
            None if self.rows.is_empty() => t.sentence_empty(name),
            None if self.total.projects == 0 => t.sentence_only_reprints(name),
            None => t.sentence_none(name, projects),
        }
    }

    /// How many groups there are below, a level at a time.
    fn counts(&self) -> String {
        let plan = self.page.plan;
        let levels = plan.levels().iter().enumerate().skip(self.group.level + 1);
        let counts = levels.filter_map(|(level, own)| {
            let n = plan.within(self.group).filter(|other| other.level == level).count();
            let name = own.name.counted(n).get(self.page.lang);
            (n > 0).then(|| self.page.t.count.groups(n, name))
        });
        counts.collect::<Vec<_>>().join(&self.page.t.level.counts)
    }

    /// The project with the largest budget, where there are groups below and more than one to choose from.
    fn largest(&self) -> Option<String> {
        let listed = self.page.plan.listed_within(self.group).filter(|(listing, _)| !listing.reprint);
        let projects = by_budget(listed.map(|(_, project)| project));
        let budget = projects.first()?.budget.filter(|budget| budget.get() > 0)?;
        let largest = projects.iter().take_while(|project| project.budget == Some(budget));
        let names: Vec<String> = largest.map(|project| project.name(&self.page)).collect();
        let (t, words) = (&self.page.t.group, amount_words(&self.page, Some(budget)));
        let is_said = !self.within.is_empty() && self.total.with_amount() > 1;
        is_said.then(|| match &names[..] {
            [one] => t.largest(within_quotes(self.page.lang, one), words),
            _ => t.largest_tied(quoted(&self.page, names), words),
        })
    }

    /// Whether there is an amount: then what is listed again stands beside it, so that nobody takes it for all.
    fn is_stated(&self) -> bool {
        self.total.stated().is_some()
    }

    /// How much is listed here again, and where that is counted.
    fn reprints(&self) -> Option<String> {
        let (t, n) = (&self.page.t.group, self.reprints.projects);
        let holders = holders(&self.page, 1);
        let sentence = match self.reprints.stated() {
            Some(amount) => t.reprints(n, amount_words(&self.page, Some(amount)), holders),
            None => t.reprints_none(n, holders),
        };
        (n > 0).then_some(sentence)
    }

    /// The id of the section of what is listed directly here.
    fn listed_id(&self) -> &str {
        if self.within.is_empty() { "listings" } else { "listed" }
    }

    /// What is listed below: `Initiatives and projects`.
    fn contents(&self) -> String {
        contents(&self.page, self.group)
    }
}

/// A bar for each project listed here.
fn figure<'a>(page: &Frame<'a>, group: &Group) -> Option<Figure<'a>> {
    let plan = page.plan;
    Figure::new(
        page,
        "by-project",
        page.t.group.by_project.clone(),
        plan.listed_in(group).collect(),
        |(_, project)| project.budget,
        |(listing, project)| match Link::to(page, *project) {
            Link { href, text } if listing.reprint => Link { href, text: page.t.group.chart_reprint(text) },
            link => link,
        },
    )
}

fn contents(frame: &Frame<'_>, group: &Group) -> String {
    let plan = frame.plan;
    let levels = plan.levels().iter().enumerate().skip(group.level + 1);
    let levels = levels.filter(|(level, _)| plan.within(group).any(|other| other.level == *level));
    let names = levels.map(|(_, level)| level.name.other.get(frame.lang).to_owned());
    let names: Vec<String> = names.chain([frame.t.terms.projects.clone()]).collect();
    capitalised(frame.lang, &joined(&names, &frame.t.site.comma, &frame.t.level.with))
}

pub(super) fn render(frame: Frame<'_>, group: &Group) -> askama::Result<String> {
    let (t, plan) = (frame.t, frame.plan);
    let extent = extent(&frame, plan.total_of(group));
    let name = group.name.get(frame.lang);
    let description = t.group.description(frame.year_short(), name, contents(&frame, group), extent);
    let title = group.name(&frame);
    let frame = frame.titled(title, description).under_groups(&plan.above(group), group.level);
    GroupPage::new(frame, group).render()
}
