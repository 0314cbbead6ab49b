//! `keikaku export DIR`: the whole site as files, byte for byte what the server sends.
//!
//! ```no_run
//! use std::path::Path;
//! use keikaku::export::export;
//! use keikaku::site::Snapshot;
//!
//! # fn example(snapshot: Snapshot) -> Result<(), keikaku::export::Error> {
//! let done = export(&snapshot, Path::new("public"), Some(Path::new("data")))?;
//! println!("{} files", done.files);
//! # Ok(())
//! # }
//! ```
//!
//! | file | what it is |
//! |---|---|
//! | `ja/2024/index.html`, `robots.txt` … | each page and file, as served |
//! | `….br`, `….gz` | the same compressed, where that is smaller |
//! | `index.html` | a page to choose the language, for hosts that cannot |
//! | `ja/index.html`, `p/2024/1-3/index.html` … | pages that lead on, for hosts without redirects |
//! | `404.html`, `en/404.html` | what is shown where nothing is |
//! | `_redirects`, `_headers` | the same as rules, for Netlify, Cloudflare Pages and their like |
//! | `.htaccess` | the same for Apache |
//! | `.nginx/http.conf`, `.nginx/server.conf` | the same for nginx, see `deploy/nginx-static.conf` |
//! | `.nojekyll` | so that GitHub Pages leaves the files as they are |
//! | `.keikaku-export` | the marker without which a folder is not replaced |
//!
//! The folder is made beside its place and put there in one step: whenever the program or the
//! machine stops, or the disk is full, the old export is whole.

mod content;
mod folder;
mod hosts;
mod pages;
mod rules;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use hyper::header::{self, HeaderMap};

use self::content::{Item, Writer, file_of};
use self::folder::Target;
use self::hosts::{Copy, Lead};
use self::rules::Row;
use crate::http::{Effort, Encoding, Representations, compose, not_found};
use crate::i18n::Lang;
use crate::site::{self, Address, Snapshot};

/// Why there is no new export. The old one is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// No export may be put there, with the reason.
    Refused(String),
    /// It could not be made.
    Failed(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Error::Refused(why) | Error::Failed(why)) = self;
        f.write_str(why)
    }
}

impl std::error::Error for Error {}

fn failed(path: &Path, error: &io::Error) -> Error {
    Error::Failed(format!("{}: {error}", path.display()))
}

/// What was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// How many files, the marker aside.
    pub files: u64,
    /// How many bytes are in them.
    pub bytes: u64,
}

/// Writes the site into a folder, in place of the export that is there, if one is.
///
/// `data` is the folder of the data, which is never replaced. Uses all cores.
///
/// # Errors
/// [`Error::Refused`] where something other than an export is in the folder, [`Error::Failed`] where
/// the file system fails. Either way nothing has changed.
pub fn export(snapshot: &Snapshot, dir: &Path, data: Option<&Path>) -> Result<Done, Error> {
    let target = Target::new(dir, data)?;
    let draft = target.draft()?;
    let writer = Writer::new(draft.path(), target.replaces.then(|| target.dir()));
    write(snapshot, &writer)?;
    let (files, bytes) = writer.written();
    draft.put(&target)?;
    Ok(Done { files, bytes })
}

fn write(snapshot: &Snapshot, writer: &Writer<'_>) -> Result<(), Error> {
    let (leads, addresses): (Vec<Address>, Vec<Address>) =
        site::all(snapshot).partition(|address| matches!(address, Address::Lead(_)));
    let items: Vec<Item> = addresses.into_iter().flat_map(paths).collect();
    let heads = content::write_all(snapshot, &items, writer)?;
    let mut types = BTreeMap::new();
    let mut rows = Vec::new();
    for ((_, _, path), head) in items.iter().zip(&heads) {
        let file = file_of(path)?;
        add_type(&mut types, &file, head);
        rows.push(Row::new(format!("/{file}"), head));
    }

    let mut redirects = Vec::new();
    for (address, lang, path) in leads.into_iter().flat_map(paths) {
        let (redirect, head) = lead(snapshot, &address, lang, &path)?;
        rows.push(Row::new(&*path, &head));
        if path == "/" {
            writer.page("index.html", rendered(pages::chooser(snapshot))?)?;
        } else {
            let folder = if path.ends_with('/') { path } else { format!("{path}/") };
            writer.page(&file_of(&folder)?, rendered(pages::moved(snapshot, redirect.languages()))?)?;
        }
        redirects.push(redirect);
    }

    let missing = |lang: Lang, file: &str| {
        let page = Representations::new(not_found(snapshot, lang), Effort::Best);
        writer.stored(file, &page)?;
        Ok(Row::new(format!("/{file}"), page.of(Encoding::Identity).head()))
    };
    let default = missing(Lang::ORIGINAL, "404.html")?;
    for lang in Lang::ORIGINAL.others() {
        missing(lang, &format!("{lang}/404.html"))?;
    }

    let copy = Copy::new(&default, &rows, &redirects, &types);
    writer.plain("_redirects", copy.redirects().as_bytes())?;
    writer.plain("_headers", copy.headers().as_bytes())?;
    writer.plain(".htaccess", copy.htaccess().as_bytes())?;
    writer.plain(".nginx/http.conf", copy.nginx_http().as_bytes())?;
    writer.plain(".nginx/server.conf", copy.nginx_server().as_bytes())?;
    writer.plain(".nojekyll", b"")
}

/// The paths of an address, each with its language.
fn paths(address: Address) -> impl Iterator<Item = Item> {
    let paths: Vec<_> = address.paths().collect();
    paths.into_iter().map(move |(lang, path)| (address.clone(), lang, path))
}

fn rendered(page: askama::Result<String>) -> Result<String, Error> {
    page.map_err(|error| Error::Failed(error.to_string()))
}

fn add_type(types: &mut BTreeMap<String, String>, file: &str, head: &HeaderMap) {
    let kind = head.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if let (Some((_, extension)), Some(kind)) = (file.rsplit_once('.'), kind) {
        types.insert(extension.to_owned(), kind.to_owned());
    }
}

/// Where an address leads: in its own language, or in each where it has none.
fn lead(snapshot: &Snapshot, address: &Address, lang: Lang, path: &str) -> Result<(Lead, HeaderMap), Error> {
    let langs = if address.has_languages() { vec![lang] } else { Lang::ALL.to_vec() };
    let mut to = Vec::new();
    let mut last = None;
    for lang in langs {
        let composed = compose(snapshot, address, lang);
        let place = composed.head.get(header::LOCATION).and_then(|place| place.to_str().ok());
        let Some(place) = place.filter(|_| composed.status.is_redirection()) else {
            return Err(Error::Failed(format!("{path}: the site answers {}", composed.status)));
        };
        to.push((lang, place.to_owned()));
        last = Some((composed.status, composed.head));
    }
    let (status, head) = last.unwrap_or_default();
    Ok((Lead::new(path, status.as_u16(), to), head))
}
