//! The site as a service of HTTP/1.1: prebuilt answers first, the router for the rest.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::uri::Authority;
use axum::http::{HeaderValue, Method, Request, StatusCode, Version, header};
use hyper::body::{Bytes, Incoming};
use tower::ServiceExt as _;

use super::answer::{Refused, refusal_of, unread};
use super::encoding::{Effort, Encoding};
use super::error::PageError;
use super::observe::Asked;
use super::routes::app;
use super::state::{AppState, Snapshot};
use super::stored::{Response, Wish, on_demand};

/// The whole site, ready to be given to [`crate::server::Server`]. Clones are cheap and share everything.
#[derive(Clone, Debug)]
pub struct Site {
    state: AppState,
    router: Router,
    access_log: bool,
}

impl Site {
    /// The site on that state.
    #[must_use]
    pub fn new(state: AppState) -> Self {
        Self { router: app(state.clone()), state, access_log: false }
    }

    /// Writes a line to stdout for each request: time (Unix seconds), method, target, status, bytes, microseconds.
    #[must_use]
    pub fn with_access_log(self, access_log: bool) -> Self {
        Self { access_log, ..self }
    }

    /// The state, to be replaced by a reload.
    #[must_use]
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Answers a request. Ready at once where the answer is prebuilt.
    pub fn respond<B>(&self, request: Request<B>) -> Answer
    where
        B: hyper::body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let asked = self.access_log.then(|| Asked::new(&request));
        let refused = refusal(&request);
        if refused.is_none()
            && let Some(response) = self.state.glance(|snapshot| prebuilt(snapshot, &request))
        {
            self.state.counters().answered(response.status(), true);
            if let Some(asked) = asked {
                asked.answered(&response);
            }
            return Answer::Ready(ready(response));
        }
        let (site, snapshot) = (self.clone(), self.state.current());
        let request = request.map(|_| Body::empty());
        Answer::Later(Box::pin(async move {
            let response = from_router(site.router, snapshot, request, refused).await;
            site.state.counters().answered(response.status(), false);
            if let Some(asked) = asked {
                asked.answered(&response);
            }
            response
        }))
    }

    /// Makes the answers to requests that the server could not read, from its status: 400, 414 or 431.
    /// For [`Server::refusing_with`](crate::server::Server::refusing_with).
    pub fn unread(&self) -> impl Fn(StatusCode) -> axum::http::Response<Bytes> + Send + Sync + 'static {
        let state = self.state.clone();
        move |status| unread(&state.current(), PageError::of_unread(status))
    }

    /// Renders every page of a snapshot and keeps the answers with it, until `go_on` says no.
    pub async fn prepare(&self, snapshot: &Arc<Snapshot>, effort: Effort, go_on: impl FnMut() -> bool) {
        snapshot.cache.fill(&self.router, snapshot, effort, go_on).await;
    }
}

/// The answer from memory, if the path has one.
fn prebuilt<B>(snapshot: &Snapshot, request: &Request<B>) -> Option<Response> {
    let head_only = match *request.method() {
        Method::GET => false,
        Method::HEAD => true,
        _ => return None,
    };
    // What must be refused is refused by the router, whatever is kept for the path.
    let uri = request.uri();
    if uri.query().is_some_and(|query| has_known_parameter(query) || refusal_of(uri).is_some()) {
        return None;
    }
    let wish = Wish { headers: request.headers(), head_only };
    let answer =
        |stored: &super::stored::Stored| stored.variant(Encoding::negotiate(request.headers())).answer(wish);
    snapshot.cache.with(uri.path(), answer)
}

/// Unknown parameters are ignored, so that `?utm_source=…` cannot make work.
fn has_known_parameter(query: &str) -> bool {
    query.split('&').any(|pair| pair.split('=').next() == Some("page"))
}

/// Requests that are answered before anything is looked at.
fn refusal<B: hyper::body::Body>(request: &Request<B>) -> Option<PageError> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let one_host = matches!((hosts.next(), hosts.next()), (Some(host), None) if is_host(host));
    // No page reads a body: one that comes with a GET is a mistake, or somebody's attempt at smuggling.
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !one_host || (reads && !request.body().is_end_stream()) {
        return Some(PageError::BadRequest);
    }
    None
}

/// Whether it can be a host with or without a port (RFC 9112, 3.2). Its value is never used.
fn is_host(value: &HeaderValue) -> bool {
    // A name or an address with a port, as every browser sends, needs no parser.
    let plain = |text: &[u8]| {
        !text.is_empty()
            && text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
    };
    let (host, port) = match value.as_bytes().iter().rposition(|byte| *byte == b':') {
        Some(colon) => (&value.as_bytes()[..colon], &value.as_bytes()[colon + 1..]),
        None => (value.as_bytes(), &b"80"[..]),
    };
    if plain(host) && (1..=5).contains(&port.len()) && port.iter().all(u8::is_ascii_digit) {
        return true;
    }
    Authority::try_from(value.as_bytes()).is_ok_and(|host| !host.as_str().contains('@'))
}

/// Renders with the router, then gives the answer its length, coding and ETag.
async fn from_router(
    router: Router,
    snapshot: Arc<Snapshot>,
    mut request: Request<Body>,
    refused: Option<PageError>,
) -> Response {
    let headers = request.headers().clone();
    let head_only = request.method() == Method::HEAD;
    let close = refused.is_some() || request.version() == Version::HTTP_10;
    request.extensions_mut().insert(snapshot);
    if let Some(error) = refused {
        request.extensions_mut().insert(Refused(error));
    }
    // The head of HEAD is that of GET, whose body gives the length.
    if head_only {
        *request.method_mut() = Method::GET;
    }
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let variant = on_demand(parts.status, &parts.headers, body, Encoding::negotiate(&headers));
    let mut response = variant.answer(Wish { headers: &headers, head_only });
    if close {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The future of an answer: most are ready when it is made.
pub enum Answer {
    /// Prebuilt.
    Ready(Ready<Response>),
    /// Rendered by the router.
    Later(Pin<Box<dyn Future<Output = Response> + Send>>),
}

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Answer::Ready(response) => Pin::new(response).poll(context).map(Ok),
            Answer::Later(response) => response.as_mut().poll(context).map(Ok),
        }
    }
}

impl hyper::service::Service<Request<Incoming>> for Site {
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Answer {
        self.respond(request)
    }
}
