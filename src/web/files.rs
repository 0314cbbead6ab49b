//! Answers that are no pages: redirects, files for programs, style sheet and icon.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::error::PageError;
use super::layout::PageResult;
use super::request::{PageRequest, lang_of};
use super::state::{AppState, Snapshot};
use super::urls::{self, PageUrl};
use crate::i18n::Lang;
use crate::open_data;
use crate::plan::{Number, Year};

/// `/` leads to the language that the browser prefers.
pub(super) async fn root(headers: HeaderMap) -> Response {
    let mut response = redirect(StatusCode::FOUND, &urls::home(lang_of("/", &headers)));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    response
}

/// `/ja/` leads to the newest year.
pub(super) async fn home(request: PageRequest) -> PageResult {
    let lang: Lang = request.param("lang")?;
    let newest = request.snapshot.newest().year();
    Ok(redirect(StatusCode::FOUND, &PageUrl::Overview(newest).path(lang)))
}

/// Initiatives have no page of their own: they stand with their directions.
pub(super) async fn initiatives(request: PageRequest) -> PageResult {
    let year = request.plan()?.year();
    Ok(redirect(StatusCode::PERMANENT_REDIRECT, &PageUrl::Directions(year).path(request.lang)))
}

/// `/p/2024/1-3` leads to the project listed third under initiative 1.
pub(super) async fn short(request: PageRequest) -> PageResult {
    let year: Year = request.param("year")?;
    let place: String = request.param("listing")?;
    let (initiative, number) = place.split_once('-').ok_or(PageError::NotFound)?;
    let place: (Number, Number) = (
        initiative.parse().map_err(|_| PageError::NotFound)?,
        number.parse().map_err(|_| PageError::NotFound)?,
    );
    let plan = request.snapshot.dataset.plans.get(&year).ok_or(PageError::NotFound)?;
    let listing = plan.listed(place.0, place.1).ok_or(PageError::NotFound)?;
    let page = PageUrl::Project(year, listing.project.clone());
    let mut response = redirect(StatusCode::FOUND, &page.path(request.lang));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept-Language"));
    Ok(response)
}

/// A path that is a page but for its last slash leads to the page; any other is not found.
pub(super) async fn elsewhere(Extension(snapshot): Extension<Arc<Snapshot>>, uri: Uri) -> Response {
    // A language alone is no page, but leads to one.
    if let Some(lang) = uri.path().strip_prefix('/').and_then(|code| code.parse().ok()) {
        return redirect(StatusCode::PERMANENT_REDIRECT, &urls::home(lang));
    }
    let with_slash = format!("{}/", uri.path());
    let page = PageUrl::parse(&with_slash).filter(|(_, page)| page.exists(&snapshot.dataset));
    match page {
        // Written anew from what was understood: a redirect cannot carry anything else.
        Some((lang, page)) => redirect(StatusCode::PERMANENT_REDIRECT, &page.path(lang)),
        None => PageError::NotFound.into_response(),
    }
}

fn redirect(status: StatusCode, to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (status, [(header::LOCATION, location)]).into_response()
}

pub(super) async fn method_not_allowed() -> PageError {
    PageError::MethodNotAllowed
}

/// A file whose name changes with its content, so that it may be kept for ever.
pub(super) async fn asset(Extension(snapshot): Extension<Arc<Snapshot>>, uri: Uri) -> PageResult {
    let asset = snapshot.assets.find(uri.path()).ok_or(PageError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    let mut response = (headers, asset.body.clone()).into_response();
    if asset.content_type == "image/svg+xml" {
        // A picture of its own is a document, in which scripts could run.
        response.headers_mut().extend(SHARED);
    }
    Ok(response)
}

/// A year's plan, whole, as JSON.
pub(super) async fn plan_json(request: PageRequest) -> PageResult {
    let year: Year = request.param("year")?;
    let plan = request.snapshot.dataset.plans.get(&year).ok_or(PageError::NotFound)?;
    let json = open_data::plan_json(plan).map_err(|_| PageError::Internal)?;
    Ok(download("application/json", &format!("keikaku-{year}-plan.json"), json))
}

/// What other sites may use: nothing runs in it, and any site may read it.
const SHARED: [(HeaderName, HeaderValue); 3] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
];

/// A file to keep, under a name of ASCII letters, digits, dots and hyphens.
fn download(content_type: &'static str, name: &str, body: String) -> Response {
    // In both forms (RFC 6266): a name of such letters is the same in either.
    let disposition = format!("attachment; filename=\"{name}\"; filename*=UTF-8''{name}");
    let mut response = (SHARED, [(header::CONTENT_TYPE, content_type)], body).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

pub(super) async fn robots(Extension(snapshot): Extension<Arc<Snapshot>>) -> Response {
    let text =
        format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", snapshot.dataset.site.base_url);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// Alive: the process answers.
pub(super) async fn healthz() -> Response {
    status_line(StatusCode::OK, "ok\n")
}

/// Ready for requests: not any more once a shutdown has begun, so that a balancer sends them elsewhere.
pub(super) async fn readyz(State(state): State<AppState>) -> Response {
    if state.is_ready() {
        status_line(StatusCode::OK, "ready\n")
    } else {
        status_line(StatusCode::SERVICE_UNAVAILABLE, "shutting down\n")
    }
}

fn status_line(status: StatusCode, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, text).into_response()
}
