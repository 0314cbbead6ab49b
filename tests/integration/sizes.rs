//! A first visit fits one round trip: 14 kB on the wire for the page and its style sheet.

use keikaku::site::PageUrl;
use scraper::Html;

use crate::support::html::attributes;
use crate::support::site::{documents, get, page_at};

/// What every page may weigh with brotli, in bytes.
const PAGE: usize = 8 * 1024;

/// What the full list may weigh.
const LIST: usize = 12 * 1024;

/// What the one style sheet may weigh; it is kept for good.
const STYLES: usize = 6 * 1024;

/// As the site compresses what it keeps: quality 11, the largest window that every browser reads.
fn compressed(text: &str) -> usize {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: text.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut text.as_bytes(), &mut out, &params).unwrap();
    out.len()
}

#[test]
fn pages_fit_one_round_trip() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let pages = documents();
    let mut sizes: Vec<(usize, &str)> = std::thread::scope(|scope| {
        let parts: Vec<_> = pages
            .chunks(pages.len().div_ceil(threads))
            .map(|part| {
                scope.spawn(|| {
                    part.iter().map(|page| (compressed(&page.text), page.path.as_str())).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    });
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    for (size, path) in &sizes[..5] {
        println!("{size:6} bytes with brotli: {path}");
    }
    let list = |path: &str| matches!(page_at(path), Some((_, PageUrl::Projects(_))));
    for (size, path) in sizes {
        let limit = if list(path) { LIST } else { PAGE };
        assert!(size <= limit, "{path}: {size} bytes with brotli, {limit} at most");
    }
}

#[test]
fn the_style_sheet_fits_beside_a_page() {
    let html = Html::parse_document(&documents()[0].text);
    let path = attributes(&html, "link[rel=stylesheet]", "href")[0];
    let size = compressed(get(path).text());
    println!("{size:6} bytes with brotli: {path}");
    assert!(size <= STYLES, "{path}: {size} bytes with brotli, {STYLES} at most");
}
