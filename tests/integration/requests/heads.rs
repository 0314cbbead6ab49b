//! Request lines, hosts, framing of heads.

use super::case::Case;
use super::check;

const PAGE: &str = "/ja/2024/";

fn raw(name: &str, request: impl AsRef<[u8]>) -> Case {
    Case::raw(name, request)
}

pub(super) fn cases() -> Vec<Case> {
    let line = |name: &str, line: &str| raw(name, format!("{line}\r\nHost: test\r\n\r\n"));
    let host = |name: &str, lines: &str| raw(name, format!("GET {PAGE} HTTP/1.1\r\n{lines}\r\n"));
    let field =
        |name: &str, field: &str| raw(name, format!("GET {PAGE} HTTP/1.1\r\nHost: test\r\n{field}\r\n\r\n"));
    let mut cases = vec![
        // Host (RFC 9112, 3.2): exactly one, and one that can be a host; its value is never used.
        host("a Host", "Host: test\r\n").lang("ja"),
        host("Host in capitals", "HOST: test\r\n").lang("ja"),
        host("Host with a port", "Host: evil.example:8080\r\n").lang("ja"),
        host("Host of IPv6", "Host: [::1]:8080\r\n").lang("ja"),
        host("no Host", "").status(400).lang("ja").closes(),
        host("empty Host", "Host:\r\n").same_as(PAGE),
        host("blank Host", "Host:    \r\n").same_as(PAGE),
        host("two Hosts", "Host: test\r\nHost: evil.example\r\n").status(400).lang("ja").closes(),
        host("the same Host twice", "Host: test\r\nHost: test\r\n").status(400).lang("ja").closes(),
        host("Host with a blank", "Host: evil example\r\n").status(400).lang("ja").closes(),
        host("Host with a path", "Host: evil.example/ja/\r\n").status(400).lang("ja").closes(),
        host("Host with a user", "Host: test@evil.example\r\n").status(400).lang("ja").closes(),
        host("Host with mark-up", "Host: \"><script>evil\r\n").status(400).lang("ja").closes(),
        host("Host list", "Host: test, evil.example\r\n").status(400).lang("ja").closes(),
        host("Host with an odd port", "Host: a.com.:1.2\r\n").status(400).lang("ja").closes(),
        host("Host before an address", "Host: extra[::1]\r\n").status(400).lang("ja").closes(),
        host("Host behind an address", "Host: [::1].\r\n").status(400).lang("ja").closes(),
        host("Host of Latin-1", "Host: t\u{e9}st\r\n").status(400).lang("ja").closes(),
        raw("no Host, English path", "GET /en/2024/ HTTP/1.1\r\n\r\n").status(400).lang("en").closes(),
        // Methods: GET and HEAD, whatever the path.
        line("a method nobody knows", "BREW /ja/2024/ HTTP/1.1")
            .status(405)
            .has("allow", "GET, HEAD")
            .lang("ja"),
        line("method in lower case", "get /en/2024/ HTTP/1.1")
            .status(405)
            .has("allow", "GET, HEAD")
            .lang("en"),
        line("OPTIONS", "OPTIONS /en/2024/ HTTP/1.1").status(405).has("allow", "GET, HEAD").lang("en"),
        line("OPTIONS of all", "OPTIONS * HTTP/1.1").status(405).has("allow", "GET, HEAD").lang("ja"),
        line("TRACE", "TRACE /ja/2024/ HTTP/1.1").status(405).has("allow", "GET, HEAD").lang("ja"),
        line("CONNECT", "CONNECT evil.example:443 HTTP/1.1").status(405).has("allow", "GET, HEAD"),
        line("DELETE what is not there", "DELETE /ja/nothing HTTP/1.1").status(405).has("allow", "GET, HEAD"),
        line("PUT where a slash is missing", "PUT /ja/2024 HTTP/1.1").status(405).lacks("location"),
        line("a method with a slash", "GE/T /ja/2024/ HTTP/1.1").unread(400),
        line("no method", " /ja/2024/ HTTP/1.1").unread(400),
        // Versions.
        raw("HTTP/0.9", "GET /ja/2024/\r\n\r\n").unread(400),
        line("HTTP/1.0 with a Host", "GET /ja/2024/ HTTP/1.0").closes().lang("ja"),
        raw("HTTP/1.0 without one", "GET /ja/2024/ HTTP/1.0\r\n\r\n").closes().lang("ja"),
        raw("a probe in HTTP/1.0", "GET /healthz HTTP/1.0\r\n\r\n").closes(),
        raw("another probe in HTTP/1.0", "GET /readyz HTTP/1.0\r\n\r\n").closes(),
        raw("HTTP/1.0 with two Hosts", "GET /readyz HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n")
            .status(400)
            .closes(),
        raw("a probe to be kept", "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            .has("connection", "keep-alive"),
        raw("a page to be kept", "GET /ja/2024/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            .has("connection", "keep-alive"),
        raw("a page not found to be kept", "GET /ja/nothing HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            .status(404)
            .has("connection", "keep-alive"),
        raw("HTTP/1.0 to be kept", "GET /healthz HTTP/1.0\r\nHost: test\r\nConnection: close\r\n\r\n")
            .closes(),
        line("HTTP/1.2", "GET /ja/2024/ HTTP/1.2").unread(400),
        line("HTTP/2.0", "GET /ja/2024/ HTTP/2.0").unread(400),
        raw("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").silent(),
        line("version in lower case", "GET /ja/2024/ http/1.1").unread(400),
        line("blanks in the target", "GET /ja/2024/ evil HTTP/1.1").unread(400),
        raw("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00\x01\x02").unread(400),
        // Framing of the head.
        raw("line breaks before the request", "\r\n\r\nGET /ja/2024/ HTTP/1.1\r\nHost: test\r\n\r\n")
            .lang("ja"),
        raw("bare LF", "GET /ja/2024/ HTTP/1.1\nHost: test\n\n").lang("ja"),
        raw("bare CR", "GET /ja/2024/ HTTP/1.1\rHost: test\r\r").unread(400),
        field("bare CR in a field", "X: a\rEvil: b").unread(400),
        field("NUL in a field", "X: a\0b").unread(400),
        field("obs-fold", "X: a\r\n b").unread(400),
        field("blank before the colon", "X : a").unread(400),
        field("tab before the colon", "X\t: a").unread(400),
        field("no colon", "X").unread(400),
        field("no name", ": a").unread(400),
        field("a name with a blank", "X Y: a").unread(400),
        field("a field of Latin-1", "X: \u{e9}").lang("ja"),
        // The Host is one of them.
        field("100 fields", ["X: y"; 99].join("\r\n").as_str()).same_as(PAGE),
        field("101 fields", ["X: y"; 100].join("\r\n").as_str()).unread(431),
        field("cookies of 60 kB", &format!("Cookie: {}", "x".repeat(60_000))).same_as(PAGE),
        field("a field of 70 kB", &format!("X: {}", "x".repeat(70_000))).unread(431),
    ];
    // Pipelined: answered in turn; nothing is read behind an answer that closes.
    let one = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: test\r\n\r\n");
    let bad = "GET /ja/2024/ HTTP/1.1\r\n\r\n";
    cases.extend([
        raw("pipelined", [one(PAGE), one("/ja/x"), one("/en/2024/")].concat())
            .all(&[200, 404, 200])
            .lang("en"),
        raw("pipelined behind a bad one", [one(PAGE), bad.to_owned(), one(PAGE)].concat())
            .all(&[200, 400])
            .closes(),
        raw(
            "pipelined, the last unfinished",
            [one(PAGE), "GET /".to_owned(), " HTTP/1.1\r\nHost: test\r\n\r\n".to_owned()].concat(),
        )
        .all(&[200, 302]),
        raw("Connection: close", "GET /ja/2024/ HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
            .closes(),
    ]);
    cases
}

#[test]
fn heads_are_read_strictly() {
    check(&cases());
}
