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

use super::socket::wait_for;
use super::{BoxError, Listener, Server, Shutdown};

/// How many threads serve unless told otherwise: one a core.
pub fn default_workers() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Opened when every thread is ready (`true`: serve) or one could not be made (`false`: go home).
type Gate = OnceLock<bool>;

impl Server {
    /// Serves on `workers` threads (at least one) until `shutdown` begins and the last connection
    /// has ended or the deadline has passed. Blocks.
    ///
    /// Each thread has its own single-threaded runtime, so a request is answered on one core
    /// without a lock, and its own service out of `make_service`, which need not be `Send`.
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
        // All threads wait on one socket (its file descriptor is duplicated) rather than on one
        // each with SO_REUSEPORT. There the kernel deals connections out by their address: those
        // dealt to a busy or full thread wait although another is free, and are reset if it ends.
        // Here a free thread takes them. The price, that a new connection wakes every idle thread
        // and all but one find nothing, is one failed system call for each of a few threads.
        let mut listeners = Vec::new();
        for _ in 1..workers.max(1) {
            listeners.push(listener.try_clone()?);
        }
        listeners.push(listener);

        // Nobody takes a connection before everybody is ready: under a flood the first thread
        // would take the files which the second needs for its runtime.
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
            wait_for(listener, Interest::READABLE)?
        };
        Ok((runtime, listener))
    };
    match make() {
        Ok(made) => {
            let _ = report.send(Ok(()));
            gate.wait().then_some(made)
        }
        Err(error) => {
            let _ = report.send(Err(error));
            None
        }
    }
}

fn panicked() -> io::Error {
    io::Error::other("a serving thread panicked")
}
