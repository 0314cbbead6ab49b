//! The page that says why there is no page, with ways on.

use askama::Template;

use crate::i18n::Lang;
use crate::web::error::PageError;
use crate::web::layout::{Page, PageContext};
use crate::web::state::Snapshot;

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: PageContext<'a>,
    /// The same in other languages, where nobody knows the reader's.
    others: Vec<PageContext<'a>>,
}

/// The page of an error in that language; in all of them where it is not known.
pub(in crate::web) fn text(
    snapshot: &Snapshot,
    lang: Option<Lang>,
    error: PageError,
) -> askama::Result<String> {
    let frame = |lang| {
        let (title, why) = error.texts(snapshot.labels(lang));
        let page = Page { url: None, title: title.to_owned(), description: why.to_owned() };
        PageContext::new(snapshot, lang, page)
    };
    let others = if lang.is_none() { Lang::ORIGINAL.others().map(frame).collect() } else { Vec::new() };
    ErrorPage { page: frame(lang.unwrap_or(Lang::ORIGINAL)), others }.render()
}
