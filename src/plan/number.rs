//! Numbers as documents print them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization as _;

use super::GroupId;
use crate::i18n::is_invisible;

/// The number of a group or a listing as the document prints it: `1`, `①`, `1-1`, `Ⅰ`, `第一章`.
///
/// ```
/// use keikaku::plan::Number;
/// let number: Number = "Ⅳ-②".parse()?;
/// assert_eq!(number.as_str(), "Ⅳ-②");
/// assert_eq!(number.slug().as_ref().map(|slug| slug.as_str()), Some("iv-2"));
/// # Ok::<(), keikaku::plan::InvalidNumber>(())
/// ```
///
/// 1 to 16 characters that a reader can see, without blanks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

/// The text is not a [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a number is 1 to 16 characters without blanks")]
pub struct InvalidNumber;

impl Number {
    /// The number as printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in a–z, 0–9 and hyphens; `None` where nothing of it can be written so (`イ`).
    #[must_use]
    pub fn slug(&self) -> Option<GroupId> {
        if let Ok(slug) = self.0.parse() {
            return Some(slug);
        }
        let plain = plain(&self.0).to_ascii_lowercase();
        let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-").parse().ok()
    }

    /// The value where the number is nothing but one, as `12` is.
    #[must_use]
    pub fn value(&self) -> Option<u32> {
        let digits = self.0.bytes().all(|byte| byte.is_ascii_digit()) && !self.0.starts_with('0');
        self.0.parse().ok().filter(|_| digits)
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let is_seen = |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c);
        let fits = (1..=16).contains(&text.chars().count()) && text.chars().all(is_seen);
        if fits { Ok(Self(text.into())) } else { Err(InvalidNumber) }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A piece of a number: numerals sort by their value, and before letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Value(u64),
    Letters(String),
}

/// What numbers are sorted by, so that 2 stands before 10 and Ⅸ before Ⅹ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Natural(Vec<Piece>);

impl Natural {
    /// The keys of numbers that stand beside each other: letters are Roman numerals where all of them can be.
    pub(super) fn of<'n>(numbers: impl Iterator<Item = &'n Number> + Clone) -> Vec<Natural> {
        let is_roman = numbers.clone().all(|number| {
            number.value().is_some() || letters(&plain(&number.0)).all(|word| roman(word).is_some())
        });
        numbers.map(|number| Natural::new(number, is_roman)).collect()
    }

    fn new(number: &Number, is_roman: bool) -> Self {
        if let Some(value) = number.value() {
            return Self(vec![Piece::Value(value.into())]);
        }
        let text = plain(&number.0);
        let mut pieces = Vec::new();
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            let mut rest = word;
            while let Some(first) = rest.chars().next() {
                let digits = first.is_ascii_digit();
                let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
                let (piece, after) = rest.split_at(end);
                let value = if digits { piece.parse().ok() } else { roman(piece).filter(|_| is_roman) };
                pieces.push(value.map_or_else(|| Piece::Letters(piece.to_owned()), Piece::Value));
                rest = after;
            }
        }
        Self(pieces)
    }
}

fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() || c.is_ascii_digit()).filter(|word| !word.is_empty())
}

/// The number in plain characters (NFKC), Chinese numerals up to 99 in digits.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let text: String = text.nfkc().collect();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !CHINESE.contains(c)).unwrap_or(rest.len());
        match chinese(&rest[..end]) {
            Some(value) => plain.push_str(&value.to_string()),
            None => plain.push_str(&rest[..end.max(first.len_utf8())]),
        }
        rest = &rest[end.max(first.len_utf8())..];
    }
    plain
}

const CHINESE: &str = "一二三四五六七八九十";

/// The value of `三`, `十`, `十二`, `二十`, `二十三`.
fn chinese(text: &str) -> Option<usize> {
    let digit = |text: &str| CHINESE.chars().take(9).position(|c| text == c.to_string()).map(|at| at + 1);
    match text.split_once('十') {
        None => digit(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { Some(1) } else { digit(tens) };
            let ones = if ones.is_empty() { Some(0) } else { digit(ones) };
            Some(tens? * 10 + ones?)
        }
    }
}

/// The value of a Roman numeral in capitals.
fn roman(text: &str) -> Option<u64> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Option<Vec<i64>> = text.chars().map(value).collect();
    let values = values.filter(|values| !values.is_empty())?;
    let next = values.iter().skip(1).chain([&0]);
    // A smaller one before a larger one is taken off: IV.
    let signed = values.iter().zip(next).map(|(own, next)| if own < next { -own } else { *own });
    u64::try_from(signed.sum::<i64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn slugs_are_written_in_plain_letters_and_digits() {
        for (printed, slug) in [
            ("1", "1"),
            ("①", "1"),
            ("1-1", "1-1"),
            ("１－２", "1-2"),
            ("1.10", "1-10"),
            ("Ⅳ", "iv"),
            ("第一章", "1"),
            ("二十三", "23"),
            ("A", "a"),
        ] {
            assert_eq!(number(printed).slug(), slug.parse().ok(), "{printed}");
        }
        assert_eq!(number("イ").slug(), None);
    }

    #[test]
    fn numbers_sort_by_value() {
        for order in [
            ["1", "2", "10"],
            ["1-2", "1-10", "2-1"],
            ["Ⅳ", "Ⅸ", "Ⅹ"],
            ["第二章", "第十章", "第十一章"],
            ["A", "B", "C"],
            ["②", "⑩", "⑪"],
            ["I-2", "IV-1", "IX-1"],
        ] {
            let mut sorted = order.map(number);
            sorted.reverse();
            let keys = Natural::of(sorted.iter());
            let mut pairs: Vec<_> = keys.into_iter().zip(&sorted).collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            assert_eq!(pairs.iter().map(|(_, number)| number.as_str()).collect::<Vec<_>>(), order);
        }
    }

    #[test]
    fn a_number_can_be_seen() {
        for bad in ["", "1 2", "1\n", "\u{3164}", &"1".repeat(17)] {
            assert_eq!(bad.parse::<Number>(), Err(InvalidNumber), "{bad:?}");
        }
    }
}
