//! Answers that are no pages: redirects, files for programs, style sheet and icon.

use std::fmt::Write;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::error::PageError;
use super::layout::PageResult;
use super::request::{PageRequest, lang_of};
use super::state::AppState;
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
pub(super) async fn elsewhere(State(state): State<AppState>, uri: Uri) -> Response {
    // A language alone is no page, but leads to one.
    if let Some(lang) = uri.path().strip_prefix('/').and_then(|code| code.parse().ok()) {
        return redirect(StatusCode::PERMANENT_REDIRECT, &urls::home(lang));
    }
    let with_slash = format!("{}/", uri.path());
    let page = PageUrl::parse(&with_slash).filter(|(_, page)| page.exists(&state.current().dataset));
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
pub(super) async fn asset(State(state): State<AppState>, uri: Uri) -> PageResult {
    let snapshot = state.current();
    let asset = snapshot.assets.find(uri.path()).ok_or(PageError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, asset.body.clone()).into_response())
}

/// A year's plan, whole, as JSON.
pub(super) async fn plan_json(request: PageRequest) -> PageResult {
    let year: Year = request.param("year")?;
    let plan = request.snapshot.dataset.plans.get(&year).ok_or(PageError::NotFound)?;
    let json = open_data::plan_json(plan).map_err(|_| PageError::Internal)?;
    let name = format!("attachment; filename=\"keikaku-{year}-plan.json\"");
    let mut response = download("application/json", json);
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}

/// Data for other sites to use: no page may run in it, and any site may read it.
fn download(content_type: &'static str, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, body).into_response()
}

/// Every page with its other languages, for search engines.
pub(super) async fn sitemap(State(state): State<AppState>) -> Response {
    let snapshot = state.current();
    let base = &snapshot.dataset.site.base_url;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in urls::pages(&snapshot.dataset) {
        for lang in Lang::ALL {
            let _ = write!(xml, "<url><loc>{base}{}</loc>", page.path(lang));
            for other in Lang::ALL {
                let href = page.path(other);
                let _ =
                    write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{other}\" href=\"{base}{href}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    ([(header::CONTENT_TYPE, "application/xml")], xml).into_response()
}

pub(super) async fn robots(State(state): State<AppState>) -> Response {
    let snapshot = state.current();
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
