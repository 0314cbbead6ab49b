//! The accept loop against raw sockets, which do what no HTTP library does, limits shortened.
//!
//! Bounds are generous upwards, since the machine may be busy, and exact downwards.

mod full;
mod half;
mod heads;
mod packets;
mod shutdown;
mod slow;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response};
use keikaku::server::{self, Limits, Server, Shutdown, Stats};

/// What a busy machine may add to a limit.
const SLACK: Duration = Duration::from_secs(5);

/// A limit short enough to be waited for.
const SHORT: Duration = Duration::from_millis(500);

/// The largest answer of the test service.
const LARGE: usize = 16 * 1024 * 1024;

/// Limits short enough for tests, which shorten further the one they are about.
fn limits() -> Limits {
    Limits {
        max_connections: 2000,
        linger: Duration::from_millis(300),
        shutdown_notice: Duration::ZERO,
        shutdown_deadline: Duration::from_secs(2),
        ..Limits::default()
    }
}

/// A server on two threads, which ends with the value.
struct Running {
    address: SocketAddr,
    server: Server,
    shutdown: Shutdown,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
    fn start(limits: Limits) -> Self {
        let listener = server::bind(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        let server = Server::new(limits);
        let shutdown = Shutdown::new();
        let thread = thread::spawn({
            let (server, shutdown) = (server.clone(), shutdown.clone());
            move || {
                let service = || {
                    let shutdown = shutdown.clone();
                    service_fn(move |request| answer(request, shutdown.clone()))
                };
                server.run(listener, 2, service, &shutdown)
            }
        });
        Self { address, server, shutdown, thread: Some(thread) }
    }

    fn stats(&self) -> Arc<Stats> {
        self.server.stats()
    }

    /// Waits for `run` to return.
    fn join(mut self) -> io::Result<()> {
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.begin();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The least time that something takes, of so many times. A busy machine holds up some of them and never all,
/// whereas the kernel holds up each.
fn least(times: usize, mut act: impl FnMut()) -> Duration {
    let times = (0..times).map(|_| {
        let start = Instant::now();
        act();
        start.elapsed()
    });
    times.min().unwrap()
}

type AnyBody = UnsyncBoxBody<Bytes, Infallible>;

/// The service: what it does is the path.
async fn answer(request: Request<Incoming>, shutdown: Shutdown) -> Result<Response<AnyBody>, hyper::Error> {
    let body = match request.uri().path() {
        "/large" => {
            static ZEROS: OnceLock<Bytes> = OnceLock::new();
            Full::from(ZEROS.get_or_init(|| vec![0; LARGE].into()).clone()).boxed_unsync()
        }
        "/parts" => Parts { parts: VecDeque::from(["one", "two"]), paused: true }.boxed_unsync(),
        "/later" => {
            tokio::time::sleep(Duration::from_millis(200)).await;
            Full::from("late").boxed_unsync()
        }
        "/ready" => Full::from(if shutdown.is_begun() { "no" } else { "yes" }).boxed_unsync(),
        "/read" => Full::from(request.collect().await?.to_bytes()).boxed_unsync(),
        "/never" => std::future::pending().await,
        "/log" => {
            // Far more than the 64 KiB of a pipe.
            for number in 0..10_000 {
                tracing::info!("{number:>90}");
            }
            Full::from("logged").boxed_unsync()
        }
        "/panic" => panic!("asked to"),
        _ => Full::from("hello").boxed_unsync(),
    };
    Ok(Response::new(body))
}

/// A body whose parts are written apart.
struct Parts {
    parts: VecDeque<&'static str>,
    paused: bool,
}

impl Body for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.paused = !self.paused;
        if self.paused {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.parts.pop_front().map(|part| Ok(Frame::data(part.into()))))
    }
}
