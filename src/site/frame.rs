//! The frame around every page: head, header, breadcrumbs, footer.

use super::Snapshot;
use super::components::{Link, Subject, identity};
use super::urls::{Address, FileUrl, Lead, Order, PageUrl, Part, View};
use crate::i18n::{Labels, Lang, Text, day, fiscal_year, fiscal_year_short};
use crate::plan::{Group, Plan, Site, Unit};

/// A page above this one.
pub(crate) struct Crumb {
    pub(crate) href: String,
    pub(crate) text: String,
    /// The rest of its name, where there is room.
    pub(crate) rest: Option<String>,
}

impl Crumb {
    /// Its whole name.
    pub(crate) fn name(&self) -> String {
        self.rest.as_ref().map_or_else(|| self.text.clone(), |rest| format!("{} {rest}", self.text))
    }
}

/// The same page in another language.
pub(crate) struct Alternate {
    pub(crate) lang: Lang,
    pub(crate) href: String,
    pub(crate) absolute: String,
}

/// Everything the layout needs, in one field of every page. What is shown between header and footer is
/// made of components and does not belong here.
pub(crate) struct Frame<'a> {
    pub(crate) lang: Lang,
    pub(crate) t: &'a Labels,
    pub(crate) site: &'a Site,
    /// The plan of the page's year; the newest on pages without one.
    pub(crate) plan: &'a Plan,
    /// Heading and first part of the window's title.
    pub(crate) title: String,
    /// The page in a sentence, for search engines.
    pub(crate) description: String,
    pub(crate) crumbs: Vec<Crumb>,
    /// What the page is called as the last of its breadcrumbs, where that is not its title.
    pub(crate) here: Option<String>,
    /// The class of the colour of the outermost group that the page belongs to.
    pub(crate) identity: Option<&'static str>,
    /// `None` on the page of a problem, which has no address of its own.
    address: Option<Address>,
    /// What the page answers: its address has it behind a question mark.
    query: String,
    /// The words that are looked for.
    pub(crate) sought: String,
    snapshot: &'a Snapshot,
}

impl<'a> Frame<'a> {
    /// The frame of a page, still without title and description.
    pub(crate) fn new(snapshot: &'a Snapshot, lang: Lang, page: Option<(PageUrl, View)>) -> Self {
        let year = page.as_ref().and_then(|(page, _)| page.year());
        let plan = year.and_then(|year| snapshot.dataset.plans.get(&year)).map(AsRef::as_ref);
        let plan = plan.unwrap_or_else(|| snapshot.newest(lang));
        Self {
            lang,
            t: snapshot.labels(lang),
            site: &snapshot.dataset.site,
            plan,
            title: String::new(),
            description: String::new(),
            crumbs: Vec::new(),
            here: None,
            identity: None,
            address: page.map(|(page, view)| Address::Page(page, view)),
            query: String::new(),
            sought: String::new(),
            snapshot,
        }
    }

    /// The same frame with its title and description. One part of a long list says which it is.
    pub(crate) fn titled(mut self, title: impl Into<String>, description: String) -> Self {
        self.title = title.into();
        self.description = description;
        let Some(Address::Page(page, View { order, part })) = &self.address else { return self };
        if *order == Order::Amount {
            self.title = self.t.rows.title_by_amount(self.title);
            self.description = self.t.rows.description_by_amount(self.description);
        }
        if *part != Part::FIRST {
            self.title =
                format!("{} ({} / {})", self.title, part.number(), self.snapshot.parts(page, *order));
        }
        self
    }

    /// The frame of a page that answers a query in its one form.
    pub(crate) fn asked(self, query: String, sought: &str) -> Self {
        Self { query, sought: sought.to_owned(), ..self }
    }

    /// Whether the page answers a query: crawlers need not keep it.
    pub(crate) fn is_answer(&self) -> bool {
        !self.query.is_empty()
    }

    /// Whether the page has the form that narrows a list, to which the field of the header then belongs.
    pub(crate) fn narrows(&self) -> bool {
        let is_list = matches!(self.page(), Some(PageUrl::Projects(_))) && self.view().part == Part::FIRST;
        self.is_answer() || is_list
    }

