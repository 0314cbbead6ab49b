//! The folder of an export: made beside its place, then put there in one step.
//!
//! At any moment the folder holds one export, whole: the old one or the new one. What a run that was
//! killed leaves behind lies beside the folder, carries the marker, and is removed by the next run.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;

use rustix::fs::{CWD, RenameFlags, renameat_with, syncfs};

use super::{Error, failed};

/// The file that says that a folder is an export and may be replaced.
pub(super) const MARKER: &str = ".keikaku-export";

/// How the marker begins; a file of that name with anything else is not ours.
const MARK: &str = "keikaku export\n";

const MARKER_TEXT: &str = "keikaku export\n\
    This folder is replaced as a whole by the next export: keep nothing else in it.\n\
    このフォルダーは次の書き出しで丸ごと置き換わります。ほかのものを置かないでください。\n";

/// Where an export is to be.
#[derive(Debug)]
pub(super) struct Target {
    /// Absolute, without links.
    dir: PathBuf,
    parent: PathBuf,
    name: String,
    /// There is an export already.
    pub(super) replaces: bool,
}

impl Target {
    /// Decides whether an export may be put there: where nothing is, an empty folder, or an export.
    ///
    /// # Errors
    /// [`Error::Refused`], with the reason, where it may not.
    pub(super) fn new(dir: &Path, data: Option<&Path>) -> Result<Self, Error> {
        let refuse = |why: &str| Err(Error::Refused(format!("{}: {why}", dir.display())));
        let absolute = match fs::canonicalize(dir) {
            Ok(absolute) => absolute,
            Err(error) if error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(dir).is_err() => {
                let Some(name) = dir.file_name() else { return refuse("not the name of a folder") };
                let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
                match fs::canonicalize(parent.unwrap_or(Path::new("."))) {
                    Ok(parent) => parent.join(name),
                    Err(error) => return refuse(&format!("the folder that it would be in: {error}")),
                }
            }
            Err(error) => return refuse(&error.to_string()),
        };
        let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
            return refuse("the root of the file system cannot be replaced");
        };
        let Some(name) = name.to_str() else { return refuse("its name is not Unicode") };
        if let Some(data) = data.and_then(|data| fs::canonicalize(data).ok())
            && (data.starts_with(&absolute) || absolute.starts_with(&data))
        {
            return refuse("the data is in it, or it is in the data");
        }
        let replaces = match fs::read_dir(&absolute) {
            Ok(mut entries) => entries.next().is_some(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return refuse(&error.to_string()),
        };
        if replaces && !is_export(&absolute) {
            return refuse(&format!("not empty, and not an export (no file {MARKER}): not replaced"));
        }
        let (parent, name) = (parent.to_owned(), name.to_owned());
        Ok(Self { dir: absolute, parent, name, replaces })
    }

    /// The folder as it is now.
    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    fn draft_prefix(&self) -> String {
        format!(".{}.keikaku-", self.name)
    }

    /// Removes what earlier runs left behind and makes an empty folder beside the place.
    pub(super) fn draft(&self) -> Result<Draft, Error> {
        self.clean();
        let path = self.parent.join(format!("{}{}", self.draft_prefix(), process::id()));
        fs::create_dir(&path).map_err(|error| failed(&path, &error))?;
        // From here on the folder is removed when the draft is dropped.
        let mut draft = Draft { path, marker: None };
        draft.mark().map_err(|error| failed(&draft.path, &error))?;
        if let Ok(old) = fs::metadata(&self.dir) {
            fs::set_permissions(&draft.path, old.permissions())
                .map_err(|error| failed(&draft.path, &error))?;
        }
        Ok(draft)
    }

    /// Leftovers carry our name and our marker, and nobody holds the marker's lock.
    fn clean(&self) {
        let prefix = self.draft_prefix();
        for entry in fs::read_dir(&self.parent).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix(&prefix));
            let ours = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
            if !ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                continue;
            }
            let path = entry.path();
            if is_draft(&path) {
                let unused = File::open(path.join(MARKER)).is_ok_and(|marker| marker.try_lock().is_ok());
                if unused {
                    let _ = remove(&path);
                }
            } else {
                // Killed before it wrote anything: only an empty folder can be removed so.
                let _ = fs::remove_dir(&path);
            }
        }
    }
}

/// A folder that is being filled; removed when dropped, unless it was put in place.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
    /// Locked as long as we live: tells a run under way from one that was killed.
    marker: Option<File>,
}

impl Draft {
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn mark(&mut self) -> io::Result<()> {
        let mut marker = File::create_new(self.path.join(MARKER))?;
        // Where the file system knows no locks, the marker alone must do.
        let _ = marker.try_lock();
        marker.write_all(MARKER_TEXT.as_bytes())?;
        self.marker = Some(marker);
        Ok(())
    }

    /// Puts the folder in place, in one step, and removes what was there.
    pub(super) fn put(self, target: &Target) -> Result<(), Error> {
        let fail = |error: &io::Error| failed(&target.dir, error);
        // All of it must be on the disk before its name says so.
        let folder = File::open(&self.path).map_err(|error| fail(&error))?;
        syncfs(&folder).map_err(|error| fail(&error.into()))?;
        if target.replaces {
            renameat_with(CWD, &self.path, CWD, &target.dir, RenameFlags::EXCHANGE)
                .map_err(|error| cannot_exchange(target, error))?;
        } else {
            fs::rename(&self.path, &target.dir).map_err(|error| fail(&error))?;
        }
        if let Ok(parent) = File::open(&target.parent) {
            let _ = parent.sync_all();
        }
        // The new export is in place; dropping the draft removes the old one from the draft's.
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let removed = remove(&self.path);
        if removed.is_err_and(|error| error.kind() == io::ErrorKind::DirectoryNotEmpty) {
            // Somebody added a file meanwhile; the next run tries again.
            let _ = remove(&self.path);
        }
    }
}

fn cannot_exchange(target: &Target, error: rustix::io::Errno) -> Error {
    use rustix::io::Errno;
    let why = match error {
        Errno::BUSY | Errno::XDEV => "it is a mount point: name a folder in it",
        Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP => {
            "its file system cannot exchange two folders in one step: name a new folder"
        }
        _ => return failed(&target.dir, &error.into()),
    };
    Error::Failed(format!("{}: {why}", target.dir.display()))
}

/// True for a folder that carries our marker.
fn is_export(dir: &Path) -> bool {
    marker(dir).is_some_and(|text| text.starts_with(MARK))
}

/// True for a folder that a run began: a full disk may have cut its marker off.
fn is_draft(dir: &Path) -> bool {
    marker(dir).is_some_and(|text| MARKER_TEXT.starts_with(&text))
}

fn marker(dir: &Path) -> Option<String> {
    let marker = dir.join(MARKER);
    fs::symlink_metadata(&marker)
        .is_ok_and(|marker| marker.is_file())
        .then(|| fs::read_to_string(&marker).ok())?
}

/// Removes an export. The marker goes last, so that what is left of a removal that was cut short
/// is still known as ours. Links are removed, not followed.
fn remove(dir: &Path) -> io::Result<()> {
    if !is_export(dir) && !is_draft(dir) {
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
