//! One initiative: the projects listed under it.

use askama::Template;

use super::Frame;
use crate::plan::{Initiative, Total};
use crate::site::components::{
    Figure, Link, Neighbours, Parts, ProjectRow, Subject as _, amount_words, prose, with_share,
    without_amount,
};
use crate::site::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/initiative.html")]
struct InitiativePage<'a> {
    page: Frame<'a>,
    initiative: &'a Initiative,
    total: Total,
    reprints: Total,
    rows: Vec<ProjectRow<'a>>,
    figure: Option<Figure<'a>>,
    parts: Parts,
    neighbours: Neighbours,
}

impl<'a> InitiativePage<'a> {
    fn new(page: Frame<'a>, initiative: &'a Initiative) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let listed = parts.rows(plan.listed_in(initiative.number));
        Self {
            rows: listed.map(|listed| ProjectRow::listed(&page, listed)).collect(),
            figure: Self::figure(&page, initiative),
            neighbours: Neighbours::of(&page, plan.initiatives(), |other| other.number == initiative.number),
            total: plan.total_of_initiative(initiative),
            reprints: plan.reprints_of_initiative(initiative),
            initiative,
            parts,
            page,
        }
    }

    fn figure(page: &Frame<'a>, initiative: &Initiative) -> Option<Figure<'a>> {
        Figure::new(
            page,
            "by-project",
            page.t.initiative.by_project.clone(),
            page.plan.listed_in(initiative.number).collect(),
            |(_, project)| project.budget,
            |(listing, project)| match Link::to(page, *project) {
                Link { href, text } if listing.reprint => {
                    Link { href, text: page.t.initiative.chart_reprint(text) }
                }
                link => link,
            },
        )
    }

    fn lead(&self) -> String {
        prose(&self.page, [Some(self.sentence()), without_amount(&self.page, self.total)])
    }

    fn sentence(&self) -> String {
        let t = self.page.t;
        let name = self.initiative.name.get(self.page.lang);
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) => t.initiative.sentence(name, projects, with_share(&self.page, amount)),
            None if self.rows.is_empty() => t.initiative.sentence_empty(name),
            None if self.total.projects == 0 => t.initiative.sentence_only_reprints(name),
            None => t.initiative.sentence_none(name, projects),
        }
    }

    fn reprint_note(&self) -> String {
        let t = &self.page.t.initiative;
        match self.reprints.stated() {
            Some(amount) => t.reprints(self.reprints.projects, amount_words(&self.page, Some(amount))),
            None => t.reprints_none(self.reprints.projects),
        }
    }
}

pub(super) fn render(frame: Frame<'_>, initiative: &Initiative) -> Option<askama::Result<String>> {
    let (t, plan) = (frame.t, frame.plan);
    let total = plan.total_of_initiative(initiative);
    let description = t.initiative.description(
        frame.year_short(),
        initiative.name.get(frame.lang),
        t.count.projects(total.projects),
        amount_words(&frame, total.stated()),
    );
    let title = initiative.name(&frame);
    let direction = plan.direction(initiative.direction)?;
    let direction_name = direction.name(&frame);
    let frame = frame
        .titled(title, description)
        .under(&PageUrl::Directions(plan.year()), &t.nav.directions)
        .under(&direction.url(plan.year()), direction_name);
    Some(InitiativePage::new(frame, initiative).render())
}
