//! What happens to every request and every answer, whatever the route.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{self, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hyper::body::Bytes;

use super::error::PageError;
use super::layout::HTML;
use super::pages;
use super::request::lang_of;
use super::state::{AppState, Snapshot};
use crate::i18n::Lang;

/// Put into a request that is to be refused before any route sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refused(pub(super) PageError);

/// The longest path and query that is read, in bytes.
const MAX_URI: usize = 2048;

/// Gives the request its snapshot, turns errors into pages made from the same snapshot, and adds the
/// headers of every answer.
pub(super) async fn with_snapshot(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let given = request.extensions().get::<Arc<Snapshot>>().cloned();
    let snapshot = given.unwrap_or_else(|| state.current());
    let lang = lang_of(request.uri().path(), request.headers());
    let response = match refusal(&request) {
        Some(error) => error.into_response(),
        None => {
            request.extensions_mut().insert(Arc::clone(&snapshot));
            next.run(request).await
        }
    };
    let response = match response.extensions().get::<PageError>().copied() {
        Some(error) => error_page(&snapshot, Some(lang), error),
        None => response,
    };
    with_headers(&snapshot, response)
}

/// Requests that no route should see.
fn refusal(request: &Request) -> Option<PageError> {
    if let Some(Refused(error)) = request.extensions().get() {
        return Some(*error);
    }
    // Asked first, since a path that is none of the site's has no route to say it.
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    refusal_of(request.uri()).or((!reads).then_some(PageError::MethodNotAllowed))
}

/// Addresses that no route should see.
pub(super) fn refusal_of(uri: &Uri) -> Option<PageError> {
    if uri.path_and_query().map_or(0, |path| path.as_str().len()) > MAX_URI {
        return Some(PageError::UriTooLong);
    }
    (!is_readable(uri.path()) || !is_readable(uri.query().unwrap_or_default()))
        .then_some(PageError::BadRequest)
}

/// True where every `%` begins an escape, and what is escaped is UTF-8 without control characters.
fn is_readable(text: &str) -> bool {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else { return false };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    std::str::from_utf8(&bytes).is_ok_and(|text| !text.chars().any(char::is_control))
}

/// The answer to a request that the server could not read. Nobody knows whose it is: it speaks every language.
pub(super) fn unread(snapshot: &Snapshot, error: PageError) -> http::Response<Bytes> {
    with_headers(snapshot, error_page(snapshot, None, error))
}

/// The page of an error, in the reader's language or, where that is not known, in all. Without a body
/// if it cannot be rendered: the status says it too.
fn error_page<B: From<String>>(
    snapshot: &Snapshot,
    lang: Option<Lang>,
    error: PageError,
) -> http::Response<B> {
    let text = pages::error::text(snapshot, lang, error).unwrap_or_default();
    let mut response = http::Response::new(B::from(text));
    *response.status_mut() = error.status();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HTML);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if error == PageError::MethodNotAllowed {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

/// A handler that panicked is an internal error; the process goes on.
pub(super) fn panicked(_: Box<dyn Any + Send>) -> Response {
    PageError::Internal.into_response()
}

/// Headers of every answer, errors included.
const HEADERS: [(HeaderName, HeaderValue); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
             object-src 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-embedder-policy"), HeaderValue::from_static("require-corp")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// Pages may be kept a minute, and shown stale while a fresh copy is fetched or cannot be.
const PAGE_CACHE: HeaderValue =
    HeaderValue::from_static("public, max-age=60, stale-while-revalidate=300, stale-if-error=86400");

/// Two years, only where the site is reached by https.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

fn with_headers<B>(snapshot: &Snapshot, mut response: http::Response<B>) -> http::Response<B> {
    let https = snapshot.dataset.site.base_url.is_https();
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(value);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(PAGE_CACHE);
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    response
}
