//! All directions with the initiatives under them.

use askama::Template;

use crate::plan::{Direction, Initiative};
use crate::web::figure::Figure;
use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::TotalRow;

#[derive(Template)]
#[template(path = "pages/directions.html")]
struct DirectionsPage<'a> {
    page: PageContext<'a>,
    groups: Vec<Group>,
    total: TotalRow,
    figure: Option<Figure<'a>>,
}

/// A direction and its initiatives.
struct Group {
    direction: TotalRow,
    initiatives: Vec<TotalRow>,
}

impl<'a> DirectionsPage<'a> {
    fn new(page: PageContext<'a>) -> Self {
        let plan = page.plan;
        let groups = plan.directions().iter().map(|direction| Group {
            direction: page.direction_row(direction),
            initiatives: plan
                .initiatives_of(direction.number)
                .map(|initiative| page.initiative_row(initiative))
                .collect(),
        });
        let groups = groups.collect();
        let figure = page.initiative_figure(plan.initiatives().iter());
        Self { total: page.plan_total_row(), groups, figure, page }
    }

    fn sentence(&self) -> String {
        let plan = self.page.plan;
        self.page.t.directions.sentence(plan.directions().len(), plan.initiatives().len())
    }
}

impl<'a> PageContext<'a> {
    pub(in crate::web) fn direction_row(&self, direction: &Direction) -> TotalRow {
        let url = PageUrl::Direction(self.plan.year(), direction.number);
        self.total_row(self.direction_name(direction), &url, self.plan.total_of_direction(direction))
    }

    pub(in crate::web) fn initiative_row(&self, initiative: &Initiative) -> TotalRow {
        let url = PageUrl::Initiative(self.plan.year(), initiative.number);
        self.total_row(self.initiative_name(initiative), &url, self.plan.total_of_initiative(initiative))
    }

    pub(in crate::web) fn initiative_figure<'b>(
        &self,
        initiatives: impl Iterator<Item = &'b Initiative>,
    ) -> Option<Figure<'a>> {
        self.figure(
            "by-initiative",
            self.t.direction.by_initiative.clone(),
            initiatives.collect(),
            |initiative| self.plan.total_of_initiative(initiative).stated(),
            |initiative| self.initiative_link(initiative),
        )
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let t = &request.labels().directions;
    let page = request.page(PageUrl::Directions(plan.year()));
    let description = t.description(page.year_short(), plan.directions().len(), plan.initiatives().len());
    let title = t.heading.clone();
    html(&DirectionsPage::new(page.titled(title, description)))
}
