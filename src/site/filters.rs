//! What templates do with texts of a plan.

#![expect(unreachable_pub, reason = "the macro of a filter makes public items")]

use std::borrow::Borrow;
use std::fmt::{self, Display};

use askama::filters::{Html, HtmlSafe, escape};

use crate::i18n::{Lang, split_amounts};

/// A text on a page of that language: its amounts stay whole at the end of a line, and what is in Japanese on
/// a page of another language says so.
#[askama::filter_fn]
pub(crate) fn marked<T: AsRef<str>, L: Borrow<Lang>>(
    text: T,
    _: &dyn askama::Values,
    lang: L,
) -> askama::Result<Marked<T>> {
    Ok(Marked { text, lang: *lang.borrow() })
}

/// A text with its marks as HTML.
pub(crate) struct Marked<T> {
    pub(crate) text: T,
    pub(crate) lang: Lang,
}

/// Every piece of the text is escaped.
impl<T: AsRef<str>> HtmlSafe for Marked<T> {}

impl<T: AsRef<str>> Display for Marked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_foreign = |piece: &str| self.lang != Lang::ORIGINAL && piece.contains(is_japanese);
        let original = Lang::ORIGINAL;
        for (piece, is_amount) in split_amounts(self.text.as_ref()) {
            match (is_amount, is_foreign(piece)) {
                (true, true) => {
                    write!(f, "<span class=\"amount\" lang=\"{original}\">{}</span>", html(piece))?
                }
                (true, false) => write!(f, "<span class=\"amount\">{}</span>", html(piece))?,
                (false, false) => write!(f, "{}", html(piece))?,
                (false, true) => {
                    let mut rest = piece;
                    while let Some((before, run, after)) = japanese_run(rest) {
                        write!(f, "{}<span lang=\"{original}\">{}</span>", html(before), html(run))?;
                        rest = after;
                    }
                    write!(f, "{}", html(rest))?;
                }
            }
        }
        Ok(())
    }
}

fn html(text: &str) -> impl Display {
    let Ok(escaped) = escape(text, Html);
    escaped
}

/// The first run of Japanese script, with what is before and after it. Digits and blanks within it belong to it.
fn japanese_run(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find(is_japanese)?;
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        if is_japanese(c) {
            end = start + at + c.len_utf8();
        } else if c != ' ' && !c.is_ascii_digit() {
            break;
        }
    }
    Some((&text[..start], &text[start..end], &text[end..]))
}

/// Kana, Chinese characters, and the punctuation and full-width forms that are set with them.
pub(super) const fn is_japanese(c: char) -> bool {
    matches!(
        c,
        '\u{3000}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(lang: Lang, text: &str) -> String {
        Marked { text, lang }.to_string()
    }

    #[test]
    fn amounts_stay_whole_and_japanese_is_named_on_other_pages() {
        for (lang, text, html) in [
            (Lang::Ja, "合計は1億円です", "合計は<span class=\"amount\">1億円</span>です"),
            (
                Lang::En,
                "It costs 955.4 million yen.",
                "It costs <span class=\"amount\">955.4 million yen</span>.",
            ),
            (Lang::Ja, "A & B", "A &#38; B"),
            (Lang::En, "<b> & “c”", "&#60;b&#62; &#38; “c”"),
            (
                Lang::En,
                "the 商業金融課, the 農水 3課",
                "the <span lang=\"ja\">商業金融課</span>, the <span lang=\"ja\">農水 3課</span>",
            ),
            (Lang::En, "a <熊>", "a &#60;<span lang=\"ja\">熊</span>&#62;"),
            (
                Lang::En,
                "費用は1億円。",
                "<span lang=\"ja\">費用は</span><span class=\"amount\" lang=\"ja\">1億円</span><span lang=\"ja\">。</span>",
            ),
            (Lang::En, "", ""),
        ] {
            assert_eq!(marked(lang, text), html);
        }
    }
}
