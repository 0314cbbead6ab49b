//! The projects that were found, with the words marked in them.

use std::fmt;

use askama::filters::HtmlSafe;

use super::{Asked, ProjectRow, departments_of};
use crate::i18n::{Lang, Text};
use crate::plan::Project;
use crate::search::{Excerpt, Hit, Piece, Tier, Words};
use crate::site::filters::Marked;

/// A text with the words that were found in it marked.
pub(crate) struct Highlighted {
    /// Pieces, each with whether it is a match.
    parts: Vec<(String, bool)>,
    lang: Lang,
    page: Lang,
}

impl HtmlSafe for Highlighted {}

impl fmt::Display for Highlighted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_foreign = self.lang != self.page;
        if is_foreign {
            write!(f, "<span lang=\"{}\">", self.lang)?;
        }
        for (text, is_match) in &self.parts {
            let text = Marked { text, lang: self.lang };
            if *is_match { write!(f, "<mark>{text}</mark>")? } else { write!(f, "{text}")? }
        }
        if is_foreign { f.write_str("</span>") } else { Ok(()) }
    }
}

/// A project that was found.
pub(crate) struct FoundRow<'a> {
    pub(crate) row: ProjectRow<'a>,
    pub(crate) name: Highlighted,
    pub(crate) departments: Highlighted,
    pub(crate) excerpt: Highlighted,
    /// Where else the words are, if not in what is shown.
    pub(crate) why: Option<Highlighted>,
}

impl<'a> FoundRow<'a> {
    pub(crate) fn new(asked: &Asked<'a, '_>, words: &Words, hit: Hit, row: ProjectRow<'a>) -> Self {
        let page = asked.page;
        let project = &page.plan.projects()[hit.project];
        let (lang, is_around) = (page.lang, hit.tier == Some(Tier::Around));
        // A department is marked only where the words are nowhere else: else every row of a list is full of marks.
        let departments = departments_of(page, project);
        let marked = if is_around { words.spans(&departments) } else { Vec::new() };
        let has_department = !marked.is_empty();
        let departments = highlighted(page.lang, (&departments, page.lang), marked);
        let why = match hit.tier {
            Some(Tier::Reading) => project.kana.as_deref().map(|kana| asked.reading(words, kana)),
            Some(Tier::Around) if !has_department => asked.around(words, project),
            _ => None,
        };
        let name_lang = project.name.lang(lang);
        let spans = words.spans(project.name.get(lang));
        // Where only the name in another language has the words, it is shown too.
        let other = spans.is_empty() && hit.tier == Some(Tier::Name);
        let why = why.or_else(|| {
            let other = other_with(&project.name, words, lang).filter(|_| other)?;
            let name = project.name.get(other);
            Some(highlighted(lang, (name, other), words.spans(name)))
        });
        Self {
            name: highlighted(lang, (project.name.get(lang), name_lang), spans),
            departments,
            excerpt: excerpt(&project.summary, words, lang),
            why,
            row,
        }
    }
}

impl Asked<'_, '_> {
    fn reading(&self, words: &Words, kana: &str) -> Highlighted {
        let text = self.page.t.find.reading(kana);
        let spans = words.spans(&text);
        highlighted(self.page.lang, (&text, self.page.lang), spans)
    }

    /// The group or the term in which the words are.
    fn around(&self, words: &Words, project: &Project) -> Option<Highlighted> {
        let (page, plan) = (self.page, self.page.plan);
        let groups = plan.listings_for(project).filter_map(|listing| plan.group_of(listing));
        let groups =
            groups.flat_map(|group| std::iter::once(group).chain(plan.above(group).into_iter().rev()));
        let groups: Vec<_> = groups.collect();
        // In the page's language where it has them there.
        let langs = std::iter::once(page.lang).chain(page.lang.others());
        for lang in langs {
            for group in groups.iter().filter(|group| group.name.has(lang)) {
                let number = plan.level_of(group).numbered(lang, &group.number);
                let text = format!("{number} {}", group.name.get(lang));
                let spans = words.spans(&text);
                if !spans.is_empty() {
                    return Some(highlighted(page.lang, (&text, lang), spans));
                }
            }
        }
        let texts = [project.name.original(), project.summary.original()];
        let terms = page.snapshot().dataset().terms.iter();
        let mut used = terms.filter(|term| texts.iter().any(|text| text.contains(term.term.original())));
        used.find_map(|term| {
            let all = [term.term.get(page.lang), term.term.original(), term.reading.as_str()];
            let found = all.into_iter().find(|text| !words.spans(text).is_empty())?;
            let text = page.t.find.term(found);
            let spans = words.spans(&text);
            Some(highlighted(page.lang, (&text, page.lang), spans))
        })
    }
}

/// Another language in which a text has one of the words.
fn other_with(text: &Text, words: &Words, lang: Lang) -> Option<Lang> {
    lang.others().find(|other| text.has(*other) && !words.spans(text.get(*other)).is_empty())
}

/// The piece of a summary that has the words: in another language where only that has them.
fn excerpt(summary: &Text, words: &Words, lang: Lang) -> Highlighted {
    let own = summary.lang(lang);
    let is_here = !words.spans(summary.get(own)).is_empty();
    let shown = if is_here { own } else { other_with(summary, words, own).unwrap_or(own) };
    let text = summary.get(shown);
    let excerpt = Excerpt::of(text, words, shown);
    let mut parts = vec![(if excerpt.is_cut_before { "…" } else { "" }.to_owned(), false)];
    let piece = |piece: &Piece| piece.parts(text).map(|(text, is)| (text.to_owned(), is)).collect::<Vec<_>>();
    for (at, own) in excerpt.pieces.iter().enumerate() {
        if at > 0 {
            parts.push((" … ".to_owned(), false));
        }
        parts.extend(piece(own));
    }
    parts.push((if excerpt.is_cut_after { "…" } else { "" }.to_owned(), false));
    parts.retain(|(text, _)| !text.is_empty());
    Highlighted { parts, lang: shown, page: lang }
}

fn highlighted(page: Lang, (text, lang): (&str, Lang), matches: Vec<std::ops::Range<usize>>) -> Highlighted {
    let piece = Piece { range: 0..text.len(), matches };
    let parts = piece.parts(text).map(|(text, is_match)| (text.to_owned(), is_match)).collect();
    Highlighted { parts, lang, page }
}
