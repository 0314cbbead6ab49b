//! `glossary.csv`.

use std::collections::HashMap;

use super::first_row;
use crate::load::faults::{Fault, shown};
use crate::load::raw::table::{self, Format, Outcome};
use crate::load::sink::{Place, Sink};
use crate::load::source::Source;
use crate::plan::{Term, TermId};

pub(in crate::load) const FORMAT: Format = Format {
    file: "glossary.csv",
    columns: &["id", "term_ja", "reading_ja", "term_en", "meaning_ja", "meaning_en"],
    key: None,
};

/// The terms with their number.
#[derive(Debug)]
pub(in crate::load) struct Glossary {
    pub(in crate::load) terms: Vec<Term>,
    pub(in crate::load) outcome: Outcome,
    pub(in crate::load) count: u64,
}

pub(in crate::load) fn read(source: &Source, sink: &mut Sink) -> Glossary {
    let (mut rows, mut ids, mut count, mut column) = (Vec::new(), HashMap::new(), 0, 0);
    let outcome = table::read(source, "", &FORMAT, sink, |row| {
        count += 1;
        let id: Option<TermId> = row.id("id");
        if let Some(id) = &id
            && let Some(first) = first_row(&mut ids, id.clone(), row.number)
        {
            row.error("id", || Fault::DuplicateId(id, first));
        }
        let term = row.text("term_ja", "term_en");
        column = row.column("term_ja");
        let reading = row.plain_text("reading_ja");
        if let Some(reading) = reading.as_ref().filter(|reading| !reading.chars().all(is_kana)) {
            row.error("reading_ja", || Fault::ReadingNotKana(shown(reading)));
        }
        let meaning = row.text("meaning_ja", "meaning_en");
        if let (Some(id), Some(term), Some(reading), Some(meaning)) = (id, term, reading, meaning) {
            rows.push((row.number, Term { id, term, reading, meaning }));
        }
    });
    let mut names: HashMap<&str, u32> = HashMap::new();
    for (row, Term { term, .. }) in &rows {
        if let Some(first) = first_row(&mut names, &term.ja, *row) {
            let place = Place::cell(outcome.file, *row, (column, "term_ja"));
            sink.error(place, || Fault::DuplicateTerm(shown(&term.ja), first));
        }
    }
    Glossary { terms: rows.into_iter().map(|(_, term)| term).collect(), outcome, count }
}

/// Hiragana and full-width katakana, the long-vowel mark, the middle dot, a blank.
fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ァ'..='ヺ' | '・' | 'ー' | 'ヽ' | 'ヾ' | ' ' | '\u{3000}')
}
