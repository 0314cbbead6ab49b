//! One row of the table: the bytes that are sent, the answers expected.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use crate::support::raw::connect;

/// Longer than any answer here takes, shorter than the limit on waiting for a head.
const PATIENCE: Duration = Duration::from_secs(8);

/// Headers that no answer of the site lacks.
const ALWAYS: [&str; 9] = [
    "cache-control",
    "content-security-policy",
    "cross-origin-embedder-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
];

/// Words of requests that must not come back in any answer.
const FORBIDDEN: [&str; 3] = ["evil", "EVIL", "smuggled"];

/// What is sent and what must come back.
#[derive(Clone)]
pub(super) struct Case {
    pub(super) name: String,
    request: Vec<u8>,
    answers: Vec<u16>,
    closes: bool,
    /// hyper cannot read it: the answer is a bare head.
    unread: bool,
    lang: Option<&'static str>,
    headers: Vec<(&'static str, Option<String>)>,
    /// The path whose plain answer this one equals, byte for byte.
    same_as: Option<&'static str>,
}

impl Case {
    /// Bytes as they are.
    pub(super) fn raw(name: &str, request: impl AsRef<[u8]>) -> Self {
        Self {
            name: name.to_owned(),
            request: request.as_ref().to_vec(),
            answers: vec![200],
            closes: false,
            unread: false,
            lang: None,
            headers: Vec::new(),
            same_as: None,
        }
    }

    /// `GET target`, with further header lines (each with its line break).
    pub(super) fn get(name: &str, target: &str, more: &str) -> Self {
        Self::raw(name, format!("GET {target} HTTP/1.1\r\nHost: test\r\n{more}\r\n"))
    }

    pub(super) fn status(mut self, status: u16) -> Self {
        self.answers = vec![status];
        self
    }

    /// Several answers, one after the other.
    pub(super) fn all(mut self, statuses: &[u16]) -> Self {
        self.answers = statuses.to_vec();
        self
    }

    pub(super) fn closes(mut self) -> Self {
        self.closes = true;
        self
    }

    /// Refused by hyper: a status, and the end.
    pub(super) fn unread(mut self, status: u16) -> Self {
        self.unread = true;
        self.status(status).closes()
    }

    /// Closed without an answer.
    pub(super) fn silent(mut self) -> Self {
        self.answers = Vec::new();
        self.closes()
    }

    /// The last answer is a page in that language.
    pub(super) fn lang(mut self, lang: &'static str) -> Self {
        self.lang = Some(lang);
        self
    }

