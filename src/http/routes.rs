//! The router, for requests without a kept answer: the program's own probes, and the site.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::get;
use hyper::header::HeaderMap;
use hyper::{Method, StatusCode};
use tokio::task::spawn_blocking;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::trace::{DefaultMakeSpan, TraceLayer};
use tracing::Level;

use super::encoding::Encoding;
use super::representation::{Conditions, on_demand};
use super::request::{decoded_path, language, refusal_of};
use super::response::{Composed, compose, compose_answer, compose_problem, not_for_crawlers, status_line};
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
async fn alive(State(state): State<AppState>, request: Parts) -> Response {
    let line = status_line(&state.current().snapshot, StatusCode::OK, "ok\n");
    finish(line, &request)
}

/// Requests are welcome: not any more once a shutdown has begun, so that a balancer sends them elsewhere.
async fn ready(State(state): State<AppState>, request: Parts) -> Response {
    let (status, text) = if state.is_ready() {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "shutting down\n")
    };
    finish(status_line(&state.current().snapshot, status, text), &request)
}

/// Whatever else is asked for. One snapshot is taken, and all of the answer comes from it.
async fn site(State(state): State<AppState>, request: Parts) -> Response {
    let published = state.current();
    let snapshot = &published.snapshot;
    let uri = &request.uri;
    let Some(path) = decoded_path(uri).filter(|_| refusal_of(uri).is_none()) else {
        let problem = refusal_of(uri).unwrap_or(Problem::BadRequest);
        let lang = language(snapshot, uri.path(), &request.headers);
        return finish(compose_problem(snapshot, lang, &problem), &request);
    };
    let lang = language(snapshot, &path, &request.headers);
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return finish(compose_problem(snapshot, lang, &Problem::MethodNotAllowed), &request);
    }
    match visit(snapshot, &path, uri.query(), lang) {
        Ok((lang, Visit::At(address))) => at(&state, published, address, lang, &request).await,
        Ok((lang, Visit::Elsewhere(answer))) => {
            let composed = compose_answer(snapshot, lang, Ok(answer));
            let is_asked = uri.query().is_some();
            finish(if is_asked { not_for_crawlers(composed) } else { composed }, &request)
        }
        Err(error) => finish(compose_answer(snapshot, lang, Err(error)), &request),
    }
}

/// The answer at an address: the kept one where its path was only written otherwise. What takes long to make is
/// made on a thread of its own, one after the other, while this one serves others.
async fn at(
    state: &AppState,
    published: Arc<Published>,
    address: Address,
    lang: Lang,
    request: &Parts,
) -> Response {
    let encoding = Encoding::negotiate(&request.headers);
    let kept = published.kept.with(&address.path(lang), |kept| kept.of(encoding).answer(conditions(request)));
    if let Some(response) = kept {
        return response.map(Body::new);
    }
    if !address.is_heavy(published.snapshot.dataset()) {
        return finish(compose(&published.snapshot, &address, lang), request);
    }
    let _turn = state.heavy_turn().await;
    let making = Arc::clone(&published);
    let composed = spawn_blocking(move || compose(&making.snapshot, &address, lang)).await;
    let composed = composed.unwrap_or_else(|error| {
        tracing::error!(%error, "a heavy file failed");
        compose_problem(&published.snapshot, lang, &Problem::Internal)
    });
    finish(composed, request)
}

fn conditions(request: &Parts) -> Conditions<'_> {
    Conditions { headers: &request.headers, head_only: request.method == Method::HEAD }
}

/// Gives an answer its coding, ETag and length.
fn finish(composed: Composed, request: &Parts) -> Response {
    on_demand(composed, Encoding::negotiate(&request.headers)).answer(conditions(request)).map(Body::new)
}
