//! `glossary.csv`: terms in plain words.

use std::collections::HashMap;

use super::faults::{Fault, shown};
use super::read;
use super::records::{Cell, Records};
use super::sink::Sink;
use super::source::Source;
use crate::format::Format;
use crate::i18n::Lang;
use crate::plan::Term;

/// The terms that can be read, and their table.
pub(super) fn read(source: &Source, langs: &[Lang], sink: &mut Sink) -> (Vec<Term>, Records) {
    let mut records = read::table(source, "", Format::glossary(), langs, &[], sink);
    let mut names: HashMap<String, u32> = HashMap::new();
    for at in records.places() {
        let Some(name) = records.text(at, "term").map(|term| term.original().to_owned()) else { continue };
        match names.get(&name) {
            Some(first) => {
                let first = *first;
                records.error(at, "term", sink, || Fault::DuplicateTerm(shown(&name), first));
            }
            None => drop(names.insert(name, records.rows[at])),
        }
    }
    let terms = records.places().filter_map(|at| term(&mut records, at)).collect();
    (terms, records)
}

fn term(records: &mut Records, at: usize) -> Option<Term> {
    let (id, reading) = (records.take(at, "id"), records.take(at, "reading_ja"));
    let (Cell::Id(id), Cell::Reading(reading)) = (id, reading) else { return None };
    let (term, meaning) = (records.take_text(at, "term"), records.take_text(at, "meaning"));
    Some(Term { id: id.parse().ok()?, term: term?, reading: reading.into(), meaning: meaning? })
}
