//! What is wrong with the text of a single cell.

use unicode_normalization::UnicodeNormalization as _;

use crate::i18n::is_invisible;
use crate::load::faults::{Fault, shown};

/// Says what is wrong with a text, if anything: each kind of fault once.
///
/// The rules are those of 行政データにおける機械可読性に関するルール: no line breaks, no padding,
/// no formulas; no character that a reader cannot see, and nothing that a spreadsheet left in its place.
pub(in crate::load) fn text_faults(text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    if is_ordinary(text) {
        return found;
    }
    if is_spreadsheet_error(text) {
        return vec![Fault::SpreadsheetError(shown(text))];
    }
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
    if has_lost_characters(text) {
        found.push(Fault::LostCharacter());
    }
    if text.contains(is_decomposed) {
        found.push(Fault::UnusualCharacters(shown(&composed(text))));
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

/// Hiragana and full-width katakana, the long-vowel mark, the middle dot, a blank.
pub(in crate::load) fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ァ'..='ヺ' | '・' | 'ー' | 'ヽ' | 'ヾ' | ' ' | '\u{3000}')
}

/// Whether a text has nothing but letters, digits, common punctuation and single blanks between them: nearly
/// every text of a plan, which is then looked at once and not for each kind of fault.
fn is_ordinary(text: &str) -> bool {
    let mut after_blank = true;
    for c in text.chars() {
        match c {
            ' ' if !after_blank => after_blank = true,
            '-' | '\'' | '’' | ':' | ';' if !after_blank => {}
            'a'..='z' | 'A'..='Z' | '0'..='9' | ',' | '.' | '(' | ')' | '、' | '。' | '「' | '」' => {
                after_blank = false
            }
            'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '（' | '）' => after_blank = false,
            _ => return false,
        }
    }
    !after_blank
}

/// `#REF!`, `#NAME?`, `#######`: what a spreadsheet shows in the place of a value.
fn is_spreadsheet_error(text: &str) -> bool {
    let Some(name) = text.trim().strip_prefix('#') else { return false };
    let known = ["REF!", "NAME?", "N/A", "VALUE!", "DIV/0!", "NULL!", "NUM!", "SPILL!", "CALC!"];
    known.contains(&name) || (name.len() > 1 && name.bytes().all(|byte| byte == b'#'))
}

/// Whether question marks stand where another encoding had no character: several in a row, or one inside
/// a word of letters, in which no sentence ends.
fn has_lost_characters(text: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_inside =
        |at: usize| is_letter(text[..at].chars().next_back()) && is_letter(text[at + 1..].chars().next());
    // An address may have a query.
    text.contains("??") || (!text.contains("://") && text.match_indices('?').any(|(at, _)| is_inside(at)))
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

/// A sound mark or an accent that stands by itself, or half-width kana.
fn is_decomposed(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | '\u{300}'..='\u{33F}') || is_half_kana(c)
}

fn is_half_kana(c: char) -> bool {
    matches!(c, '\u{FF61}'..='\u{FF9F}')
}

/// Half-width kana made whole; everything else as it is, but in one piece.
fn composed(text: &str) -> String {
    let (mut out, mut kana) = (String::with_capacity(text.len()), String::new());
    for c in text.chars() {
        if is_half_kana(c) {
            kana.push(c);
            continue;
        }
        out.extend(kana.nfkc());
        kana.clear();
        out.push(c);
    }
    out.extend(kana.nfkc());
    out.nfc().collect()
}
