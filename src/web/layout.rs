//! The frame around every page: head, header, breadcrumbs, footer.

use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::paging::Paging;
use super::state::Snapshot;
use super::urls::{self, PageUrl};
use crate::i18n::{Labels, Lang, Text, day, fiscal_year, fiscal_year_short};
use crate::plan::{Plan, Site};

/// What a page says of itself.
pub(crate) struct Page {
    /// `None` on an error page.
    pub(crate) url: Option<PageUrl>,
    pub(crate) title: String,
    pub(crate) description: String,
}

/// A link with its words.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

/// A link of the main navigation.
pub(crate) struct NavLink {
    pub(crate) href: String,
    pub(crate) text: String,
    /// The page itself, or one below it.
    pub(crate) current: Option<&'static str>,
}

/// The same page in another language.
pub(crate) struct Alternate {
    pub(crate) lang: Lang,
    pub(crate) href: String,
    pub(crate) absolute: String,
}

/// Everything the layout needs, in one field of every page.
pub(crate) struct PageContext<'a> {
    pub(crate) lang: Lang,
    pub(crate) t: &'a Labels,
    pub(crate) site: &'a Site,
    /// The plan of the page's year; the newest on pages without one.
    pub(crate) plan: &'a Plan,
    pub(crate) page: Page,
    pub(crate) crumbs: Vec<Link>,
    snapshot: &'a Snapshot,
}

