//! The site as a service of HTTP/1.1: kept answers first, the router for the rest.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONNECTION, CONTENT_LENGTH, HeaderValue};
use hyper::http::uri::{PathAndQuery, Uri};
use hyper::{Method, Request, StatusCode};
use tower::ServiceExt as _;
use tracing_appender::non_blocking::NonBlocking;

use super::encoding::Encoding;
use super::observe::AccessLog;
use super::representation::{Conditions, Response, on_demand};
use super::request::{below, language, refusal, refusal_of};
use super::response::compose_problem;
use super::routes::router;
use super::state::{AppState, Published};
use crate::metrics::Text;
use crate::site::{Problem, takes_query};

/// An answer: kept in memory, or from the router.
pub type ServiceResponse = hyper::Response<Either<Full<Bytes>, Body>>;

/// The whole site, ready to be given to [`crate::server::Server`]. Clones are cheap and share everything.
///
/// ```
/// use keikaku::http::{AppState, HttpService};
/// # fn example(snapshot: keikaku::site::Snapshot) {
/// let service = HttpService::new(AppState::new(snapshot));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct HttpService {
    state: AppState,
    router: Router,
    access_log: Option<AccessLog>,
}

impl HttpService {
    /// The site on that state.
    #[must_use]
    pub fn new(state: AppState) -> Self {
        Self { router: router(state.clone()), state, access_log: None }
    }

    /// Writes a line for each request: time (Unix seconds), method, target, status, bytes, microseconds.
    #[must_use]
    pub fn with_access_log(self, writer: Option<NonBlocking>) -> Self {
        Self { access_log: writer.map(AccessLog::new), ..self }
    }

    /// The state, to be replaced by a reload.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Writes the values of all counters now.
    pub fn write_metrics(&self, text: &mut Text) {
        self.state.counters().write(text);
        let lost = self.access_log.as_ref().map_or(0, AccessLog::lost);
        let help = "Lines of the access log lost because they came faster than they were read.";
        text.counter("keikaku_access_log_lost_total", help, lost);
    }

    /// Answers a request. Ready at once where the answer is kept.
    pub fn respond<B>(&self, request: Request<B>) -> ResponseFuture
    where
        B: hyper::body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let entry = self.access_log.as_ref().map(|log| log.entry(&request));
        if let Some(response) = self.state.with_current(|published| at_once(published, &request)) {
            self.state.counters().answered(response.status(), true);
            if let Some(entry) = entry {
                entry.answered(&response);
            }
            return ResponseFuture::Ready(ready(response.map(Either::Left)));
        }
        let service = self.clone();
        let base =
            self.state.with_current(|published| published.snapshot.dataset().site.base_url.path().to_owned());
        let request = cut(request.map(|_| Body::empty()), &base);
        ResponseFuture::Later(Box::pin(async move {
            let mut response = service.router.oneshot(request).await.unwrap_or_else(|never| match never {});
            // The router gives every answer the length of its body, but this one is about another body.
            if response.status() == StatusCode::NOT_MODIFIED {
                response.headers_mut().remove(CONTENT_LENGTH);
            }
            service.state.counters().answered(response.status(), false);
            if let Some(entry) = entry {
                entry.answered(&response);
            }
            response.map(Either::Right)
        }))
    }
}

/// The answer that needs no router: the refusal of a request, or what is kept for its path.
fn at_once<B: hyper::body::Body>(published: &Published, request: &Request<B>) -> Option<Response> {
    if let Some(problem) = refusal(request) {
        return Some(refused(published, request, &problem));
    }
    let head_only = match *request.method() {
        Method::GET => false,
        Method::HEAD => true,
        _ => return None,
    };
    let uri = request.uri();
    // What a query may mean, and whether it can be read, the router finds out.
    if uri
        .query()
        .is_some_and(|query| query.contains("page=") || takes_query(uri.path()) || refusal_of(uri).is_some())
    {
        return None;
    }
    let conditions = Conditions { headers: request.headers(), head_only };
    let path = below(uri.path(), published.snapshot.dataset().site.base_url.path());
    published.kept.with(path, |kept| kept.of(Encoding::negotiate(request.headers())).answer(conditions))
}

/// The page for a request that is refused. Nothing after it on the connection can be trusted.
fn refused<B>(published: &Published, request: &Request<B>, problem: &Problem) -> Response {
    let lang = language(&published.snapshot, request.uri().path(), request.headers());
    let composed = compose_problem(&published.snapshot, lang, problem);
    let conditions = Conditions { headers: request.headers(), head_only: request.method() == Method::HEAD };
    let mut response = on_demand(composed, Encoding::negotiate(request.headers())).answer(conditions);
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// The request as the router is to see it: without the path of the public address.
fn cut(mut request: Request<Body>, base: &str) -> Request<Body> {
    let uri = request.uri();
    let rest = match below(uri.path(), base) {
        rest if rest.len() == uri.path().len() => return request,
        "" => "/",
        rest => rest,
    };
    let target = uri.query().map_or_else(|| rest.to_owned(), |query| format!("{rest}?{query}"));
    // A part of what was read as a path is one.
    if let Ok(target) = PathAndQuery::try_from(target) {
        *request.uri_mut() = Uri::from(target);
    }
    request
}

/// The future of an answer: most are ready when it is made.
pub enum ResponseFuture {
    /// Kept.
    Ready(Ready<ServiceResponse>),
    /// From the router.
    Later(Pin<Box<dyn Future<Output = ServiceResponse> + Send>>),
}

impl Future for ResponseFuture {
    type Output = Result<ServiceResponse, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            ResponseFuture::Ready(response) => Pin::new(response).poll(context).map(Ok),
            ResponseFuture::Later(response) => response.as_mut().poll(context).map(Ok),
        }
    }
}

impl hyper::service::Service<Request<Incoming>> for HttpService {
    type Response = ServiceResponse;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn call(&self, request: Request<Incoming>) -> ResponseFuture {
        self.respond(request)
    }
}
