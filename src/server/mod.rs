//! The accept loop: HTTP/1.1 on plain sockets, made to stand on the open internet.
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
//! An axum router is a tower service, and becomes one of hyper's so:
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
//! # What is where
//!
//! | file | what it knows |
//! |---|---|
//! | `limits` | every figure, and how many connections the limit of open files allows |
//! | `accept` | taking connections: when full, when the system is out of files, which thread |
//! | `connection` | one connection: hyper with its limits, the time a service may take, being told to finish |
//! | `guard` | the connection's end: fails a write that stalls, closes without losing the last answer |
//! | `socket` | reading and writing, with as few system calls as can be |
//! | `threads` | one listener on several threads, all of them or none |
//! | `shutdown` | the one switch from serving to finishing, and the signals that throw it |
//! | `rate_limited` | a message at most once in a while |
//! | `stats` | counters for a metrics page |
//!
//! # What holds a connection, and for how long
//!
//! | a client which | is closed after | by |
//! |---|---|---|
//! | sends nothing, half a head, or a byte now and then | [`Limits::header_read_timeout`] | hyper's timer, not reset by bytes |
//! | is idle between two requests | the same | the same |
//! | sends no HTTP, too long a head or too many headers | at once, with 400 or 431 | hyper |
//! | sends a body nobody reads | the answer + [`Limits::linger`] | hyper stops reading, the guard closes |
//! | sends a body slowly to a service which waits for it | [`Limits::answer_timeout`] | the connection |
//! | sends its end after its request, or within it | the answer; at once | hyper |
//! | does not read the answer | [`Limits::write_stall`] | the guard |

mod accept;
mod connection;
mod guard;
mod limits;
mod rate_limited;
mod shutdown;
mod socket;
mod stats;
mod threads;

use std::error::Error;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use socket2::SockRef;
use tokio::io::unix::AsyncFd;
use tokio::sync::{Semaphore, watch};
use tokio::time::{Instant, sleep, timeout_at};

pub use self::limits::{Limits, raise_file_limit};
pub use self::shutdown::Shutdown;
pub use self::stats::{Counts, Stats};
pub use self::threads::default_workers;

use self::connection::Phase;

/// How many connections the kernel may complete and keep for us while we are busy or full.
/// The standard library asks for 128, which a burst fills: later clients then wait a second for
/// their packet to be sent again. The kernel lowers this to `net.core.somaxconn` (usually 4096).
const BACKLOG: i32 = 4096;

/// A listening socket on a runtime.
type Listener = AsyncFd<TcpListener>;

/// The error types a service and its bodies may have.
type BoxError = Box<dyn Error + Send + Sync>;

/// Opens a listening socket at `address`, with a backlog deep enough for a burst.
///
/// Port 0 takes any free port; `[::]` takes IPv4 as well on Linux.
///
/// ```
/// let listener = keikaku::server::bind(([127, 0, 0, 1], 0).into())?;
/// assert_ne!(listener.local_addr()?.port(), 0);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// Those of the system: the port is taken, or not ours to take.
pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    let socket = SockRef::from(&listener);
    socket.listen(BACKLOG)?; // a second call only changes the backlog
    hand_down(&socket, Limits::default().unsent);
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Sets the options of all connections to come: Linux hands a listener's options down, which saves
/// two system calls for each. What the system refuses is no reason not to serve.
fn hand_down(listener: &SockRef<'_>, unsent: u32) {
    // Without it a head and a body written apart wait for each other's acknowledgement, some 40 ms.
    let _ = listener.set_tcp_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = listener.set_tcp_notsent_lowat(unsent);
}

/// A server: its limits, its counters, and the places for connections, shared by all its threads.
///
/// See the [module's documentation](self) for an example. Clones are the same server.
#[derive(Clone, Debug)]
pub struct Server {
    limits: Limits,
    stats: Arc<Stats>,
    places: Arc<Semaphore>,
}

impl Server {
    /// A server with these limits, and nothing accepted yet.
    pub fn new(limits: Limits) -> Self {
        let places = limits.max_connections.clamp(1, Semaphore::MAX_PERMITS);
        Self { limits, stats: Arc::default(), places: Arc::new(Semaphore::new(places)) }
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
            // Still answering, so that whoever asks whether we are ready can hear that we are not.
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
            self.stats.cut.add(left);
            tracing::warn!(
                "{left} connections did not end in time and are cut / 時間内に終わらない接続{left}本を切断します"
            );
            phase.send_replace(Phase::Cut);
            phase.closed().await;
        }
    }
}

/// A pause after an error which would otherwise come again at once.
const ERROR_PAUSE: Duration = Duration::from_millis(100);
