//! The page that says why there is no page, with ways on.

use askama::Template;

use crate::i18n::Lang;
use crate::web::layout::{Page, PageContext, PageResult, html};
use crate::web::state::Snapshot;

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: PageContext<'a>,
}

pub(in crate::web) fn show(snapshot: &Snapshot, lang: Lang, page: Page) -> PageResult {
    html(&ErrorPage { page: PageContext::new(snapshot, lang, page) })
}
