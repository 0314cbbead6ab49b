//! Terms in plain words.

use askama::Template;

use crate::i18n::Lang;
use crate::plan::Term;
use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/glossary.html")]
struct GlossaryPage<'a> {
    page: PageContext<'a>,
    terms: Vec<&'a Term>,
    /// The language that each term is also given in.
    other: Lang,
}

impl<'a> GlossaryPage<'a> {
    fn new(page: PageContext<'a>, terms: &'a [Term]) -> Self {
        let mut terms: Vec<&Term> = terms.iter().collect();
        // The file is in the order of the Japanese readings; other languages sort by their own term.
        if page.lang != Lang::ORIGINAL {
            terms.sort_by_key(|term| term.term.get(page.lang).to_lowercase());
        }
        let other = page.lang.others().next().unwrap_or(Lang::ORIGINAL);
        Self { page, terms, other }
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    request.param::<Lang>("lang")?;
    let t = &request.labels().glossary;
    let page = request.page(PageUrl::Glossary).titled(t.heading.clone(), t.description.clone());
    html(&GlossaryPage::new(page, &request.snapshot.dataset.terms))
}
