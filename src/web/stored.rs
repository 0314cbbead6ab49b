//! Answers made ahead: head and body of a path in every coding, ready to be sent.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use http_body_util::Full;
use hyper::body::Bytes;
use sha2::{Digest, Sha256};

use super::encoding::{Effort, Encoding, compress};

/// An answer as it goes to the client: its body is in memory, whole.
pub type Response = axum::http::Response<Full<Bytes>>;

/// What the request says about the answer's form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish<'a> {
    pub(crate) headers: &'a HeaderMap,
    /// HEAD: the head alone.
    pub(crate) head_only: bool,
}

/// One representation: its head with and without a body, its body.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    status: StatusCode,
    head: HeaderMap,
    /// The same for 304: without what describes a body.
    unchanged: HeaderMap,
    etag: Option<HeaderValue>,
    body: Bytes,
}

impl Variant {
    /// Completes the head of a body in that coding: length, coding, ETag (for 200), Vary.
    pub(crate) fn new(status: StatusCode, mut head: HeaderMap, encoding: Encoding, body: Bytes) -> Self {
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

    /// The answer to one request.
    pub(crate) fn answer(&self, wish: Wish<'_>) -> Response {
        let unchanged = self.etag.as_ref().is_some_and(|etag| is_known(wish.headers, etag));
        let (status, head, body) = if unchanged {
            (StatusCode::NOT_MODIFIED, &self.unchanged, Bytes::new())
        } else if wish.head_only {
            (self.status, &self.head, Bytes::new())
        } else {
            (self.status, &self.head, self.body.clone())
        };
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        *response.headers_mut() = head.clone();
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

fn is_no_store(head: &HeaderMap) -> bool {
    head.get(header::CACHE_CONTROL).is_some_and(|value| value == "no-store")
}

/// Texts compress; pictures are compressed already.
fn is_compressible(head: &HeaderMap) -> bool {
    let kind = head.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.contains("json") || kind.contains("xml") || kind.contains("svg")
}

/// The representations of one path. A coding that makes the body no smaller has none of its own.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    brotli: Option<Variant>,
    gzip: Option<Variant>,
    identity: Variant,
}

impl Stored {
    /// All representations of an answer.
    pub(crate) fn new(status: StatusCode, head: &HeaderMap, body: Bytes, effort: Effort) -> Self {
        let encode = |encoding| one(status, head, &body, encoding, effort);
        Self {
            brotli: encode(Encoding::Brotli),
            gzip: encode(Encoding::Gzip),
            identity: Variant::new(status, head.clone(), Encoding::Identity, body.clone()),
        }
    }

    /// The representation in that coding, or the plain one.
    pub(crate) fn variant(&self, encoding: Encoding) -> &Variant {
        let coded = match encoding {
            Encoding::Brotli => self.brotli.as_ref(),
            Encoding::Gzip => self.gzip.as_ref(),
            Encoding::Identity => None,
        };
        coded.unwrap_or(&self.identity)
    }

    /// How many bytes of bodies it holds.
    pub(crate) fn size(&self) -> usize {
        let coded = [&self.brotli, &self.gzip].into_iter().flatten().map(|variant| variant.body.len());
        coded.sum::<usize>() + self.identity.body.len()
    }
}

/// Bytes that are compressed while somebody waits: at most some 30 ms of a thread that serves others too.
const LARGEST_ON_DEMAND: usize = 1 << 20;

/// One representation, made while somebody waits.
pub(crate) fn on_demand(status: StatusCode, head: &HeaderMap, body: Bytes, encoding: Encoding) -> Variant {
    let coded = if body.len() > LARGEST_ON_DEMAND {
        None
    } else {
        one(status, head, &body, encoding, Effort::OnDemand)
    };
    coded.unwrap_or_else(|| Variant::new(status, head.clone(), Encoding::Identity, body))
}

fn one(
    status: StatusCode,
    head: &HeaderMap,
    body: &Bytes,
    encoding: Encoding,
    effort: Effort,
) -> Option<Variant> {
    if !is_compressible(head) {
        return None;
    }
    let coded = compress(body, encoding, effort)?;
    Some(Variant::new(status, head.clone(), encoding, coded.into()))
}
