//! The navigation of header and footer, and what lists are called in it.

use super::components::{capitalised, level_heading, levels_shown};
use super::frame::Frame;
use super::urls::PageUrl;

/// A link of the main navigation.
pub(crate) struct NavLink {
    pub(crate) href: String,
    pub(crate) text: String,
    /// The same in fewer words, for a narrow window.
    pub(crate) short: Option<String>,
    /// Whether a narrow window has no room for it; the footer has it.
    pub(crate) is_minor: bool,
    /// The page itself (`page`), or one below it (`true`).
    pub(crate) current: Option<&'static str>,
}

impl Frame<'_> {
    /// The main navigation: every list of the year. What is for those who take the data away is in the footer.
    pub(crate) fn nav(&self) -> Vec<NavLink> {
        let lists = PageUrl::lists_of(self.plan).filter(|page| !matches!(page, PageUrl::Data(_)));
        lists.filter_map(|page| self.nav_link(&page)).collect()
    }

    /// The navigation of the footer: every list, the search, and every page without a year.
    pub(crate) fn footer_nav(&self) -> Vec<NavLink> {
        let search = std::iter::once(PageUrl::Search(self.plan.year()));
        let all = PageUrl::lists_of(self.plan).chain(search);
        let all = all.chain(PageUrl::of_site(&self.snapshot().dataset));
        all.filter_map(|page| self.nav_link(&page)).collect()
    }

    /// A page in the navigation; `None` for single items, which stand below a list.
    fn nav_link(&self, page: &PageUrl) -> Option<NavLink> {
        let here = self.page();
        let current = match here.map(|here| self.list_above(here)) {
            _ if here == Some(page) => Some("page"),
            Some(Some(list)) if list == *page => Some("true"),
            _ => None,
        };
        let (text, short) = (self.label(page)?, self.label_short(page));
        let is_minor =
            !self.t.nav.more.is_empty() && matches!(page, PageUrl::Priorities(_) | PageUrl::Sums(_));
        let short = short.filter(|short| *short != text);
        Some(NavLink { href: self.href(page), text, short, is_minor, current })
    }

    /// What a list is called where there is little room.
    fn label_short(&self, page: &PageUrl) -> Option<String> {
        let t = &self.t.nav;
        let short = match page {
            PageUrl::Level(_, level) => {
                let levels = levels_shown(self.plan, self.plan.level(level.as_str())?);
                return Some(capitalised(self.lang, levels.last()?.name.other.get(self.lang)));
            }
            PageUrl::Projects(_) => &t.projects_short,
            PageUrl::Departments(_) => &t.departments_short,
            PageUrl::Priorities(_) => &t.priorities_short,
            PageUrl::Sums(_) => &t.sums_short,
            _ => return None,
        };
        Some(short.clone())
    }

    /// The list in the navigation that an item stands below.
    fn list_above(&self, page: &PageUrl) -> Option<PageUrl> {
        match page {
            PageUrl::Group(_, level, _) => {
                Some(PageUrl::index_of(self.plan, self.plan.level(level.as_str())?))
            }
            PageUrl::Project(year, _) | PageUrl::Marked(year, _) | PageUrl::NoAmount(year) => {
                Some(PageUrl::Projects(*year))
            }
            PageUrl::Department(year, _) => Some(PageUrl::Departments(*year)),
            _ => None,
        }
    }

    /// What a list, or a page that belongs to no year, is called.
    pub(crate) fn label(&self, page: &PageUrl) -> Option<String> {
        let t = &self.t.nav;
        let label = match page {
            PageUrl::Overview(_) => &t.overview,
            PageUrl::Level(_, level) => return Some(level_heading(self, self.plan.level(level.as_str())?)),
            PageUrl::Projects(_) => &t.projects,
            PageUrl::Departments(_) => &t.departments,
            PageUrl::Priorities(_) => &t.priorities,
            PageUrl::Search(_) => &self.t.find.heading_page,
            PageUrl::Sums(_) => &t.sums,
            PageUrl::Data(_) => &t.data,
            PageUrl::NoAmount(_) => &self.t.terms.without_any,
            PageUrl::Marked(_, id) => {
                let flag = self.plan.flags().get(self.plan.flag(id.as_str())?)?;
                return Some(capitalised(self.lang, flag.name.other.get(self.lang)));
            }
            PageUrl::Glossary => &t.glossary,
            PageUrl::About => &t.about,
            PageUrl::Accessibility => &t.accessibility,
            PageUrl::Group(..) | PageUrl::Department(..) | PageUrl::Project(..) => return None,
        };
        Some(label.clone())
    }
}
