//! Every address of the site: what there is, how it is written, how it is read. No other module writes
//! or reads a path.

mod data;
mod page;
mod part;

use std::fmt;

pub use data::{DataFile, ListFile};
pub use page::PageUrl;
pub(crate) use part::ROWS;
pub use part::{Order, Part, View};

use super::lists;
use crate::i18n::Lang;
use crate::plan::{Dataset, LevelId, Year};

/// Everything that can be asked of the site, whatever the language.
///
/// ```
/// use keikaku::i18n::Lang;
/// use keikaku::site::{Address, PageUrl};
///
/// let projects = Address::from(PageUrl::Projects("2024".parse()?));
/// assert_eq!(projects.path(Lang::Ja), "/ja/2024/projects/");
/// assert_eq!(Address::read("/ja/2024/projects/"), Some((Some(Lang::Ja), projects)));
/// # Ok::<(), keikaku::plan::InvalidId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A page, or one of its list in another order, or a part of a long list.
    Page(PageUrl, View),
    /// The list of a page as data: the same in every language.
    List(PageUrl, ListFile),
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
    /// A year's plan as data, in one of its forms.
    Data(Year, DataFile),
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// `/`: to the reader's language.
    Root,
    /// `/ja/`: to the newest year.
    Home,
    /// `/ja/2024/initiatives/`: a level without an index page, whose groups stand on that of another.
    Level(Year, LevelId),
    /// `/p/2024/1-3`: to the project of that listing. For paper, in the reader's language.
    Short(Year, String),
}

impl Address {
    /// Its path. The language matters where [`Address::has_languages`] says so.
    #[must_use]
    pub fn path(&self, lang: Lang) -> String {
        match self {
            Address::Page(page, view) => format!("{}{view}", page.path(lang)),
            Address::List(page, file) => {
                format!("{}.{}", page.path(lang).trim_end_matches('/'), file.extension())
            }
            Address::File(file) => file.to_string(),
            Address::Lead(Lead::Root) => "/".to_owned(),
            Address::Lead(Lead::Home) => format!("/{lang}/"),
            Address::Lead(Lead::Level(year, level)) => PageUrl::Level(*year, level.clone()).path(lang),
            Address::Lead(Lead::Short(year, token)) => format!("/{SHORT}/{year}/{token}"),
        }
    }

    /// Whether there is one path for each language, and not one for all.
    #[must_use]
    pub const fn has_languages(&self) -> bool {
        matches!(self, Address::Page(..) | Address::List(..) | Address::Lead(Lead::Home | Lead::Level(..)))
    }

    /// Whether what is there says the same in every language.
    #[must_use]
    pub const fn is_same_in_every_language(&self) -> bool {
        matches!(self, Address::List(..) | Address::File(_))
    }

