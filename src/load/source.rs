//! Where the bytes of a data folder come from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::path::PathBuf;

use include_dir::Dir;

use super::tables::{self, glossary};
use super::{about, site};

/// A data folder: on disk, inside the program, or in memory.
///
/// ```
/// use keikaku::load::{Code, Source, load};
/// let nowhere = load(&Source::Folder("no/such/folder".into()));
/// assert_eq!(nowhere.diagnostics[0].code, Code::MissingFolder);
/// ```
#[derive(Clone, Debug)]
pub enum Source {
    /// A folder on disk.
    Folder(PathBuf),
    /// The folder that was compiled into the program.
    BuiltIn(&'static Dir<'static>),
    /// Files by their path, with slashes: for tests and previews.
    Memory(BTreeMap<String, Vec<u8>>),
}

/// Why there are no bytes.
#[derive(Debug)]
pub(super) enum Unread {
    Missing,
    TooLarge(u64),
    Failed(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound { Unread::Missing } else { Unread::Failed(error) }
    }
}

impl Source {
    /// The names of the folders that consist of four digits, in order.
    pub(super) fn years(&self) -> io::Result<BTreeSet<String>> {
        let mut names = BTreeSet::new();
        match self {
            Source::Folder(root) => {
                for entry in std::fs::read_dir(root)? {
                    let entry = entry?;
                    // `metadata` follows links, as reading does.
                    if std::fs::metadata(entry.path()).is_ok_and(|data| data.is_dir()) {
                        names.extend(entry.file_name().into_string());
                    }
                }
            }
            Source::BuiltIn(root) => {
                let folders = root.dirs().filter_map(|dir| dir.path().file_name()?.to_str());
                names.extend(folders.map(str::to_owned));
            }
            Source::Memory(files) => {
                let folders = files.keys().filter_map(|path| path.split_once('/'));
                names.extend(folders.map(|(folder, _)| folder.to_owned()));
            }
        }
        names.retain(|name| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit()));
        Ok(names)
    }

    /// The files that [`load`](super::load) reads, whether they are there or not, by their paths with slashes.
    ///
    /// ```
    /// use keikaku::load::Source;
    /// let files = Source::Folder("data".into()).files()?;
    /// assert!(files.contains(&"2024/projects.csv".to_owned()));
    /// assert!(!files.contains(&"2024/source.txt".to_owned()));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where the folder does not exist or cannot be listed.
    pub fn files(&self) -> io::Result<Vec<String>> {
        let mut files = vec![site::FILE.to_owned(), glossary::FORMAT.file.to_owned()];
        for year in self.years()? {
            let names = std::iter::once(about::FILE).chain(tables::FILES);
            files.extend(names.map(|name| format!("{year}/{name}")));
        }
        Ok(files)
    }

    /// The bytes of a file, at most `limit` of them.
    pub(super) fn read(&self, path: &str, limit: u64) -> Result<Cow<'_, [u8]>, Unread> {
        let bytes: Cow<'_, [u8]> = match self {
            Source::Folder(root) => {
                let path = root.join(path);
                // Asked before opening: opening a named pipe would wait for ever.
                let data = std::fs::metadata(&path)?;
                if !data.is_file() {
                    return Err(Unread::Failed(io::Error::other("not a file")));
                }
                if data.len() > limit {
                    return Err(Unread::TooLarge(data.len()));
                }
                // A buffer that grows takes up to three times as much.
                let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or_default() + 1);
                // The file may grow meanwhile.
                std::fs::File::open(&path)?.take(limit + 1).read_to_end(&mut bytes)?;
                bytes.into()
            }
            Source::BuiltIn(root) => root.get_file(path).ok_or(Unread::Missing)?.contents().into(),
            Source::Memory(files) => files.get(path).ok_or(Unread::Missing)?.as_slice().into(),
        };
        let length = bytes.len() as u64;
        if length > limit { Err(Unread::TooLarge(length)) } else { Ok(bytes) }
    }
}
