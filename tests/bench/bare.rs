//! A bare hyper server with the site's own bytes: what serving from memory costs without a site around it.
//!
//! `cargo run --release --example bare -- 127.0.0.1:8092 http://127.0.0.1:8091 paths.txt` fetches every
//! path from a running site (brotli, all headers) and answers them from a plain map, on one thread,
//! without limits, conditions or content negotiation.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io::{Read as _, Write as _};
use std::rc::Rc;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;

type Answers = HashMap<String, (HeaderMap, Bytes)>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(listen), Some(site), Some(paths)) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: bare ADDR:PORT http://SITE PATHS_FILE".into());
    };
    let host = site.strip_prefix("http://").ok_or("the site's address begins with http://")?;
    let paths = std::fs::read_to_string(paths)?;
    let answers: Result<Answers, _> = paths.lines().map(|path| fetch(host, path)).collect();
    let answers = Rc::new(answers?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, async move {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        loop {
            let (stream, _) = listener.accept().await?;
            stream.set_nodelay(true)?;
            let answers = Rc::clone(&answers);
            tokio::task::spawn_local(async move {
                let service = service_fn(|request| std::future::ready(answer(&answers, &request)));
                let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    })
}

fn answer(answers: &Answers, request: &Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
    let Some((head, body)) = answers.get(request.uri().path()) else {
        return Ok(Response::new(Full::default()));
    };
    let mut response = Response::new(Full::new(body.clone()));
    *response.headers_mut() = head.clone();
    Ok(response)
}

fn fetch(host: &str, path: &str) -> Result<(String, (HeaderMap, Bytes)), Box<dyn std::error::Error>> {
    let mut stream = std::net::TcpStream::connect(host)?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: br\r\nConnection: close\r\n\r\n"
    )?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").ok_or("no head")?;
    let mut head = HeaderMap::new();
    for line in std::str::from_utf8(&bytes[..end])?.lines().skip(1) {
        let (name, value) = line.split_once(':').ok_or("no header")?;
        if !["date", "connection"].contains(&name) {
            head.append(HeaderName::try_from(name)?, HeaderValue::from_str(value.trim())?);
        }
    }
    Ok((path.to_owned(), (head, Bytes::copy_from_slice(&bytes[end + 4..]))))
}
