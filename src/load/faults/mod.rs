//! A fault: its code, and the values for the places in its texts. The texts themselves are labels.
//!
//! The table of codes makes a function for each code, with a value for each place: in the order of the table,
//! `Fault::DuplicateId(id, row)`.

mod texts;

#[cfg(test)]
mod tests;

use super::Code;
use crate::i18n::{Lang, grouped};

/// What is wrong; where it is comes with the [`Diagnostic`](super::Diagnostic).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: Code,
    /// Which form of its texts fits, where they have several.
    form: &'static str,
    values: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn new(code: Code, values: Vec<(&'static str, String)>) -> Self {
        Fault { code, form: "", values }
    }

    /// A control total that is not what the table comes to.
    pub(super) fn control(code: Code, stated: u64, found: u64, table: &str) -> Self {
        let [stated, found, total] = [grouped(stated), grouped(found), found.to_string()];
        let table = table.to_owned();
        Fault::new(code, vec![("stated", stated), ("found", found), ("table", table), ("total", total)])
    }

    /// The same with a form of its texts chosen.
    pub(super) fn form(self, form: &'static str) -> Self {
        debug_assert!(self.code.forms().contains(&form), "{}: {form}", self.code);
        Fault { form, ..self }
    }

    /// The same with "write this" as the help, where it is known what was meant.
    pub(super) fn correction(self, value: Option<impl ToString>) -> Self {
        self.with("correction", value)
    }

    /// The same with "did you mean this?" as the help, where there is something like it.
    pub(super) fn near(self, name: Option<impl ToString>) -> Self {
        self.with("near", name)
    }

    fn with(mut self, place: &'static str, value: Option<impl ToString>) -> Self {
        self.values.extend(value.map(|value| (place, value.to_string())));
        self
    }

    /// What is wrong, in a sentence.
    pub(super) fn message(&self, lang: Lang) -> String {
        texts::of(lang).message(self)
    }

    /// What to do about it.
    pub(super) fn help(&self, lang: Lang) -> String {
        texts::of(lang).help(self)
    }
}

/// What stands in the data, short enough for a message: at most 40 characters.
pub(super) fn shown(value: &str) -> String {
    match value.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
