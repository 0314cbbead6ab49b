//! What the site says at an address, and the list of all addresses.

use super::files::{self, File};
use super::near;
use super::problem::Missing;
use super::urls::{Address, DataFile, FileUrl, Lead, ListFile, PageUrl, Part, View};
use super::{Error, Snapshot, lists, pages, queries};
use crate::i18n::Lang;

/// What the site says at an address.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page as HTML.
    Page(String),
    /// A file.
    File(File),
    /// Another address has it.
    Redirect(Redirect),
    /// Nothing, but this may have been meant.
    Missing(Missing),
    /// Nothing now: the data of the year has faults, and no sound one is known.
    Unavailable,
    /// A query that asks for more than is answered.
    TooMuch,
}

/// Where an address leads. What was asked behind a question mark goes along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The other address, as a link says it: it never leaves the site.
    pub to: String,
    /// Why it leads there.
    pub reason: Reason,
    /// Whether it leads elsewhere in other languages.
    pub by_language: bool,
}

/// Why an address leads elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It always will, so that it can be replaced.
    Moved,
    /// It does now.
    Now,
    /// A query is written in one way only.
    Canonical,
}

/// What the site says at an address, in a language: a function of nothing else.
///
/// ```
/// use keikaku::i18n::Lang;
/// use keikaku::load::{Source, load};
/// use keikaku::site::{Address, Answer, Snapshot, answer};
///
/// let dataset = load(&Source::Folder("tests/fixtures/minimal".into())).dataset.ok_or("the data has faults")?;
/// let snapshot = Snapshot::new(dataset).map_err(|_| "no plan")?;
/// let (_, overview) = Address::read("/en/2024/").ok_or("not an address")?;
/// assert!(matches!(answer(&snapshot, &overview, Lang::En), Ok(Answer::Page(html)) if html.contains("<h1>")));
/// # Ok::<(), &str>(())
/// ```
///
/// # Errors
/// Where a page or file cannot be written, which would be a fault of the program.
pub fn answer(snapshot: &Snapshot, address: &Address, lang: Lang) -> Result<Answer, Error> {
    if address.year().is_some_and(|year| snapshot.dataset.faulty.contains(&year)) {
        return Ok(Answer::Unavailable);
    }
    let missing = || Ok(Answer::Missing(near::to_address(snapshot, address, lang)));
    match address {
        Address::Page(page, view) => match pages::render(snapshot, page, *view, lang)? {
            Some(html) => Ok(Answer::Page(html)),
            None => missing(),
        },
        Address::List(page, file) => match files::list(snapshot, page, *file, lang)? {
            Some(file) => Ok(Answer::File(file)),
            None => missing(),
        },
        Address::File(file) => match files::file(snapshot, file)? {
            Some(answer) => Ok(answer),
            None => missing(),
        },
        Address::Lead(lead) => match leads_to(snapshot, lead, lang) {
            Some(redirect) => Ok(Answer::Redirect(redirect)),
            None => missing(),
        },
    }
}

/// Where an address leads that only leads on; `None` where it leads to nothing.
fn leads_to(snapshot: &Snapshot, lead: &Lead, lang: Lang) -> Option<Redirect> {
    let dataset = &snapshot.dataset;
    let in_lang = dataset.plans.values().any(|plan| plan.speaks(lang));
    let (to, lang, reason): (Address, Lang, Reason) = match lead {
        Lead::Root => (Address::Lead(Lead::Home), snapshot.spoken(lang), Reason::Now),
        Lead::Home if in_lang => (PageUrl::Overview(snapshot.newest(lang).year()).into(), lang, Reason::Now),
        Lead::Home => return None,
        Lead::Level(year, id) => {
            let plan = dataset.plans.get(year).filter(|plan| plan.speaks(lang))?;
            (PageUrl::index_of(plan, plan.level(id.as_str())?).into(), lang, Reason::Moved)
        }
        Lead::Short(year, token) => {
            let (plan, project) = (dataset.plans.get(year)?, snapshot.short(*year, token)?);
            let lang = plan.langs().find(|known| *known == lang).or_else(|| plan.langs().next())?;
            (PageUrl::Project(*year, project.id.clone()).into(), lang, Reason::Now)
        }
    };
    let by_language = matches!(lead, Lead::Root | Lead::Short(..));
    Some(Redirect { to: snapshot.href(&to.path(lang)), reason, by_language })
}