    /// The languages in which the data has what is there.
    pub fn langs(&self, dataset: &Dataset) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(|lang| match self {
            Address::Page(page, _) | Address::List(page, _) => page.exists(dataset, *lang),
            Address::Lead(Lead::Root | Lead::Home) => dataset.speaks(*lang),
            Address::Lead(Lead::Level(year, _) | Lead::Short(year, _)) => {
                dataset.plans.get(year).is_some_and(|plan| plan.speaks(*lang))
            }
            Address::File(_) => *lang == Lang::ORIGINAL,
        })
    }

    /// The paths of the address, each with its language; one path, in the original language, where there
    /// is one for all.
    pub fn paths(&self, dataset: &Dataset) -> impl Iterator<Item = (Lang, String)> {
        let langs = self.langs(dataset).filter(|_| self.has_languages());
        let one = Some(Lang::ORIGINAL).filter(|_| !self.has_languages());
        langs.chain(one).map(|lang| (lang, self.path(lang)))
    }

    /// Whether what is there takes long to make: no thread that serves others makes it.
    #[must_use]
    pub fn is_heavy(&self, dataset: &Dataset) -> bool {
        match self {
            // The page says how large each file is.
            Address::Page(PageUrl::Data(_), _) => true,
            Address::File(FileUrl::Data(year, file)) => {
                file.is_heavy() || dataset.plans.get(year).is_some_and(|plan| data::is_long(plan))
            }
            Address::List(page, _) => {
                let plan = page.year().and_then(|year| dataset.plans.get(&year));
                plan.is_some_and(|plan| data::is_long(plan))
            }
            _ => false,
        }
    }

    /// The year that it is about, if it is about one.
    #[must_use]
    pub const fn year(&self) -> Option<Year> {
        match self {
            Address::Page(page, _) | Address::List(page, _) => page.year(),
            Address::File(FileUrl::Data(year, _))
            | Address::Lead(Lead::Level(year, _) | Lead::Short(year, _)) => Some(*year),
            Address::File(_) | Address::Lead(Lead::Root | Lead::Home) => None,
        }
    }

    /// The address as it is in that data: a level may have no page, and only lead on, and what was taken for
    /// one may be a mark.
    #[must_use]
    pub fn within(self, dataset: &Dataset) -> Address {
        match self {
            Address::Page(PageUrl::Level(year, id), View::FIRST) if is_without_index(dataset, year, &id) => {
                Address::Lead(Lead::Level(year, id))
            }
            Address::Page(page, view) => Address::Page(page.within(dataset), view),
            Address::List(page, file) => Address::List(page.within(dataset), file),
            other => other,
        }
    }

    /// The address with exactly that path, and the language where the path names one. Whether the data has
    /// it is another question.
    #[must_use]
    pub fn read(path: &str) -> Option<(Option<Lang>, Address)> {
        let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        match segments[..] {
            [""] => Some((None, Address::Lead(Lead::Root))),
            [SHORT, year, token] => {
                let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
                let is_token = !token.is_empty() && token.bytes().all(plain);
                let short = Lead::Short(year.parse().ok()?, token.to_owned());
                is_token.then_some((None, Address::Lead(short)))
            }
            [code, ref rest @ .., ""] => {
                let lang = code.parse().ok()?;
                let address = match *rest {
                    [] => Address::Lead(Lead::Home),
                    ref segments => {
                        let (page, view) = View::read(segments)?;
                        Address::Page(PageUrl::of(page)?, view)
                    }
                };
                Some((Some(lang), address))
            }
            [code, ref page @ .., last] if let Ok(lang) = code.parse() => {
                let (name, file) = ListFile::read(last)?;
                let page = PageUrl::of(&[page, &[name]].concat()).filter(lists::has_list)?;
                Some((Some(lang), Address::List(page, file)))
            }
            _ => FileUrl::read(&segments).map(|file| (None, Address::File(file))),
        }
    }

    /// The address that somebody meant who wrote it otherwise: without or with a slash at the end, in
    /// capitals, with a slash too many, with the number of the first part.
    pub(crate) fn guess(path: &str) -> Option<(Option<Lang>, Address)> {
        let words = path.strip_prefix('/')?.split('/').filter(|word| !word.is_empty());
        let mut words: Vec<&str> = words.collect();
        if let [.., part::WORD, "1"] = words[..] {
            words.truncate(words.len() - 2);
        }
        let path = format!("/{}", words.join("/").to_ascii_lowercase());
        Address::read(&path).or_else(|| Address::read(&format!("{path}/")))
    }
}

/// Whether the plan has that level without an index page.
fn is_without_index(dataset: &Dataset, year: Year, id: &LevelId) -> bool {
    let plan = dataset.plans.get(&year);
    let level = plan.and_then(|plan| plan.levels().get(plan.level(id.as_str())?));
    level.is_some_and(|level| !level.has_index)
}

/// The first segment of short addresses.
const SHORT: &str = "p";

impl FileUrl {
    fn read(segments: &[&str]) -> Option<FileUrl> {
        match *segments {
            ["static", name] if !name.is_empty() => Some(FileUrl::Asset(name.to_owned())),
            ["data", year, name] => Some(FileUrl::Data(year.parse().ok()?, DataFile::read(name)?)),
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
            FileUrl::Data(year, file) => write!(f, "/data/{year}/{file}"),
            FileUrl::Sitemap => f.write_str("/sitemap.xml"),
            FileUrl::SitemapPart(part) => write!(f, "/sitemaps/{}.xml", part.number()),
            FileUrl::Robots => f.write_str("/robots.txt"),
            FileUrl::Favicon => f.write_str("/favicon.ico"),
        }
    }
}

impl From<PageUrl> for Address {
    fn from(page: PageUrl) -> Self {
        Address::Page(page, View::FIRST)
    }
}
