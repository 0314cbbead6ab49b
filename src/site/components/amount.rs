//! Amounts and shares, in cells and in sentences.

use crate::i18n::{amount, grouped_decimal, share};
use crate::plan::{Plan, Total, Yen};
use crate::site::frame::Frame;

/// An amount in both readings; the page says "no amount stated" where there is none.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// In the unit of the source, without the unit: `955,400`.
    pub(crate) exact: String,
    /// As people say it: `9億5,540万円`.
    pub(crate) words: String,
}

impl Amount {
    pub(crate) fn new(frame: &Frame<'_>, yen: Yen) -> Self {
        Self { exact: exact(frame.plan, yen), words: amount(frame.lang, yen.get()) }
    }
}

/// An amount in the unit of the source, without the unit.
pub(crate) fn exact(plan: &Plan, yen: Yen) -> String {
    grouped_decimal(plan.unit().of(yen))
}

/// An amount as a phrase of its own; "no amount stated" where there is none. A sentence about an amount
/// needs one: it has another form where there is none.
pub(crate) fn amount_words(frame: &Frame<'_>, yen: Option<Yen>) -> String {
    yen.map_or_else(|| frame.t.terms.no_amount.clone(), |yen| amount(frame.lang, yen.get()))
}

/// How many projects a total counts, and what they cost together.
pub(crate) fn extent(frame: &Frame<'_>, total: Total) -> String {
    let (t, projects) = (&frame.t.terms, frame.t.count.projects(total.projects));
    match total.stated() {
        Some(amount) => t.extent(projects, self::amount(frame.lang, amount.get())),
        None if total.projects == 0 => t.extent_empty.clone(),
        None => t.extent_unstated(projects),
    }
}

/// An amount in a sentence, with its share of the whole list unless the list comes to zero.
pub(crate) fn with_share(frame: &Frame<'_>, part: Yen) -> String {
    let words = amount(frame.lang, part.get());
    match share_of_plan(frame, part) {
        Some(share) => frame.t.terms.amount_and_share(words, share),
        None => words,
    }
}

/// The share of a whole; none where that comes to nothing.
pub(crate) fn share_of(frame: &Frame<'_>, part: Yen, whole: Total) -> Option<String> {
    share(frame.lang, part.get(), whole.stated()?.get())
}

/// The share of the whole list; none where the list comes to nothing.
pub(crate) fn share_of_plan(frame: &Frame<'_>, part: Yen) -> Option<String> {
    share_of(frame, part, frame.plan.total())
}

/// Sentences in a row: English has a blank between them, Japanese none.
pub(crate) fn prose(frame: &Frame<'_>, sentences: impl IntoIterator<Item = Option<String>>) -> String {
    sentences.into_iter().flatten().collect::<Vec<_>>().join(&frame.t.site.sentence_gap)
}

/// That the total leaves some projects out, where it does and there is a total.
pub(crate) fn without_amount(frame: &Frame<'_>, total: Total) -> Option<String> {
    (total.without_amount > 0 && total.stated().is_some())
        .then(|| frame.t.terms.without_amount(total.without_amount))
}
