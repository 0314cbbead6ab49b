//! Choosing a language from what the browser says it prefers.

use unic_langid::LanguageIdentifier;

use super::Lang;

/// The one of some languages for an `Accept-Language` header: the highest q-value wins, the
/// earlier one where two are equal, the first of the languages where none fits.
///
/// ```
/// use keikaku::i18n::{Lang, negotiate};
/// assert_eq!(negotiate("fr, en-GB;q=0.8, ja;q=0.5", &Lang::ALL), Lang::En);
/// assert_eq!(negotiate("en;q=0", &Lang::ALL), Lang::Ja);
/// assert_eq!(negotiate("💥", &Lang::ALL), Lang::Ja);
/// assert_eq!(negotiate("en", &[Lang::Ja]), Lang::Ja);
/// ```
///
/// Follows RFC 9110, 12.5.4: a range matches any tag that it begins (`en`
/// matches `en-GB` and the reverse), `*` matches what nothing else names,
/// `q=0` refuses. What cannot be read is passed over.
#[must_use]
pub fn negotiate(accept_language: &str, langs: &[Lang]) -> Lang {
    let ranges: Vec<(Range, u16)> =
        accept_language.split(',').take(MAX_RANGES).filter_map(parse_range).collect();
    let quality = |lang: Lang| -> Option<(u16, usize)> {
        let named = ranges.iter().enumerate().filter(|(_, (range, _))| range.names(lang));
        let best = named.max_by_key(|(place, (_, q))| (*q, std::cmp::Reverse(*place)));
        let any = || ranges.iter().enumerate().find(|(_, (range, _))| matches!(range, Range::Any));
        best.or_else(any).map(|(place, (_, q))| (*q, place))
    };
    let langs = || langs.iter().copied();
    langs()
        .filter_map(|lang| quality(lang).map(|(q, place)| (lang, q, place)))
        .filter(|(_, q, _)| *q > 0)
        // `min_by_key` keeps the first of equals: the default language on a tie at `*`.
        .min_by_key(|(_, q, place)| (std::cmp::Reverse(*q), *place))
        .map(|(lang, _, _)| lang)
        .or_else(|| langs().next())
        .unwrap_or(Lang::ORIGINAL)
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

/// One range with its quality.
fn parse_range(item: &str) -> Option<(Range, u16)> {
    let (tag, parameters) = item.split_once(';').unwrap_or((item, ""));
    let range = match tag.trim() {
        "*" => Range::Any,
        tag => Range::Tag(tag.parse().ok()?),
    };
    Some((range, quality(parameters)?))
}

/// The quality in a list of parameters, in thousandths: 1000 where none is given, `None` where it cannot
/// be read.
///
/// ```
/// use keikaku::i18n::quality;
/// assert_eq!(quality("level=1; Q = 0.8"), Some(800));
/// assert_eq!(quality(""), Some(1000));
/// assert_eq!(quality("q=2"), None);
/// ```
///
/// Takes what follows the first semicolon of an item of `Accept-Language` or `Accept-Encoding`
/// (RFC 9110, 12.4.2). Blanks around the equals sign are tolerated, as is a capital Q.
#[must_use]
pub fn quality(parameters: &str) -> Option<u16> {
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value.trim())
    });
    let Some(value) = value else { return Some(1000) };
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (whole, format!("{fraction:0<3}").parse().ok()?) {
        ("0", thousandths) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}
