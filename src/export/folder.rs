//! The folder of an export: made beside its place, then put there in one step.
//!
//! At any moment the folder holds one export, whole: the old one or the new one. What somebody else put beside an
//! export (`.git`, `CNAME`, `.well-known`) gets a second name in the new folder before that is put in place, so that
//! it is there at any moment too. What a run that was killed leaves behind lies beside the folder, carries the
//! marker, and is removed by the next run.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{CWD, RenameFlags, renameat_with, syncfs};

use super::{Error, failed};

/// The file that says that a folder is an export and may be replaced. It lists what the export wrote.
const MARKER: &str = ".keikaku-export";

/// How the marker begins; a file of that name with anything else is not ours.
const MARK: &str = "keikaku export\n";

const MARKER_TEXT: &str = "keikaku export\n\
    The next export replaces what is listed here, folders as a whole, and keeps what else is beside it.\n\
    次の書き出しは、次に挙げるものを（フォルダーは丸ごと）置き換え、そのほかのものは残します。\n";

/// The folder of style sheets and icons. Their names change with their content, and pages in caches may still ask
/// for those of an earlier export, so they all stay.
const ASSETS: &str = "static";

/// Where an export is to be.
#[derive(Debug)]
pub(super) struct Target {
    /// Absolute, without links.
    dir: PathBuf,
    parent: PathBuf,
    /// How the names of drafts begin.
    draft_prefix: String,
    /// There is an export already.
    replaces: bool,
}

impl Target {
    /// Decides whether an export may be put there: where nothing is, an empty folder, or an export.
    ///
    /// # Errors
    /// [`Error::Refused`], with the reason, where it may not.
    pub(super) fn new(dir: &Path, data: Option<&Path>) -> Result<Self, Error> {
        let refuse = |english: &str, japanese: &str| Err(refused(dir, english, japanese));
        let closed = |path: &Path, error| {
            Err(refused(path, &format!("the folder cannot be opened ({error})"), "フォルダーを開けません"))
        };
        let absolute = match fs::canonicalize(dir) {
            Ok(absolute) => absolute,
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(dir).is_err() => {
                let Some(name) = dir.file_name() else {
                    return refuse("not the name of a folder", "フォルダーの名前ではありません");
                };
                let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
                let parent = parent.unwrap_or(Path::new("."));
                match fs::canonicalize(parent) {
                    Ok(parent) => parent.join(name),
                    Err(error) => return closed(parent, error),
                }
            }
            Err(error) => return closed(dir, error),
        };
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return refuse(
                "the root of the file system cannot be replaced",
                "ファイルシステムのルートは置き換えられません",
            );
        };
        if let Some(data) = data.and_then(|data| fs::canonicalize(data).ok())
            && (data.starts_with(&absolute) || absolute.starts_with(&data))
        {
            return refuse("the data is in it, or it is in the data", "データのフォルダーと重なっています");
        }
        let replaces = match fs::read_dir(&absolute) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return closed(dir, error),
        };
        if replaces && !marker(&absolute).is_some_and(|text| text.starts_with(MARK)) {
            return refuse(
                &format!("not empty, and not an export (no file {MARKER}): not replaced"),
                &format!("空ではなく、書き出したフォルダーでもない（{MARKER} がない）ため、置き換えません"),
            );
        }
        let draft_prefix = format!(".{}.keikaku-", name.display());
        Ok(Self { parent: parent.to_owned(), draft_prefix, replaces, dir: absolute })
    }

    /// The export that is there, if one is.
    pub(super) fn before(&self) -> Option<&Path> {
        self.replaces.then_some(&self.dir)
    }

    /// Removes what earlier runs left behind and makes an empty folder beside the place.
    pub(super) fn draft(&self) -> Result<Draft, Error> {
        self.clean();
        let path = self.parent.join(format!("{}{}", self.draft_prefix, process::id()));
        let fail = |error| failed(&path, &error);
        fs::create_dir(&path).map_err(fail)?;
        let marker = File::create_new(path.join(MARKER)).map_err(fail)?;
        // From here on the folder is removed when the draft is dropped.
        let mut draft = Draft { path: path.clone(), marker };
        // Where the file system knows no locks, the marker alone must do.
        let _ = draft.marker.try_lock();
        draft.marker.write_all(MARKER_TEXT.as_bytes()).map_err(fail)?;
        if let Ok(old) = fs::metadata(&self.dir) {
            fs::set_permissions(&path, old.permissions()).map_err(fail)?;
        }
        Ok(draft)
    }

    /// Leftovers carry our name and our marker, and nobody holds the marker's lock.
    fn clean(&self) {
        for entry in fs::read_dir(&self.parent).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix(&self.draft_prefix));
            let ours = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
            let unused = |marker: File| marker.try_lock().is_ok();
            let path = entry.path();
            // Without a marker it was killed before it wrote anything: only an empty folder is removed then.
            if ours
                && entry.file_type().is_ok_and(|kind| kind.is_dir())
                && File::open(path.join(MARKER)).map_or(true, unused)
            {
                let _ = remove(&path);
            }
        }
    }
}

/// A folder that is being filled; removed when dropped, unless it was put in place.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    /// Locked as long as we live: tells a run under way from one that was killed.
    marker: File,
}

