//! The accept loop: HTTP/1.1 on plain sockets, safe to have on the open internet.
//!
//! ```no_run
//! use std::convert::Infallible;
//!
//! use http_body_util::Full;
//! use hyper::body::{Bytes, Incoming};
//! use hyper::service::service_fn;
//! use hyper::{Request, Response};
//! use keikaku::server::{self, Limits, Server, Shutdown};
//!
//! # fn main() -> std::io::Result<()> {
//! async fn hello(_: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
//!     Ok(Response::new(Full::from("hello")))
//! }
//!
//! let shutdown = Shutdown::new();
//! shutdown.begin_on_signals()?; // SIGTERM, SIGINT
//! let server = Server::new(Limits::default());
//! let listener = server::bind(([127, 0, 0, 1], 8080).into())?;
//! server.run(listener, server::default_workers(), || service_fn(hello), &shutdown)
//! # }
//! ```
//!
//! An axum router is a service of tower's. As one of hyper's:
//!
//! ```
//! use axum::Router;
//! use hyper::service::service_fn;
//! use tower::ServiceExt;
//! # use keikaku::server::{self, Limits, Server, Shutdown};
//! # let (server, shutdown) = (Server::new(Limits::default()), Shutdown::new());
//! # let listener = server::bind(([127, 0, 0, 1], 0).into())?;
//!
//! let router: Router = Router::new();
//! let service = || {
//!     let router = router.clone();
//!     service_fn(move |request| router.clone().oneshot(request))
//! };
//! # shutdown.begin();
//! server.run(listener, 2, service, &shutdown)?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # Map
//!
//! | file | what it knows |
//! |---|---|
//! | `limits` | every limit, and how many connections fit into the limit of open files |
//! | `bind` | opening the listening socket |
//! | `threads` | one listener on several threads, all of them or none |
//! | `accept` | accepting connections: when full, when the system is out of files, on which thread |
//! | `connection` | one connection: hyper with its limits, the time a service may take, finishing |
//! | `guard` | the socket's limits: fails a write that stalls, closes without losing the last answer |
//! | `socket` | reading and writing with few system calls |
//! | `date` | the Date of answers after the clock was set back |
//! | `shutdown` | the switch from serving to finishing, and the signals that throw it |
//! | `rate_limited` | a message at most once in a while |
//! | `stats` | what the server counts |
//!
//! # What holds a connection, and for how long
//!
//! | a client that | is closed after | by |
//! |---|---|---|
//! | sends nothing, half a head, or a byte now and then | [`Limits::header_read_timeout`] | hyper's timer, not reset by bytes |
//! | is idle between two requests | the same | the same |
//! | sends no HTTP, too long a head or too many fields | at once, with 400 or 431 | hyper |
//! | sends a body that the service does not read | the answer + [`Limits::linger`] | hyper stops reading, the guard closes |
//! | sends a body slowly to a service that waits for it | [`Limits::answer_timeout`] | the connection |
//! | sends its end after its request | the answer | hyper |
//! | sends its end within its request | at once | hyper |
//! | does not read the answer | [`Limits::write_stall`] | the guard |

mod accept;
mod bind;
mod connection;
mod date;
mod guard;
mod limits;
mod rate_limited;
mod shutdown;
mod socket;
mod stats;
mod threads;

use std::error::Error;
use std::net::TcpListener;
use std::sync::Arc;

use hyper::body::{Body, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use tokio::io::unix::AsyncFd;
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, timeout_at};

pub use self::bind::bind;
pub use self::limits::{Limits, raise_file_limit};
pub use self::shutdown::Shutdown;
pub use self::stats::Stats;
pub use self::threads::default_workers;

use self::connection::Phase;

/// A listening socket on a runtime.
type Listener = AsyncFd<TcpListener>;

/// The error types a service and its bodies may have.
type BoxError = Box<dyn Error + Send + Sync>;

/// A server: its limits, its counters, and the permits for connections, shared by all its threads.
///
/// See the [module's documentation](self) for an example. Clones are the same server.
#[derive(Clone, Debug)]
pub struct Server {
    limits: Limits,
    stats: Arc<Stats>,
    permits: Arc<Semaphore>,
}

impl Server {
    /// A server with these limits, and nothing accepted yet.
    pub fn new(limits: Limits) -> Self {
        let permits = limits.max_connections.clamp(1, Semaphore::MAX_PERMITS);
        Self { limits, stats: Arc::default(), permits: Arc::new(Semaphore::new(permits)) }
    }

    /// The counters of all its threads.
    pub fn stats(&self) -> Arc<Stats> {
        Arc::clone(&self.stats)
    }

    /// Serves on the calling thread until `shutdown` is ready and the last connection has ended
    /// or the deadline has passed. Connections are tasks of the current [`tokio::runtime::LocalRuntime`].
    async fn serve<S, B>(&self, listener: Listener, service: S, shutdown: impl Future<Output = ()>)
    where
        S: Service<Request<Incoming>, Response = Response<B>> + Clone + 'static,
        S::Error: Into<BoxError>,
        B: Body + 'static,
        B::Error: Into<BoxError>,
    {
        let (phase, connections) = watch::channel(Phase::Serving);
        let notice = async {
            shutdown.await;
            let begun = Instant::now();
            // Still answering, so that a load balancer sees `/readyz` fail.
            sleep(self.limits.shutdown_notice.min(self.limits.shutdown_deadline)).await;
            begun
        };
        let begun = tokio::select! {
            begun = notice => begun,
            never = accept::accept(self, &listener, service, &connections) => match never {},
        };
        drop(listener);
        drop(connections); // from here on only connections hold a receiver
        phase.send_replace(Phase::Finishing);
        if timeout_at(begun + self.limits.shutdown_deadline, phase.closed()).await.is_err() {
            let left = phase.receiver_count();
            self.stats.cut.add(u64::try_from(left).unwrap_or(u64::MAX));
            tracing::warn!(
                "{left} connections did not end in time and are cut / 時間内に終わらない接続{left}本を切断します"
            );
            phase.send_replace(Phase::Cut);
            phase.closed().await;
        }
    }
}
