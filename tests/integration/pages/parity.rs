//! Both languages of a page say the same: the same numbers, links, tables and bars.

use keikaku::i18n::Lang;
use keikaku::site::PageUrl;
use scraper::Html;

use crate::support::html::{all, attributes, leading_number, texts, within};
use crate::support::site::{Document, documents};

/// What a page has that does not depend on the language, by what it is.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    links: Vec<String>,
    headings: Vec<String>,
    rows: Vec<usize>,
    amounts: Vec<Option<u64>>,
    widths: Vec<String>,
    badges: Vec<Option<String>>,
    ids: Vec<String>,
}

fn content(page: &Document) -> Content {
    let html = page.html();
    let own = |html: &Html, selector: &str, name: &str| -> Vec<String> {
        attributes(html, selector, name).into_iter().map(str::to_owned).collect()
    };
    let neutral = |href: String| match href.strip_prefix(&format!("/{}/", page.lang)) {
        Some(rest) => format!("/…/{rest}"),
        None => href,
    };
    let mut ids = own(&html, "main [id]:not(#terms)", "id");
    // The glossary is in the order of each language.
    if page.url == PageUrl::Glossary {
        ids.sort();
    }
    let tables = all(&html, "main table");
    Content {
        links: own(&html, "main a, body > nav a, .nav a, footer a", "href")
            .into_iter()
            // On a phone English has no room for all of them, and leads on to the footer.
            // The glossary's index has the letters of each language, and each has words of its own to explain.
            .filter(|href| href != "#more" && (page.url != PageUrl::Glossary || !href.starts_with('#')))
            .filter(|href| !href.contains("/glossary/#"))
            .map(neutral)
            .collect(),
        headings: all(&html, "h1, h2:not(#terms), h3, h4")
            .iter()
            .map(|h| h.value().name().to_owned())
            .collect(),
        rows: tables.iter().map(|table| within(*table, "tr").len()).collect(),
        amounts: texts(all(&html, "main td.num:not(.wd, .sh)")).iter().map(|n| leading_number(n)).collect(),
        widths: own(&html, ".bar > svg, .share__part", "width"),
        badges: all(&html, ".badge").iter().map(|badge| badge.attr("data-kind").map(str::to_owned)).collect(),
        ids,
    }
}

#[test]
fn both_languages_have_the_same_content() {
    let mut compared = 0;
    for pair in documents().chunks(Lang::ALL.len()) {
        let [ja, en] = pair else { panic!("{}: not in every language", pair[0].path) };
        assert_eq!((&ja.url, ja.lang, en.lang), (&en.url, Lang::Ja, Lang::En));
        assert_eq!(content(ja), content(en), "{}", ja.path);
        compared += 1;
    }
    assert_eq!(compared * 2, documents().len());
}

/// Every number of the sentences, as thousand yen or a plain count, in the order of the language.
#[test]
fn both_languages_have_the_same_percentages_in_their_sentences() {
    let percentages = |page: &Document| {
        let lead = texts(all(&page.html(), "p.lead")).join(" ");
        let words = lead.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '%');
        let mut found: Vec<String> =
            words.filter(|word| word.ends_with('%')).map(|word| word.trim_matches('.').to_owned()).collect();
        found.sort();
        found
    };
    for pair in documents().chunks(Lang::ALL.len()) {
        assert_eq!(percentages(&pair[0]), percentages(&pair[1]), "{}", pair[0].path);
    }
}
