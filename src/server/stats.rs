//! What the server counts.

use crate::metrics::{Counter, Text};

/// What has happened since the start, counted by all threads.
///
/// ```
/// use keikaku::server::{Limits, Server};
///
/// let server = Server::new(Limits::default());
/// assert_eq!(server.stats().active.get(), 0);
/// ```
#[derive(Debug, Default)]
pub struct Stats {
    /// Connections accepted.
    pub accepted: Counter,
    /// Connections open now: the only number that goes down again.
    pub active: Counter,
    /// Times a thread found as many connections open as may be, and left others in the backlog.
    pub full: Counter,
    /// Errors of the system when accepting a connection.
    pub accept_errors: Counter,
    /// Requests refused by hyper: not HTTP, or too long a head.
    pub refused: Counter,
    /// Connections closed because no whole head came in time; idle ones are among them.
    pub header_timeouts: Counter,
    /// Connections closed because the service did not answer in time.
    pub answer_timeouts: Counter,
    /// Connections closed because the client did not read.
    pub write_stalls: Counter,
    /// Connections cut at the deadline of a shutdown.
    pub cut: Counter,
}

impl Stats {
    /// Writes the values now.
    pub fn write(&self, text: &mut Text) {
        text.gauge("keikaku_connections_active", "Connections open now.", self.active.get());
        for (name, help, counter) in [
            ("keikaku_connections_total", "Connections accepted.", &self.accepted),
            ("keikaku_connections_full_total", "Times no more connections were accepted.", &self.full),
            ("keikaku_accept_errors_total", "Errors when accepting a connection.", &self.accept_errors),
            ("keikaku_requests_refused_total", "Heads that were not HTTP or too long.", &self.refused),
            ("keikaku_header_timeouts_total", "Connections without a head in time.", &self.header_timeouts),
            ("keikaku_answer_timeouts_total", "Answers that came too late.", &self.answer_timeouts),
            ("keikaku_write_stalls_total", "Clients that did not read.", &self.write_stalls),
            ("keikaku_connections_cut_total", "Connections cut at a shutdown.", &self.cut),
        ] {
            text.counter(name, help, counter.get());
        }
    }
}
