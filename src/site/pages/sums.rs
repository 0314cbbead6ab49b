//! How every total is made (検算), as answers to what a reader may ask.

use askama::Template;

use super::{Frame, filters};
use crate::chart::Split;
use crate::i18n::share;
use crate::plan::{Listing, Total, Yen};
use crate::site::components::{
    Amount, Link, TotalRow, amount_words, department_rows, divisions, exact, extent, joined, levels_heading,
    prose,
};
use crate::site::urls::{DataFile, FileUrl, PageUrl, ROWS};

#[derive(Template)]
#[template(path = "pages/sums.html")]
struct SumsPage<'a> {
    page: Frame<'a>,
    total: Total,
    listings: usize,
    /// What is listed again, as many as are shown.
    again: Vec<Again>,
    reprints: usize,
    /// The amounts of all listings, and of those again; none where nothing is stated.
    amounts: Option<[Yen; 2]>,
    /// The outermost groups, each with those below it.
    groups: Vec<Vec<CountedRow>>,
    departments: Vec<TotalRow>,
    department_sum: Total,
    shared: usize,
}

/// A total, and the listings that it is made of where some are listed again.
struct CountedRow {
    row: TotalRow,
    listings: String,
}

/// A project that is listed again.
struct Again {
    project: Link,
    /// Where it is counted, and where it is not.
    places: String,
    amount: Option<Amount>,
}

