//! The pages that only a copy in files has: the choice of language, and pages that lead on.

use askama::Template;

use crate::i18n::Lang;
use crate::site::filters;
use crate::site::frame::Frame;
use crate::site::{Address, Lead, PageUrl, Snapshot};

#[derive(Template)]
#[template(path = "export/chooser.html")]
struct Chooser<'a> {
    pages: Vec<Frame<'a>>,
}

impl<'a> Chooser<'a> {
    fn original(&self) -> &Frame<'a> {
        &self.pages[0]
    }
}

/// The front page: a choice of language, and what a copy cannot do, in every language.
pub(super) fn chooser(snapshot: &Snapshot) -> askama::Result<String> {
    Chooser { pages: snapshot.langs().map(|lang| frame(snapshot, lang)).collect() }.render()
}

#[derive(Template)]
#[template(path = "export/moved.html")]
struct Moved<'a> {
    places: Vec<Place<'a>>,
}

struct Place<'a> {
    page: Frame<'a>,
    href: &'a str,
    text: String,
}

impl<'a> Moved<'a> {
    fn first(&self) -> &Place<'a> {
        &self.places[0]
    }
}

/// A page that leads to others, to the first of them by itself. There is at least one.
pub(super) fn moved(snapshot: &Snapshot, to: &[(Lang, String)]) -> askama::Result<String> {
    let places = to.iter().map(|(lang, href)| {
        let page = frame(snapshot, *lang);
        let text = name(&page, snapshot, href);
        Place { page, href, text }
    });
    Moved { places: places.collect() }.render()
}

fn frame(snapshot: &Snapshot, lang: Lang) -> Frame<'_> {
    Frame::new(snapshot, lang, None)
}

/// What the page at an address is called.
fn name(page: &Frame<'_>, snapshot: &Snapshot, href: &str) -> String {
    let path = href.strip_prefix(snapshot.dataset().site.base_url.path()).unwrap_or(href);
    match Address::read(path) {
        Some((_, Address::Page(PageUrl::Project(year, id), _))) => {
            let plan = snapshot.dataset().plans.get(&year);
            let project = plan.and_then(|plan| plan.project(id.as_str()));
            project.map_or_else(|| href.to_owned(), |project| project.name.get(page.lang).to_owned())
        }
        Some((lang, Address::Page(page @ PageUrl::Level(..), part))) => {
            let there = Frame::new(snapshot, lang.unwrap_or(Lang::ORIGINAL), Some((page.clone(), part)));
            there.label(&page).unwrap_or_else(|| href.to_owned())
        }
        Some((_, Address::Page(PageUrl::Overview(year), _))) => {
            crate::i18n::fiscal_year(page.lang, year.get())
        }
        Some((_, Address::Lead(Lead::Home))) => page.site_name(),
        _ => href.to_owned(),
    }
}
