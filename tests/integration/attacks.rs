//! Attacks on the program as it ships, with the limits of production.
//!
//! Small sizes here; `tests/attack/run` does the same with large ones, adds those of `large`, and prints a table.

mod crowds;
mod files;
mod large;

use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use socket2::{Domain, Socket, Type};

use crate::support::program::{Folder, Program};
use crate::support::raw::{FOR_EVER, eventually};

/// What an unoptimised program on a busy machine may take for a page.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pages that are asked for meanwhile.
const PAGES: &[&str] = &["/ja/2024/", "/en/2024/projects/", "/en/2024/sums/", "/ja/glossary/"];

/// A plan whose JSON is large: a summary of that many bytes.
fn large_folder(bytes: usize) -> Folder {
    let folder = Folder::new();
    let summary = "中小企業者等が実施する";
    let text = Folder::text("2024/projects.csv");
    assert!(text.contains(summary));
    folder.write("2024/projects.csv", text.replacen(summary, &summary.repeat(bytes / summary.len() + 1), 1));
    folder
}

/// The largest file.
const LARGEST: &str = "/data/2024/plan.json";

/// Waits until the program holds hardly more memory than before, and says how that went. The allocator
/// gives back unused memory within ten seconds.
fn memory_returns(program: &Program, before: u64) -> String {
    const KEPT: u64 = 8;
    let more = || program.resident().saturating_sub(before) >> 20;
    let (since, most) = (Instant::now(), more());
    eventually(Duration::from_secs(60), "memory is given back", || more() <= KEPT);
    format!("{most} MiB more memory, {} after {:.0?}", more(), since.elapsed())
}

/// Pages are compressed and kept after the start, which takes seconds and grows the memory by as much as an
/// attack may leave behind: memory is measured when it is over.
fn wait_until_compressed(program: &Program) {
    let idle = || {
        let before = program.ticks("keep");
        thread::sleep(Duration::from_secs(5));
        program.ticks("keep").saturating_sub(before) <= 5
    };
    eventually(Duration::from_secs(400), "all is compressed", idle);
}

/// A client for whom the kernel keeps little, so that most of an answer waits on our side.
fn narrow(address: SocketAddr) -> TcpStream {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    socket.connect_timeout(&address.into(), FOR_EVER).unwrap();
    socket.set_read_timeout(Some(FOR_EVER)).unwrap();
    socket.set_write_timeout(Some(FOR_EVER)).unwrap();
    socket.into()
}

/// The value of a counter.
fn counter(program: &Program, name: &str) -> u64 {
    let answer = crate::support::raw::get_once(program.metrics, "/");
    let text = String::from_utf8(answer.body).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("no {name} in\n{text}")).parse().unwrap()
}
