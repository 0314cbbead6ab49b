//! Every kind of page, each with its word in addresses. Words of levels come from the plan.

use std::fmt;

use crate::i18n::Lang;
use crate::plan::{Dataset, DepartmentId, FlagId, GroupId, LevelId, Plan, ProjectId, Year};

/// Makes the enum of pages from one table, and with it everything that has to name each of them: a kind of page
/// that is not in the table does not exist. What levels, their groups and marks are called comes from the plan.
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
        /// let level = PageUrl::Level(year, "policies".parse()?);
        /// assert_eq!(level.path(Lang::Ja), "/ja/2024/policies/");
        /// # Ok::<(), keikaku::plan::InvalidId>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum PageUrl {
            $($(#[$list_doc])* $list(Year),)+
            /// All groups of a level, with those below it.
            Level(Year, LevelId),
            /// One group.
            Group(Year, LevelId, GroupId),
            /// The projects with a mark, but for that of the priorities.
            Marked(Year, FlagId),
            $($(#[$item_doc])* $item(Year, $key),)+
            $($(#[$site_doc])* $site,)+
        }

        /// The pages that belong to no year.
        const OF_SITE: &[PageUrl] = &[$(PageUrl::$site,)+];

        /// The pages of a year whose words are the same in every plan, the overview first.
        const OF_YEAR: &[fn(Year) -> PageUrl] = &[$(PageUrl::$list,)+];

        impl PageUrl {
            /// Its word in addresses, none for the overview, and what stands behind it.
            fn words_of(&self) -> (&str, Option<&str>) {
                match self {
                    PageUrl::Level(_, level) => (level.as_str(), None),
                    PageUrl::Group(_, level, id) => (level.as_str(), Some(id.as_str())),
                    PageUrl::Marked(_, flag) => (flag.as_str(), None),
                    $(PageUrl::$site => ($site_word, None),)+
                    $(PageUrl::$list(_) => ($list_word, None),)+
                    $(PageUrl::$item(_, key) => ($item_word, Some(key.as_str())),)+
                }
            }

            /// The year of the page; `None` where it belongs to no year.
            #[must_use]
            pub const fn year(&self) -> Option<Year> {
                match self {
                    $(PageUrl::$site)|+ => None,
                    PageUrl::Level(year, _) | PageUrl::Group(year, ..) | PageUrl::Marked(year, _) => Some(*year),
                    $(PageUrl::$list(year))|+ | $(PageUrl::$item(year, _))|+ => Some(*year),
                }
            }

            /// The same page of another year.
            #[must_use]
            pub fn in_year(&self, other: Year) -> PageUrl {
                let mut page = self.clone();
                match &mut page {
                    $(PageUrl::$site)|+ => {}
                    PageUrl::Level(year, _) | PageUrl::Group(year, ..) | PageUrl::Marked(year, _) => *year = other,
                    $(PageUrl::$list(year))|+ | $(PageUrl::$item(year, _))|+ => *year = other,
                }
                page
            }

            /// Whether the plan has what the page is about, where that has a key of its own.
            fn has_item(&self, plan: &Plan) -> bool {
                match self {
                    $(PageUrl::$item(_, key) => {
                        let has: fn(&Plan, &$key) -> bool = $has;
                        has(plan, key)
                    })+
                    _ => true,
                }
            }

            /// Every page that is about one thing of the plan, but for groups.
            fn items_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
                let year = plan.year();
                let pages = std::iter::empty();
                $(
                    let all: fn(&Plan) -> Box<dyn Iterator<Item = $key> + '_> = $all;
                    let pages = pages.chain(all(plan).map(move |key| PageUrl::$item(year, key)));
                )+
                pages
            }

            /// The page about one thing of a year, by word and key.
            fn item(year: Year, word: &str, key: &str) -> Option<PageUrl> {
                match word {
                    $($item_word => Some(PageUrl::$item(year, key.parse().ok()?)),)+
                    word if OF_YEAR.iter().any(|page| page(year).words_of().0 == word) => None,
                    word => Some(PageUrl::Group(year, word.parse().ok()?, key.parse().ok()?)),
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
        /// Accessibility policy.
        Accessibility = "accessibility",
    }
    year {
        /// A year's plan at a glance.
        Overview = "",
        /// All projects.
        Projects = "projects",
        /// All departments.
        Departments = "departments",
        /// The priorities and the projects marked as such.
        Priorities = "priorities",
        /// The projects for which the document states no amount.
        NoAmount = "no-amount",
        /// Where every search form leads.
        Search = "search",
        /// How the totals add up.
        Sums = "sums",
        /// The plan as data to take away.
        Data = "data",
    }
    item {
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

    /// The page as it is in that data: what was taken for a level may be a mark.
    pub(crate) fn within(self, dataset: &Dataset) -> PageUrl {
        let PageUrl::Level(year, id) = &self else { return self };
        let plan = dataset.plans.get(year);
        let is_mark = |plan: &Plan| plan.level(id.as_str()).is_none() && plan.flag(id.as_str()).is_some();
        match id.as_str().parse() {
            Ok(flag) if plan.is_some_and(|plan| is_mark(plan)) => PageUrl::Marked(*year, flag),
            _ => self,
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
            PageUrl::Priorities(_) => plan.about().priorities.is_some(),
            PageUrl::NoAmount(_) => plan.total().without_amount > 0,
            PageUrl::Marked(_, id) => {
                let flag = plan.flag(id.as_str()).filter(|flag| plan.flag_of_priorities() != Some(*flag));
                flag.is_some_and(|flag| plan.marked(flag).next().is_some())
            }
            _ => self.has_item(plan),
        }
    }

    /// Every page of the site, the newest year first; lists before single items.
    pub fn all(dataset: &Dataset) -> impl Iterator<Item = PageUrl> {
        let of_site = Self::of_site(dataset);
        of_site.chain(dataset.plans.values().rev().flat_map(|plan| Self::all_of(plan)))
    }

    /// The pages that belong to no year.
    pub(crate) fn of_site(dataset: &Dataset) -> impl Iterator<Item = PageUrl> {
        OF_SITE.iter().filter(|page| Lang::ALL.into_iter().any(|lang| page.exists(dataset, lang))).cloned()
    }

    /// The overview and the lists of a year that every page leads to.
    pub(crate) fn lists_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
        let year = plan.year();
        let lists = OF_YEAR.iter().map(move |page| page(year));
        let levels = plan.levels().iter().map(move |level| PageUrl::Level(year, level.id.clone()));
        let lists = lists.clone().take(1).chain(levels).chain(lists.skip(1));
        lists.filter(|page| page.is_in(plan) && !matches!(page, PageUrl::NoAmount(_) | PageUrl::Search(_)))
    }

    /// The projects that have something in common: a mark, or that no amount is stated.
    pub(crate) fn collections_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
        let year = plan.year();
        let marked = (0..plan.flags().len()).filter_map(|flag| Self::of_flag(plan, flag));
        let marked = marked.filter(|page| matches!(page, PageUrl::Marked(..)));
        marked.chain([PageUrl::NoAmount(year)]).filter(|page| page.is_in(plan))
    }

    /// The page of the projects with the mark in that place.
    pub(crate) fn of_flag(plan: &Plan, flag: usize) -> Option<PageUrl> {
        match plan.flag_of_priorities() {
            Some(own) if own == flag => Some(PageUrl::Priorities(plan.year())),
            _ => Some(PageUrl::Marked(plan.year(), plan.flags().get(flag)?.column.parse().ok()?)),
        }
    }

    fn all_of(plan: &Plan) -> impl Iterator<Item = PageUrl> {
        let year = plan.year();
        let groups = plan.levels().iter().enumerate().flat_map(move |(level, own)| {
            plan.groups_on(level).map(move |group| PageUrl::Group(year, own.id.clone(), group.id.clone()))
        });
        let search = std::iter::once(PageUrl::Search(year));
        Self::lists_of(plan)
            .chain(search)
            .chain(Self::collections_of(plan))
            .chain(groups)
            .chain(Self::items_of(plan))
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
        let pages = OF_SITE.iter().cloned().chain(OF_YEAR.iter().map(|page| page(plan.year())));
        let words = pages.map(|page| page.words_of().0.to_owned()).filter(|word| !word.is_empty());
        let levels = plan.levels().iter().map(|level| level.id.to_string());
        words.chain(levels).chain(plan.flags().iter().map(|flag| flag.column.clone())).collect()
    }

    /// The page whose address, after the language, has these segments. A word that no page has by itself is
    /// taken for that of a level: only the data tells whether it is that of a mark.
    pub(super) fn of(segments: &[&str]) -> Option<PageUrl> {
        let (year, word, key) = match *segments {
            [word] => match OF_SITE.iter().find(|page| page.words_of().0 == word) {
                Some(page) => return Some(page.clone()),
                None => return Some(PageUrl::Overview(word.parse().ok()?)),
            },
            [_, ""] => return None,
            [year, word] => (year.parse().ok()?, word, None),
            [year, word, key] => (year.parse().ok()?, word, Some(key)),
            _ => return None,
        };
        let Some(key) = key else {
            let list = OF_YEAR.iter().map(|page| page(year)).find(|page| page.words_of().0 == word);
            return list.or_else(|| Some(PageUrl::Level(year, word.parse().ok()?)));
        };
        Self::item(year, word, key)
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
        let (word, key) = self.words_of();
        let words = [Some(word).filter(|word| !word.is_empty()), key];
        words.into_iter().flatten().try_for_each(|word| write!(f, "{word}/"))
    }
}
