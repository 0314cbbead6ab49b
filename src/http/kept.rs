//! Every page and file of a snapshot, written and compressed once and kept in memory.
//!
//! A path is looked up before the router is asked. What is not kept (a data set too large to keep, or
//! the first seconds of a snapshot) is written when it is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use hyper::StatusCode;

use super::encoding::Effort;
use super::representation::Representations;
use super::response::compose;
use crate::site::{Address, Snapshot, all};

/// Bytes of bodies that are kept. A city's plan takes a third of it; of a data set ten thousand times
/// larger the addresses that come first in [`all`] are kept.
const MAX_KEPT: usize = 24 << 20;

/// Bytes from which an answer is a large file and not a page.
const LARGE: usize = 4 << 20;

/// Answers by path.
#[derive(Debug, Default)]
pub(super) struct Kept {
    answers: ArcSwap<HashMap<Box<str>, Representations>>,
}

impl Kept {
    /// Does something with what is kept for a path, if anything is.
    pub(super) fn with<T>(&self, path: &str, use_it: impl FnOnce(&Representations) -> T) -> Option<T> {
        self.answers.load().get(path).map(use_it)
    }

    /// Writes every page and file and keeps it; nothing where `go_on` says no before the end.
    pub(super) fn fill(&self, snapshot: &Snapshot, mut go_on: impl FnMut() -> bool) {
        let mut answers = HashMap::new();
        let mut size = 0;
        // What only leads on is answered faster than it is looked up.
        let addresses = all(snapshot).filter(|address| !matches!(address, Address::Lead(_)));
        for address in addresses {
            // What is the same in every language is made and kept once.
            let mut made: Option<Representations> = None;
            for (lang, path) in address.paths(snapshot.dataset()) {
                if size > MAX_KEPT {
                    break;
                }
                if !go_on() {
                    return;
                }
                if let Some(made) = made.as_ref().filter(|_| address.is_same_in_every_language()) {
                    answers.insert(path.into_boxed_str(), made.clone());
                    continue;
                }
                let composed = compose(snapshot, &address, lang);
                if composed.status == StatusCode::OK {
                    let kept = Representations::new(composed, Effort::Best);
                    // Few files are large, and those cost most to make: they do not use up the pages' room.
                    size += Some(kept.size()).filter(|size| *size <= LARGE).unwrap_or_default();
                    made = Some(kept.clone());
                    answers.insert(path.into_boxed_str(), kept);
                }
            }
        }
        self.answers.store(Arc::new(answers));
    }
}
