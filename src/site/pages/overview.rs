//! The plan at a glance.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::share;
use crate::plan::{Flag, Group, Priorities, Project, Total};
use crate::site::components::{
    Amount, Figure, GroupTotals, Link, ProjectRow, TotalRow, amount_words, by_budget, capitalised, divisions,
    flag_named, joined, marked, prose, quoted, reprints_note, without_amount,
};
use crate::site::urls::PageUrl;

/// How many of the largest projects are shown.
const LARGEST: usize = 10;

/// How many of the projects with a mark are shown.
const MARKED: usize = 20;

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct OverviewPage<'a> {
    page: Frame<'a>,
    total: Total,
    amount: Option<Amount>,
    marks: Vec<Mark<'a>>,
    groups: GroupTotals,
    group_figure: Option<Figure<'a>>,
    priorities: Option<&'a Priorities>,
    department_figure: Option<Figure<'a>>,
    departments: Vec<TotalRow>,
    largest: Vec<ProjectRow<'a>>,
    largest_figure: Option<Figure<'a>>,
}

/// A mark, and the projects that have it.
struct Mark<'a> {
    flag: &'a Flag,
    name: String,
    /// How many projects there are.
    count: usize,
    /// Where they are shown; `None` where there are none.
    href: Option<String>,
    /// The projects, where they have a section of this page.
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> Mark<'a> {
    fn new(page: &Frame<'a>, place: usize, flag: &'a Flag) -> Self {
        let plan = page.plan;
        let count = marked(plan, place).count();
        let has_page = super::priorities::flag_of(plan) == Some(place);
        let rows = marked(plan, place).filter(|_| !has_page).take(MARKED);
        let href = if has_page {
            Some(page.href(&PageUrl::Priorities(plan.year())))
        } else {
            (count > 0).then(|| format!("#{}", flag.column))
        };
        Self {
            name: capitalised(page.lang, flag.name.other.get(page.lang)),
            rows: rows.map(|project| ProjectRow::new(page, project)).collect(),
            flag,
            count,
            href,
        }
    }

    fn lead(&self, page: &Frame<'_>) -> String {
        page.t.flag.lead(flag_named(page, self.flag, 2))
    }
}

impl<'a> OverviewPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, t) = (page.plan, page.t);
        // What costs nothing is not among the largest.
        let has_budget = |project: &&Project| project.budget.is_some_and(|budget| budget.get() > 0);
        let largest = by_budget(plan.projects().iter().filter(has_budget));
        let largest: Vec<&Project> = largest.into_iter().take(LARGEST).collect();
        let (divisions, marks) = (divisions(plan), plan.flags().iter().enumerate());
        Self {
            total: plan.total(),
            amount: plan.total().stated().map(|amount| Amount::new(&page, amount)),
            marks: marks.map(|(place, flag)| Mark::new(&page, place, flag)).collect(),
            group_figure: Figure::of_groups(&page, plan.groups_on(0).collect()),
            groups: GroupTotals::new(&page, plan.groups_on(0).collect(), plan.total()),
            priorities: plan.about().priorities.as_ref().filter(|priorities| !priorities.items.is_empty()),
            departments: divisions.iter().map(|division| TotalRow::new(&page, *division)).collect(),
            department_figure: Figure::of(
                &page,
                "by-department",
                t.overview.by_department.clone(),
                divisions,
            ),
            largest: largest.iter().map(|project| ProjectRow::new(&page, project)).collect(),
            largest_figure: Figure::of(&page, "largest", t.overview.largest_title(largest.len()), largest),
            page,
        }
    }

    fn lead(&self) -> String {
        prose(
            &self.page,
            [Some(self.sentence()), self.largest_group(), without_amount(&self.page, self.total)],
        )
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, &self.page.t.overview);
        let about = page.plan.about();
        let (issuer, year) = (page.text(&about.issuer), page.year_short());
        let purpose = about.purpose.as_ref().map(|purpose| t.purpose(page.text(purpose)));
        let purpose = purpose.unwrap_or_default();
        let projects = page.t.count.projects(self.total.projects);
        match &self.amount {
            Some(amount) => t.sentence(issuer, purpose, year, projects, &amount.words),
            None => t.sentence_none(issuer, purpose, year, projects),
        }
    }

    /// The outermost group with the largest budget, where there are several.
    fn largest_group(&self) -> Option<String> {
        let (page, plan) = (&self.page, self.page.plan);
        plan.groups_on(0).nth(1)?;
        let most = plan.groups_on(0).map(|group| plan.total_of(group).amount).max()?;
        let largest: Vec<&Group> =
            plan.groups_on(0).filter(|group| plan.total_of(group).amount == most).collect();
        let share = share(page.lang, most.get(), self.total.amount.get())?;
        let (t, level) = (&page.t.overview, plan.level_of(largest.first()?).name.other.get(page.lang));
        Some(match &largest[..] {
            [one] => t.largest_group(level, one.name.get(page.lang), share),
            _ => {
                let names = largest.iter().map(|group| group.name.get(page.lang).to_owned());
                t.largest_tied(level, quoted(page, names), share)
            }
        })
    }

    /// Where projects that are listed again are counted, if there are any.
    fn reprints(&self) -> Option<String> {
        reprints_note(&self.page, 0)
    }

    /// The outermost level: the id of its section, and its heading.
    fn level(&self) -> [String; 2] {
        let (lang, level) = (self.page.lang, self.page.plan.levels().first());
        level.map_or_else(Default::default, |level| {
            [level.id.to_string(), capitalised(lang, level.name.other.get(lang))]
        })
    }

    /// To the page of the priorities, by what is on it.
    fn priorities_link(&self) -> Link {
        let (page, plan) = (&self.page, self.page.plan);
        let flag = super::priorities::flag_of(plan).map(|place| &plan.flags()[place]);
        let flag = flag.map(|flag| flag.name.other.get(page.lang).to_owned());
        let names: Vec<String> = [page.t.priorities.heading.clone()].into_iter().chain(flag).collect();
        let text = joined(&names, &page.t.site.comma, &page.t.level.with);
        Link { href: self.url(PageUrl::Priorities), text }
    }

    fn url(&self, page: impl Fn(crate::plan::Year) -> PageUrl) -> String {
        self.page.href(&page(self.page.plan.year()))
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let (t, about, total) = (&frame.t.overview, frame.plan.about(), frame.plan.total());
    let (plan, year) = (frame.text(&about.plan), frame.year_short());
    let projects = frame.t.count.projects(total.projects);
    let title = t.heading(&year);
    let description = match total.stated() {
        Some(_) => t.description(plan, year, projects, amount_words(&frame, total.stated())),
        None => t.description_none(plan, year, projects),
    };
    OverviewPage::new(frame.titled(title, description)).render()
}
