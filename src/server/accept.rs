//! Accepting connections.

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::{TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use tokio::io::Interest;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, TryAcquireError, watch};
use tokio::task::{spawn_local, yield_now};
use tokio::time::sleep;

use super::connection::{self, Phase};
use super::rate_limited::RateLimited;
use super::socket::Socket;
use super::{BoxError, Listener, Server};

#[cfg(test)]
mod tests;

/// Connections accepted before those accepted get their turn.
const BATCH: usize = 8;

/// A pause after an error that would otherwise come again at once.
const ERROR_PAUSE: Duration = Duration::from_millis(100);

/// How often the same trouble is logged.
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Accepts connections for ever, each a task of its own. No error ends it.
pub(super) async fn accept<S, B>(
    server: &Server,
    listener: &Listener,
    service: S,
    phase: &watch::Receiver<Phase>,
) -> Infallible
where
    S: Service<Request<Incoming>, Response = Response<B>> + Clone + 'static,
    S::Error: Into<BoxError>,
    B: Body + 'static,
    B::Error: Into<BoxError>,
{
    let mut full = RateLimited::new(LOG_EVERY);
    let mut failed = RateLimited::new(LOG_EVERY);
    let http = connection::http(&server.limits);
    let mut count = 0_usize;
    // The connections stay on this thread, and a plain counter of references is enough.
    let shared = Rc::new(server.clone());
    loop {
        // The permit comes before the connection: when there is none, clients wait in the
        // kernel's backlog and cost no file.
        let Some(permit) = permit(server, &mut full).await else {
            sleep(ERROR_PAUSE).await;
            continue;
        };
        let accepted = listener.async_io(Interest::READABLE, accept_one).await;
        let socket = match accepted.and_then(Socket::new) {
            Ok(socket) => socket,
            Err(error) => {
                server.stats.accept_errors.add(1);
                if after(&error) == After::Pause {
                    if failed.is_due() {
                        tracing::error!(
                            "a connection cannot be accepted / 接続を受け付けられません: {error}"
                        );
                    }
                    sleep(ERROR_PAUSE).await;
                }
                continue;
            }
        };
        let guard = ConnectionGuard::new(&shared, permit);
        // In a box at once: it takes some kilobytes, and would be copied at every move.
        let task = Box::pin(connection::serve(
            http.clone(),
            socket,
            service.clone(),
            Rc::clone(&shared),
            phase.clone(),
        ));
        spawn_local(async move {
            task.await;
            drop(guard);
        });
        // Serve what was accepted before accepting more, and leave some to the other threads; but not after
        // each one, for then every connection costs a look at the sockets of all.
        count += 1;
        if count.is_multiple_of(BATCH) {
            yield_now().await;
        }
    }
}

/// One connection, which has its permit and is counted as active for as long as this lives, however
/// it ends.
struct ConnectionGuard {
    server: Rc<Server>,
    _permit: OwnedSemaphorePermit,
}

impl ConnectionGuard {
    fn new(server: &Rc<Server>, permit: OwnedSemaphorePermit) -> Self {
        server.stats.accepted.add(1);
        server.stats.active.add(1);
        Self { server: Rc::clone(server), _permit: permit }
    }
}

impl Drop for ConnectionGuard {
    fn drop(&mut self) {
        self.server.stats.active.subtract(1);
    }
}

/// Accepts a connection, non-blocking.
#[cfg(target_os = "linux")]
fn accept_one(listener: &TcpListener) -> io::Result<TcpStream> {
    use rustix::net::{SocketFlags, accept_with};
    Ok(accept_with(listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK)?.into())
}

/// Accepts a connection, non-blocking.
#[cfg(not(target_os = "linux"))]
fn accept_one(listener: &TcpListener) -> io::Result<TcpStream> {
    let (stream, _) = listener.accept()?;
    stream.set_nonblocking(true)?;
    Ok(stream)
}

/// A permit for one connection, at once or when another has ended.
async fn permit(server: &Server, full: &mut RateLimited) -> Option<OwnedSemaphorePermit> {
    let permits = || Arc::<Semaphore>::clone(&server.permits);
    match permits().try_acquire_owned() {
        Ok(permit) => Some(permit),
        Err(TryAcquireError::NoPermits) => {
            server.stats.full.add(1);
            if full.is_due() {
                let most = server.limits.max_connections;
                tracing::warn!("all {most} connections are in use / {most}本の接続がすべて使用中です");
            }
            permits().acquire_owned().await.ok()
        }
        Err(TryAcquireError::Closed) => None, // it is never closed
    }
}

/// What to do after an error of `accept`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// The error was the connection's, which is gone: take the next.
    GoOn,
    /// It would come again at once (no more files, no memory): wait until others may have ended.
    Pause,
}

/// Linux reports errors of the new connection's network as errors of `accept`. Whatever is not
/// known to be one of those pauses, so that no error can make the loop spin.
fn after(error: &io::Error) -> After {
    match error.kind() {
        ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::TimedOut
        | ErrorKind::Interrupted => After::GoOn,
        _ => match rustix::io::Errno::from_io_error(error) {
            Some(rustix::io::Errno::PROTO | rustix::io::Errno::PERM) => After::GoOn,
            _ => After::Pause,
        },
    }
}
