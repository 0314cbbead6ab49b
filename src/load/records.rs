//! A table as it was read: rows of cells, each a value or refused. Later checks and the plan are made of it.

use std::collections::{HashMap, HashSet};

use super::faults::Fault;
use super::sink::{FileId, Place, Sink};
use crate::format::{Kind, Table};
use crate::i18n::Text;
use crate::plan::{GroupId, Number, Unit, Yen};

/// What a cell came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Cell {
    /// A fault of it was reported; its row is still counted and referred to.
    #[default]
    Refused,
    Empty,
    Id(Box<str>),
    Number(Number),
    Text(Text),
    Reading(Box<str>),
    Amount(Yen),
    Flag(bool),
    /// The key of another row as written.
    Key(Box<str>),
    /// The place of another row: what a key comes to once all tables are read.
    Row(usize),
}

/// The rows of a table, refused ones included.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) table: Table,
    pub(super) file: FileId,
    /// Every row was seen: nothing is cut off, and no column is missing.
    pub(super) whole: bool,
    /// The unit of its amounts.
    pub(super) unit: Unit,
    /// The row of each record as Excel numbers it.
    pub(super) rows: Vec<u32>,
    /// One for each field of each record.
    pub(super) cells: Vec<Cell>,
    /// The column of each field, the first of several, from 1; 0 where it is absent.
    pub(super) columns: Vec<u32>,
    /// The heading of each field's column in the file.
    pub(super) headings: Vec<String>,
    /// Fields of which a cell was refused.
    refused: Vec<bool>,
    /// Keys that cannot be read: that a reference leads to one of them is no news.
    pub(super) unreadable: HashSet<String>,
    index: HashMap<Box<str>, usize>,
}

impl Records {
    pub(super) fn new(table: Table, file: FileId) -> Self {
        let fields = table.fields.len();
        Self {
            table,
            file,
            whole: false,
            unit: Unit::default(),
            rows: Vec::new(),
            cells: Vec::new(),
            columns: vec![0; fields],
            headings: vec![String::new(); fields],
            refused: vec![false; fields],
            unreadable: HashSet::new(),
            index: HashMap::new(),
        }
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn places(&self) -> std::ops::Range<usize> {
        0..self.len()
    }

    /// The cell of a field; refused where the table has no such field.
    pub(super) fn cell(&self, record: usize, field: &str) -> &Cell {
        let at = self.table.field(field).map(|at| record * self.table.fields.len() + at);
        at.and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Refused)
    }

    /// Takes the cell of a field out, to become a part of the plan.
    pub(super) fn take(&mut self, record: usize, field: &str) -> Cell {
        let at = self.table.field(field).map(|at| record * self.table.fields.len() + at);
        at.and_then(|at| self.cells.get_mut(at)).map(std::mem::take).unwrap_or_default()
    }

    /// Takes a text out.
    pub(super) fn take_text(&mut self, record: usize, field: &str) -> Option<Text> {
        if let Cell::Text(text) = self.take(record, field) { Some(text) } else { None }
    }

    /// Takes the reading of a record's name out; `None` where it was refused.
    pub(super) fn take_kana(&mut self, record: usize) -> Option<Option<Box<str>>> {
        match self.take(record, "name_kana") {
            Cell::Reading(kana) => Some(Some(kana)),
            Cell::Empty => Some(None),
            _ => None,
        }
    }

    /// The place of the row that a reference leads to.
    pub(super) fn row(&self, record: usize, field: &str) -> Option<usize> {
        if let Cell::Row(row) = self.cell(record, field) { Some(*row) } else { None }
    }

    pub(super) fn flag(&self, record: usize, field: &str) -> Option<bool> {
        if let Cell::Flag(flag) = self.cell(record, field) { Some(*flag) } else { None }
    }

    pub(super) fn number(&self, record: usize) -> Option<&Number> {
        if let Cell::Number(number) = self.cell(record, "number") { Some(number) } else { None }
    }

