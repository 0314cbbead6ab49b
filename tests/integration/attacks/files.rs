//! When open files run out, or the log cannot be written.

use std::collections::BTreeSet;
use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};

use super::{PATIENCE, counter};
use crate::support::attack::{Row, size};
use crate::support::program::{Folder, Program};
use crate::support::raw::{connect, connect_many, eventually, get, get_once};

#[test]
fn with_64_open_files_the_program_survives_200_clients() {
    let row = Row::new("200 clients with 64 files", "no exit, no spinning, service back in 2 s");
    let folder = Folder::new();
    let program = Program::start_after("ulimit -n 64", &folder, &[]);
    let before = counter(&program, "keikaku_connections_full_total");
    let holders = connect_many(program.address, 200, "");
    thread::sleep(Duration::from_millis(300));
    let ticks = program.ticks("serve-");
    // While all connections are in use nothing is answered; the counters are on another listener.
    thread::sleep(Duration::from_secs(1));
    let spent = program.ticks("serve-") - ticks;
    assert!(counter(&program, "keikaku_connections_full_total") > before, "the connections were enough");
    // The data can still be read: files are kept back for that.
    let reloads = counter(&program, "keikaku_reloads_total");
    let contact = Folder::text("site.toml").replace("contact = \"\"", "contact = \"plan@example.jp\"");
    folder.write("site.toml", contact);
    program.signal("-HUP");
    let reloaded = || counter(&program, "keikaku_reloads_total") > reloads;
    eventually(PATIENCE, "the data is read while all connections are in use", reloaded);
    drop(holders);
    let start = Instant::now();
    assert_eq!(get_once(program.address, "/ja/2024/").status, 200);
    let back = start.elapsed();
    row.measured(format!("{spent} ticks of CPU in a second of waiting, back after {back:.1?}"));
    assert!(spent < 30, "{spent} ticks");
    assert!(back < Duration::from_secs(2), "{back:?}");
    for _ in 0..20 {
        assert_eq!(get_once(program.address, "/ja/2024/").status, 200);
    }
}

#[test]
fn an_unread_or_failing_access_log_does_not_stop_the_program() {
    // `head` ends after a byte, and a pipe without a reader is left.
    let no_reader = "mkfifo pipe; head -c 1 <pipe >/dev/null & exec >pipe; rm pipe";
    // A pipe takes 64 KiB and the queue before it 1,024 lines; what cannot be written at all fails at once.
    for (what, shell, requests) in [
        ("a full pipe", "", size(2_000, 20_000)),
        ("closed", "exec >&-", size(200, 20_000)),
        ("a full disk", "exec >/dev/full", size(200, 20_000)),
        ("no reader", no_reader, size(200, 20_000)),
    ] {
        let row = Row::new(format!("stdout {what}, {requests} requests logged"), "goes on serving");
        let folder = Folder::new();
        let shell = format!("cd '{}'; {shell}", folder.path().display());
        let program = Program::start_after(&shell, &folder, &["--access-log"]);
        let start = Instant::now();
        let mut client = connect(program.address);
        for _ in 0..requests {
            assert_eq!(get(&mut client, "/healthz").status, 200, "{what}");
        }
        row.measured(format!("{:.1?}", start.elapsed()));
    }
}

#[test]
fn lines_lost_in_a_flood_are_counted_and_hold_up_nothing() {
    const REQUESTS: u64 = 1500;
    let folder = Folder::new();
    // Nobody reads stdout: its pipe (64 KiB) takes some 60 lines of this length, the queue 1,024.
    let mut program = Program::start_after("", &folder, &["--access-log"]);
    let path = format!("/healthz?{}", "x".repeat(1000));
    let mut client = connect(program.address);
    for _ in 0..REQUESTS {
        assert_eq!(get(&mut client, &path).status, 200);
    }
    drop(client);
    let lost = counter(&program, "keikaku_access_log_lost_total");
    assert!(lost > 0 && lost < REQUESTS, "{lost} lines are lost");
    let start = Instant::now();
    program.signal("-TERM");
    assert!(program.wait(PATIENCE).success());
    assert!(start.elapsed() < Duration::from_secs(5), "ended after {:?}", start.elapsed());
    let mut log = String::new();
    program.stdout().read_to_string(&mut log).unwrap();
    let written = u64::try_from(log.matches('\n').count()).unwrap();
    assert!(written + lost <= REQUESTS, "{written} lines are written and {lost} are lost");
}

