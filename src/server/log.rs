//! Lines on stderr that can neither fail nor wait.
//!
//! Whoever reads our stderr may stop reading: the pipe is then full, and a plain write would stop
//! the thread that serves. So one thread of its own writes, out of a short queue; when the queue is
//! full a line is lost, and when stderr is closed or its disk full nobody is told.
//!
//! ```
//! use keikaku::server::log;
//!
//! log::line(format_args!("listening on {}", "127.0.0.1:8080"));
//! log::flush();
//! ```

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Display;
use std::io::{self, Write};
use std::panic;
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// Lines waiting to be written; a flood beyond them is not worth its memory.
const QUEUE: usize = 256;

/// How long [`flush`] waits for a reader that may have gone.
const FLUSH: Duration = Duration::from_millis(200);

enum Message {
    Line(String),
    Flush(SyncSender<()>),
}

/// Writes a line, soon, or loses it. Never waits and never fails.
pub fn line(text: impl Display) {
    if let Some(queue) = queue() {
        let _ = queue.try_send(Message::Line(format!("keikaku: {text}\n")));
    }
}

/// Waits until the lines so far are written, 200 ms at most: to be called before the program ends.
pub fn flush() {
    let (written, wait) = sync_channel(1);
    if queue().is_some_and(|queue| queue.try_send(Message::Flush(written)).is_ok()) {
        let _ = wait.recv_timeout(FLUSH);
    }
}

/// Has panics written here as well, with a backtrace if `RUST_BACKTRACE` asks for one. What Rust
/// does unasked is a plain write, which waits for a reader, on the thread that serves.
pub fn panics() {
    panic::set_hook(Box::new(|info| match Backtrace::capture() {
        trace if trace.status() == BacktraceStatus::Captured => line(format_args!("{info}\n{trace}")),
        _ => line(info),
    }));
}

/// The way to the writing thread; `None` if the system would not start one.
fn queue() -> Option<&'static SyncSender<Message>> {
    static QUEUE_TO_WRITER: OnceLock<Option<SyncSender<Message>>> = OnceLock::new();
    QUEUE_TO_WRITER
        .get_or_init(|| {
            let (sender, receiver) = sync_channel(QUEUE);
            thread::Builder::new().name("log".into()).spawn(move || write(&receiver)).ok().map(|_| sender)
        })
        .as_ref()
}

fn write(messages: &Receiver<Message>) {
    while let Ok(message) = messages.recv() {
        match message {
            Message::Line(line) => {
                let _ = io::stderr().write_all(line.as_bytes());
            }
            Message::Flush(written) => {
                let _ = written.try_send(());
            }
        }
    }
}

/// Lets a message through at most once a while: for what may happen thousands of times a second.
#[derive(Debug)]
pub(super) struct Seldom {
    every: Duration,
    last: Option<Instant>,
}

impl Seldom {
    pub(super) fn every(every: Duration) -> Self {
        Self { every, last: None }
    }

    /// Writes a line unless one was written less than `every` ago.
    pub(super) fn line(&mut self, text: impl Display) {
        if self.last.is_none_or(|last| last.elapsed() >= self.every) {
            self.last = Some(Instant::now());
            line(text);
        }
    }
}
