//! What somebody looks for: words that must all be found, and where they are in a text.

use std::ops::Range;

use memchr::memmem::Finder;

use super::fold::{Folded, is_word_char};

/// The words of a search: all of them must be found, a phrase as a whole.
///
/// ```
/// use keikaku::search::Words;
/// let words = Words::of("観光　\"job fair\"");
/// assert_eq!(words.spans("Joint Job Fairs"), [6..15]);
/// assert!(words.spans("Fair jobs").is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Words(pub(super) Vec<Word>);

/// A word, with the forms that it may be found in.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As it was typed.
    pub(super) typed: String,
    /// Itself, and itself joined with its neighbours: "start up" is found in "startup".
    pub(super) needles: Vec<Needle>,
}

/// A folded word and what has to be around it.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    finder: Finder<'static>,
    folded: Folded,
    /// It begins with a letter or digit of a script that writes words apart: so must a word in the text.
    starts_word: bool,
    /// It ends with one or two of them: the word in the text must end with it too.
    ends_word: bool,
}

/// A folded text that is looked through.
pub(super) trait Haystack {
    fn text(&self) -> &str;
    /// Whether a word of letters or digits begins at that byte.
    fn starts_word(&self, at: usize) -> bool;
}

impl Haystack for Folded {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn starts_word(&self, at: usize) -> bool {
        self.chars().get(self.char_at(at)).is_some_and(|origin| origin.at == at && origin.starts_word)
    }
}

impl Words {
    /// Takes a search apart at blanks and commas; what stands between quotation marks stays together.
    #[must_use]
    pub fn of(search: &str) -> Self {
        let mut typed: Vec<String> = vec![String::new()];
        let mut open = None;
        for c in search.chars() {
            match (open, closing(c)) {
                (Some(end), _) if c == end => {
                    open = None;
                    typed.push(String::new());
                }
                (None, Some(end)) => {
                    open = Some(end);
                    typed.push(String::new());
                }
                (None, _) if c.is_whitespace() || matches!(c, ',' | '，' | '、') => {
                    typed.push(String::new())
                }
                _ => typed.last_mut().into_iter().for_each(|word| word.push(c)),
            }
        }
        // A mark that is not closed says nothing.
        if let Some(rest) = typed.pop_if(|_| open.is_some()) {
            typed.extend(rest.split_whitespace().map(str::to_owned));
        }
        typed.retain(|word| !word.trim().is_empty());
        let folded: Vec<Folded> = typed.iter().map(|word| Folded::of(word)).collect();
        let joined = |one: usize, other: usize| -> Option<Needle> {
            let both = [folded.get(one)?, folded.get(other)?];
            let [end, start] = [both[0].as_str().chars().next_back()?, both[1].as_str().chars().next()?];
            let pair = format!("{}{}", typed[one], typed[other]);
            (is_word_char(end) && is_word_char(start)).then(|| Needle::of(Folded::of(&pair)))
        };
        let words = (0..typed.len()).map(|at| {
            let own = Some(Needle::of(folded[at].clone()));
            let before = at.checked_sub(1).and_then(|before| joined(before, at));
            let needles = [own, before, joined(at, at + 1)].into_iter().flatten().collect();
            Word { typed: typed[at].clone(), needles }
        });
        Self(words.collect())
    }

    /// The words as they were typed.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| word.typed.as_str())
    }

    /// Whether a text has all of the words.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        let text = Folded::of(text);
        !self.0.is_empty() && self.0.iter().all(|word| word.is_in(&text))
    }

    /// Where words stand in a text, as ranges of its bytes in order, none in another.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let spans = self.spans_by_word(text);
        merged(spans.into_iter().map(|(_, span)| span))
    }

    /// Where each word stands in a text: the place of the word, and the range of bytes.
    pub(super) fn spans_by_word(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        let folded = Folded::of(text);
        let mut spans = Vec::new();
        for (word, needle) in self
            .0
            .iter()
            .enumerate()
            .flat_map(|(at, word)| word.needles.iter().map(move |needle| (at, needle)))
        {
            let mut from = 0;
            while let Some(at) = needle.find(&folded, from) {
                let end = at + needle.len();
                let (first, last) = (folded.char_at(at), folded.char_at(end) - 1);
                let source = folded.chars()[first].source.start..folded.chars()[last].source.end;
                spans.push((word, source));
                from = end;
            }
        }
        spans.sort_by_key(|(_, span)| (span.start, span.end));
        spans
    }
}

