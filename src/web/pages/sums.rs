//! How every total is made (検算), so that a reader can follow it.

use askama::Template;

use super::overview::divisions;
use crate::i18n::grouped;
use crate::plan::{Listing, ThousandYen, Total};
use crate::web::layout::{Link, PageContext, PageResult, html};
use crate::web::paging::ROWS;
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Amount, TotalRow};

#[derive(Template)]
#[template(path = "pages/sums.html")]
struct SumsPage<'a> {
    page: PageContext<'a>,
    total: Total,
    listings: usize,
    again: Vec<Again>,
    reprints: usize,
    directions: Vec<Group>,
    plan_row: TotalRow,
    departments: Vec<TotalRow>,
    department_sum: Total,
    shared: usize,
}

/// A direction's row and those of its initiatives, with the numbers of listings.
struct Group {
    direction: CountedRow,
    initiatives: Vec<CountedRow>,
}

/// A total with the listings that it is made of.
struct CountedRow {
    row: TotalRow,
    listings: usize,
    reprints: usize,
}

/// A project that is listed again.
struct Again {
    project: Link,
    first: Link,
    again: Link,
    amount: Option<Amount>,
}

impl<'a> SumsPage<'a> {
    fn new(page: PageContext<'a>) -> Self {
        let plan = page.plan;
        let directions = plan.directions().iter().map(|direction| {
            let initiatives: Vec<CountedRow> = plan
                .initiatives_of(direction.number)
                .map(|initiative| CountedRow {
                    row: page.initiative_row(initiative),
                    listings: plan.listings_of(initiative.number).count(),
                    reprints: plan.reprints_of_initiative(initiative).projects,
                })
                .collect();
            let direction = CountedRow {
                row: page.direction_row(direction),
                listings: initiatives.iter().map(|row| row.listings).sum(),
                reprints: initiatives.iter().map(|row| row.reprints).sum(),
            };
            Group { direction, initiatives }
        });
        let directions = directions.collect();
        Self {
            total: plan.total(),
            listings: plan.listings().len(),
            again: again(&page),
            reprints: plan.listings().iter().filter(|listing| listing.reprint).count(),
            directions,
            plan_row: page.plan_total_row(),
            departments: page.department_rows(),
            department_sum: department_sum(&page),
            shared: plan.projects().iter().filter(|project| project.departments.len() > 1).count(),
            page,
        }
    }

    fn sentence(&self) -> String {
        let amount = self.page.amount_words(self.total.stated());
        self.page.t.sums.sentence(self.listings, self.reprints, self.total.projects, amount)
    }

    fn all_listings(&self) -> ThousandYen {
        self.page.plan.amount_of_all_listings()
    }

    fn reprint_amounts(&self) -> ThousandYen {
        ThousandYen::new(self.all_listings().get() - self.total.amount.get())
    }

    /// By how much the departments' figures exceed the total.
    fn difference(&self) -> ThousandYen {
        ThousandYen::new(self.department_sum.amount.get() - self.total.amount.get())
    }

    #[expect(clippy::unused_self, reason = "a template calls methods of its view only")]
    fn exact(&self, amount: ThousandYen) -> String {
        grouped(amount.get())
    }

    /// Why the departments' figures add up to the total, or to more.
    fn why(&self) -> String {
        let t = &self.page.t.sums;
        match (self.shared, self.difference().get()) {
            (0, _) => t.department_none_shared.clone(),
            (shared, 0) => t.department_equal(shared, self.page.year_short()),
            (shared, _) => t.department_differs(shared),
        }
    }
}

/// What the divisions' totals add up to, shared projects counted more than once.
fn department_sum(page: &PageContext<'_>) -> Total {
    let totals = divisions(page).into_iter().map(|division| page.plan.total_of_department(division));
    totals.fold(Total::default(), |sum, total| sum + total)
}

fn again(page: &PageContext<'_>) -> Vec<Again> {
    let plan = page.plan;
    let place = |listing: &Listing| {
        let initiative = plan.initiative(listing.initiative)?;
        let text = page.t.project.listed_at(page.initiative_name(initiative), listing.number);
        Some(Link { href: page.initiative_href(initiative), text })
    };
    plan.listings()
        .iter()
        .filter(|listing| listing.reprint)
        .take(ROWS)
        .filter_map(|listing| {
            let project = plan.project(listing.project.as_str())?;
            Some(Again {
                project: page.project_link(project),
                first: place(plan.original(project)?)?,
                again: place(listing)?,
                amount: page.amount(project.budget),
            })
        })
        .collect()
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let t = &request.labels().sums;
    let page = request.page(PageUrl::Sums(plan.year()));
    let description = t.description(page.year_short());
    html(&SumsPage::new(page.titled(t.heading.clone(), description)))
}
