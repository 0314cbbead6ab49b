//! A table of totals: of directions, initiatives or departments.

use std::cmp::Reverse;

use super::{Amount, Subject, share_of_plan};
use crate::plan::{Department, Plan, Total};
use crate::site::frame::Frame;
use crate::site::urls::PageUrl;

/// A total in a table.
pub(crate) struct TotalRow {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) projects: usize,
    pub(crate) amount: Option<Amount>,
    pub(crate) share: Option<String>,
    /// Part of the row above: not added to the sum.
    pub(crate) part: bool,
}

impl TotalRow {
    /// The row of a part of the plan.
    pub(crate) fn new(frame: &Frame<'_>, subject: &impl Subject) -> Self {
        Self::of(frame, subject.name(frame), subject.href(frame), subject.total(frame.plan))
    }

    /// The bottom row of a table over the whole list.
    pub(crate) fn whole(frame: &Frame<'_>) -> Self {
        let href = frame.href(&PageUrl::Overview(frame.plan.year()));
        Self::of(frame, frame.t.terms.total.clone(), href, frame.plan.total())
    }

    fn of(frame: &Frame<'_>, name: String, href: String, total: Total) -> Self {
        Self {
            href,
            name,
            projects: total.projects,
            amount: total.stated().map(|amount| Amount::new(frame.lang, amount)),
            share: total.stated().and_then(|amount| share_of_plan(frame, amount)),
            part: false,
        }
    }
}

/// The departments that are not an office of another, largest budget first.
pub(crate) fn divisions(plan: &Plan) -> Vec<&Department> {
    let mut divisions: Vec<_> =
        plan.departments().iter().filter(|department| department.parent.is_none()).collect();
    divisions.sort_by_key(|department| Reverse(plan.total_of_department(department).stated()));
    divisions
}

/// Divisions by budget, each followed by its offices.
pub(crate) fn department_rows(frame: &Frame<'_>) -> Vec<TotalRow> {
    let mut rows = Vec::new();
    for division in divisions(frame.plan) {
        rows.push(TotalRow::new(frame, division));
        for office in frame.plan.offices_of(division) {
            let name = frame.t.sums.office_of_which(office.name.get(frame.lang));
            rows.push(TotalRow { name, part: true, ..TotalRow::new(frame, office) });
        }
    }
    rows
}
