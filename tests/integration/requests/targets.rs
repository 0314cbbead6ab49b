//! Paths and queries.

use super::case::Case;
use super::check;

const PAGE: &str = "/ja/2024/";

pub(super) fn cases() -> Vec<Case> {
    let get = |name: &str, target: &str| Case::get(name, target, "");
    let long = |count| "x".repeat(count);
    let moved = |name: &str, from: &str, to: &str| get(name, from).status(308).has("location", to);
    let missing = |name: &str, target: &str| get(name, target).status(404).has("cache-control", "no-store");
    let bad =
        |name: &str, target: &str| get(name, target).status(400).has("cache-control", "no-store").lang("ja");
    vec![
        // Forms of a target.
        get("absolute form", "http://evil.example/ja/2024/").same_as(PAGE),
        get("absolute form of https", "https://evil.example:8443/en/2024/").same_as("/en/2024/"),
        get("absolute form with a user", "http://evil@evil.example/ja/2024/").lang("ja"),
        get("absolute form without a path", "http://evil.example").status(302).has("location", "/ja/"),
        get("a relative path", "ja/2024/").unread(400),
        get("authority form", "evil.example:80").status(404),
        get("asterisk form", "*").status(404).lang("ja"),
        get("a fragment", "/ja/2024/#evil").same_as(PAGE),
        // Lengths: 2 KiB of path and query, 64 KiB of head.
        missing("the longest path", &format!("/ja/{}", long(2044))).lang("ja"),
        get("a path too long", &format!("/ja/{}", long(2045))).status(414).lang("ja"),
        get("an English path too long", &format!("/en/{}", long(4000))).status(414).lang("en"),
        get("the longest query", &format!("{PAGE}?q={}", long(2036))).same_as(PAGE),
        get("a query too long", &format!("{PAGE}?q={}", long(2037))).status(414).lang("ja"),
        get("a query of 10 kB", &format!("{PAGE}?q={}", long(10_000))).status(414).lang("ja"),
        get("a target of 40 kB", &format!("/{}", long(40_000))).status(414).lang("ja"),
        get("a target of 70 kB", &format!("/{}", long(70_000))).unread(431),
        // Percent-encoding and characters.
        bad("% alone", "/ja/%"),
        bad("% and one digit", "/ja/%4"),
        bad("% and no digit", "/ja/%zz/"),
        bad("%00", "/ja/2024/%00"),
        bad("an encoded line break", "/ja/2024/%0d%0aSet-Cookie:evil"),
        bad("an encoded DEL", "/ja/%7f"),
        bad("encoded invalid UTF-8", "/ja/%ff%fe"),
        bad("overlong UTF-8 of a slash", "/ja/%c0%af"),
        bad("overlong UTF-8 of a dot", "/ja/%e0%80%ae"),
        bad("a surrogate", "/ja/%ed%a0%80"),
        bad("a C1 control", "/ja/%c2%85"),
        bad("% in a kept page's query", "/ja/2024/?q=%"),
        bad("%00 in a query", "/ja/2024/?q=%00"),
        bad("invalid UTF-8 in a query", "/ja/2024/?q=%ff"),
        Case::raw("a control character", "GET /ja/\x01 HTTP/1.1\r\nHost: test\r\n\r\n").unread(400),
        Case::raw("a tab", "GET /ja/\t HTTP/1.1\r\nHost: test\r\n\r\n").unread(400),
        Case::raw("a NUL", "GET /ja/\0 HTTP/1.1\r\nHost: test\r\n\r\n").unread(400),
        Case::raw("invalid UTF-8 as it is", b"GET /ja/\xff HTTP/1.1\r\nHost: test\r\n\r\n").unread(400),
        missing("UTF-8 as it is", "/ja/熊本/").lang("ja"),
        missing("UTF-8 encoded", "/ja/%E7%86%8A%E6%9C%AC/").lang("ja"),
        missing("a right-to-left override", "/ja/%e2%80%ae/").lang("ja"),
        missing("a quotation mark and mark-up", "/ja/%22%3E%3Cscript%3Eevil/").lang("ja"),
        get("an encoded letter", "/ja/2024/%70rojects/").same_as("/ja/2024/projects/"),
        get("an encoded language", "/%6aa/2024/").same_as(PAGE),
        // Nothing leads to another site.
        missing("//evil", "//evil.example/"),
        missing("//evil with a page", "//evil.example/ja/2024"),
        missing("///evil", "///evil.example/%2e%2e"),
        missing("/\\evil", "/\\evil.example/"),
        missing("an encoded //evil", "/%2f%2fevil.example/"),
        missing("an encoded \\evil", "/%5cevil.example/"),
        moved("a page behind //", "//ja/2024", PAGE),
        moved("a doubled slash", "/ja//2024/", PAGE),
        missing("/..;/", "/..;/ja/2024/"),
        missing("parameters of a segment", "/ja;evil/2024/"),
        missing("dot segments", "/ja/../en/2024/"),
        missing("encoded dot segments", "/ja/%2e%2e/%2e%2e/etc/passwd"),
        missing("a dot", "/./ja/2024/"),
        missing("an encoded slash", "/ja%2f2024/"),
        missing("/etc/passwd", "/../../../../etc/passwd"),
        missing("the data folder", "/data/2024/projects.csv/../plan.toml"),
        missing("a static file not there", "/static/../Cargo.toml"),
        missing("a hidden file", "/.git/config"),
        // Slashes at the end: written anew from what was understood.
        moved("no slash", "/ja/2024", "/ja/2024/"),
        moved("no slash, with a query", "/en/2024/sums?utm_source=x", "/en/2024/sums/?utm_source=x"),
        missing("no slash and no page", "/ja/2025"),
        moved("two slashes", "/ja/2024//", PAGE),
        moved("a slash behind a file", "/robots.txt/", "/robots.txt"),
        moved("initiatives", "/en/2024/initiatives/", "/en/2024/directions/"),
        get("root", "/").status(302).has("location", "/ja/").has("vary", "Accept-Language"),
        get("root with a query", "/?next=//x.example").status(302).has("location", "/ja/?next=//x.example"),
        get("a language", "/en/").status(302).has("location", "/en/2024/"),
        get("a short address", "/p/2024/1-1")
            .status(302)
            .has("location", "/ja/2024/projects/growth-industry-creation/"),
        missing("a short address of nothing", "/p/2024/99-99"),
        missing("a short address of junk", "/p/2024/1--1"),
        // What is not there.
        moved("upper-case language", "/JA/2024/", PAGE),
        missing("a language with a region", "/ja-JP/2024/"),
        missing("an unknown language", "/fr/2024/"),
        missing("an unknown year", "/ja/1999/").lang("ja"),
        missing("a year past counting", "/en/99999999999999999999/").lang("en"),
        missing("a full-width year", "/ja/%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%94/").lang("ja"),
        missing("a signed year", "/ja/+2024/").lang("ja"),
        missing("a number with a zero", "/ja/2024/directions/01/").lang("ja"),
        moved(
            "a project in capitals",
            "/en/2024/projects/Growth-Industry-Creation/",
            "/en/2024/projects/growth-industry-creation/",
        ),
        missing("JSON of no year", "/data/1999/plan.json"),
        // Parameters: unknown ones are ignored, so that nobody makes work with them.
        get("an unknown parameter", "/ja/2024/?utm_source=evil").same_as(PAGE),
        get("a parameter twice", "/ja/2024/?q=a&q=b").same_as(PAGE),
        get("an empty query", "/ja/2024/?").same_as(PAGE),
        get("question marks and ampersands", "/ja/2024/?&&=&?&a=b=c&%26=%3d").same_as(PAGE),
        moved("the first part of a list", "/ja/2024/projects/?page=1&page=2", "/ja/2024/projects/"),
        get("junk for a page of a list", "/ja/2024/projects/?page=-1")
            .status(303)
            .has("location", "/ja/2024/projects/"),
        moved("a part of a list", "/ja/2024/projects/?page=9", "/ja/2024/projects/page/9/"),
        moved("a part and more", "/ja/2024/projects/?a=b&page=9&c=d", "/ja/2024/projects/page/9/?a=b&c=d"),
        missing("a part past the last", "/ja/2024/projects/page/9/").lang("ja"),
        moved("the first part by its number", "/ja/2024/projects/page/1/", "/ja/2024/projects/"),
        missing("a part of what is not a list", "/ja/2024/page/2/").lang("ja"),
        get("a part of what is not a list, asked", "/ja/2024/?page=2").same_as(PAGE),
    ]
}

#[test]
fn every_target_has_its_answer() {
    check(&cases());
}
