//! Links to what the plan consists of.

use super::joined;
use crate::plan::{Department, Group, Plan, Project, Total};
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
    fn url(&self, plan: &Plan) -> PageUrl;

    /// What it is called in the frame's language: with its number, or with the departments above it.
    fn name(&self, frame: &Frame<'_>) -> String;

    /// What its projects cost together.
    fn total(&self, plan: &Plan) -> Total;

    fn href(&self, frame: &Frame<'_>) -> String {
        frame.href(&self.url(frame.plan))
    }
}

impl Subject for Project {
    fn url(&self, plan: &Plan) -> PageUrl {
        PageUrl::Project(plan.year(), self.id.clone())
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        self.name.get(frame.lang).to_owned()
    }

    fn total(&self, _: &Plan) -> Total {
        Total::of(std::iter::once(self))
    }
}

impl Subject for Group {
    fn url(&self, plan: &Plan) -> PageUrl {
        PageUrl::Group(plan.year(), plan.level_of(self).id.clone(), self.id.clone())
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        let number = frame.plan.level_of(self).numbered(frame.lang, &self.number);
        frame.t.group.named(number, self.name.get(frame.lang))
    }

    fn total(&self, plan: &Plan) -> Total {
        plan.total_of(self)
    }
}

impl Subject for Department {
    fn url(&self, plan: &Plan) -> PageUrl {
        PageUrl::Department(plan.year(), self.id.clone())
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        frame.plan.full_name(self).get(frame.lang).to_owned()
    }

    fn total(&self, plan: &Plan) -> Total {
        plan.total_of_department(self)
    }
}

/// The names of the departments in charge, joined as the language joins.
pub(crate) fn departments_of(frame: &Frame<'_>, project: &Project) -> String {
    let names = frame.plan.departments_of(project).map(|department| department.name(frame));
    joined(&names.collect::<Vec<_>>(), &frame.t.site.comma, &frame.t.site.and)
}
