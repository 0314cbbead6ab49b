//! Every kind of page, each with its word in addresses. Words of levels come from the plan.

use std::fmt;

use crate::i18n::Lang;
use crate::plan::{Dataset, DepartmentId, GroupId, LevelId, Plan, ProjectId, Year};

/// A page, whatever the language.
///
/// ```
/// use keikaku::{i18n::Lang, site::PageUrl};
/// let year = "2024".parse()?;
/// assert_eq!(PageUrl::Projects(year).path(Lang::En), "/en/2024/projects/");
/// let level = PageUrl::Level(year, "policies".parse()?);
/// assert_eq!(level.path(Lang::Ja), "/ja/2024/policies/");
/// # Ok::<(), keikaku::plan::InvalidId>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageUrl {
    /// A year's plan at a glance.
    Overview(Year),
    /// All groups of a level, with those below it.
    Level(Year, LevelId),
    /// All projects.
    Projects(Year),
    /// All departments.
    Departments(Year),
    /// The priorities and the projects marked as such.
    Priorities(Year),
    /// How the totals add up.
    Sums(Year),
    /// One group.
    Group(Year, LevelId, GroupId),
    /// One department.
    Department(Year, DepartmentId),
    /// One project.
    Project(Year, ProjectId),
    /// Terms in plain words.
    Glossary,
    /// Source and method.
    About,
    /// Accessibility policy.
    Accessibility,
}

/// The pages that belong to no year.
const OF_SITE: [PageUrl; 3] = [PageUrl::Glossary, PageUrl::About, PageUrl::Accessibility];

/// The pages of a year whose words are the same in every plan, the overview first.
const OF_YEAR: [fn(Year) -> PageUrl; 5] =
    [PageUrl::Overview, PageUrl::Projects, PageUrl::Departments, PageUrl::Priorities, PageUrl::Sums];

impl PageUrl {
    /// Its word in addresses; none for the overview.
    fn word(&self) -> &str {
        match self {
            PageUrl::Overview(_) => "",
            PageUrl::Level(_, level) | PageUrl::Group(_, level, _) => level.as_str(),
            PageUrl::Projects(_) | PageUrl::Project(..) => "projects",
            PageUrl::Departments(_) | PageUrl::Department(..) => "departments",
            PageUrl::Priorities(_) => "priorities",
            PageUrl::Sums(_) => "sums",
            PageUrl::Glossary => "glossary",
            PageUrl::About => "about",
            PageUrl::Accessibility => "accessibility",
        }
    }

    /// What its address has after the word.
    fn key(&self) -> Option<&str> {
        match self {
            PageUrl::Group(_, _, id) => Some(id.as_str()),
            PageUrl::Department(_, id) => Some(id.as_str()),
            PageUrl::Project(_, id) => Some(id.as_str()),
            _ => None,
        }
    }

    /// The year of the page; `None` where it belongs to no year.
    #[must_use]
    pub const fn year(&self) -> Option<Year> {
        match self {
            PageUrl::Overview(year)
            | PageUrl::Level(year, _)
            | PageUrl::Projects(year)
            | PageUrl::Departments(year)
            | PageUrl::Priorities(year)
            | PageUrl::Sums(year)
            | PageUrl::Group(year, ..)
            | PageUrl::Department(year, _)
            | PageUrl::Project(year, _) => Some(*year),
            PageUrl::Glossary | PageUrl::About | PageUrl::Accessibility => None,
        }
    }

    /// The same page of another year.
    #[must_use]
    pub fn in_year(&self, other: Year) -> PageUrl {
        let mut page = self.clone();
        match &mut page {
            PageUrl::Overview(year)
            | PageUrl::Level(year, _)
            | PageUrl::Projects(year)
            | PageUrl::Departments(year)
            | PageUrl::Priorities(year)
            | PageUrl::Sums(year)
            | PageUrl::Group(year, ..)
            | PageUrl::Department(year, _)
            | PageUrl::Project(year, _) => *year = other,
            PageUrl::Glossary | PageUrl::About | PageUrl::Accessibility => {}
        }
        page
    }

    /// Whether there is the page in that language.
    #[must_use]
    pub fn exists(&self, dataset: &Dataset, lang: Lang) -> bool {
        match self.year() {
            Some(year) => {
                let plan = dataset.plans.get(&year);
                plan.is_some_and(|plan| plan.speaks(lang) && self.is_in(plan))
            }
            None => dataset.speaks(lang) && (*self != PageUrl::Glossary || !dataset.terms.is_empty()),
        }
    }

