//! What every request works on: one snapshot of data and texts, from start to end.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::assets::Assets;
use super::cache::Cache;
use super::observe::Counters;
use crate::i18n::{Labels, Lang};
use crate::plan::{Dataset, Plan};

/// One version of everything that pages are made of. Immutable, but for the answers kept with it.
#[derive(Debug)]
pub struct Snapshot {
    pub(crate) dataset: Dataset,
    pub(crate) assets: Assets,
    pub(crate) cache: Cache,
    labels: [Labels; Lang::ALL.len()],
}

/// The data holds no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlan;

impl Snapshot {
    /// A snapshot of that data with the built-in texts.
    ///
    /// # Errors
    /// Where the data holds no plan at all.
    pub fn new(dataset: Dataset) -> Result<Self, NoPlan> {
        Self::with_labels(dataset, Lang::ALL.map(|lang| Labels::of(lang).clone()))
    }

    /// A snapshot with other texts, in the order of [`Lang::ALL`]: for tests of the interface.
    ///
    /// # Errors
    /// Where the data holds no plan at all.
    pub fn with_labels(dataset: Dataset, labels: [Labels; Lang::ALL.len()]) -> Result<Self, NoPlan> {
        if dataset.plans.is_empty() {
            return Err(NoPlan);
        }
        Ok(Self { dataset, assets: Assets::built_in(), cache: Cache::default(), labels })
    }

    /// The data.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    pub(crate) fn labels(&self, lang: Lang) -> &Labels {
        match lang {
            Lang::Ja => &self.labels[0],
            Lang::En => &self.labels[1],
        }
    }

    #[expect(clippy::expect_used, reason = "`with_labels` refuses data without a plan")]
    pub(crate) fn newest(&self) -> &Plan {
        self.dataset.newest().expect("a snapshot has a plan")
    }
}

/// What the whole site shares: the current snapshot, counters, whether it is ready.
#[derive(Clone)]
pub struct AppState {
    current: Arc<ArcSwap<Snapshot>>,
    counters: Arc<Counters>,
    ready: Arc<dyn Fn() -> bool + Send + Sync>,
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
        let current = Arc::new(ArcSwap::from_pointee(snapshot));
        Self { current, counters: Arc::default(), ready: Arc::new(|| true) }
    }

    /// Has `/readyz` say 503 as soon as `ready` says no: at a shutdown, before connections are closed.
    #[must_use]
    pub fn ready_while(self, ready: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { ready: Arc::new(ready), ..self }
    }

    pub(crate) fn is_ready(&self) -> bool {
        (self.ready)()
    }

    /// The snapshot to answer a request from, start to end.
    #[must_use]
    pub fn current(&self) -> Arc<Snapshot> {
        self.current.load_full()
    }

    /// The same without counting a reference: for what is over at once.
    pub(crate) fn glance<T>(&self, at: impl FnOnce(&Snapshot) -> T) -> T {
        at(&self.current.load())
    }

    /// Puts another snapshot in place; requests under way keep theirs.
    pub fn replace(&self, snapshot: Arc<Snapshot>) {
        self.current.store(snapshot);
    }

    /// The counters of answers and reloads.
    #[must_use]
    pub fn counters(&self) -> &Counters {
        &self.counters
    }
}