/// What the site says at a path as it was sent, decoded; `preferred` is the reader's language where the path
/// names none. Returns the language of the answer with it, and the path's address where it has that very path.
///
/// # Errors
/// As [`answer`].
pub fn visit(
    snapshot: &Snapshot,
    path: &str,
    query: Option<&str>,
    preferred: Lang,
) -> Result<(Lang, Visit), Error> {
    let query = query.unwrap_or_default();
    let exact = Address::read(path);
    let is_exact = exact.is_some();
    let Some((lang, address)) = exact.or_else(|| Address::guess(path)) else {
        let lang = language_of(path).unwrap_or(preferred);
        return Ok((lang, Visit::Elsewhere(Answer::Missing(near::to_path(snapshot, path, lang)))));
    };
    let (lang, address) = (lang.unwrap_or(preferred), address.within(&snapshot.dataset));
    // An address that is written otherwise leads to its own first, and keeps its query.
    if is_exact && let Some(answer) = queries::answer(snapshot, &address, lang, query)? {
        return Ok((lang, Visit::Elsewhere(answer)));
    }
    if let Some(part) = asked_part(snapshot, &address, query) {
        return Ok((lang, Visit::Elsewhere(moved(snapshot, &part, lang, &without_part(query)))));
    }
    if is_exact && !matches!(address, Address::Lead(_)) {
        return Ok((lang, Visit::At(address)));
    }
    Ok((
        lang,
        Visit::Elsewhere(match answer(snapshot, &address, lang)? {
            nothing @ (Answer::Missing(_) | Answer::Unavailable) => nothing,
            // What only leads on need not lead twice.
            Answer::Redirect(redirect) if is_exact || !address.has_languages() => redirect.with_query(query),
            _ => moved(snapshot, &address, lang, query),
        }),
    ))
}

/// What a path means.
#[derive(Clone, Debug)]
pub enum Visit {
    /// This address, to be answered by [`answer`].
    At(Address),
    /// An answer that no address has.
    Elsewhere(Answer),
}

/// The language that a path names, in capitals or not.
#[must_use]
pub fn language_of(path: &str) -> Option<Lang> {
    path.split('/').find(|segment| !segment.is_empty())?.to_ascii_lowercase().parse().ok()
}

/// The part that a query asks for (`page=2`, as addresses were once written) of a list that has several.
fn asked_part(snapshot: &Snapshot, address: &Address, query: &str) -> Option<Address> {
    let Address::Page(page, view @ View { part: Part::FIRST, .. }) = address else { return None };
    let number = query.split('&').find_map(|pair| pair.strip_prefix("page="))?;
    let part = Part::read(number).filter(|_| pages::rows(snapshot, page, view.order) > 0)?;
    Some(Address::Page(page.clone(), View { part, ..*view }))
}

/// A query without the part that a path says now.
fn without_part(query: &str) -> String {
    query.split('&').filter(|pair| !pair.starts_with("page=")).collect::<Vec<_>>().join("&")
}

fn moved(snapshot: &Snapshot, to: &Address, lang: Lang, query: &str) -> Answer {
    let to = snapshot.href(&to.path(lang));
    Redirect { to, reason: Reason::Moved, by_language: false }.with_query(query)
}

impl Redirect {
    fn with_query(mut self, query: &str) -> Answer {
        if !query.is_empty() {
            self.to = format!("{}?{query}", self.to);
        }
        Answer::Redirect(self)
    }
}

/// Every address of the site, the most wanted first: what leads on before single projects.
pub fn all(snapshot: &Snapshot) -> impl Iterator<Item = Address> {
    let dataset = &snapshot.dataset;
    let years = || dataset.plans.values().rev();
    let assets = snapshot.assets.all().map(|asset| FileUrl::Asset(asset.name.clone()));
    let files = assets.into_iter().chain([FileUrl::Favicon, FileUrl::Robots, FileUrl::Sitemap]);
    let files = files.chain(years().map(|plan| FileUrl::Data(plan.year(), DataFile::PlanJson)));
    let data = years().flat_map(|plan| {
        // The whole of a long plan takes long to write: it is kept before its pages.
        let others = DataFile::all(dataset, plan).filter(|file| *file != DataFile::PlanJson);
        others.map(|file| FileUrl::Data(plan.year(), file))
    });
    let lists = PageUrl::all(dataset).filter(|page| lists::list_exists(dataset, page));
    let lists = lists.flat_map(|page| ListFile::ALL.map(|file| Address::List(page.clone(), file)));
    let levels = years().flat_map(|plan| plan.levels().iter().map(|level| (plan.year(), level)));
    let levels = levels.filter(|(_, level)| !level.has_index);
    let leads = [Lead::Root, Lead::Home].into_iter();
    let leads = leads.chain(levels.map(|(year, level)| Lead::Level(year, level.id.clone())));
    let sitemaps = files::sitemap::parts(snapshot).map(FileUrl::SitemapPart);
    files
        .map(Address::File)
        .chain(pages(snapshot).map(|(page, view)| Address::Page(page, view)))
        .chain(data.map(Address::File))
        .chain(lists)
        .chain(sitemaps.map(Address::File))
        .chain(leads.chain(years().flat_map(|plan| snapshot.shorts(plan))).map(Address::Lead))
}

/// Every page of the site in all its orders and parts, the newest year first.
pub fn pages(snapshot: &Snapshot) -> impl Iterator<Item = (PageUrl, View)> {
    PageUrl::all(&snapshot.dataset).flat_map(|page| {
        let orders = snapshot.orders(&page);
        let parts =
            |order| Part::all(pages::rows(snapshot, &page, order)).map(move |part| View { order, part });
        let views: Vec<View> = orders.iter().flat_map(|order| parts(*order)).collect();
        views.into_iter().map(move |view| (page.clone(), view))
    })
}
