//! The tables of a year, and how they hang together.

use std::cell::Cell as Counter;

use super::faults::{Fault, shown};
use super::raw::{correct, suggest};
use super::read::bare_number;
use super::records::{Cell, Records};
use super::sink::Sink;
use crate::format::{Format, Kind};
use crate::plan::Number;

/// The tables of a year in the order of their format.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) format: Format,
    pub(super) all: Vec<Records>,
}

/// What suggestions may cost altogether: a second, where a table of 100,000 keys is referred to wrongly
/// throughout. A table of 100 keys has a suggestion for each of the faults that are kept.
const MAX_COMPARISONS: usize = 200_000;

/// Which group a record names.
pub(super) enum Under {
    /// The group at that place of the level's table.
    Group(usize, usize),
    /// The row names none.
    Nothing,
    /// The row names one that was refused.
    Unknown,
}

impl Tables {
    /// The groups of a level.
    pub(super) fn groups(&self, level: usize) -> &Records {
        &self.all[level]
    }

    pub(super) fn levels(&self) -> usize {
        self.format.levels.len()
    }

    pub(super) fn departments(&self) -> &Records {
        &self.all[self.levels()]
    }

    pub(super) fn projects(&self) -> &Records {
        &self.all[self.levels() + 1]
    }

    pub(super) fn listings(&self) -> &Records {
        &self.all[self.levels() + 2]
    }

    pub(super) fn project_departments(&self) -> &Records {
        &self.all[self.levels() + 3]
    }

    pub(super) fn needs(&self) -> &Records {
        &self.all[self.levels() + 4]
    }

    /// The group of a listing.
    pub(super) fn under(&self, listing: usize) -> Under {
        self.group_of(self.listings(), listing)
    }

    /// The group that a record names in the columns of the levels: the deepest one that is filled counts.
    pub(super) fn group_of(&self, records: &Records, at: usize) -> Under {
        for (level, own) in self.format.levels.iter().enumerate().rev() {
            match records.cell(at, &own.one) {
                Cell::Row(group) => return Under::Group(level, *group),
                Cell::Empty => {}
                _ => return Under::Unknown,
            }
        }
        Under::Nothing
    }

    /// The group that a group stands under.
    pub(super) fn parent(&self, level: usize, group: usize) -> Option<usize> {
        let above = level.checked_sub(1)?;
        self.groups(level).row(group, &self.format.levels[above].one)
    }

    /// Whether a group is that one or stands below it.
    pub(super) fn is_within(&self, (mut level, mut group): (usize, usize), whole: (usize, usize)) -> bool {
        while level > whole.0 {
            match self.parent(level, group) {
                Some(parent) => (level, group) = (level - 1, parent),
                None => return false,
            }
        }
        (level, group) == whole
    }

    /// The projects counted under a group or below it.
    pub(super) fn counted_under(&self, level: usize, group: usize) -> impl Iterator<Item = usize> {
        let listings = self.listings();
        let own = listings.places().filter(|at| listings.flag(*at, "reprint") == Some(false));
        let own = own.filter(move |at| match self.under(*at) {
            Under::Group(own, place) => self.is_within((own, place), (level, group)),
            _ => false,
        });
        own.filter_map(|at| listings.row(at, "project"))
    }

    /// Replaces every key by the place of the row that it names.
    pub(super) fn resolve(&mut self, sink: &mut Sink) {
        let left = Counter::new(MAX_COMPARISONS);
        for table in 0..self.all.len() {
            for field in 0..self.all[table].table.fields.len() {
                let Kind::Reference(target) = &self.all[table].table.fields[field].kind else { continue };
                let Some(target) = self.all.iter().position(|records| records.table.name == *target) else {
                    continue;
                };
                self.resolve_field(table, field, target, &left, sink);
            }
        }
    }

    fn resolve_field(
        &mut self,
        table: usize,
        field: usize,
        target: usize,
        left: &Counter<usize>,
        sink: &mut Sink,
    ) {
        let width = self.all[table].table.fields.len();
        let name = self.all[table].table.fields[field].name.clone();
        for record in 0..self.all[table].len() {
            let at = record * width + field;
            let Cell::Key(raw) = &self.all[table].cells[at] else { continue };
            let raw = raw.clone();
            let found = self.find(target, &raw);
            self.all[table].cells[at] = found.map_or(Cell::Refused, Cell::Row);
            if found.is_some() {
                continue;
            }
            self.all[table].refuse(field);
            // What cannot be read, or may have been cut off, has been reported.
            if self.all[target].whole && !self.all[target].unreadable.contains(&*raw) {
                let fault = self.unknown(target, &raw, left);
                sink.error(self.all[table].place(record, &name), || fault);
            }
        }
    }

    /// The row that a key names: as it is, or as the number of a group.
    fn find(&self, target: usize, raw: &str) -> Option<usize> {
        let records = &self.all[target];
        records.find(raw).or_else(|| {
            let level = self.format.levels.get(target..=target)?;
            records.find(bare_number(raw, level).parse::<Number>().ok()?.slug()?.as_str())
        })
    }

    fn unknown(&self, target: usize, raw: &str, left: &Counter<usize>) -> Fault {
        let records = &self.all[target];
        let zeros = |key: &&str| key.len() > raw.len() && key.trim_start_matches('0') == raw;
        let meant = correct::spreadsheet_number(raw).filter(|number| records.find(number).is_some());
        if let Some(meant) = meant.or_else(|| records.keys().find(zeros).map(str::to_owned)) {
            return Fault::ChangedBySpreadsheet(shown(raw), meant);
        }
        let fault = Fault::UnknownReference(shown(raw), records.table.file());
        if let Some(id) = correct::id(raw).filter(|id| records.find(id).is_some()) {
            return fault.correction(Some(id));
        }
        let is_named = |at: &usize| records.text(*at, "name").is_some_and(|name| name.original() == raw);
        if let Some(named) = records.places().find(is_named) {
            return fault.correction(records.key(named));
        }
        // Whether a number is a slip of another cannot be told.
        let is_name = raw.contains(|c: char| c.is_ascii_alphabetic());
        let near = left.get().checked_sub(records.len()).filter(|_| is_name).and_then(|rest| {
            left.set(rest);
            suggest::nearest(raw, records.keys())
        });
        fault.near(near)
    }
}
