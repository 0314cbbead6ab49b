//! Terms in plain words.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::{Lang, kana_row, reading_order};
use crate::plan::Term;

/// With fewer letters, the list is short enough to be looked through.
const LETTERS: usize = 4;

#[derive(Template)]
#[template(path = "pages/glossary.html")]
struct GlossaryPage<'a> {
    page: Frame<'a>,
    terms: Vec<&'a Term>,
    /// The letters that terms begin with, each with the id of the first; none where there are few.
    letters: Vec<(char, &'a str)>,
    /// The language that each term is also given in.
    other: Lang,
}

impl<'a> GlossaryPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let mut terms: Vec<&Term> = page.snapshot().dataset().terms.iter().collect();
        // Japanese sorts by the reading; other languages by the term itself.
        terms.sort_by_cached_key(|term| match page.lang {
            Lang::ORIGINAL => reading_order(&term.reading),
            lang => {
                let letters = |c: &char| c.is_alphanumeric() || *c == ' ';
                (term.term.get(lang).to_lowercase().chars().filter(letters).collect(), String::new())
            }
        });
        let mut letters: Vec<(char, &str)> = Vec::new();
        for term in &terms {
            let first = match page.lang {
                Lang::ORIGINAL => kana_row(&term.reading),
                lang => term.term.get(lang).chars().find(|c| c.is_alphanumeric()),
            };
            let first = first.map_or('#', |first| first.to_uppercase().next().unwrap_or(first));
            if letters.iter().all(|(letter, _)| *letter != first) {
                letters.push((first, term.id.as_str()));
            }
        }
        if letters.len() < LETTERS {
            letters.clear();
        }
        let other = page.lang.others().next().unwrap_or(Lang::ORIGINAL);
        Self { page, terms, letters, other }
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.glossary;
    GlossaryPage::new(frame.titled(&t.heading, t.description.clone())).render()
}
