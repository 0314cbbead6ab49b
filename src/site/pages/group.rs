//! One group on any level: what it costs, the groups below it, and what is listed under them and it.

use askama::Template;

use super::{Frame, filters};
use crate::plan::{Flag, Group, Listing, Project, Total};
use crate::site::components::{
    GroupTotals, Link, Neighbours, Parts, Portion, ProjectRow, ProjectTable, Subject as _, TotalLine,
    amount_words, by_budget, capitalised, extent, flag_named, flags_of, holders, joined, orders, prose,
    quoted, within_quotes, without_amount,
};
use crate::site::urls::{Order, ROWS};

/// So many sisters can be seen at once.
const SISTERS: usize = 20;

/// More of them are shown by their numbers alone.
const FEW_SISTERS: usize = 6;

#[derive(Template)]
#[template(path = "pages/group.html")]
struct GroupPage<'a> {
    page: Frame<'a>,
    group: &'a Group,
    total: Total,
    reprints: Total,
    /// The groups of the same level; none where there are too many.
    sisters: Vec<Sister>,
    portion: Option<Portion>,
    /// What is listed directly under it, or all that is listed within it by amount.
    table: ProjectTable<'a>,
    parts: Parts,
    orders: Vec<(&'a str, Option<String>)>,
    /// The groups directly below it.
    below: GroupTotals,
    /// All groups below it with their listings.
    within: Vec<Within<'a>>,
    neighbours: Neighbours,
}

/// A group of the same level, by its number.
struct Sister {
    href: String,
    /// Its number alone, where there are many.
    number: Option<String>,
    name: String,
    is_own: bool,
}

/// A group below, and its listings.
struct Within<'a> {
    /// The level of its heading in the page.
    rank: usize,
    /// Its anchor.
    id: String,
    link: Link,
    extent: String,
    table: ProjectTable<'a>,
}

/// Listings with their projects.
type Listed<'a> = (&'a Listing, &'a Project);