    /// An address of the page, with the query that it answers.
    fn with_query(&self, address: String) -> String {
        if self.query.is_empty() { address } else { format!("{address}?{}", self.query) }
    }

    /// Where the search form leads.
    pub(crate) fn search(&self) -> String {
        self.href(&PageUrl::Search(self.plan.year()))
    }

    /// Adds a page between the overview and this one to the breadcrumbs.
    pub(crate) fn under(mut self, url: &PageUrl, text: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { href: self.href(url), text: text.into(), rest: None });
        self
    }

    /// Adds the index page of groups to the breadcrumbs, and then the groups, the outermost first.
    pub(crate) fn under_groups(mut self, groups: &[&Group], level: usize) -> Self {
        let outermost = groups.first().map_or(level, |group| group.level);
        let index = PageUrl::index_of(self.plan, outermost);
        if let (PageUrl::Level(..), Some(text)) = (&index, self.label(&index)) {
            self = self.under(&index, text);
        }
        self.below(groups)
    }

    /// Gives the page the colour of the outermost group in that place.
    pub(crate) fn identified(self, outermost: usize) -> Self {
        Self { identity: Some(identity(outermost)), ..self }
    }

    /// Adds groups to the breadcrumbs, the outermost first.
    pub(crate) fn below(mut self, groups: &[&Group]) -> Self {
        for group in groups {
            let text = self.plan.level_of(group).numbered(self.lang, &group.number);
            let rest = Some(group.name.get(self.lang).to_owned());
            self.crumbs.push(Crumb { href: group.href(&self), text, rest });
        }
        self
    }

    /// The page as the last of its breadcrumbs.
    pub(crate) fn here(&self) -> &str {
        self.here.as_deref().unwrap_or(&self.title)
    }

    /// Which page it is; `None` for the page of a problem.
    pub(crate) fn page(&self) -> Option<&PageUrl> {
        match &self.address {
            Some(Address::Page(page, _)) => Some(page),
            _ => None,
        }
    }

    /// What of its list the page shows.
    pub(crate) fn view(&self) -> View {
        match &self.address {
            Some(Address::Page(_, view)) => *view,
            _ => View::FIRST,
        }
    }

    pub(crate) fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    pub(crate) fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.lang)
    }

    /// Whether the page shows a translation of a text.
    pub(crate) fn translates(&self, text: &Text) -> bool {
        self.is_translation() && text.has(self.lang)
    }

    /// What the unit of the plan's amounts is called.
    pub(crate) fn unit(&self) -> &'a str {
        match self.plan.unit() {
            Unit::Yen => &self.t.unit.yen,
            Unit::ThousandYen => &self.t.unit.thousand_yen,
            Unit::MillionYen => &self.t.unit.million_yen,
        }
    }

    /// Whether the page is of a year that is not published yet.
    pub(crate) fn is_draft(&self) -> bool {
        self.page().is_some_and(|page| page.year().is_some()) && self.plan.is_draft()
    }

    /// The address of a page in this language, for a link.
    pub(crate) fn href(&self, page: &PageUrl) -> String {
        self.snapshot.href(&page.path(self.lang))
    }

    /// The address of a file, for a link.
    pub(crate) fn file(&self, file: &FileUrl) -> String {
        self.snapshot.href(&file.to_string())
    }

    /// The whole public address of what leads to a page, to be printed.
    pub(crate) fn absolute(&self, lead: Lead) -> String {
        self.snapshot.absolute(&Address::Lead(lead).path(self.lang))
    }

    /// Where the standing of the site is explained.
    pub(crate) fn about(&self) -> String {
        self.href(&PageUrl::About)
    }

    pub(crate) fn home(&self) -> String {
        self.href(&PageUrl::Overview(self.plan.year()))
    }

    pub(crate) fn year(&self) -> String {
        fiscal_year(self.lang, self.plan.year().get())
    }

    pub(crate) fn year_short(&self) -> String {
        fiscal_year_short(self.lang, self.plan.year().get())
    }

    /// Which version of the year's data it is.
    pub(crate) fn data_version(&self) -> String {
        self.snapshot.version(self.plan).to_string()
    }

    pub(crate) fn site_name(&self) -> String {
        let about = self.plan.about();
        let name = about.site_name.as_ref().map(|name| self.text(name).to_owned());
        name.unwrap_or_else(|| self.t.site.name(self.text(&about.issuer)))
    }

    /// The title of the window: the page, the year where it has one and does not say so, the site.
    pub(crate) fn full_title(&self) -> String {
        let year = self.year_short();
        let has_year = self.page().is_some_and(|page| page.year().is_some());
        let year = (has_year && !self.title.contains(&year)).then_some(year);
        [Some(self.title.clone()), year, Some(self.site_name())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" | ")
    }

    pub(crate) fn stylesheet(&self) -> String {
        self.file(&FileUrl::Asset(self.snapshot.assets.stylesheet.name.clone()))
    }

    pub(crate) fn print_stylesheet(&self) -> String {
        self.file(&FileUrl::Asset(self.snapshot.assets.print.name.clone()))
    }

    pub(crate) fn icon(&self) -> String {
        self.file(&FileUrl::Asset(self.snapshot.assets.icon.name.clone()))
    }

    pub(crate) fn is_translation(&self) -> bool {
        self.lang != Lang::ORIGINAL
    }

    /// The one public address of the page.
    pub(crate) fn canonical(&self) -> Option<String> {
        let address = self.address.as_ref()?;
        Some(self.with_query(self.snapshot.absolute(&address.path(self.lang))))
    }

    /// This page in every language that has it; from the page of a problem, the front pages.
    pub(crate) fn alternates(&self) -> Vec<Alternate> {
        let address = self.address.as_ref().unwrap_or(&Address::Lead(Lead::Home));
        let alternate = |lang| {
            let path = address.path(lang);
            let (href, absolute) = (self.snapshot.href(&path), self.snapshot.absolute(&path));
            Alternate { lang, href: self.with_query(href), absolute: self.with_query(absolute) }
        };
        address.langs(&self.snapshot.dataset).map(alternate).collect()
    }

    /// This page in the other languages, for the switch.
    pub(crate) fn others(&self) -> Vec<Alternate> {
        self.alternates().into_iter().filter(|other| other.lang != self.lang).collect()
    }

    /// The years other than this one, where there are several.
    pub(crate) fn other_years(&self) -> Vec<Link> {
        let years = self.plans().map(Plan::year).filter(|year| *year != self.plan.year());
        years
            .map(|year| Link {
                href: self.href(&PageUrl::Overview(year)),
                text: fiscal_year_short(self.lang, year.get()),
            })
            .collect()
    }

    /// On a page of an older year: a link to the same page of the newest, or to that year's overview.
    pub(crate) fn newer(&self) -> Option<Link> {
        let (page, newest) = (self.page()?, self.snapshot.newest(self.lang));
        let older = page.year().is_some_and(|year| year < newest.year());
        let same =
            Some(page.in_year(newest.year())).filter(|page| page.exists(&self.snapshot.dataset, self.lang));
        let year = fiscal_year_short(self.lang, newest.year().get());
        older.then(|| match same {
            Some(same) => Link { href: self.href(&same), text: self.t.site.newer_same(year) },
            None => Link {
                href: self.href(&PageUrl::Overview(newest.year())),
                text: self.t.site.newer_overview(year),
            },
        })
    }

    /// Where what the page says is from, and of which day it is: of its year, or of every year where the
    /// page belongs to none.
    pub(crate) fn sources(&self) -> Vec<[String; 2]> {
        let of = |plan: &'a Plan| {
            let (about, t) = (plan.about(), &self.t.site);
            let date = about.as_of;
            let source = t.source(
                self.text(&about.issuer),
                self.text(&about.plan),
                self.text(&about.title),
                self.text(&about.issued),
            );
            [source, t.as_of(day(self.lang, (date.year, date.month, date.day)))]
        };
        match self.page() {
            Some(page) if page.year().is_none() => self.plans().map(of).collect(),
            _ => vec![of(self.plan)],
        }
    }

    /// The plan of every year that has this language, the newest first.
    pub(crate) fn plans(&self) -> impl Iterator<Item = &'a Plan> {
        let (plans, lang) = (self.snapshot.dataset.plans.values().rev(), self.lang);
        plans.map(AsRef::as_ref).filter(move |plan: &&Plan| plan.speaks(lang))
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
