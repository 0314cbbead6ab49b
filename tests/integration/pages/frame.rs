//! What is true of every page, whatever it is about.

use std::collections::{BTreeSet, HashSet};

use keikaku::i18n::Lang;
use keikaku::site::PageUrl;
use scraper::node::Node;
use scraper::{ElementRef, Html};

use crate::support::html::{all, attributes, is_japanese, one, text, without_data};
use crate::support::site::{documents, get};

/// Elements and attributes that the content security policy forbids, or that would run or load something.
const FORBIDDEN: &str = "script:not([type=\"application/ld+json\"]), style, iframe, object, embed, base, form[action^=http], link[rel=preconnect], \
                         [style], [onclick], [onload], [onerror], [onfocus], [onmouseover], [href^='javascript:']";

#[test]
fn pages_are_well_formed() {
    for page in documents() {
        let html = page.html();
        assert_eq!(html.errors, Vec::<String>::new(), "{}", page.path);
        let ids = attributes(&html, "[id]", "id");
        let unique: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{}: an id is there twice", page.path);
        for name in ["aria-labelledby", "aria-describedby", "for", "headers"] {
            for value in attributes(&html, &format!("[{name}]"), name) {
                let whole = value.split(' ').all(|id| unique.contains(id));
                assert!(whole, "{}: {name}={value}", page.path);
            }
        }
    }
}

#[test]
fn pages_bring_nothing_that_runs_or_hides_style() {
    for page in documents() {
        let found: Vec<String> = all(&page.html(), FORBIDDEN).iter().map(ElementRef::html).collect();
        assert_eq!(found, Vec::<String>::new(), "{}", page.path);
    }
}

#[test]
fn titles_and_descriptions_are_each_pages_own() {
    for lang in Lang::ALL {
        let (mut titles, mut descriptions) = (BTreeSet::new(), BTreeSet::new());
        for page in documents().iter().filter(|page| page.lang == lang) {
            let html = page.html();
            let title = text(one(&html, "head > title"));
            let heading = text(one(&html, "h1"));
            // The overview's heading is what the plan comes to.
            let is_overview = matches!(page.url, PageUrl::Overview(_));
            assert!(is_overview || title.starts_with(&heading), "{}: {title}", page.path);
            let description = one(&html, "meta[name=description]").attr("content").unwrap().to_owned();
            assert!(description.chars().count() >= 15, "{}: {description}", page.path);
            assert!(titles.insert(title.clone()), "{}: a second page is called {title}", page.path);
            assert!(descriptions.insert(description), "{}: another page says the same", page.path);
        }
    }
}

#[test]
fn headings_begin_with_one_h1_and_skip_no_level() {
    for page in documents() {
        let html = page.html();
        let levels: Vec<u32> = all(&html, "h1, h2, h3, h4, h5, h6")
            .into_iter()
            .filter_map(|heading| heading.value().name()[1..].parse().ok())
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{}", page.path);
        assert_eq!(levels[0], 1, "{}", page.path);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", page.path);
        assert!(all(&html, "h1, h2, h3").into_iter().all(|heading| !text(heading).is_empty()));
    }
}

#[test]
fn landmarks_have_names_that_differ() {
    for page in documents() {
        let html = page.html();
        for landmark in ["main", "body > header", "body > footer"] {
            one(&html, landmark);
        }
        let names = attributes(&html, "nav", "aria-label");
        assert_eq!(names.len(), all(&html, "nav").len(), "{}: a nav without a name", page.path);
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "{}: {names:?}", page.path);
        for nav in all(&html, "nav") {
            let current = crate::support::html::within(nav, "[aria-current]");
            assert!(current.len() <= 1, "{}: one place is current", page.path);
        }
    }
}

