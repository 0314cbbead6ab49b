//! One listener on several threads.

use std::io;
use std::net::TcpListener;
use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use hyper::body::{Body, Incoming};
use hyper::service::Service;
use hyper::{Request, Response};
use tokio::io::Interest;
use tokio::runtime::{Builder, LocalOptions, LocalRuntime};

use super::socket::register;
use super::{BoxError, Listener, Server, Shutdown};

/// How many threads serve unless told otherwise: one a core.
pub fn default_workers() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Set to `true` when every thread is ready to serve, to `false` when one could not be made.
type Gate = OnceLock<bool>;

impl Server {
    /// Serves on `workers` threads (at least one) until `shutdown` begins and the last connection
    /// has ended or the deadline has passed. Blocks.
    ///
    /// Each thread has its own single-threaded runtime, so a request is answered on one core
    /// without a lock, and its own service from `make_service`, which need not be `Send`.
    /// See the [module's documentation](super) for an example.
    ///
    /// # Errors
    ///
    /// Only at the start, when a thread or its runtime cannot be made; nothing is served then.
    /// Later errors are logged, counted and survived.
    pub fn run<S, B, F>(
        &self,
        listener: TcpListener,
        workers: usize,
        make_service: F,
        shutdown: &Shutdown,
    ) -> io::Result<()>
    where
        F: Fn() -> S + Clone + Send,
        S: Service<Request<Incoming>, Response = Response<B>> + Clone + 'static,
        S::Error: Into<BoxError>,
        B: Body + 'static,
        B::Error: Into<BoxError>,
    {
        listener.set_nonblocking(true)?;
        // All threads wait on one socket (its file descriptor is duplicated), not on one each with
        // SO_REUSEPORT. There the kernel assigns connections by their address: those assigned to a busy or
        // full thread wait although another is free, and are reset if it ends. Here a free thread accepts
        // them. The price is that a new connection wakes every idle thread, and all but one find nothing: one
        // failed system call for each of a few threads.
        let mut listeners = Vec::new();
        for _ in 1..workers.max(1) {
            listeners.push(listener.try_clone()?);
        }
        listeners.push(listener);

        // No thread accepts a connection before all are ready: in a flood the first would use up the files
        // that the second needs for its runtime.
        let gate = Gate::new();
        thread::scope(|scope| {
            let mut threads = Vec::new();
            let mut made = Ok(());
            for (number, listener) in listeners.into_iter().enumerate() {
                let (report, ready) = sync_channel(1);
                let (gate, make_service) = (&gate, make_service.clone());
                let work = move || {
                    if let Some((runtime, listener)) = prepare(listener, &report, gate) {
                        runtime.block_on(self.serve(listener, make_service(), shutdown.wait()));
                    }
                };
                let builder = thread::Builder::new().name(format!("serve-{number}"));
                made = builder.spawn_scoped(scope, work).and_then(|thread| {
                    threads.push(thread);
                    ready.recv().unwrap_or_else(|_| Err(panicked()))
                });
                if made.is_err() {
                    break;
                }
            }
            let _ = gate.set(made.is_ok());
            for thread in threads {
                made = thread.join().map_err(|_| panicked()).and(made);
            }
            made
        })
    }
}

/// Makes a thread's runtime, reports how that went, and waits for the gate.
fn prepare(
    listener: TcpListener,
    report: &SyncSender<io::Result<()>>,
    gate: &Gate,
) -> Option<(LocalRuntime, Listener)> {
    let make = || {
        let runtime = Builder::new_current_thread().enable_all().build_local(LocalOptions::default())?;
        let listener = {
            let _context = runtime.enter();
            register(listener, Interest::READABLE)?
        };
        Ok((runtime, listener))
    };
    let (made, result) = match make() {
        Ok(made) => (Some(made), Ok(())),
        Err(error) => (None, Err(error)),
    };
    let _ = report.send(result);
    made.filter(|_| *gate.wait())
}

fn panicked() -> io::Error {
    io::Error::other("a serving thread panicked")
}
