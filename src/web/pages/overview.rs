//! The plan at a glance.

use askama::Template;

use crate::i18n::share;
use crate::plan::{Department, Total};
use crate::web::figure::Figure;
use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Amount, ProjectRow, TotalRow, by_budget, total_where};

/// How many of the largest projects are shown.
const LARGEST: usize = 10;

/// How many of the new projects are shown.
const NEW: usize = 20;

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct OverviewPage<'a> {
    page: PageContext<'a>,
    total: Total,
    amount: Amount,
    priority: Total,
    new: Total,
    directions: Vec<TotalRow>,
    direction_figure: Option<Figure<'a>>,
    department_figure: Option<Figure<'a>>,
    departments: Vec<TotalRow>,
    largest: Vec<ProjectRow<'a>>,
    largest_figure: Option<Figure<'a>>,
    new_projects: Vec<ProjectRow<'a>>,
}

impl<'a> OverviewPage<'a> {
    fn new(page: PageContext<'a>) -> Self {
        let (plan, t) = (page.plan, page.t);
        let largest: Vec<_> = by_budget(plan.projects().iter()).into_iter().take(LARGEST).collect();
        let departments = divisions(&page);
        Self {
            total: plan.total(),
            amount: Amount::new(page.lang, plan.total().amount),
            priority: total_where(plan, |project| project.priority),
            new: total_where(plan, |project| project.new),
            directions: plan.directions().iter().map(|direction| page.direction_row(direction)).collect(),
            direction_figure: page.direction_figure(),
            department_figure: page.department_figure(t.overview.by_department.clone(), departments.clone()),
            departments: departments.iter().map(|department| page.department_row(department)).collect(),
            largest: largest.iter().map(|project| page.project_row(project)).collect(),
            largest_figure: page.project_figure("largest", t.overview.largest_title(largest.len()), largest),
            new_projects: plan
                .projects()
                .iter()
                .filter(|project| project.new)
                .take(NEW)
                .map(|project| page.project_row(project))
                .collect(),
            page,
        }
    }

    fn lead(&self) -> String {
        let missing = self.total.without_amount;
        let without = (missing > 0).then(|| self.page.t.overview.without_amount(missing));
        self.page.prose([Some(self.sentence()), self.largest_direction(), without])
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let issuer = page.text(&page.plan.about().issuer);
        let projects = t.count.projects(self.total.projects);
        t.overview.sentence(issuer, page.year_short(), projects, &self.amount.words)
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
        page(self.page.plan.year()).path(self.page.lang)
    }
}

/// The departments that are no office of another, largest budget first.
pub(in crate::web) fn divisions<'a>(page: &PageContext<'a>) -> Vec<&'a Department> {
    let plan = page.plan;
    let mut divisions: Vec<_> =
        plan.departments().iter().filter(|department| department.parent.is_none()).collect();
    divisions.sort_by_key(|department| std::cmp::Reverse(plan.total_of_department(department).stated()));
    divisions
}

impl<'a> PageContext<'a> {
    fn direction_figure(&self) -> Option<Figure<'a>> {
        self.figure(
            "by-direction",
            self.t.overview.by_direction.clone(),
            self.plan.directions().iter().collect(),
            |direction| self.plan.total_of_direction(direction).stated(),
            |direction| self.direction_link(direction),
        )
    }

    pub(in crate::web) fn department_figure(
        &self,
        title: String,
        departments: Vec<&Department>,
    ) -> Option<Figure<'a>> {
        self.figure(
            "by-department",
            title,
            departments,
            |department| self.plan.total_of_department(department).stated(),
            |department| self.department_link(department),
        )
    }

    pub(in crate::web) fn department_row(&self, department: &Department) -> TotalRow {
        let url = PageUrl::Department(self.plan.year(), department.id.clone());
        self.total_row(self.department_name(department), &url, self.plan.total_of_department(department))
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let t = request.labels();
    let url = PageUrl::Overview(plan.year());
    let page = request.page(url);
    let title = t.overview.heading(page.year_short());
    let description = t.overview.description(
        page.text(&plan.about().issuer),
        page.text(&plan.about().plan),
        page.year_short(),
        t.count.projects(plan.total().projects),
        page.amount_words(plan.total().stated()),
    );
    html(&OverviewPage::new(page.titled(title, description)))
}
