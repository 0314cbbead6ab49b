//! How every total is made (検算), so that a reader can follow it.

use askama::Template;

use super::{Frame, filters};
use crate::plan::{Listing, Total, Yen};
use crate::site::components::{
    Amount, Link, Subject, TotalRow, amount_words, department_rows, divisions, exact, holders, joined,
    levels_heading,
};
use crate::site::urls::ROWS;

#[derive(Template)]
#[template(path = "pages/sums.html")]
struct SumsPage<'a> {
    page: Frame<'a>,
    total: Total,
    listings: usize,
    again: Vec<Again>,
    reprints: usize,
    /// The outermost groups, each with those below it.
    groups: Vec<Vec<CountedRow>>,
    plan_row: TotalRow,
    departments: Vec<TotalRow>,
    department_sum: Total,
    shared: usize,
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
        let groups = plan.groups_on(0).map(|outermost| {
            let counted = plan.within(outermost).map(|group| CountedRow {
                row: TotalRow::below(&page, group, group.level),
                listings: plan.listed_within(group).count(),
                reprints: plan.reprints_of(group).projects,
            });
            counted.collect()
        });
        // What the divisions' totals add up to, shared projects counted more than once.
        let divisions = divisions(plan).into_iter().map(|division| plan.total_of_department(division));
        Self {
            total: plan.total(),
            listings: plan.listings().len(),
            again: again(&page),
            reprints: plan.listings().iter().filter(|listing| listing.reprint).count(),
            groups: groups.collect(),
            plan_row: TotalRow::whole(&page),
            departments: department_rows(&page),
            department_sum: divisions.fold(Total::default(), |sum, total| sum + total),
            shared: plan.projects().iter().filter(|project| project.departments.len() > 1).count(),
            page,
        }
    }

    fn sentence(&self) -> String {
        let t = &self.page.t.sums;
        let counted = match self.reprints {
            0 => t.counted_once(self.listings),
            reprints => t.counted(self.listings, reprints, self.total.projects),
        };
        match self.total.stated() {
            Some(_) => t.sentence(counted, amount_words(&self.page, self.total.stated())),
            None => t.sentence_none(counted),
        }
    }

    /// The amounts of all listings, of those again, and what is left. None where nothing is stated.
    fn amounts(&self) -> Option<[String; 3]> {
        let (all, total) = (self.page.plan.amount_of_all_listings(), self.total.stated()?);
        let again = Yen::new(all.get() - total.get());
        Some([all, again, total].map(|amount| exact(self.page.plan, amount)))
    }

    /// What the departments' figures add up to, and by how much that exceeds the total.
    fn department_amounts(&self) -> [String; 2] {
        match self.department_sum.stated() {
            Some(sum) => [sum, self.difference()].map(|amount| exact(self.page.plan, amount)),
            None => [(); 2].map(|()| self.page.t.terms.no_amount.clone()),
        }
    }

    fn difference(&self) -> Yen {
        Yen::new(self.department_sum.amount.get() - self.total.amount.get())
    }

    /// Why the departments' figures add up to the total, or to more.
    fn why(&self) -> String {
        let t = &self.page.t.sums;
        match (self.shared, self.difference().get()) {
            (0, _) => t.department_none_shared.clone(),
            (shared, 0) if self.is_zero_shared() => t.department_equal_zero(shared, self.page.year_short()),
            (shared, 0) => t.department_equal(shared, self.page.year_short()),
            (shared, _) => t.department_differs(shared),
        }
    }

    /// That the departments' projects are as many as the listings, where they are: one has nothing to do with the other.
    fn by_chance(&self) -> Option<String> {
        let counted = self.department_sum.projects;
        let is_alike = self.shared > 0 && self.reprints > 0 && counted == self.listings;
        is_alike.then(|| self.page.t.sums.by_chance(counted))
    }

    /// Whether a shared project states an amount, which is zero where it makes no difference.
    fn is_zero_shared(&self) -> bool {
        let mut shared = self.page.plan.projects().iter().filter(|project| project.departments.len() > 1);
        shared.any(|project| project.budget.is_some())
    }

    fn has_offices(&self) -> bool {
        self.departments.iter().any(|row| row.indent > 0)
    }

    /// How many listings are of projects that are counted elsewhere.
    fn again_lead(&self) -> String {
        self.page.t.sums.again_lead(self.reprints, holders(&self.page, 1))
    }

    /// The heading over the groups, and that of their column.
    fn by_groups(&self) -> [String; 2] {
        let (page, levels) = (&self.page, self.page.plan.levels());
        let names: Vec<String> =
            levels.iter().map(|level| level.name.one.get(page.lang).to_owned()).collect();
        let each = &page.t.level.each;
        [page.t.sums.by_groups(joined(&names, &page.t.level.counts, each)), levels_heading(page, levels)]
    }

    /// The id of the section of the groups: the outermost level.
    fn groups_id(&self) -> &str {
        self.page.plan.levels().first().map_or("", |level| level.id.as_str())
    }
}

fn again(page: &Frame<'_>) -> Vec<Again> {
    let plan = page.plan;
    let place = |listing: &Listing| {
        let group = plan.group_of(listing)?;
        let text = page.t.project.listed_at(group.name(page), &listing.number);
        Some(Link { href: group.href(page), text })
    };
    let reprints = plan.listings().iter().filter(|listing| listing.reprint);
    reprints
        .take(ROWS)
        .filter_map(|listing| {
            let project = plan.project_of(listing)?;
            Some(Again {
                project: Link::to(page, project),
                counted: place(plan.original(project)?)?,
                again: place(listing)?,
                amount: project.budget.map(|budget| Amount::new(page, budget)),
            })
        })
        .collect()
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.sums;
    let description = t.description(frame.year_short());
    SumsPage::new(frame.titled(&t.heading, description)).render()
}
