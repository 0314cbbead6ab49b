//! Control totals: what `plan.toml` says that the tables come to.

use super::Code;
use super::faults::{Fault, shown};
use super::raw::settings::{Node, Stated};
use super::records::Cell;
use super::sink::Sink;
use super::tables::Tables;
use crate::format::Format;
use crate::i18n::{grouped, grouped_decimal};
use crate::plan::{Unit, Yen};

/// The totals that a plan states, none of them in another plan's way.
#[derive(Debug, Default)]
pub(super) struct Control {
    counts: Vec<(Code, Stated<u64>)>,
    /// Of flags, by their columns.
    flags: Vec<(String, Stated<u64>)>,
    budget: Option<(Unit, Stated<String>)>,
    /// Of groups, by the place of their level and their key.
    groups: Vec<(usize, String, Stated<String>)>,
    /// By how much sums of amounts may differ where the document rounds.
    tolerance: Option<Stated<String>>,
}

/// The totals that every plan of the first form states.
const COUNTS: [(&str, Code); 5] = [
    ("projects", Code::ControlProjects),
    ("listings", Code::ControlListings),
    ("reprints", Code::ControlReprints),
    ("without_amount", Code::ControlWithoutAmount),
    ("project_departments", Code::ControlProjectDepartments),
];

impl Control {
    pub(super) fn read(root: &mut Node<'_, '_>, format: &Format, is_first: bool, sink: &mut Sink) -> Self {
        let node = if is_first { root.table("control", sink) } else { root.optional_table("control", sink) };
        let Some(mut node) = node else { return Self::default() };
        let mut control = Self::default();
        for (key, code) in COUNTS {
            // Younger than the others: without it a cut among the last project's departments goes unseen.
            let is_required = is_first && code != Code::ControlProjectDepartments;
            let count = if is_required { node.count(key, sink) } else { node.optional_count(key, sink) };
            control.counts.extend(count.map(|count| (code, count)));
        }
        for flag in &format.flags {
            let count = node.counted(&flag.column, is_first, sink);
            control.flags.extend(count.map(|count| (flag.column.clone(), count)));
        }
        for (unit, key) in
            Unit::ALL.into_iter().zip(["budget_yen", "budget_thousand_yen", "budget_million_yen"])
        {
            let stated = node.optional_number(key, sink);
            control.budget = control.budget.or(stated.map(|stated| (unit, stated)));
        }
        if is_first && control.budget.is_none() {
            node.count("budget_thousand_yen", sink);
        }
        control.tolerance = node.optional_number("tolerance", sink);
        for (at, level) in format.levels.iter().enumerate() {
            if let Some(groups) = node.table_named(level.id.as_str(), sink) {
                let groups = groups.numbers(sink).into_iter();
                control.groups.extend(groups.map(|(key, stated)| (at, key, stated)));
            }
        }
        node.finish(sink);
        control
    }

    /// Holds every total against the tables, unless a fault already explains why it would not agree.
    pub(super) fn check(&self, tables: &Tables, sink: &mut Sink) {
        let (projects, listings, charges) =
            (tables.projects(), tables.listings(), tables.project_departments());
        for (code, stated) in &self.counts {
            let (records, fields, found) = match code {
                Code::ControlListings => (listings, ["number", "project"], listings.len()),
                Code::ControlReprints => (
                    listings,
                    ["reprint", "project"],
                    listings.places().filter(|at| listings.flag(*at, "reprint") == Some(true)).count(),
                ),
                Code::ControlWithoutAmount => (
                    projects,
                    ["budget", "id"],
                    projects.places().filter(|at| *projects.cell(*at, "budget") == Cell::Empty).count(),
                ),
                Code::ControlProjectDepartments => (charges, ["department", "project"], charges.len()),
                _ => (projects, ["id", "id"], projects.len()),
            };
            if records.is_sound(&fields) && stated.value != found as u64 {
                stated
                    .error(sink, || Fault::control(*code, stated.value, found as u64, &records.table.file()));
            }
        }
        for (column, stated) in &self.flags {
            let found =
                projects.places().filter(|at| projects.flag(*at, column) == Some(true)).count() as u64;
            if projects.is_sound(&["id", column]) && stated.value != found {
                stated.error(sink, || {
                    Fault::ControlFlag(column, grouped(stated.value), grouped(found), "projects.csv", found)
                });
            }
        }
        let ones: Vec<&str> = tables.format.levels.iter().map(|level| level.one.as_str()).collect();
        let groups = (0..tables.levels())
            .all(|level| tables.groups(level).is_sound(&[&ones[..], &["id", "number"]].concat()));
        if projects.is_sound(&["id", "budget"])
            && let Some(tolerance) = self.tolerance(projects.unit, sink)
        {
            self.check_budget(tables, tolerance, sink);
            if groups && listings.is_sound(&[&ones[..], &["project", "reprint"]].concat()) {
                self.check_groups(tables, tolerance, sink);
            }
        }
    }

    /// By how much a sum may differ; `None` where that is not an amount.
    fn tolerance(&self, unit: Unit, sink: &mut Sink) -> Option<u64> {
        self.tolerance.as_ref().map_or(Some(0), |stated| read(stated, unit, sink).map(Yen::get))
    }

    fn check_budget(&self, tables: &Tables, tolerance: u64, sink: &mut Sink) {
        let projects = tables.projects();
        let Some((unit, stated)) = &self.budget else { return };
        let Some(total) = read(stated, *unit, sink) else { return };
        let found: Yen = projects.places().filter_map(|at| projects.amount(at, "budget")).sum();
        // The total itself is at fault only where no amount explains the difference.
        if total.get().abs_diff(found.get()) > tolerance
            && !super::rules::scale::report(tables, total, found, sink)
        {
            let [stated_text, found_text, digits] = texts(*unit, total, found);
            stated.error(sink, || Fault::ControlBudget(stated_text, found_text, "projects.csv", digits));
        }
    }

    fn check_groups(&self, tables: &Tables, tolerance: u64, sink: &mut Sink) {
        let projects = tables.projects();
        for (level, key, stated) in &self.groups {
            let file = || tables.groups(*level).table.file();
            let Some(group) = tables.groups(*level).find(key) else {
                stated.error(sink, || Fault::UnknownReference(key, file()));
                continue;
            };
            let counted = tables.counted_under(*level, group);
            let found: Yen = counted.filter_map(|at| projects.amount(at, "budget")).sum();
            let Some(total) = read(stated, projects.unit, sink) else { continue };
            if total.get().abs_diff(found.get()) > tolerance {
                let [stated_text, found_text, digits] = texts(projects.unit, total, found);
                let group = format!("{} {key}", tables.format.levels[*level].one);
                stated.error(sink, || {
                    Fault::ControlGroup(group, stated_text, found_text, "listings.csv", digits)
                });
            }
        }
    }
}

/// A stated amount; reports what is not one in that unit.
fn read(stated: &Stated<String>, unit: Unit, sink: &mut Sink) -> Option<Yen> {
    let amount = unit.read(&stated.value).ok();
    if amount.is_none() {
        stated.error(sink, || Fault::AmountNotPlainDigits(shown(&stated.value)).form(unit.as_str()));
    }
    amount
}

/// Both amounts for people, and the one found as it is to be written.
fn texts(unit: Unit, stated: Yen, found: Yen) -> [String; 3] {
    let shown = |amount: Yen| grouped_decimal(unit.of(amount));
    [shown(stated), shown(found), unit.of(found).normalize().to_string()]
}
