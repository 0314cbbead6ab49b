//! The limits of the server, each a number.

use std::io;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

#[cfg(test)]
mod tests;

/// Files left for everything else: the data being reloaded, runtimes, the log.
const FILES_RESERVED: u64 = 64;

/// Connections however many files may be open. One takes 14 KiB while it waits for a request, 78 KiB with the
/// longest head: all of them stay within what `deploy/keikaku.service` grants.
const CONNECTIONS_AT_MOST: u64 = 5000;

/// The limits of the server. The default values are those of production; tests shorten them.
///
/// ```
/// use std::time::Duration;
/// use keikaku::server::Limits;
///
/// let limits = Limits { header_read_timeout: Duration::from_secs(1), ..Limits::default() };
/// assert_eq!(limits.max_head_bytes, 64 * 1024);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From the first wait for a request until its head is complete, however it trickles in.
    /// Also how long a connection may be idle between two requests. 10 s.
    pub header_read_timeout: Duration,
    /// Bytes of a request's head; a longer one, or one of more than 100 fields (hyper's own limit),
    /// is answered with 431. At least 8 KiB. 64 KiB: more than any browser sends, with all cookies
    /// of a city's other sites.
    pub max_head_bytes: usize,
    /// Connections at one time, over all threads; further ones wait in the kernel's backlog. At least 1.
    /// The soft limit of open files less 64 (less half of it where that is more), and 5000 at most.
    pub max_connections: usize,
    /// From handing a request to the service until it answers; then the connection is closed.
    /// Guards against a service that hangs, or waits for a body that trickles in. 30 s.
    pub answer_timeout: Duration,
    /// How long a write may wait for the client to read anything at all. 30 s.
    pub write_stall: Duration,
    /// How long what the client still sends is read and thrown away after the last answer: unread, it
    /// would make the kernel throw away that answer. 2 s.
    pub linger: Duration,
    /// From the beginning of a shutdown until new connections are no longer taken: time for a
    /// load balancer to ask `/readyz`. Part of the deadline. 1 s.
    pub shutdown_notice: Duration,
    /// From the beginning of a shutdown until connections that have not ended are cut. 9 s: the
    /// program must have ended within 10, when container runtimes kill it.
    pub shutdown_deadline: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_read_timeout: Duration::from_secs(10),
            max_head_bytes: 64 * 1024,
            max_connections: connections_for(getrlimit(Resource::Nofile).current),
            answer_timeout: Duration::from_secs(30),
            write_stall: Duration::from_secs(30),
            linger: Duration::from_secs(2),
            shutdown_notice: Duration::from_secs(1),
            shutdown_deadline: Duration::from_secs(9),
        }
    }
}

/// Raises the soft limit of open files to what [`Limits`] can use, as far as the hard limit allows;
/// returns the soft limit. To be called before [`Limits::default`].
///
/// The soft limit is often 1024 for the sake of programs that use `select`. This one does not, and a
/// thousand slow clients would be enough to keep all others out.
///
/// ```
/// let files = keikaku::server::raise_file_limit()?;
/// assert!(files.is_none_or(|files| files > 0));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// The system refuses; the limit is then what it was.
pub fn raise_file_limit() -> io::Result<Option<u64>> {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = raised(current, maximum);
    if wanted != current {
        setrlimit(Resource::Nofile, Rlimit { current: wanted, maximum })?;
    }
    Ok(wanted)
}

/// The soft limit to ask for; `None` is no limit.
fn raised(soft: Option<u64>, hard: Option<u64>) -> Option<u64> {
    let useful = CONNECTIONS_AT_MOST + FILES_RESERVED;
    soft.map(|soft| soft.max(hard.map_or(useful, |hard| hard.min(useful))))
}

/// How many connections fit into so many open files; `None` is no limit.
fn connections_for(files: Option<u64>) -> usize {
    let files = files.unwrap_or(u64::MAX);
    let connections = (files - FILES_RESERVED.min(files / 2)).clamp(1, CONNECTIONS_AT_MOST);
    usize::try_from(connections).unwrap_or(usize::MAX)
}