impl Word {
    pub(super) fn is_in(&self, text: &impl Haystack) -> bool {
        self.needles.iter().any(|needle| needle.find(text, 0).is_some())
    }
}

impl Needle {
    fn of(folded: Folded) -> Self {
        let text = folded.as_str();
        let tail = text.chars().rev().take_while(|c| is_word_char(*c)).count();
        Self {
            finder: Finder::new(text).into_owned(),
            starts_word: text.starts_with(is_word_char),
            ends_word: (1..=2).contains(&tail),
            folded,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.folded.as_str().len()
    }

    /// Where the text has it at or after a byte.
    pub(super) fn find(&self, text: &impl Haystack, mut from: usize) -> Option<usize> {
        if self.len() == 0 {
            return None;
        }
        let bytes = text.text().as_bytes();
        loop {
            let at = from + self.finder.find(bytes.get(from..)?)?;
            if self.fits(text, at) {
                return Some(at);
            }
            from = at + text.text()[at..].chars().next().map_or(1, char::len_utf8);
        }
    }

    /// Whether words begin and end where they should: "art" is not in "part", "EC" not in "economy", and
    /// "forest" not in "for estimates".
    fn fits(&self, text: &impl Haystack, at: usize) -> bool {
        let end = at + self.len();
        if self.starts_word && !text.starts_word(at) {
            return false;
        }
        let crosses = || {
            let inner = self.folded.chars().iter().skip(1);
            inner.into_iter().any(|own| text.starts_word(at + own.at) != own.starts_word)
        };
        let ends = || {
            let next = text.text()[end..].chars().next();
            !next.is_some_and(is_word_char) || text.starts_word(end)
        };
        let tail_is_word = self.folded.as_str().ends_with(is_word_char);
        !(self.ends_word || tail_is_word && crosses()) || ends()
    }
}

/// The mark that closes a phrase which that one opens.
const fn closing(c: char) -> Option<char> {
    Some(match c {
        '"' | '“' | '”' | '＂' => return Some(if matches!(c, '“') { '”' } else { c }),
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// Ranges in order, those that meet in one.
pub(super) fn merged(spans: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(search: &str, text: &str) -> bool {
        Words::of(search).are_in(text)
    }

    #[test]
    fn words_of_letters_begin_where_a_word_begins() {
        for (search, text, found) in [
            ("tour", "the tourists", true),
            ("art", "a part", false),
            ("EC", "economy", false),
            ("EC", "EC展開", true),
            ("観光", "国際観光課", true),
            ("start up", "a startup", true),
            ("startup", "they start up", true),
            ("start-up", "startups", true),
            ("forest", "for estimates", false),
            ("取組1", "取組10", false),
            ("取組1", "取組1 創業", true),
            ("job fair", "job seekers and a fair", true),
            ("\"job fair\"", "job seekers and a fair", false),
            ("“job fair”", "Job Fairs", true),
            ("「販路拡大」", "販路の拡大", false),
            ("\"job fair", "fair jobs", true),
            ("・", "a・b", false),
            ("nano", "xnano nanotech", true),
        ] {
            assert_eq!(has(search, text), found, "{search} in {text}");
        }
    }

    #[test]
    fn spans_are_of_the_source() {
        let words = Words::of("ｾﾐﾅｰ subsidy");
        let text = "セミナーの Subsidies";
        assert_eq!(words.spans(text), [0..12, 16..25]);
    }
}
