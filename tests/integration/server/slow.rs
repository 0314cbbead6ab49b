//! Slow clients.

use std::io::{ErrorKind, Read, Write};
use std::time::Instant;

use super::*;
use crate::support::process::{alone, resident_memory};
use crate::support::raw::{closed_within, connect, connect_many, eventually, get, get_once, read_answer};

#[test]
fn clients_which_send_no_whole_head_are_closed() {
    let running = Running::start(Limits { header_read_timeout: SHORT, ..limits() });
    let start = Instant::now();
    let mut clients = Vec::new();
    for first in ["", "P", "GET / HTTP/1.1\r\nHost: test\r\n", "PRI * HTTP/2.0\r\n"] {
        clients.extend(connect_many(running.address, 100, first));
    }
    let stats = running.stats();
    eventually(SHORT + SLACK, "the first is closed", || stats.header_timeouts.get() > 0);
    assert!(start.elapsed() >= SHORT, "closed early");
    // Each has the whole limit for itself, from when it was accepted.
    for client in &mut clients {
        closed_within(client, SHORT + SLACK);
    }
    eventually(SLACK, "the places are given back", || stats.active.get() == 0);
    assert_eq!(stats.accepted.get(), 400);
    assert_eq!(stats.header_timeouts.get() + stats.refused.get(), 400, "{stats:?}");
}

#[test]
fn a_head_sent_byte_by_byte_has_the_same_time_limit() {
    let running = Running::start(Limits { header_read_timeout: SHORT, ..limits() });
    let start = Instant::now();
    let mut client = connect(running.address);
    client.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap();
    client.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
    loop {
        assert!(start.elapsed() < SHORT + SLACK, "still open");
        let sent = client.write_all(b"x");
        match client.read(&mut [0]) {
            Err(error) if error.kind() == ErrorKind::WouldBlock && sent.is_ok() => {}
            _ => break,
        }
    }
    assert!(start.elapsed() >= SHORT, "closed early: {:?}", start.elapsed());
}

#[test]
fn an_idle_connection_is_closed_and_a_used_one_kept() {
    let running = Running::start(Limits { header_read_timeout: SHORT, ..limits() });
    let mut client = connect(running.address);
    let start = Instant::now();
    while start.elapsed() < 2 * SHORT {
        assert_eq!(get(&mut client, "/").status, 200);
        std::thread::sleep(SHORT / 10);
    }
    closed_within(&mut client, SHORT + SLACK);
    assert_eq!(running.stats().accepted.get(), 1);
}

#[test]
fn an_unread_body_does_not_hold_the_connection() {
    let running = Running::start(limits());
    let mut client = connect(running.address);
    client.write_all(b"POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\nfirst").unwrap();
    assert_eq!(read_answer(&mut client).body, b"hello");
    // More of it now and then does not keep the connection.
    eventually(SLACK, "the connection is closed", || {
        std::thread::sleep(Duration::from_millis(50));
        client.write_all(b"x").is_err()
    });
    eventually(SLACK, "its place is given back", || running.stats().active.get() == 0);
}

#[test]
fn a_body_the_service_reads_has_a_time_limit() {
    let running = Running::start(Limits { answer_timeout: SHORT, ..limits() });
    let mut client = connect(running.address);
    client.write_all(b"POST /read HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\n123").unwrap();
    assert_eq!(read_answer(&mut client).body, b"123");
    client.write_all(b"POST /read HTTP/1.1\r\nHost: test\r\nContent-Length: 100000\r\n\r\nfirst").unwrap();
    eventually(SHORT + SLACK, "the connection is closed", || {
        std::thread::sleep(Duration::from_millis(50));
        client.write_all(b"x").is_err()
    });
    eventually(SLACK, "it is counted", || running.stats().answer_timeouts.get() == 1);
}

#[test]
fn a_service_which_hangs_costs_its_connection_only() {
    let running = Running::start(Limits { answer_timeout: SHORT, ..limits() });
    let mut hanging = connect_many(running.address, 20, "GET /never HTTP/1.1\r\nHost: test\r\n\r\n");
    let mut panicking = connect_many(running.address, 20, "GET /panic HTTP/1.1\r\nHost: test\r\n\r\n");
    for client in &mut panicking {
        closed_within(client, SLACK);
    }
    assert_eq!(get_once(running.address, "/").status, 200);
    for client in &mut hanging {
        closed_within(client, SHORT + SLACK);
    }
    eventually(SLACK, "the places are given back", || running.stats().active.get() == 0);
    assert_eq!(running.stats().answer_timeouts.get(), 20);
}

#[test]
fn clients_which_do_not_read_are_closed_and_cost_no_memory() {
    if !alone("server::slow::clients_which_do_not_read_are_closed_and_cost_no_memory") {
        return;
    }
    let running = Running::start(Limits { write_stall: SHORT, ..limits() });
    assert_eq!(get_once(running.address, "/large").body.len(), LARGE);
    let before = resident_memory();
    let mut clients = connect_many(running.address, 50, "GET /large HTTP/1.1\r\nHost: test\r\n\r\n");
    let mut most = 0;
    eventually(SHORT + SLACK, "all are closed", || {
        most = most.max(resident_memory().saturating_sub(before));
        running.stats().write_stalls.get() == 50 && running.stats().active.get() == 0
    });
    assert!(most < 50 << 20, "grew by {} MiB", most >> 20);
    // The memory that counts most is the kernel's: what it had taken is what can still be read.
    for client in &mut clients {
        let taken = io::copy(client, &mut io::sink()).unwrap_or(0);
        assert!(taken < 1 << 20, "the kernel held {} KiB", taken >> 10);
    }
    assert_eq!(get_once(running.address, "/").status, 200);
}

#[test]
fn a_client_which_reads_slowly_gets_everything() {
    let running = Running::start(Limits { write_stall: SHORT, ..limits() });
    let mut client = connect(running.address);
    client.write_all(b"GET /large HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
    let (start, mut count, mut part) = (Instant::now(), 0, vec![0; 512 << 10]);
    loop {
        match client.read(&mut part).unwrap() {
            0 => break,
            read => count += read,
        }
        // 16 MiB in far more than the limit, which is one for doing nothing.
        if count < 12 << 20 {
            std::thread::sleep(SHORT / 10);
        }
    }
    assert!(count > LARGE, "{count} bytes after {:?}", start.elapsed());
    assert!(start.elapsed() > 2 * SHORT, "too fast to show anything: {:?}", start.elapsed());
    assert_eq!(running.stats().write_stalls.get(), 0);
}
