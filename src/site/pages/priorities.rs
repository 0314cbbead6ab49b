//! The priorities as written, and the projects marked as priority.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::Lang;
use crate::plan::{Flag, Plan, Priorities, Project, Total};
use crate::site::components::{
    Parts, ProjectRow, ProjectTable, TotalLine, by_budget, capitalised, flag_named, marked, with_share,
};

#[derive(Template)]
#[template(path = "pages/priorities.html")]
struct PrioritiesPage<'a> {
    page: Frame<'a>,
    priorities: &'a Priorities,
    marked: Option<Marked<'a>>,
    parts: Parts,
}

/// The projects with the mark of the priorities.
struct Marked<'a> {
    flag: &'a Flag,
    total: Total,
    table: ProjectTable<'a>,
}

impl<'a> Marked<'a> {
    fn new(page: &Frame<'a>, parts: &Parts) -> Option<Self> {
        let (plan, place) = (page.plan, flag_of(page.plan)?);
        let flag = &plan.flags()[place];
        let projects: Vec<&Project> = by_budget(marked(plan, place));
        let rows = parts.rows(projects.iter()).map(|project| ProjectRow::new(page, project)).collect();
        let total = Total::of(projects.iter().copied());
        let line = TotalLine::new(page, total, 0);
        Some(Self { flag, total, table: ProjectTable::new(page, rows, projects.into_iter(), line) })
    }

    fn heading(&self, page: &Frame<'_>) -> String {
        capitalised(page.lang, self.flag.name.other.get(page.lang))
    }

    fn sentence(&self, page: &Frame<'_>) -> String {
        let (t, flag) = (&page.t.priorities, |n| flag_named(page, self.flag, n));
        let projects = page.t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) if self.total.projects == 1 => {
                t.sentence_one(flag(1), projects, with_share(page, amount))
            }
            Some(amount) => t.sentence(flag(2), projects, with_share(page, amount)),
            None if self.total.projects == 0 => t.sentence_empty(flag(1)),
            None => t.sentence_none(flag(self.total.projects), projects),
        }
    }
}

impl PrioritiesPage<'_> {
    /// Whether something of the priorities is shown in translation.
    fn is_translated(&self) -> bool {
        let Priorities { heading, lead, items, .. } = self.priorities;
        items.iter().chain(lead).chain([heading]).any(|text| self.page.translates(text))
    }
}

/// The place of the mark that belongs to the priorities.
pub(super) fn flag_of(plan: &Plan) -> Option<usize> {
    plan.about().priorities.as_ref()?.flag.filter(|place| *place < plan.flags().len())
}

pub(super) fn render(frame: Frame<'_>) -> Option<askama::Result<String>> {
    let (t, plan) = (&frame.t.priorities, frame.plan);
    let priorities = plan.about().priorities.as_ref()?;
    let (year, items) = (frame.year_short(), priorities.items.len());
    let projects = |flag| marked(plan, flag).count();
    let description = match flag_of(plan).filter(|flag| projects(*flag) > 0) {
        None => t.description_none(year, items),
        Some(flag) => {
            let name = plan.flags()[flag].name.other.get(frame.lang);
            t.description(year, items, name, frame.t.count.projects(projects(flag)))
        }
    };
    let page = frame.titled(&t.heading, description);
    let parts = Parts::of(&page);
    Some(PrioritiesPage { marked: Marked::new(&page, &parts), priorities, parts, page }.render())
}
