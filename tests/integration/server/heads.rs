//! Heads that are too long, and answers that must not be delayed.

use std::io::Write;

use super::*;
use crate::support::raw::{closed_within, connect, eventually, get, read_answer};

/// Sends a whole head, of whatever length, and reads the answer that refuses it.
fn refusal(running: &Running, head: &str) -> u16 {
    let mut client = connect(running.address);
    client.write_all(head.as_bytes()).unwrap();
    let answer = read_answer(&mut client);
    closed_within(&mut client, SLACK);
    // The end is orderly: a reset could have overtaken the answer.
    eventually(SLACK, "the server closes", || running.stats().active.get() == 0);
    assert!(client.take_error().unwrap().is_none(), "reset");
    answer.status
}

/// A head of exactly that many bytes, made so by its target.
fn with_target(bytes: usize) -> String {
    let rest = "GET / HTTP/1.1\r\nHost: test\r\n\r\n".len();
    format!("GET /{} HTTP/1.1\r\nHost: test\r\n\r\n", "x".repeat(bytes - rest))
}

/// The same by a field, as cookies do.
fn with_field(bytes: usize) -> String {
    let rest = "GET / HTTP/1.1\r\nHost: test\r\nCookie: \r\n\r\n".len();
    format!("GET / HTTP/1.1\r\nHost: test\r\nCookie: {}\r\n\r\n", "x".repeat(bytes - rest))
}

fn with_fields(count: usize) -> String {
    format!("GET / HTTP/1.1\r\n{}\r\n", "X: y\r\n".repeat(count))
}

const MOST_BYTES: usize = 64 * 1024;
const MOST_FIELDS: usize = 100;

#[test]
fn heads_that_are_too_long_are_refused_and_the_client_hears_it() {
    let running = Running::start(limits());
    let refusals = [
        (431, with_target(MOST_BYTES + 1)),
        (431, with_field(MOST_BYTES + 1)),
        // Much more than is ever read as a head: the answer is not lost with what follows.
        (431, with_field(800_000)),
        (431, with_fields(MOST_FIELDS + 1)),
        (400, "what is this?\r\n\r\n".to_owned()),
    ];
    // At once: the server lingers over each.
    thread::scope(|scope| {
        for (status, head) in &refusals {
            scope.spawn(|| assert_eq!(refusal(&running, head), *status, "{}", &head[..17.min(head.len())]));
        }
    });
    eventually(SLACK, "all are counted", || running.stats().refused.get() == 5);
}

#[test]
fn heads_as_long_as_allowed_are_answered() {
    let running = Running::start(limits());
    for head in [with_target(MOST_BYTES), with_field(MOST_BYTES), with_fields(MOST_FIELDS)] {
        let mut client = connect(running.address);
        client.write_all(head.as_bytes()).unwrap();
        assert_eq!(read_answer(&mut client).status, 200);
    }
}

#[test]
fn an_answer_written_in_parts_is_not_delayed() {
    let running = Running::start(limits());
    let mut client = connect(running.address);
    let mut ask = || assert_eq!(get(&mut client, "/parts").body, b"3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
    // With Nagle's algorithm each takes 40 ms or more, except the first ones: the second part waits for the
    // client's acknowledgement of the first, and the client waits to have something to send with it.
    (0..20).for_each(|_| ask());
    let time = least(20, ask);
    assert!(time < Duration::from_millis(30), "{time:?}");
}
