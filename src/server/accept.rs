//! Taking connections.

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
use super::stats::Active;
use super::{BoxError, ERROR_PAUSE, Listener, Server, hand_down};

#[cfg(test)]
mod tests;

/// Connections taken before those taken get their turn.
const BATCH: usize = 8;

/// How often the same trouble is worth a line.
const LOG_EVERY: Duration = Duration::from_secs(10);

/// Takes connections for ever, each a task of its own. No error ends it.
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
    let mut taken = 0_usize;
    // Its connections stay on this thread, and need no atomic count of who shares it.
    let shared = Rc::new(server.clone());
    hand_down(&socket2::SockRef::from(listener.get_ref()), server.limits.unsent);
    loop {
        // The place comes before the connection: when all are taken, clients wait in the
        // kernel's backlog and cost us no file.
        let Some(place) = place(server, &mut full).await else {
            sleep(ERROR_PAUSE).await;
            continue;
        };
        let taken_up = listener.async_io(Interest::READABLE, take).await;
        let socket = match taken_up.and_then(Socket::new) {
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
        let active = Active::new(&shared);
        // In a box at once: it is some kilobytes, and would be copied at every move.
        let task = Box::pin(connection::serve(
            http.clone(),
            socket,
            service.clone(),
            Rc::clone(&shared),
            phase.clone(),
        ));
        spawn_local(async move {
            task.await;
            drop(active);
            drop(place);
        });
        // Serve what was taken before taking more, and leave some to the other threads; but not after
        // each one, for then every connection costs a look at the sockets of all.
        taken += 1;
        if taken.is_multiple_of(BATCH) {
            yield_now().await;
        }
    }
}

/// Takes a connection, non-blocking.
#[cfg(target_os = "linux")]
fn take(listener: &TcpListener) -> io::Result<TcpStream> {
    use rustix::net::{SocketFlags, accept_with};
    Ok(accept_with(listener, SocketFlags::CLOEXEC | SocketFlags::NONBLOCK)?.into())
}

/// Takes a connection, non-blocking.
#[cfg(not(target_os = "linux"))]
fn take(listener: &TcpListener) -> io::Result<TcpStream> {
    let (stream, _) = listener.accept()?;
    stream.set_nonblocking(true)?;
    Ok(stream)
}

/// A place for one connection, at once or when one is free.
async fn place(server: &Server, full: &mut RateLimited) -> Option<OwnedSemaphorePermit> {
    let places = || Arc::<Semaphore>::clone(&server.places);
    match places().try_acquire_owned() {
        Ok(place) => Some(place),
        Err(TryAcquireError::NoPermits) => {
            server.stats.full.add(1);
            if full.is_due() {
                let most = server.limits.max_connections;
                tracing::warn!("all {most} connections are in use / {most}本の接続がすべて使用中です");
            }
            places().acquire_owned().await.ok()
        }
        Err(TryAcquireError::Closed) => None, // nobody closes it
    }
}

/// What to do after an error of `accept`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// The error was the connection's, which is gone: take the next.
    GoOn,
    /// It would come again at once (no more files, no memory): wait, that others may end.
    Pause,
}

/// Linux hands out errors of the new connection's network as errors of `accept`. Whatever is not
/// known to be such pauses, so that no error can make the loop spin.
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
