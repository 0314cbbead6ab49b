//! An answer of the site with its status and headers.

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::i18n::Lang;
use crate::site::{self, Address, Answer, Error, File, Missing, Problem, Reason, Redirect, Snapshot};

#[cfg(test)]
mod tests;

/// An answer before it has a content coding.
#[derive(Clone, Debug)]
pub(crate) struct Composed {
    pub(crate) status: StatusCode,
    pub(crate) head: HeaderMap,
    pub(crate) body: Bytes,
}

/// What the site says at an address, with the headers for it.
pub(crate) fn compose(snapshot: &Snapshot, address: &Address, lang: Lang) -> Composed {
    compose_answer(snapshot, lang, site::answer(snapshot, address, lang))
}

/// An answer of the site with the headers for it. A fault of the program is logged with its cause, and
/// becomes a page that says so.
pub(super) fn compose_answer(snapshot: &Snapshot, lang: Lang, answer: Result<Answer, Error>) -> Composed {
    match answer {
        Ok(Answer::Page(html)) => page(snapshot, html),
        Ok(Answer::File(file)) => self::file(snapshot, file),
        Ok(Answer::Redirect(to)) => redirect(snapshot, &to),
        Ok(Answer::Unavailable) => compose_problem(snapshot, lang, &Problem::Unavailable),
        Ok(Answer::TooMuch) => compose_problem(snapshot, lang, &Problem::BadRequest),
        Ok(Answer::Missing(missing)) => compose_problem(snapshot, lang, &Problem::NotFound(missing)),
        Err(error) => {
            tracing::error!(%lang, %error, "an answer failed");
            compose_problem(snapshot, lang, &Problem::Internal)
        }
    }
}

/// The page that is shown where nothing is.
pub(crate) fn not_found(snapshot: &Snapshot, lang: Lang) -> Composed {
    compose_problem(snapshot, lang, &Problem::NotFound(Missing::default()))
}

/// The page of a problem with its status; a line of text where even that page cannot be written.
pub(super) fn compose_problem(snapshot: &Snapshot, lang: Lang, problem: &Problem) -> Composed {
    let status = match problem {
        Problem::NotFound(_) => StatusCode::NOT_FOUND,
        Problem::BadRequest => StatusCode::BAD_REQUEST,
        Problem::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Problem::UriTooLong => StatusCode::URI_TOO_LONG,
        Problem::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    let (kind, text) = match site::problem(snapshot, lang, problem) {
        Ok(html) => (HTML, html),
        Err(error) => {
            tracing::error!(%lang, %error, ?problem, "the page of a problem failed");
            (TEXT, format!("{status}\n"))
        }
    };
    let mut composed = with_headers(snapshot, status, [(header::CACHE_CONTROL, NO_STORE)], text.into());
    composed.head.insert(header::CONTENT_TYPE, kind);
    let more = match problem {
        Problem::MethodNotAllowed => Some((header::ALLOW, "GET, HEAD")),
        // Whoever mends the data needs some minutes.
        Problem::Unavailable => Some((header::RETRY_AFTER, "600")),
        _ => None,
    };
    if let Some((name, value)) = more {
        composed.head.insert(name, HeaderValue::from_static(value));
    }
    composed
}

/// A line of text for programs, not to be stored.
pub(super) fn status_line(snapshot: &Snapshot, status: StatusCode, text: &'static str) -> Composed {
    let headers = [(header::CONTENT_TYPE, TEXT), (header::CACHE_CONTROL, NO_STORE)];
    with_headers(snapshot, status, headers, Bytes::from_static(text.as_bytes()))
}

fn page(snapshot: &Snapshot, html: String) -> Composed {
    with_headers(snapshot, StatusCode::OK, [(header::CONTENT_TYPE, HTML)], html.into())
}

/// An answer to a query: there are more of them than any crawler should read.
pub(super) fn not_for_crawlers(mut composed: Composed) -> Composed {
    let name = HeaderName::from_static("x-robots-tag");
    composed.head.insert(name, HeaderValue::from_static("noindex"));
    composed
}

fn file(snapshot: &Snapshot, file: File) -> Composed {
    let kind = HeaderValue::from_static(file.content_type);
    let mut composed =
        with_headers(snapshot, StatusCode::OK, [(header::CONTENT_TYPE, kind)], file.body.into());
    let head = &mut composed.head;
    if file.immutable {
        head.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    if file.shared {
        set(head, SHARED);
    }
    // In both forms (RFC 6266): a name of such letters is the same in either.
    let disposition = |name| format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}");
    if let Some(Ok(disposition)) = file.download.map(disposition).map(HeaderValue::try_from) {
        head.insert(header::CONTENT_DISPOSITION, disposition);
    }
    composed
}

fn redirect(snapshot: &Snapshot, redirect: &Redirect) -> Composed {
    let status = match redirect.reason {
        Reason::Moved => StatusCode::PERMANENT_REDIRECT,
        Reason::Now => StatusCode::FOUND,
        Reason::Canonical => StatusCode::SEE_OTHER,
    };
    // A query may hold what no header may; the site's own paths do not.
    let location = HeaderValue::try_from(&redirect.to).unwrap_or(HeaderValue::from_static("/"));
    let mut composed = with_headers(snapshot, status, [(header::LOCATION, location)], Bytes::new());
    if redirect.by_language {
        composed.head.insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    }
    composed
}

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// What stands by itself: nothing runs in it, and any site may read it.
const SHARED: [(HeaderName, HeaderValue); 3] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
];

/// Headers of every answer, errors included. Pages may be kept a minute, and shown stale while a fresh
/// copy is fetched or cannot be.
const HEADERS: [(HeaderName, HeaderValue); 9] = [
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
    (
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"),
    ),
];

/// Two years, only where the site is reached by https, and only for its own host: hosts below it may not
/// have https yet.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000");

fn with_headers<const N: usize>(
    snapshot: &Snapshot,
    status: StatusCode,
    own: [(HeaderName, HeaderValue); N],
    body: Bytes,
) -> Composed {
    let mut head = HeaderMap::with_capacity(HEADERS.len() + 8);
    set(&mut head, HEADERS);
    if snapshot.dataset().site.base_url.is_https() {
        head.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    set(&mut head, own);
    Composed { status, head, body }
}

/// Gives each header one value, in place of an earlier one.
fn set<const N: usize>(head: &mut HeaderMap, headers: [(HeaderName, HeaderValue); N]) {
    for (name, value) in headers {
        head.insert(name, value);
    }
}
