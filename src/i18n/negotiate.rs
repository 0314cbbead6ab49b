//! Choosing a language from what the browser says it prefers.

use unic_langid::LanguageIdentifier;

use super::Lang;

/// The language for an `Accept-Language` header: the highest q-value wins, the
/// earlier one where two are equal, the default where none fits.
///
/// ```
/// use keikaku::i18n::{Lang, negotiate};
/// assert_eq!(negotiate("fr, en-GB;q=0.8, ja;q=0.5"), Lang::En);
/// assert_eq!(negotiate("en;q=0"), Lang::Ja);
/// assert_eq!(negotiate("💥"), Lang::Ja);
/// ```
///
/// Follows RFC 9110, 12.5.4: a range matches any tag that it begins (`en`
/// matches `en-GB` and the reverse), `*` matches what nothing else names,
/// `q=0` refuses. What cannot be read is passed over.
#[must_use]
pub fn negotiate(accept_language: &str) -> Lang {
    let ranges: Vec<(Range, u16)> =
        accept_language.split(',').take(MAX_RANGES).filter_map(parse_range).collect();
    let quality = |lang: Lang| -> Option<(u16, usize)> {
        let named = ranges.iter().enumerate().filter(|(_, (range, _))| range.names(lang));
        let best = named.max_by_key(|(place, (_, q))| (*q, std::cmp::Reverse(*place)));
        let any = || ranges.iter().enumerate().find(|(_, (range, _))| matches!(range, Range::Any));
        best.or_else(any).map(|(place, (_, q))| (*q, place))
    };
    Lang::ALL
        .into_iter()
        .filter_map(|lang| quality(lang).map(|(q, place)| (lang, q, place)))
        .filter(|(_, q, _)| *q > 0)
        // `min_by_key` keeps the first of equals: the default language on a tie at `*`.
        .min_by_key(|(_, q, place)| (std::cmp::Reverse(*q), *place))
        .map_or(Lang::ALL[0], |(lang, _, _)| lang)
}

/// Ranges read from one header: more is not a reader's preference but noise.
const MAX_RANGES: usize = 32;

enum Range {
    Any,
    Tag(LanguageIdentifier),
}

impl Range {
    fn names(&self, lang: Lang) -> bool {
        matches!(self, Range::Tag(tag) if tag.language == lang.identifier().language)
    }
}

/// One range with its quality in thousandths.
fn parse_range(item: &str) -> Option<(Range, u16)> {
    let mut parts = item.split(';');
    let range = match parts.next()?.trim() {
        "*" => Range::Any,
        tag => Range::Tag(tag.parse().ok()?),
    };
    let quality = parts
        .map(str::trim)
        .find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")))
        .map_or(Some(1000), parse_quality)?;
    Some((range, quality))
}

/// A qvalue of RFC 9110 ("0.8", "1", "1.000") in thousandths.
fn parse_quality(text: &str) -> Option<u16> {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}