    /// The amount of a field; `None` where none is stated or it was refused.
    pub(super) fn amount(&self, record: usize, field: &str) -> Option<Yen> {
        if let Cell::Amount(amount) = self.cell(record, field) { Some(*amount) } else { None }
    }

    pub(super) fn text(&self, record: usize, field: &str) -> Option<&Text> {
        if let Cell::Text(text) = self.cell(record, field) { Some(text) } else { None }
    }

    /// What a record is named by: its id, or the slug of its number.
    pub(super) fn key(&self, record: usize) -> Option<GroupId> {
        match self.cell(record, "id") {
            Cell::Id(id) => id.parse().ok(),
            _ => self.number(record)?.slug(),
        }
    }

    /// The key of a record as messages show it.
    pub(super) fn shown(&self, record: usize) -> String {
        self.key(record).map(|key| key.to_string()).unwrap_or_default()
    }

    /// Whether a record has a key, and is the first that has it.
    pub(super) fn is_first(&self, record: usize) -> bool {
        self.key(record).is_some_and(|key| self.find(key.as_str()) == Some(record))
    }

    /// The place of the first record with that key.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.index.keys().map(AsRef::as_ref)
    }

    /// Whether rows of the table have keys, to which others refer.
    pub(super) fn is_keyed(&self) -> bool {
        matches!(self.table.fields.first().map(|field| &field.kind), Some(Kind::Id))
            || self.table.field("id").is_some()
    }

    /// True where the values of these fields are all there, so that they can be counted.
    pub(super) fn is_sound(&self, fields: &[&str]) -> bool {
        let refused = |field: &&str| self.table.field(field).is_some_and(|at| self.refused[at]);
        self.whole && !fields.iter().any(refused)
    }

    /// Marks a field as one of which a cell was refused.
    pub(super) fn refuse(&mut self, field: usize) {
        if let Some(refused) = self.refused.get_mut(field) {
            *refused = true;
        }
    }

    pub(super) fn refuse_all(&mut self) {
        self.refused.fill(true);
    }

    /// The place of a cell, for a fault.
    pub(super) fn place(&self, record: usize, field: &str) -> Place<'_> {
        let row = self.rows.get(record).copied().unwrap_or_default();
        match self.table.field(field).filter(|at| self.columns[*at] > 0) {
            Some(at) => Place::cell(self.file, row, (self.columns[at], &self.headings[at])),
            None => Place::row(self.file, row),
        }
    }

    /// The place of a whole row.
    pub(super) fn row_place(&self, record: usize) -> Place<'static> {
        Place::row(self.file, self.rows.get(record).copied().unwrap_or_default())
    }

    /// Reports a fault of a cell.
    pub(super) fn error(
        &mut self,
        record: usize,
        field: &str,
        sink: &mut Sink,
        fault: impl FnOnce() -> Fault,
    ) {
        sink.error(self.place(record, field), fault);
        if let Some(at) = self.table.field(field) {
            self.refuse(at);
        }
    }

    /// Names every record by its key; reports keys that several have.
    pub(super) fn index(&mut self, sink: &mut Sink) {
        if !self.is_keyed() {
            return;
        }
        let mut index: HashMap<Box<str>, usize> = HashMap::with_capacity(self.len());
        for record in self.places() {
            let Some(key) = self.key(record) else {
                if let (Cell::Empty, Some(number)) = (self.cell(record, "id"), self.number(record).cloned()) {
                    self.unreadable.insert(number.to_string());
                    self.error(record, "number", sink, || Fault::NumberWithoutId(number));
                }
                continue;
            };
            if let Some(first) = index.get(key.as_str()) {
                let first = self.rows[*first];
                match self.cell(record, "id") {
                    Cell::Id(_) => self.error(record, "id", sink, || Fault::DuplicateId(key, first)),
                    _ => self.error(record, "number", sink, || Fault::DuplicateNumber(key, first)),
                }
                continue;
            }
            index.insert(key.as_str().into(), record);
        }
        self.index = index;
    }
}
