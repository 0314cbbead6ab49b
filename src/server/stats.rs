//! Counters for a metrics page.

use std::rc::Rc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Server;

/// What has happened so far, counted by all threads.
///
/// ```
/// let server = keikaku::server::Server::new(keikaku::server::Limits::default());
/// assert_eq!(server.stats().counts().active, 0);
/// ```
#[derive(Debug, Default)]
pub struct Stats {
    pub(super) accepted: Counter,
    pub(super) active: Counter,
    pub(super) full: Counter,
    pub(super) accept_errors: Counter,
    pub(super) refused: Counter,
    pub(super) header_timeouts: Counter,
    pub(super) answer_timeouts: Counter,
    pub(super) write_stalls: Counter,
    pub(super) cut: Counter,
}

/// The values of [`Stats`] at one moment. Each is right; two may be some microseconds apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Connections taken since the start.
    pub accepted: u64,
    /// Connections open now: the only one which goes down again.
    pub active: u64,
    /// Times a thread found every place taken, and left connections in the backlog.
    pub full: u64,
    /// Errors of the system when taking a connection.
    pub accept_errors: u64,
    /// Requests hyper refused: no HTTP, or too long a head.
    pub refused: u64,
    /// Connections closed because no whole head came in time; idle ones are among them.
    pub header_timeouts: u64,
    /// Connections closed because the service did not answer in time.
    pub answer_timeouts: u64,
    /// Connections closed because the client did not read.
    pub write_stalls: u64,
    /// Connections cut at the deadline of a shutdown.
    pub cut: u64,
}

impl Stats {
    /// The values now.
    pub fn counts(&self) -> Counts {
        Counts {
            accepted: self.accepted.get(),
            active: self.active.get(),
            full: self.full.get(),
            accept_errors: self.accept_errors.get(),
            refused: self.refused.get(),
            header_timeouts: self.header_timeouts.get(),
            answer_timeouts: self.answer_timeouts.get(),
            write_stalls: self.write_stalls.get(),
            cut: self.cut.get(),
        }
    }
}

impl Stats {
    /// The values now, as Prometheus text.
    pub fn prometheus(&self) -> String {
        let now = self.counts();
        let table = [
            ("keikaku_connections_active", "gauge", "Connections open now.", now.active),
            ("keikaku_connections_total", "counter", "Connections taken.", now.accepted),
            ("keikaku_connections_full_total", "counter", "Times every place was taken.", now.full),
            ("keikaku_accept_errors_total", "counter", "Errors when taking a connection.", now.accept_errors),
            (
                "keikaku_requests_refused_total",
                "counter",
                "Heads that were no HTTP or too long.",
                now.refused,
            ),
            (
                "keikaku_header_timeouts_total",
                "counter",
                "Connections without a head in time.",
                now.header_timeouts,
            ),
            ("keikaku_answer_timeouts_total", "counter", "Answers that came too late.", now.answer_timeouts),
            ("keikaku_write_stalls_total", "counter", "Clients that did not read.", now.write_stalls),
            ("keikaku_connections_cut_total", "counter", "Connections cut at a shutdown.", now.cut),
        ];
        let line = |(name, kind, help, value)| {
            format!("# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n")
        };
        table.map(line).concat()
    }
}

/// A number that counts and orders nothing else: hence relaxed.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicU64);

impl Counter {
    pub(super) fn add(&self, count: usize) {
        self.0.fetch_add(count as u64, Ordering::Relaxed);
    }

    fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Counts one connection as active for as long as it lives, however it ends.
pub(super) struct Active(Rc<Server>);

impl Active {
    pub(super) fn new(server: &Rc<Server>) -> Self {
        server.stats.accepted.add(1);
        server.stats.active.add(1);
        Self(Rc::clone(server))
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.0.stats.active.0.fetch_sub(1, Ordering::Relaxed);
    }
}
