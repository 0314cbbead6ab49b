//! Every page with its other languages, for search engines (sitemaps.org).

use std::fmt::Write;
use std::sync::Arc;

use axum::Extension;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::error::PageError;
use super::layout::PageResult;
use super::request::PageRequest;
use super::state::Snapshot;
use super::urls;
use crate::i18n::Lang;

/// `/sitemap.xml`: all pages, or an index of several sitemaps where one cannot hold them.
pub(super) async fn all(Extension(snapshot): Extension<Arc<Snapshot>>) -> Response {
    let count = urls::sitemaps(&snapshot.dataset);
    xml(if count > 1 { index(&snapshot, count) } else { part(&snapshot, 1) })
}

/// `/sitemaps/2.xml`: one of several.
pub(super) async fn one(request: PageRequest) -> PageResult {
    let file: String = request.param("file")?;
    let number: usize = file.strip_suffix(".xml").and_then(|number| number.parse().ok()).unwrap_or_default();
    let count = urls::sitemaps(&request.snapshot.dataset);
    if count == 1 || !(1..=count).contains(&number) || file != format!("{number}.xml") {
        return Err(PageError::NotFound);
    }
    Ok(xml(part(&request.snapshot, number)))
}

fn index(snapshot: &Snapshot, count: usize) -> String {
    let base = &snapshot.dataset.site.base_url;
    let mut xml = String::from("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for number in 1..=count {
        let _ = writeln!(xml, "<sitemap><loc>{base}{}</loc></sitemap>", urls::sitemap(number));
    }
    xml + "</sitemapindex>\n"
}

fn part(snapshot: &Snapshot, number: usize) -> String {
    let base = &snapshot.dataset.site.base_url;
    let mut xml = String::from(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let pages = urls::pages(&snapshot.dataset).skip((number - 1) * urls::SITEMAP_PAGES);
    for page in pages.take(urls::SITEMAP_PAGES) {
        for lang in Lang::ALL {
            let _ = write!(xml, "<url><loc>{base}{}</loc>", page.path(lang));
            for other in Lang::ALL {
                let href = page.path(other);
                let _ =
                    write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{base}{href}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml + "</urlset>\n"
}

fn xml(body: String) -> Response {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    ([(header::CONTENT_TYPE, "application/xml")], format!("{declaration}{body}")).into_response()
}
