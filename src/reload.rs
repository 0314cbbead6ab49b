//! Data replaced while the site runs: all or nothing, and what is refused is said aloud.
//!
//! The folder is looked at four times a second (sizes and times of the files that are read), which works on
//! every file system and costs nothing to speak of; SIGHUP asks at once. Errors are reported on stderr, one by
//! one, and a year that has any goes on as it was, whatever the other years; the data is then read again
//! every few seconds until it is sound, for not every correction can be seen from outside. What is sound is
//! put in place as a whole, unless it is what is shown already.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

use crate::http::AppState;
use crate::load::{self, Report, Source};
use crate::plan::Dataset;
use crate::site::Snapshot;

/// Between two looks at the folder.
const LOOK: Duration = Duration::from_millis(250);

/// Between two readings of data that was refused, at least. Reading takes at most a twentieth of the time.
const RETRY: Duration = Duration::from_secs(2);

/// How often data that changes while it is read is read again before it is judged all the same.
const TRIES: u32 = 5;

/// How nice the thread is: readers come first.
const NICE: i32 = 10;

/// Keeps a site's data current.
pub struct Keeper {
    source: Source,
    /// Whether drafts are shown.
    drafts: bool,
    state: AppState,
    /// What the folder looked like before the site's data was read from it.
    seen: Fingerprint,
    /// Applied to every data set, such as the base URL of the command line.
    adjust: Box<dyn Fn(&mut Dataset) + Send>,
}

impl Keeper {
    /// A keeper of that site with data from that source, with its drafts or without, which looked like `seen` before it was read:
    /// what changes while the site starts is a change too.
    #[must_use]
    pub fn new(
        (source, drafts): (Source, bool),
        seen: Fingerprint,
        state: AppState,
        adjust: impl Fn(&mut Dataset) + Send + 'static,
    ) -> Self {
        Self { source, drafts, state, seen, adjust: Box::new(adjust) }
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
                let mut last = Reading::default();
                loop {
                    let asked = tokio::select! {
                        _ = hangup.recv() => true,
                        () = tokio::time::sleep(LOOK) => false,
                    };
                    let now = fingerprint(&self.source);
                    if !asked && now == seen && !last.is_due(Instant::now()) {
                        continue;
                    }
                    let start = Instant::now();
                    let (looked, report) = self.load(now).await;
                    seen = looked;
                    if let Some(snapshot) = self.judge(report, asked, start, &mut last) {
                        drop(keeping);
                        self.show(snapshot);
                        keeping = Keeping::start(&self.state);
                    }
                }
            });
        };
        thread::Builder::new().name("data".into()).spawn(work)?;
        Ok(())
    }

    /// Loads the data once its files have stopped changing; again where they changed meanwhile, a few times at
    /// most. Gives what they looked like.
    async fn load(&self, mut seen: Fingerprint) -> (Fingerprint, Report) {
        let mut tries = 0;
        loop {
            seen = self.settled(seen).await;
            let report = load::load_with(&self.source, self.drafts);
            let now = fingerprint(&self.source);
            tries += 1;
            if now == seen || tries == TRIES {
                return (seen, report);
            }
            seen = now;
        }
    }

    /// Waits until the files stop changing, two seconds at most.
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

    /// Reports what was read; a snapshot where it is sound and not the one that is shown.
    fn judge(&self, report: Report, asked: bool, start: Instant, last: &mut Reading) -> Option<Snapshot> {
        let mut text = Vec::new();
        let _ = report.write(&mut text);
        // What was read again without being asked for is no news until it changes.
        let is_news = asked || text != last.report;
        if is_news && !report.diagnostics.is_empty() {
            tracing::warn!("{}", String::from_utf8_lossy(&text).trim_end());
        }
        last.report = text;
        last.retry = None;
        let has_errors = report.errors() > 0;
        if has_errors {
            last.retry = Some(Instant::now() + RETRY.max(start.elapsed() * 20));
            if is_news {
                self.state.counters().reloaded(false);
                tracing::error!(
                    "the changed data has errors; what has them is not shown, and the site goes on with what it has / \
                     変更後のデータに誤りがあります。誤りのある部分は反映せず、これまでの内容で公開を続けます",
                );
            }
        }
        let mut dataset = report.dataset?;
        (self.adjust)(&mut dataset);
        dataset.keep_from(self.state.current().snapshot.dataset());
        let snapshot = Snapshot::new(dataset).ok()?;
        if snapshot.dataset() == self.state.current().snapshot.dataset() {
            if is_news && !has_errors {
                tracing::info!("the data is the same as what is shown / データは公開中の内容と同じです");
            }
            return None;
        }
        Some(snapshot)
    }

    /// Makes a snapshot public.
    fn show(&self, snapshot: Snapshot) {
        self.state.publish(snapshot);
        self.state.counters().reloaded(true);
        tracing::info!("the changed data is shown / 変更後のデータを反映しました");
    }
}

/// What the last reading of the data came to.
#[derive(Debug, Default)]
struct Reading {
    report: Vec<u8>,
    /// When to read again, where the data was refused.
    retry: Option<Instant>,
}

impl Reading {
    fn is_due(&self, now: Instant) -> bool {
        self.retry.is_some_and(|retry| now >= retry)
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
            tracing::warn!("answers are not kept: {error} / 応答を保持しません: {error}");
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

/// What the data looks like now: sizes and times of the files that are read. A folder that cannot be read
/// looks like one without years.
#[must_use]
pub fn fingerprint(source: &Source) -> Fingerprint {
    let mut hasher = DefaultHasher::new();
    if let Source::Folder(root) = source {
        for file in source.files().unwrap_or_default() {
            let data = fs::metadata(root.join(&file)).ok();
            // The time of change tells of contents put there with their old time, and of permissions.
            let looks = data.map(|data| (data.len(), data.modified().ok(), data.ctime(), data.ctime_nsec()));
            (file, looks).hash(&mut hasher);
        }
    }
    Fingerprint(hasher.finish())
}
