//! A table: its header held against the columns of the format, its rows handed on one by one.

use std::borrow::Cow;
use std::collections::HashSet;

use super::scan::{Quotes, Record, Scanner};
use super::{file, suggest};
use crate::i18n::grouped;
use crate::load::faults::{Fault, shown};
use crate::load::sink::{FileId, Place, Sink};
use crate::load::source::Source;
use crate::load::{MAX_TABLE_BYTES, MAX_TABLE_LINES};

/// What a table must look like.
#[derive(Debug)]
pub(in crate::load) struct Format {
    /// The name of its file.
    pub(in crate::load) file: &'static str,
    /// The names of the columns, all of them required, in any order.
    pub(in crate::load) columns: &'static [&'static str],
    /// The column that other tables refer to.
    pub(in crate::load) key: Option<&'static str>,
}

/// What is known of a table once it has been read: how far its absence of a row can be trusted.
#[derive(Debug)]
pub(in crate::load) struct Outcome {
    /// The file, for faults found later.
    pub(in crate::load) file: FileId,
    /// Every row was seen: nothing is cut off, unreadable or without its column.
    pub(in crate::load) whole: bool,
    /// Rows were passed over for having the wrong number of cells.
    pub(in crate::load) rejected: bool,
    /// Columns in which a value was refused.
    pub(in crate::load) faulty: HashSet<&'static str>,
    /// Keys of rows that were passed over, and keys that are not valid: references to them are no news.
    pub(in crate::load) unreadable: HashSet<String>,
}

impl Outcome {
    /// True where the values of these columns are all there, so that they can be counted.
    pub(in crate::load) fn is_sound(&self, columns: &[&str]) -> bool {
        self.whole && !self.rejected && !columns.iter().any(|column| self.faulty.contains(column))
    }
}

/// A row on its way to becoming a thing of the plan; takes the faults of its cells.
#[derive(Debug)]
pub(in crate::load) struct Row<'r, 't> {
    pub(in crate::load) number: u32,
    /// For each column of the format: its number, and its cell.
    columns: &'r [(&'static str, Option<usize>)],
    cells: &'r [Cow<'t, str>],
    sink: &'r mut Sink,
    outcome: &'r mut Outcome,
}

impl Row<'_, '_> {
    /// The cell as it stands; `None` where the whole column is missing, which has been reported.
    pub(in crate::load) fn raw(&self, column: &str) -> Option<&str> {
        let (_, at) = self.columns.iter().find(|(name, _)| *name == column)?;
        self.cells.get((*at)?).map(AsRef::as_ref)
    }

    /// The number of a column in the file, from 1.
    pub(in crate::load) fn column(&self, column: &str) -> u32 {
        let at = self.columns.iter().find(|(name, _)| *name == column).and_then(|(_, at)| *at);
        at.map_or(0, |at| u32::try_from(at + 1).unwrap_or(u32::MAX))
    }

    /// Reports a fault of a cell.
    pub(in crate::load) fn error(&mut self, column: &'static str, fault: impl FnOnce() -> Fault) {
        let number = self.column(column);
        self.outcome.faulty.insert(column);
        self.sink.error(Place::cell(self.outcome.file, self.number, (number, column)), fault);
    }

    /// Remembers a key that is not valid, so that references to it are not reported as well.
    pub(in crate::load) fn unreadable(&mut self, key: &str) {
        self.outcome.unreadable.insert(key.to_owned());
    }
}

