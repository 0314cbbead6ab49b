//! Every page and file of a snapshot, rendered once and kept with its bodies.
//!
//! A path is looked up before the router is asked. What is not kept (a data set too large
//! to keep, or the first milliseconds of a snapshot) is rendered when it is asked for.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use hyper::body::Bytes;
use tower::ServiceExt as _;

use super::encoding::Effort;
use super::state::Snapshot;
use super::stored::Stored;
use super::urls;

/// Bytes of bodies that a snapshot may keep. A city's plan takes a third of it; of a data set
/// ten thousand times larger the pages that come first in [`urls::paths`] are kept.
const MAX_KEPT: usize = 24 << 20;

/// Bytes from which an answer is a large file and not a page.
const LARGE: usize = 4 << 20;

/// Answers by path.
#[derive(Debug, Default)]
pub(crate) struct Cache {
    answers: ArcSwap<HashMap<Box<str>, Stored>>,
}

impl Cache {
    /// Looks a path up and does something with what is kept for it.
    pub(crate) fn with<T>(&self, path: &str, use_it: impl FnOnce(&Stored) -> T) -> Option<T> {
        self.answers.load().get(path).map(use_it)
    }

    /// Renders everything and keeps it; what was kept before stays until this is done, and for good
    /// where `go_on` says no before.
    pub(crate) async fn fill(
        &self,
        router: &Router,
        snapshot: &Arc<Snapshot>,
        effort: Effort,
        mut go_on: impl FnMut() -> bool,
    ) {
        let before = self.answers.load_full();
        let mut answers = HashMap::new();
        let mut kept = 0;
        for path in urls::paths(&snapshot.dataset, &snapshot.assets) {
            if kept > MAX_KEPT {
                break;
            }
            if !go_on() {
                return;
            }
            // Lets whoever waits for this be asked to stop.
            tokio::task::yield_now().await;
            // What is megabytes long was compressed for seconds already, and its bodies can be shared.
            let large = before.get(path.as_str()).filter(|stored| stored.size() > LARGE).cloned();
            let stored = match large {
                Some(stored) => stored,
                None => match render(router, snapshot, &path).await {
                    Some((head, body)) => Stored::new(StatusCode::OK, &head, body, effort),
                    None => continue,
                },
            };
            // Few files are large, and those cost most to render: they do not use up the pages' room.
            kept += Some(stored.size()).filter(|size| *size <= LARGE).unwrap_or_default();
            answers.insert(path.into_boxed_str(), stored);
        }
        self.answers.store(Arc::new(answers));
    }
}

/// What the router answers to GET, in memory; `None` where it is not 200.
pub(crate) async fn render(
    router: &Router,
    snapshot: &Arc<Snapshot>,
    path: &str,
) -> Option<(HeaderMap, Bytes)> {
    let mut request = Request::get(path).body(Body::empty()).ok()?;
    request.extensions_mut().insert(Arc::clone(snapshot));
    let response = router.clone().oneshot(request).await.ok()?;
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.ok()?;
    (parts.status == StatusCode::OK).then_some((parts.headers, body))
}
