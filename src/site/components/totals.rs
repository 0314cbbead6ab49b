//! A table of totals: of groups or departments.

use std::cmp::Reverse;

use super::{Amount, Subject, amount_words, capitalised, holders, identity, joined, prose, share_of};
use crate::chart::{Look, RowBar};
use crate::plan::{Department, Group, Plan, Total, Yen};
use crate::site::frame::Frame;
use crate::site::urls::PageUrl;

/// A total in a table.
pub(crate) struct TotalRow {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) projects: usize,
    pub(crate) amount: Option<Amount>,
    /// Its share of the whole that the table is about.
    pub(crate) share: Option<String>,
    pub(crate) bar: Option<RowBar>,
    /// The place of the outermost group that it belongs to, which gives its colour.
    pub(crate) identity: Option<usize>,
    stated: Option<Yen>,
    /// How far it is indented, as a part of a row above: then it is not added to the sum.
    pub(crate) indent: usize,
}

impl TotalRow {
    /// The row of a part of the plan.
    pub(crate) fn new(frame: &Frame<'_>, subject: &impl Subject) -> Self {
        Self::of(frame, subject.name(frame), subject.href(frame), subject.total(frame.plan))
    }

    /// The row of a group in a table of groups that begins with one so many levels above it: what is directly
    /// below that is not indented, as the first row is set apart.
    pub(crate) fn below(frame: &Frame<'_>, group: &Group, levels: usize) -> Self {
        Self { indent: levels.saturating_sub(1), ..Self::of_group(frame, group) }
    }

    /// The row of a group, in its colour.
    pub(crate) fn of_group(frame: &Frame<'_>, group: &Group) -> Self {
        Self { identity: Some(frame.plan.outermost_of(group)), ..Self::new(frame, group) }
    }

    /// The bottom row of a table over the whole list.
    pub(crate) fn whole(frame: &Frame<'_>) -> Self {
        let href = frame.href(&PageUrl::Overview(frame.plan.year()));
        Self::of(frame, frame.t.terms.total.clone(), href, frame.plan.total())
    }

    /// The class of the row's colour.
    pub(crate) fn class(&self) -> Option<&'static str> {
        self.identity.map(identity)
    }

    fn of(frame: &Frame<'_>, name: String, href: String, total: Total) -> Self {
        let (stated, whole) = (total.stated(), frame.plan.total());
        Self {
            href,
            name,
            projects: total.projects,
            amount: stated.map(|amount| Amount::new(frame, amount)),
            share: stated.and_then(|amount| share_of(frame, amount, whole)),
            bar: None,
            identity: None,
            stated,
            indent: 0,
        }
    }
}

/// Rows of totals, each with a bar on one scale; no bars where there is nothing to compare.
pub(crate) fn with_bars(mut rows: Vec<TotalRow>) -> Vec<TotalRow> {
    let stated = || rows.iter().filter_map(|row| row.stated);
    let largest = stated().max().filter(|_| stated().count() > 1);
    for row in &mut rows {
        let amounts = row.stated.zip(largest);
        row.bar = amounts.and_then(|(own, largest)| RowBar::new(own.get(), largest.get(), Look::Plain));
    }
    rows
}

/// What the bars of a table of totals show; none where it has no bars.
pub(crate) fn scale_of<'r>(frame: &Frame<'_>, rows: impl Iterator<Item = &'r TotalRow>) -> Option<String> {
    let t = &frame.t.rows;
    let bars: Vec<RowBar> = rows.filter_map(|row| row.bar).collect();
    let thin = bars.iter().any(RowBar::is_thin).then(|| t.thin.clone());
    (!bars.is_empty()).then(|| prose(frame, [Some(t.scale.clone()), thin]))
}

/// Some groups of one level beside each other, with their shares of what they make up.
pub(crate) struct GroupTotals {
    pub(crate) rows: Vec<TotalRow>,
    pub(crate) caption: String,
    /// What one of them is called.
    pub(crate) head: String,
}

impl GroupTotals {
    /// The groups directly below one, which make up that total.
    pub(crate) fn new(frame: &Frame<'_>, groups: Vec<&Group>, whole: Total) -> Self {
        let level = groups.first().map(|group| frame.plan.level_of(group));
        let one = level.map_or("", |level| level.name.one.get(frame.lang));
        let rows = groups.iter().map(|group| {
            let row = TotalRow::of_group(frame, group);
            TotalRow { share: row.stated.and_then(|amount| share_of(frame, amount, whole)), ..row }
        });
        Self {
            rows: with_bars(rows.collect()),
            caption: frame.t.chart.table(frame.t.group.by_level(one)),
            head: capitalised(frame.lang, one),
        }
    }
}

/// Where projects that are listed again are counted, and what the groups of a level have of them.
pub(crate) fn reprints_note(frame: &Frame<'_>, level: usize) -> Option<String> {
    let (plan, t) = (frame.plan, &frame.t.level);
    let again = plan.groups_on(level).map(|group| (group, plan.reprints_of(group)));
    let places = again.filter(|(_, again)| again.projects > 0).map(|(group, again)| {
        let name = plan.level_of(group).numbered(frame.lang, &group.number);
        match again.stated() {
            Some(amount) => t.reprints_at(name, again.projects, amount_words(frame, Some(amount))),
            None => t.reprints_at_none(name, again.projects),
        }
    });
    let places: Vec<String> = places.collect();
    let listed = joined(&places, &frame.t.site.comma, &frame.t.site.and);
    let has_reprints = plan.listings().iter().any(|listing| listing.reprint);
    let listed = (!places.is_empty()).then(|| t.reprints(listed));
    has_reprints.then(|| prose(frame, [Some(t.counted(holders(frame, 1))), listed]))
}

/// The departments that are part of no other, largest budget first.
pub(crate) fn divisions(plan: &Plan) -> Vec<&Department> {
    let mut divisions: Vec<_> =
        plan.departments().iter().filter(|department| department.parent.is_none()).collect();
    divisions.sort_by_key(|department| Reverse(plan.total_of_department(department).stated()));
    divisions
}

/// Departments by budget, each followed by those within it, with how many are above it.
pub(crate) fn departments_in_order(plan: &Plan) -> Vec<(&Department, usize)> {
    let mut ordered = Vec::with_capacity(plan.departments().len());
    let mut next: Vec<(&Department, usize)> = divisions(plan).into_iter().map(|own| (own, 0)).collect();
    next.reverse();
    while let Some((department, indent)) = next.pop() {
        ordered.push((department, indent));
        let within: Vec<_> = plan.offices_of(department).map(|office| (office, indent + 1)).collect();
        next.extend(within.into_iter().rev());
    }
    ordered
}

/// The rows of all departments in that order.
pub(crate) fn department_rows(frame: &Frame<'_>) -> Vec<TotalRow> {
    let rows = departments_in_order(frame.plan).into_iter().map(|(department, indent)| {
        let row = TotalRow::new(frame, department);
        match indent {
            0 => row,
            _ => {
                let name = frame.t.sums.office_of_which(department.name.get(frame.lang));
                TotalRow { name, indent, ..row }
            }
        }
    });
    with_bars(rows.collect())
}
