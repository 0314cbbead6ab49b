//! Shutdown: requests under way are answered, and nothing delays it.

use std::io::Write;
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use super::*;
use crate::support::process::{Process, inside};
use crate::support::raw::{closed_within, connect, connect_many, eventually, get, get_once, read_answer};

#[test]
fn requests_in_flight_are_answered_and_a_stuck_one_is_cut() {
    let deadline = Duration::from_secs(1);
    let running = Running::start(Limits { shutdown_deadline: deadline, ..limits() });
    let mut asked = connect_many(running.address, 50, "GET /later HTTP/1.1\r\nHost: test\r\n\r\n");
    let mut stuck = connect(running.address);
    stuck.write_all(b"GET /never HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
    eventually(SLACK, "all are taken", || running.stats().active.get() == 51);
    let (start, server, address) = (Instant::now(), running.server.clone(), running.address);
    running.shutdown.begin();
    for client in &mut asked {
        let answer = read_answer(client);
        assert_eq!((answer.status, &answer.body[..]), (200, &b"late"[..]));
        assert!(answer.head.contains("connection: close"), "{}", answer.head);
        closed_within(client, SLACK);
    }
    running.join().unwrap();
    let took = start.elapsed();
    assert!(deadline <= took && took < deadline + SLACK, "took {took:?}");
    closed_within(&mut stuck, SLACK);
    assert!(TcpStream::connect(address).is_err(), "still listening");
    let stats = server.stats();
    assert_eq!((stats.cut.get(), stats.active.get()), (1, 0));
}

#[test]
fn idle_connections_do_not_hold_up_the_end() {
    let running = Running::start(Limits { shutdown_deadline: Duration::from_secs(60), ..limits() });
    let unused = connect_many(running.address, 20, "");
    let mut used = connect_many(running.address, 20, "");
    for client in &mut used {
        assert_eq!(get(client, "/").status, 200);
    }
    eventually(SLACK, "all are taken", || running.stats().active.get() == 40);
    let (start, server) = (Instant::now(), running.server.clone());
    running.shutdown.begin();
    running.join().unwrap();
    assert!(start.elapsed() < SLACK, "took {:?}", start.elapsed());
    assert_eq!(server.stats().cut.get(), 0);
    drop((unused, used));
}

#[test]
fn readiness_ends_before_connections_are_refused() {
    let notice = Duration::from_secs(1);
    let running = Running::start(Limits { shutdown_notice: notice, ..limits() });
    assert_eq!(get_once(running.address, "/ready").body, b"yes");
    let start = Instant::now();
    running.shutdown.begin();
    assert_eq!(get_once(running.address, "/ready").body, b"no");
    running.join().unwrap();
    assert!(start.elapsed() >= notice);
}

#[test]
fn signals_end_the_program_well() {
    if inside() {
        let shutdown_notice = Duration::from_secs(1); // enough to read what was sent before
        let running = Running::start(Limits { shutdown_notice, ..limits() });
        running.shutdown.begin_on_signals().unwrap();
        println!("\nserving on {}", running.address);
        running.join().unwrap();
        return;
    }
    let ends = |signal: &str| {
        let mut process = Process::start("server::shutdown::signals_end_the_program_well", "");
        let address = process.line_after("serving on ").parse().unwrap();
        let mut client = connect(address);
        client.write_all(b"GET /later HTTP/1.1\r\nHost: test\r\n\r\n").unwrap();
        let sent = Command::new("kill").args([signal, &process.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(read_answer(&mut client).body, b"late");
        let start = Instant::now();
        assert!(process.end().success(), "{signal}");
        assert!(start.elapsed() < SLACK);
    };
    thread::scope(|scope| {
        for signal in ["-TERM", "-INT"] {
            scope.spawn(move || ends(signal));
        }
    });
}
