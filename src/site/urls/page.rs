//! Every kind of page, each defined once.

use std::fmt;

use crate::i18n::Lang;
use crate::plan::{Dataset, DepartmentId, Number, Plan, ProjectId, Year};

/// Makes the enum of pages from one table, and with it everything that has to name each of them: how an
/// address is written and read, the year of a page, which pages there are, and the words of addresses.
macro_rules! pages {
    (
        site { $($(#[$site_doc:meta])* $site:ident = $site_word:literal,)+ }
        year { $($(#[$list_doc:meta])* $list:ident = $list_word:literal,)+ }
        item { $($(#[$item_doc:meta])* $item:ident($key:ty) = $item_word:literal, all $all:expr, has $has:expr;)+ }
    ) => {
        /// A page, whatever the language.
        ///
        /// ```
        /// use keikaku::{i18n::Lang, site::PageUrl};
        /// let year = "2024".parse()?;
        /// assert_eq!(PageUrl::Projects(year).path(Lang::En), "/en/2024/projects/");
        /// # Ok::<(), keikaku::plan::InvalidId>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum PageUrl {
            $($(#[$list_doc])* $list(Year),)+
            $($(#[$item_doc])* $item(Year, $key),)+
            $($(#[$site_doc])* $site,)+
        }

        impl PageUrl {
            /// The words that addresses of pages are made of.
            pub(crate) const WORDS: &[&str] = &[$($site_word,)+ $($list_word,)+ $($item_word,)+];

            /// Every page of the site, the newest year first; lists before single items.
            pub fn all(dataset: &Dataset) -> impl Iterator<Item = PageUrl> {
                Self::of_site().chain(dataset.plans.values().rev().flat_map(Self::all_of))
            }

            /// The pages that belong to no year.
            pub(crate) fn of_site() -> impl Iterator<Item = PageUrl> {
                [$(PageUrl::$site,)+].into_iter()
            }

            /// The overview and the lists of a year.
            pub(crate) fn lists_of(year: Year) -> impl Iterator<Item = PageUrl> {
                [$(PageUrl::$list(year),)+].into_iter()
            }

            fn all_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
                let year = plan.year();
                let pages = Self::lists_of(year);
                $(
                    let all: fn(&Plan) -> Box<dyn Iterator<Item = $key> + '_> = $all;
                    let pages = pages.chain(all(plan).map(move |key| PageUrl::$item(year, key)));
                )+
                pages
            }

            /// Whether the data has what the page is about.
            #[must_use]
            pub fn exists(&self, dataset: &Dataset) -> bool {
                match self {
                    $(PageUrl::$site)|+ => true,
                    $(PageUrl::$list(year))|+ => dataset.plans.contains_key(year),
                    $(PageUrl::$item(year, key) => dataset.plans.get(year).is_some_and(|plan| {
                        let has: fn(&Plan, &$key) -> bool = $has;
                        has(plan, key)
                    }),)+
                }
            }

            /// The year of the page; `None` where it belongs to no year.
            #[must_use]
            pub const fn year(&self) -> Option<Year> {
                match self {
                    $(PageUrl::$site)|+ => None,
                    $(PageUrl::$list(year))|+ | $(PageUrl::$item(year, _))|+ => Some(*year),
                }
            }

            /// The same page of another year.
            #[must_use]
            pub fn in_year(&self, year: Year) -> PageUrl {
                match self {
                    $(PageUrl::$site => PageUrl::$site,)+
                    $(PageUrl::$list(_) => PageUrl::$list(year),)+
                    $(PageUrl::$item(_, key) => PageUrl::$item(year, key.clone()),)+
                }
            }

            /// The page whose address, after the language, has these segments.
            pub(super) fn of(segments: &[&str]) -> Option<PageUrl> {
                let (year, word, key) = match *segments {
                    $([$site_word] => return Some(PageUrl::$site),)+
                    [year] => (year, "", None),
                    [_, ""] => return None,
                    [year, word] => (year, word, None),
                    [year, word, key] => (year, word, Some(key)),
                    _ => return None,
                };
                let year = year.parse().ok()?;
                match (word, key) {
                    $(($list_word, None) => Some(PageUrl::$list(year)),)+
                    $(($item_word, Some(key)) => Some(PageUrl::$item(year, key.parse().ok()?)),)+
                    _ => None,
                }
            }
        }

        /// The part of the path after the language.
        impl fmt::Display for PageUrl {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(PageUrl::$site => f.write_str(concat!($site_word, "/")),)+
                    $(PageUrl::$list(year) if $list_word.is_empty() => write!(f, "{year}/"),)+
                    $(PageUrl::$list(year) => write!(f, concat!("{}/", $list_word, "/"), year),)+
                    $(PageUrl::$item(year, key) => write!(f, concat!("{}/", $item_word, "/{}/"), year, key),)+
                }
            }
        }
    };
}

pages! {
    site {
        /// Terms in plain words.
        Glossary = "glossary",
        /// Source and method.
        About = "about",
        /// Accessibility policy and test results.
        Accessibility = "accessibility",
    }
    year {
        /// A year's plan at a glance.
        Overview = "",
        /// All directions with their initiatives.
        Directions = "directions",
        /// All projects.
        Projects = "projects",
        /// All departments.
        Departments = "departments",
        /// The priorities and the priority projects.
        Priorities = "priorities",
        /// How the totals add up.
        Sums = "sums",
    }
    item {
        /// One direction.
        Direction(Number) = "directions",
            all |plan| Box::new(plan.directions().iter().map(|direction| direction.number)),
            has |plan, number| plan.direction(*number).is_some();
        /// One initiative.
        Initiative(Number) = "initiatives",
            all |plan| Box::new(plan.initiatives().iter().map(|initiative| initiative.number)),
            has |plan, number| plan.initiative(*number).is_some();
        /// One department.
        Department(DepartmentId) = "departments",
            all |plan| Box::new(plan.departments().iter().map(|department| department.id.clone())),
            has |plan, id| plan.department(id.as_str()).is_some();
        /// One project.
        Project(ProjectId) = "projects",
            all |plan| Box::new(plan.projects().iter().map(|project| project.id.clone())),
            has |plan, id| plan.project(id.as_str()).is_some();
    }
}

impl PageUrl {
    /// The path of the page, or of the first part of a long list; it begins and ends with a slash.
    #[must_use]
    pub fn path(&self, lang: Lang) -> String {
        format!("/{lang}/{self}")
    }
}
