//! HTTP by hand, over plain sockets: what a client library would not let us send or see.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Longer than anything may take: a test which waits this long has failed.
pub(crate) const FOR_EVER: Duration = Duration::from_secs(20);

/// A connection on which reads give up after [`FOR_EVER`].
pub(crate) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect_timeout(&address, FOR_EVER).expect("connects");
    stream.set_read_timeout(Some(FOR_EVER)).unwrap();
    stream.set_write_timeout(Some(FOR_EVER)).unwrap();
    stream
}

/// So many connections, each having sent `first`.
pub(crate) fn connect_many(address: SocketAddr, count: usize, first: &str) -> Vec<TcpStream> {
    let open = || {
        let mut stream = connect(address);
        stream.write_all(first.as_bytes()).unwrap();
        stream
    };
    (0..count).map(|_| open()).collect()
}

/// The status, the head and the body of one answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// Asks for `path` on a connection that stays open, and reads one answer.
pub(crate) fn get(stream: &mut TcpStream, path: &str) -> Answer {
    // In one piece: pieces would wait for each other.
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: test\r\n\r\n").as_bytes()).unwrap();
    read_answer(stream)
}

/// Asks for `path` on a new connection.
pub(crate) fn get_once(address: SocketAddr, path: &str) -> Answer {
    get(&mut connect(address), path)
}

/// Reads one answer of a known length, or of chunks, which are left as they are.
pub(crate) fn read_answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let mut space = vec![0; 64 * 1024];
    loop {
        if let Some(answer) = whole(&bytes) {
            return answer;
        }
        match stream.read(&mut space).expect("an answer") {
            0 => panic!("closed after {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(300)])),
            count => bytes.extend_from_slice(&space[..count]),
        }
    }
}

fn whole(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let body = &bytes[end..];
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let complete = match length {
        Some(length) => body.len() >= length.parse().unwrap(),
        None if head.contains("transfer-encoding: chunked") => body.ends_with(b"0\r\n\r\n"),
        None => true,
    };
    let status = head.split(' ').nth(1)?.parse().unwrap();
    complete.then(|| Answer { status, head, body: body.to_vec() })
}

/// Waits until the server has closed (or reset) the connection, whatever it sends before; says how
/// long that took from now. Panics after `limit`.
pub(crate) fn closed_within(stream: &mut TcpStream, limit: Duration) -> Duration {
    let start = Instant::now();
    let mut space = vec![0; 64 * 1024];
    loop {
        let left = limit.saturating_sub(start.elapsed());
        assert!(!left.is_zero(), "still open after {limit:?}");
        stream.set_read_timeout(Some(left)).unwrap();
        match stream.read(&mut space) {
            Ok(0) => return start.elapsed(),
            Ok(_) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
            Err(_) => return start.elapsed(),
        }
    }
}

/// Waits until `condition` holds; panics if it does not in time.
pub(crate) fn eventually(limit: Duration, what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < limit, "{what}: not within {limit:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
