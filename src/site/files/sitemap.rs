//! Every page with its other languages, for search engines (sitemaps.org).

use std::fmt::Write;

use crate::i18n::Lang;
use crate::plan::Year;
use crate::site::Snapshot;
use crate::site::answer::pages as all_pages;
use crate::site::urls::{Address, FileUrl, PageUrl, Part, View};

/// Pages in one sitemap: each counts once a language, and a sitemap takes 50,000 addresses.
const PAGES: usize = 50_000 / Lang::ALL.len();

/// The pages for search engines: those of a draft are not.
fn pages(snapshot: &Snapshot) -> impl Iterator<Item = (PageUrl, View)> {
    let plans = &snapshot.dataset().plans;
    let is_draft = |year: Year| plans.get(&year).is_some_and(|plan| plan.is_draft());
    all_pages(snapshot).filter(move |(page, _)| !page.year().is_some_and(is_draft))
}

/// The parts of the sitemap, where one file cannot hold it.
pub(in crate::site) fn parts(snapshot: &Snapshot) -> impl Iterator<Item = Part> {
    let count = pages(snapshot).count().div_ceil(PAGES);
    (1..=count).filter_map(Part::new).filter(move |_| count > 1)
}

/// `/sitemap.xml`: all pages, or an index of several sitemaps where one cannot hold them.
pub(super) fn all(snapshot: &Snapshot) -> String {
    let parts: Vec<Part> = parts(snapshot).collect();
    if parts.is_empty() { urls(snapshot, Part::FIRST) } else { index(snapshot, &parts) }
}

/// `/sitemaps/2.xml`: one of several.
pub(super) fn one(snapshot: &Snapshot, part: Part) -> Option<String> {
    parts(snapshot).any(|known| known == part).then(|| urls(snapshot, part))
}

fn index(snapshot: &Snapshot, parts: &[Part]) -> String {
    let mut xml = String::from("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in parts {
        let address = snapshot.absolute(&FileUrl::SitemapPart(*part).to_string());
        let _ = writeln!(xml, "<sitemap><loc>{address}</loc></sitemap>");
    }
    xml + "</sitemapindex>\n"
}

fn urls(snapshot: &Snapshot, part: Part) -> String {
    let mut xml = String::from(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (page, list) in pages(snapshot).skip((part.number() - 1) * PAGES).take(PAGES) {
        let address = Address::Page(page, list);
        let paths: Vec<_> = address.paths(snapshot.dataset()).collect();
        for (_, path) in &paths {
            let _ = write!(xml, "<url><loc>{}</loc>", snapshot.absolute(path));
            for (other, path) in &paths {
                let href = snapshot.absolute(path);
                let _ = write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{href}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml + "</urlset>\n"
}