/// Reads a table of a folder (`2024`; empty for the data folder itself) and hands on each of its rows
/// that has the right number of cells.
pub(in crate::load) fn read(
    source: &Source,
    folder: &str,
    format: &Format,
    sink: &mut Sink,
    mut each: impl FnMut(&mut Row<'_, '_>),
) -> Outcome {
    let path = if folder.is_empty() { format.file.to_owned() } else { format!("{folder}/{}", format.file) };
    let file = sink.open(path.clone());
    let mut outcome =
        Outcome { file, whole: false, rejected: false, faulty: HashSet::new(), unreadable: HashSet::new() };
    let Some(text) = file::text(source, &path, MAX_TABLE_BYTES, file, sink) else { return outcome };
    let count = |end| text.bytes().filter(|byte| *byte == end).count();
    let lines = count(b'\n').max(count(b'\r'));
    if lines > MAX_TABLE_LINES {
        sink.error(Place::file(file), || {
            Fault::TooManyLines(grouped(lines as u64), grouped(MAX_TABLE_LINES as u64))
        });
        return outcome;
    }

    let (mut scanner, mut record) = (Scanner::new(&text), Record::default());
    // There is at least one row: an empty text has been refused.
    scanner.next(&mut record);
    report_quotes(&record, &[], file, sink);
    let Some(header) = Header::resolve(&record, format, file, sink) else { return outcome };
    outcome.whole = header.columns.iter().all(|(_, at)| at.is_some());
    let (mut rows, mut last, mut ended) = (0_usize, 1, record.ended);
    while scanner.next(&mut record) {
        ended = record.ended;
        if record.is_blank() {
            continue;
        }
        (rows, last) = (rows + 1, record.row);
        report_quotes(&record, &header.names, file, sink);
        if let Some(quotes) = record.quotes {
            // A cell that was not closed where it should have been has eaten the rows up to the next mark.
            outcome.whole = false;
            if let Quotes::Unclosed(_) = quotes {
                ended = true;
                break;
            }
        }
        let surplus = record.cells.iter().skip(header.names.len()).filter(|cell| !cell.trim().is_empty());
        let surplus = surplus.count() + record.surplus;
        let place = Place::row(file, record.row);
        if record.quotes.is_some() {
            outcome.rejected = true;
        } else if record.cells.len() < header.names.len() {
            sink.error(place, || Fault::TooFewCells(record.cells.len(), header.names.len()));
            outcome.rejected = true;
        } else if surplus > 0 {
            sink.error(place, || Fault::TooManyCells(surplus, header.names.len()));
            outcome.rejected = true;
        } else {
            let (columns, cells) = (&header.columns, &record.cells);
            each(&mut Row { number: record.row, columns, cells, sink: &mut *sink, outcome: &mut outcome });
            continue;
        }
        let key = format.key.and_then(|key| header.columns.iter().find(|(name, _)| *name == key));
        let key = key.and_then(|(_, at)| record.cells.get((*at)?));
        outcome.unreadable.extend(key.map(ToString::to_string));
    }
    if !ended {
        sink.error(Place::row(file, last), Fault::NoFinalLineBreak);
        outcome.whole = false;
    } else if rows == 0 {
        sink.error(Place::file(file), Fault::NoRows);
        outcome.whole = false;
    }
    outcome
}

fn report_quotes(record: &Record<'_>, names: &[String], file: FileId, sink: &mut Sink) {
    let Some(quotes) = record.quotes else { return };
    let (Quotes::Stray(column) | Quotes::Unclosed(column)) = quotes;
    let name = usize::try_from(column - 1).ok().and_then(|place| names.get(place));
    let place = Place::cell(file, record.row, (column, name.map_or("", String::as_str)));
    match quotes {
        Quotes::Stray(_) => sink.error(place, Fault::MalformedQuotes),
        Quotes::Unclosed(_) => sink.error(place, Fault::UnclosedQuote),
    }
}

/// Which column of the file is which of the format.
#[derive(Debug)]
struct Header {
    /// The names in the file, without the empty ones that spreadsheets leave at the end.
    names: Vec<String>,
    /// For each column of the format, its place in the file from 0.
    columns: Vec<(&'static str, Option<usize>)>,
}

impl Header {
    /// Holds the first row against the format; `None` where it is no header.
    fn resolve(record: &Record<'_>, format: &Format, id: FileId, sink: &mut Sink) -> Option<Header> {
        if record.quotes.is_some() {
            return None;
        }
        let mut names: Vec<String> = record.cells.iter().map(|name| file::column_name(name)).collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        if !names.iter().any(|name| format.columns.contains(&name.as_str())) {
            sink.error(Place::row(id, 1), || Fault::MissingHeader(format.columns.join(",")));
            return None;
        }
        let place_of = |name: &str| names.iter().position(|other| other == name);
        for (at, name) in names.iter().enumerate() {
            let place = Place::cell(id, 1, (u32::try_from(at + 1).unwrap_or(u32::MAX), name));
            if !format.columns.contains(&name.as_str()) {
                let missing: Vec<&str> =
                    format.columns.iter().copied().filter(|column| place_of(column).is_none()).collect();
                let near = suggest::nearest(name, missing.into_iter());
                let form = if name.is_empty() { "unnamed" } else { "named" };
                sink.error(place, || Fault::UnknownColumn(shown(name)).form(form).near(near));
            } else if let Some(first) = place_of(name).filter(|first| *first < at) {
                sink.error(place, || Fault::DuplicateColumn(name, first + 1));
            }
        }
        let columns: Vec<_> = format.columns.iter().map(|column| (*column, place_of(column))).collect();
        for (column, at) in &columns {
            // A misspelt column has been reported as unknown, with what it was meant to be.
            let misspelt = || {
                names.iter().any(|name| {
                    !format.columns.contains(&name.as_str())
                        && suggest::nearest(name, std::iter::once(*column)).is_some()
                })
            };
            if at.is_none() && !misspelt() {
                sink.error(Place::row(id, 1), || Fault::MissingColumn(column));
            }
        }
        Some(Header { names, columns })
    }
}
