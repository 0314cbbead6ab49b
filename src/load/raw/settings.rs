//! Settings in TOML, read key by key, so that every fault is named and not only the first.

use std::ops::Range;
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::cell::text_faults;
use super::positions::Positions;
use super::suggest;
use crate::i18n::{Lang, Text};
use crate::load::faults::{Fault, shown};
use crate::load::sink::{FileId, Place, Sink};

/// Keys that stand before the first table: after it they would be taken for a part of that table.
const TOP: [&str; 6] = ["draft", "format", "year", "published", "as_of", "area_code"];

/// Parses a settings file; reports what is not TOML.
pub(in crate::load) fn parse<'t>(text: &Positions<'t>, file: FileId, sink: &mut Sink) -> Option<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text.text());
    for error in &errors {
        let (row, column) = text.find(error.span().map_or(0, |span| span.start));
        // The parser speaks English only; what a table has twice is the one thing that its place does not tell.
        let form = if error.message().contains("duplicate") { "twice" } else { "other" };
        sink.error(Place::cell(file, row, (column, "")), || Fault::InvalidToml().form(form));
    }
    errors.is_empty().then(|| table.into_inner())
}

/// A value with its place, for checks that come later.
#[derive(Clone, Debug)]
pub(in crate::load) struct Stated<T> {
    pub(in crate::load) value: T,
    file: FileId,
    row: u32,
    column: u32,
    key: String,
}

impl<T> Stated<T> {
    pub(in crate::load) fn error(&self, sink: &mut Sink, fault: impl FnOnce() -> Fault) {
        sink.error(Place::cell(self.file, self.row, (self.column, &self.key)), fault);
    }
}

/// A table of settings. Knows which keys were asked for; the rest are unknown.
#[derive(Debug)]
pub(in crate::load) struct Node<'n, 't> {
    text: &'n Positions<'t>,
    file: FileId,
    table: &'n DeTable<'t>,
    /// What stands before the names of its keys: empty, or `control.`.
    prefix: String,
    span: Range<usize>,
    asked: Vec<String>,
    missing: Vec<&'static str>,
}

impl<'n, 't> Node<'n, 't> {
    pub(in crate::load) fn root(text: &'n Positions<'t>, file: FileId, table: &'n DeTable<'t>) -> Self {
        Node { text, file, table, prefix: String::new(), span: 0..0, asked: Vec::new(), missing: Vec::new() }
    }

