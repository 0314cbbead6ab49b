//! Malformed and odd requests, byte for byte over raw sockets, against the whole site.
//!
//! Every case states the answers it gets and whether the connection is closed after them. Beyond that,
//! every answer is held to what holds for all: see [`Case::check`].

mod bodies;
mod case;
mod fields;
mod heads;
mod mutations;

mod targets;

use std::sync::LazyLock;

use self::case::Case;
use crate::support::online::Online;

/// Where the site says that it stands: nothing of a request may ever turn up instead.
const BASE_URL: &str = "https://plan.example.jp";

static KEPT: LazyLock<Online> = LazyLock::new(|| Online::kept(BASE_URL));
static RENDERED: LazyLock<Online> = LazyLock::new(|| Online::start(BASE_URL));

/// Puts every case to the site with its pages kept, and to the one that renders each; names all that fail.
fn check(cases: &[Case]) {
    let mut failed = Vec::new();
    for case in cases {
        for (name, online) in [("kept", &*KEPT), ("rendered", &*RENDERED)] {
            if let Err(why) = case.check(online.address) {
                failed.push(format!("{} ({name}): {why}", case.name));
            }
        }
    }
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), 2 * cases.len(), failed.join("\n"));
}

#[test]
fn the_table_is_long_enough() {
    let count = [heads::cases(), targets::cases(), fields::cases(), bodies::cases()].map(|part| part.len());
    assert!(count.iter().sum::<usize>() >= 100, "{count:?}");
}