impl<'a> PageContext<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, lang: Lang, page: Page) -> Self {
        let year = page.url.as_ref().and_then(PageUrl::year);
        let plan =
            year.and_then(|year| snapshot.dataset.plans.get(&year)).unwrap_or_else(|| snapshot.newest());
        let t = snapshot.labels(lang);
        let mut context =
            Self { lang, t, site: &snapshot.dataset.site, plan, page, crumbs: Vec::new(), snapshot };
        if !matches!(context.page.url, Some(PageUrl::Overview(_))) {
            context.crumbs.push(Link { href: context.home(), text: context.year_short() });
        }
        context
    }

    /// The same frame with its title and description, which often need the frame to be written.
    pub(crate) fn titled(mut self, title: String, description: String) -> Self {
        self.page.title = title;
        self.page.description = description;
        self
    }

    /// The same frame for one part of a long list: the title says which.
    pub(crate) fn part(mut self, paging: Paging) -> Self {
        if let Some(position) = paging.position().filter(|_| !paging.is_first()) {
            self.page.title = format!("{} ({position})", self.page.title);
        }
        self
    }

    /// Adds a page between the overview and this one to the breadcrumbs.
    pub(crate) fn under(mut self, url: &PageUrl, text: impl Into<String>) -> Self {
        self.crumbs.push(Link { href: url.path(self.lang), text: text.into() });
        self
    }

    pub(crate) fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    pub(crate) fn home(&self) -> String {
        PageUrl::Overview(self.plan.year()).path(self.lang)
    }

    pub(crate) fn year(&self) -> String {
        fiscal_year(self.lang, self.plan.year().get())
    }

    pub(crate) fn year_short(&self) -> String {
        fiscal_year_short(self.lang, self.plan.year().get())
    }

    pub(crate) fn site_name(&self) -> String {
        self.t.site.name(self.text(&self.plan.about().issuer))
    }

    /// The title of the window: the page, the year, the site.
    pub(crate) fn full_title(&self) -> String {
        format!("{} | {} | {}", self.page.title, self.year_short(), self.site_name())
    }

    pub(crate) fn stylesheet(&self) -> &str {
        &self.snapshot.assets.stylesheet.path
    }

    pub(crate) fn icon(&self) -> &str {
        &self.snapshot.assets.icon.path
    }

    pub(crate) fn is_translation(&self) -> bool {
        self.lang != Lang::ORIGINAL
    }

    pub(crate) fn canonical(&self) -> Option<String> {
        let url = self.page.url.as_ref()?;
        Some(format!("{}{}", self.site.base_url, url.path(self.lang)))
    }

    /// This page in every language; from an error page, the front pages.
    pub(crate) fn alternates(&self) -> Vec<Alternate> {
        Lang::ALL.into_iter().map(|lang| self.alternate(lang)).collect()
    }

    /// This page in the other languages, for the switch.
    pub(crate) fn others(&self) -> Vec<Alternate> {
        self.lang.others().map(|lang| self.alternate(lang)).collect()
    }

    fn alternate(&self, lang: Lang) -> Alternate {
        let href = self.page.url.as_ref().map_or_else(|| urls::home(lang), |url| url.path(lang));
        Alternate { lang, absolute: format!("{}{href}", self.site.base_url), href }
    }

    pub(crate) fn nav(&self) -> Vec<NavLink> {
        let (year, t) = (self.plan.year(), &self.t.nav);
        let links = [
            (PageUrl::Overview(year), &t.overview),
            (PageUrl::Directions(year), &t.directions),
            (PageUrl::Projects(year), &t.projects),
            (PageUrl::Departments(year), &t.departments),
            (PageUrl::Priorities(year), &t.priorities),
            (PageUrl::Sums(year), &t.sums),
        ];
        links.into_iter().map(|(url, text)| self.nav_link(&url, text)).collect()
    }

    pub(crate) fn footer_nav(&self) -> Vec<NavLink> {
        let t = &self.t.nav;
        let links = [
            (PageUrl::Glossary, &t.glossary),
            (PageUrl::About, &t.about),
            (PageUrl::Accessibility, &t.accessibility),
        ];
        links.into_iter().map(|(url, text)| self.nav_link(&url, text)).collect()
    }

    fn nav_link(&self, url: &PageUrl, text: &str) -> NavLink {
        let current = self.page.url.as_ref().and_then(|here| {
            let above = match here {
                PageUrl::Direction(year, _) | PageUrl::Initiative(year, _) => PageUrl::Directions(*year),
                PageUrl::Project(year, _) => PageUrl::Projects(*year),
                PageUrl::Department(year, _) => PageUrl::Departments(*year),
                other => other.clone(),
            };
            if here == url { Some("page") } else { (above == *url).then_some("true") }
        });
        NavLink { href: url.path(self.lang), text: text.to_owned(), current }
    }

    /// The years other than this one, where there are several.
    pub(crate) fn other_years(&self) -> Vec<Link> {
        let years = self.snapshot.dataset.plans.keys().rev().filter(|year| **year != self.plan.year());
        years
            .map(|year| Link {
                href: PageUrl::Overview(*year).path(self.lang),
                text: fiscal_year_short(self.lang, year.get()),
            })
            .collect()
    }

    pub(crate) fn source(&self) -> String {
        let about = self.plan.about();
        self.t.site.source(
            self.text(&about.issuer),
            self.text(&about.plan),
            self.text(&about.title),
            self.text(&about.issued),
        )
    }

    pub(crate) fn as_of(&self) -> String {
        let date = self.plan.about().as_of;
        self.t.site.as_of(day(self.lang, (date.year, date.month, date.day)))
    }

    /// Whether the city runs the site or not, in a sentence.
    pub(crate) fn standing(&self) -> String {
        let issuer = self.text(&self.plan.about().issuer);
        if self.site.official { self.t.site.official(issuer) } else { self.t.site.unofficial(issuer) }
    }

    pub(crate) fn operator(&self) -> Option<String> {
        self.site.operator.as_ref().map(|operator| self.t.site.operator(self.text(operator)))
    }

    /// Where to write to, as a link.
    pub(crate) fn contact(&self) -> Option<Link> {
        let contact = self.site.contact.as_ref()?;
        Some(Link { href: contact.href(), text: contact.to_string() })
    }
}

/// What kind of file a page is.
pub(crate) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// A rendered page as an answer.
pub(crate) fn html(template: &impl Template) -> Result<Response, super::error::PageError> {
    Ok(([(header::CONTENT_TYPE, HTML)], template.render()?).into_response())
}

/// What a page handler returns.
pub(crate) type PageResult = Result<Response, super::error::PageError>;
