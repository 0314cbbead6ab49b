//! What is not a page: style sheet, icons, data, and what programs ask for.

mod assets;
mod data;
mod heavy;
pub(super) mod sitemap;

pub(super) use assets::Assets;
pub(super) use data::{file as data_file, in_form, list};
pub(super) use heavy::Heavy;

use super::answer::{Answer, Reason, Redirect};
use super::urls::FileUrl;
use super::{Error, Snapshot};

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its media type, with the character set of a text.
    pub content_type: &'static str,
    /// The whole of it.
    pub body: Vec<u8>,
    /// The name to save it under, of ASCII letters, digits, dots, hyphens and underscores; `None` where browsers show it.
    pub download: Option<String>,
    /// Whether it stands by itself: other sites may use it, and nothing may run in it.
    pub shared: bool,
    /// Whether its name changes with its content, so that it may be kept for good.
    pub immutable: bool,
}

impl File {
    fn text(content_type: &'static str, body: String) -> Self {
        Self { content_type, body: body.into_bytes(), download: None, shared: false, immutable: false }
    }
}

/// What is at the address of a file; `None` where nothing is.
pub(super) fn file(snapshot: &Snapshot, url: &FileUrl) -> Result<Option<Answer>, Error> {
    Ok(match url {
        FileUrl::Asset(name) => asset(snapshot, name),
        FileUrl::Favicon => Some(Answer::File(assets::favicon())),
        FileUrl::Data(year, file) => match snapshot.dataset.plans.get(year) {
            Some(plan) => data::file(snapshot, plan, file)?.map(Answer::File),
            None => None,
        },
        FileUrl::Sitemap => Some(Answer::File(xml(sitemap::all(snapshot)))),
        FileUrl::SitemapPart(part) => sitemap::one(snapshot, *part).map(|body| Answer::File(xml(body))),
        FileUrl::Robots => {
            let sitemap = snapshot.absolute(&FileUrl::Sitemap.to_string());
            let body = format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n");
            Some(Answer::File(File::text("text/plain; charset=utf-8", body)))
        }
    })
}

fn asset(snapshot: &Snapshot, name: &str) -> Option<Answer> {
    if let Some(asset) = snapshot.assets.all().into_iter().find(|asset| asset.name == name) {
        return Some(Answer::File(asset.file()));
    }
    // Pages of an earlier version may still be in a cache and ask for its style sheet.
    let successor = snapshot.assets.all().into_iter().find(|asset| asset.replaces(name))?;
    let to = snapshot.href(&FileUrl::Asset(successor.name.clone()).to_string());
    Some(Answer::Redirect(Redirect { to, reason: Reason::Now, by_language: false }))
}

fn xml(body: String) -> File {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    File::text("application/xml", format!("{declaration}{body}"))
}
