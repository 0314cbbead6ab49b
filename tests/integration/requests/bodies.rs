//! Bodies where none belong, and attempts at hiding a request in one.

use super::case::Case;
use super::check;

/// What an attacker would have a proxy in front of us take for a body, or for a request.
const HIDDEN: &str = "GET /smuggled HTTP/1.1\r\nHost: test\r\n\r\n";

pub(super) fn cases() -> Vec<Case> {
    let send = |name: &str, method: &str, fields: &str, body: &str| {
        Case::raw(name, format!("{method} /ja/2024/ HTTP/1.1\r\nHost: test\r\n{fields}\r\n{body}"))
    };
    let refused = |case: Case| case.status(400).lang("ja").closes();
    let length = HIDDEN.len();
    vec![
        // A body of a GET or HEAD: read by nobody, so the connection cannot go on.
        refused(send("GET with a body", "GET", "Content-Length: 4\r\n", "body")),
        refused(send("GET with a body to come", "GET", "Content-Length: 4\r\n", "")),
        refused(send("GET with chunks", "GET", "Transfer-Encoding: chunked\r\n", "4\r\nbody\r\n0\r\n\r\n")),
        refused(send("GET with no chunk", "GET", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n")),
        refused(send("GET with broken chunks", "GET", "Transfer-Encoding: chunked\r\n", "zz\r\n")),
        refused(send("a request as a body", "GET", &format!("Content-Length: {length}\r\n"), HIDDEN)),
        send("GET with a body of nothing", "GET", "Content-Length: 0\r\n", "").lang("ja"),
        Case::raw(
            "HEAD with a body",
            "HEAD /ja/2024/ HTTP/1.1\r\nHost: test\r\nContent-Length: 4\r\n\r\nbody",
        )
        .status(400)
        .closes(),
        send("a huge body announced", "GET", "Content-Length: 99999999999999\r\n", "").status(400).closes(),
        // POST: 405; a small body is passed over, one that does not come is not waited for.
        send("POST", "POST", "Content-Length: 4\r\n", "body")
            .status(405)
            .has("allow", "GET, HEAD")
            .lang("ja"),
        send("POST without a body", "POST", "", "").status(405).lang("ja"),
        send("POST with chunks", "POST", "Transfer-Encoding: chunked\r\n", "4\r\nbody\r\n0\r\n\r\n")
            .status(405)
            .closes(),
        send("POST of a request", "POST", &format!("Content-Length: {length}\r\n"), HIDDEN).status(405),
        // Smuggling: framings that two readers read differently. Never a second answer.
        // Two framings: the chunks count (RFC 9112, 6.3), and the connection ends.
        send("CL.TE", "POST", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG")
            .status(405)
            .closes(),
        send(
            "TE.CL",
            "POST",
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
            &format!("0\r\n\r\n{HIDDEN}"),
        )
        .status(405)
        .closes(),
        refused(send(
            "GET with CL.TE",
            "GET",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            &format!("0\r\n\r\n{HIDDEN}"),
        )),
        send("two lengths", "POST", "Content-Length: 4\r\nContent-Length: 5\r\n", "body").unread(400),
        send("the same length twice", "POST", "Content-Length: 4\r\nContent-Length: 4\r\n", "body")
            .status(405),
        send("a list of lengths", "POST", "Content-Length: 4, 4\r\n", "body").unread(400),
        send("a signed length", "POST", "Content-Length: +4\r\n", "body").unread(400),
        send("a negative length", "POST", "Content-Length: -4\r\n", "body").unread(400),
        send("a length in hexadecimal", "POST", "Content-Length: 0x4\r\n", "body").unread(400),
        send("an empty length", "POST", "Content-Length:\r\n", "body").unread(400),
        send("a length past all counting", "POST", "Content-Length: 99999999999999999999999\r\n", "")
            .unread(400),
        send("TE in a name with a blank", "POST", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n").unread(400),
        send("TE of something else", "POST", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n").unread(400),
        send("TE not last chunked", "POST", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n")
            .unread(400),
        send("TE behind a vertical tab", "POST", "Transfer-Encoding: \u{b}chunked\r\n", "0\r\n\r\n")
            .unread(400),
        send("TE folded", "POST", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n").unread(400),
        Case::raw(
            "TE in HTTP/1.0",
            format!(
                "POST /ja/2024/ HTTP/1.0\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{HIDDEN}"
            ),
        )
        .unread(400),
        send("Expect", "GET", "Expect: 100-continue\r\n", "").lang("ja"),
        send("Expect with a body", "POST", "Expect: 100-continue\r\nContent-Length: 4\r\n", "")
            .status(405)
            .closes(),
        refused(send("Expect with a GET's body", "GET", "Expect: 100-continue\r\nContent-Length: 4\r\n", "")),
        send("Expect of something else", "GET", "Expect: evil\r\n", "").lang("ja"),
        send("TE and Trailer", "GET", "TE: trailers, deflate;q=0.5\r\nTrailer: Evil\r\n", "").lang("ja"),
    ]
}

#[test]
fn no_request_hides_in_another() {
    check(&cases());
}
