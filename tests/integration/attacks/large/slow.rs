//! Attacks that take as long as the limits of production, and Debian's slowhttptest.

use std::io::Write;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::super::{LARGEST, PAGES, counter, large_folder, memory_returns, narrow, wait_until_compressed};
use crate::support::attack::{Row, p99};
use crate::support::load::Load;
use crate::support::program::{Folder, Program};
use crate::support::raw::{closed_within, connect_many, eventually, get_once};

#[test]
#[ignore = "large: 10 s for each kind of silence"]
fn silent_clients_are_closed() {
    let each = 500;
    for start in ["", "P", "PRI * HTT"] {
        let row = Row::new(format!("{each} sockets that end after {start:?}"), "all closed within 12 s");
        let folder = Folder::new();
        let program = Program::start(&folder);
        let since = Instant::now();
        let mut clients = connect_many(program.address, each, start);
        for client in &mut clients {
            closed_within(client, Duration::from_secs(14));
        }
        let closed = since.elapsed();
        row.measured(format!(
            "the last after {closed:.1?}, {} timeouts counted",
            counter(&program, "keikaku_header_timeouts_total")
        ));
        assert!(closed < Duration::from_secs(12), "{closed:?}");
    }
}

#[test]
#[ignore = "large: half a minute"]
fn clients_that_never_read_are_closed() {
    let row = Row::new("500 clients that never read 8 MiB", "closed within 35 s, < 50 MB more memory");
    let folder = large_folder(8 << 20);
    let program = Program::start(&folder);
    let kept = || get_once(program.address, LARGEST).status == 200 && prebuilt_grows(&program);
    eventually(Duration::from_secs(120), "the file is kept", kept);
    wait_until_compressed(&program);
    let before = program.resident();
    let start = Instant::now();
    let ask = format!("GET {LARGEST} HTTP/1.1\r\nHost: test\r\n\r\n");
    let mut clients: Vec<_> = (0..500).map(|_| narrow(program.address)).collect();
    clients.iter_mut().for_each(|client| client.write_all(ask.as_bytes()).unwrap());
    let mut most = 0;
    let gone = || {
        most = most.max(program.resident().saturating_sub(before));
        assert_eq!(get_once(program.address, "/ja/2024/").status, 200);
        counter(&program, "keikaku_write_stalls_total") == 500
    };
    eventually(Duration::from_secs(60), "all are given up", gone);
    let closed = start.elapsed();
    row.measured(format!("given up after {closed:.1?}, {} MiB more memory at most", most >> 20));
    assert!(closed < Duration::from_secs(35), "{closed:?}");
    assert!(most < 50 << 20, "{most}");
    closed_within(&mut clients[0], Duration::from_secs(5));
}

fn prebuilt_grows(program: &Program) -> bool {
    let count = || counter(program, "keikaku_answers_prebuilt_total");
    let before = count();
    get_once(program.address, LARGEST);
    count() > before
}

#[test]
#[ignore = "large: six attacks of 4,000 connections, half a minute each"]
fn pages_are_quick_under_slowhttptest() {
    let folder = Folder::new();
    // One program for all: what an attack leaves behind would add up.
    let program = Program::start(&folder);
    eventually(Duration::from_secs(60), "pages are kept", || {
        get_once(program.address, PAGES[0]).status == 200
            && counter(&program, "keikaku_answers_prebuilt_total") > 0
    });
    wait_until_compressed(&program);
    let (files, memory) = (program.files(), program.resident());
    for (mode, what) in [
        ("-H", "slow headers"),
        ("-B", "slow bodies"),
        ("-R", "ranges"),
        ("-X", "slow reading"),
        ("-H", "again"),
        ("-H", "a third time"),
    ] {
        let row = Row::new(
            format!("slowhttptest {mode} ({what}), 4,000 connections"),
            "pages 100 % 200, p99 < 100 ms; files and memory return",
        );
        let accepted = counter(&program, "keikaku_connections_total");
        let load = Load::start(program.address, 1, PAGES, |_, _, _| ());
        let url = format!("http://{}/ja/2024/", program.address);
        let mut command = Command::new("slowhttptest");
        command.args([mode, "-c", "4000", "-r", "1000", "-i", "2", "-l", "30", "-p", "5", "-u", &url]);
        if mode == "-X" {
            // A window of a few bytes, read by a few bytes a second, three pages a connection.
            command.args(["-w", "512", "-y", "1024", "-n", "5", "-z", "32", "-k", "3"]);
        }
        let mut most = 0;
        let mut child =
            command.stdout(std::process::Stdio::null()).spawn().expect("slowhttptest is installed");
        while child.try_wait().unwrap().is_none() {
            most = most.max(counter(&program, "keikaku_connections_active"));
            thread::sleep(Duration::from_millis(200));
        }
        let mut times = load.stop();
        let slowest = p99(&mut times);
        eventually(Duration::from_secs(60), "files are given back", || program.files() <= files + 2);
        row.measured(format!("{most} connections at most, {} pages all 200, p99 {slowest:.1?}", times.len()));
        row.measured(format!(
            "files {files} and then {}; {}",
            program.files(),
            memory_returns(&program, memory)
        ));
        let accepted = counter(&program, "keikaku_connections_total") - accepted;
        assert!(accepted >= 4000, "no attack: {accepted} connections");
        assert!(slowest < Duration::from_millis(100), "p99 is {slowest:?}");
    }
}
