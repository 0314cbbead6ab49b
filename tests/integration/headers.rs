//! The headers of every kind of answer, exactly: none missing, none more.

mod observatory;

use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, Method, Request};
use keikaku::http::{AppState, HttpService};
use keikaku::load::load;
use keikaku::site::Snapshot;

use crate::support::online::data;

const PAGE_CACHE: &str = "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400";
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                      base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
const LOCKED: &str = "default-src 'none'; sandbox";

/// Headers of every answer, downloads aside, by http.
const COMMON: [(&str, &str); 8] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

fn site(base_url: &str) -> HttpService {
    let mut dataset = load(&data()).dataset.unwrap();
    dataset.site.base_url = base_url.parse().unwrap();
    HttpService::new(AppState::new(Snapshot::new(dataset).unwrap()))
}

static HTTP: LazyLock<HttpService> = LazyLock::new(|| site("http://127.0.0.1:8080"));
static HTTPS: LazyLock<HttpService> = LazyLock::new(|| site("https://plan.example.jp"));

/// Status and headers of an answer.
fn ask(site: &HttpService, method: Method, target: &str, fields: &[(&str, &str)]) -> (u16, HeaderMap) {
    let mut request = Request::builder().method(method).uri(target).header("host", "test");
    for (name, value) in fields {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let response = runtime.block_on(site.respond(request)).unwrap();
    (response.status().as_u16(), response.headers().clone())
}

/// Where a page refers to its style sheet or icon.
fn asset(extension: &str) -> String {
    let request = Request::get("/ja/2024/").header("host", "test").body(Body::empty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let body = runtime.block_on(async {
        let response = HTTP.respond(request).await.unwrap();
        http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes()
    });
    let text = String::from_utf8(body.to_vec()).unwrap();
    let mut links = text.split('"').filter(|link| link.starts_with("/static/"));
    links.find(|link| link.ends_with(extension)).unwrap().to_owned()
}

/// A kind of answer: how it is asked for, its status, and what it has beyond or instead of [`COMMON`].
struct Kind {
    target: String,
    method: Method,
    fields: Vec<(&'static str, &'static str)>,
    status: u16,
    own: Vec<(&'static str, String)>,
}

fn kind(target: &str, status: u16, own: &[(&'static str, &str)]) -> Kind {
    let own = own.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    Kind { target: target.to_owned(), method: Method::GET, fields: Vec::new(), status, own }
}

/// Lengths and ETags are whatever they are.
const ANY: &str = "(any)";

fn kinds() -> Vec<Kind> {
    let vary = ("vary", "Accept-Encoding");
    let text = ("content-type", "text/plain; charset=utf-8");
    let html = ("content-type", "text/html; charset=utf-8");
    let cache = ("cache-control", PAGE_CACHE);
    let no_store = ("cache-control", "no-store");
    let (length, etag) = (("content-length", ANY), ("etag", ANY));
    let empty = ("content-length", "0");
    let for_ever = ("cache-control", "public, max-age=31536000, immutable");
    let shared = [
        ("content-security-policy", LOCKED),
        ("cross-origin-resource-policy", "cross-origin"),
        ("access-control-allow-origin", "*"),
    ];
    let download = "attachment; filename=\"keikaku-2024-plan.json\"; filename*=UTF-8''keikaku-2024-plan.json";
    let json =
        [("content-type", "application/json"), ("content-disposition", download), cache, vary, length, etag];
    let csv = ("content-type", "text/csv; charset=utf-8");
    let table =
        "attachment; filename=\"keikaku-2024-projects.csv\"; filename*=UTF-8''keikaku-2024-projects.csv";
    let book = "attachment; filename=\"keikaku-2024-plan.xlsx\"; filename*=UTF-8''keikaku-2024-plan.xlsx";
    let xlsx = ("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    let svg = [("content-type", "image/svg+xml"), for_ever, vary, length, etag];
    let error = [html, no_store, vary, length];
    let by_language = ("vary", "Accept-Language");
    let mut all = vec![
        kind("/ja/2024/", 200, &[html, cache, vary, length, etag]),
        kind("/en/2024/projects/growth-industry-creation/", 200, &[html, cache, vary, length, etag]),
        kind("/ja/glossary/", 200, &[html, cache, vary, length, etag]),
        kind(
            &asset(".css"),
            200,
            &[("content-type", "text/css; charset=utf-8"), for_ever, vary, length, etag],
        ),
        kind(&asset(".svg"), 200, &[&svg[..], &shared].concat()),
        kind("/data/2024/plan.json", 200, &[&json[..], &shared].concat()),
        kind(
            "/data/2024/projects.csv",
            200,
            &[&[csv, ("content-disposition", table), cache, vary, length, etag][..], &shared].concat(),
        ),
        // What is compressed already has one form.
        kind(
            "/data/2024/plan.xlsx",
            200,
            &[&[xlsx, ("content-disposition", book), cache, length, etag][..], &shared].concat(),
        ),
        kind("/ja/2024/projects.csv", 200, &[csv, cache, vary, length, etag]),
        kind(
            "/en/2024/directions/3.json",
            200,
            &[("content-type", "application/json"), cache, vary, length, etag],
        ),
        kind("/en/2024/sums.csv", 404, &error),
        kind("/sitemap.xml", 200, &[("content-type", "application/xml"), cache, vary, length, etag]),
        kind("/robots.txt", 200, &[text, cache, vary, length, etag]),
        kind("/healthz", 200, &[text, no_store, vary, length]),
        kind("/readyz", 200, &[text, no_store, vary, length]),
        kind("/", 302, &[("location", "/ja/"), by_language, cache, empty]),
        kind("/ja/", 302, &[("location", "/ja/2024/"), cache, empty]),
        kind(
            "/p/2024/1-2",
            302,
            &[("location", "/ja/2024/projects/founder-challenge-support/"), by_language, cache, empty],
        ),
        kind("/en/2024", 308, &[("location", "/en/2024/"), cache, empty]),
        kind("/en/2024/initiatives/", 308, &[("location", "/en/2024/directions/"), cache, empty]),
        kind("/ja/%", 400, &error),
        kind("/ja/nothing/", 404, &error),
        kind("/data/1999/plan.json", 404, &error),
        kind(&format!("/ja/{}", "x".repeat(2100)), 414, &error),
        Kind {
            method: Method::POST,
            ..kind("/ja/2024/", 405, &[&error[..], &[("allow", "GET, HEAD")]].concat())
        },
        Kind { fields: vec![("if-none-match", "*")], ..kind("/ja/2024/", 304, &[cache, vary, etag]) },
        Kind {
            fields: vec![("accept-encoding", "br")],
            ..kind("/ja/2024/", 200, &[html, cache, vary, length, etag, ("content-encoding", "br")])
        },
        Kind {
            fields: vec![("if-none-match", "*")],
            ..kind("/data/2024/plan.json", 304, &[&[cache, vary, etag][..], &shared].concat())
        },
    ];
    // HEAD has the head of GET, whatever it is.
    let heads: Vec<Kind> = all
        .iter()
        .filter(|kind| kind.method == Method::GET)
        .map(|kind| Kind {
            target: kind.target.clone(),
            method: Method::HEAD,
            fields: kind.fields.clone(),
            own: kind.own.clone(),
            status: kind.status,
        })
        .collect();
    all.extend(heads);
    all
}

fn check(site: &HttpService, https: bool) {
    for Kind { target, method, fields, status, own } in kinds() {
        let what = format!("{method} {}", target.chars().take(60).collect::<String>());
        let (got, mut headers) = ask(site, method, &target, &fields);
        assert_eq!(got, status, "{what}");
        let common = COMMON.iter().filter(|(name, _)| !own.iter().any(|(other, _)| other == name));
        let hsts = https.then_some(("strict-transport-security", "max-age=63072000"));
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        for (name, expected) in common.copied().chain(hsts).chain(own) {
            let all: Vec<_> =
                headers.get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect();
            assert_eq!(all.len(), 1, "{what}: {name}: {all:?}");
            assert!(expected == ANY || all[0] == expected, "{what}: {name}: {}, not {expected}", all[0]);
            headers.remove(name);
        }
        let more: Vec<&HeaderName> = headers.keys().collect();
        assert!(more.is_empty(), "{what}: {more:?}");
    }
}

#[test]
fn every_kind_of_answer_has_its_headers() {
    check(&HTTP, false);
}

#[test]
fn by_https_browsers_are_told_to_stay_there() {
    check(&HTTPS, true);
}

/// The headers of a page that is reached by https.
fn page() -> HeaderMap {
    ask(&HTTPS, Method::GET, "/ja/2024/", &[]).1
}

#[test]
fn pages_score_150_at_the_observatory() {
    assert_eq!(observatory::score(&page()), 150);
    assert_eq!(observatory::score(&ask(&HTTPS, Method::GET, "/ja/nothing", &[]).1), 150);
}

#[test]
fn without_any_one_of_them_pages_score_less() {
    // `X-Frame-Options` says again what the policy says, for browsers that know no policy.
    for (name, score) in [
        ("content-security-policy", 75),
        ("strict-transport-security", 80),
        ("x-content-type-options", 145),
        ("x-frame-options", 150),
        ("referrer-policy", 145),
        ("cross-origin-resource-policy", 140),
        ("cross-origin-embedder-policy", 140),
        ("cross-origin-opener-policy", 140),
    ] {
        let mut headers = page();
        assert!(headers.remove(name).is_some(), "{name}");
        assert_eq!(observatory::score(&headers), score, "{name}");
    }
}

#[test]
fn a_weaker_policy_scores_less() {
    for (from, to, score) in [
        ("default-src 'none'", "default-src 'self'", 145),
        ("style-src 'self'", "style-src 'self' 'unsafe-inline'", 140),
        ("style-src 'self'", "script-src 'unsafe-inline'", 80),
        ("img-src 'self'", "img-src http://pictures.example", 130),
        ("object-src 'none'", "object-src *", 80),
        ("frame-ancestors 'none'", "", 150),
    ] {
        let mut headers = page();
        let policy = POLICY.replace(from, to);
        assert_ne!(policy, POLICY);
        headers.insert("content-security-policy", policy.parse().unwrap());
        assert_eq!(observatory::score(&headers), score, "{to}");
    }
}