impl<'a> SumsPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, total) = (page.plan, page.plan.total());
        let groups = plan.groups_on(0).map(|outermost| {
            let counted = plan.within(outermost).map(|group| CountedRow {
                row: TotalRow::below(&page, group, group.level + 1),
                listings: match plan.reprints_of(group).projects {
                    0 => String::new(),
                    again => page.t.sums.without_again(plan.listed_within(group).count(), again),
                },
            });
            counted.collect()
        });
        // What the divisions' totals add up to, shared projects counted more than once.
        let divisions = divisions(plan).into_iter().map(|division| plan.total_of_department(division));
        let all = plan.amount_of_all_listings();
        Self {
            total,
            listings: plan.listings().len(),
            again: again(&page),
            reprints: plan.listings().iter().filter(|listing| listing.reprint).count(),
            amounts: total.stated().map(|counted| [all, Yen::new(all.get() - counted.get())]),
            groups: groups.collect(),
            departments: department_rows(&page),
            department_sum: divisions.fold(Total::default(), |sum, total| sum + total),
            shared: plan.projects().iter().filter(|project| project.departments.len() > 1).count(),
            page,
        }
    }

    /// Why projects are not simply added up.
    fn lead(&self) -> String {
        let (page, t) = (&self.page, &self.page.t.sums);
        let more = self.amounts.map(|[_, again]| again).filter(|again| again.get() > 0);
        let counted = match (self.reprints, more) {
            (0, _) => None,
            (_, Some(more)) => Some(t.more(amount_words(page, Some(more)))),
            (_, None) => Some(t.each_once.clone()),
        };
        prose(page, [counted, self.total.is_unstated().then(|| t.no_amounts.clone())])
    }

    /// How many more are listed again than are shown.
    fn more_again(&self) -> String {
        let more = self.reprints - self.again.len();
        if more > 0 { self.page.t.count.more(more) } else { String::new() }
    }

    fn exact(&self, amount: Yen) -> String {
        exact(self.page.plan, amount)
    }

    fn total_words(&self) -> String {
        amount_words(&self.page, self.total.stated())
    }

    /// How many projects state an amount, where some do and some do not.
    fn stated(&self) -> Option<String> {
        let (n, without) = (self.total.with_amount(), self.total.without_amount);
        let projects = self.page.t.count.projects(self.total.projects);
        (n > 0 && without > 0).then(|| self.page.t.sums.stated(n, projects))
    }

    /// To the projects without an amount, where there are any.
    fn unstated(&self) -> Option<Link> {
        let n = self.total.without_amount;
        let href = self.page.href(&PageUrl::NoAmount(self.page.plan.year()));
        (n > 0).then(|| Link { href, text: self.page.t.sums.unstated(n) })
    }

    /// The bar of all amounts, with what is left out of the total dashed, and its share in words.
    fn split(&self) -> Option<(Split, String)> {
        let (page, t, [all, again]) = (&self.page, &self.page.t.sums, self.amounts?);
        let (part, whole) = (self.total.stated()?.get(), all.get());
        let left_out = share(page.lang, again.get(), whole)?;
        let label = t.bar(share(page.lang, part, whole)?, &left_out);
        let split = Split::new(part, whole, label).filter(|_| again.get() > 0)?;
        Some((split, t.left_out(left_out)))
    }

    /// What the levels are called: in the question, and at the head of the column.
    fn levels(&self) -> [String; 2] {
        let (page, levels) = (&self.page, self.page.plan.levels());
        let names: Vec<String> =
            levels.iter().map(|level| level.name.other.get(page.lang).to_owned()).collect();
        [joined(&names, &page.t.site.comma, &page.t.level.with), levels_heading(page, levels)]
    }

    /// The id of the section of the groups: the outermost level.
    fn groups_id(&self) -> &str {
        self.page.plan.levels().first().map_or("", |level| level.id.as_str())
    }

    /// What the departments' amounts come to beyond the total.
    fn difference(&self) -> Yen {
        Yen::new(self.department_sum.amount.get() - self.total.amount.get())
    }

    /// Whether the departments' figures add up to the total, and why not.
    fn why(&self) -> String {
        let (page, t, more) = (&self.page, &self.page.t.sums, self.difference());
        if self.shared == 0 {
            return t.none_shared.clone();
        }
        let amounts = (!self.total.is_unstated()).then(|| match more.get() {
            0 => t.amounts_same.clone(),
            _ => t.amounts_more(amount_words(page, Some(more))),
        });
        let counted = t.counted(self.shared, self.department_sum.projects);
        // What is stated and shared comes to zero where it makes no difference.
        let mut shared = page.plan.projects().iter().filter(|project| project.departments.len() > 1);
        let is_stated = shared.any(|project| project.budget.is_some());
        let unaffected = (amounts.is_some() && more.get() == 0).then(|| match is_stated {
            true => t.unaffected.clone(),
            false => t.unaffected_unstated(self.shared),
        });
        prose(page, [amounts, Some(counted), unaffected])
    }

    /// What is left of the departments' figures without what is counted more than once.
    fn without_shared(&self) -> Option<String> {
        let (page, t, n) =
            (&self.page, &self.page.t.sums, self.department_sum.projects - self.total.projects);
        let projects = page.t.count.projects(self.total.projects);
        (n > 0).then(|| match self.difference() {
            more if more.get() > 0 => {
                let more = page.t.terms.extent(page.t.count.projects(n), amount_words(page, Some(more)));
                t.without_shared_amount(more, extent(page, self.total))
            }
            _ => t.without_shared(n, projects),
        })
    }

    /// What the figures of departments do not mean.
    fn notes(&self) -> String {
        let (page, t, counted) = (&self.page, &self.page.t.sums, self.department_sum.projects);
        // That they are as many as the listings has nothing to do with these.
        let is_alike = self.shared > 0 && self.reprints > 0 && counted == self.listings;
        let has_offices = self.departments.iter().any(|row| row.indent > 0);
        let only_list = self.total.stated().map(|_| page.t.departments.only_list.clone());
        let by_chance = is_alike.then(|| t.by_chance(counted));
        prose(page, [by_chance, only_list, has_offices.then(|| t.office_note.clone())])
    }

    fn file(&self) -> String {
        let table = DataFile::Table("projects".to_owned());
        self.page.file(&FileUrl::Data(self.page.plan.year(), table))
    }

    /// The column of the amounts in files.
    fn column(&self) -> String {
        format!("budget_{}", self.page.plan.unit().as_str())
    }
}

fn again(page: &Frame<'_>) -> Vec<Again> {
    let plan = page.plan;
    let place = |listing: &Listing| {
        let group = plan.group_of(listing)?;
        let group = plan.level_of(group).numbered(page.lang, &group.number);
        Some(page.t.project.listed_at(group, &listing.number))
    };
    let reprints = plan.listings().iter().filter(|listing| listing.reprint);
    reprints
        .take(ROWS)
        .filter_map(|listing| {
            let project = plan.project_of(listing)?;
            Some(Again {
                project: Link::to(page, project),
                places: page.t.sums.places(place(plan.original(project)?)?, place(listing)?),
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
