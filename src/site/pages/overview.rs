//! The plan at a glance.

use askama::Template;

use super::Frame;
use crate::i18n::share;
use crate::plan::{Project, Total};
use crate::site::components::{
    Amount, Figure, ProjectRow, TotalRow, amount_words, by_budget, divisions, prose, without_amount,
};
use crate::site::urls::PageUrl;

/// How many of the largest projects are shown.
const LARGEST: usize = 10;

/// How many of the new projects are shown.
const NEW: usize = 20;

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct OverviewPage<'a> {
    page: Frame<'a>,
    total: Total,
    amount: Option<Amount>,
    /// How many priority projects there are.
    priority: usize,
    /// How many new projects there are.
    new: usize,
    directions: Vec<TotalRow>,
    direction_figure: Option<Figure<'a>>,
    department_figure: Option<Figure<'a>>,
    departments: Vec<TotalRow>,
    largest: Vec<ProjectRow<'a>>,
    largest_figure: Option<Figure<'a>>,
    new_projects: Vec<ProjectRow<'a>>,
}

impl<'a> OverviewPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, t) = (page.plan, page.t);
        // What costs nothing is not among the largest.
        let has_budget = |project: &&Project| project.budget.is_some_and(|budget| budget.get() > 0);
        let largest = by_budget(plan.projects().iter().filter(has_budget));
        let largest: Vec<&Project> = largest.into_iter().take(LARGEST).collect();
        let divisions = divisions(plan);
        let new = || plan.projects().iter().filter(|project| project.new);
        Self {
            total: plan.total(),
            amount: plan.total().stated().map(|amount| Amount::new(page.lang, amount)),
            priority: plan.projects().iter().filter(|project| project.priority).count(),
            new: new().count(),
            directions: plan.directions().iter().map(|direction| TotalRow::new(&page, direction)).collect(),
            direction_figure: Figure::of(
                &page,
                "by-direction",
                t.overview.by_direction.clone(),
                plan.directions().iter().collect(),
            ),
            departments: divisions.iter().map(|division| TotalRow::new(&page, *division)).collect(),
            department_figure: Figure::of(
                &page,
                "by-department",
                t.overview.by_department.clone(),
                divisions,
            ),
            largest: largest.iter().map(|project| ProjectRow::new(&page, project)).collect(),
            largest_figure: Figure::of(&page, "largest", t.overview.largest_title(largest.len()), largest),
            new_projects: new().take(NEW).map(|project| ProjectRow::new(&page, project)).collect(),
            page,
        }
    }

    fn lead(&self) -> String {
        prose(
            &self.page,
            [Some(self.sentence()), self.largest_direction(), without_amount(&self.page, self.total)],
        )
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let issuer = page.text(&page.plan.about().issuer);
        let projects = t.count.projects(self.total.projects);
        match &self.amount {
            Some(amount) => t.overview.sentence(issuer, page.year_short(), projects, &amount.words),
            None => t.overview.sentence_none(issuer, page.year_short(), projects),
        }
    }

    fn largest_direction(&self) -> Option<String> {
        let plan = self.page.plan;
        let totals =
            plan.directions().iter().map(|direction| (direction, plan.total_of_direction(direction)));
        let (direction, total) = totals.max_by_key(|(_, total)| total.amount)?;
        let share = share(self.page.lang, total.amount.get(), self.total.amount.get())?;
        Some(self.page.t.overview.largest_direction(direction.name.get(self.page.lang), share))
    }

    fn url(&self, page: impl Fn(crate::plan::Year) -> PageUrl) -> String {
        self.page.href(&page(self.page.plan.year()))
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let (t, about, total) = (&frame.t.overview, frame.plan.about(), frame.plan.total());
    let (issuer, plan, year) = (frame.text(&about.issuer), frame.text(&about.plan), frame.year_short());
    let projects = frame.t.count.projects(total.projects);
    let title = t.heading(&year);
    let description = match total.stated() {
        Some(_) => t.description(issuer, plan, year, projects, amount_words(&frame, total.stated())),
        None => t.description_none(issuer, plan, year, projects),
    };
    OverviewPage::new(frame.titled(title, description)).render()
}
