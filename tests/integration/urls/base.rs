//! A site below a path of its host: `https://city.example.jp/keikaku`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::Request;
use keikaku::http::{AppState, HttpService};
use keikaku::site::Snapshot;
use scraper::Html;

use crate::support::dataset::DataFolder;
use crate::support::html::attributes;
use crate::support::site::{Answer, ask};

const BASE: &str = "/keikaku";

static SITE: LazyLock<HttpService> = LazyLock::new(|| {
    let mut dataset = DataFolder::minimal().dataset();
    dataset.site.base_url = format!("https://city.example.jp{BASE}").parse().unwrap();
    HttpService::new(AppState::new(Snapshot::new(dataset).unwrap()))
});

fn get(path: &str) -> Answer {
    ask(&SITE, Request::builder().uri(path).body(Body::empty()).unwrap())
}

/// The path of a link, which must be below the base; `None` where it is on the same page, or for mail.
fn below(page: &str, href: &str) -> Option<String> {
    if href.starts_with("mailto:") {
        return None;
    }
    let path = href.strip_prefix("https://city.example.jp").unwrap_or(href);
    let path = path.split('#').next().unwrap();
    assert!(path.is_empty() || path.starts_with(&format!("{BASE}/")), "{page} leads to {href}");
    (!path.is_empty()).then(|| path.to_owned())
}

#[test]
fn every_link_stays_below_the_path_and_leads_somewhere() {
    let mut waiting = vec![format!("{BASE}/ja/2024/"), format!("{BASE}/en/2024/")];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        let answer = get(&path);
        assert_eq!(answer.status, 200, "{path}");
        if answer.header("content-type") != "text/html; charset=utf-8" {
            continue;
        }
        let html = Html::parse_document(answer.text());
        let links = attributes(&html, "[href]", "href").into_iter().filter_map(|href| below(&path, href));
        waiting.extend(links.filter(|link| seen.insert(link.clone())));
    }
    let pages = seen.iter().filter(|path| path.ends_with('/')).count();
    assert!(pages > 40, "{pages} pages: {seen:?}");
}

#[test]
fn what_leads_on_leads_below_the_path() {
    for (from, status, to) in [
        ("/keikaku", 302, "/keikaku/ja/"),
        ("/keikaku/", 302, "/keikaku/ja/"),
        ("/keikaku/en/", 302, "/keikaku/en/2024/"),
        ("/keikaku/ja/2024", 308, "/keikaku/ja/2024/"),
        ("/keikaku/JA/2024/?a=b", 308, "/keikaku/ja/2024/?a=b"),
        ("/keikaku/ja/2024/initiatives/", 308, "/keikaku/ja/2024/directions/"),
        ("/keikaku/p/2024/1-1", 302, "/keikaku/ja/2024/projects/founder-support/"),
        // A proxy may have cut the path off.
        ("/", 302, "/keikaku/ja/"),
        ("/en/2024", 308, "/keikaku/en/2024/"),
    ] {
        let answer = get(from);
        assert_eq!((answer.status.as_u16(), answer.header("location")), (status, to), "{from}");
    }
}

#[test]
fn an_answer_is_the_same_with_and_without_the_path_before_it() {
    SITE.state().current().keep_answers(|| true);
    for path in
        ["/ja/2024/", "/en/2024/projects/", "/data/2024/plan.json", "/robots.txt", "/favicon.ico", "/healthz"]
    {
        let (whole, cut) = (get(&format!("{BASE}{path}")), get(path));
        assert_eq!((whole.status.as_u16(), cut.status.as_u16()), (200, 200), "{path}");
        assert_eq!((whole.body, whole.headers), (cut.body, cut.headers), "{path}");
    }
    for absent in ["/keikaku2/ja/2024/", "/keikakuja/2024/", "/keikaku/keikaku/ja/2024/"] {
        assert_eq!(get(absent).status, 404, "{absent}");
    }
}
