//! Texts in a form in which spellings that readers take for the same are the same.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::forms;
use crate::i18n::is_invisible;

/// A folded text, and where each of its characters comes from.
///
/// ```
/// use keikaku::search::Folded;
/// assert_eq!(Folded::of("ｽﾀｰﾄｱｯﾌﾟ").as_str(), Folded::of("すたーとあっぷ").as_str());
/// assert_eq!(Folded::of("Start-ups").as_str(), "startup");
/// assert_eq!(Folded::of("髙﨑 台灣").as_str(), "高崎台湾");
/// ```
///
/// Width, case, hiragana and katakana, long-vowel marks, blanks, hyphens and middle dots, accents, variation
/// selectors, old forms of characters and English plurals make no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    chars: Vec<Origin>,
}

/// Where a folded character comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Where it begins in the folded text.
    pub(super) at: usize,
    /// The bytes of the source that it stands for.
    pub(super) source: Range<usize>,
    /// Whether a word of letters or digits begins with it. Japanese words have no such beginning.
    pub(super) starts_word: bool,
}

impl Folded {
    /// Folds a text.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut folded = Self::default();
        let mut word = None;
        let mut rest = source.char_indices().peekable();
        while let Some((from, first)) = rest.next() {
            let mut to = from + first.len_utf8();
            while let Some((at, mark)) = rest.next_if(|(_, next)| joins(*next)) {
                to = at + mark.len_utf8();
            }
            let before = folded.chars.len();
            for c in plain(&source[from..to]) {
                let is_word = is_word_char(c);
                if is_word != word.is_some() {
                    folded.end_word(&mut word);
                }
                let starts_word = is_word && word.is_none();
                if starts_word {
                    word = Some(folded.chars.len());
                }
                folded.push(c, from..to, starts_word);
            }
            if folded.chars.len() == before {
                // What makes no difference still ends a word, and a mark after a character is marked with it.
                folded.end_word(&mut word);
                if let Some(last) = folded.chars.last_mut().filter(|last| is_long(first, last, from)) {
                    last.source.end = to;
                }
            }
        }
        folded.end_word(&mut word);
        folded
    }

    /// The folded text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn chars(&self) -> &[Origin] {
        &self.chars
    }

    /// The place among the characters of the one that begins there.
    pub(super) fn char_at(&self, at: usize) -> usize {
        self.chars.partition_point(|origin| origin.at < at)
    }

    fn push(&mut self, c: char, source: Range<usize>, starts_word: bool) {
        self.chars.push(Origin { at: self.text.len(), source, starts_word });
        self.text.push(c);
    }

    /// Brings the word that began there into the singular.
    fn end_word(&mut self, word: &mut Option<usize>) {
        let Some(start) = word.take() else { return };
        let (at, end) = (self.chars[start].at, self.chars.last().map_or(0, |last| last.source.end));
        let Some((kept, y)) = singular(&self.text[at..]) else { return };
        self.text.truncate(at + kept);
        self.chars.retain(|origin| origin.at < at + kept);
        if y {
            let source = self.chars.last().map_or(0, |last| last.source.end)..end;
            self.push('y', source, false);
        }
        if let Some(last) = self.chars.last_mut() {
            last.source.end = end;
        }
    }
}

/// How much of an English word stays in the singular, and whether a "y" follows: subsidies, subsidy; `None`
/// where the word stays as it is. A word and its plural give the same; what they give need not be a word.
fn singular(word: &str) -> Option<(usize, bool)> {
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let is_plural = word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let one = if is_plural { &word[..word.len() - 1] } else { word };
    let kept = match one {
        _ if one.len() < 4 => one.len(),
        _ if one.ends_with("ie") => return Some((one.len() - 2, true)),
        _ if ["sse", "she", "che", "xe", "zze"].iter().any(|end| one.ends_with(end)) => one.len() - 1,
        _ => one.len(),
    };
    (kept < word.len()).then_some((kept, false))
}

