//! Very many connections that ask for little.

use std::io::Write;
use std::time::{Duration, Instant};

use super::{PAGES, PATIENCE, memory_returns, wait_until_compressed};
use crate::support::attack::{Row, is_large, p99, size};
use crate::support::program::{Folder, Program};
use crate::support::raw::{connect_many, eventually, get, get_once};

#[test]
fn pages_are_quick_in_a_crowd_of_idle_connections() {
    let (crowd, rounds) = (size(200, 4000), size(50, 250));
    let row = Row::new(
        format!("{crowd} connections kept alive or trickling"),
        "pages 100 % 200, p99 < 100 ms; files and memory return",
    );
    let folder = Folder::new();
    let program = Program::start(&folder);
    for page in PAGES {
        assert_eq!(get_once(program.address, page).status, 200);
    }
    if is_large() {
        wait_until_compressed(&program);
    }
    let (files, memory) = (program.files(), program.resident());
    let mut idle = connect_many(program.address, crowd / 2, "");
    for client in &mut idle {
        assert_eq!(get(client, "/healthz").status, 200);
    }
    let mut trickling = connect_many(program.address, crowd / 2, "GET /ja/2024/ HTTP/1.1\r\nX: ");
    let mut times = Vec::new();
    for _ in 0..rounds {
        for client in &mut trickling {
            // Some have been cut by then, as they should be.
            let _ = client.write_all(b"x");
        }
        for page in PAGES {
            let start = Instant::now();
            assert_eq!(get_once(program.address, page).status, 200);
            times.push(start.elapsed());
        }
    }
    let slowest = p99(&mut times);
    drop((idle, trickling));
    eventually(Duration::from_secs(10), "all is given back", || program.files() <= files + 2);
    row.measured(format!("{} pages, half in {:.1?}, p99 {slowest:.1?}", times.len(), times[times.len() / 2]));
    row.measured(format!("files {files} and then {}", program.files()));
    // A debug build beside other tests may be slower by far, and memory takes ten seconds to come back.
    assert!(slowest < size(PATIENCE, Duration::from_millis(100)), "p99 is {slowest:?}");
    if is_large() {
        row.measured(memory_returns(&program, memory));
    }
}
