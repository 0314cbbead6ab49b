//! CSV as spreadsheets read it: UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180).

use super::table::{Cell, DataTable};

/// The table as a file: the names of its columns in the first line, a row in each other.
///
/// ```
/// use keikaku::open_data::{Cell, Column, DataTable, Type, csv};
/// let column = |name: &str, kind| {
///     Column { name: name.to_owned(), kind, lang: None, field: None, refers: None, heading: String::new() }
/// };
/// let table = DataTable {
///     name: "example".to_owned(),
///     columns: vec![column("name", Type::Text), column("new", Type::Flag)],
///     key: Vec::new(),
///     rows: vec![vec![Cell::Text("a, b".into()), Cell::Flag(true)]],
/// };
/// assert_eq!(csv(&table), "\u{feff}name,new\r\n\"a, b\",1\r\n");
/// ```
#[must_use]
pub fn csv(table: &DataTable<'_>) -> String {
    let mut out = String::from('\u{feff}');
    line(&mut out, table.columns.iter().map(|column| column.name.as_str()));
    for row in &table.rows {
        let cells: Vec<_> = row.iter().map(Cell::written).collect();
        line(&mut out, cells.iter().map(AsRef::as_ref));
    }
    out
}

fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\r', '\n']) {
            out.extend(["\"", &cell.replace('"', "\"\""), "\""]);
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
