//! A TCP connection that asks little of the kernel.

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
const READ_SIZE: usize = 4096;

/// A non-blocking TCP stream on the current runtime.
///
/// A connection of one request waits for that request most of its life, and its answer fits into the
/// kernel's buffer. Compared with [`tokio::net::TcpStream`] this saves system calls and wake-ups, measured as
/// more than 3 % of a new connection's cost:
///
/// - It is registered for reading alone until a write finds the buffer full. Registered for both, each
///   new socket wakes the thread once more, to report that it can be written to.
/// - The first read waits for the event. The request of a new connection has rarely arrived, and
///   trying costs a system call.
/// - A write can announce that the end follows.
#[derive(Debug)]
pub(super) struct Socket {
    /// `None` only if the runtime refused to register it again.
    stream: Option<AsyncFd<TcpStream>>,
    /// Whether it is registered for writing too.
    awaits_writing: bool,
}

impl Socket {
    /// Takes a stream, which must be non-blocking.
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        Ok(Self { stream: Some(register(stream, Interest::READABLE)?), awaits_writing: false })
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
        let mut space = [MaybeUninit::uninit(); READ_SIZE];
        let room = buffer.remaining().min(READ_SIZE);
        let stream = self.stream()?;
        loop {
            let mut event = ready!(stream.poll_read_ready(context))?;
            match recv(stream, &mut space[..room], RecvFlags::empty()) {
                Ok(((read, left), _)) => {
                    // Fewer bytes than there was room for are all there were; later ones are another event.
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

    /// Writes as much of `parts` as the kernel takes. With `is_last` it may keep what does not fill a packet
    /// until the socket is closed or shut down (0.2 s at most), so that the end leaves with it.
    pub(super) fn poll_write(
        &mut self,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
        is_last: bool,
    ) -> Poll<io::Result<usize>> {
        let send = |stream: &AsyncFd<TcpStream>| {
            sendmsg(stream, parts, &mut SendAncillaryBuffer::default(), flags(is_last))
        };
        if !self.awaits_writing {
            match send(self.stream()?) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => self.await_writing()?,
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

    /// Registers it for reading and writing. Who waits for reading has to poll again, as hyper does
    /// whenever it is woken.
    fn await_writing(&mut self) -> io::Result<()> {
        if let Some(stream) = self.stream.take() {
            let both = Interest::READABLE | Interest::WRITABLE;
            self.stream = Some(register(stream.into_inner(), both)?);
            self.awaits_writing = true;
        }
        Ok(())
    }

    /// Sends the end. It fails only where the connection has ended already.
    pub(super) fn shutdown(&self) {
        if let Ok(stream) = self.stream() {
            let _ = shutdown(stream, Shutdown::Write);
        }
    }
}

fn flags(is_last: bool) -> SendFlags {
    #[cfg(target_os = "linux")]
    if is_last {
        return SendFlags::NOSIGNAL | SendFlags::MORE;
    }
    let _ = is_last; // only Linux can be told
    SendFlags::NOSIGNAL
}

/// Registers a socket with the current runtime.
#[expect(
    deprecated,
    reason = "any type could lie about its descriptor, so its successor is unsafe; a socket of std owns its own"
)]
pub(super) fn register<T: Into<OwnedFd> + AsRawFd>(socket: T, interest: Interest) -> io::Result<AsyncFd<T>> {
    AsyncFd::with_interest(socket, interest)
}
