//! Every address of the site: pages are values, and paths are written here only.

use std::fmt;

use super::assets::Assets;
use crate::i18n::Lang;
use crate::plan::{Dataset, DepartmentId, Number, Plan, ProjectId, Year};

/// A page, whatever the language.
///
/// ```
/// use keikaku::{i18n::Lang, web::PageUrl};
/// let year = "2024".parse()?;
/// assert_eq!(PageUrl::Projects(year).path(Lang::En), "/en/2024/projects/");
/// # Ok::<(), keikaku::plan::InvalidId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageUrl {
    /// A year's plan at a glance.
    Overview(Year),
    /// All directions with their initiatives.
    Directions(Year),
    /// One direction.
    Direction(Year, Number),
    /// One initiative.
    Initiative(Year, Number),
    /// All projects.
    Projects(Year),
    /// One project.
    Project(Year, ProjectId),
    /// All departments.
    Departments(Year),
    /// One department.
    Department(Year, DepartmentId),
    /// The priorities and the priority projects.
    Priorities(Year),
    /// How the totals add up.
    Sums(Year),
    /// Terms in plain words.
    Glossary,
    /// Source and method.
    About,
    /// Accessibility policy and test results.
    Accessibility,
}

impl PageUrl {
    /// The path in a language: it begins and ends with a slash.
    #[must_use]
    pub fn path(&self, lang: Lang) -> String {
        format!("/{lang}/{self}")
    }

    /// The page at a path, and its language; `None` where the path is no page's, whatever the data.
    #[must_use]
    pub fn parse(path: &str) -> Option<(Lang, PageUrl)> {
        let (lang, rest) = path.strip_prefix('/')?.strip_suffix('/')?.split_once('/')?;
        let parts: Vec<&str> = rest.split('/').collect();
        let page = match parts[..] {
            ["glossary"] => PageUrl::Glossary,
            ["about"] => PageUrl::About,
            ["accessibility"] => PageUrl::Accessibility,
            [year] => PageUrl::Overview(year.parse().ok()?),
            [year, "directions"] => PageUrl::Directions(year.parse().ok()?),
            [year, "projects"] => PageUrl::Projects(year.parse().ok()?),
            [year, "departments"] => PageUrl::Departments(year.parse().ok()?),
            [year, "priorities"] => PageUrl::Priorities(year.parse().ok()?),
            [year, "sums"] => PageUrl::Sums(year.parse().ok()?),
            [year, "directions", number] => PageUrl::Direction(year.parse().ok()?, number.parse().ok()?),
            [year, "initiatives", number] => PageUrl::Initiative(year.parse().ok()?, number.parse().ok()?),
            [year, "projects", id] => PageUrl::Project(year.parse().ok()?, id.parse().ok()?),
            [year, "departments", id] => PageUrl::Department(year.parse().ok()?, id.parse().ok()?),
            _ => return None,
        };
        Some((lang.parse().ok()?, page))
    }

    /// Whether the data has what the page is about.
    #[must_use]
    pub fn exists(&self, dataset: &Dataset) -> bool {
        let Some(year) = self.year() else { return true };
        let Some(plan) = dataset.plans.get(&year) else { return false };
        match self {
            PageUrl::Direction(_, number) => plan.direction(*number).is_some(),
            PageUrl::Initiative(_, number) => plan.initiative(*number).is_some(),
            PageUrl::Project(_, id) => plan.project(id.as_str()).is_some(),
            PageUrl::Department(_, id) => plan.department(id.as_str()).is_some(),
            _ => true,
        }
    }

    /// The year of the page; `None` where it belongs to no year.
    #[must_use]
    pub const fn year(&self) -> Option<Year> {
        match self {
            PageUrl::Overview(year)
            | PageUrl::Directions(year)
            | PageUrl::Direction(year, _)
            | PageUrl::Initiative(year, _)
            | PageUrl::Projects(year)
            | PageUrl::Project(year, _)
            | PageUrl::Departments(year)
            | PageUrl::Department(year, _)
            | PageUrl::Priorities(year)
            | PageUrl::Sums(year) => Some(*year),
            PageUrl::Glossary | PageUrl::About | PageUrl::Accessibility => None,
        }
    }
}

