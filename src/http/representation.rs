//! An answer in each content coding, ready to be sent: its head with ETag and length, its body.

use http_body_util::Full;
use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};

use super::encoding::{Effort, Encoding, compress};
use super::response::Composed;

/// An answer as it goes to the client: its body is in memory, whole.
pub type Response = hyper::Response<Full<Bytes>>;

/// What a request says about the form of its answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conditions<'a> {
    pub(super) headers: &'a HeaderMap,
    /// HEAD: the head alone.
    pub(super) head_only: bool,
}

/// One representation: its head with and without a body, its body.
#[derive(Clone, Debug)]
pub(crate) struct Representation {
    status: StatusCode,
    head: HeaderMap,
    /// The same for 304: without what describes a body.
    unchanged: HeaderMap,
    etag: Option<HeaderValue>,
    body: Bytes,
}

impl Representation {
    /// Completes the head of a body in that coding: length, coding, ETag (for 200), Vary.
    fn new(status: StatusCode, mut head: HeaderMap, encoding: Encoding, body: Bytes) -> Self {
        if is_compressible(&head) {
            head.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        }
        let etag = (status == StatusCode::OK && !is_no_store(&head)).then(|| etag(&body)).flatten();
        if let Some(etag) = &etag {
            head.insert(header::ETAG, etag.clone());
        }
        let mut unchanged = head.clone();
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_DISPOSITION] {
            unchanged.remove(name);
        }
        if let Some(name) = encoding.name() {
            head.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        head.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        Self { status, head, unchanged, etag, body }
    }

    pub(crate) fn body(&self) -> &Bytes {
        &self.body
    }

    pub(crate) fn head(&self) -> &HeaderMap {
        &self.head
    }

    /// The answer to one request (RFC 9110, 13.2.2).
    pub(super) fn answer(&self, conditions: Conditions<'_>) -> Response {
        let (status, head, body) = match &self.etag {
            Some(etag) if is_excluded(conditions.headers, etag) => {
                (StatusCode::PRECONDITION_FAILED, &self.unchanged, Bytes::new())
            }
            Some(etag) if is_known(conditions.headers, etag) => {
                (StatusCode::NOT_MODIFIED, &self.unchanged, Bytes::new())
            }
            _ if conditions.head_only => (self.status, &self.head, Bytes::new()),
            _ => (self.status, &self.head, self.body.clone()),
        };
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        *response.headers_mut() = head.clone();
        if status == StatusCode::PRECONDITION_FAILED {
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(0));
        }
        response
    }
}

/// A strong ETag: bytes that differ in anything have another.
fn etag(body: &[u8]) -> Option<HeaderValue> {
    let digest = Sha256::digest(body);
    let hex: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::from_str(&format!("\"{hex}\"")).ok()
}

/// Whether `If-None-Match` names the ETag: alone, in a list, weakly, or as `*` (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let own = etag.as_bytes();
    headers.get_all(header::IF_NONE_MATCH).iter().any(|field| {
        let field = field.as_bytes();
        field == own
            || field.trim_ascii() == b"*"
            || field.split(|byte| *byte == b',').any(|tag| {
                let tag = tag.trim_ascii();
                tag.strip_prefix(b"W/").unwrap_or(tag) == own
            })
    })
}

/// Whether `If-Match` names other ETags only (RFC 9110, 13.1.1): it compares strongly.
fn is_excluded(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let mut fields = headers.get_all(header::IF_MATCH).iter().map(HeaderValue::as_bytes).peekable();
    let names = |field: &[u8]| {
        let mut tags = field.split(|byte| *byte == b',').map(<[u8]>::trim_ascii);
        tags.any(|tag| tag == b"*" || tag == etag.as_bytes())
    };
    fields.peek().is_some() && !fields.any(names)
}

fn is_no_store(head: &HeaderMap) -> bool {
    head.get(header::CACHE_CONTROL).is_some_and(|value| value == "no-store")
}

/// Texts compress; workbooks, archives and pictures are compressed already.
fn is_compressible(head: &HeaderMap) -> bool {
    let kind = head.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("xml")
}

/// The representations of one path. A coding that makes the body no smaller has none of its own.
#[derive(Clone, Debug)]
pub(crate) struct Representations {
    brotli: Option<Representation>,
    gzip: Option<Representation>,
    identity: Representation,
}

impl Representations {
    /// All representations of an answer.
    pub(crate) fn new(composed: Composed, effort: Effort) -> Self {
        let encode = |encoding| one(&composed, encoding, effort);
        let (brotli, gzip) = (encode(Encoding::Brotli), encode(Encoding::Gzip));
        let Composed { status, head, body } = composed;
        Self { brotli, gzip, identity: Representation::new(status, head, Encoding::Identity, body) }
    }

    /// The representation in that coding, or the plain one.
    pub(crate) fn of(&self, encoding: Encoding) -> &Representation {
        let coded = match encoding {
            Encoding::Brotli => self.brotli.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Identity => None,
        };
        coded.unwrap_or(&self.identity)
    }

    /// How many bytes of bodies it holds.
    pub(crate) fn size(&self) -> usize {
        let coded = [&self.brotli, &self.gzip].into_iter().flatten().map(|coded| coded.body.len());
        coded.sum::<usize>() + self.identity.body.len()
    }
}

/// Bytes that are compressed while somebody waits: at most some 30 ms of a thread that serves others too.
const LARGEST_ON_DEMAND: usize = 1 << 20;

/// One representation, made while somebody waits.
pub(super) fn on_demand(composed: Composed, encoding: Encoding) -> Representation {
    let small = composed.body.len() <= LARGEST_ON_DEMAND;
    let coded = small.then(|| one(&composed, encoding, Effort::OnDemand)).flatten();
    let Composed { status, head, body } = composed;
    coded.unwrap_or_else(|| Representation::new(status, head, Encoding::Identity, body))
}

/// The representation in a coding that makes the body smaller.
fn one(composed: &Composed, encoding: Encoding, effort: Effort) -> Option<Representation> {
    if !is_compressible(&composed.head) {
        return None;
    }
    let coded = compress(&composed.body, encoding, effort)?;
    Some(Representation::new(composed.status, composed.head.clone(), encoding, coded.into()))
}
