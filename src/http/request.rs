//! What a request must be before anything is looked up for it, and what its path and language are.

use std::borrow::Cow;
use std::net::Ipv6Addr;

use hyper::body::Body;
use hyper::header::{ACCEPT_LANGUAGE, HOST, HeaderMap};
use hyper::{Method, Request, Uri, Version};
use percent_encoding::percent_decode_str;

use crate::i18n::{Lang, negotiate};
use crate::site::{Problem, Snapshot, language_of};

/// The longest path and query that is read, in bytes.
const MAX_URI: usize = 2048;

/// Why a request is refused, if it is: because of its Host, or a body where none is read.
pub(super) fn refusal<B: Body>(request: &Request<B>) -> Option<Problem> {
    let mut hosts = request.headers().get_all(HOST).iter();
    let is_valid = match (hosts.next(), hosts.next()) {
        (Some(host), None) => is_host(host.as_bytes()),
        // Probes in HTTP/1.0 name none.
        (None, _) => request.version() == Version::HTTP_10,
        _ => false,
    };
    // No page reads a body: one that comes with a GET is a mistake, or an attempt at smuggling.
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    (!is_valid || (reads && !request.body().is_end_stream())).then_some(Problem::BadRequest)
}

/// Whether it can be a host with or without a port (RFC 9112, 3.2); it may be empty. Its value is never used.
fn is_host(value: &[u8]) -> bool {
    let is_port = |rest: &[u8]| match rest {
        [] => true,
        [b':', port @ ..] => port.len() <= 5 && port.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if let Some(rest) = value.strip_prefix(b"[") {
        let mut parts = rest.splitn(2, |byte| *byte == b']');
        let address = parts.next().and_then(|address| std::str::from_utf8(address).ok());
        return address.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok())
            && parts.next().is_some_and(is_port);
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=%".contains(byte);
    let end = value.iter().position(|byte| !is_name(byte)).unwrap_or(value.len());
    is_port(&value[end..])
}

/// Why an address is refused, if it is.
pub(super) fn refusal_of(uri: &Uri) -> Option<Problem> {
    if uri.path_and_query().map_or(0, |path| path.as_str().len()) > MAX_URI {
        return Some(Problem::UriTooLong);
    }
    let is_readable =
        decoded(uri.path()).is_some() && uri.query().is_none_or(|query| decoded(query).is_some());
    (!is_readable).then_some(Problem::BadRequest)
}

/// A path or query without its escapes; `None` where a `%` begins no escape, or what is escaped is not
/// UTF-8 or a control character.
pub(super) fn decoded(text: &str) -> Option<Cow<'_, str>> {
    let mut escapes = text.split('%').skip(1);
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    let text = percent_decode_str(text).decode_utf8().ok().filter(|_| escapes.all(is_escape))?;
    (!text.chars().any(char::is_control)).then_some(text)
}

/// The path without its escapes; with them where one stands for a slash, which divides nothing then.
pub(super) fn decoded_path(uri: &Uri) -> Option<Cow<'_, str>> {
    let path = uri.path();
    decoded(path).map(|plain| if plain.matches('/').eq(path.matches('/')) { plain } else { path.into() })
}

/// A path without the path of the public address before it. A proxy may have cut that off already.
pub(super) fn below<'p>(path: &'p str, base: &str) -> &'p str {
    match path.strip_prefix(base) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => rest,
        _ => path,
    }
}

/// The language of the path; elsewhere the one of the site that the browser prefers.
pub(super) fn language(snapshot: &Snapshot, path: &str, headers: &HeaderMap) -> Lang {
    let langs: Vec<Lang> = snapshot.langs().collect();
    language_of(path).filter(|lang| langs.contains(lang)).unwrap_or_else(|| {
        let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        negotiate(preferred.unwrap_or_default(), &langs)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_and_perhaps_a_port() {
        for good in ["", "a", "a.example.", "a:", "a:80", "127.0.0.1:8080", "[::1]", "[::1]:80", "a_b", "%41"]
        {
            assert!(is_host(good.as_bytes()), "{good}");
        }
        for bad in [
            "a.com.:1.2",
            "extra[::1]",
            "[::1].",
            "[::1",
            "[]",
            "[a]",
            "a:b",
            "a:123456",
            "a b",
            "a/b",
            "me@a",
            "a:1:2",
            "é",
            "a\u{7f}",
        ] {
            assert!(!is_host(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn escapes_are_read_whole_or_refused() {
        assert_eq!(decoded("/%6aa/%E7%86%8A").as_deref(), Some("/ja/熊"));
        for bad in ["%", "%4", "%zz", "a%", "%ff", "%00", "%0a", "%C2%85", "%%41"] {
            assert_eq!(decoded(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_path_of_the_public_address_is_cut_off_where_it_is_whole() {
        assert_eq!(below("/keikaku/ja/", "/keikaku"), "/ja/");
        assert_eq!(below("/keikaku", "/keikaku"), "");
        assert_eq!(below("/keikaku2/ja/", "/keikaku"), "/keikaku2/ja/");
        assert_eq!(below("/ja/", ""), "/ja/");
    }
}
