//! Every address: it answers, everything it refers to does too, and nothing stands apart.

mod base;
mod errors;
mod redirects;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use axum::http::Method;
use keikaku::i18n::Lang;
use keikaku::site::PageUrl;
use scraper::Html;

use crate::support::html::{all, attributes, one, text};
use crate::support::site::{Document, base_url, dataset, documents, get, page_at, plan, send};

#[test]
fn every_page_answers_in_every_language() {
    // `documents` asserts status and type of each.
    let plan = &crate::support::site::plan();
    let levels = plan.groups().len() + plan.departments().len();
    // Lists of the year and the search, those of a mark and of what states no amount, and what belongs to no year.
    let pages = 8 + levels + plan.projects().len() + 3 + 2; // new, and without an amount
    assert_eq!(documents().len(), pages * Lang::ALL.len());
    for page in documents() {
        assert_eq!(page_at(&page.path), Some((page.lang, page.url.clone())), "{}", page.path);
        assert!(page.url.exists(dataset(), page.lang), "{}", page.path);
        assert_eq!(attributes(&page.html(), "html", "lang"), [page.lang.code()], "{}", page.path);
    }
}

/// Everything that a page refers to, as written.
fn references(html: &Html) -> BTreeSet<&str> {
    let places = [("[href]", "href"), ("[src]", "src"), ("[action]", "action"), ("[srcset]", "srcset")];
    places.into_iter().flat_map(|(selector, name)| attributes(html, selector, name)).collect()
}

/// The path and the anchor of a reference; `None` where it leads to another site.
fn internal<'a>(page: &'a str, reference: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    let own = reference.strip_prefix(base_url()).unwrap_or(reference);
    let (path, anchor) = own.split_once('#').map_or((own, None), |(path, anchor)| (path, Some(anchor)));
    let path = if path.is_empty() { page } else { path };
    (path.starts_with('/') && !path.starts_with("//")).then_some((path, anchor))
}

#[test]
fn every_link_leads_to_a_page_or_a_file_of_the_site() {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for page in documents() {
        let html = page.html();
        for reference in references(&html) {
            let (path, anchor) = internal(&page.path, reference)
                .unwrap_or_else(|| panic!("{} refers to another site: {reference}", page.path));
            let anchors = wanted.entry(path.to_owned()).or_default();
            anchors.extend(anchor.map(str::to_owned));
        }
    }
    for (path, anchors) in wanted {
        let answer = get(&path);
        // No detour by a redirect either.
        assert_eq!(answer.status, 200, "{path}");
        let html = (!anchors.is_empty()).then(|| Html::parse_document(answer.text()));
        let ids: HashSet<&str> =
            html.as_ref().map(|html| attributes(html, "[id]", "id")).into_iter().flatten().collect();
        for anchor in &anchors {
            assert!(ids.contains(anchor.as_str()), "{path}#{anchor}");
        }
    }
}

#[test]
fn every_page_is_reached_by_links_from_the_front_page() {
    let mut links: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for page in documents() {
        // What a visitor can follow: links of the page, not of its head.
        let html = page.html();
        let targets = attributes(&html, "body a[href]", "href").into_iter();
        let paths = targets.filter_map(|href| internal(&page.path, href)).map(|(path, _)| path.to_owned());
        links.insert(&page.path, paths.collect());
    }
    let mut reached = BTreeSet::from(["/ja/2024/".to_owned()]);
    let mut waiting: Vec<String> = reached.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        for target in links.get(path.as_str()).into_iter().flatten() {
            if reached.insert(target.clone()) {
                waiting.push(target.clone());
            }
        }
    }
    let apart: Vec<&str> = links.keys().copied().filter(|path| !reached.contains(*path)).collect();
    assert_eq!(apart, Vec::<&str>::new(), "no link leads to these pages");
    // Each is also linked from another page of its own language, so that no one has to change it.
    for page in documents() {
        let home = format!("/{}/", page.lang);
        let linked = links.iter().any(|(from, targets)| {
            *from != page.path && from.starts_with(&home) && targets.contains(&page.path)
        });
        assert!(linked, "{}", page.path);
    }
}

