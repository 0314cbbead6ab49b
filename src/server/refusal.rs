//! What a client is told whose request hyper cannot read.

use std::io::{self, IoSlice};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use hyper::body::Bytes;
use hyper::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use hyper::{Response, StatusCode};

use super::socket::Socket;

/// Makes the answer for a status of hyper's: 400, 414 or 431. Its own status is not used.
pub(super) type Refuse = Arc<dyn Fn(StatusCode) -> Response<Bytes> + Send + Sync>;

/// The longest head that hyper writes by itself.
const LONGEST: usize = 160;

/// An answer that is sent in the place of hyper's own.
///
/// hyper refuses what is no HTTP before any service sees it, with a status and nothing else, and has
/// no place to say what to answer instead. So what it writes is looked at: a head without a body,
/// by itself, with no field but the three it sets.
pub(super) struct Refusal {
    bytes: Vec<u8>,
    sent: usize,
    /// How many bytes of hyper's it stands for.
    replaces: usize,
}

impl Refusal {
    /// The answer to be sent for what hyper is about to write, if that is a refusal of its own.
    pub(super) fn of(written: &[IoSlice<'_>], refuse: &Refuse) -> Option<Self> {
        let [head] = written else { return None };
        let status = refused(head)?;
        Some(Self { bytes: dressed(head, &refuse(status)), sent: 0, replaces: head.len() })
    }

    /// Sends on; ready with hyper's count when all is sent.
    pub(super) fn poll_send(
        &mut self,
        socket: &mut Socket,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        while self.sent < self.bytes.len() {
            let rest = IoSlice::new(&self.bytes[self.sent..]);
            self.sent += ready!(socket.poll_write(context, &[rest], true))?;
        }
        Poll::Ready(Ok(self.replaces))
    }
}

/// The status of a head that hyper wrote by itself.
fn refused(head: &[u8]) -> Option<StatusCode> {
    let status = head.strip_prefix(b"HTTP/1.1 ").filter(|_| head.len() <= LONGEST)?.get(..3)?;
    let status = StatusCode::from_bytes(status).ok().filter(StatusCode::is_client_error)?;
    let fields = std::str::from_utf8(head).ok()?.strip_suffix("\r\n\r\n")?.split("\r\n").skip(1);
    let mut names = fields.filter_map(|field| field.split(':').next());
    names.all(|name| matches!(name, "connection" | "content-length" | "date")).then_some(status)
}

/// hyper's head with the fields and the body of another answer.
fn dressed(head: &[u8], with: &Response<Bytes>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(head.len() + with.body().len() + 1024);
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b"content-length:") && line != b"\r\n" {
            bytes.extend_from_slice(line);
        }
    }
    for (name, value) in with.headers() {
        if *name != CONTENT_LENGTH && *name != TRANSFER_ENCODING {
            bytes.extend_from_slice(&[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
        }
    }
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", with.body().len()).as_bytes());
    bytes.extend_from_slice(with.body());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    const BARE: &[u8] = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n\
        content-length: 0\r\ndate: Sun, 22 Nov 2026 12:00:00 GMT\r\n\r\n";

    #[test]
    fn only_what_hyper_says_by_itself_is_replaced() {
        assert_eq!(refused(BARE), Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE));
        for other in [
            &b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"[..],
            b"HTTP/1.1 404 Not Found\r\nallow: GET\r\ncontent-length: 0\r\n\r\n",
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\nno",
            b"HTTP/1.1 400",
            b"HTTP/1.1 ",
            b"",
        ] {
            assert_eq!(refused(other), None, "{}", String::from_utf8_lossy(other));
        }
    }

    #[test]
    fn the_head_keeps_hypers_status_and_date_and_gets_its_length() {
        let page = Response::builder().header("x-a", "b").header("content-length", "9").body("why".into());
        assert_eq!(
            String::from_utf8(dressed(BARE, &page.unwrap())).unwrap(),
            "HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n\
             date: Sun, 22 Nov 2026 12:00:00 GMT\r\nx-a: b\r\ncontent-length: 3\r\n\r\nwhy"
        );
    }
}
