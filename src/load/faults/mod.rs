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

/// What stands in the data, fit for a message: at most 40 characters, none of them invisible.
fn shown(value: &str) -> String {
    let mut out: String = value
        .chars()
        .take(40)
        .flat_map(|c| {
            let plain = !c.is_control() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
            let escaped = (!plain).then(|| c.escape_default());
            plain.then_some(c).into_iter().chain(escaped.into_iter().flatten())
        })
        .collect();
    if value.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}

/// "Write this" where it is known what was meant, the general rule where it is not.
fn write(correction: Option<&str>, rule: Text) -> Text {
    match correction {
        Some(value) => text(format!("「{value}」と入力してください。"), format!("Write \"{value}\".")),
        None => rule,
    }
}
