//! One connection, from its first byte to its end.

use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use hyper::body::{Body, Incoming};
use hyper::header::{CONNECTION, DATE};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper::{Request, Response, Version};
use hyper_util::rt::TokioTimer;
use tokio::sync::watch;
use tokio::time::timeout;

use super::guard::{ConnectionState, GuardedSocket};
use super::socket::Socket;
use super::{BoxError, Limits, Server, Stats, date};

/// hyper panics below this.
const SMALLEST_BUFFER: usize = 8 * 1024;

/// What the server asks of its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Go on.
    Serving,
    /// Answer what has been asked, then close; idle ones close now.
    Finishing,
    /// Close, whatever is under way.
    Cut,
}

/// hyper with the limits of a connection.
pub(super) fn http(limits: &Limits) -> http1::Builder {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()) // first: hyper panics over a timeout without it
        .header_read_timeout(limits.header_read_timeout)
        .max_buf_size(limits.max_head_bytes.max(SMALLEST_BUFFER))
        // The buffer may grow beyond its limit, and a head with it.
        .max_header_size(limits.max_head_bytes)
        // A client may send its end after its request, and wait for the answer (`nc -N`).
        .half_close(true)
        .keep_alive(true);
    http
}

/// Serves one connection until the client or a limit ends it, or the server says so.
pub(super) async fn serve<S, B>(
    http: http1::Builder,
    socket: Socket,
    service: S,
    server: Rc<Server>,
    mut phase: watch::Receiver<Phase>,
) where
    S: Service<Request<Incoming>, Response = Response<B>>,
    S::Error: Into<BoxError>,
    B: Body + 'static,
    B::Error: Into<BoxError>,
{
    let state = Rc::new(ConnectionState::default());
    let (shared, limit, stats) = (&state, server.limits.answer_timeout, &server.stats);
    let timed = service_fn(|request: Request<Incoming>| {
        let whole = request.body().is_end_stream();
        let closes = wants_close(&request);
        let answer = service.call(request);
        async move {
            let answer = in_time(answer, limit).await;
            if whole {
                shared.is_unanswered.set(false);
            }
            let Some(answer) = answer else {
                stats.answer_timeouts.add(1);
                return Err(BoxError::from("the service did not answer in time"));
            };
            let mut answer = answer.map_err(Into::into)?;
            // A body that is made while it is sent must not wait for its end.
            shared.is_last.set(closes && answer.body().size_hint().exact().is_some());
            if let Some(date) = date::corrected() {
                answer.headers_mut().insert(DATE, date);
            }
            Ok(answer)
        }
    });
    let socket = GuardedSocket::new(socket, Rc::clone(&server), Rc::clone(&state));
    let mut connection = pin!(http.serve_connection(socket, timed));
    loop {
        tokio::select! {
            biased;
            ended = connection.as_mut() => {
                if let Err(error) = ended {
                    count(&error, stats);
                }
                return;
            }
            // The error means that the server itself is gone.
            changed = phase.changed() => match changed.map(|()| *phase.borrow_and_update()) {
                Ok(Phase::Serving) => {}
                Ok(Phase::Finishing) => connection.as_mut().graceful_shutdown(),
                Ok(Phase::Cut) | Err(_) => return,
            },
        }
    }
}

/// Whether hyper will close the connection after the answer because the client asks for it.
fn wants_close<B>(request: &Request<B>) -> bool {
    let mut wishes = request.headers().get_all(CONNECTION).iter();
    request.version() == Version::HTTP_11 && wishes.any(|wish| wish.as_bytes().eq_ignore_ascii_case(b"close"))
}

/// The answer, unless it takes longer. Most are ready at once and need no timer.
async fn in_time<F: Future>(answer: F, limit: Duration) -> Option<F::Output> {
    let mut answer = pin!(answer);
    let first = poll_fn(|context| Poll::Ready(answer.as_mut().poll(context))).await;
    match first {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => timeout(limit, answer).await.ok(),
    }
}

/// Counts why a connection ended badly. It is not logged, because anyone can cause any number of these.
/// Stalled writes and late answers are counted where they happen.
fn count(error: &hyper::Error, stats: &Stats) {
    if error.is_timeout() {
        stats.header_timeouts.add(1);
    } else if error.is_parse() {
        stats.refused.add(1);
    }
}
