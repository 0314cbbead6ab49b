//! What leaves together, and what must not wait.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use super::*;
use crate::support::raw::{connect, get, read_answer};

/// The bytes that are there once the first is, and whether the end has come with them.
fn at_once(client: &mut TcpStream) -> (Vec<u8>, bool) {
    client.peek(&mut [0]).unwrap();
    client.set_nonblocking(true).unwrap();
    let mut bytes = Vec::new();
    let ended = match client.read_to_end(&mut bytes) {
        Ok(_) => true,
        Err(error) if error.kind() == ErrorKind::WouldBlock => false,
        Err(error) => panic!("{error}"),
    };
    (bytes, ended)
}

fn ask(running: &Running, path: &str, fields: &str) -> TcpStream {
    let mut client = connect(running.address);
    write!(client, "GET {path} HTTP/1.1\r\nHost: test\r\n{fields}\r\n").unwrap();
    client
}

#[test]
#[cfg(target_os = "linux")]
fn the_last_answer_brings_the_end_along() {
    let running = Running::start(limits());
    for round in 0..50 {
        let (bytes, ended) = at_once(&mut ask(&running, "/", "Connection: close\r\n"));
        assert!(bytes.ends_with(b"hello"), "{round}: {}", String::from_utf8_lossy(&bytes));
        assert!(ended, "{round}: the end came in a packet of its own");
    }
}

#[test]
fn a_large_last_answer_comes_whole() {
    let running = Running::start(limits());
    let mut bytes = Vec::new();
    ask(&running, "/large", "Connection: close\r\n").read_to_end(&mut bytes).unwrap();
    assert!(bytes.len() > LARGE && bytes.ends_with(&[0; 1000]), "{}", bytes.len());
}

#[test]
fn only_a_last_answer_waits_for_the_end() {
    let running = Running::start(limits());
    let mut client = connect(running.address);
    let kept = least(20, || assert_eq!(get(&mut client, "/").body, b"hello"));
    let parts = least(20, || {
        assert_eq!(read_answer(&mut ask(&running, "/parts", "Connection: close\r\n")).status, 200);
    });
    // The kernel would wait 200 ms for more.
    for (kind, time) in [("kept", kept), ("in parts", parts)] {
        assert!(time < Duration::from_millis(100), "{kind}: {time:?}");
    }
}

#[test]
fn a_connection_goes_on_after_an_answer_larger_than_the_buffer() {
    let running = Running::start(limits());
    let mut client = connect(running.address);
    for _ in 0..3 {
        assert_eq!(get(&mut client, "/large").body.len(), LARGE);
        assert_eq!(get(&mut client, "/").body, b"hello");
    }
}