impl Draft {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the folder in place, in one step, and removes what was there. Gives the names of what was kept because
    /// no export wrote it.
    pub(super) fn put(mut self, target: &Target) -> Result<Vec<String>, Error> {
        let list: String = names(&self.path)?.iter().map(|name| format!("{}\n", name.display())).collect();
        let fail = |error| failed(&target.dir, &error);
        self.marker.write_all(list.as_bytes()).map_err(fail)?;
        // All of it must be on the disk before its name says so.
        let folder = File::open(&self.path).map_err(fail)?;
        syncfs(&folder).map_err(|error| fail(error.into()))?;
        let mut kept = Vec::new();
        if target.replaces {
            kept = self.keep(&target.dir)?;
            renameat_with(CWD, &self.path, CWD, &target.dir, RenameFlags::EXCHANGE)
                .map_err(|error| cannot_exchange(target, error))?;
        } else {
            fs::rename(&self.path, &target.dir).map_err(fail)?;
        }
        if let Ok(parent) = File::open(&target.parent) {
            let _ = parent.sync_all();
        }
        // The new export is in place; dropping the draft removes the old one from the draft's.
        Ok(kept)
    }

    /// Gives what is in the old folder and was not written by an export a second name in this one. The last step
    /// before the exchange: what somebody writes there in between is lost.
    fn keep(&self, old: &Path) -> Result<Vec<String>, Error> {
        let list = marker(old).unwrap_or_default();
        let is_listed = |name: &str| list.lines().any(|line| line == name);
        let mut kept = Vec::new();
        for name in names(old)? {
            let (from, to, shown) = (old.join(&name), self.path.join(&name), name.to_string_lossy());
            let is_new = fs::symlink_metadata(&to).is_ok();
            if shown == ASSETS {
                for asset in names(&from)? {
                    if fs::symlink_metadata(to.join(&asset)).is_err() {
                        link(&from.join(&asset), &to.join(&asset))?;
                    }
                }
            } else if is_listed(&shown) || (is_new && !is_listed(MARKER)) {
                // An export wrote it. The first markers listed nothing.
            } else if is_new {
                return Err(refused(
                    &from,
                    "no export wrote it, but the new one has the same name: move it away",
                    "書き出しと同じ名前の別のものがあります。ほかの場所に移してください",
                ));
            } else {
                link(&from, &to)?;
                kept.push(shown.into_owned());
            }
        }
        Ok(kept)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = remove(&self.path);
    }
}

/// What is in a folder, by name.
fn names(dir: &Path) -> Result<Vec<OsString>, Error> {
    let entries = fs::read_dir(dir).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let entries = entries.map_err(|error| failed(dir, &error))?;
    let mut names: Vec<OsString> = entries.iter().map(fs::DirEntry::file_name).collect();
    names.sort_unstable();
    Ok(names)
}

/// Gives a file, or everything in a folder, a second name: the same file, not a copy, so that whichever name is
/// removed, nothing is lost.
fn link(from: &Path, to: &Path) -> Result<(), Error> {
    let fail = |error: io::Error| failed(from, &error);
    let metadata = fs::symlink_metadata(from).map_err(fail)?;
    if !metadata.is_dir() {
        return fs::hard_link(from, to).map_err(fail);
    }
    fs::create_dir(to).map_err(fail)?;
    for name in names(from)? {
        link(&from.join(&name), &to.join(&name))?;
    }
    chown(to, Some(metadata.uid()), Some(metadata.gid())).map_err(fail)?;
    fs::set_permissions(to, metadata.permissions()).map_err(fail)
}

fn refused(path: &Path, english: &str, japanese: &str) -> Error {
    Error::Refused(format!("{}: {english} / {japanese}", path.display()))
}

fn cannot_exchange(target: &Target, error: rustix::io::Errno) -> Error {
    use rustix::io::Errno;
    let (english, japanese) = match error {
        Errno::BUSY | Errno::XDEV => (
            "it is a mount point: name a folder in it",
            "マウントポイントです。その中のフォルダーを指定してください",
        ),
        Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => (
            "its file system cannot exchange two folders in one step: name a new folder",
            "このファイルシステムではフォルダーを一度に入れ替えられません。新しいフォルダーを指定してください",
        ),
        _ => return failed(&target.dir, &error.into()),
    };
    Error::Failed(format!("{}: {english} / {japanese}", target.dir.display()))
}

/// The text of a folder's marker.
fn marker(dir: &Path) -> Option<String> {
    let marker = dir.join(MARKER);
    let is_file = fs::symlink_metadata(&marker).is_ok_and(|marker| marker.is_file());
    fs::read_to_string(&marker).ok().filter(|_| is_file)
}

/// Removes an export or a draft, of which a full disk may have cut the marker off. The marker goes last, so that
/// what is left of a removal that was cut short is still known as ours. Links are removed, not followed.
fn remove(dir: &Path) -> io::Result<()> {
    if !marker(dir).is_some_and(|text| text.starts_with(MARK) || MARK.starts_with(&text)) {
        // Empty, or not there, or not ours.
        return fs::remove_dir(dir);
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if entry.file_name() == MARKER {
            continue;
        }
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else {
            fs::remove_file(entry.path())?;
        }
    }
    fs::remove_file(dir.join(MARKER))?;
    fs::remove_dir(dir)
}
