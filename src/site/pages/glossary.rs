//! Terms in plain words.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::{Lang, reading_order};
use crate::plan::Term;

#[derive(Template)]
#[template(path = "pages/glossary.html")]
struct GlossaryPage<'a> {
    page: Frame<'a>,
    terms: Vec<&'a Term>,
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
        let other = page.lang.others().next().unwrap_or(Lang::ORIGINAL);
        Self { page, terms, other }
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.glossary;
    GlossaryPage::new(frame.titled(&t.heading, t.description.clone())).render()
}
