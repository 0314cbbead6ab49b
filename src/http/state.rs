//! What every request shares: the snapshot that is public now, the counters, whether the program is ready.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::kept::Kept;
use super::observe::Counters;
use crate::site::Snapshot;

/// A snapshot and the answers kept for it.
#[derive(Debug)]
pub struct Published {
    /// What every answer is made from.
    pub snapshot: Snapshot,
    pub(super) kept: Kept,
}

impl Published {
    /// Writes every page and file, compresses it as well as can be, and keeps the answers for as long as
    /// this is public; stops without keeping any when `go_on` says no. Some 30 ms a page.
    pub fn keep_answers(&self, go_on: impl FnMut() -> bool) {
        self.kept.fill(&self.snapshot, go_on);
    }
}

/// What the whole site shares. Clones are the same state.
#[derive(Clone)]
pub struct AppState {
    published: Arc<ArcSwap<Published>>,
    counters: Arc<Counters>,
    ready: Arc<dyn Fn() -> bool + Send + Sync>,
    /// Held by whoever makes a heavy file.
    heavy: Arc<Semaphore>,
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppState").field("counters", &self.counters).finish_non_exhaustive()
    }
}

impl AppState {
    /// Begins with a snapshot.
    #[must_use]
    pub fn new(snapshot: Snapshot) -> Self {
        let published = Published { snapshot, kept: Kept::default() };
        Self {
            published: Arc::new(ArcSwap::from_pointee(published)),
            counters: Arc::default(),
            ready: Arc::new(|| true),
            heavy: Arc::new(Semaphore::new(1)),
        }
    }

    /// Has `/readyz` answer 503 as soon as `ready` is false: at a shutdown, before connections are closed.
    #[must_use]
    pub fn ready_while(self, ready: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { ready: Arc::new(ready), ..self }
    }

    pub(super) fn is_ready(&self) -> bool {
        (self.ready)()
    }

    /// Waits until nobody makes a heavy file; nobody else does for as long as the permit is held.
    pub(super) async fn heavy_turn(&self) -> Option<SemaphorePermit<'_>> {
        // Fails only where the semaphore is closed, which nobody does.
        self.heavy.acquire().await.ok()
    }

    /// What is public now. A request takes it once, and answers from it, start to end.
    #[must_use]
    pub fn current(&self) -> Arc<Published> {
        self.published.load_full()
    }

    /// The same without counting a reference: for what is over at once.
    pub(super) fn with_current<T>(&self, use_it: impl FnOnce(&Published) -> T) -> T {
        use_it(&self.published.load())
    }

    /// Makes another snapshot public; requests under way keep theirs.
    pub fn publish(&self, snapshot: Snapshot) {
        self.published.store(Arc::new(Published { snapshot, kept: Kept::default() }));
    }

    /// The counters of answers and reloads.
    #[must_use]
    pub fn counters(&self) -> &Counters {
        &self.counters
    }
}
