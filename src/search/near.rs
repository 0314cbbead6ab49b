//! Words of a plan that are nearly the ones that were looked for in vain.

use std::collections::HashMap;

use super::fold::{Folded, Origin, is_word_char};
use crate::i18n::Lang;
use crate::plan::{Plan, Term};

/// Projects whose texts are compared: those of a hundred thousand would take seconds.
const COMPARED: usize = 1_000;

/// The most words that are given.
const GIVEN: usize = 3;

/// The words nearest to one, the nearest first, as the plan spells them. One letter may differ; in words of five
/// letters and more two.
pub(super) fn near(plan: &Plan, terms: &[Term], word: &str) -> Vec<String> {
    let sought = Folded::of(word);
    let length = sought.chars().len();
    let allowed = if length < 5 { 1 } else { 2 };
    if length < 2 {
        return Vec::new();
    }
    let mut found: HashMap<String, Word> = HashMap::new();
    let mut take = |text: &str, is_reading| {
        words(text, is_reading, length, &mut |form, spelling, is_piece| {
            // A letter that differs is one that is not there: most words are told apart by that.
            let shared = sought.as_str().chars().filter(|c| form.contains(*c)).count();
            if shared + allowed < length {
                return;
            }
            if let Some(word) = found.get_mut(form) {
                word.uses += 1;
                return;
            }
            if form.chars().count().abs_diff(length) <= allowed {
                let distance = strsim::osa_distance(form, sought.as_str());
                found.insert(
                    form.to_owned(),
                    Word { rank: (distance, is_piece), uses: 1, spelling: spelled(spelling) },
                );
            }
        });
    };
    for project in plan.projects().iter().take(COMPARED) {
        for text in [&project.name, &project.summary] {
            Lang::ALL.into_iter().filter(|lang| text.has(*lang)).for_each(|lang| take(text.get(lang), false));
        }
        project.kana.iter().for_each(|kana| take(kana, true));
    }
    let around =
        plan.departments().iter().map(|own| &own.name).chain(plan.groups().iter().map(|own| &own.name));
    for text in around.chain(terms.iter().map(|own| &own.term)) {
        Lang::ALL.into_iter().filter(|lang| text.has(*lang)).for_each(|lang| take(text.get(lang), false));
    }
    terms.iter().for_each(|term| take(&term.reading, true));
    let mut found: Vec<(String, Word)> =
        found.into_iter().filter(|(_, word)| word.rank.0 <= allowed).collect();
    found.sort_by_key(|(form, word)| {
        (word.rank, form.chars().count().abs_diff(length), usize::MAX - word.uses, form.clone())
    });
    if let Some(best) = found.first().map(|(_, word)| word.rank) {
        found.retain(|(_, word)| word.rank == best);
    }
    let mut given: Vec<(String, Word)> = Vec::new();
    for (form, word) in found {
        // A part of a better one finds the same and more.
        if given.len() < GIVEN && given.iter().all(|(own, _)| !own.contains(&form) && !form.contains(own)) {
            given.push((form, word));
        }
    }
    given.into_iter().map(|(_, word)| word.spelling).collect()
}

/// A word of the plan.
struct Word {
    /// How many letters differ, and whether it is a piece that need not be a word.
    rank: (usize, bool),
    /// How often it stands in the plan.
    uses: usize,
    spelling: String,
}

/// A capital at the beginning says where a word stood, not how it is spelt.
fn spelled(word: &str) -> String {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    if capitals == 1 { word.to_lowercase() } else { word.to_owned() }
}

/// What a character tells about where words end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Words stand apart.
    Letters,
    /// A run is a word, mostly.
    Katakana,
    /// Words follow each other without a sign.
    Kanji,
    Hiragana,
}

fn script(folded: char, source: char) -> Option<Script> {
    Some(match (folded, source) {
        _ if is_word_char(folded) => Script::Letters,
        (_, 'ァ'..='ヶ' | 'ｦ'..='ﾟ') => Script::Katakana,
        ('ぁ'..='ゖ', _) => Script::Hiragana,
        ('々' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}', _) => Script::Kanji,
        _ => return None,
    })
}

/// Gives the words of a text, folded and as spelt; where words follow each other without a sign, every piece of
/// about that length, and that it is a piece.
fn words(text: &str, is_reading: bool, length: usize, take: &mut impl FnMut(&str, &str, bool)) {
    let folded = Folded::of(text);
    let (form, chars) = (folded.as_str(), folded.chars());
    let scripts: Vec<Option<Script>> = form
        .chars()
        .zip(chars)
        .map(|(c, origin)| script(c, text[origin.source.clone()].chars().next().unwrap_or(c)))
        .collect();
    let follows = |at: usize| {
        let (before, own): (&Origin, &Origin) = (&chars[at - 1], &chars[at]);
        scripts[at - 1] == scripts[at] && before.source.end == own.source.start && !own.starts_word
    };
    let piece = |from: usize, to: usize| {
        let end = chars.get(to).map_or(form.len(), |origin| origin.at);
        let source = chars[from].source.start..chars[to - 1].source.end;
        (&form[chars[from].at..end], &text[source])
    };
    let mut from = 0;
    while from < chars.len() {
        let mut to = from + 1;
        while to < chars.len() && follows(to) {
            to += 1;
        }
        match scripts[from] {
            Some(Script::Letters | Script::Katakana) => {
                let (form, spelling) = piece(from, to);
                take(form, spelling, false);
            }
            Some(Script::Kanji) => windows(from, to, length, &piece, take),
            Some(Script::Hiragana) if is_reading => windows(from, to, length, &piece, take),
            _ => {}
        }
        from = to;
    }
}

/// Every piece of a run that has about that length, and two characters at least.
fn windows<'t>(
    from: usize,
    to: usize,
    length: usize,
    piece: &impl Fn(usize, usize) -> (&'t str, &'t str),
    take: &mut impl FnMut(&str, &str, bool),
) {
    for size in length.saturating_sub(1).max(2)..=length + 1 {
        for start in from..(to + 1).saturating_sub(size).max(from) {
            let (form, spelling) = piece(start, start + size);
            take(form, spelling, true);
        }
    }
}
