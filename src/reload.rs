//! Data replaced while the site runs: all or nothing, and loud where it is nothing.
//!
//! The folder is looked at four times a second (names, sizes and times of its tables), which works on
//! every file system and costs nothing to speak of; SIGHUP asks at once. A data set with a fault is
//! named on stderr, fault by fault, and the site goes on with the one it has. A sound one is rendered
//! first and then put in place as a whole.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

use crate::http::AppState;
use crate::load::{self, Source};
use crate::plan::Dataset;
use crate::site::Snapshot;

/// Between two looks at the folder.
const LOOK: Duration = Duration::from_millis(250);

/// How nice the thread is: readers come first.
const NICE: i32 = 10;

/// Keeps a site's data current.
pub struct Keeper {
    source: Source,
    state: AppState,
    /// What the folder looked like before the site's data was read from it.
    seen: Fingerprint,
    /// Applied to every data set, such as the base URL of the command line.
    adjust: Box<dyn Fn(&mut Dataset) + Send>,
}

impl Keeper {
    /// A keeper of that site with data from that source, which looked like `seen` before it was read:
    /// what changes while the site starts is a change too.
    #[must_use]
    pub fn new(
        source: Source,
        seen: Fingerprint,
        state: AppState,
        adjust: impl Fn(&mut Dataset) + Send + 'static,
    ) -> Self {
        Self { source, state, seen, adjust: Box::new(adjust) }
    }

    /// Prepares the answers of the current snapshot and then watches, on a thread of its own, for good.
    ///
    /// # Errors
    /// Where the thread, its runtime or the handler of SIGHUP cannot be made.
    pub fn start(self) -> io::Result<()> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let mut hangup = {
            let _context = runtime.enter();
            signal(SignalKind::hangup())?
        };
        let work = move || {
            runtime.block_on(async {
                let mut seen = self.seen;
                let mut keeping = Keeping::start(&self.state);
                loop {
                    let asked = tokio::select! {
                        _ = hangup.recv() => true,
                        () = tokio::time::sleep(LOOK) => false,
                    };
                    let now = fingerprint(&self.source);
                    if asked || now != seen {
                        drop(keeping);
                        seen = self.settled(now).await;
                        self.reload();
                        keeping = Keeping::start(&self.state);
                    }
                }
            });
        };
        thread::Builder::new().name("data".into()).spawn(work)?;
        Ok(())
    }

    /// Waits until nobody writes any more; two seconds at most, in case somebody never stops.
    async fn settled(&self, mut seen: Fingerprint) -> Fingerprint {
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let now = fingerprint(&self.source);
            if now == seen {
                break;
            }
            seen = now;
        }
        seen
    }

    /// Loads, and puts in place what is sound.
    fn reload(&self) {
        let report = load::load(&self.source);
        let warned = !report.diagnostics.is_empty();
        if warned {
            let mut text = Vec::new();
            let _ = report.write(&mut text);
            tracing::warn!("{}", String::from_utf8_lossy(&text).trim_end());
        }
        let snapshot = report.dataset.map(|mut dataset| {
            (self.adjust)(&mut dataset);
            Snapshot::new(dataset)
        });
        let Some(Ok(snapshot)) = snapshot else {
            self.state.counters().reloaded(false);
            tracing::error!(
                "the changed data has faults and is not shown; the site goes on with what it has"
            );
            return;
        };
        self.state.publish(snapshot);
        self.state.counters().reloaded(true);
        tracing::info!("the changed data is shown");
    }
}

/// Keeps the answers of what is public now, on a thread of its own that lets everyone else go first.
/// Ends when it is done, or dropped because the data changes again.
struct Keeping(Arc<AtomicBool>);

impl Keeping {
    fn start(state: &AppState) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let (published, stopped) = (state.current(), Arc::clone(&stop));
        let work = move || {
            // Fails only where the system forbids it, and then the thread is just not nice.
            let _ = rustix::process::nice(NICE);
            published.keep_answers(|| !stopped.load(Ordering::Relaxed));
        };
        // Without the thread every answer is made when it is asked for.
        if let Err(error) = thread::Builder::new().name("keep".into()).spawn(work) {
            tracing::warn!("answers are not kept: {error}");
        }
        Self(stop)
    }
}

impl Drop for Keeping {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// What changes when the data does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

/// What the data looks like now; a folder that cannot be read looks like an empty one.
#[must_use]
pub fn fingerprint(source: &Source) -> Fingerprint {
    let mut hasher = DefaultHasher::new();
    if let Source::Folder(root) = source {
        look(root, 1, &mut hasher);
    }
    Fingerprint(hasher.finish())
}

/// Names, sizes and times of the tables and settings in a folder and the years' folders in it.
fn look(folder: &Path, deeper: u8, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Ok(data) = fs::metadata(&path) else { continue };
        if data.is_dir() && deeper > 0 {
            look(&path, deeper - 1, hasher);
        } else if path.extension().is_some_and(|extension| extension == "csv" || extension == "toml") {
            (path, data.len(), data.modified().ok()).hash(hasher);
        }
    }
}
