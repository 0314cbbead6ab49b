//! The socket, guarded against clients which do not read, and closed with care.

use std::cell::Cell;
use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::rt::{Read, ReadBuf, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::{Limits, Stats};

/// What we read after the last answer before we give the client up: many times a head that is too
/// long, and little enough to cost nothing.
const LINGER_BYTES: usize = 1024 * 1024;

/// A TCP stream of which
///
/// - a write fails with [`ErrorKind::TimedOut`] if none of it is taken for
///   [`Limits::write_stall`]. The kernel says that it takes more only when a good part of its
///   buffer is free, so a client which reads a byte now and then does not count as reading;
/// - the shutdown sends what there is and our end, then reads until the client's end, for
///   [`Limits::linger`] and a mebibyte at most. Closing with something unread makes the kernel
///   send a reset, and a reset makes the client forget the answer it has not read yet: the very
///   answer that tells it what was wrong. Where every request was read whole and answered there
///   is nothing to wait for.
pub(super) struct Guard {
    socket: TokioIo<TcpStream>,
    write_stall: Duration,
    linger: Duration,
    stats: Arc<Stats>,
    /// What is being waited for, if anything is.
    wait: Wait,
    /// Made at the first wait: most connections never wait.
    timer: Option<Pin<Box<Sleep>>>,
    /// Read since the shutdown, bytes.
    lingered: usize,
    heard: Heard,
}

/// Whether all that the client has sent was answered, so that nothing can be left unread.
/// The guard says when something was read, the connection when it was answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard(Rc<Cell<bool>>);

impl Heard {
    /// A whole request was answered.
    pub(super) fn answered(&self) {
        self.0.set(false);
    }

    fn something(&self) {
        self.0.set(true);
    }

    fn is_open(&self) -> bool {
        self.0.get()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wait {
    Nothing,
    Write,
    End,
}

impl Guard {
    pub(super) fn new(stream: TcpStream, limits: &Limits, stats: Arc<Stats>, heard: Heard) -> Self {
        Self {
            socket: TokioIo::new(stream),
            write_stall: limits.write_stall,
            linger: limits.linger,
            stats,
            wait: Wait::Nothing,
            timer: None,
            lingered: 0,
            heard,
        }
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
        ready!(self.poll_too_long(Wait::Write, self.write_stall, context));
        self.wait = Wait::Nothing;
        self.stats.write_stalls.add(1);
        Poll::Ready(Err(ErrorKind::TimedOut.into()))
    }
}

impl Read for Guard {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.socket).poll_read(context, buffer))?;
        self.heard.something();
        Poll::Ready(Ok(()))
    }
}

impl Write for Guard {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write(context, bytes);
        self.guard_write(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.socket).poll_write_vectored(context, parts);
        self.guard_write(written, context)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context) // a socket has nothing to flush
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.heard.is_open() {
            return Poll::Ready(Ok(())); // closing the socket sends our end, and nothing calls for a reset
        }
        if self.wait != Wait::End {
            ready!(Pin::new(&mut self.socket).poll_shutdown(context))?;
        }
        let mut space = [0; 4096];
        loop {
            let mut buffer = ReadBuf::new(&mut space);
            match Pin::new(&mut self.socket).poll_read(context, buffer.unfilled()) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    self.lingered += buffer.filled().len();
                    if self.lingered > LINGER_BYTES {
                        return Poll::Ready(Ok(()));
                    }
                }
                Poll::Ready(_) => return Poll::Ready(Ok(())), // the client's end, or an error: over
                Poll::Pending => {
                    let linger = self.linger;
                    ready!(self.poll_too_long(Wait::End, linger, context));
                    return Poll::Ready(Ok(()));
                }
            }
        }
    }
}
