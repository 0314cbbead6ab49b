//! A site read as a reader finds it: from the front pages and the sitemap along every link.

use std::collections::{BTreeMap, BTreeSet};

use keikaku::i18n::Lang;

use super::tables::Tables;
use super::tree::{self, Element};
use crate::support::plans::Served;
use crate::support::site::Answer;

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Overview,
    /// All groups of a level, by its id.
    Level(String),
    /// A group, by the ids of its level and its own.
    Group(String, String),
    Projects,
    Project(String),
    Departments,
    Department(String),
    Priorities,
    /// The projects with a mark, by its column.
    Marked(String),
    /// The projects without an amount.
    NoAmount,
    Sums,
    Glossary,
    About,
    /// A page that no test asks for by its kind.
    Other,
}

/// The address of a page, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) lang: Lang,
    pub(super) year: Option<u16>,
    pub(super) kind: Kind,
    /// Whether the list is in the order of amounts, not its own.
    pub(super) by_amount: bool,
    /// Which part of a long list, from 1.
    pub(super) part: u32,
    /// What stands after the language, without a slash before it.
    pub(super) rest: String,
}

impl Address {
    /// `None` where a path begins with no language.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let (lang, rest) = path.strip_prefix('/')?.split_once('/')?;
        let lang = lang.parse().ok()?;
        let plain = rest.split('?').next()?;
        let segments: Vec<&str> = plain.trim_end_matches('/').split('/').collect();
        let (segments, part) = match segments[..] {
            [ref list @ .., "page", part] => (list, part.parse().ok()?),
            ref all => (all, 1),
        };
        let (segments, by_amount) = match segments {
            [list @ .., "by", "amount"] => (list, true),
            all => (all, false),
        };
        let (year, segments) = match segments {
            [year, rest @ ..] if year.len() == 4 && year.parse::<u16>().is_ok() => (year.parse().ok(), rest),
            all => (None, all),
        };
        let kind = match (year, segments) {
            (Some(_), []) => Kind::Overview,
            (Some(_), ["projects"]) => Kind::Projects,
            (Some(_), ["projects", id]) => Kind::Project((*id).to_owned()),
            (Some(_), ["departments"]) => Kind::Departments,
            (Some(_), ["departments", id]) => Kind::Department((*id).to_owned()),
            (Some(_), ["priorities"]) => Kind::Priorities,
            (Some(_), ["sums"]) => Kind::Sums,
            (Some(_), ["data"]) => Kind::Other,
            (Some(_), ["no-amount"]) => Kind::NoAmount,
            // The marks of all sets. Every other word is that of a level.
            (Some(_), [mark @ ("priority" | "new" | "expanded")]) => Kind::Marked((*mark).to_owned()),
            (Some(_), [level]) => Kind::Level((*level).to_owned()),
            (Some(_), [level, id]) => Kind::Group((*level).to_owned(), (*id).to_owned()),
            (None, ["glossary"]) => Kind::Glossary,
            (None, ["about"]) => Kind::About,
            _ => Kind::Other,
        };
        Some(Self { lang, year, kind, by_amount, part, rest: rest.to_owned() })
    }

    /// The same page in another language.
    pub(super) fn path_in(&self, lang: Lang) -> String {
        format!("/{lang}/{}", self.rest)
    }
}

/// A page that was answered, parsed.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) path: String,
    pub(super) address: Address,
    pub(super) html: Element,
    /// What the parser said of it.
    pub(super) errors: Vec<String>,
    /// Its texts, each with the name of its element: many tests look through them.
    pub(super) texts: Vec<(String, String)>,
}

impl Page {
    pub(super) fn lang(&self) -> Lang {
        self.address.lang
    }

    /// The place of the group that the page is about.
    pub(super) fn group(&self, plan: &Tables) -> Option<usize> {
        match &self.address.kind {
            Kind::Group(level, id) => Some(plan.group(level, id)),
            _ => None,
        }
    }

    /// What the page itself says, without its frame.
    pub(super) fn main(&self) -> &Element {
        self.html.first("main").unwrap()
    }

    /// Its sum, if it shows one, and its leading sentences; the heading of the overview is one.
    pub(super) fn lead(&self) -> String {
        let is_overview = self.address.kind == Kind::Overview;
        self.main().texts(if is_overview { "h1, p.lead" } else { "div.fig, p.lead" }).join(" ")
    }

    /// Whether an element stands in the section with that heading.
    pub(super) fn is_headed(&self, element: &Element, id: &str) -> bool {
        let sections = self.main().find(&format!("section[aria-labelledby={id}]"));
        sections.iter().any(|section| section.descendants().iter().any(|own| std::ptr::eq(*own, element)))
    }

    pub(super) fn title(&self) -> &str {
        self.html.attributes("meta[property=og:title]", "content").first().copied().unwrap_or_default()
    }

    pub(super) fn description(&self) -> &str {
        self.html.attributes("meta[name=description]", "content").first().copied().unwrap_or_default()
    }

