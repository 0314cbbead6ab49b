//! `projects.csv`.

use std::collections::HashMap;

use super::{Table, first_row};
use crate::load::faults::Fault;
use crate::load::keys::Keys;
use crate::load::raw::table::{self, Format};
use crate::load::sink::Sink;
use crate::load::source::Source;
use crate::plan::{Project, ProjectId, ThousandYen};

pub(super) const FORMAT: Format = Format {
    file: "projects.csv",
    columns: &[
        "id",
        "name_ja",
        "name_en",
        "budget_thousand_yen",
        "priority",
        "new",
        "summary_ja",
        "summary_en",
    ],
    key: Some("id"),
};

/// What the rows add up to, counted as they are read: a name that is missing changes no sum.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::load) struct Tally {
    pub(in crate::load) projects: u64,
    pub(in crate::load) priority: u64,
    pub(in crate::load) new: u64,
    pub(in crate::load) without_amount: u64,
    pub(in crate::load) budget: ThousandYen,
}

/// Reads the projects; their departments are still empty.
pub(in crate::load) fn read(
    source: &Source,
    folder: &str,
    sink: &mut Sink,
) -> (Table<Project, ProjectId>, Tally) {
    let (mut rows, mut keys, mut tally) = (Vec::new(), HashMap::new(), Tally::default());
    let mut outcome = table::read(source, folder, &FORMAT, sink, |row| {
        let id: Option<ProjectId> = row.id("id");
        if let Some(id) = &id
            && let Some(first) = first_row(&mut keys, id.clone(), row.number)
        {
            row.error("id", || Fault::DuplicateId(id, first));
        }
        let name = row.text("name_ja", "name_en");
        let budget = row.amount("budget_thousand_yen");
        let (priority, new) = (row.flag("priority"), row.flag("new"));
        let summary = row.text("summary_ja", "summary_en");

        tally.projects += 1;
        tally.priority += u64::from(priority == Some(true));
        tally.new += u64::from(new == Some(true));
        tally.without_amount += u64::from(budget == Some(None));
        tally.budget = tally.budget + budget.flatten().unwrap_or_default();

        if let (Some(id), Some(name), Some(budget), Some(priority), Some(new), Some(summary)) =
            (id, name, budget, priority, new, summary)
        {
            let departments = Vec::new();
            rows.push((row.number, Project { id, name, budget, priority, new, summary, departments }));
        }
    });
    (Table { rows, keys: Keys::new(keys, &mut outcome), outcome }, tally)
}
