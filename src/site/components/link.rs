//! Links to what the plan consists of.

use crate::i18n::Lang;
use crate::plan::{Department, Direction, Initiative, Plan, Project, Total, Year};
use crate::site::frame::Frame;
use crate::site::urls::PageUrl;

/// A link with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

impl Link {
    /// To the page about a part of the plan, by its name.
    pub(crate) fn to(frame: &Frame<'_>, subject: &impl Subject) -> Self {
        Self { href: subject.href(frame), text: subject.name(frame) }
    }
}

/// A part of the plan that has a page of its own.
pub(crate) trait Subject {
    /// Its page.
    fn url(&self, year: Year) -> PageUrl;

    /// What it is called in the frame's language: with its number, or with its division.
    fn name(&self, frame: &Frame<'_>) -> String;

    /// What its projects cost together.
    fn total(&self, plan: &Plan) -> Total;

    fn href(&self, frame: &Frame<'_>) -> String {
        frame.href(&self.url(frame.plan.year()))
    }
}

impl Subject for Project {
    fn url(&self, year: Year) -> PageUrl {
        PageUrl::Project(year, self.id.clone())
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        self.name.get(frame.lang).to_owned()
    }

    fn total(&self, _: &Plan) -> Total {
        Total::of(std::iter::once(self))
    }
}

impl Subject for Direction {
    fn url(&self, year: Year) -> PageUrl {
        PageUrl::Direction(year, self.number)
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        frame.t.terms.direction_named(self.number, self.name.get(frame.lang))
    }

    fn total(&self, plan: &Plan) -> Total {
        plan.total_of_direction(self)
    }
}

impl Subject for Initiative {
    fn url(&self, year: Year) -> PageUrl {
        PageUrl::Initiative(year, self.number)
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        frame.t.terms.initiative_named(self.number, self.name.get(frame.lang))
    }

    fn total(&self, plan: &Plan) -> Total {
        plan.total_of_initiative(self)
    }
}

impl Subject for Department {
    fn url(&self, year: Year) -> PageUrl {
        PageUrl::Department(year, self.id.clone())
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        department_name(frame.plan, self, frame.lang)
    }

    fn total(&self, plan: &Plan) -> Total {
        plan.total_of_department(self)
    }
}

fn department_name(plan: &Plan, department: &Department, lang: Lang) -> String {
    plan.full_name(department).get(lang).to_owned()
}

/// The names of the departments in charge, joined as the language joins.
pub(crate) fn departments_of(frame: &Frame<'_>, project: &Project) -> String {
    let names: Vec<String> =
        frame.plan.departments_of(project).map(|department| department.name(frame)).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("{}{}{last}", others.join(&frame.t.site.comma), frame.t.site.and)
        }
        _ => names.concat(),
    }
}
