//! The piece of a summary that shows why a project was found.

use std::ops::Range;

use super::words::{Words, merged};
use crate::i18n::Lang;

/// Pieces of a text with the matches in them.
///
/// ```
/// use keikaku::i18n::Lang;
/// use keikaku::search::{Excerpt, Words};
/// let words = Words::of("補助");
/// let text = "本市の優れた投資環境や補助制度を広く内外にPRし、企業立地を促進させる。";
/// let excerpt = Excerpt::of(text, &words, Lang::Ja);
/// assert_eq!(excerpt.pieces.len(), 1);
/// assert_eq!(&text[excerpt.pieces[0].matches[0].clone()], "補助");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The pieces in order; between two of them something is left out.
    pub pieces: Vec<Piece>,
    /// Whether something is left out before the first piece.
    pub is_cut_before: bool,
    /// Whether something is left out after the last.
    pub is_cut_after: bool,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Those of the matches in it, in order.
    pub matches: Vec<Range<usize>>,
}

impl Piece {
    /// The piece as a row of texts, each with whether it is a match.
    pub fn parts<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'t str, bool)> {
        let ends = self.matches.iter().flat_map(|own| [(own.start, false), (own.end, true)]);
        let ends: Vec<_> = ends.chain([(self.range.end, false)]).collect();
        let mut from = self.range.start;
        let parts = ends
            .into_iter()
            .map(move |(to, is_match)| (&text[std::mem::replace(&mut from, to)..to], is_match));
        parts.filter(|(part, _)| !part.is_empty())
    }
}

/// How many characters of a text are within the first two lines of a phone, and how many are given.
const fn lengths(lang: Lang) -> (usize, usize) {
    match lang {
        Lang::Ja => (34, 100),
        Lang::En => (66, 200),
    }
}

impl Excerpt {
    /// The excerpt of a text in a language; its beginning where no word is in it.
    #[must_use]
    pub fn of(text: &str, words: &Words, lang: Lang) -> Self {
        let spans = words.spans_by_word(text);
        let cutter = Cutter { text, lang, starts: text.char_indices().map(|(at, _)| at).collect() };
        let Some((_, first)) = spans.first() else {
            return cutter.pieces(std::slice::from_ref(&(0..0)), &spans);
        };
        let windows: Vec<(Range<usize>, Range<usize>)> =
            spans.iter().map(|(_, span)| (cutter.window(span), span.clone())).collect();
        let words_in = |window: &Range<usize>| {
            let within = spans.iter().filter(|(_, span)| is_within(span, window));
            let mut words: Vec<usize> = within.map(|(word, _)| *word).collect();
            words.sort_unstable();
            words.dedup();
            words
        };
        // The window with the most different words, of several the first.
        let best = windows.iter().rev().max_by_key(|(window, _)| words_in(window).len());
        let found = words_in(&(0..text.len()));
        match best {
            Some((window, span)) if found.len() < 2 || words_in(window).len() > 1 => {
                let span = if found.len() < 2 { first } else { span };
                cutter.pieces(std::slice::from_ref(span), &spans)
            }
            _ => {
                // No window holds two words: one for the first word found, one for the next.
                let other = spans.iter().find(|(word, _)| *word != spans[0].0);
                let both: Vec<_> = [Some(first.clone()), other.map(|(_, span)| span.clone())].into();
                cutter.pieces(&both.into_iter().flatten().collect::<Vec<_>>(), &spans)
            }
        }
    }
}

fn is_within(span: &Range<usize>, window: &Range<usize>) -> bool {
    window.start <= span.start && span.end <= window.end
}

struct Cutter<'t> {
    text: &'t str,
    lang: Lang,
    /// Where each character begins.
    starts: Vec<usize>,
}

