//! One direction: its initiatives, and what is listed under them.

use askama::Template;

use crate::plan::{Direction, Total};
use crate::web::error::PageError;
use crate::web::figure::Figure;
use crate::web::layout::{PageContext, PageResult, html};
use crate::web::paging::ROWS;
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Neighbours, ProjectRow, TotalRow, by_budget};

#[derive(Template)]
#[template(path = "pages/direction.html")]
struct DirectionPage<'a> {
    page: PageContext<'a>,
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
    fn new(page: PageContext<'a>, direction: &'a Direction) -> Self {
        let plan = page.plan;
        let listings: usize = plan
            .initiatives_of(direction.number)
            .map(|initiative| plan.listings_of(initiative.number).count())
            .sum();
        // Beyond that the initiatives' own pages list them, in parts.
        let short = listings <= ROWS;
        let groups = plan.initiatives_of(direction.number).map(|initiative| Group {
            initiative: page.initiative_row(initiative),
            rows: plan
                .listed_in(initiative.number)
                .filter(|_| short)
                .map(|listed| page.listing_row(listed))
                .collect(),
        });
        let groups = groups.collect();
        let figure = page.initiative_figure(plan.initiatives_of(direction.number));
        let all = plan.directions();
        let at = all.iter().position(|other| other.number == direction.number).unwrap_or_default();
        let neighbours = Neighbours::of(all, at, |other| page.direction_link(other));
        Self { total: plan.total_of_direction(direction), direction, groups, figure, neighbours, page }
    }

    fn initiatives(&self) -> Vec<&TotalRow> {
        self.groups.iter().map(|group| &group.initiative).collect()
    }

    fn lead(&self) -> String {
        let missing = self.total.without_amount;
        let without =
            (missing > 0 && !self.total.is_unstated()).then(|| self.page.t.direction.without_amount(missing));
        self.page.prose([Some(self.sentence()), self.largest(), without])
    }

    fn sentence(&self) -> String {
        let t = self.page.t;
        let name = self.direction.name.get(self.page.lang);
        let initiatives = t.count.initiatives(self.groups.len());
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) => {
                let words = self.page.amount_words(Some(amount));
                t.direction.sentence(name, initiatives, projects, words, self.page.share_of_plan(amount))
            }
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
        let name = largest.name.get(self.page.lang);
        let words = self.page.amount_words(Some(largest.budget?));
        (self.total.with_amount() > 1).then(|| self.page.t.direction.largest(name, words))
    }

    /// How many listings here are counted elsewhere.
    fn reprints(&self) -> usize {
        let initiatives = self.page.plan.initiatives_of(self.direction.number);
        initiatives.map(|initiative| self.page.plan.reprints_of_initiative(initiative).projects).sum()
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let direction = plan.direction(request.param("number")?).ok_or(PageError::NotFound)?;
    let t = request.labels();
    let page = request.page(PageUrl::Direction(plan.year(), direction.number));
    let total = plan.total_of_direction(direction);
    let description = t.direction.description(
        page.year_short(),
        page.text(&direction.name),
        t.count.projects(total.projects),
        page.amount_words(total.stated()),
    );
    let title = page.direction_name(direction);
    let page = page.titled(title, description).under(&PageUrl::Directions(plan.year()), &t.nav.directions);
    html(&DirectionPage::new(page, direction))
}
