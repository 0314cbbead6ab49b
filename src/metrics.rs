//! Counters, and their values as text for Prometheus.
//!
//! ```
//! use keikaku::metrics::{Counter, Text};
//!
//! let read = Counter::default();
//! read.add(3);
//! let mut text = Text::default();
//! text.counter("pages_read_total", "Pages read.", read.get());
//! assert_eq!(
//!     text.into_string(),
//!     "# HELP pages_read_total Pages read.\n# TYPE pages_read_total counter\npages_read_total 3\n"
//! );
//! ```

use std::fmt::Display;
use std::sync::atomic::{AtomicU64, Ordering};

/// The media type of [`Text`]. Prometheus 3 refuses counters without one.
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A number that all threads count together. Each is right at any time; two of them may be some
/// microseconds apart.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Counts up.
    pub fn add(&self, count: u64) {
        self.0.fetch_add(count, Ordering::Relaxed);
    }

    /// Counts down, for what comes and goes.
    pub fn subtract(&self, count: u64) {
        self.0.fetch_sub(count, Ordering::Relaxed);
    }

    /// The number now.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Values in Prometheus' text format, version 0.0.4.
#[derive(Clone, Debug, Default)]
pub struct Text(String);

impl Text {
    /// A number that only goes up.
    pub fn counter(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, help, "counter");
        self.0 += &format!("{name} {value}\n");
    }

    /// The same, one for each value of a label.
    pub fn counters<L: Display>(
        &mut self,
        name: &str,
        help: &str,
        label: &str,
        values: impl IntoIterator<Item = (L, u64)>,
    ) {
        self.head(name, help, "counter");
        for (of, value) in values {
            self.0 += &format!("{name}{{{label}=\"{of}\"}} {value}\n");
        }
    }

    /// A number that goes up and down.
    pub fn gauge(&mut self, name: &str, help: &str, value: u64) {
        self.head(name, help, "gauge");
        self.0 += &format!("{name} {value}\n");
    }

    fn head(&mut self, name: &str, help: &str, kind: &str) {
        self.0 += &format!("# HELP {name} {help}\n# TYPE {name} {kind}\n");
    }

    /// All of it.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}
