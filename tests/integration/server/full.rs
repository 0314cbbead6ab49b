//! More clients than connections or open files allow.

use std::io::{ErrorKind, Read, Write};
use std::time::{Duration, Instant};

use keikaku::logging::Logging;

use super::*;
use crate::support::process::{Process, inside};
use crate::support::raw::{closed_within, connect, connect_many, eventually, get, get_once, read_answer};

#[test]
fn requests_are_answered_while_slow_clients_hold_connections() {
    let running = Running::start(limits());
    let mut slow = connect_many(running.address, 200, "GET / HTTP/1.1\r\nX: ");
    slow.extend(connect_many(running.address, 100, "POST /read HTTP/1.1\r\nContent-Length: 999\r\n\r\n"));
    slow.extend(connect_many(running.address, 20, "GET /large HTTP/1.1\r\nHost: test\r\n\r\n"));
    let mut times = Vec::new();
    for round in 0..100 {
        for client in &mut slow {
            client.write_all(b"x").unwrap();
        }
        let start = Instant::now();
        assert_eq!(get_once(running.address, "/").status, 200, "round {round}");
        times.push(start.elapsed());
    }
    times.sort();
    assert!(times[50] < Duration::from_millis(100), "half took {:?} or more", times[50]);
    assert!(times[99] < Duration::from_secs(2), "the slowest took {:?}", times[99]);
}

/// Takes all connections, checks that the next client waits without the server spinning, and releases them.
fn fill_and_release(process: &mut Process, places: usize) {
    let address: SocketAddr = process.line_after("serving on ").parse().unwrap();
    let holders = connect_many(address, places, "");
    // Time to take those that can be taken; the others are in the backlog.
    std::thread::sleep(Duration::from_millis(300));
    let mut waiting = connect(address);
    waiting.write_all(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    waiting.set_read_timeout(Some(SHORT)).unwrap();
    let before = process.cpu_ticks();
    let unanswered = waiting.read(&mut [0]).map_err(|error| error.kind());
    assert_eq!(unanswered, Err(ErrorKind::WouldBlock), "all connections are in use: the client waits");
    let spent = process.cpu_ticks() - before;
    assert!(spent < 15, "{spent} ticks of CPU time in half a second of waiting");
    drop(holders);
    let start = Instant::now();
    waiting.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    assert_eq!(read_answer(&mut waiting).status, 200);
    for _ in 0..20 {
        assert_eq!(get_once(address, "/").status, 200);
    }
    assert!(start.elapsed() < Duration::from_secs(2), "back after {:?}", start.elapsed());
}

/// The process of the tests below: serves until its stdin is closed.
fn serve_until_told(max_connections: Option<usize>) {
    let defaults = Limits::default();
    let running = Running::start(Limits {
        max_connections: max_connections.unwrap_or(defaults.max_connections),
        shutdown_notice: Duration::ZERO,
        ..defaults
    });
    println!("\nserving on {}", running.address);
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn clients_wait_when_all_connections_are_in_use() {
    if inside() {
        return serve_until_told(Some(20));
    }
    let mut process = Process::start("server::full::clients_wait_when_all_connections_are_in_use", "");
    fill_and_release(&mut process, 20);
    assert!(process.end().success());
}

#[test]
fn connections_fit_into_the_limit_of_open_files() {
    if inside() {
        return serve_until_told(None);
    }
    let mut process =
        Process::start("server::full::connections_fit_into_the_limit_of_open_files", "ulimit -n 64");
    fill_and_release(&mut process, 200);
    assert!(process.end().success());
}

#[test]
fn without_open_files_left_the_server_waits() {
    if inside() {
        return serve_until_told(Some(1000)); // a promise that 64 files cannot keep
    }
    let mut process =
        Process::start("server::full::without_open_files_left_the_server_waits", "ulimit -n 64");
    fill_and_release(&mut process, 200);
    assert!(process.end().success());
}

#[test]
fn a_closed_connection_frees_its_permit() {
    let running = Running::start(Limits { max_connections: 3, ..limits() });
    for _ in 0..10 {
        let mut clients: Vec<_> = (0..3).map(|_| connect(running.address)).collect();
        for client in &mut clients {
            assert_eq!(get(client, "/").status, 200);
        }
    }
    eventually(SLACK, "all places are free", || running.stats().active.get() == 0);
    assert_eq!(running.stats().accepted.get(), 30);
}

#[test]
fn an_unread_or_failing_log_does_not_stop_the_server() {
    if inside() {
        let _logging = Logging::start();
        return serve_until_told(None);
    }
    // A pipe which is full because the test does not read on; nothing at all; a full disk.
    for shell in ["exec 2>&1", "exec 2>&-", "exec 2>/dev/full"] {
        let mut process =
            Process::start("server::full::an_unread_or_failing_log_does_not_stop_the_server", shell);
        let address = process.line_after("serving on ").parse().unwrap();
        assert_eq!(get_once(address, "/log").status, 200, "{shell}");
        for mut client in connect_many(address, 20, "GET /panic HTTP/1.1\r\nHost: test\r\n\r\n") {
            closed_within(&mut client, SLACK);
        }
        assert_eq!(get_once(address, "/").status, 200, "{shell}");
        assert!(process.end().success(), "{shell}");
    }
}
