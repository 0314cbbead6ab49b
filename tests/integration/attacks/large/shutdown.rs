//! SIGTERM, as a container runtime sends it.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use super::super::{LARGEST, counter, large_folder, narrow};
use crate::support::attack::Row;
use crate::support::program::Program;
use crate::support::raw::{closed_within, eventually, get_once};

const PREBUILT: &str = "keikaku_answers_prebuilt_total";

#[test]
#[ignore = "large: waits 9 s for one that is stuck"]
fn answers_under_way_are_finished_and_a_stuck_one_is_cut() {
    let row = Row::new(
        "SIGTERM with 50 downloads under way and one stuck",
        "the 50 complete, /readyz 503 first, exit 0 within 10 s",
    );
    let folder = large_folder(1 << 20);
    let mut program = Program::start(&folder);
    let begin = || {
        let mut client = narrow(program.address);
        client.write_all(format!("GET {LARGEST} HTTP/1.1\r\nHost: test\r\n\r\n").as_bytes()).unwrap();
        let mut first = vec![0; 4096];
        let read = client.read(&mut first).unwrap();
        assert!(first.starts_with(b"HTTP/1.1 200"));
        first.truncate(read);
        (client, first)
    };
    // Rendered for each, 50 downloads would take longer to begin than one may be stuck.
    eventually(Duration::from_secs(60), "the file is kept", || {
        let before = counter(&program, PREBUILT);
        get_once(program.address, LARGEST);
        counter(&program, PREBUILT) > before
    });
    let clients: Vec<_> = (0..50).map(|_| begin()).collect();
    let (mut stuck, _) = begin();
    let start = Instant::now();
    program.signal("-TERM");
    while get_once(program.address, "/readyz").status != 503 {
        assert!(start.elapsed() < Duration::from_secs(1), "still ready");
    }
    assert_eq!(get_once(program.address, "/healthz").status, 200);
    let told = start.elapsed();
    for (mut client, mut answer) in clients {
        let mut part = vec![0; 64 * 1024];
        while !complete(&answer) {
            let count = client.read(&mut part).unwrap();
            assert_ne!(count, 0, "closed after {} bytes", answer.len());
            answer.extend_from_slice(&part[..count]);
        }
    }
    let complete = start.elapsed();
    let status = program.wait(Duration::from_secs(12));
    let ended = start.elapsed();
    row.measured(format!(
        "503 after {told:.1?}, 50 of 50 complete after {complete:.1?}, end after {ended:.1?}"
    ));
    row.measured(format!("{status}"));
    assert_eq!(status.code(), Some(0));
    assert!(ended < Duration::from_secs(10), "{ended:?}");
    closed_within(&mut stuck, Duration::from_secs(1));
}

/// Whether the body is as long as the head says.
fn complete(answer: &[u8]) -> bool {
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else { return false };
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let length: usize = length.parse().unwrap();
    assert!(length > 1 << 20);
    answer.len() - end - 4 == length
}
