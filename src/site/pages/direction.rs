//! One direction: its initiatives, and what is listed under them.

use askama::Template;

use super::Frame;
use crate::plan::{Direction, Initiative, Total};
use crate::site::components::{
    Figure, Neighbours, ProjectRow, Subject as _, TotalRow, amount_words, by_budget, prose, with_share,
    without_amount,
};
use crate::site::urls::{PageUrl, ROWS};

#[derive(Template)]
#[template(path = "pages/direction.html")]
struct DirectionPage<'a> {
    page: Frame<'a>,
    direction: &'a Direction,
    total: Total,
    groups: Vec<Group<'a>>,
    figure: Option<Figure<'a>>,
    neighbours: Neighbours,
}

/// An initiative and its listings.
struct Group<'a> {
    initiative: TotalRow,
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> DirectionPage<'a> {
    fn new(page: Frame<'a>, direction: &'a Direction) -> Self {
        let plan = page.plan;
        let initiatives: Vec<&Initiative> = plan.initiatives_of(direction.number).collect();
        let listings: usize =
            initiatives.iter().map(|initiative| plan.listings_of(initiative.number).count()).sum();
        // Beyond that the initiatives' own pages list them, in parts.
        let short = listings <= ROWS;
        let group = |initiative: &&'a Initiative| Group {
            initiative: TotalRow::new(&page, *initiative),
            rows: plan
                .listed_in(initiative.number)
                .filter(|_| short)
                .map(|listed| ProjectRow::listed(&page, listed))
                .collect(),
        };
        let groups = initiatives.iter().map(group).collect();
        let figure = Figure::of(&page, "by-initiative", page.t.direction.by_initiative.clone(), initiatives);
        let neighbours = Neighbours::of(&page, plan.directions(), |other| other.number == direction.number);
        Self { total: plan.total_of_direction(direction), direction, groups, figure, neighbours, page }
    }

    fn initiatives(&self) -> Vec<&TotalRow> {
        self.groups.iter().map(|group| &group.initiative).collect()
    }

    fn lead(&self) -> String {
        prose(&self.page, [Some(self.sentence()), self.largest(), without_amount(&self.page, self.total)])
    }

    fn sentence(&self) -> String {
        let t = self.page.t;
        let name = self.direction.name.get(self.page.lang);
        let initiatives = t.count.initiatives(self.groups.len());
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) => t.direction.sentence(name, initiatives, projects, with_share(&self.page, amount)),
            None if self.total.projects == 0 => t.direction.sentence_empty(name, initiatives),
            None => t.direction.sentence_none(name, initiatives, projects),
        }
    }

    /// The project with the largest budget, where there is more than one to choose from.
    fn largest(&self) -> Option<String> {
        let plan = self.page.plan;
        let projects = plan
            .initiatives_of(self.direction.number)
            .flat_map(|initiative| plan.listed_in(initiative.number))
            .filter(|(listing, _)| !listing.reprint)
            .map(|(_, project)| project);
        let largest = *by_budget(projects).first()?;
        let budget = largest.budget.filter(|budget| budget.get() > 0)?;
        let words = amount_words(&self.page, Some(budget));
        (self.total.with_amount() > 1).then(|| self.page.t.direction.largest(largest.name(&self.page), words))
    }

    /// How many listings here are counted elsewhere.
    fn reprints(&self) -> usize {
        let initiatives = self.page.plan.initiatives_of(self.direction.number);
        initiatives.map(|initiative| self.page.plan.reprints_of_initiative(initiative).projects).sum()
    }
}

pub(super) fn render(frame: Frame<'_>, direction: &Direction) -> askama::Result<String> {
    let (t, plan) = (frame.t, frame.plan);
    let total = plan.total_of_direction(direction);
    let description = t.direction.description(
        frame.year_short(),
        direction.name.get(frame.lang),
        t.count.projects(total.projects),
        amount_words(&frame, total.stated()),
    );
    let title = direction.name(&frame);
    let frame = frame.titled(title, description).under(&PageUrl::Directions(plan.year()), &t.nav.directions);
    DirectionPage::new(frame, direction).render()
}