#[test]
fn tables_have_captions_and_headers() {
    for page in documents() {
        for table in all(&page.html(), "table") {
            let of = |selector: &str| crate::support::html::within(table, selector);
            assert_eq!(of("caption").len(), 1, "{}", page.path);
            let headers = of("thead th[scope=col]").len();
            assert!(headers >= 2, "{}", page.path);
            for row in of("tr") {
                let cells = row
                    .child_elements()
                    .map(|cell| cell.attr("colspan").map_or(1, |span| span.parse::<usize>().unwrap()));
                assert_eq!(cells.sum::<usize>(), headers, "{}: {}", page.path, text(row));
            }
            let body = of("tbody > tr, tfoot > tr");
            assert!(body.iter().all(|row| crate::support::html::within(*row, "th[scope]").len() == 1));
        }
    }
}

#[test]
fn every_page_states_its_source_and_its_date() {
    for page in documents() {
        let footer = text(one(&page.html(), "body > footer"));
        let (source, date, standing) = match page.lang {
            Lang::Ja => ("令和六年度（2024年度）事業一覧", "2024年3月31日", "非公式"),
            Lang::En => ("List of Projects for FY2024", "31 March 2024", "unofficial"),
        };
        for words in [source, date, standing, &page.path] {
            assert!(footer.contains(words), "{}: {words}", page.path);
        }
        let translation = footer.contains("unofficial translation");
        assert_eq!(translation, page.lang == Lang::En, "{}", page.path);
    }
}

/// The language that an element is marked with, by itself or by what it stands in.
fn marked(element: ElementRef<'_>) -> Option<&str> {
    let own = std::iter::once(element).chain(element.ancestors().filter_map(ElementRef::wrap));
    own.into_iter().find_map(|element| element.attr("lang"))
}

/// A text and the language that it is marked with, for every text of a page's body.
fn marked_texts(html: &Html) -> Vec<(String, String)> {
    let body = one(html, "body");
    let texts = body.descendants().filter_map(|node| match node.value() {
        Node::Text(words) if !words.trim().is_empty() => {
            let lang = node.parent().and_then(ElementRef::wrap).and_then(marked)?;
            Some((lang.to_owned(), words.trim().to_owned()))
        }
        _ => None,
    });
    texts.collect()
}

#[test]
fn japanese_on_english_pages_is_marked_as_such() {
    for page in documents().iter().filter(|page| page.lang == Lang::En) {
        let html = page.html();
        for (lang, words) in marked_texts(&html) {
            let japanese = words.chars().any(is_japanese);
            assert!(!japanese || lang == "ja", "{}: “{words}” is marked as {lang}", page.path);
        }
        // An attribute cannot be marked at all.
        for name in ["aria-label", "content", "alt", "title", "placeholder"] {
            for value in attributes(&html, &format!("[{name}]"), name) {
                assert!(!value.chars().any(is_japanese), "{}: {name}={value}", page.path);
            }
        }
        assert!(!text(one(&html, "head > title")).chars().any(is_japanese), "{}", page.path);
    }
}

#[test]
fn english_on_japanese_pages_is_marked_as_such() {
    for page in documents().iter().filter(|page| page.lang == Lang::Ja) {
        for (lang, words) in marked_texts(&page.html()) {
            // A Japanese text may have Latin letters in it; English has nothing else, and blanks between words.
            let letters = words.chars().filter(|c| c.is_alphabetic()).count();
            let latin = words.chars().filter(char::is_ascii_alphabetic).count();
            let english = letters == latin && latin > 8 && words.contains(' ');
            assert!(!english || lang == "en", "{}: “{words}” is marked as {lang}", page.path);
            assert!(lang == "ja" || !words.chars().any(is_japanese), "{}: “{words}”", page.path);
        }
    }
}

#[test]
fn no_page_shows_a_place_that_was_not_filled() {
    for page in documents() {
        assert!(!without_data(&page.text).contains(['{', '}']), "{}", page.path);
    }
    for path in ["/ja/none/", "/en/none/", "/ja/%", "/en/%"] {
        assert!(!without_data(get(path).text()).contains(['{', '}']), "{path}");
    }
}
