//! Where the bytes of a data folder come from.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::path::PathBuf;

use include_dir::Dir;

use super::{about, site};
use crate::format::{Format, Table};
use crate::plan::is_slug;

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
    /// What stands in a folder (empty for the data folder itself), by name, and whether it is a folder.
    pub(super) fn entries(&self, folder: &str) -> io::Result<BTreeMap<String, bool>> {
        let mut entries = BTreeMap::new();
        match self {
            Source::Folder(root) => {
                for entry in std::fs::read_dir(root.join(folder))? {
                    let entry = entry?;
                    // `metadata` follows links, as reading does.
                    let is_folder = std::fs::metadata(entry.path()).is_ok_and(|data| data.is_dir());
                    entries.extend(entry.file_name().into_string().map(|name| (name, is_folder)));
                }
            }
            Source::BuiltIn(root) => {
                let dir = if folder.is_empty() { Some(*root) } else { root.get_dir(folder) };
                for entry in dir.into_iter().flat_map(|dir| dir.entries()) {
                    let name = entry.path().file_name().and_then(|name| name.to_str());
                    entries.extend(name.map(|name| (name.to_owned(), entry.as_dir().is_some())));
                }
            }
            Source::Memory(files) => {
                let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
                for path in files.keys().filter_map(|path| path.strip_prefix(&prefix)) {
                    let (name, rest) = path.split_once('/').unwrap_or((path, ""));
                    entries.insert(name.to_owned(), !rest.is_empty());
                }
            }
        }
        Ok(entries)
    }

    /// The names of the folders that consist of four digits, in order.
    pub(super) fn years(&self) -> io::Result<BTreeSet<String>> {
        let is_year = |name: &str| name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        let entries = self.entries("")?.into_iter();
        Ok(entries.filter(|(name, is_folder)| *is_folder && is_year(name)).map(|(name, _)| name).collect())
    }

    /// Whether there is something of that path.
    pub(super) fn has(&self, path: &str) -> bool {
        match self {
            Source::Folder(root) => root.join(path).exists(),
            Source::BuiltIn(root) => root.get_file(path).is_some(),
            Source::Memory(files) => files.contains_key(path),
        }
    }

    /// The files that [`load`](super::load) may read, whether they are there or not, by their paths with slashes.
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
        let mut files = vec![site::FILE.to_owned(), Format::glossary().file()];
        let standard: Vec<String> = Format::first().tables.iter().map(Table::file).collect();
        for year in self.years()? {
            // The levels of a plan have tables of their own.
            let is_table = |name: &String| name.strip_suffix(".csv").is_some_and(is_slug);
            let own = self.entries(&year)?.into_keys().filter(is_table);
            let names: BTreeSet<String> =
                standard.iter().cloned().chain([about::FILE.to_owned()]).chain(own).collect();
            files.extend(names.into_iter().map(|name| format!("{year}/{name}")));
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
