//! The socket, guarded against clients that do not read, and closed with care.

use std::cell::Cell;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use tokio::time::{Sleep, sleep};

use super::Server;
use super::socket::Socket;

/// Bytes that are read after the last answer before the client is given up: many times a head that is
/// too long, and little enough to cost nothing.
const LINGER_BYTES: usize = 1024 * 1024;

/// A socket whose
///
/// - write fails with [`ErrorKind::TimedOut`] if none of it is taken for
///   [`Limits::write_stall`](super::Limits::write_stall). The kernel reports that it takes more only when a
///   good part of its buffer is free, so a client that reads a byte now and then does not count as reading;
/// - shutdown sends the end, then reads until the client's end, for
///   [`Limits::linger`](super::Limits::linger) and a mebibyte at most. Closing with something unread makes
///   the kernel send a reset, and a reset makes the client drop the answer it has not read yet: the very
///   answer that says what was wrong. Where every request was read whole and answered, nothing is
///   unread and nothing waited for;
/// - last answer and end leave together, which saves both sides a packet.
pub(super) struct GuardedSocket {
    socket: Socket,
    server: Rc<Server>,
    state: Rc<ConnectionState>,
    /// Runs while a write is pending.
    write_stall: Option<Pin<Box<Sleep>>>,
    /// Runs from the shutdown until the client's end.
    linger: Option<Pin<Box<Sleep>>>,
    /// Bytes read since the shutdown.
    lingered: usize,
}

/// What the service of a connection knows and its socket needs.
#[derive(Debug, Default)]
pub(super) struct ConnectionState {
    /// Whether the client has sent something that is not answered, so that some of it may be unread.
    pub(super) is_unanswered: Cell<bool>,
    /// Whether the connection ends with the answer that is being written.
    pub(super) is_last: Cell<bool>,
}

impl GuardedSocket {
    pub(super) fn new(socket: Socket, server: Rc<Server>, state: Rc<ConnectionState>) -> Self {
        Self { socket, server, state, write_stall: None, linger: None, lingered: 0 }
    }
}

/// Ready when the timer has run out; it starts with the first call.
fn poll_timer(timer: &mut Option<Pin<Box<Sleep>>>, limit: Duration, context: &mut Context<'_>) -> Poll<()> {
    timer.get_or_insert_with(|| Box::pin(sleep(limit))).as_mut().poll(context)
}

impl Read for GuardedSocket {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let room = buffer.remaining();
        ready!(self.socket.poll_read(context, &mut buffer))?;
        if buffer.remaining() < room {
            self.state.is_unanswered.set(true);
        }
        Poll::Ready(Ok(()))
    }
}

impl Write for GuardedSocket {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[IoSlice::new(bytes)])
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let guarded = &mut *self;
        let written = guarded.socket.poll_write(context, parts, guarded.state.is_last.get());
        if written.is_ready() {
            guarded.write_stall = None;
            return written;
        }
        ready!(poll_timer(&mut guarded.write_stall, guarded.server.limits.write_stall, context));
        guarded.server.stats.write_stalls.add(1);
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(())) // a socket has nothing to flush
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let guarded = &mut *self;
        if !guarded.state.is_unanswered.get() {
            return Poll::Ready(Ok(())); // closing the socket sends the end, and nothing calls for a reset
        }
        if guarded.linger.is_none() {
            guarded.socket.shutdown();
        }
        let mut space = [0; 4096];
        while guarded.lingered <= LINGER_BYTES {
            // First, because the time also runs out for a client that never stops sending.
            if poll_timer(&mut guarded.linger, guarded.server.limits.linger, context).is_ready() {
                break;
            }
            let mut buffer = ReadBuf::new(&mut space);
            let read = ready!(guarded.socket.poll_read(context, &mut buffer.unfilled()));
            if read.is_err() || buffer.filled().is_empty() {
                break; // the client has gone, or sent its end
            }
            guarded.lingered += buffer.filled().len();
        }
        Poll::Ready(Ok(()))
    }
}
