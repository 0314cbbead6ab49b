//! A TCP connection that waits only for what it needs.

use std::io::{self, ErrorKind, IoSlice};
use std::mem::MaybeUninit;
use std::net::TcpStream;
use std::os::fd::{AsRawFd, OwnedFd};
use std::task::{Context, Poll, ready};

use hyper::rt::ReadBufCursor;
use rustix::net::{RecvFlags, SendAncillaryBuffer, SendFlags, Shutdown, recv, sendmsg, shutdown};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// Bytes read at a time. A request's head is rarely longer than one.
const READ: usize = 4096;

/// A non-blocking TCP stream on the current runtime.
///
/// Differs from [`tokio::net::TcpStream`] in what it asks of the kernel. A connection of one request
/// is most of its life waiting for that request, and its answer fits into the socket's buffer; so
///
/// - it waits for reading alone until a write finds the buffer full. Waiting for both wakes the
///   thread once more for each connection, to hear that a new socket can be written to;
/// - the first read waits for the event. A new connection has seldom brought its request along, and
///   asking costs a system call;
/// - a write can say that the end follows.
#[derive(Debug)]
pub(super) struct Socket {
    /// `None` only if the runtime refused to wait for it any more.
    stream: Option<AsyncFd<TcpStream>>,
    /// Whether it waits for writing too.
    writes: bool,
}

impl Socket {
    /// Takes a stream, which must be non-blocking.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        Ok(Self { stream: Some(wait_for(stream, Interest::READABLE)?), writes: false })
    }

    fn stream(&self) -> io::Result<&AsyncFd<TcpStream>> {
        self.stream.as_ref().ok_or_else(|| ErrorKind::NotConnected.into())
    }

    /// Reads what is there, at most what `buffer` has room for; nothing is the client's end.
    pub(super) fn poll_read(
        &self,
        context: &mut Context<'_>,
        buffer: &mut ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let mut space = [MaybeUninit::uninit(); READ];
        let room = buffer.remaining().min(READ);
        let stream = self.stream()?;
        loop {
            let mut event = ready!(stream.poll_read_ready(context))?;
            match recv(stream, &mut space[..room], RecvFlags::empty()) {
                Ok(((read, left), _)) => {
                    // Less than there was room for was all there is. What comes later is another event.
                    if !read.is_empty() && !left.is_empty() {
                        event.clear_ready();
                    }
                    buffer.put_slice(read);
                    return Poll::Ready(Ok(()));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => event.clear_ready(),
                Err(error) => return Poll::Ready(Err(error.into())),
            }
        }
    }

    /// Writes as much of `parts` as the kernel takes. With `last` it may keep what does not fill a
    /// packet until the socket is closed or shut down (0.2 s at most): our end goes out with it.
    pub(super) fn poll_write(
        &mut self,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
        last: bool,
    ) -> Poll<io::Result<usize>> {
        let send = |stream: &AsyncFd<TcpStream>| {
            sendmsg(stream, parts, &mut SendAncillaryBuffer::default(), flags(last))
        };
        if !self.writes {
            match send(self.stream()?) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.wait_for_writing()?,
                sent => return Poll::Ready(Ok(sent?)),
            }
        }
        let stream = self.stream()?;
        loop {
            let mut event = ready!(stream.poll_write_ready(context))?;
            match send(stream) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => event.clear_ready(),
                sent => return Poll::Ready(Ok(sent?)),
            }
        }
    }

    /// From now on waits for both. Whoever waits for reading has to ask again, as hyper does
    /// whenever it is woken.
    fn wait_for_writing(&mut self) -> io::Result<()> {
        if let Some(stream) = self.stream.take() {
            let both = Interest::READABLE | Interest::WRITABLE;
            self.stream = Some(wait_for(stream.into_inner(), both)?);
            self.writes = true;
        }
        Ok(())
    }

    /// Sends our end.
    pub(super) fn shutdown(&self) -> io::Result<()> {
        match shutdown(self.stream()?, Shutdown::Write) {
            Err(error) if error.kind() != ErrorKind::NotConnected => Err(error.into()),
            _ => Ok(()),
        }
    }
}

fn flags(last: bool) -> SendFlags {
    #[cfg(target_os = "linux")]
    if last {
        return SendFlags::NOSIGNAL | SendFlags::MORE;
    }
    let _ = last; // only Linux can be told
    SendFlags::NOSIGNAL
}

/// Registers a socket with the current runtime.
#[expect(
    deprecated,
    reason = "any type could lie about its descriptor, so its successor is unsafe; a socket of std owns its own"
)]
pub(super) fn wait_for<T: Into<OwnedFd> + AsRawFd>(socket: T, interest: Interest) -> io::Result<AsyncFd<T>> {
    AsyncFd::with_interest(socket, interest)
}
