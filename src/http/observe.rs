//! What was asked and how it was answered: counters, and the access log.

use std::io::Write;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use hyper::{Method, StatusCode, header};
use percent_encoding::{CONTROLS, utf8_percent_encode};
use tracing_appender::non_blocking::NonBlocking;

use crate::metrics::{Counter, Text};

/// What has been answered and reloaded since the start, counted by all threads.
#[derive(Debug, Default)]
pub struct Counters {
    /// By the first digit of the status, 1 to 5.
    by_class: [Counter; 5],
    /// Answers that were kept ready.
    kept: Counter,
    /// Answers made when they were asked for.
    rendered: Counter,
    reloads: Counter,
    refused_reloads: Counter,
}

impl Counters {
    pub(crate) fn answered(&self, status: StatusCode, kept: bool) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.by_class[class].add(1);
        if kept { &self.kept } else { &self.rendered }.add(1);
    }

    pub(crate) fn reloaded(&self, taken: bool) {
        if taken { &self.reloads } else { &self.refused_reloads }.add(1);
    }

    /// Writes the values now.
    pub fn write(&self, text: &mut Text) {
        let by_class = self.by_class.iter().zip(1..);
        let by_class = by_class.map(|(counter, class)| (format!("{class}xx"), counter.get()));
        text.counters("keikaku_answers_total", "Answers by class of status.", "class", by_class);
        for (name, help, counter) in [
            ("keikaku_answers_prebuilt_total", "Answers from memory.", &self.kept),
            ("keikaku_answers_rendered_total", "Answers rendered on demand.", &self.rendered),
            ("keikaku_reloads_total", "Data sets put in place since the start.", &self.reloads),
            ("keikaku_reloads_refused_total", "Changed data sets that had faults.", &self.refused_reloads),
        ] {
            text.counter(name, help, counter.get());
        }
    }
}

/// The access log: a line for each answer, or none where the writer cannot keep up.
#[derive(Clone, Debug)]
pub(super) struct AccessLog {
    writer: NonBlocking,
}

impl AccessLog {
    pub(super) fn new(writer: NonBlocking) -> Self {
        Self { writer }
    }

    /// Lines lost because they came faster than they were read.
    pub(super) fn lost(&self) -> u64 {
        u64::try_from(self.writer.error_counter().dropped_lines()).unwrap_or(u64::MAX)
    }

    /// Begins the line of a request.
    pub(super) fn entry<B>(&self, request: &hyper::Request<B>) -> AccessLogEntry {
        let target = request.uri().path_and_query().map_or("*", |target| target.as_str());
        AccessLogEntry {
            log: self.clone(),
            method: request.method().clone(),
            target: target.to_owned(),
            since: Instant::now(),
        }
    }
}

/// A request whose line is written once it is answered.
pub(super) struct AccessLogEntry {
    log: AccessLog,
    method: Method,
    target: String,
    since: Instant,
}

impl AccessLogEntry {
    /// Writes `time method target status bytes microseconds`. No address: who reads a city's plan is
    /// nobody's business. What is not printable ASCII in the target is percent-encoded, so that nothing in it
    /// ends the line or steers a terminal.
    pub(super) fn answered<B>(mut self, response: &hyper::Response<B>) {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
        let bytes = response.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let line = format!(
            "{time} {} {} {} {} {}\n",
            self.method,
            utf8_percent_encode(&self.target, CONTROLS),
            response.status().as_u16(),
            bytes.unwrap_or("0"),
            self.since.elapsed().as_micros()
        );
        // Never fails: a line that is lost is counted.
        let _ = self.log.writer.write_all(line.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::mpsc::{Sender, channel};
    use std::time::Duration;

    use tracing_appender::non_blocking::NonBlockingBuilder;

    use super::*;

    /// Passes on what is written to it.
    struct Pipe(Sender<Vec<u8>>);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.to_vec()).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The line of an answer of 7 bytes to a GET of that target.
    fn line(target: &str) -> String {
        let (sender, receiver) = channel();
        let (writer, _guard) = NonBlockingBuilder::default().finish(Pipe(sender));
        let log = AccessLog::new(writer);
        let request = hyper::Request::get(target).body(()).unwrap();
        log.entry(&request)
            .answered(&hyper::Response::builder().header("content-length", 7).body(()).unwrap());
        String::from_utf8(receiver.recv_timeout(Duration::from_secs(10)).unwrap()).unwrap()
    }

    #[test]
    fn a_line_has_six_fields_and_nothing_unprintable() {
        for (target, logged) in [
            ("/ja/2024/?q=a%20b", "/ja/2024/?q=a%20b"),
            ("/\u{85}/", "/%C2%85/"),          // next line
            ("/\u{9b}31m", "/%C2%9B31m"),      // begins a sequence that steers a terminal
            ("/?q=\u{2028}", "/?q=%E2%80%A8"), // line separator
            ("/\u{202e}/熊", "/%E2%80%AE/%E7%86%8A"),
            ("http://evil.example/x", "/x"),
            ("evil.example:80", "*"),
        ] {
            let line = line(target);
            let line = line.strip_suffix('\n').unwrap();
            let fields: Vec<&str> = line.split(' ').collect();
            assert!(matches!(fields[..], [_, "GET", found, "200", "7", _] if found == logged), "{line}");
            assert!(fields[0].parse::<u64>().is_ok() && fields[5].parse::<u64>().is_ok(), "{line}");
        }
    }
}
