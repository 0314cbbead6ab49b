//! What holds for every input, however odd. Used by the mutations here and by the targets in `tests/fuzz`,
//! which is why nothing else of this program is used.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Request, Uri, header};
use http_body_util::BodyExt as _;
use keikaku::http::{AppState, HttpService};
use keikaku::i18n::{Lang, negotiate};
use keikaku::load::{Source, load};
use keikaku::site::{Address, Snapshot};

/// The files of a data folder by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A site on those files, which must be sound.
pub fn site(files: &Files) -> HttpService {
    let dataset = load(&Source::Memory(files.clone())).dataset.expect("sound data");
    HttpService::new(AppState::new(Snapshot::new(dataset).expect("a plan")))
}

/// One answer: status, headers, body.
type Answer = (u16, axum::http::HeaderMap, Vec<u8>);

fn ask(site: &HttpService, request: Request<Body>) -> Answer {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime =
            tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    }
    RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let (head, body) = site.respond(request).await.expect("never fails").into_parts();
            let body = body.collect().await.expect("never fails").to_bytes().to_vec();
            (head.status.as_u16(), head.headers, body)
        })
    })
}

/// What holds for every answer.
fn check(answer: &Answer, head_only: bool) {
    let (status, headers, body) = answer;
    assert!(*status < 500, "{status}");
    assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY), "{headers:?}");
    let length = headers.get(header::CONTENT_LENGTH).map(|length| length.to_str().expect("digits"));
    match length {
        None => assert_eq!((*status, body.len()), (304, 0)),
        Some(_) if head_only => assert!(body.is_empty()),
        Some(length) => assert_eq!(length, body.len().to_string()),
    }
    if let Some(to) = headers.get(header::LOCATION) {
        let to = to.to_str().expect("ASCII");
        assert!(to.starts_with('/') && !to[1..].starts_with(['/', '\\']), "{to}");
        let path = to.split('?').next().unwrap_or_default();
        assert!(Address::read(path).is_some(), "{to}");
    }
}

/// A request written in lines: the method, the target, then `name: value`. What cannot be read as a request is skipped.
pub fn request(site: &HttpService, bytes: &[u8]) {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let method = Method::from_bytes(lines.next().unwrap_or_default()).unwrap_or(Method::GET);
    let Ok(target) = Uri::try_from(lines.next().unwrap_or_default()) else { return };
    let head_only = method == Method::HEAD;
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    *request.uri_mut() = target;
    for line in lines {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let name = HeaderName::from_bytes(line[..colon].trim_ascii());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(line[colon + 1..].trim_ascii())) {
            request.headers_mut().append(name, value);
        }
    }
    check(&ask(site, request), head_only);
}

/// Values of `Accept-Encoding`, a field a line: a page is always 200, in a coding that was not refused.
pub fn accept_encoding(site: &HttpService, bytes: &[u8]) {
    let mut request = Request::get("/ja/2024/").header(header::HOST, "test");
    let values = bytes.split(|byte| *byte == b'\n').filter_map(|line| HeaderValue::from_bytes(line).ok());
    for value in values {
        request = request.header(header::ACCEPT_ENCODING, value);
    }
    let answer = ask(site, request.body(Body::empty()).expect("a request"));
    check(&answer, false);
    assert_eq!(answer.0, 200);
    let coding = answer.1.get(header::CONTENT_ENCODING);
    if let Some(coding) = coding {
        assert!(coding == "br" || coding == "gzip", "{coding:?}");
        let named = |name: &[u8]| bytes.windows(name.len()).any(|part| part.eq_ignore_ascii_case(name));
        assert!(named(coding.as_bytes()) || bytes.contains(&b'*'), "{coding:?} was not asked for");
    }
}

/// A value of `Accept-Language`: some language, and a way there.
pub fn accept_language(site: &HttpService, bytes: &[u8]) {
    let lang = std::str::from_utf8(bytes).map_or(Lang::Ja, |text| negotiate(text, &Lang::ALL));
    assert!(Lang::ALL.contains(&lang));
    let Ok(value) = HeaderValue::from_bytes(bytes) else { return };
    let request = Request::get("/").header(header::HOST, "test").header(header::ACCEPT_LANGUAGE, value);
    let answer = ask(site, request.body(Body::empty()).expect("a request"));
    check(&answer, false);
    assert_eq!(answer.0, 302);
}

/// One file of the data: either it is refused, with a fault named, or every list can be shown.
pub fn data_file(files: &Files, name: &str, bytes: &[u8]) {
    let mut files = files.clone();
    files.insert(name.to_owned(), bytes.to_vec());
    let report = load(&Source::Memory(files));
    for fault in &report.diagnostics {
        assert!(!fault.to_string().is_empty() && !fault.place().is_empty());
    }
    let errors = report.errors();
    let Some(dataset) = report.dataset else {
        assert!(errors > 0, "refused without a word");
        return;
    };
    assert_eq!(
        dataset.faulty.is_empty(),
        errors == 0,
        "a year left out without a word, or shown with faults"
    );
    let Ok(snapshot) = Snapshot::new(dataset) else { return };
    let years: Vec<String> = snapshot.dataset().plans.keys().map(ToString::to_string).collect();
    let site = HttpService::new(AppState::new(snapshot));
    for year in years {
        for path in ["", "directions/", "projects/", "departments/", "sums/"] {
            let request = Request::get(format!("/en/{year}/{path}")).header(header::HOST, "test");
            let answer = ask(&site, request.body(Body::empty()).expect("a request"));
            check(&answer, false);
            assert_eq!(answer.0, 200, "{path}");
        }
    }
}

/// A path: what is read as an address is written the same again.
pub fn path(bytes: &[u8]) {
    let Ok(path) = std::str::from_utf8(bytes) else { return };
    if let Some((lang, address)) = Address::read(path) {
        assert_eq!(address.path(lang.unwrap_or(Lang::ORIGINAL)), path);
    }
}
