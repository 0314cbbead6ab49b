//! Short words for what tests ask of a page.

use scraper::{ElementRef, Html, Selector};

/// The elements that a selector finds, in the order of the page.
pub(crate) fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&parsed(selector)).collect()
}

/// The elements below another that a selector finds.
pub(crate) fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&parsed(selector)).collect()
}

fn parsed(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error}"))
}

/// The one element that a selector finds.
pub(crate) fn one<'a>(html: &'a Html, selector: &str) -> ElementRef<'a> {
    let found = all(html, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0]
}

/// The text of an element, blanks as a browser shows them.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn texts(elements: Vec<ElementRef<'_>>) -> Vec<String> {
    elements.into_iter().map(text).collect()
}

/// The value of an attribute of every element that a selector finds.
pub(crate) fn attributes<'a>(html: &'a Html, selector: &str, name: &str) -> Vec<&'a str> {
    all(html, selector).into_iter().filter_map(|element| element.attr(name)).collect()
}

/// The number that a text begins with, commas between its digits: `955,400 9億5,540万円` is 955,400.
pub(crate) fn leading_number(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    text[..end].replace(',', "").parse().ok()
}

/// Whether a character belongs to Japanese writing, its brackets and full stops included.
pub(crate) fn is_japanese(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FFEF}')
}

/// The text of a page without the data for search engines, whose braces are its own.
pub(crate) fn without_data(page: &str) -> String {
    let begin = "<script type=\"application/ld+json\">";
    match page.split_once(begin) {
        Some((before, rest)) => format!("{before}{}", rest.split_once("</script>").unwrap().1),
        None => page.to_owned(),
    }
}
