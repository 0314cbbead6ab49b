//! What was asked and how it was answered: counters, and the access log.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use hyper::{Method, StatusCode, header};

use crate::log;

/// Counters of answers, shared by all threads; each is right, two may be some microseconds apart.
#[derive(Debug, Default)]
pub struct Counters {
    /// By the first digit of the status, 1 to 5.
    by_class: [AtomicU64; 5],
    prebuilt: AtomicU64,
    rendered: AtomicU64,
    reloads: AtomicU64,
    refused_reloads: AtomicU64,
}

impl Counters {
    pub(crate) fn answered(&self, status: StatusCode, prebuilt: bool) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.by_class[class].fetch_add(1, Ordering::Relaxed);
        let way = if prebuilt { &self.prebuilt } else { &self.rendered };
        way.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn reloaded(&self, taken: bool) {
        let count = if taken { &self.reloads } else { &self.refused_reloads };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// The counters as Prometheus text, each with its help line.
    #[must_use]
    pub fn prometheus(&self) -> String {
        let value = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut out = String::from(
            "# HELP keikaku_answers_total Answers by class of status.\n# TYPE keikaku_answers_total counter\n",
        );
        for (class, counter) in (1..).zip(&self.by_class) {
            out += &format!("keikaku_answers_total{{class=\"{class}xx\"}} {}\n", value(counter));
        }
        let rest = [
            ("keikaku_answers_prebuilt_total", "Answers from memory.", &self.prebuilt),
            ("keikaku_answers_rendered_total", "Answers rendered on demand.", &self.rendered),
            ("keikaku_reloads_total", "Data sets put in place since the start.", &self.reloads),
            ("keikaku_reloads_refused_total", "Changed data sets that had faults.", &self.refused_reloads),
        ];
        for (name, help, counter) in rest {
            out += &format!("# HELP {name} {help}\n# TYPE {name} counter\n{name} {}\n", value(counter));
        }
        out
    }
}

/// A request that is to be logged once it is answered.
pub(crate) struct Asked {
    method: Method,
    target: String,
    since: Instant,
}

impl Asked {
    pub(crate) fn new<B>(request: &hyper::Request<B>) -> Self {
        let target = request.uri().path_and_query().map_or("*", |path| path.as_str());
        // A target holds neither blank nor control character: hyper refuses those.
        Self { method: request.method().clone(), target: target.to_owned(), since: Instant::now() }
    }

    /// Writes `time method target status bytes microseconds`. No address: who reads a city's plan is nobody's business.
    pub(crate) fn answered<B>(self, response: &hyper::Response<B>) {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let bytes = response.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        log::access(format_args!(
            "{time} {} {} {} {} {}",
            self.method,
            self.target,
            response.status().as_u16(),
            bytes.unwrap_or("0"),
            self.since.elapsed().as_micros()
        ));
    }
}
