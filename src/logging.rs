//! The log: events of [`tracing`] as lines on stderr, and the writer of the access log on stdout.
//!
//! Whoever reads an output may stop reading: its pipe is then full, and a plain write would stop the
//! thread that serves. So each output is written by a thread of its own, out of a short queue. A line
//! that finds the queue full is lost, and so is one that cannot be written (closed, disk full): logging
//! can neither fail nor wait.
//!
//! ```
//! let mut logging = keikaku::logging::Logging::start();
//! tracing::info!("listening on {}", "127.0.0.1:8080");
//! let access_log = logging.access_log(); // for `HttpService::with_access_log`
//! drop(logging); // writes what is left
//! # drop(access_log);
//! ```

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::mem;
use std::panic;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::filter::{EnvFilter, LevelFilter};

/// Lines that wait to be written; a flood beyond them is not worth its memory.
const QUEUE: usize = 1024;

/// How long the end of the program waits for a reader that may have gone.
const FLUSH: Duration = Duration::from_millis(200);

/// The threads that write; what is in their queues is written when this is dropped.
#[derive(Debug)]
pub struct Logging {
    writers: Vec<WorkerGuard>,
}

impl Logging {
    /// Writes every event from now on to stderr, each with its time (UTC) and level: those that the
    /// environment variable `RUST_LOG` selects, else from `info` on. Panics are events too.
    #[must_use]
    pub fn start() -> Self {
        let (writer, guard) = lossy("log", io::stderr());
        let filter = EnvFilter::builder().with_default_directive(LevelFilter::INFO.into());
        let (selected, faulty) = match filter.from_env() {
            Ok(selected) => (selected, None),
            Err(error) => (EnvFilter::new("info"), Some(error)),
        };
        // Fails where a subscriber is set already: then that one logs.
        let _ = tracing_subscriber::fmt().with_env_filter(selected).with_writer(writer).try_init();
        // Without a hook a panic is a plain write, which waits for a reader, on the thread that serves.
        panic::set_hook(Box::new(|info| match Backtrace::capture() {
            trace if trace.status() == BacktraceStatus::Captured => tracing::error!("{info}\n{trace}"),
            _ => tracing::error!("{info}"),
        }));
        if let Some(error) = faulty {
            tracing::warn!("RUST_LOG is ignored / RUST_LOGを無視します: {error}");
        }
        Self { writers: vec![guard] }
    }

    /// A writer to stdout that can neither fail nor wait, for one line at a time.
    pub fn access_log(&mut self) -> NonBlocking {
        let (writer, guard) = lossy("access-log", io::stdout());
        self.writers.push(guard);
        writer
    }
}

impl Drop for Logging {
    fn drop(&mut self) {
        // Each writer waits for its reader for up to a second, and complains about one that is gone to
        // stdout, which may be stuck itself. The end of the program does not wait for that.
        let writers = mem::take(&mut self.writers);
        let (written, wait) = sync_channel(1);
        let flush = move || {
            drop(writers);
            let _ = written.send(());
        };
        if thread::Builder::new().name("flush".into()).spawn(flush).is_ok() {
            let _ = wait.recv_timeout(FLUSH);
        }
    }
}

/// A writer with a queue and a thread of that name.
fn lossy(name: &str, output: impl Write + Send + 'static) -> (NonBlocking, WorkerGuard) {
    NonBlockingBuilder::default().lossy(true).buffered_lines_limit(QUEUE).thread_name(name).finish(output)
}
