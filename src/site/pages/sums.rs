//! How every total is made (検算), so that a reader can follow it.

use askama::Template;

use super::Frame;
use crate::i18n::grouped;
use crate::plan::{Listing, ThousandYen, Total};
use crate::site::components::{Amount, Link, Subject, TotalRow, amount_words, department_rows, divisions};
use crate::site::urls::ROWS;

#[derive(Template)]
#[template(path = "pages/sums.html")]
struct SumsPage<'a> {
    page: Frame<'a>,
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
    counted: Link,
    again: Link,
    amount: Option<Amount>,
}

impl<'a> SumsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let plan = page.plan;
        let directions = plan.directions().iter().map(|direction| {
            let initiatives: Vec<CountedRow> = plan
                .initiatives_of(direction.number)
                .map(|initiative| CountedRow {
                    row: TotalRow::new(&page, initiative),
                    listings: plan.listings_of(initiative.number).count(),
                    reprints: plan.reprints_of_initiative(initiative).projects,
                })
                .collect();
            let direction = CountedRow {
                row: TotalRow::new(&page, direction),
                listings: initiatives.iter().map(|row| row.listings).sum(),
                reprints: initiatives.iter().map(|row| row.reprints).sum(),
            };
            Group { direction, initiatives }
        });
        let directions = directions.collect();
        // What the divisions' totals add up to, shared projects counted more than once.
        let divisions = divisions(plan).into_iter().map(|division| plan.total_of_department(division));
        Self {
            total: plan.total(),
            listings: plan.listings().len(),
            again: again(&page),
            reprints: plan.listings().iter().filter(|listing| listing.reprint).count(),
            directions,
            plan_row: TotalRow::whole(&page),
            departments: department_rows(&page),
            department_sum: divisions.fold(Total::default(), |sum, total| sum + total),
            shared: plan.projects().iter().filter(|project| project.departments.len() > 1).count(),
            page,
        }
    }

    fn sentence(&self) -> String {
        let t = &self.page.t.sums;
        let (listings, reprints, projects) = (self.listings, self.reprints, self.total.projects);
        match self.total.stated() {
            Some(_) => {
                t.sentence(listings, reprints, projects, amount_words(&self.page, self.total.stated()))
            }
            None => t.sentence_none(listings, reprints, projects),
        }
    }

    /// The amounts of all listings, of those again, and what is left. None where nothing is stated.
    fn amounts(&self) -> Option<[String; 3]> {
        let (all, total) = (self.page.plan.amount_of_all_listings(), self.total.stated()?);
        let again = ThousandYen::new(all.get() - total.get());
        Some([all, again, total].map(|amount| grouped(amount.get())))
    }

    /// What the departments' figures add up to, and by how much that exceeds the total.
    fn department_amounts(&self) -> Option<[String; 2]> {
        let sum = self.department_sum.stated()?;
        Some([sum, self.difference()].map(|amount| grouped(amount.get())))
    }

    fn difference(&self) -> ThousandYen {
        ThousandYen::new(self.department_sum.amount.get() - self.total.amount.get())
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

    fn has_offices(&self) -> bool {
        self.departments.iter().any(|row| row.part)
    }
}

fn again(page: &Frame<'_>) -> Vec<Again> {
    let plan = page.plan;
    let place = |listing: &Listing| {
        let initiative = plan.initiative(listing.initiative)?;
        let text = page.t.project.listed_at(initiative.name(page), listing.number);
        Some(Link { href: initiative.href(page), text })
    };
    let reprints = plan.listings().iter().filter(|listing| listing.reprint);
    reprints
        .take(ROWS)
        .filter_map(|listing| {
            let project = plan.project(listing.project.as_str())?;
            Some(Again {
                project: Link::to(page, project),
                counted: place(plan.original(project)?)?,
                again: place(listing)?,
                amount: project.budget.map(|budget| Amount::new(page.lang, budget)),
            })
        })
        .collect()
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.sums;
    let description = t.description(frame.year_short());
    SumsPage::new(frame.titled(&t.heading, description)).render()
}