/// The part of the path after the language.
impl fmt::Display for PageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PageUrl::Overview(year) => write!(f, "{year}/"),
            PageUrl::Directions(year) => write!(f, "{year}/directions/"),
            PageUrl::Direction(year, number) => write!(f, "{year}/directions/{number}/"),
            PageUrl::Initiative(year, number) => write!(f, "{year}/initiatives/{number}/"),
            PageUrl::Projects(year) => write!(f, "{year}/projects/"),
            PageUrl::Project(year, id) => write!(f, "{year}/projects/{id}/"),
            PageUrl::Departments(year) => write!(f, "{year}/departments/"),
            PageUrl::Department(year, id) => write!(f, "{year}/departments/{id}/"),
            PageUrl::Priorities(year) => write!(f, "{year}/priorities/"),
            PageUrl::Sums(year) => write!(f, "{year}/sums/"),
            PageUrl::Glossary => f.write_str("glossary/"),
            PageUrl::About => f.write_str("about/"),
            PageUrl::Accessibility => f.write_str("accessibility/"),
        }
    }
}

/// The front page of a language: leads to the newest year.
#[must_use]
pub fn home(lang: Lang) -> String {
    format!("/{lang}/")
}

/// The short address of a project for paper: that of its original listing.
#[must_use]
pub fn short(year: Year, initiative: Number, number: Number) -> String {
    format!("/p/{year}/{initiative}-{number}")
}

/// The year's plan as JSON.
#[must_use]
pub fn plan_json(year: Year) -> String {
    format!("/data/{year}/plan.json")
}

/// Every page of one year's plan.
pub fn pages_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
    let year = plan.year();
    let lists = [
        PageUrl::Overview(year),
        PageUrl::Directions(year),
        PageUrl::Projects(year),
        PageUrl::Departments(year),
        PageUrl::Priorities(year),
        PageUrl::Sums(year),
    ];
    let directions =
        plan.directions().iter().map(move |direction| PageUrl::Direction(year, direction.number));
    let initiatives =
        plan.initiatives().iter().map(move |initiative| PageUrl::Initiative(year, initiative.number));
    let departments =
        plan.departments().iter().map(move |department| PageUrl::Department(year, department.id.clone()));
    let projects = plan.projects().iter().map(move |project| PageUrl::Project(year, project.id.clone()));
    lists.into_iter().chain(directions).chain(initiatives).chain(departments).chain(projects)
}

/// Every path that answers with a page or a file, the most wanted first: what leads on before
/// single projects, and each page in all languages.
pub(crate) fn paths(dataset: &Dataset, assets: &Assets) -> impl Iterator<Item = String> {
    let assets = assets.all().map(|asset| asset.path.clone());
    let files = ["/robots.txt".to_owned(), "/sitemap.xml".to_owned()];
    let parts = (1..=sitemaps(dataset)).map(sitemap).filter(|_| sitemaps(dataset) > 1);
    let json = dataset.plans.keys().rev().map(|year| plan_json(*year));
    let pages = pages(dataset).flat_map(|page| Lang::ALL.map(|lang| page.path(lang)));
    assets.into_iter().chain(files).chain(json).chain(pages).chain(parts)
}

/// Pages in one sitemap: each counts once a language, and a sitemap takes 50,000 addresses (sitemaps.org).
pub(crate) const SITEMAP_PAGES: usize = 50_000 / Lang::ALL.len();

/// How many sitemaps the site needs: one, or several under an index.
pub(crate) fn sitemaps(dataset: &Dataset) -> usize {
    let of_year = |plan: &Plan| {
        6 + plan.directions().len()
            + plan.initiatives().len()
            + plan.departments().len()
            + plan.projects().len()
    };
    let pages = 3 + dataset.plans.values().map(of_year).sum::<usize>();
    pages.div_ceil(SITEMAP_PAGES)
}

/// One of several sitemaps, from 1.
pub(crate) fn sitemap(number: usize) -> String {
    format!("/sitemaps/{number}.xml")
}

/// Every path that leads to another one, but for those that only lack their last slash.
pub(crate) fn redirects(dataset: &Dataset) -> impl Iterator<Item = String> {
    let homes = Lang::ALL.map(home);
    let initiatives = dataset.plans.keys().rev().flat_map(|year| {
        Lang::ALL.map(|lang| format!("{}initiatives/", PageUrl::Overview(*year).path(lang)))
    });
    let shorts = dataset.plans.values().rev().flat_map(|plan| {
        plan.listings().iter().map(|listing| short(plan.year(), listing.initiative, listing.number))
    });
    std::iter::once("/".to_owned()).chain(homes).chain(initiatives).chain(shorts)
}

/// Every page of the site, the newest year first.
pub fn pages(dataset: &Dataset) -> impl Iterator<Item = PageUrl> {
    let years = dataset.plans.values().rev().flat_map(pages_of);
    [PageUrl::Glossary, PageUrl::About, PageUrl::Accessibility].into_iter().chain(years)
}
