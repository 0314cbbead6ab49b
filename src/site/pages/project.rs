//! One project, with everything the document says of it and what can be computed from that.

use askama::Template;

use super::Frame;
use crate::chart::Share;
use crate::i18n::{grouped, share, thousand_yen};
use crate::plan::{
    Department, Direction, Initiative, Listing, Plan, Project, ThousandYen, Total, paragraphs,
};
use crate::site::components::{
    Link, Neighbours, ProjectRow, Subject as _, amount_words, departments_of, prose, share_of_plan,
};
use crate::site::urls::Lead;

/// How many of a department's other projects are shown; its own page has all.
const SIBLINGS: usize = 15;

#[derive(Template)]
#[template(path = "pages/project.html")]
struct ProjectPage<'a> {
    page: Frame<'a>,
    project: &'a Project,
    counted: Counted<'a>,
    places: Vec<Place>,
    shares: Vec<ShareBar>,
    departments: Vec<Link>,
    siblings: Vec<Siblings<'a>>,
    neighbours: Neighbours,
}

/// Where the project is counted, and its place among all.
struct Counted<'a> {
    listing: &'a Listing,
    initiative: &'a Initiative,
    direction: &'a Direction,
    place: usize,
}

impl<'a> Counted<'a> {
    fn of(plan: &'a Plan, project: &Project) -> Option<Self> {
        let (listing, place) = (plan.original(project)?, plan.place(project)?);
        let initiative = plan.initiative(listing.initiative)?;
        Some(Self { listing, initiative, direction: plan.direction(initiative.direction)?, place })
    }
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

/// The other projects of a department in charge.
struct Siblings<'a> {
    /// The anchor of the section: the department's id.
    id: String,
    title: String,
    rows: Vec<ProjectRow<'a>>,
    /// A link to the department's page, where not all are shown.
    more: Option<Link>,
}

impl<'a> Siblings<'a> {
    fn new(page: &Frame<'a>, project: &Project, department: &'a Department) -> Self {
        let plan = page.plan;
        let others = || plan.projects_of(department).filter(|other| other.id != project.id);
        let row = |other: &'a Project| ProjectRow::of_department(page, department, other);
        let name = department.name(page);
        let left = others().count().saturating_sub(SIBLINGS);
        Self {
            id: format!("siblings-{}", department.id),
            title: page.t.project.same_department(&name),
            rows: others().take(SIBLINGS).map(row).collect(),
            more: (left > 0).then(|| Link {
                href: department.href(page),
                text: page.t.project.more_of_department(grouped(left as u64), name),
            }),
        }
    }
}

impl<'a> ProjectPage<'a> {
    fn new(page: Frame<'a>, project: &'a Project, counted: Counted<'a>) -> Self {
        let plan = page.plan;
        let place = |listing: &Listing| {
            let initiative = plan.initiative(listing.initiative)?;
            let text = page.t.project.listed_at(initiative.name(&page), listing.number);
            Some(Place { link: Link { href: initiative.href(&page), text }, reprint: listing.reprint })
        };
        let siblings = plan.departments_of(project).map(|own| Siblings::new(&page, project, own));
        Self {
            places: plan.listings_for(project).filter_map(place).collect(),
            shares: shares(&page, project, counted.initiative),
            departments: plan.departments_of(project).map(|own| Link::to(&page, own)).collect(),
            siblings: siblings.filter(|siblings| !siblings.rows.is_empty()).collect(),
            neighbours: Neighbours::at(&page, plan.projects(), counted.place),
            project,
            counted,
            page,
        }
    }

    fn lead(&self) -> String {
        let (page, t) = (&self.page, &self.page.t.project);
        let reprints = self.places.iter().filter(|place| place.reprint).count();
        prose(
            page,
            [
                Some(self.sentence()),
                self.share_sentence(),
                self.rank_sentence(),
                self.project.priority.then(|| t.is_priority.clone()),
                self.project.new.then(|| t.is_new(page.year_short())),
                (reprints > 0).then(|| t.reprinted(reprints)),
            ],
        )
    }

    fn sentence(&self) -> String {
        let (page, t, name) = (&self.page, &self.page.t.project, self.project.name(&self.page));
        let department = departments_of(page, self.project);
        match self.project.budget {
            Some(budget) => t.sentence(name, department, page.year_short(), amount_words(page, Some(budget))),
            None => t.sentence_none(name, department, page.year_short()),
        }
    }

    /// The shares in words, where there is an amount and something to have a share of.
    fn share_sentence(&self) -> Option<String> {
        let (page, budget) = (&self.page, self.project.budget?);
        let of_initiative = page.plan.total_of_initiative(self.counted.initiative).amount;
        Some(page.t.project.shares(
            self.counted.initiative.name(page),
            share(page.lang, budget.get(), of_initiative.get())?,
            share_of_plan(page, budget)?,
        ))
    }

    /// The place among all stated amounts, where there is more than one.
    fn rank_sentence(&self) -> Option<String> {
        let (page, budget) = (&self.page, self.project.budget?);
        let stated = page.plan.total().with_amount();
        (stated > 1).then(|| page.t.project.rank(stated, page.plan.rank(budget)))
    }

    fn amount(&self) -> String {
        amount_words(&self.page, self.project.budget)
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
        paragraphs(self.page.original(&self.project.summary)).collect()
    }

    fn permanent(&self) -> String {
        self.page.canonical().unwrap_or_default()
    }

    fn short(&self) -> String {
        let (year, listing) = (self.page.plan.year(), self.counted.listing);
        self.page.absolute(Lead::Short(year, listing.initiative, listing.number))
    }

    fn citation(&self) -> String {
        let (page, about) = (&self.page, self.page.plan.about());
        page.t.project.citation(
            page.text(&about.issuer),
            page.text(&about.plan),
            page.text(&about.title),
            page.text(&about.issued),
            self.counted.listing.initiative,
            self.counted.listing.number,
            self.project.name(page),
            self.permanent(),
        )
    }
}

/// The project's share of its initiative and of the plan; none where it states no amount.
fn shares(page: &Frame<'_>, project: &Project, initiative: &Initiative) -> Vec<ShareBar> {
    let Some(budget) = project.budget else { return Vec::new() };
    let t = &page.t.project;
    let wholes: [(String, Total); 2] = [
        (t.share_of_initiative(initiative.name(page)), initiative.total(page.plan)),
        (t.share_of_plan.clone(), page.plan.total()),
    ];
    wholes
        .into_iter()
        .filter_map(|(title, whole)| {
            let percent = share(page.lang, budget.get(), whole.amount.get())?;
            let bar = Share::new(budget.get(), whole.amount.get(), format!("{title}: {percent}"))?;
            Some(ShareBar { title, percent, whole: amount_words(page, Some(whole.amount)), bar })
        })
        .collect()
}

pub(super) fn render(frame: Frame<'_>, project: &Project) -> Option<askama::Result<String>> {
    let plan = frame.plan;
    let counted = Counted::of(plan, project)?;
    let title = project.name(&frame);
    let description = frame.t.project.description(
        frame.year_short(),
        &title,
        amount_words(&frame, project.budget),
        departments_of(&frame, project),
    );
    let (direction, initiative) = (counted.direction, counted.initiative);
    let (direction_name, initiative_name) = (direction.name(&frame), initiative.name(&frame));
    let frame = frame
        .titled(title, description)
        .under(&direction.url(plan.year()), direction_name)
        .under(&initiative.url(plan.year()), initiative_name);
    Some(ProjectPage::new(frame, project, counted).render())
}
