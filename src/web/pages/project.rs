//! One project, with everything the document says of it and what can be computed from that.

use askama::Template;

use crate::chart::Share;
use crate::i18n::{grouped, share, thousand_yen};
use crate::plan::{Listing, Project, ThousandYen, Total, paragraphs};
use crate::web::error::PageError;
use crate::web::layout::{Link, PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::{self, PageUrl};
use crate::web::view::{Neighbours, ProjectRow, original};

/// How many of the department's other projects are shown.
const SIBLINGS: usize = 5;

#[derive(Template)]
#[template(path = "pages/project.html")]
struct ProjectPage<'a> {
    page: PageContext<'a>,
    project: &'a Project,
    original: &'a Listing,
    places: Vec<Place>,
    shares: Vec<ShareBar>,
    departments: Vec<Link>,
    siblings: Vec<ProjectRow<'a>>,
    neighbours: Neighbours,
}

/// Where the project is listed.
struct Place {
    link: Link,
    reprint: bool,
}

/// The project's part of a larger sum.
struct ShareBar {
    title: String,
    percent: String,
    whole: String,
    bar: Share,
}

impl<'a> ProjectPage<'a> {
    fn new(page: PageContext<'a>, project: &'a Project, place: usize, original: &'a Listing) -> Self {
        let plan = page.plan;
        let places = plan.listings_for(project).filter_map(|listing| {
            let initiative = plan.initiative(listing.initiative)?;
            let text = page.t.project.listed_at(page.initiative_name(initiative), listing.number);
            let link = Link { href: page.initiative_href(initiative), text };
            Some(Place { link, reprint: listing.reprint })
        });
        let places = places.collect();
        let departments = plan.departments_of(project).map(|department| page.department_link(department));
        let departments = departments.collect();
        let siblings =
            plan.departments_of(project).take(1).flat_map(|department| plan.projects_of(department));
        let siblings = siblings.filter(|other| other.id != project.id).take(SIBLINGS);
        let siblings = siblings.map(|other| page.own_row(other)).collect();
        let all = plan.projects();
        let neighbours = Neighbours::of(all, place, |other| page.project_link(other));
        Self {
            original,
            places,
            shares: shares(&page, project, original),
            departments,
            siblings,
            neighbours,
            project,
            page,
        }
    }

    fn name(&self) -> &str {
        self.project.name.get(self.page.lang)
    }

    fn lead(&self) -> String {
        let (page, t, reprints) = (&self.page, &self.page.t.project, self.reprints());
        page.prose([
            Some(self.sentence()),
            self.share_sentences(),
            self.project.priority.then(|| t.is_priority.clone()),
            self.project.new.then(|| t.is_new(page.year_short())),
            (reprints > 0).then(|| t.reprinted(reprints)),
        ])
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, &self.page.t.project);
        let department = page.departments_of(self.project);
        match self.project.budget {
            Some(budget) => {
                t.sentence(self.name(), department, page.year_short(), page.amount_words(Some(budget)))
            }
            None => t.sentence_none(self.name(), department, page.year_short()),
        }
    }

    /// The shares and the rank in words, where there is an amount.
    fn share_sentences(&self) -> Option<String> {
        let (page, t, plan) = (&self.page, &self.page.t.project, self.page.plan);
        let budget = self.project.budget?;
        let initiative = plan.initiative(self.original.initiative)?;
        let of_initiative = plan.total_of_initiative(initiative).amount;
        let shares = t.shares(
            page.initiative_name(initiative),
            share(page.lang, budget.get(), of_initiative.get())?,
            page.share_of_plan(budget),
        );
        Some(page.prose([Some(shares), Some(t.rank(plan.total().with_amount(), plan.rank(budget)))]))
    }

    fn yen(&self, budget: ThousandYen) -> String {
        self.page.t.project.yen(grouped(budget.get() * 1000))
    }

    fn published(&self, budget: ThousandYen) -> String {
        thousand_yen(self.page.lang, budget.get())
    }

    fn paragraphs(&self) -> Vec<&str> {
        paragraphs(self.project.summary.get(self.page.lang)).collect()
    }

    fn original_paragraphs(&self) -> Vec<&str> {
        paragraphs(original(&self.project.summary)).collect()
    }

    fn reprints(&self) -> usize {
        self.places.iter().filter(|place| place.reprint).count()
    }

    fn permanent(&self) -> String {
        self.page.canonical().unwrap_or_default()
    }

    fn short(&self) -> String {
        let path = urls::short(self.page.plan.year(), self.original.initiative, self.original.number);
        format!("{}{path}", self.page.site.base_url)
    }

    fn citation(&self) -> String {
        let (page, about) = (&self.page, self.page.plan.about());
        page.t.project.citation(
            page.text(&about.issuer),
            page.text(&about.plan),
            page.text(&about.title),
            page.text(&about.issued),
            self.original.initiative,
            self.original.number,
            self.name(),
            self.permanent(),
        )
    }
}

/// The project's share of its initiative and of the plan; none where it states no amount.
fn shares(page: &PageContext<'_>, project: &Project, original: &Listing) -> Vec<ShareBar> {
    let plan = page.plan;
    let initiative = plan.initiative(original.initiative);
    let Some((budget, initiative)) = project.budget.zip(initiative) else { return Vec::new() };
    let t = &page.t.project;
    let wholes: [(String, Total); 2] = [
        (t.share_of_initiative(page.initiative_name(initiative)), plan.total_of_initiative(initiative)),
        (t.share_of_plan.clone(), plan.total()),
    ];
    wholes
        .into_iter()
        .filter_map(|(title, whole)| {
            let percent = share(page.lang, budget.get(), whole.amount.get())?;
            let bar = Share::new(budget.get(), whole.amount.get(), format!("{title}: {percent}"))?;
            Some(ShareBar { title, percent, whole: page.amount_words(Some(whole.amount)), bar })
        })
        .collect()
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let id: String = request.param("id")?;
    let project = plan.project(&id).ok_or(PageError::NotFound)?;
    let (place, original) = plan.place(project).zip(plan.original(project)).ok_or(PageError::NotFound)?;
    let initiative = plan.initiative(original.initiative).ok_or(PageError::NotFound)?;
    let direction = plan.direction(initiative.direction).ok_or(PageError::NotFound)?;
    let (t, year) = (request.labels(), plan.year());
    let page = request.page(PageUrl::Project(year, project.id.clone()));
    let title = page.text(&project.name).to_owned();
    let description = t.project.description(
        page.year_short(),
        &title,
        page.amount_words(project.budget),
        page.departments_of(project),
    );
    let (direction_name, initiative_name) =
        (page.direction_name(direction), page.initiative_name(initiative));
    let page = page
        .titled(title, description)
        .under(&PageUrl::Direction(year, direction.number), direction_name)
        .under(&PageUrl::Initiative(year, initiative.number), initiative_name);
    html(&ProjectPage::new(page, project, place, original))
}
