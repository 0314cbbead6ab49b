//! Lines on stderr and stdout that can neither fail nor wait.
//!
//! Whoever reads our output may stop reading: the pipe is then full, and a plain write would stop
//! the thread that serves. So one thread for each output writes, out of a short queue; when the queue
//! is full a line is lost, and when the output is closed or its disk full nobody is told.
//!
//! ```
//! use keikaku::log;
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
const QUEUE: usize = 1024;

/// How long [`flush`] waits for a reader that may have gone.
const FLUSH: Duration = Duration::from_millis(200);

enum Message {
    Line(String),
    Flush(SyncSender<()>),
}

/// An output with its queue; the thread begins with the first line.
struct Output {
    name: &'static str,
    writer: fn() -> Box<dyn Write>,
    queue: OnceLock<Option<SyncSender<Message>>>,
}

static STDERR: Output = Output { name: "log", writer: || Box::new(io::stderr()), queue: OnceLock::new() };
static STDOUT: Output =
    Output { name: "access-log", writer: || Box::new(io::stdout()), queue: OnceLock::new() };

impl Output {
    /// Queues a message, or loses it.
    fn send(&'static self, message: Message) -> bool {
        let start = || {
            let (sender, receiver) = sync_channel(QUEUE);
            let work = move || write(&receiver, (self.writer)());
            // Without a thread (the system would not start one) every line is lost.
            thread::Builder::new().name(self.name.into()).spawn(work).ok().map(|_| sender)
        };
        let queue = self.queue.get_or_init(start);
        queue.as_ref().is_some_and(|queue| queue.try_send(message).is_ok())
    }

    fn flush(&'static self) {
        if self.queue.get().is_none() {
            return;
        }
        let (written, wait) = sync_channel(1);
        if self.send(Message::Flush(written)) {
            let _ = wait.recv_timeout(FLUSH);
        }
    }
}

fn write(messages: &Receiver<Message>, mut output: Box<dyn Write>) {
    while let Ok(message) = messages.recv() {
        match message {
            Message::Line(line) => {
                let _ = output.write_all(line.as_bytes()).and_then(|()| output.flush());
            }
            Message::Flush(written) => {
                let _ = written.try_send(());
            }
        }
    }
}

/// Writes a line to stderr, soon, or loses it. Never waits and never fails.
pub fn line(text: impl Display) {
    STDERR.send(Message::Line(format!("keikaku: {text}\n")));
}

/// Writes a line of the access log to stdout, soon, or loses it. Never waits and never fails.
pub fn access(text: impl Display) {
    STDOUT.send(Message::Line(format!("{text}\n")));
}

/// Waits until the lines so far are written, 200 ms at most for each output: before the program ends.
pub fn flush() {
    STDERR.flush();
    STDOUT.flush();
}

/// Has panics written here as well, with a backtrace if `RUST_BACKTRACE` asks for one. What Rust
/// does unasked is a plain write, which waits for a reader, on the thread that serves.
pub fn panics() {
    panic::set_hook(Box::new(|info| match Backtrace::capture() {
        trace if trace.status() == BacktraceStatus::Captured => line(format_args!("{info}\n{trace}")),
        _ => line(info),
    }));
}

/// Lets a message through at most once a while: for what may happen thousands of times a second.
#[derive(Debug)]
pub(crate) struct Seldom {
    every: Duration,
    last: Option<Instant>,
}

impl Seldom {
    pub(crate) fn every(every: Duration) -> Self {
        Self { every, last: None }
    }

    /// Writes a line unless one was written less than `every` ago.
    pub(crate) fn line(&mut self, text: impl Display) {
        if self.last.is_none_or(|last| last.elapsed() >= self.every) {
            self.last = Some(Instant::now());
            line(text);
        }
    }
}
