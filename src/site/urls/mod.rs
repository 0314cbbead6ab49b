//! Every address of the site: what there is, how it is written, how it is read. No other module writes
//! or reads a path.

mod page;
mod part;

use std::fmt;

pub use page::PageUrl;
pub use part::Part;
pub(crate) use part::ROWS;

use crate::i18n::Lang;
use crate::plan::{Number, Year};

/// Everything that can be asked of the site, whatever the language.
///
/// ```
/// use keikaku::i18n::Lang;
/// use keikaku::site::{Address, PageUrl, Part};
///
/// let projects = Address::Page(PageUrl::Projects("2024".parse()?), Part::FIRST);
/// assert_eq!(projects.path(Lang::Ja), "/ja/2024/projects/");
/// assert_eq!(Address::read("/ja/2024/projects/"), Some((Some(Lang::Ja), projects)));
/// # Ok::<(), keikaku::plan::InvalidId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A page, or a part of one whose list is long.
    Page(PageUrl, Part),
    /// What is not a page: data, style sheet, icon, what programs ask for.
    File(FileUrl),
    /// What only leads to a page.
    Lead(Lead),
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileUrl {
    /// Style sheet or icon, by its name; the name changes with the content.
    Asset(String),
    /// A year's plan as JSON.
    PlanJson(Year),
    /// The list of all pages, or of the lists of all pages.
    Sitemap,
    /// One of several lists of pages, from 1.
    SitemapPart(Part),
    /// What crawlers may read.
    Robots,
    /// The icon that browsers ask for unasked.
    Favicon,
}

/// An address that leads to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// `/`: to the reader's language.
    Root,
    /// `/ja/`: to the newest year.
    Home,
    /// `/ja/2024/initiatives/`: initiatives stand with their directions.
    Initiatives(Year),
    /// `/p/2024/1-3`: to the project of that listing. For paper, in the reader's language.
    Short(Year, Number, Number),
}

impl Address {
    /// Its path. The language matters where [`Address::has_languages`] says so.
    #[must_use]
    pub fn path(&self, lang: Lang) -> String {
        match self {
            Address::Page(page, part) => format!("{}{part}", page.path(lang)),
            Address::File(file) => file.to_string(),
            Address::Lead(Lead::Root) => "/".to_owned(),
            Address::Lead(Lead::Home) => format!("/{lang}/"),
            Address::Lead(Lead::Initiatives(year)) => {
                format!("{}{INITIATIVES}/", PageUrl::Overview(*year).path(lang))
            }
            Address::Lead(Lead::Short(year, initiative, number)) => {
                format!("/{SHORT}/{year}/{initiative}-{number}")
            }
        }
    }

    /// Whether there is one path for each language, and not one for all.
    #[must_use]
    pub const fn has_languages(&self) -> bool {
        matches!(self, Address::Page(..) | Address::Lead(Lead::Home | Lead::Initiatives(_)))
    }

    /// The paths of the address, each with its language; one path, in the original language, where there
    /// is one for all.
    pub fn paths(&self) -> impl Iterator<Item = (Lang, String)> {
        let langs: &[Lang] = if self.has_languages() { &Lang::ALL } else { &[Lang::ORIGINAL] };
        langs.iter().map(|lang| (*lang, self.path(*lang)))
    }

    /// The address with exactly that path, and the language where the path names one. Whether the data has
    /// it is another question.
    #[must_use]
    pub fn read(path: &str) -> Option<(Option<Lang>, Address)> {
        let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        match segments[..] {
            [""] => Some((None, Address::Lead(Lead::Root))),
            [SHORT, year, listing] => {
                let (initiative, number) = listing.rsplit_once('-')?;
                let short = Lead::Short(year.parse().ok()?, initiative.parse().ok()?, number.parse().ok()?);
                Some((None, Address::Lead(short)))
            }
            [code, ref rest @ .., ""] => {
                let lang = code.parse().ok()?;
                let address = match *rest {
                    [] => Address::Lead(Lead::Home),
                    [year, INITIATIVES] => Address::Lead(Lead::Initiatives(year.parse().ok()?)),
                    [ref list @ .., part::WORD, number] => {
                        let part = Part::read(number).filter(|part| *part != Part::FIRST)?;
                        Address::Page(PageUrl::of(list)?, part)
                    }
                    ref page => Address::Page(PageUrl::of(page)?, Part::FIRST),
                };
                Some((Some(lang), address))
            }
            _ => FileUrl::read(&segments).map(|file| (None, Address::File(file))),
        }
    }

    /// The address that somebody meant who wrote it otherwise: without or with a slash at the end, in
    /// capitals, with a slash too many.
    pub(crate) fn guess(path: &str) -> Option<(Option<Lang>, Address)> {
        let segments: Vec<&str> =
            path.strip_prefix('/')?.split('/').filter(|word| !word.is_empty()).collect();
        let path = format!("/{}", segments.join("/").to_ascii_lowercase());
        Address::read(&path).or_else(|| Address::read(&format!("{path}/")))
    }
}

/// The first segment of short addresses.
const SHORT: &str = "p";

/// The list of initiatives, which has no page of its own.
const INITIATIVES: &str = "initiatives";

impl FileUrl {
    fn read(segments: &[&str]) -> Option<FileUrl> {
        match *segments {
            ["static", name] if !name.is_empty() => Some(FileUrl::Asset(name.to_owned())),
            ["data", year, "plan.json"] => Some(FileUrl::PlanJson(year.parse().ok()?)),
            ["sitemap.xml"] => Some(FileUrl::Sitemap),
            ["sitemaps", file] => Some(FileUrl::SitemapPart(Part::read(file.strip_suffix(".xml")?)?)),
            ["robots.txt"] => Some(FileUrl::Robots),
            ["favicon.ico"] => Some(FileUrl::Favicon),
            _ => None,
        }
    }
}

/// The path.
impl fmt::Display for FileUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileUrl::Asset(name) => write!(f, "/static/{name}"),
            FileUrl::PlanJson(year) => write!(f, "/data/{year}/plan.json"),
            FileUrl::Sitemap => f.write_str("/sitemap.xml"),
            FileUrl::SitemapPart(part) => write!(f, "/sitemaps/{}.xml", part.number()),
            FileUrl::Robots => f.write_str("/robots.txt"),
            FileUrl::Favicon => f.write_str("/favicon.ico"),
        }
    }
}