impl Cutter<'_> {
    fn char_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start < at)
    }

    fn byte_of(&self, char: usize) -> usize {
        self.starts.get(char).copied().unwrap_or(self.text.len())
    }

    /// The character before the one at that place.
    fn before(&self, char: usize) -> Option<char> {
        self.text[self.byte_of(char.checked_sub(1)?)..].chars().next()
    }

    fn at(&self, char: usize) -> Option<char> {
        self.text[self.byte_of(char)..].chars().next()
    }

    /// The bytes that are shown for a match.
    fn window(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.start(span);
        self.byte_of(start)..self.end(start, lengths(self.lang).1)
    }

    /// The character at which an excerpt for a match begins, so that the match is in the first lines.
    fn start(&self, span: &Range<usize>) -> usize {
        let (limit, _) = lengths(self.lang);
        let (first, end) = (self.char_of(span.start), self.char_of(span.end));
        if end <= limit {
            return 0;
        }
        let enough = self.starts.len().saturating_sub(limit * 4 / 5);
        let earliest = end.saturating_sub(limit - 1).max(1);
        let range = || (earliest..=first).filter(|char| *char <= enough);
        let fallback = if self.lang == Lang::Ja { 14 } else { 34 };
        let clause = range().find(|char| self.begins_clause(*char));
        let phrase = || range().find(|char| self.begins_phrase(*char));
        clause.or_else(phrase).unwrap_or_else(|| first.saturating_sub(fallback).max(earliest))
    }

    fn begins_clause(&self, char: usize) -> bool {
        let (before, own) = (self.before(char), self.at(char));
        let starts = |c: char| matches!(c, '「' | '『' | '（' | '【');
        match self.lang {
            Lang::Ja => {
                before.is_some_and(|c| matches!(c, '、' | '。' | '・' | '】') || c.is_whitespace())
                    || own.is_some_and(starts)
            }
            Lang::En => {
                let clause = char.checked_sub(1).and_then(|blank| self.before(blank));
                before == Some(' ') && clause.is_some_and(|c| matches!(c, ',' | '.' | ')' | ';'))
            }
        }
    }

    fn begins_phrase(&self, char: usize) -> bool {
        let is_hiragana = |c: char| matches!(c, 'ぁ'..='ゖ');
        let (Some(before), Some(own)) = (self.before(char), self.at(char)) else { return false };
        match self.lang {
            Lang::Ja => is_hiragana(before) && !is_hiragana(own) && own.is_alphanumeric(),
            Lang::En => before == ' ',
        }
    }

    /// The byte at which a piece ends that begins at a character: in English after a word.
    fn end(&self, start: usize, length: usize) -> usize {
        let end = start + length;
        if end >= self.starts.len() {
            return self.text.len();
        }
        let word = (start + length / 2..=end).rev().find(|char| self.at(*char) == Some(' '));
        self.byte_of(word.filter(|_| self.lang != Lang::Ja).unwrap_or(end))
    }

    fn pieces(&self, around: &[Range<usize>], spans: &[(usize, Range<usize>)]) -> Excerpt {
        let length = lengths(self.lang).1 / around.len().max(1);
        let ranges = around.iter().map(|span| {
            let start = self.start(span);
            self.byte_of(start)..self.end(start, length)
        });
        // Two that meet are one.
        let ranges = merged(ranges);
        let piece = |range: Range<usize>| {
            let within = spans.iter().map(|(_, span)| span.clone());
            let matches = merged(within.filter(|span| is_within(span, &range)));
            Piece { range, matches }
        };
        let pieces: Vec<Piece> = ranges.into_iter().map(piece).collect();
        Excerpt {
            is_cut_before: pieces.first().is_some_and(|piece| piece.range.start > 0),
            is_cut_after: pieces.last().is_some_and(|piece| piece.range.end < self.text.len()),
            pieces,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt as a reader sees it, matches in brackets.
    fn shown(text: &str, search: &str, lang: Lang) -> String {
        let excerpt = Excerpt::of(text, &Words::of(search), lang);
        let piece = |piece: &Piece| -> String {
            piece
                .parts(text)
                .map(|(part, is_match)| if is_match { format!("[{part}]") } else { part.to_owned() })
                .collect()
        };
        let pieces: Vec<String> = excerpt.pieces.iter().map(piece).collect();
        let cut = |is_cut| if is_cut { "…" } else { "" };
        format!("{}{}{}", cut(excerpt.is_cut_before), pieces.join(" … "), cut(excerpt.is_cut_after))
    }

    #[test]
    fn the_first_match_is_in_the_first_two_lines() {
        let text = "熊本の素材を活かした食品加工品や工芸品を大都市圏の商談会に出品し、販路拡大の課題解決及び自走に繋げる。また、物産展等出展事業に対する必要経費の一部補助や、EC展開を目指す事業者に対しスキル習得の場となるセミナー等を開催する。";
        assert!(shown(text, "食品", Lang::Ja).starts_with("熊本の素材を活かした[食品]加工品や"));
        assert_eq!(
            shown(text, "補助", Lang::Ja),
            "…また、物産展等出展事業に対する必要経費の一部[補助]や、EC展開を目指す事業者に対しスキル習得の場となるセミナー等を開催する。"
        );
        assert!(shown(text, "港", Lang::Ja).starts_with("熊本の素材を"));
        let english = "To resolve the shortage of personnel at local businesses and promote their globalisation, the city provides support for learning Japanese, and business etiquette courses, for foreign workers and others.";
        assert_eq!(
            shown(english, "foreign", Lang::En),
            "…and business etiquette courses, for [foreign] workers and others."
        );
    }

    #[test]
    fn words_far_apart_have_a_piece_each() {
        let far = format!("港を整備する。{}そのほか、観光を振興する。", "あ".repeat(120));
        let shown = shown(&far, "観光 港", Lang::Ja);
        assert!(shown.starts_with("[港]を整備する。") && shown.contains(" … "), "{shown}");
        assert!(shown.ends_with("[観光]を振興する。"), "{shown}");
    }
}
