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
//! | `.keikaku-export` | the marker without which a folder is not replaced; lists what is |
//!
//! The folder is made beside its place and put there in one step: whenever the program or the
//! machine stops, or the disk is full, the old export is whole. What no export wrote stays in the folder.
//!
//! Where the base URL has a path, all links and rules have it; the files lie without it, for the folder to
//! be put there.

mod content;
mod folder;
mod headers;
mod hosts;
mod pages;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use hyper::header::{self, HeaderMap};

use self::content::{Item, Writer, file_of};
use self::folder::Target;
use self::headers::{Sent, header_rules};
use self::hosts::{HostRules, RedirectRule};
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
    Error::Failed(format!("{}: the export failed ({error}) / 書き出せませんでした", path.display()))
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// How many files, the marker aside.
    pub files: u64,
    /// How many bytes are in them.
    pub bytes: u64,
    /// What whoever puts the folder on a host must know, each in English and Japanese.
    pub notes: Vec<String>,
}

/// Writes the site into a folder, in place of the export that is there, if one is. What no export wrote stays.
///
/// `data` is the folder of the data, which is never replaced. Uses all cores.
///
/// # Errors
/// [`Error::Refused`] where something other than an export is in the folder, [`Error::Failed`] where
/// the file system fails. Either way nothing has changed.
pub fn export(snapshot: &Snapshot, dir: &Path, data: Option<&Path>) -> Result<Done, Error> {
    let target = Target::new(dir, data)?;
    let draft = target.draft()?;
    let writer = Writer::new(draft.path(), target.before());
    write(snapshot, &writer)?;
    let (files, bytes) = writer.written();
    let kept = draft.put(&target)?;
    Ok(Done { files, bytes, notes: notes(snapshot, &kept) })
}

fn notes(snapshot: &Snapshot, kept: &[String]) -> Vec<String> {
    let url = &snapshot.dataset().site.base_url;
    let mut notes = Vec::new();
    if !kept.is_empty() {
        let (english, japanese) = (kept.join(", "), kept.join("、"));
        notes.push(format!(
            "kept, as no export wrote it: {english} / 書き出したものではないため残しました：{japanese}"
        ));
    }
    if !url.path().is_empty() {
        let (origin, path) = (url.origin(), url.path());
        notes.push(format!(
            "the folder belongs at {path}/ of {origin}; robots.txt, and _redirects and _headers where the host reads \
             them, belong at its root / フォルダーは {origin} の {path}/ に置いてください。robots.txt と（ホスティングサービスが読む場合は）\
             _redirects、_headers は、ホストの最上位に置きます"
        ));
    }
    notes
}

fn write(snapshot: &Snapshot, writer: &Writer<'_>) -> Result<(), Error> {
    let (leads, contents): (Vec<Item>, Vec<Item>) = site::all(snapshot)
        .flat_map(|address| items(snapshot, address))
        .partition(|(address, ..)| matches!(address, Address::Lead(_)));
    let mut types = BTreeMap::new();
    let mut sent = Vec::new();
    for (path, head) in content::write_all(snapshot, &contents, writer)? {
        let kind = head.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if let (Some((_, extension)), Some(kind)) = (file_of(path).rsplit_once('.'), kind) {
            types.insert(extension.to_owned(), kind.to_owned());
        }
        sent.push(Sent::new(path, &head));
    }

    let mut redirects = Vec::new();
    for (address, lang, path) in leads {
        let (redirect, head) = redirect(snapshot, &address, lang, path)?;
        // Only hosts show these that know no redirects, and those do not look for compressed files either.
        let (file, page) = match redirect.from.trim_matches('/') {
            "" if redirect.to.len() > 1 => ("index.html".to_owned(), pages::chooser(snapshot)),
            "" => ("index.html".to_owned(), pages::moved(snapshot, &redirect.to)),
            folder => (format!("{folder}/index.html"), pages::moved(snapshot, &redirect.to)),
        };
        writer.plain(&file, rendered(page)?.as_bytes())?;
        sent.push(Sent::new(&*redirect.from, &head));
        redirects.push(redirect);
    }

    let missing = |lang: Lang, file: &str| {
        let page = Representations::new(not_found(snapshot, lang), Effort::Best);
        writer.stored(file, &page)?;
        Ok(Sent::new(file, page.of(Encoding::Identity).head()))
    };
    let not_found = missing(Lang::ORIGINAL, "404.html")?;
    let langs: Vec<Lang> = snapshot.langs().collect();
    for lang in langs.iter().copied().filter(|lang| *lang != Lang::ORIGINAL) {
        missing(lang, &format!("{lang}/404.html"))?;
    }

    let base = snapshot.dataset().site.base_url.path().to_owned();
    let rules = HostRules { base, langs, redirects, headers: header_rules(&not_found, &sent), types };
    for (file, text) in rendered(rules.files())? {
        writer.plain(file, format!("{text}\n").as_bytes())?;
    }
    writer.plain(".nojekyll", b"")
}

/// The paths of an address, each with its language.
fn items(snapshot: &Snapshot, address: Address) -> impl Iterator<Item = Item> {
    let paths: Vec<_> = address.paths(snapshot.dataset()).collect();
    paths.into_iter().map(move |(lang, path)| (address.clone(), lang, path))
}

fn rendered<T>(made: askama::Result<T>) -> Result<T, Error> {
    made.map_err(|error| Error::Failed(error.to_string()))
}

/// Where an address leads, in its own language or in each where it has none, and the head of that answer.
fn redirect(
    snapshot: &Snapshot,
    address: &Address,
    lang: Lang,
    from: String,
) -> Result<(RedirectRule, HeaderMap), Error> {
    let langs = match address.has_languages() {
        true => vec![lang],
        false => address.langs(snapshot.dataset()).collect(),
    };
    let answers = langs.into_iter().map(|lang| (lang, compose(snapshot, address, lang)));
    let (mut rule, mut head) = (RedirectRule { from, status: 0, to: Vec::new() }, HeaderMap::new());
    for (lang, answer) in answers {
        let place = answer.head.get(header::LOCATION).and_then(|place| place.to_str().ok());
        let Some(place) = place else {
            return Err(Error::Failed(format!(
                "{}: the site answers {} / ページを作れませんでした",
                rule.from, answer.status
            )));
        };
        rule.to.push((lang, place.to_owned()));
        (rule.status, head) = (answer.status.as_u16(), answer.head);
    }
    Ok((rule, head))
}
