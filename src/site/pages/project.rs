//! One project, with everything the document says of it and what can be computed from that.

use askama::Template;

use super::{Frame, filters};
use crate::chart::Share;
use crate::i18n::{Lang, grouped, ordinal, share};
use crate::plan::{Department, Group, Listing, Plan, Project, Total, Unit, Yen, paragraphs};
use crate::site::components::{
    Link, Neighbours, ProjectRow, Subject as _, amount_words, capitalised, departments_of, exact, flag_named,
    flags_of, joined, prose, with_share, within_quotes,
};

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
    /// The group under which it is listed, and those above, the outermost first.
    groups: Vec<&'a Group>,
    place: usize,
}

impl<'a> Counted<'a> {
    fn of(plan: &'a Plan, project: &Project) -> Option<Self> {
        let (listing, place) = (plan.original(project)?, plan.place(project)?);
        let group = plan.group_of(listing)?;
        let groups = plan.above(group).into_iter().chain([group]).collect();
        Some(Self { listing, groups, place })
    }

    fn group(&self) -> Option<&'a Group> {
        self.groups.last().copied()
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
                text: page.t.project.more_of_department(left, name),
            }),
        }
    }
}

impl<'a> ProjectPage<'a> {
    fn new(page: Frame<'a>, project: &'a Project, counted: Counted<'a>) -> Self {
        let plan = page.plan;
        let place = |listing: &Listing| {
            let group = plan.group_of(listing)?;
            let text = page.t.project.listed_at(group.name(&page), &listing.number);
            Some(Place { link: Link { href: group.href(&page), text }, reprint: listing.reprint })
        };
        let siblings = plan.departments_of(project).map(|own| Siblings::new(&page, project, own));
        Self {
            places: plan.listings_for(project).filter_map(place).collect(),
            shares: shares(&page, project, &counted.groups),
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
        let costs = match self.project.budget {
            Some(budget) => t.costs(page.year_short(), with_share(page, budget)),
            None => t.costs_none(page.year_short()),
        };
        prose(page, [Some(self.in_charge()), Some(costs), self.marked(), self.reprinted()])
    }

    fn in_charge(&self) -> String {
        let (t, names) = (&self.page.t.project, departments_of(&self.page, self.project));
        if self.departments.len() > 1 { t.in_charge_shared(names) } else { t.in_charge(names) }
    }

    /// Where it is listed again.
    fn reprinted(&self) -> Option<String> {
        let (page, plan) = (&self.page, self.page.plan);
        let again = plan.listings_for(self.project).filter(|listing| listing.reprint);
        let groups = again.filter_map(|listing| plan.group_of(listing));
        let names = groups.map(|group| plan.level_of(group).numbered(page.lang, &group.number));
        let names: Vec<String> = names.collect();
        let groups = joined(&names, &page.t.site.comma, &page.t.site.and);
        (!names.is_empty()).then(|| page.t.project.reprinted(groups))
    }

    /// What the document marks it as.
    fn marked(&self) -> Option<String> {
        let page = &self.page;
        let flags: Vec<String> =
            flags_of(page.plan, self.project).map(|flag| flag_named(page, flag, 1)).collect();
        let flags = (!flags.is_empty()).then(|| joined(&flags, &page.t.site.comma, &page.t.level.with));
        flags.map(|flags| page.t.flag.marked(flags))
    }

    /// The place among all stated amounts, where they are not all alike, and how many are the same.
    fn rank(&self) -> Option<String> {
        let (page, t, budget) = (&self.page, &self.page.t.project, self.project.budget?);
        let (of, rank) = (page.plan.total().with_amount(), page.plan.rank(budget));
        let alike = page.plan.projects().iter().filter(|other| other.budget == Some(budget)).count();
        let place = match rank {
            _ if alike == of => None,
            1 => Some(t.rank_first(of)),
            _ if rank + alike > of => Some(t.rank_last(of)),
            _ => Some(t.rank(of, ordinal(page.lang, rank as u64))),
        };
        let tied = (alike > 1).then(|| t.tied(alike - 1));
        (of > 1).then(|| prose(page, [place, tied]))
    }

    fn amount(&self) -> String {
        amount_words(&self.page, self.project.budget)
    }

    /// The budget as the document states it.
    fn published(&self, budget: Yen) -> String {
        self.page.t.terms.amount_in(exact(self.page.plan, budget), self.page.unit())
    }

    /// The budget in yen, where the document has another unit and the words are others.
    fn yen(&self, budget: Yen) -> Option<String> {
        let yen = self.page.t.project.yen(grouped(budget.get()));
        (self.page.plan.unit() != Unit::Yen && yen != self.amount()).then_some(yen)
    }

    /// What the project's marks are called.
    fn marks(&self) -> Vec<String> {
        let (lang, flags) = (self.page.lang, flags_of(self.page.plan, self.project));
        flags.map(|flag| capitalised(lang, flag.name.one.get(lang))).collect()
    }

    fn paragraphs(&self) -> Vec<&str> {
        paragraphs(self.project.summary.get(self.page.lang)).collect()
    }

    fn original_paragraphs(&self) -> Vec<&str> {
        paragraphs(self.project.summary.original()).collect()
    }

    fn permanent(&self) -> String {
        self.page.canonical().unwrap_or_default()
    }

    fn short(&self) -> String {
        self.page.absolute(self.page.snapshot().short_of(self.page.plan, self.counted.listing))
    }

    fn citation(&self) -> String {
        let (page, about) = (&self.page, self.page.plan.about());
        let group = self.counted.group();
        let group = group.map(|group| page.plan.level_of(group).numbered(page.lang, &group.number));
        page.t.project.citation(
            page.text(&about.issuer),
            page.text(&about.plan),
            page.text(&about.title),
            page.text(&about.issued),
            group.unwrap_or_default(),
            &self.counted.listing.number,
            within_quotes(page.lang, &self.project.name(page)),
            self.permanent(),
        )
    }
}

/// The project's share of its group, of those above where others have an amount too, and of the plan; none where it states no amount.
fn shares(page: &Frame<'_>, project: &Project, groups: &[&Group]) -> Vec<ShareBar> {
    let Some(budget) = project.budget else { return Vec::new() };
    let t = &page.t.project;
    let groups = groups.iter().rev().map(|group| (t.share_of(group.name(page)), group.total(page.plan)));
    // What is alone in a group is all of it.
    let groups = groups.filter(|(_, total)| total.with_amount() > 1);
    let wholes = groups.chain([(t.share_of_plan.clone(), page.plan.total())]);
    wholes
        .filter_map(|(title, whole): (String, Total)| {
            let percent = share(page.lang, budget.get(), whole.amount.get())?;
            let bar = Share::new(
                budget.get(),
                whole.amount.get(),
                format!("{title}{}{percent}", page.t.site.colon),
            )?;
            Some(ShareBar { title, percent, whole: amount_words(page, Some(whole.amount)), bar })
        })
        .collect()
}

pub(super) fn render(frame: Frame<'_>, project: &Project) -> Option<askama::Result<String>> {
    let plan = frame.plan;
    let counted = Counted::of(plan, project)?;
    let title = project.name(&frame);
    let (name, departments) = (within_quotes(frame.lang, &title), departments_of(&frame, project));
    let (t, year) = (&frame.t.project, frame.year_short());
    let description = match project.budget {
        Some(_) => t.description(year, name, amount_words(&frame, project.budget), departments),
        None => t.description_none(year, name, departments),
    };
    let mut frame = frame.titled(title, description).below(&counted.groups);
    if let Some(group) = counted.group() {
        frame = frame.identified(plan.outermost_of(group));
        frame.here = Some(format!("{}({})", group.number, counted.listing.number));
    }
    Some(ProjectPage::new(frame, project, counted).render())
}
