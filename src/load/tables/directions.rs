//! `directions.csv`.

use std::collections::HashMap;

use super::{Table, first_row};
use crate::load::faults::Fault;
use crate::load::keys::Keys;
use crate::load::raw::table::{self, Format};
use crate::load::sink::Sink;
use crate::load::source::Source;
use crate::plan::{Direction, Number};

pub(super) const FORMAT: Format =
    Format { file: "directions.csv", columns: &["number", "name_ja", "name_en"], key: Some("number") };

pub(in crate::load) fn read(source: &Source, folder: &str, sink: &mut Sink) -> Table<Direction, Number> {
    let (mut rows, mut keys) = (Vec::new(), HashMap::new());
    let mut outcome = table::read(source, folder, &FORMAT, sink, |row| {
        let number: Option<Number> = row.number("number");
        if let Some(number) = number
            && let Some(first) = first_row(&mut keys, number, row.number)
        {
            row.error("number", || Fault::DuplicateNumber(number, first));
        }
        let name = row.text("name_ja", "name_en");
        if let (Some(number), Some(name)) = (number, name) {
            rows.push((row.number, Direction { number, name }));
        }
    });
    Table { rows, keys: Keys::new(keys, &mut outcome), outcome }
}
