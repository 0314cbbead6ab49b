//! The projects with a mark: how many, how much, and which.

use super::{
    Parts, Portion, ProjectRow, ProjectTable, TotalLine, by_budget, flag_named, prose, without_amount,
};
use crate::plan::{Flag, Project, Total};
use crate::site::frame::Frame;

/// The projects with a mark, the largest budget first.
pub(crate) struct Marked<'a> {
    flag: &'a Flag,
    total: Total,
    pub(crate) portion: Option<Portion>,
    pub(crate) table: ProjectTable<'a>,
}

impl<'a> Marked<'a> {
    /// The projects with the mark in that place, as many as the part of the list shows.
    pub(crate) fn new(page: &Frame<'a>, place: usize, parts: &Parts) -> Option<Self> {
        let plan = page.plan;
        let flag = plan.flags().get(place)?;
        let projects: Vec<&Project> = by_budget(plan.marked(place));
        let rows = parts.rows(projects.iter()).map(|project| ProjectRow::new(page, project)).collect();
        let total = Total::of(projects.iter().copied());
        let line = TotalLine::new(page, total, 0);
        let table = ProjectTable::new(page, rows, projects.into_iter(), line);
        Some(Self { flag, total, portion: Portion::new(page, total), table })
    }

    /// How many there are; what they cost stands beside it.
    pub(crate) fn sentence(&self, page: &Frame<'_>) -> String {
        let (t, n) = (&page.t.flag, self.total.projects);
        let (flag, projects) = (flag_named(page, self.flag, n.max(1)), page.t.count.projects(n));
        let sentence = match (n, &self.portion) {
            (0, _) => t.sentence_empty(flag),
            (_, Some(_)) => t.sentence(flag, projects),
            (_, None) => t.sentence_none(flag, projects),
        };
        prose(page, [Some(sentence), without_amount(page, self.total)])
    }
}
