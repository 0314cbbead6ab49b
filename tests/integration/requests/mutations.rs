//! Inputs changed at random, the same at every run: a small part of what `tests/fuzz` does.

use std::sync::LazyLock;

use keikaku::http::HttpService;

use crate::support::attack::size;
use crate::support::program::Folder;
use crate::support::properties::{self, Files};

/// A generator of numbers (xorshift), so that every run is the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// A few changes: a byte, a piece gone or twice, a word put in, the end cut off.
    fn mutate(&mut self, seed: &[u8], words: &[&[u8]]) -> Vec<u8> {
        let mut bytes = seed.to_vec();
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len() + 1);
            let to = (at + self.below(20)).min(bytes.len());
            match self.below(6) {
                0 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).unwrap(),
                1 => drop(bytes.drain(at..to)),
                2 => bytes.truncate(at),
                3 => {
                    let piece = bytes[at..to].repeat(self.below(40));
                    bytes.splice(at..at, piece);
                }
                _ => {
                    let word = self.pick(words).to_vec();
                    bytes.splice(at..at, word);
                }
            }
        }
        bytes
    }
}

static FILES: LazyLock<Files> =
    LazyLock::new(|| Folder::files().map(|name| (name.to_owned(), Folder::original(name))).into());
static SITE: LazyLock<HttpService> = LazyLock::new(|| properties::site(&FILES));

const WORDS: &[&[u8]] = &[
    b"/",
    b"//",
    b"\\",
    b"..",
    b"%",
    b"%2f",
    b"%00",
    b"%ff",
    b"%c0%af",
    b"?",
    b"&",
    b"=",
    b"page=",
    b"q=",
    b"#",
    b";",
    b",",
    b"*",
    b"\"",
    b"W/",
    b"q=0",
    b"q=1.0000",
    b"br",
    b"gzip",
    b"ja",
    b"en",
    b"2024",
    b"\0",
    b"\xff",
    b"\xe7\x86",
    b"\n",
    b"\r\n",
    b"\t",
    b" ",
    b"99999999999999999999",
    b"-1",
    b"=1+1",
    "熊本".as_bytes(),
    b"\xef\xbb\xbf",
];

#[test]
fn no_mutated_request_panics_or_fails() {
    const SEEDS: &[&[u8]] = &[
        b"GET\n/ja/2024/projects/?page=1\nHost: test\nIf-None-Match: W/\"a\", *",
        b"HEAD\n/en/2024/projects/growth-industry-creation/\nHost: test\nAccept-Encoding: br;q=0.5, gzip",
        b"GET\n/p/2024/1-1\nHost: test\nAccept-Language: fr, en;q=0.8, *;q=0.1",
        b"POST\nhttp://test/ja/2024\nHost: test:80\nRange: bytes=0-",
        b"GET\n/data/2024/plan.json\nHost: [::1]\nCookie: a=b",
    ];
    let mut random = Random(0x6b65_696b_616b_7501);
    for _ in 0..size(600, 100_000) {
        let seed = random.pick(SEEDS);
        properties::request(&SITE, &random.mutate(seed, WORDS));
    }
}

#[test]
fn no_mutated_preference_panics_or_fails() {
    let mut random = Random(0x6b65_696b_616b_7502);
    for _ in 0..size(200, 50_000) {
        let bytes = random.mutate(b"br;q=0.5, gzip;q=0.8, *;q=0", WORDS);
        properties::accept_encoding(&SITE, &bytes);
        let bytes = random.mutate(b"fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", WORDS);
        properties::accept_language(&SITE, &bytes);
    }
}

#[test]
fn no_path_is_read_as_another() {
    let mut random = Random(0x6b65_696b_616b_7503);
    let seeds: &[&[u8]] = &[
        b"/ja/2024/",
        b"/en/2024/projects/a-b/",
        b"/ja/glossary/",
        b"/en/2024/directions/10/",
        b"/ja/2024/sums/",
    ];
    for _ in 0..size(5_000, 1_000_000) {
        let seed = random.pick(seeds);
        properties::path(&random.mutate(seed, WORDS));
    }
}

#[test]
fn no_mutated_data_file_panics_or_fails() {
    let mut random = Random(0x6b65_696b_616b_7504);
    for _ in 0..size(12, 5_000) {
        for (name, bytes) in FILES.iter() {
            properties::data_file(&FILES, name, &random.mutate(bytes, WORDS));
        }
    }
}