    /// The last answer has that header.
    pub(super) fn has(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, Some(value.into())));
        self
    }

    /// The last answer lacks that header.
    pub(super) fn lacks(mut self, name: &'static str) -> Self {
        self.headers.push((name, None));
        self
    }

    /// The last answer is that of the path, ETag and all.
    pub(super) fn same_as(mut self, path: &'static str) -> Self {
        self.same_as = Some(path);
        self
    }

    /// Sends the request and holds every answer to what is expected of it and of all:
    ///
    /// - never 5xx, never silence;
    /// - a body as long as it says, none after HEAD or with 304;
    /// - the headers of every answer;
    /// - nothing of the request reflected, redirects to paths of this site only;
    /// - the connection closed or usable, as stated;
    /// - where it is one plain GET: the head of HEAD is the same.
    pub(super) fn check(&self, address: SocketAddr) -> Result<(), String> {
        let mut stream = connect(address);
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // The site may have closed before it was told everything.
        let _ = stream.write_all(&self.request);
        let head_only = self.request.starts_with(b"HEAD ");
        let mut last = None;
        for (place, expected) in self.answers.iter().enumerate() {
            let reply = Reply::read(&mut stream, head_only)?;
            if reply.status != *expected {
                return Err(format!("answer {place} is {}, not {expected}\n{}", reply.status, reply.head));
            }
            self.check_any(&reply)?;
            last = Some(reply);
        }
        if let Some(last) = last {
            self.check_last(address, &last)?;
        }
        self.check_end(stream)?;
        self.check_head(address)
    }

    fn check_any(&self, reply: &Reply) -> Result<(), String> {
        let body = String::from_utf8_lossy(&reply.body);
        if let Some(word) = FORBIDDEN.iter().find(|word| reply.head.contains(**word) || body.contains(**word))
        {
            return Err(format!("{word:?} comes back\n{}", reply.head));
        }
        if reply.status >= 500 {
            return Err(format!("{}", reply.status));
        }
        if let Some(to) = reply.header("location")
            && (!to.starts_with('/') || to[1..].starts_with(['/', '\\']) || to.contains(['\\', '%', '\t']))
        {
            return Err(format!("leads away to {to}"));
        }
        if reply.status == 100 {
            return Ok(());
        }
        if self.unread {
            return Ok(());
        }
        match ALWAYS.iter().find(|name| reply.header(name).is_none()) {
            Some(name) => Err(format!("lacks {name}\n{}", reply.head)),
            None => Ok(()),
        }
    }

    fn check_last(&self, address: SocketAddr, reply: &Reply) -> Result<(), String> {
        for (name, expected) in &self.headers {
            if reply.header(name) != expected.as_deref() {
                return Err(format!("{name} is {:?}, not {expected:?}", reply.header(name)));
            }
        }
        let text = String::from_utf8_lossy(&reply.body);
        if let Some(lang) = self.lang
            && !text.contains(&format!("<html lang=\"{lang}\""))
        {
            return Err(format!("not in {lang}: {}", text.chars().take(200).collect::<String>()));
        }
        if let Some(path) = self.same_as {
            let mut stream = connect(address);
            stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: test\r\n\r\n").as_bytes()).unwrap();
            let plain = Reply::read(&mut stream, false)?;
            if (plain.without_date(), &plain.body) != (reply.without_date(), &reply.body) {
                return Err(format!("differs from {path}\n{}\n{}", plain.head, reply.head));
            }
        }
        Ok(())
    }

    /// Nothing but the expected answers came, and the connection is closed, or takes another request.
    fn check_end(&self, mut stream: TcpStream) -> Result<(), String> {
        if self.closes {
            stream.shutdown(Shutdown::Write).ok();
            let mut rest = Vec::new();
            // A reset is an end too: what was sent after the request is of no interest.
            return match stream.read_to_end(&mut rest) {
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Err("stays open".to_owned()),
                _ if rest.is_empty() => Ok(()),
                _ => Err(format!("more comes: {:?}", String::from_utf8_lossy(&rest[..rest.len().min(200)]))),
            };
        }
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n")
            .map_err(|error| error.to_string())?;
        match Reply::read(&mut stream, false) {
            Ok(reply) if (reply.status, &reply.body[..]) == (200, b"ok\n") => Ok(()),
            other => Err(format!("is not kept: {other:?}")),
        }
    }

    fn check_head(&self, address: SocketAddr) -> Result<(), String> {
        let Some(rest) =
            self.request.strip_prefix(b"GET ").filter(|_| !self.unread && self.answers.len() == 1)
        else {
            return Ok(());
        };
        let ask = |method: &[u8]| {
            let mut stream = connect(address);
            stream.set_read_timeout(Some(PATIENCE)).unwrap();
            let _ = stream.write_all(&[method, rest].concat());
            Reply::read(&mut stream, method == b"HEAD ")
        };
        // Twice, since a page kept may be compressed better between the two.
        for last in [false, true] {
            let (get, head) = (ask(b"GET ")?, ask(b"HEAD ")?);
            if head.without_date() == get.without_date() {
                break;
            }
            if last {
                return Err(format!("HEAD differs\n{}\n{}", get.head, head.head));
            }
        }
        Ok(())
    }
}

/// One answer as it came.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Reply {
    /// Reads one answer and not a byte more.
    pub(super) fn read(stream: &mut TcpStream, head_only: bool) -> Result<Self, String> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read(&mut byte) {
                Ok(0) => return Err(format!("closed after {:?}", String::from_utf8_lossy(&head))),
                Ok(_) => head.push(byte[0]),
                Err(error) => return Err(format!("{error} after {:?}", String::from_utf8_lossy(&head))),
            }
        }
        let head = String::from_utf8(head).map_err(|_| "a head that is not text")?;
        let status = head.get(9..12).and_then(|status| status.parse().ok()).ok_or("no status")?;
        let mut reply = Self { status, head, body: Vec::new() };
        let bodiless = matches!(status, 100 | 304);
        match reply.header("content-length").map(str::parse::<usize>) {
            Some(_) if bodiless => return Err(format!("a length with {status}\n{}", reply.head)),
            None if bodiless => {}
            Some(Ok(length)) if !head_only => {
                reply.body = vec![0; length];
                stream.read_exact(&mut reply.body).map_err(|error| format!("short body: {error}"))?;
            }
            Some(Ok(_)) => {}
            _ => return Err(format!("no length\n{}", reply.head)),
        }
        Ok(reply)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    fn without_date(&self) -> Vec<&str> {
        self.head.lines().filter(|line| !line.starts_with("date: ")).collect()
    }
}
