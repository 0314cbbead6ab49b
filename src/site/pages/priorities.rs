//! The priorities as written, and the projects marked as priority.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::Lang;
use crate::plan::Priorities;
use crate::site::components::{Marked, Parts, capitalised};

#[derive(Template)]
#[template(path = "pages/priorities.html")]
struct PrioritiesPage<'a> {
    page: Frame<'a>,
    priorities: &'a Priorities,
    marked: Option<Marked<'a>>,
    parts: Parts,
}

impl PrioritiesPage<'_> {
    /// Whether something of the priorities is shown in translation.
    fn is_translated(&self) -> bool {
        let Priorities { heading, lead, items, .. } = self.priorities;
        items.iter().chain(lead).chain([heading]).any(|text| self.page.translates(text))
    }

    /// What the marked projects are called.
    fn marked_heading(&self) -> String {
        let (page, flag) = (&self.page, self.page.plan.flag_of_priorities());
        let flag = flag.map_or("", |place| page.plan.flags()[place].name.other.get(page.lang));
        capitalised(page.lang, flag)
    }
}

pub(super) fn render(frame: Frame<'_>) -> Option<askama::Result<String>> {
    let (t, plan) = (&frame.t.priorities, frame.plan);
    let priorities = plan.about().priorities.as_ref()?;
    let (year, items) = (frame.year_short(), priorities.items.len());
    let projects = |flag| plan.marked(flag).count();
    let description = match plan.flag_of_priorities().filter(|flag| projects(*flag) > 0) {
        None => t.description_none(year, items),
        Some(flag) => {
            let name = plan.flags()[flag].name.other.get(frame.lang);
            t.description(year, items, name, frame.t.count.projects(projects(flag)))
        }
    };
    let page = frame.titled(&t.heading, description);
    let parts = Parts::of(&page);
    let marked = plan.flag_of_priorities().and_then(|place| Marked::new(&page, place, &parts));
    Some(PrioritiesPage { marked, priorities, parts, page }.render())
}
