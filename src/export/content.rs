//! The files of an export: what the site answers, as it is served.

use std::fs::{self, File};
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use hyper::StatusCode;
use hyper::header::{self, HeaderMap};

use super::{Error, failed};
use crate::http::{Effort, Encoding, Representations, compose};
use crate::i18n::Lang;
use crate::site::{Address, Snapshot};

/// Writes files into a draft; what is the same as in the export before keeps its time, so that
/// caches and copies of the folder see what changed and what did not.
pub(super) struct Writer<'a> {
    root: &'a Path,
    before: Option<&'a Path>,
    files: AtomicU64,
    bytes: AtomicU64,
}

impl<'a> Writer<'a> {
    pub(super) fn new(root: &'a Path, before: Option<&'a Path>) -> Self {
        Self { root, before, files: AtomicU64::new(0), bytes: AtomicU64::new(0) }
    }

    /// How many files and bytes were written.
    pub(super) fn written(&self) -> (u64, u64) {
        (self.files.load(Ordering::Relaxed), self.bytes.load(Ordering::Relaxed))
    }

    /// Writes a file and the codings that make it smaller beside it: `x`, `x.br`, `x.gz`.
    pub(super) fn stored(&self, file: &str, kept: &Representations) -> Result<(), Error> {
        for encoding in Encoding::ALL {
            let representation = kept.of(encoding);
            let is_coded = representation.head().contains_key(header::CONTENT_ENCODING);
            match (encoding, is_coded) {
                (Encoding::Brotli, true) => self.plain(&format!("{file}.br"), representation.body())?,
                (Encoding::Gzip, true) => self.plain(&format!("{file}.gz"), representation.body())?,
                (Encoding::Identity, _) => self.plain(file, representation.body())?,
                (_, false) => {}
            }
        }
        Ok(())
    }

    /// Writes one file; the path is relative, with slashes.
    pub(super) fn plain(&self, file: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.root.join(file);
        self.write(&path, file, bytes).map_err(|error| failed(&path, &error))?;
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    fn write(&self, path: &PathBuf, file: &str, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut out = File::create_new(path)?;
        out.write_all(bytes)?;
        if let Some((time, same)) = self.before.and_then(|before| compare(&before.join(file), bytes)) {
            let now = SystemTime::now();
            // Web servers tell versions apart by the second and the size: a change is never in the same second.
            out.set_modified(if same { time } else { now.max(time + Duration::from_secs(1)) })?;
        }
        Ok(())
    }
}

/// When the file of the export before was changed, and whether it has these bytes.
fn compare(before: &Path, bytes: &[u8]) -> Option<(SystemTime, bool)> {
    let data = fs::metadata(before).ok()?;
    let same = data.len() == bytes.len() as u64 && fs::read(before).is_ok_and(|before| before == bytes);
    Some((data.modified().ok()?, same))
}

/// The file of a path: a page is the `index.html` of its folder.
pub(super) fn file_of(path: &str) -> String {
    let file = path.trim_start_matches('/');
    if path.ends_with('/') { format!("{file}index.html") } else { file.to_owned() }
}

/// An address in a language, and its path.
pub(super) type Item = (Address, Lang, String);

/// Writes what is at the addresses, on all cores; gives each path with its head.
pub(super) fn write_all<'i>(
    snapshot: &Snapshot,
    items: &'i [Item],
    writer: &Writer<'_>,
) -> Result<Vec<(&'i str, HeaderMap)>, Error> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = |first| {
        let items = items.iter().skip(first).step_by(cores);
        items.map(|item| write_one(snapshot, item, writer)).collect::<Result<Vec<_>, _>>()
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|first| scope.spawn(move || share(first))).collect();
        let mut heads = Vec::with_capacity(items.len());
        for thread in threads {
            heads.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic))?);
        }
        Ok(heads)
    })
}

fn write_one<'i>(
    snapshot: &Snapshot,
    (address, lang, path): &'i Item,
    writer: &Writer<'_>,
) -> Result<(&'i str, HeaderMap), Error> {
    let composed = compose(snapshot, address, *lang);
    if composed.status != StatusCode::OK {
        return Err(Error::Failed(format!(
            "{path}: the site answers {} / ページを作れませんでした",
            composed.status
        )));
    }
    let representations = Representations::new(composed, Effort::Best);
    writer.stored(&file_of(path), &representations)?;
    Ok((path, representations.of(Encoding::Identity).head().clone()))
}
