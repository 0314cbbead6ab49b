//! Header fields with preferences, conditions, and things to be ignored.

use std::io::Write;

use super::case::{Case, Reply};
use super::{KEPT, check};
use crate::support::raw::connect;

const PAGE: &str = "/ja/2024/";

/// The ETag of the plain page.
fn etag() -> String {
    let mut stream = connect(KEPT.address);
    stream.write_all(format!("GET {PAGE} HTTP/1.1\r\nHost: test\r\n\r\n").as_bytes()).unwrap();
    Reply::read(&mut stream, false).unwrap().header("etag").unwrap().to_owned()
}

pub(super) fn cases() -> Vec<Case> {
    let with = |name: &str, field: &str| Case::get(name, PAGE, &format!("{field}\r\n"));
    let root = |name: &str, field: &str| Case::get(name, "/", &format!("{field}\r\n")).status(302);
    let etag = etag();
    let unchanged = |name: &str, field: &str| {
        with(name, field)
            .status(304)
            .has("etag", etag.as_str())
            .has("vary", "Accept-Encoding")
            .has("cache-control", "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400")
            .lacks("content-length")
            .lacks("content-type")
            .lacks("content-encoding")
    };
    let many = |item: &str| item.repeat(2000);
    let mut cases = vec![
        // Accept: nothing is ever refused.
        with("Accept of something else", "Accept: image/png").same_as(PAGE),
        with("Accept of nothing", "Accept: */*;q=0").same_as(PAGE),
        with("junk in Accept", "Accept: ;;,evil/=,\"").same_as(PAGE),
        with("Accept-Charset", "Accept-Charset: utf-16").same_as(PAGE),
        // Accept-Language counts where the path says nothing.
        with("a language against the path's", "Accept-Language: en").lang("ja").same_as(PAGE),
        root("English", "Accept-Language: en-GB,en;q=0.9")
            .has("location", "/en/")
            .has("vary", "Accept-Language"),
        root("a language not spoken", "Accept-Language: fr, tlh").has("location", "/ja/"),
        root("junk in Accept-Language", "Accept-Language: \u{e9},;q=,en;q=evil,*;q=9")
            .has("location", "/ja/"),
        root("Accept-Language without end", &format!("Accept-Language: {}", many("xx,")))
            .has("location", "/ja/"),
        root("Accept-Language against", "Accept-Language: ja;q=0, en;q=0.001").has("location", "/en/"),
        root("two Accept-Languages", "Accept-Language: en\r\nAccept-Language: ja").has("location", "/en/"),
        Case::get("an encoded path against the browser", "/%6aa/2024/", "Accept-Language: en\r\n").lang("ja"),
        Case::get("an error in English", "/nothing", "Accept-Language: en\r\n").status(404).lang("en"),
        // Accept-Encoding.
        with("brotli", "Accept-Encoding: br").has("content-encoding", "br").has("vary", "Accept-Encoding"),
        with("gzip", "Accept-Encoding: gzip").has("content-encoding", "gzip").has("vary", "Accept-Encoding"),
        with("gzip preferred", "Accept-Encoding: br;q=0.1, gzip").has("content-encoding", "gzip"),
        with("any coding", "Accept-Encoding: *").has("content-encoding", "br"),
        with("no coding at all", "Accept-Encoding: *;q=0, identity;q=0").lacks("content-encoding").lang("ja"),
        with("codings not known", "Accept-Encoding: zstd, compress").same_as(PAGE),
        with("junk in Accept-Encoding", "Accept-Encoding: br;q=evil,,;=,\u{e9}").same_as(PAGE),
        with("Accept-Encoding without end", &format!("Accept-Encoding: {}br", many("x;q=0,"))).lang("ja"),
        Case::get("an error compressed", "/ja/x", "Accept-Encoding: gzip\r\n")
            .status(404)
            .has("content-encoding", "gzip")
            .has("vary", "Accept-Encoding")
            .lacks("etag"),
        // If-None-Match (RFC 9110, 13.1.2).
        unchanged("the ETag", &format!("If-None-Match: {etag}")),
        unchanged("the ETag, weak", &format!("If-None-Match: W/{etag}")),
        unchanged("any ETag", "If-None-Match: *"),
        unchanged("a list of ETags", &format!("If-None-Match: \"evil\", W/{etag} , \"x\"")),
        unchanged("two lists", &format!("If-None-Match: \"evil\"\r\nIf-None-Match: {etag}")),
        unchanged("ETags without end", &format!("If-None-Match: {}{etag}", many("\"x\","))),
        with("another ETag", "If-None-Match: \"evil\"").same_as(PAGE),
        with("an ETag without marks", &format!("If-None-Match: {}", etag.trim_matches('"'))).same_as(PAGE),
        with("half an ETag", &format!("If-None-Match: {}", &etag[..9])).same_as(PAGE),
        with("an empty If-None-Match", "If-None-Match:").same_as(PAGE),
        with("junk in If-None-Match", "If-None-Match: W/, \"\", \u{e9}, \",\"").same_as(PAGE),
        Case::get("any ETag of what is not there", "/ja/x", "If-None-Match: *\r\n").status(404),
        with("the plain ETag for brotli", &format!("If-None-Match: {etag}\r\nAccept-Encoding: br"))
            .has("content-encoding", "br"),
        with("If-Modified-Since", "If-Modified-Since: Fri, 31 Dec 9999 23:59:59 GMT").same_as(PAGE),
        with("If-Match of another", "If-Match: \"evil\"").status(412),
        // Range is optional (RFC 9110, 14.2) and ignored: the whole, and no promise of parts.
        with("a range", "Range: bytes=0-9").same_as(PAGE).lacks("content-range").lacks("accept-ranges"),
        with("ranges by the hundred", &format!("Range: bytes={}0-", "0-1,".repeat(500))).same_as(PAGE),
        with("junk in Range", "Range: evil=-").same_as(PAGE),
        with("If-Range", &format!("If-Range: {etag}\r\nRange: bytes=0-9")).same_as(PAGE),
        // Upgrades are not taken.
        with(
            "Upgrade: h2c",
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk",
        )
        .same_as(PAGE),
        with("Upgrade: websocket", "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13")
            .same_as(PAGE),
        // What a proxy would say of the client, and what applications elsewhere believe.
        with(
            "X-Forwarded-*",
            "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: evil\r\nX-Forwarded-For: evil",
        )
        .same_as(PAGE),
        with("Forwarded", "Forwarded: host=evil.example;proto=evil").same_as(PAGE),
        with("rewritten addresses", "X-Original-URL: /evil\r\nX-Rewrite-URL: /evil").same_as(PAGE),
        with("another method", "X-HTTP-Method-Override: DELETE").same_as(PAGE),
        with("an origin and a referrer", "Origin: https://evil.example\r\nReferer: https://evil.example/")
            .same_as(PAGE),
        with("a cookie", "Cookie: evil=1").same_as(PAGE).lacks("set-cookie"),
        with("authorisation", "Authorization: Basic ZXZpbDpldmls").same_as(PAGE).lacks("www-authenticate"),
        with("Connection names a field", "Connection: Host, close").closes(),
        Case::get(
            "absolute addresses are the settings'",
            "/robots.txt",
            "X-Forwarded-Host: evil.example\r\n",
        ),
    ];
    // HEAD for every kind of path is that of GET: `Case::check` asks twice.
    for path in [
        "/",
        "/ja/",
        "/en/2024/",
        "/ja/2024/initiatives/",
        "/p/2024/1-1",
        "/ja/2024",
        "/ja/x",
        "/robots.txt",
        "/sitemap.xml",
        "/data/2024/plan.json",
        "/healthz",
        "/readyz",
        "/ja/glossary/",
        "/static/x",
    ] {
        let status = match path {
            "/" | "/ja/" | "/p/2024/1-1" => 302,
            "/ja/2024/initiatives/" | "/ja/2024" => 308,
            "/ja/x" | "/static/x" => 404,
            _ => 200,
        };
        cases.push(Case::get(&format!("HEAD {path}"), path, "").status(status));
        cases
            .push(Case::get(&format!("HEAD {path}, brotli"), path, "Accept-Encoding: br\r\n").status(status));
    }
    cases
}

#[test]
fn fields_say_what_they_may() {
    check(&cases());
}