    /// Where its links lead, with the anchor; `None` for other sites.
    pub(super) fn targets(&self, selector: &str, base: &str) -> Vec<Option<(String, Option<String>)>> {
        let links = self.html.attributes(selector, "href").into_iter();
        links.filter(|href| !href.starts_with("mailto:")).map(|href| target(&self.path, href, base)).collect()
    }
}

/// The path and the anchor that a reference on a page leads to; `None` for other sites.
fn target(page: &str, reference: &str, base: &str) -> Option<(String, Option<String>)> {
    let own = reference.strip_prefix(base).unwrap_or(reference);
    let (path, anchor) = match own.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (own, None),
    };
    let plain = page.split('?').next()?;
    let path = match path.as_bytes() {
        [] => page.to_owned(),
        [b'/', b'/', ..] => return None,
        [b'/', ..] => path.to_owned(),
        [b'?', ..] => format!("{plain}{path}"),
        _ if path.contains(':') => return None,
        _ => format!("{}/{path}", plain.rsplit_once('/')?.0),
    };
    Some((path, anchor))
}

/// What an address that is no page answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Other {
    Redirect(u16, String),
    File(String),
    Refused(u16),
}

/// Everything that was found on a site.
#[derive(Debug, Default)]
pub(super) struct Crawl {
    pub(super) pages: BTreeMap<String, Page>,
    pub(super) others: BTreeMap<String, Other>,
    /// The entries of the sitemap, each with its alternates: language and path.
    pub(super) sitemap: Vec<(String, Vec<(String, String)>)>,
    /// Pages that were left out, being like many others.
    pub(super) left_out: BTreeSet<String>,
}

/// Where a reader begins.
const STARTS: [&str; 4] = ["/", "/ja/", "/en/", "/sitemap.xml"];

/// Reads a whole site, but for the project pages that `is_wanted` refuses.
pub(super) fn crawl(site: &Served, base: &str, is_wanted: impl Fn(&Kind) -> bool) -> Crawl {
    let mut crawl = Crawl::default();
    let mut waiting: Vec<String> = STARTS.map(str::to_owned).to_vec();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        if Address::parse(&path).is_some_and(|address| !is_wanted(&address.kind)) {
            crawl.left_out.insert(path);
            continue;
        }
        let answer = site.get(&path);
        for next in crawl.take(path, &answer, base) {
            if seen.insert(next.clone()) {
                waiting.push(next);
            }
        }
    }
    crawl
}

impl Crawl {
    /// Keeps an answer; the addresses that it names.
    fn take(&mut self, path: String, answer: &Answer, base: &str) -> Vec<String> {
        let kind = answer.header("content-type").split(';').next().unwrap_or_default().to_owned();
        let (other, next) = match (answer.status.as_u16(), kind.as_str()) {
            (200, "text/html") if Address::parse(&path).is_some() => {
                return self.take_page(path, answer.text(), base);
            }
            (200, "application/xml") => {
                (Other::File(kind.clone()), self.take_sitemap(&path, answer.text(), base))
            }
            (200, _) => (Other::File(kind), Vec::new()),
            (status @ 300..=399, _) => {
                let location = target(&path, answer.header("location"), base).map(|(path, _)| path);
                let next = location.clone().into_iter().collect();
                (Other::Redirect(status, location.unwrap_or_default()), next)
            }
            (status, _) => (Other::Refused(status), Vec::new()),
        };
        self.others.insert(path, other);
        next
    }

    fn take_page(&mut self, path: String, text: &str, base: &str) -> Vec<String> {
        let (html, errors) = tree::parse(text);
        let texts = html.blocks().into_iter().map(|block| (block.element.name().to_owned(), block.text));
        let (address, texts) = (Address::parse(&path).unwrap(), texts.collect());
        let page = Page { address, path: path.clone(), html, errors, texts };
        let targets = page.targets("[href]", base);
        self.pages.insert(path, page);
        targets.into_iter().flatten().map(|(path, _)| path).collect()
    }

    fn take_sitemap(&mut self, path: &str, text: &str, base: &str) -> Vec<String> {
        let own = |address: &str| address.strip_prefix(base).unwrap_or(address).to_owned();
        let mut next = Vec::new();
        for entry in text.split("<loc>").skip(1) {
            let (address, rest) = entry.split_once("</loc>").unwrap();
            let alternates = rest.split("hreflang=\"").skip(1).map(|rest| {
                let (lang, rest) = rest.split_once('"').unwrap();
                let address = rest.split_once("href=\"").unwrap().1.split_once('"').unwrap().0;
                (lang.to_owned(), own(address))
            });
            next.push(own(address));
            // An index names other sitemaps, not pages.
            if path != "/sitemap.xml" || !text.contains("<sitemapindex") {
                self.sitemap.push((own(address), alternates.collect()));
            }
        }
        next
    }
}
