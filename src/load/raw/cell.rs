//! Values of single cells: what is asked of each kind, and the fault where it is not met.

use std::str::FromStr;

use super::correct;
use super::table::Row;
use crate::i18n::{Lang, Text, grouped, is_invisible};
use crate::load::faults::{Fault, shown};
use crate::load::keys::{Key, Keys, invalid_id};
use crate::plan::{InvalidAmount, Number, ThousandYen};

/// Says what is wrong with a text, if anything: each kind of fault once.
///
/// The rules are those of 行政データにおける機械可読性に関するルール: no line breaks, no padding,
/// no formulas; and no character that a reader cannot see.
pub(in crate::load) fn text_faults(text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut rest = text;
    if let Some(first) = text.chars().next().filter(|first| is_formula_start(*first)) {
        found.push(Fault::FormulaStart(first.escape_debug()));
        rest = &text[first.len_utf8()..];
    }
    if rest.contains(is_line_break) {
        found.push(Fault::LineBreak());
    }
    if let Some(hidden) = rest.chars().find(|c| is_hidden(*c)) {
        found.push(Fault::ControlCharacter(format!("U+{:04X}", u32::from(hidden))));
    }
    if rest.contains('\u{FFFD}') {
        found.push(Fault::ReplacementCharacter());
    }
    let blank_at_an_end =
        rest.ends_with(is_blank) || (rest.len() == text.len() && rest.starts_with(is_blank));
    let mut last_blank = false;
    let blanks = rest.chars().any(|c| std::mem::replace(&mut last_blank, is_blank(c)) && is_blank(c));
    if blank_at_an_end || blanks {
        found.push(Fault::Padding());
    }
    found
}

fn is_formula_start(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠')
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() && !is_line_break(c) && c != '\t'
}

/// Controls, and characters without a shape.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !is_line_break(c)) || is_invisible(c)
}

impl Row<'_, '_> {
    /// A cell that must not be empty; nothing is asked of what it says.
    pub(in crate::load) fn required(&mut self, column: &'static str) -> Option<String> {
        let raw = self.raw(column)?.to_owned();
        if raw.trim().is_empty() {
            self.error(column, Fault::EmptyValue);
            return None;
        }
        Some(raw)
    }

    /// A text in one language.
    pub(in crate::load) fn plain_text(&mut self, column: &'static str) -> Option<String> {
        let raw = self.required(column)?;
        let found = text_faults(&raw);
        let good = found.is_empty();
        found.into_iter().for_each(|fault| self.error(column, || fault));
        good.then_some(raw)
    }

    /// A text in every language, from the columns of each.
    pub(in crate::load) fn text(&mut self, ja: &'static str, en: &'static str) -> Option<Text> {
        let empty = |column| self.raw(column).is_some_and(|raw| raw.trim().is_empty());
        match (empty(ja), empty(en)) {
            (true, true) => {
                self.error(ja, Fault::EmptyValue);
                None
            }
            (true, false) => {
                self.error(ja, || Fault::MissingTranslation().form(Lang::Ja.code()));
                self.plain_text(en);
                None
            }
            (false, true) => {
                self.error(en, || Fault::MissingTranslation().form(Lang::En.code()));
                self.plain_text(ja);
                None
            }
            (false, false) => match (self.plain_text(ja), self.plain_text(en)) {
                (Some(ja), Some(en)) => Some(Text { ja, en }),
                _ => None,
            },
        }
    }

    /// An id that this row gives to something.
    pub(in crate::load) fn id<T: FromStr>(&mut self, column: &'static str) -> Option<T> {
        self.key(column, invalid_id)
    }

    /// A number that this row gives to something.
    pub(in crate::load) fn number(&mut self, column: &'static str) -> Option<Number> {
        self.key(column, Number::invalid)
    }

    fn key<T: FromStr>(&mut self, column: &'static str, fault: impl FnOnce(&str) -> Fault) -> Option<T> {
        if let Ok(key) = self.raw(column)?.parse() {
            return Some(key);
        }
        let raw = self.required(column)?;
        self.error(column, || fault(&raw));
        self.unreadable(&raw);
        None
    }

    /// The key of another table's row; `None` where it is not valid or names nothing.
    pub(in crate::load) fn reference<K: Key>(
        &mut self,
        column: &'static str,
        keys: &Keys<K>,
        unknown: fn(String) -> Fault,
    ) -> Option<K> {
        let key = self.raw(column)?.parse::<K>().ok();
        if key.as_ref().is_some_and(|key| keys.first_row(key).is_some()) {
            return key;
        }
        let raw = self.required(column)?;
        if keys.is_unreadable(&raw) {
            return None;
        }
        if key.is_none() {
            self.error(column, || K::invalid(&raw));
            return None;
        }
        if !keys.is_whole() {
            return key;
        }
        self.error(column, || unknown(shown(&raw)).near(keys.nearest(&raw)));
        None
    }

    /// An amount of thousand yen, or none where the cell is empty. The outer `None` is a fault.
    #[expect(clippy::option_option, reason = "an amount that is not stated is no fault")]
    pub(in crate::load) fn amount(&mut self, column: &'static str) -> Option<Option<ThousandYen>> {
        let raw = self.raw(column)?;
        if raw.is_empty() {
            return Some(None);
        }
        let fault = match raw.parse::<ThousandYen>() {
            Ok(amount) => return Some(Some(amount)),
            Err(InvalidAmount::Negative) => Fault::AmountNegative(shown(raw)),
            Err(InvalidAmount::TooLarge) => {
                Fault::AmountTooLarge(shown(raw), grouped(ThousandYen::MAX.get()))
            }
            Err(InvalidAmount::NotPlainDigits) => {
                // The document's own mark for "no amount stated".
                let is_dash = matches!(raw.trim(), "-" | "－" | "―" | "—" | "ー" | "−");
                let fault = Fault::AmountNotPlainDigits(shown(raw)).correction(correct::amount(raw));
                fault.form(if is_dash { "dash" } else { "other" })
            }
        };
        self.error(column, || fault);
        None
    }

    /// A flag: `1` or `0` and nothing else, so that a table means the same in every program.
    pub(in crate::load) fn flag(&mut self, column: &'static str) -> Option<bool> {
        match self.raw(column)? {
            "1" => return Some(true),
            "0" => return Some(false),
            _ => {}
        }
        let other = self.required(column)?;
        self.error(column, || Fault::InvalidFlag(shown(&other)).correction(correct::flag(&other)));
        None
    }
}