    fn key(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn error(&self, key: &str, span: &Range<usize>, sink: &mut Sink, fault: impl FnOnce() -> Fault) {
        let (row, column) = self.text.find(span.start);
        sink.error(Place::cell(self.file, row, (column, &self.key(key))), fault);
    }

    /// The value of a key that may be absent.
    fn optional(&mut self, key: &str) -> Option<&'n Spanned<DeValue<'t>>> {
        self.asked.push(key.to_owned());
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// The value of a key that every file has.
    fn required(&mut self, key: &'static str) -> Option<&'n Spanned<DeValue<'t>>> {
        let value = self.optional(key);
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    fn stated<T>(&self, key: &str, span: &Range<usize>, value: T) -> Stated<T> {
        let (row, column) = self.text.find(span.start);
        Stated { value, file: self.file, row, column, key: self.key(key) }
    }

    /// A text that may be empty and of which nothing is asked; a date without quotation marks counts as one.
    pub(in crate::load) fn string(&mut self, key: &'static str, sink: &mut Sink) -> Option<Stated<String>> {
        let value = self.required(key)?;
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => {
                self.error(key, &value.span(), sink, || Fault::WrongType().form("text"));
                return None;
            }
        };
        Some(self.stated(key, &value.span(), text))
    }

    /// A text that must parse; the fault says why another is refused.
    pub(in crate::load) fn parsed<T: FromStr>(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
        fault: impl FnOnce(&str) -> Fault,
    ) -> Option<T> {
        let written = self.string(key, sink)?;
        let value = written.value.parse().ok();
        if value.is_none() {
            written.error(sink, || fault(&written.value));
        }
        value
    }

    /// Whether the key is there.
    pub(in crate::load) fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    /// Where the key is, with what it names.
    pub(in crate::load) fn named(&mut self, key: &'static str) -> Option<Stated<()>> {
        let value = self.optional(key)?;
        Some(self.stated(key, &value.span(), ()))
    }

    /// A text of which nothing is asked and that may be absent.
    pub(in crate::load) fn optional_string(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Stated<String>> {
        if self.has(key) { self.string(key, sink) } else { self.optional(key).and(None) }
    }

    /// A flag that may be absent, and is `false` then.
    pub(in crate::load) fn optional_flag(&mut self, key: &'static str, sink: &mut Sink) -> Option<bool> {
        if self.has(key) { self.flag(key, sink) } else { self.optional(key).map_or(Some(false), |_| None) }
    }

    /// Numbers under any keys, as they are written.
    pub(in crate::load) fn numbers(self, sink: &mut Sink) -> Vec<(String, Stated<String>)> {
        let mut numbers = Vec::new();
        for (key, value) in self.table {
            numbers
                .extend(self.as_number(key.get_ref(), value, sink).map(|n| (key.get_ref().to_string(), n)));
        }
        numbers
    }

    /// A number that may be absent, as it is written: it may have decimals.
    pub(in crate::load) fn optional_number(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Stated<String>> {
        let value = self.optional(key)?;
        self.as_number(key, value, sink)
    }

    fn as_number(&self, key: &str, value: &Spanned<DeValue<'t>>, sink: &mut Sink) -> Option<Stated<String>> {
        let written = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => {
                self.error(key, &value.span(), sink, || Fault::WrongType().form("count"));
                return None;
            }
        };
        Some(self.stated(key, &value.span(), written.replace('_', "")))
    }

    /// `true` or `false`.
    pub(in crate::load) fn flag(&mut self, key: &'static str, sink: &mut Sink) -> Option<bool> {
        let value = self.required(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.error(key, &value.span(), sink, || Fault::WrongType().form("flag"));
        }
        flag
    }

    /// A whole number that is not negative.
    pub(in crate::load) fn count(&mut self, key: &'static str, sink: &mut Sink) -> Option<Stated<u64>> {
        let value = self.required(key)?;
        self.as_count(key, value, sink)
    }

    /// The same, where the key may be absent.
    pub(in crate::load) fn optional_count(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Stated<u64>> {
        let value = self.optional(key)?;
        self.as_count(key, value, sink)
    }

    /// A count under a name that the plan gives; missing only where it must be there.
    pub(in crate::load) fn counted(
        &mut self,
        key: &str,
        is_required: bool,
        sink: &mut Sink,
    ) -> Option<Stated<u64>> {
        match self.optional(key) {
            Some(value) => self.as_count(key, value, sink),
            None => {
                let place = self.place();
                let key = self.key(key);
                is_required.then(|| sink.error(place, || Fault::MissingKey(key)));
                None
            }
        }
    }

    /// A table under a name that the plan gives; it may be absent.
    pub(in crate::load) fn table_named(&mut self, key: &str, sink: &mut Sink) -> Option<Node<'n, 't>> {
        let value = self.optional(key)?;
        self.as_table(key, value, sink)
    }

    fn as_count(&self, key: &str, value: &Spanned<DeValue<'t>>, sink: &mut Sink) -> Option<Stated<u64>> {
        let integer = value.get_ref().as_integer();
        let number = integer.and_then(|integer| u64::from_str_radix(integer.as_str(), integer.radix()).ok());
        if number.is_none() {
            self.error(key, &value.span(), sink, || Fault::WrongType().form("count"));
        }
        Some(self.stated(key, &value.span(), number?))
    }

    fn node(&self, key: &str, table: &'n DeTable<'t>, span: Range<usize>) -> Node<'n, 't> {
        let prefix = format!("{}{key}.", self.prefix);
        Node { prefix, span, table, asked: Vec::new(), missing: Vec::new(), ..*self }
    }

    /// A table below this one, for every file has it.
    pub(in crate::load) fn table(&mut self, key: &'static str, sink: &mut Sink) -> Option<Node<'n, 't>> {
        let value = self.required(key)?;
        self.as_table(key, value, sink)
    }

    /// A table below this one that may be absent.
    pub(in crate::load) fn optional_table(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Node<'n, 't>> {
        let value = self.optional(key)?;
        self.as_table(key, value, sink)
    }

    fn as_table(&self, key: &str, value: &'n Spanned<DeValue<'t>>, sink: &mut Sink) -> Option<Node<'n, 't>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.error(key, &value.span(), sink, || Fault::WrongType().form("table"));
        }
        Some(self.node(key, table?, value.span()))
    }

    /// Tables below this one, at least one.
    pub(in crate::load) fn tables(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Vec<Node<'n, 't>>> {
        let value = self.required(key)?;
        let tables = self.as_tables(key, value, sink)?;
        if tables.is_empty() {
            self.error(key, &value.span(), sink, Fault::EmptyValue);
            return None;
        }
        Some(tables)
    }

    /// Tables below this one, or none where the key is absent. `None` is a fault.
    pub(in crate::load) fn optional_tables(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Vec<Node<'n, 't>>> {
        match self.optional(key) {
            Some(value) => self.as_tables(key, value, sink),
            None => Some(Vec::new()),
        }
    }

    fn as_tables(
        &self,
        key: &str,
        value: &'n Spanned<DeValue<'t>>,
        sink: &mut Sink,
    ) -> Option<Vec<Node<'n, 't>>> {
        let Some(values) = value.get_ref().as_array() else {
            self.error(key, &value.span(), sink, || Fault::WrongType().form("tables"));
            return None;
        };
        let nodes = values.iter().enumerate().map(|(at, value)| {
            let key = format!("{key}.{}", at + 1);
            self.as_table(&key, value, sink)
        });
        // All of them first, so that every one that is no table is reported.
        nodes.collect::<Vec<_>>().into_iter().collect()
    }

    /// A text, in the original language at least.
    pub(in crate::load) fn text(&mut self, key: &'static str, sink: &mut Sink) -> Option<Text> {
        self.table(key, sink)?.into_text(false, sink).flatten()
    }

    /// A text that may be absent, or empty in every language. The outer `None` is a fault.
    #[expect(clippy::option_option, reason = "a text that is not stated is no fault")]
    pub(in crate::load) fn optional_text(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> Option<Option<Text>> {
        match self.optional(key) {
            Some(value) => self.as_table(key, value, sink)?.into_text(true, sink),
            None => Some(None),
        }
    }

    /// Reads this table as a text: a key for each language that it has. The outer `None` is a fault.
    #[expect(clippy::option_option, reason = "a text that is not stated is no fault")]
    pub(in crate::load) fn into_text(mut self, may_be_empty: bool, sink: &mut Sink) -> Option<Option<Text>> {
        let mut stated = Vec::new();
        for lang in Lang::ALL {
            let there = lang == Lang::ORIGINAL || self.has(lang.code());
            stated.extend(there.then(|| self.string(lang.code(), sink).map(|text| (lang, text))));
        }
        self.finish(sink);
        let stated: Option<Vec<(Lang, Stated<String>)>> = stated.into_iter().collect();
        let stated = stated?;
        let blank = |text: &Stated<String>| text.value.trim().is_empty();
        if may_be_empty && stated.iter().all(|(_, text)| blank(text)) {
            return Some(None);
        }
        let (mut result, mut good) = (Text::default(), true);
        for (lang, text) in stated {
            if blank(&text) {
                // A translation may be absent, and then the original stands.
                if lang == Lang::ORIGINAL {
                    text.error(sink, Fault::EmptyValue);
                    good = false;
                }
                continue;
            }
            for fault in text_faults(&text.value) {
                good = false;
                text.error(sink, || fault);
            }
            result = result.with(lang, text.value);
        }
        good.then_some(Some(result))
    }

    /// Reports the keys that are missing and those that nothing asked for.
    pub(in crate::load) fn finish(self, sink: &mut Sink) {
        let unknown = self.table.keys().filter(|key| !self.asked.iter().any(|asked| asked == key.get_ref()));
        let mut meant = Vec::new();
        for key in unknown {
            let near = suggest::nearest(key.get_ref(), self.missing.iter().copied());
            meant.extend(near);
            self.error(key.get_ref(), &key.span(), sink, || {
                let is_misplaced = !self.prefix.is_empty() && TOP.contains(&key.get_ref().as_ref());
                let form = if is_misplaced { "misplaced" } else { "other" };
                Fault::UnknownKey(shown(key.get_ref())).form(form).near(near)
            });
        }
        for key in self.missing.iter().filter(|key| !meant.contains(*key)) {
            let full = self.key(key);
            sink.error(self.place(), || Fault::MissingKey(&full));
        }
    }

    /// The table's own place.
    fn place(&self) -> Place<'static> {
        // The file itself has no place, and neither has a table that only its keys imply.
        if self.span.is_empty() {
            Place::file(self.file)
        } else {
            Place::row(self.file, self.text.find(self.span.start).0)
        }
    }
}
