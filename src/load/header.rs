//! The first row of a table held against the fields of the format.

use super::faults::{Fault, shown};
use super::raw::scan::Record;
use super::raw::{file, suggest};
use super::sink::{FileId, Place, Sink};
use crate::format::{Column, Kind, Presence, Table};
use crate::i18n::Lang;

/// A column of the format, and where it stands in the file, from 0.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) field: usize,
    pub(super) column: Column,
    pub(super) at: usize,
}

/// Which column of the file is which of the format.
#[derive(Debug)]
pub(super) struct Header {
    /// The names in the file, without the empty ones that spreadsheets leave at the end.
    pub(super) names: Vec<String>,
    pub(super) found: Vec<Found>,
    /// The names of columns that the file misspells.
    misspelt: Vec<String>,
    /// No column that must be there is missing.
    pub(super) whole: bool,
}

impl Header {
    /// `None` where the row is not a header.
    pub(super) fn resolve(
        record: &Record<'_>,
        table: &Table,
        file: FileId,
        sink: &mut Sink,
    ) -> Option<Header> {
        if record.quotes.is_some() {
            return None;
        }
        let mut names: Vec<String> = record.cells.iter().map(|name| file::column_name(name)).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let columns: Vec<(usize, Column)> = table
            .fields
            .iter()
            .enumerate()
            .flat_map(|(at, field)| field.columns().into_iter().map(move |c| (at, c)))
            .collect();
        let mut found: Vec<Found> = Vec::new();
        let mut strangers = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let place = Place::cell(file, 1, (u32::try_from(at + 1).unwrap_or(u32::MAX), name));
            match columns.iter().find(|(_, column)| is_called(column, name)) {
                None => strangers.push((at, name)),
                Some((field, column)) => match found.iter().find(|other| other.column.name == column.name) {
                    Some(first) => {
                        let first = first.at + 1;
                        sink.error(place, || Fault::DuplicateColumn(name, first));
                    }
                    None => found.push(Found { field: *field, column: column.clone(), at }),
                },
            }
        }
        if found.is_empty() {
            let names = columns.iter().filter(|(at, column)| is_expected(table, *at, column));
            let names: Vec<&str> = names.map(|(_, column)| column.name.as_str()).collect();
            sink.error(Place::row(file, 1), || Fault::MissingHeader(names.join(",")));
            return None;
        }
        let missing: Vec<&(usize, Column)> = columns
            .iter()
            .filter(|(field, column)| {
                let has = |other: &Found| match column.unit {
                    Some(_) => other.field == *field,
                    None => other.column.name == column.name,
                };
                is_expected(table, *field, column) && !found.iter().any(has)
            })
            .collect();
        let mut header = Header { names: Vec::new(), found, misspelt: Vec::new(), whole: missing.is_empty() };
        header.amounts(table, file, sink);
        header.misspelt = report_strangers(&strangers, &columns, &header.found, file, sink);
        for (_, column) in missing.iter().filter(|(_, column)| !header.misspelt.contains(&column.name)) {
            let names = match column.unit {
                Some(_) => columns
                    .iter()
                    .filter(|(_, other)| other.unit.is_some())
                    .map(|(_, other)| other.name.as_str())
                    .collect(),
                None => vec![column.name.as_str()],
            };
            sink.error(Place::row(file, 1), || Fault::MissingColumn(names.join(" / ")));
        }
        header.names = names;
        Some(header)
    }

    /// Whether a column of that language is there under a misspelt name.
    pub(super) fn has_misspelt(&self, lang: Lang) -> bool {
        self.misspelt.iter().any(|name| name.ends_with(&format!("_{lang}")))
    }

    /// Amounts stand in one unit only.
    fn amounts(&mut self, table: &Table, file: FileId, sink: &mut Sink) {
        let mut units = self.found.iter().filter(|found| table.fields[found.field].kind == Kind::Amount);
        if let (Some(first), Some(second)) = (units.next(), units.next()) {
            let (first, second, at) = (first.column.name.clone(), second.column.name.clone(), second.at);
            let place = Place::cell(file, 1, (u32::try_from(at + 1).unwrap_or(u32::MAX), &second));
            sink.error(place, || Fault::TwoUnits(&first, &second));
            self.whole = false;
        }
    }
}

fn is_called(column: &Column, name: &str) -> bool {
    let plain = |c: char| match c {
        '（' => '(',
        '）' => ')',
        c => c,
    };
    column.name == name || column.aliases.iter().any(|alias| alias.chars().eq(name.chars().map(plain)))
}

/// Whether a table without that column cannot be read: translations may be missing.
fn is_expected(table: &Table, field: usize, column: &Column) -> bool {
    let translation = column.lang.is_some_and(|lang| lang != Lang::ORIGINAL);
    let other_unit = column.unit.is_some_and(|unit| unit != crate::plan::Unit::default());
    table.fields[field].presence != Presence::Optional && !translation && !other_unit
}

/// Names the columns that the format does not know: misspelt ones are refused, others are not read. Gives
/// the names that were meant.
fn report_strangers(
    strangers: &[(usize, &String)],
    columns: &[(usize, Column)],
    found: &[Found],
    file: FileId,
    sink: &mut Sink,
) -> Vec<String> {
    let mut meant = Vec::new();
    let absent = columns.iter().map(|(_, column)| column.name.as_str());
    let absent: Vec<&str> =
        absent.filter(|name| !found.iter().any(|found| found.column.name == *name)).collect();
    for (at, name) in strangers {
        let place = Place::cell(file, 1, (u32::try_from(at + 1).unwrap_or(u32::MAX), name));
        let near = suggest::nearest(name, absent.iter().copied());
        match near {
            _ if name.is_empty() => sink.error(place, || Fault::UnknownColumn(name).form("unnamed")),
            Some(near) => {
                sink.error(place, || Fault::UnknownColumn(shown(name)).form("named").near(Some(near)));
                meant.push(near.to_owned());
            }
            None => sink.warning(place, || Fault::IgnoredColumn(shown(name))),
        }
    }
    meant
}
