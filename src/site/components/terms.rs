//! The terms of the glossary that occur in a text.

use super::Link;
use crate::i18n::Lang;
use crate::plan::{Project, Term};
use crate::site::frame::Frame;
use crate::site::urls::PageUrl;

/// The most terms that one page explains.
const EXPLAINED: usize = 6;

/// A term that occurs on the page.
pub(crate) struct Explained<'a> {
    /// To its place in the glossary.
    pub(crate) link: Link,
    /// The term in the original, where the page is a translation.
    pub(crate) original: Option<&'a str>,
    pub(crate) meaning: &'a str,
}

/// The terms that occur in a project's name or summary, the longest first: "open bidding" is not explained for
/// the sake of "conditional open bidding". A term has to occur in the original, too, where a common word of a
/// translation may mean something else.
pub(crate) fn terms_in<'a>(frame: &Frame<'a>, project: &Project) -> Vec<Explained<'a>> {
    let langs = if frame.is_translation() { vec![frame.lang, Lang::ORIGINAL] } else { vec![frame.lang] };
    let text =
        |lang: &Lang| format!("{}\n{}", project.name.get(*lang), project.summary.get(*lang)).to_lowercase();
    let mut texts: Vec<String> = langs.iter().map(text).collect();
    let mut terms: Vec<&Term> = frame.snapshot().dataset().terms.iter().collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.term.get(frame.lang).chars().count()));
    let mut found = Vec::new();
    // What a project is need not be explained on the page of each.
    for term in
        terms.into_iter().filter(|term| term.term.get(frame.lang) != frame.t.terms.project.to_lowercase())
    {
        let spellings = |lang: &Lang| spellings(term.term.get(*lang));
        let is_in = |(lang, text): (&Lang, &String)| spellings(lang).iter().any(|word| occurs(text, word));
        if found.len() < EXPLAINED && langs.iter().zip(&texts).all(is_in) {
            for (lang, text) in langs.iter().zip(&mut texts) {
                spellings(lang).iter().for_each(|word| *text = text.replace(word, "\n"));
            }
            let link = Link {
                href: format!("{}#{}", frame.href(&PageUrl::Glossary), term.id),
                text: term.term.get(frame.lang).to_owned(),
            };
            let original = frame.translates(&term.term).then(|| term.term.original());
            found.push(Explained { link, original, meaning: term.meaning.get(frame.lang) });
        }
    }
    found
}

/// How a term may be written in a text: `補助・助成` are two words, and in `digital transformation (DX)` either
/// will do. A single character is part of too many other words.
fn spellings(term: &str) -> Vec<String> {
    let words = term.to_lowercase();
    let words = words.split(['・', '(', ')', '（', '）', '「', '」', '“', '”']).map(str::trim);
    words.filter(|word| word.chars().nth(1).is_some()).map(str::to_owned).collect()
}

/// Whether a word stands in a text, in Latin letters as a word of its own or its plural.
fn occurs(text: &str, word: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        let after = after.strip_prefix('s').unwrap_or(after);
        let goes_on_before = word.starts_with(is_letter) && before.ends_with(is_letter);
        let goes_on_after = word.ends_with(is_letter) && after.starts_with(is_letter);
        !goes_on_before && !goes_on_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_latin_letters_stands_alone() {
        for (text, word, is_there) in [
            ("ecサイトで販売する", "ec", true),
            ("the economy", "ec", false),
            ("business fees", "fee", true),
            ("coffee", "fee", false),
            ("補助金を交付する", "補助", true),
        ] {
            assert_eq!(occurs(text, word), is_there, "{word} in {text}");
        }
    }

    #[test]
    fn a_term_may_have_several_spellings() {
        assert_eq!(spellings("補助・助成"), ["補助", "助成"]);
        assert_eq!(spellings("digital transformation (DX)"), ["digital transformation", "dx"]);
        assert!(spellings("課・室").is_empty());
    }
}
