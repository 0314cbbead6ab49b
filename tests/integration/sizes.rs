//! A first visit fits one round trip: 14 kB on the wire for the page and its style sheet.

use keikaku::site::PageUrl;
use scraper::Html;

use crate::support::html::attributes;
use crate::support::site::{documents, get};

/// What every page may weigh with brotli, in bytes.
const PAGE: usize = 8 * 1024;

/// What the full list and the overview may weigh.
const LIST: usize = 12 * 1024;

/// What the one style sheet may weigh; it is kept for good.
const STYLES: usize = 6 * 1024;

/// The quality at which the site compresses what it keeps.
const BEST: i32 = 11;

/// The size with brotli, with the largest window that every browser reads.
fn compressed(text: &str, quality: i32) -> usize {
    let params =
        brotli::enc::BrotliEncoderParams { quality, lgwin: 22, size_hint: text.len(), ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut out, &params).unwrap();
    out.len()
}

#[test]
fn pages_fit_one_round_trip() {
    for page in documents() {
        let is_long = matches!(page.url, PageUrl::Projects(_) | PageUrl::Overview(_));
        let limit = if is_long { LIST } else { PAGE };
        // Unoptimised, the best quality takes twenty times as long: only what would not fit needs it.
        let size = match compressed(&page.text, 5) {
            size if size <= limit => size,
            _ => compressed(&page.text, BEST),
        };
        assert!(size <= limit, "{}: {size} bytes with brotli, {limit} at most", page.path);
    }
}

#[test]
fn the_style_sheet_fits_beside_a_page() {
    let html = Html::parse_document(&documents()[0].text);
    let path = attributes(&html, "link[rel=stylesheet]", "href")[0];
    let size = compressed(get(path).text(), BEST);
    assert!(size <= STYLES, "{path}: {size} bytes with brotli, {STYLES} at most");
}