/// The characters that a character with its marks comes to; none where it makes no difference.
fn plain(cluster: &str) -> impl Iterator<Item = char> {
    let one = cluster.bytes().next().filter(|byte| byte.is_ascii() && cluster.len() == 1);
    let ascii = one.map(|byte| char::from(byte.to_ascii_lowercase()));
    let other = ascii.is_none().then(|| {
        let letters = cluster.nfkd().filter(|c| !is_accent(*c) && !is_selector(*c));
        // Voiced marks go back to their kana.
        letters.nfc().collect::<Vec<char>>()
    });
    let other = other.into_iter().flatten().flat_map(|c| hiragana(forms::modern(c)).to_lowercase());
    ascii.into_iter().chain(other).filter(|c| !is_dropped(*c))
}

/// Whether a character belongs to the one before it.
fn joins(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || is_selector(c) || matches!(c, '\u{FF9E}' | '\u{FF9F}'))
}

/// Whether a character that was left out is the long-vowel mark right after a character.
fn is_long(c: char, last: &Origin, from: usize) -> bool {
    matches!(c, 'ー' | 'ｰ') && last.source.end == from
}

const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Variation selectors: which drawing of a character is meant.
const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180D}')
}

fn hiragana(c: char) -> char {
    // The two tables stand 0x60 apart.
    if matches!(c, 'ァ'..='ヶ') { char::from_u32(u32::from(c) - 0x60).unwrap_or(c) } else { c }
}

/// Characters that make no difference: blanks, hyphens and dashes, long-vowel marks, middle dots, quotation
/// marks, and what cannot be seen.
fn is_dropped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || is_invisible(c)
        || matches!(
            c,
            '-' | '‐'..='―' | '−' | 'ー' | '~' | '〜' | '・' | '·' | '\'' | '‘'..='‟' | '"' | '「'..='』'
                | '\u{3099}' | '\u{309A}'
        )
}

/// Whether a character belongs to a script that writes words apart, or is a digit.
pub(super) fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{1100}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::of(text).as_str().to_owned()
    }

    #[test]
    fn spellings_of_the_same_fold_alike() {
        for same in [
            &["かんこう", "カンコウ", "ｶﾝｺｳ"][..],
            &["ガイド", "ｶﾞｲﾄﾞ", "カ\u{3099}イト\u{3099}", "がいど"],
            &["サーバー", "サーバ", "ｻｰﾊﾞｰ", "サ－バ－", "サ〜バ"],
            &["startup", "start-up", "Start up", "ＳＴＡＲＴ‐ＵＰＳ", "start–ups"],
            &["subsidy", "Subsidies"],
            &["business", "businesses"],
            &["movie", "movies"],
            &["shōkōkai", "Shokokai", "sho\u{304}ko\u{304}kai"],
            &["濵田 澤邊", "浜田沢辺", "濱田　沢邉"],
            &["観光", "観\u{E0100}光", "觀光", "観\u{FE00}光"],
            &["XOSS POINT", "xosspoint"],
            &["①", "1", "１"],
            &["創業・事業承継", "「創業」事業承継"],
        ] {
            let forms: Vec<String> = same.iter().map(|text| folded(text)).collect();
            assert!(forms.iter().all(|form| *form == forms[0]), "{same:?}: {forms:?}");
        }
        for (one, other) in [("はは", "ばば"), ("つ", "っ"), ("new", "now"), ("企業", "起業")] {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn every_character_knows_its_source() {
        let text = "ｶﾞｲﾄﾞ付きサーバーのSubsidies";
        let folded = Folded::of(text);
        let sources: Vec<&str> = folded.chars().iter().map(|origin| &text[origin.source.clone()]).collect();
        let expected = ["ｶﾞ", "ｲ", "ﾄﾞ", "付", "き", "サー", "バー", "の", "S", "u", "b", "s", "i", "d", "ies"];
        assert_eq!(sources, expected);
        assert_eq!(folded.as_str(), "がいど付きさばのsubsidy");
    }
}
