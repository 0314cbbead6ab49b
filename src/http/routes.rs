//! The router, for requests without a kept answer: the program's own probes, and the site.

use std::any::Any;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use hyper::header::HeaderMap;
use hyper::{Method, StatusCode};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::{DefaultMakeSpan, TraceLayer};
use tracing::Level;

use super::encoding::Encoding;
use super::representation::{Conditions, on_demand};
use super::request::{decoded_path, language, refusal_of};
use super::response::{Composed, compose, compose_answer, compose_problem, status_line};
use super::state::{AppState, Published};
use crate::i18n::Lang;
use crate::site::{Address, Problem, Visit, visit};

/// The router with its layers: a span for each request, and a page where a handler panics. Everything
/// that is not a probe is asked of the site, because an address has one reader: [`Address::read`].
pub(super) fn router(state: AppState) -> Router {
    let panicked = {
        let state = state.clone();
        move |_: Box<dyn Any + Send>| {
            let page = compose_problem(&state.current().snapshot, Lang::ORIGINAL, &Problem::Internal);
            let conditions = Conditions { headers: &HeaderMap::new(), head_only: false };
            on_demand(page, Encoding::Identity).answer(conditions).map(Body::new)
        }
    };
    // Says which request an error belongs to. The error itself is logged where its cause is known.
    let span = DefaultMakeSpan::new().level(Level::INFO);
    let trace = TraceLayer::new_for_http().make_span_with(span).on_failure(());
    Router::new()
        .route("/healthz", get(alive))
        .route("/readyz", get(ready))
        .fallback(site)
        .method_not_allowed_fallback(site)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(trace)
        .with_state(state)
}

/// The process answers.
async fn alive(State(state): State<AppState>, request: Request) -> Response {
    let line = status_line(&state.current().snapshot, StatusCode::OK, "ok\n");
    finish(line, &request)
}

/// Requests are welcome: not any more once a shutdown has begun, so that a balancer sends them elsewhere.
async fn ready(State(state): State<AppState>, request: Request) -> Response {
    let (status, text) = if state.is_ready() {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "shutting down\n")
    };
    finish(status_line(&state.current().snapshot, status, text), &request)
}

/// Whatever else is asked for. One snapshot is taken, and all of the answer comes from it.
async fn site(State(state): State<AppState>, request: Request) -> Response {
    let published = state.current();
    let snapshot = &published.snapshot;
    let uri = request.uri();
    let Some(path) = decoded_path(uri).filter(|_| refusal_of(uri).is_none()) else {
        let problem = refusal_of(uri).unwrap_or(Problem::BadRequest);
        let lang = language(snapshot, uri.path(), request.headers());
        return finish(compose_problem(snapshot, lang, &problem), &request);
    };
    let lang = language(snapshot, &path, request.headers());
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return finish(compose_problem(snapshot, lang, &Problem::MethodNotAllowed), &request);
    }
    match visit(snapshot, &path, uri.query(), lang) {
        Ok((lang, Visit::At(address))) => at(&published, &address, lang, &request),
        Ok((lang, Visit::Elsewhere(answer))) => finish(compose_answer(snapshot, lang, Ok(answer)), &request),
        Err(error) => finish(compose_answer(snapshot, lang, Err(error)), &request),
    }
}

/// The answer at an address: the kept one where its path was only written otherwise.
fn at(published: &Published, address: &Address, lang: Lang, request: &Request) -> Response {
    let conditions = conditions(request);
    let encoding = Encoding::negotiate(request.headers());
    let kept = published.kept.with(&address.path(lang), |kept| kept.of(encoding).answer(conditions));
    match kept {
        Some(response) => response.map(Body::new),
        None => finish(compose(&published.snapshot, address, lang), request),
    }
}

fn conditions(request: &Request) -> Conditions<'_> {
    Conditions { headers: request.headers(), head_only: request.method() == Method::HEAD }
}

/// Gives an answer its coding, ETag and length.
fn finish(composed: Composed, request: &Request) -> Response {
    on_demand(composed, Encoding::negotiate(request.headers())).answer(conditions(request)).map(Body::new)
}