    /// Whether the plan has what the page is about.
    fn is_in(&self, plan: &Plan) -> bool {
        match self {
            PageUrl::Level(_, id) => {
                plan.level(id.as_str()).is_some_and(|level| plan.levels()[level].has_index)
            }
            PageUrl::Group(_, level, id) => {
                plan.level(level.as_str()).is_some_and(|level| plan.group_at(level, id.as_str()).is_some())
            }
            PageUrl::Department(_, id) => plan.department(id.as_str()).is_some(),
            PageUrl::Project(_, id) => plan.project(id.as_str()).is_some(),
            PageUrl::Priorities(_) => plan.about().priorities.is_some(),
            _ => true,
        }
    }

    /// Every page of the site, the newest year first; lists before single items.
    pub fn all(dataset: &Dataset) -> impl Iterator<Item = PageUrl> {
        let of_site = Self::of_site(dataset);
        of_site.chain(dataset.plans.values().rev().flat_map(|plan| Self::all_of(plan)))
    }

    /// The pages that belong to no year.
    pub(crate) fn of_site(dataset: &Dataset) -> impl Iterator<Item = PageUrl> {
        OF_SITE.into_iter().filter(|page| Lang::ALL.into_iter().any(|lang| page.exists(dataset, lang)))
    }

    /// The overview and the lists of a year.
    pub(crate) fn lists_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
        let year = plan.year();
        let [overview, rest @ ..] = OF_YEAR.map(|page| page(year));
        let levels = plan.levels().iter().map(move |level| PageUrl::Level(year, level.id.clone()));
        let lists = std::iter::once(overview).chain(levels).chain(rest);
        lists.filter(|page| page.is_in(plan))
    }

    fn all_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
        let year = plan.year();
        let groups = plan.levels().iter().enumerate().flat_map(move |(level, own)| {
            plan.groups_on(level).map(move |group| PageUrl::Group(year, own.id.clone(), group.id.clone()))
        });
        let departments = plan.departments().iter();
        let projects = plan.projects().iter();
        Self::lists_of(plan)
            .chain(groups)
            .chain(departments.map(move |department| PageUrl::Department(year, department.id.clone())))
            .chain(projects.map(move |project| PageUrl::Project(year, project.id.clone())))
    }

    /// The page that leads to the groups of a level: the index of the nearest level from it outwards that has
    /// one, else the overview.
    pub(crate) fn index_of(plan: &Plan, level: usize) -> PageUrl {
        let mut from_it = plan.levels().iter().take(level + 1).rev();
        match from_it.find(|level| level.has_index) {
            Some(level) => PageUrl::Level(plan.year(), level.id.clone()),
            None => PageUrl::Overview(plan.year()),
        }
    }

    /// The words that addresses of a plan's pages are made of.
    pub(crate) fn words(plan: &Plan) -> Vec<String> {
        let pages = OF_SITE.into_iter().chain(OF_YEAR.map(|page| page(plan.year())));
        let words = pages.map(|page| page.word().to_owned()).filter(|word| !word.is_empty());
        words.chain(plan.levels().iter().map(|level| level.id.to_string())).collect()
    }

    /// The page whose address, after the language, has these segments. A word that no page has by itself is
    /// that of a level.
    pub(super) fn of(segments: &[&str]) -> Option<PageUrl> {
        let (year, word, key) = match *segments {
            [word] => match OF_SITE.into_iter().find(|page| page.word() == word) {
                Some(page) => return Some(page),
                None => return Some(PageUrl::Overview(word.parse().ok()?)),
            },
            [year, word] => (year.parse().ok()?, word, None),
            [year, word, key] => (year.parse().ok()?, word, Some(key)),
            _ => return None,
        };
        let list = OF_YEAR.map(|page| page(year)).into_iter().find(|page| page.word() == word);
        match (list, key) {
            _ if word.is_empty() => None,
            (list @ Some(_), None) => list,
            (Some(PageUrl::Projects(_)), Some(key)) => Some(PageUrl::Project(year, key.parse().ok()?)),
            (Some(PageUrl::Departments(_)), Some(key)) => Some(PageUrl::Department(year, key.parse().ok()?)),
            (Some(_), Some(_)) => None,
            (None, None) => Some(PageUrl::Level(year, word.parse().ok()?)),
            (None, Some(key)) => Some(PageUrl::Group(year, word.parse().ok()?, key.parse().ok()?)),
        }
    }

    /// The path of the page, or of the first part of a long list; it begins and ends with a slash.
    #[must_use]
    pub fn path(&self, lang: Lang) -> String {
        format!("/{lang}/{self}")
    }
}

/// The part of the path after the language.
impl fmt::Display for PageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year() {
            write!(f, "{year}/")?;
        }
        let words = [Some(self.word()).filter(|word| !word.is_empty()), self.key()];
        words.into_iter().flatten().try_for_each(|word| write!(f, "{word}/"))
    }
}
