//! The socket, guarded against clients which do not read, and closed with care.

use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use tokio::time::{Instant, Sleep, sleep};

use super::Server;
use super::socket::Socket;

/// What we read after the last answer before we give the client up: many times a head that is too
/// long, and little enough to cost nothing.
const LINGER_BYTES: usize = 1024 * 1024;

/// A TCP stream of which
///
/// - a write fails with [`ErrorKind::TimedOut`] if none of it is taken for
///   [`Limits::write_stall`](super::Limits::write_stall). The kernel says that it takes more only when a good part of its
///   buffer is free, so a client which reads a byte now and then does not count as reading;
/// - the shutdown sends what there is and our end, then reads until the client's end, for
///   [`Limits::linger`](super::Limits::linger) and a mebibyte at most. Closing with something unread makes the kernel
///   send a reset, and a reset makes the client forget the answer it has not read yet: the very
///   answer that tells it what was wrong. Where every request was read whole and answered there
///   is nothing to wait for;
/// - the last answer and our end go out together, which saves both sides a packet.
pub(super) struct Guard {
    socket: Socket,
    server: Rc<Server>,
    /// What is being waited for, if anything is.
    wait: Wait,
    /// Made at the first wait: most connections never wait.
    timer: Option<Pin<Box<Sleep>>>,
    /// Read since the shutdown, bytes.
    lingered: usize,
    exchange: Exchange,
}

/// What the connection knows of the exchange and the socket needs: whether all that the client has
/// sent was answered, so that nothing can be left unread, and whether the answer is the last.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange(Rc<Progress>);

#[derive(Debug, Default)]
struct Progress {
    open: Cell<bool>,
    last: Cell<bool>,
}

impl Exchange {
    /// A whole request was answered.
    pub(super) fn answered(&self) {
        self.0.open.set(false);
    }

    /// The client asked to close after this answer. To be said only if hyper will.
    pub(super) fn last(&self) {
        self.0.last.set(true);
    }

    fn read(&self) {
        self.0.open.set(true);
    }

    fn is_open(&self) -> bool {
        self.0.open.get()
    }

    fn is_last(&self) -> bool {
        self.0.last.get()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    Nothing,
    Write,
    End,
}

impl Guard {
    pub(super) fn new(socket: Socket, server: Rc<Server>, exchange: Exchange) -> Self {
        Self { socket, server, wait: Wait::Nothing, timer: None, lingered: 0, exchange }
    }

    /// Ready when `wait` has gone on for `limit`. The time runs from the first call for this wait.
    fn poll_too_long(&mut self, wait: Wait, limit: Duration, context: &mut Context<'_>) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(limit)));
        if self.wait != wait {
            self.wait = wait;
            timer.as_mut().reset(Instant::now() + limit);
        }
        timer.as_mut().poll(context)
    }

    /// Passes on what a write came to, unless it has been pending for too long.
    fn guard_write<T>(
        &mut self,
        written: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.wait = Wait::Nothing;
            return written;
        }
        let limit = self.server.limits.write_stall;
        ready!(self.poll_too_long(Wait::Write, limit, context));
        self.wait = Wait::Nothing;
        self.server.stats.write_stalls.add(1);
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl Read for Guard {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.socket.poll_read(context, &mut buffer))?;
        self.exchange.read();
        Poll::Ready(Ok(()))
    }
}

impl Write for Guard {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.poll_write_vectored(context, &[io::IoSlice::new(bytes)])
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let guard = &mut *self;
        let written = guard.socket.poll_write(context, parts, guard.exchange.is_last());
        guard.guard_write(written, context)
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(())) // a socket has nothing to flush
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.exchange.is_open() {
            return Poll::Ready(Ok(())); // closing the socket sends our end, and nothing calls for a reset
        }
        if self.wait != Wait::End {
            self.socket.shutdown()?;
        }
        let mut space = [0; 4096];
        loop {
            let mut buffer = ReadBuf::new(&mut space);
            match self.socket.poll_read(context, &mut buffer.unfilled()) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    self.lingered += buffer.filled().len();
                    if self.lingered > LINGER_BYTES {
                        return Poll::Ready(Ok(()));
                    }
                }
                Poll::Ready(_) => return Poll::Ready(Ok(())), // the client's end, or an error: over
                Poll::Pending => {
                    let linger = self.server.limits.linger;
                    ready!(self.poll_too_long(Wait::End, linger, context));
                    return Poll::Ready(Ok(()));
                }
            }
        }
    }
}
