//! The pages that only a copy in files has: the choice of language, and pages that lead on.

use askama::Template;

use crate::i18n::Lang;
use crate::web::layout::{Page, PageContext};
use crate::web::{PageUrl, Snapshot};

#[derive(Template)]
#[template(path = "export/chooser.html")]
struct Chooser<'a> {
    pages: [PageContext<'a>; Lang::ALL.len()],
}

impl<'a> Chooser<'a> {
    fn original(&self) -> &PageContext<'a> {
        &self.pages[0]
    }
}

/// The front page: a choice of language, and what a copy cannot do, in every language.
pub(super) fn chooser(snapshot: &Snapshot) -> askama::Result<String> {
    Chooser { pages: Lang::ALL.map(|lang| frame(snapshot, lang)) }.render()
}

#[derive(Template)]
#[template(path = "export/moved.html")]
struct Moved<'a> {
    leads: Vec<Lead<'a>>,
}

struct Lead<'a> {
    page: PageContext<'a>,
    href: &'a str,
    text: String,
}

impl<'a> Moved<'a> {
    fn first(&self) -> &Lead<'a> {
        &self.leads[0]
    }
}

/// A page that leads to others, the first of them by itself. There is at least one.
pub(super) fn moved(snapshot: &Snapshot, to: &[(Lang, String)]) -> askama::Result<String> {
    let leads = to.iter().map(|(lang, href)| {
        let page = frame(snapshot, *lang);
        let text = name(&page, snapshot, href);
        Lead { page, href, text }
    });
    Moved { leads: leads.collect() }.render()
}

fn frame(snapshot: &Snapshot, lang: Lang) -> PageContext<'_> {
    let page = Page { url: None, title: String::new(), description: String::new() };
    PageContext::new(snapshot, lang, page)
}

/// What the page at an address is called.
fn name(page: &PageContext<'_>, snapshot: &Snapshot, href: &str) -> String {
    match PageUrl::parse(href) {
        Some((lang, PageUrl::Project(year, id))) => {
            let plan = snapshot.dataset().plans.get(&year);
            let project = plan.and_then(|plan| plan.project(id.as_str()));
            project.map_or_else(|| href.to_owned(), |project| project.name.get(lang).to_owned())
        }
        Some((_, PageUrl::Directions(_))) => page.t.directions.heading.clone(),
        Some((lang, PageUrl::Overview(year))) => crate::i18n::fiscal_year(lang, year.get()),
        _ => href.to_owned(),
    }
}
