//! A table as it goes out: columns of one type each, and rows of cells. CSV, JSON and workbook are written
//! from it.

use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::ser::{Error as _, SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::format::Field;
use crate::i18n::Lang;

/// A table with everything that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataTable<'a> {
    /// Its name: that of its file without `.csv`.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The names of the columns that together tell a row from all others; none where no columns do.
    pub key: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<Cell<'a>>>,
}

/// A column: its cells are empty or of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in ASCII letters; of an amount with the unit, of a text with the language.
    pub name: String,
    /// What its cells are.
    pub kind: Type,
    /// The language of its cells, where they are texts in one.
    pub lang: Option<Lang>,
    /// The field of the data format that it belongs to, if it belongs to one.
    pub field: Option<Field>,
    /// The table and the column whose values its cells repeat.
    pub refers: Option<(String, String)>,
    /// What people call it.
    pub heading: String,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Any text on one line.
    Text,
    /// A whole number.
    Integer,
    /// A number that may have decimals.
    Decimal,
    /// Yes or no: `1` or `0` in a table, `true` or `false` in JSON.
    Flag,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is stated, which is not zero.
    Empty,
    /// A text.
    Text(Cow<'a, str>),
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// A text.
    pub(super) fn text(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }

    /// What a table writes; nothing in an empty cell.
    #[must_use]
    pub fn written(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(number.normalize().to_string()),
            Cell::Flag(flag) => Cow::Borrowed(if *flag { "1" } else { "0" }),
        }
    }
}

/// JSON's own types; a number digit by digit, so that no binary fraction is between.
impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Empty => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Flag(flag) => serializer.serialize_bool(*flag),
            Cell::Number(_) => {
                let digits = RawValue::from_string(self.written().into_owned());
                digits.map_err(S::Error::custom)?.serialize(serializer)
            }
        }
    }
}

/// A list of objects, one a row, with the columns' names as keys.
impl Serialize for DataTable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.rows.len()))?;
        self.rows.iter().try_for_each(|row| rows.serialize_element(&Row(&self.columns, row)))?;
        rows.end()
    }
}

struct Row<'r>(&'r [Column], &'r [Cell<'r>]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        self.0
            .iter()
            .zip(self.1)
            .try_for_each(|(column, cell)| object.serialize_entry(&column.name, cell))?;
        object.end()
    }
}
