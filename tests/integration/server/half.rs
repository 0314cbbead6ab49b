//! Clients that send their end after their request and wait for the answer, as `nc -N` does.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Instant;

use super::*;
use crate::support::raw::{closed_within, connect, connect_many, eventually, get_once};

/// A client that has sent `request` and its end, at once.
fn ended(running: &Running, request: &str) -> TcpStream {
    let mut client = connect(running.address);
    client.write_all(request.as_bytes()).unwrap();
    client.shutdown(Shutdown::Write).unwrap();
    client
}

/// All that the server sends, until it closes in good order.
fn all(mut client: TcpStream) -> String {
    let mut bytes = Vec::new();
    client.read_to_end(&mut bytes).expect("no reset");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn ask(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: test\r\n\r\n")
}

#[test]
fn the_whole_answer_comes_after_the_clients_end() {
    let running = Running::start(limits());
    for round in 0..50 {
        let answer = all(ended(&running, &ask("/")));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"), "{round}: {answer:?}");
    }
    for (path, end) in [("/later", "late"), ("/parts", "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n")] {
        let answer = all(ended(&running, &ask(path)));
        assert!(answer.ends_with(end), "{path}: {answer:?}");
    }
    assert!(all(ended(&running, &ask("/large"))).len() > LARGE);
    let both = all(ended(&running, &(ask("/later") + &ask("/"))));
    assert!(both.contains("late") && both.ends_with("hello"), "two requests at once: {both:?}");
    let read = "POST /read HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\n123";
    assert!(all(ended(&running, read)).ends_with("123"), "a request with a body");
}

#[test]
fn an_end_without_a_whole_request_closes_at_once() {
    let running = Running::start(limits()); // with 10 s for a head
    for request in [
        "",
        "GE",
        "GET / HTTP/1.1\r\nHost: te",
        "POST /read HTTP/1.1\r\nHost: test\r\nContent-Length: 100\r\n\r\nfirst",
        "POST /read HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfir",
    ] {
        closed_within(&mut ended(&running, request), SLACK);
        eventually(SLACK, "its place is given back", || running.stats().active.get() == 0);
    }
}

#[test]
fn an_end_holds_no_connection_longer_than_the_limits() {
    let limits = Limits { answer_timeout: SHORT, write_stall: SHORT, ..limits() };
    let running = Running::start(limits);
    let start = Instant::now();
    let mut clients = connect_many(running.address, 20, &ask("/never"));
    clients.extend(connect_many(running.address, 20, &ask("/large")));
    for client in &clients {
        client.shutdown(Shutdown::Write).unwrap();
    }
    eventually(SHORT + SLACK, "all are closed", || {
        let stats = running.stats();
        stats.accepted.get() == 40 && stats.active.get() == 0
    });
    assert!(start.elapsed() >= SHORT, "closed early");
    let stats = running.stats();
    assert_eq!((stats.answer_timeouts.get(), stats.write_stalls.get()), (20, 20), "{stats:?}");
    assert_eq!(get_once(running.address, "/").status, 200);
}
