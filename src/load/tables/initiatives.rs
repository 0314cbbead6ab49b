//! `initiatives.csv`.

use std::collections::{HashMap, HashSet};

use super::{Table, first_row};
use crate::load::faults::Fault;
use crate::load::keys::Keys;
use crate::load::raw::table::{self, Format};
use crate::load::sink::{Place, Sink};
use crate::load::source::Source;
use crate::plan::{Direction, Initiative, Number};

pub(super) const FORMAT: Format = Format {
    file: "initiatives.csv",
    columns: &["number", "direction", "name_ja", "name_en"],
    key: Some("number"),
};

pub(in crate::load) fn read(
    source: &Source,
    folder: &str,
    directions: &Table<Direction, Number>,
    sink: &mut Sink,
) -> Table<Initiative, Number> {
    let (mut rows, mut keys, mut used) = (Vec::new(), HashMap::new(), HashSet::new());
    let mut outcome = table::read(source, folder, &FORMAT, sink, |row| {
        let number: Option<Number> = row.number("number");
        if let Some(number) = number
            && let Some(first) = first_row(&mut keys, number, row.number)
        {
            row.error("number", || Fault::DuplicateNumber(number, first));
        }
        let direction = row.reference("direction", &directions.keys, Fault::UnknownDirection);
        used.extend(direction);
        let name = row.text("name_ja", "name_en");
        if let (Some(number), Some(direction), Some(name)) = (number, direction, name) {
            rows.push((row.number, Initiative { number, direction, name }));
        }
    });
    if outcome.is_sound(&["direction"]) {
        for (row, direction) in directions.rows.iter().filter(|(_, row)| !used.contains(&row.number)) {
            let place = Place::row(directions.outcome.file, *row);
            sink.warning(place, || Fault::DirectionWithoutInitiative(direction.number));
        }
    }
    Table { rows, keys: Keys::new(keys, &mut outcome), outcome }
}
