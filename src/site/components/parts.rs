//! A long list in parts: which rows a page shows, and the links to the parts before and after.

use super::Link;
use crate::site::frame::Frame;
use crate::site::urls::{Address, Order, Part, ROWS, View};

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
        let (View { order, part }, page) = (frame.view(), frame.page());
        let count = page.map_or(1, |page| frame.snapshot().parts(page, order));
        Self::with(part, count, |part| {
            let path = Address::Page(page?.clone(), View { order, part }).path(frame.lang);
            Some(frame.snapshot().href(&path))
        })
    }

    /// One of so many parts, with the addresses of those beside it.
    pub(crate) fn with(part: Part, count: usize, href: impl Fn(Part) -> Option<String>) -> Self {
        let link = |number: usize| {
            let part = Part::new(number).filter(|part| part.number() <= count)?;
            Some(Link { href: href(part)?, text: format!("{number} / {count}") })
        };
        Self { part, count, previous: link(part.number() - 1), next: link(part.number() + 1) }
    }

    /// A list that is not in parts.
    pub(crate) const fn whole() -> Self {
        Self { part: Part::FIRST, count: 1, previous: None, next: None }
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

/// The orders of a list: the one shown has no address.
pub(crate) fn orders<'a>(frame: &Frame<'a>) -> Vec<(&'a str, Option<String>)> {
    let Some(page) = frame.page() else { return Vec::new() };
    let t = &frame.t.rows;
    let link = |order: Order| {
        let path = Address::Page(page.clone(), View { order, part: Part::FIRST }).path(frame.lang);
        let text: &'a str = if order == Order::Amount { &t.by_amount } else { &t.by_document };
        (text, (order != frame.view().order).then(|| frame.snapshot().href(&path)))
    };
    let orders = frame.snapshot().orders(page);
    orders.iter().filter(|_| orders.len() > 1).map(|order| link(*order)).collect()
}
