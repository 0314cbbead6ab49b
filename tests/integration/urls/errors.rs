//! Pages that say why there is no page: in the reader's language, with ways on.

use axum::http::Method;
use keikaku::i18n::Lang;
use scraper::Html;

use crate::support::html::{all, attributes, one, text, texts};
use crate::support::site::{Answer, get, send};

/// An error page is a whole page: language, heading, ways on; not kept, and not for search engines' lists.
#[track_caller]
fn is_error_page(answer: &Answer, status: u16, lang: Lang, heading: &str) {
    assert_eq!(answer.status, status);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    let html = Html::parse_document(answer.text());
    assert_eq!(attributes(&html, "html", "lang"), [lang.code()]);
    assert_eq!(text(one(&html, "h1")), heading);
    assert!(texts(all(&html, "title"))[0].starts_with(heading));
    assert!(all(&html, "link[rel=canonical]").is_empty(), "no address of its own");
    let ways = attributes(&html, "main li a", "href");
    assert!(ways.len() >= 6, "{ways:?}");
    let is_way = |way: &&str| way.starts_with(&format!("/{lang}/")) || way.starts_with("/data/");
    assert!(ways.iter().all(|way| is_way(way) && get(way).status == 200), "{ways:?}");
    for other in lang.others() {
        let switch = one(&html, &format!("header a[hreflang={other}]")).attr("href").unwrap();
        assert_eq!(switch, format!("/{other}/"));
    }
}

#[test]
fn what_is_not_there_is_not_found_in_the_language_of_the_path() {
    let rests = [
        "none/",
        "none",
        "2023/",
        "24/",
        "2024/none/",
        "2024/directions/6/",
        "2024/directions/0/",
        "2024/directions/01/",
        "2024/directions/one/",
        "2024/initiatives/11/",
        "2024/projects/none/",
        "2024/departments/none/",
        "2024/projects/growth-industry-creation/none/",
        "glossary/none/",
    ];
    for rest in rests {
        // The language of the path, not of the browser.
        let ja = send(&Method::GET, &format!("/ja/{rest}"), &[("accept-language", "en")]);
        is_error_page(&ja, 404, Lang::Ja, "ページが見つかりません");
        let en = send(&Method::GET, &format!("/en/{rest}"), &[("accept-language", "ja")]);
        is_error_page(&en, 404, Lang::En, "Page not found");
    }
}

#[test]
fn elsewhere_the_browser_says_which_language() {
    for path in ["/none", "/fr/2024/", "/static/none.css", "/data/2023/plan.json", "/p/2024/99-1"] {
        let en = send(&Method::GET, path, &[("accept-language", "en, ja;q=0.5")]);
        is_error_page(&en, 404, Lang::En, "Page not found");
        is_error_page(&get(path), 404, Lang::Ja, "ページが見つかりません");
    }
}

#[test]
fn other_methods_are_refused_with_those_that_are_allowed() {
    for (path, lang, heading) in [
        ("/ja/2024/", Lang::Ja, "この操作はできません"),
        ("/en/2024/projects/", Lang::En, "This action is not available"),
        ("/data/2024/plan.json", Lang::Ja, "この操作はできません"),
    ] {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
            let answer = send(&method, path, &[]);
            is_error_page(&answer, 405, lang, heading);
            assert_eq!(answer.header("allow").replace(' ', ""), "GET,HEAD", "{method} {path}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_refused() {
    let rests =
        ["%zz/", "%", "%ff/", "2024/projects/%00/", "2024/%0a/", "2024/?q=%", "2024/?q=%fe", "%c3%28/"];
    for rest in rests {
        is_error_page(&get(&format!("/ja/{rest}")), 400, Lang::Ja, "このURLは読み取れません");
        is_error_page(&get(&format!("/en/{rest}")), 400, Lang::En, "This address cannot be read");
    }
}

#[test]
fn what_is_too_long_is_refused() {
    let long = |lang: &str, length: usize| format!("/{lang}/{}", "a".repeat(length - 4));
    is_error_page(&get(&long("ja", 2049)), 414, Lang::Ja, "URLが長すぎます");
    is_error_page(&get(&long("en", 2049)), 414, Lang::En, "The address is too long");
    is_error_page(&get(&long("en", 2048)), 404, Lang::En, "Page not found");
    let query = format!("/en/2024/?q={}", "a".repeat(2048));
    is_error_page(&get(&query), 414, Lang::En, "The address is too long");
}

#[test]
fn an_error_page_shows_nothing_of_the_address() {
    for path in ["/en/%3Cscript%3Ealert(1)%3C/script%3E/", "/en/sesame-sesame/", "/en/2024/?q=sesame-sesame%"]
    {
        let answer = get(path);
        assert!(answer.status.is_client_error(), "{path}");
        assert!(!answer.text().contains("sesame") && !answer.text().contains("alert"), "{path}");
    }
}

#[test]
fn unknown_parameters_and_headers_change_no_page() {
    let page = get("/en/2024/");
    for query in ["?", "?utm_source=x", "?q=<script>", "?lang=ja"] {
        let Ok(uri) = format!("/en/2024/{query}").parse::<axum::http::Uri>() else { continue };
        assert_eq!(get(&uri.to_string()).body, page.body, "{query}");
    }
}
