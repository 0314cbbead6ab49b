//! All directions with the initiatives under them.

use askama::Template;

use super::Frame;
use crate::site::components::{Figure, TotalRow};

#[derive(Template)]
#[template(path = "pages/directions.html")]
struct DirectionsPage<'a> {
    page: Frame<'a>,
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
    fn new(page: Frame<'a>) -> Self {
        let plan = page.plan;
        let groups = plan.directions().iter().map(|direction| Group {
            direction: TotalRow::new(&page, direction),
            initiatives: plan
                .initiatives_of(direction.number)
                .map(|initiative| TotalRow::new(&page, initiative))
                .collect(),
        });
        let groups = groups.collect();
        let title = page.t.direction.by_initiative.clone();
        let figure = Figure::of(&page, "by-initiative", title, plan.initiatives().iter().collect());
        Self { total: TotalRow::whole(&page), groups, figure, page }
    }

    fn sentence(&self) -> String {
        let plan = self.page.plan;
        self.page.t.directions.sentence(plan.directions().len(), plan.initiatives().len())
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let (t, plan) = (&frame.t.directions, frame.plan);
    let description = t.description(frame.year_short(), plan.directions().len(), plan.initiatives().len());
    DirectionsPage::new(frame.titled(&t.heading, description)).render()
}