#[test]
fn every_page_names_itself_and_its_other_languages() {
    for page in documents() {
        let html = page.html();
        let own = format!("{}{}", base_url(), page.path);
        assert_eq!(attributes(&html, "link[rel=canonical]", "href"), [own.as_str()], "{}", page.path);
        assert_eq!(attributes(&html, "meta[property='og:url']", "content"), [own.as_str()], "{}", page.path);
        let expected =
            Lang::ALL.map(|lang| (lang.code().to_owned(), format!("{}{}", base_url(), page.url.path(lang))));
        // The same list on each of these pages, so each is named by every other.
        assert_eq!(alternates(&html), expected, "{}", page.path);
        for other in page.lang.others() {
            let link = one(&html, &format!("header a[hreflang={other}]"));
            assert_eq!(link.attr("href"), Some(page.url.path(other).as_str()), "{}", page.path);
            assert_eq!((text(link).as_str(), link.attr("lang")), (other.endonym(), Some(other.code())));
        }
    }
}

/// Language and address of the alternates that a page's head names.
fn alternates(html: &Html) -> Vec<(String, String)> {
    let links = all(html, "head link[rel=alternate][hreflang]").into_iter();
    let pair = |link: scraper::ElementRef<'_>| {
        Some((link.attr("hreflang")?.to_owned(), link.attr("href")?.to_owned()))
    };
    links.filter_map(pair).collect()
}

#[test]
fn the_sitemap_has_every_page_in_every_language_and_nothing_else() {
    let answer = get("/sitemap.xml");
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/xml"));
    let absolute = |page: &str, lang: Lang| format!("{}/{lang}/{page}", base_url());
    let entry = |page: &str, lang: Lang| {
        let alternates = Lang::ALL.map(|lang| {
            let href = absolute(page, lang);
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{href}\"/>")
        });
        format!("<url><loc>{}</loc>{}</url>", absolute(page, lang), alternates.concat())
    };
    let entries = |page: &Document| {
        let own = page.url.to_string();
        // Lists of projects with amounts to compare are there in the order of these, too.
        let compared = match &page.url {
            PageUrl::Projects(_) => true,
            PageUrl::Group(_, level, id) => {
                let place = plan().group_at(plan().level(level.as_str()).unwrap(), id.as_str()).unwrap();
                plan().total_of(&plan().groups()[place]).with_amount() > 1
            }
            _ => false,
        };
        let by_amount = compared.then(|| entry(&format!("{own}by/amount/"), page.lang));
        [entry(&own, page.lang)].into_iter().chain(by_amount)
    };
    let expected: BTreeSet<String> = documents().iter().flat_map(entries).collect();
    let lines = answer.text().lines().filter(|line| line.starts_with("<url>"));
    let lines: Vec<&str> = lines.collect();
    assert_eq!(lines.len(), expected.len(), "each once");
    assert_eq!(lines.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(), expected);
}

#[test]
fn robots_may_read_everything_and_learn_of_the_sitemap() {
    let answer = get("/robots.txt");
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/plain; charset=utf-8"));
    insta::assert_snapshot!(answer.text(), @"
    User-agent: *
    Allow: /

    Sitemap: http://127.0.0.1:8080/sitemap.xml
    ");
}

#[test]
fn health_is_told_and_never_kept() {
    let answer = get("/healthz");
    assert_eq!((answer.status.as_u16(), answer.text()), (200, "ok\n"));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[test]
fn files_named_by_their_content_are_kept_for_good() {
    let page = &documents()[0];
    let html = page.html();
    let css = "text/css; charset=utf-8";
    for (selector, kind) in [
        ("link[rel=stylesheet]:not([media])", css),
        ("link[rel=stylesheet][media=print]", css),
        ("link[rel=icon]", "image/svg+xml"),
    ] {
        let path = one(&html, selector).attr("href").unwrap();
        let answer = get(path);
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        let other = documents().iter().all(|page| page.text.contains(path));
        assert!(other, "every page refers to {path}");
    }
}

#[test]
fn head_answers_as_get_without_a_body() {
    let paths = ["/", "/ja/", "/en/2024/", "/ja/2024/projects/", "/ja/none/", "/data/2024/plan.json"];
    let more = ["/sitemap.xml", "/robots.txt", "/healthz", "/p/2024/1-3", "/ja/2024"];
    for path in paths.into_iter().chain(more) {
        let (get, head) = (get(path), send(&Method::HEAD, path, &[]));
        assert_eq!((get.status, &get.headers), (head.status, &head.headers), "{path}");
        assert!(head.body.is_empty(), "{path}");
    }
}

#[test]
fn addresses_are_made_of_plain_characters() {
    let plain = |path: &str| path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-".contains(&byte));
    let pages: Vec<String> = PageUrl::all(dataset()).map(|page| page.path(Lang::Ja)).collect();
    assert!(pages.iter().all(|path| plain(path) && path.ends_with('/') && !path.contains("//")));
    assert_eq!(pages.iter().collect::<BTreeSet<_>>().len(), pages.len(), "each once");
}
