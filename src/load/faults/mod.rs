//! The texts of all faults, beside their codes: one function for each, with what it needs to know.
//!
//! Japanese first, in the style of a city's own notices; English says the same in plain words.
//! A message states the fact, a help the next step; neither blames.

use super::Code;
use crate::i18n::Text;

pub(super) mod cells;
pub(super) mod control;
pub(super) mod files;
pub(super) mod references;
pub(super) mod settings;
pub(super) mod tables;

/// A code with its texts, without a place.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: Text,
    pub(super) help: Text,
}

impl Fault {
    fn new(code: Code, message: Text, help: Text) -> Self {
        Fault { code, message, help }
    }
}

fn text(ja: impl Into<String>, en: impl Into<String>) -> Text {
    Text { ja: ja.into(), en: en.into() }
}

/// What stands in the data, short enough for a message: at most 40 characters.
pub(super) fn shown(value: &str) -> String {
    match value.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

/// "Write this" where it is known what was meant, the general rule where it is not.
fn write(correction: Option<&str>, rule: Text) -> Text {
    match correction {
        Some(value) => text(format!("「{value}」と入力してください。"), format!("Write \"{value}\".")),
        None => rule,
    }
}
