//! A long list in parts: which rows a page shows, and the links to the parts before and after.

use super::Link;
use crate::site::frame::Frame;
use crate::site::urls::{Address, PageUrl, Part, ROWS};

/// The part of a list that a page shows.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    part: Part,
    /// How many parts there are, at least 1.
    count: usize,
    /// The addresses of the parts before and after.
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
}

impl Parts {
    /// The part that the frame's page shows.
    pub(crate) fn of(frame: &Frame<'_>) -> Self {
        let part = frame.part();
        let count = frame.page().map_or(1, |page| frame.snapshot().parts(page));
        let link = |page: &PageUrl, number: usize| {
            let part = Part::new(number).filter(|part| part.number() <= count)?;
            let path = Address::Page(page.clone(), part).path(frame.lang);
            Some(Link { href: frame.snapshot().href(&path), text: format!("{number} / {count}") })
        };
        let (previous, next) = (part.number() - 1, part.number() + 1);
        let page = frame.page();
        Self {
            part,
            count,
            previous: page.and_then(|page| link(page, previous)),
            next: page.and_then(|page| link(page, next)),
        }
    }

    /// The rows of this part.
    pub(crate) fn rows<T>(&self, rows: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        rows.skip((self.part.number() - 1) * ROWS).take(ROWS)
    }

    /// `2 / 500`; none where there is one part only.
    pub(crate) fn position(&self) -> Option<String> {
        (self.count > 1).then(|| format!("{} / {}", self.part.number(), self.count))
    }
}