#[test]
fn the_log_has_times_and_levels_and_a_faulty_filter_is_named() {
    let folder = Folder::new();
    let program = Program::start_after("export RUST_LOG=a=b=c", &folder, &[]);
    let log = program.log();
    // What the data has to say comes between, in lines of its own.
    let lines: Vec<&str> = log.lines().filter(|line| line.contains(" keikaku::")).collect();
    assert_eq!(lines.len(), 3, "{log}");
    for (line, (level, text)) in
        lines.iter().zip([("WARN", "RUST_LOG"), ("INFO", "metrics"), ("INFO", "site")])
    {
        let (time, rest) = line.split_once(' ').unwrap();
        assert!(time.len() == "2026-11-22T12:00:00.000000Z".len() && time.ends_with('Z'), "{log}");
        assert!(rest.trim_start().starts_with(level) && rest.contains(text), "{log}");
    }
}

#[test]
fn the_access_log_says_what_was_asked_and_not_by_whom() {
    let folder = Folder::new();
    let mut program = Program::start_after("", &folder, &["--access-log"]);
    let answer = get_once(program.address, "/ja/2024/?utm_source=x");
    assert_eq!(get_once(program.address, "/ja/%0a").status, 400);
    program.signal("-TERM");
    assert!(program.wait(PATIENCE).success());
    let mut log = String::new();
    program.stdout().read_to_string(&mut log).unwrap();
    let lines: Vec<Vec<&str>> = log.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 2, "{log}");
    let length = answer.body.len().to_string();
    assert_eq!(lines[0][1..5], ["GET", "/ja/2024/?utm_source=x", "200", length.as_str()], "{log}");
    assert_eq!(lines[1][1..4], ["GET", "/ja/%0a", "400"], "{log}");
    assert!(!log.contains("127.0.0.1"));
}

#[test]
fn counters_have_a_listener_of_their_own() {
    let row =
        Row::new("metrics listener held by 40 silent clients", "pages are served, /metrics is not public");
    let folder = Folder::new();
    let program = Program::start(&folder);
    assert_eq!(get_once(program.address, "/ja/2024/").status, 200);
    assert_eq!(get_once(program.address, "/metrics").status, 404);
    assert!(counter(&program, "keikaku_answers_total{class=\"2xx\"}") >= 1);
    assert!(counter(&program, "keikaku_answers_total{class=\"4xx\"}") >= 1);
    assert_eq!(counter(&program, "keikaku_answers_total{class=\"5xx\"}"), 0);
    let answer = get_once(program.metrics, "/metrics");
    let kind = "\r\ncontent-type: text/plain; version=0.0.4; charset=utf-8\r\n";
    assert!(answer.head.contains(kind), "Prometheus 3 refuses it:\n{}", answer.head);
    assert_prometheus(&String::from_utf8(answer.body).unwrap());
    let holders = connect_many(program.metrics, 40, "");
    for _ in 0..20 {
        assert_eq!(get_once(program.address, "/ja/2024/").status, 200);
    }
    drop(holders);
    row.measured(format!("{} connections", counter(&program, "keikaku_connections_total")));
}

/// Every value has a name and a number, below the one help line and the one type line of its name.
fn assert_prometheus(text: &str) {
    let mut names = BTreeSet::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let (name, help) = line.strip_prefix("# HELP ").and_then(|line| line.split_once(' ')).expect(line);
        assert!(!help.is_empty() && names.insert(name), "{line}");
        let kind = lines.next().and_then(|line| line.strip_prefix(&format!("# TYPE {name} "))).expect(line);
        let is_total = name.ends_with("_total");
        assert!(matches!((kind, is_total), ("counter", true) | ("gauge", false)), "{name} is a {kind}");
        let mut values = 0;
        while let Some(line) = lines.next_if(|line| !line.starts_with('#')) {
            let (series, value) = line.rsplit_once(' ').expect(line);
            assert!(value.parse::<u64>().is_ok() && series.split('{').next() == Some(name), "{line}");
            values += 1;
        }
        assert!(values > 0, "{name} has no value");
    }
    assert!(names.len() > 10, "{names:?}");
}
