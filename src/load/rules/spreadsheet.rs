//! What may have happened to a table in a spreadsheet.

use std::collections::HashMap;

use crate::load::faults::{Fault, shown};
use crate::load::sink::{Place, Sink};
use crate::load::tables::Tables;
use crate::plan::Yen;

/// Two projects of one name are rather one under two ids.
pub(super) fn names_differ(tables: &mut Tables, sink: &mut Sink) {
    let projects = tables.projects();
    let mut names: HashMap<&str, u32> = HashMap::with_capacity(projects.len());
    for at in projects.places().filter(|at| projects.is_first(*at)) {
        let Some(name) = projects.text(at, "name") else { continue };
        match names.get(name.original()) {
            Some(first) => {
                let first = *first;
                sink.warning(projects.place(at, "name"), || Fault::SameName(shown(name.original()), first));
            }
            None => drop(names.insert(name.original(), projects.rows[at])),
        }
    }
}

/// Fewer amounts are in order by chance.
const SORTED: usize = 8;

/// Amounts in order of size beside projects in the order of the document: only their column was sorted.
pub(super) fn amounts_are_not_sorted_alone(tables: &mut Tables, sink: &mut Sink) {
    let (projects, listings) = (tables.projects(), tables.listings());
    let amounts: Vec<Yen> = projects.places().filter_map(|at| projects.amount(at, "budget")).collect();
    let distinct = amounts.windows(2).filter(|pair| pair[0] != pair[1]).count() + 1;
    let is_sorted = amounts.is_sorted() || amounts.is_sorted_by(|a, b| a >= b);
    if !is_sorted || distinct < SORTED {
        return;
    }
    let mut last = None;
    let originals = listings.places().filter(|at| listings.flag(*at, "reprint") == Some(false));
    let in_order = originals
        .filter_map(|at| listings.row(at, "project"))
        .all(|project| last.replace(project).is_none_or(|last| last < project));
    if in_order {
        let at = projects.table.field("budget").map_or(0, |field| projects.columns[field]);
        sink.warning(Place::cell(projects.file, 1, (at, "")), Fault::AmountsSorted);
    }
}