impl<'a> GroupPage<'a> {
    fn new(page: Frame<'a>, group: &'a Group) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let below: Vec<&Group> = plan.below(group).collect();
        let by_amount = page.view().order == Order::Amount;
        let (total, reprints) = (plan.total_of(group), plan.reprints_of(group));
        let table = if by_amount {
            let mut listed: Vec<Listed<'a>> = plan.listed_within(group).collect();
            listed.sort_by_key(|(_, project)| std::cmp::Reverse(project.budget));
            let is_leaf = below.is_empty();
            let row = |listed| match is_leaf {
                true => ProjectRow::listed(&page, listed),
                false => ProjectRow::placed(&page, listed),
            };
            let rows = parts.rows(listed.iter().copied()).map(row).collect();
            let total = TotalLine::new(&page, total, reprints.projects);
            ProjectTable::new(&page, rows, listed.iter().map(|(_, project)| *project), total)
        } else {
            own_table(&page, group, &parts)
        };
        let within = if by_amount { Vec::new() } else { within(&page, group) };
        Self {
            sisters: sisters(&page, group),
            portion: Portion::new(&page, total),
            total,
            reprints,
            table,
            orders: orders(&page),
            below: GroupTotals::new(&page, below, total),
            within,
            neighbours: Neighbours::of(&page, plan.groups_on(group.level), |other| other.id == group.id),
            group,
            parts,
            page,
        }
    }

    fn lead(&self) -> String {
        let without = without_amount(&self.page, self.total);
        let again = self.reprints().filter(|_| self.portion.is_some());
        prose(&self.page, [Some(self.sentence()), without, again, self.largest()])
    }

    /// How much is listed here again, where no amount is stated that it could be taken for a part of.
    fn again(&self) -> Option<String> {
        self.reprints().filter(|_| self.portion.is_none())
    }

    /// What there is; the amount stands above.
    fn sentence(&self) -> String {
        let t = &self.page.t.group;
        let projects = self.page.t.count.projects(self.total.projects);
        let counts = self.counts();
        match (counts.is_empty(), self.total.projects, self.portion.is_some()) {
            (false, 0, _) => t.holds_groups(counts),
            (false, _, true) => t.holds(counts, projects),
            (false, _, false) => t.holds_none(counts, projects),
            (true, 0, _) if self.reprints.projects > 0 => t.only_reprints.clone(),
            (true, 0, _) => t.holds_nothing.clone(),
            (true, _, true) => t.holds_projects(projects),
            (true, _, false) => t.holds_projects_none(projects),
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

    /// The project with the largest budget, where there is more than one to choose from.
    fn largest(&self) -> Option<String> {
        let listed = self.page.plan.listed_within(self.group).filter(|(listing, _)| !listing.reprint);
        let projects = by_budget(listed.map(|(_, project)| project));
        let budget = projects.first()?.budget.filter(|budget| budget.get() > 0)?;
        let largest = projects.iter().take_while(|project| project.budget == Some(budget));
        let names: Vec<String> = largest.map(|project| project.name(&self.page)).collect();
        let (t, words) = (&self.page.t.group, amount_words(&self.page, Some(budget)));
        (self.total.with_amount() > 1).then(|| match &names[..] {
            [one] => t.largest(within_quotes(self.page.lang, one), words),
            _ => t.largest_tied(quoted(&self.page, names), words),
        })
    }

    /// How much is listed here again, and where that is counted.
    fn reprints(&self) -> Option<String> {
        let (t, n) = (&self.page.t.group, self.reprints.projects);
        let holders = holders(&self.page, 1);
        let words = self.reprints.stated().map(|amount| amount_words(&self.page, Some(amount)));
        let sentence = match (words, self.total.projects) {
            (Some(amount), 0) => t.all_reprints(n, amount, holders),
            (None, 0) => t.all_reprints_none(n, holders),
            (Some(amount), _) => t.reprints(n, amount, holders),
            (None, _) => t.reprints_none(n, holders),
        };
        (n > 0).then_some(sentence)
    }

    /// The marks of its projects: how many have each, and what these cost.
    fn marks(&self) -> Vec<String> {
        let (page, plan) = (&self.page, self.page.plan);
        let mark = |flag: &Flag| {
            let listed = plan.listed_within(self.group).filter(|(listing, _)| !listing.reprint);
            let marked = listed.map(|(_, own)| own).filter(|own| flags_of(plan, own).any(|own| own == flag));
            let total = Total::of(marked);
            (total.projects > 0).then(|| {
                page.t.rows.mark(capitalised(page.lang, &flag_named(page, flag, 2)), extent(page, total))
            })
        };
        plan.flags().iter().filter_map(mark).collect()
    }

    /// The id of the section of what is listed directly here.
    fn listed_id(&self) -> &str {
        if self.within.is_empty() { "listings" } else { "listed" }
    }

    /// What is listed below: `Initiatives and projects`.
    fn contents(&self) -> String {
        contents(&self.page, self.group)
    }

    /// What the bars of all tables show; each table has a scale of its own.
    fn scale(&self) -> Option<String> {
        let (t, mut within) = (&self.page.t.rows, self.within.iter());
        let has_bars = within.any(|other| other.table.scale.is_some());
        has_bars.then(|| t.scale_of_each(holders(&self.page, 1)))
    }
}

/// What is listed directly under a group.
fn own_table<'a>(page: &Frame<'a>, group: &Group, parts: &Parts) -> ProjectTable<'a> {
    let plan = page.plan;
    let listed = || plan.listed_in(group);
    let rows = parts.rows(listed()).map(|listed| ProjectRow::listed(page, listed)).collect();
    let (again, counted): (Vec<_>, Vec<_>) = listed().partition(|(listing, _)| listing.reprint);
    let total = Total::of(counted.into_iter().map(|(_, project)| project));
    let total = TotalLine::new(page, total, again.len());
    ProjectTable::new(page, rows, listed().map(|(_, project)| project), total)
}

/// The groups below, each with its listings where these are few: else their own pages list them, in parts.
fn within<'a>(page: &Frame<'a>, group: &Group) -> Vec<Within<'a>> {
    let plan = page.plan;
    let short = plan.listed_within(group).take(ROWS + 1).count() <= ROWS;
    let none = || ProjectTable::new(page, Vec::new(), std::iter::empty(), None);
    let all = Parts::whole();
    let within = plan.within(group).skip(1).map(|other| Within {
        rank: 2 + other.level - group.level,
        id: format!("{}-{}", plan.level_of(other).one, other.id),
        link: Link::to(page, other),
        extent: extent(page, plan.total_of(other)),
        table: if short { own_table(page, other, &all) } else { none() },
    });
    within.collect()
}

/// The groups of the same level, by their numbers; of a large level, those with the same group above.
fn sisters(page: &Frame<'_>, group: &Group) -> Vec<Sister> {
    let plan = page.plan;
    let all: Vec<&Group> = plan.groups_on(group.level).collect();
    let near = || all.iter().copied().filter(|other| other.parent == group.parent).collect();
    let shown: Vec<&Group> = if all.len() > SISTERS { near() } else { all.clone() };
    let fits = (2..=SISTERS).contains(&shown.len());
    let is_many = shown.len() > FEW_SISTERS;
    let sister = |other: &Group| Sister {
        href: other.href(page),
        number: is_many.then(|| plan.level_of(other).number_alone(page.lang, &other.number)),
        name: plan.level_of(other).numbered(page.lang, &other.number),
        is_own: other.id == group.id,
    };
    shown.into_iter().filter(|_| fits).map(sister).collect()
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
    let mut frame = frame.identified(plan.outermost_of(group));
    frame.here = Some(plan.level_of(group).numbered(frame.lang, &group.number));
    GroupPage::new(frame, group).render()
}
