//! One module a page: its view, the arithmetic of the view, and what it renders. Templates of the same
//! names are in `templates/pages/`; they only branch and loop.

mod about;
mod accessibility;
mod collection;
mod data;
mod department;
mod departments;
pub(super) mod error;
pub(super) mod find;
mod glossary;
mod group;
mod level;
mod overview;
mod priorities;
mod project;
mod projects;
mod search;
mod sums;

use super::filters;
use super::frame::Frame;
use super::urls::{Order, PageUrl, View};
use super::{Error, Snapshot};
use crate::i18n::Lang;
use crate::plan::{Group, GroupId, LevelId, Plan};

/// A page as HTML; `None` where the data does not have what it is about.
pub(super) fn render(
    snapshot: &Snapshot,
    page: &PageUrl,
    view: View,
    lang: Lang,
) -> Result<Option<String>, Error> {
    let is_there = page.exists(&snapshot.dataset, lang) && snapshot.orders(page).contains(&view.order);
    if !is_there || view.part.number() > snapshot.parts(page, view.order) {
        return Ok(None);
    }
    let frame = Frame::new(snapshot, lang, Some((page.clone(), view)));
    let plan = frame.plan;
    let rendered = match page {
        PageUrl::Overview(_) => Some(overview::render(frame)),
        PageUrl::Level(_, id) => plan.level(id.as_str()).map(|level| level::render(frame, level)),
        PageUrl::Group(_, level, id) => group_at(plan, level, id).map(|own| group::render(frame, own)),
        PageUrl::Projects(_) => Some(projects::render(frame)),
        PageUrl::Project(_, id) => plan.project(id.as_str()).and_then(|own| project::render(frame, own)),
        PageUrl::Departments(_) => Some(departments::render(frame)),
        PageUrl::Department(_, id) => plan.department(id.as_str()).map(|own| department::render(frame, own)),
        PageUrl::Priorities(_) => priorities::render(frame),
        PageUrl::Marked(_, id) => {
            plan.flag(id.as_str()).and_then(|flag| collection::render_marked(frame, flag))
        }
        PageUrl::NoAmount(_) => Some(collection::render_no_amount(frame)),
        PageUrl::Search(_) => Some(search::render(frame)),
        PageUrl::Sums(_) => Some(sums::render(frame)),
        PageUrl::Data(_) => return data::render(frame).map(Some),
        PageUrl::Glossary => Some(glossary::render(frame)),
        PageUrl::About => Some(about::render(frame)),
        PageUrl::Accessibility => Some(accessibility::render(frame)),
    };
    Ok(rendered.transpose()?)
}

fn group_at<'p>(plan: &'p Plan, level: &LevelId, id: &GroupId) -> Option<&'p Group> {
    plan.groups().get(plan.group_at(plan.level(level.as_str())?, id.as_str())?)
}

/// The orders in which the list of a page is shown: by amount where there are amounts to compare.
pub(super) fn orders(snapshot: &Snapshot, page: &PageUrl) -> &'static [Order] {
    let plan = page.year().and_then(|year| snapshot.dataset.plans.get(&year));
    let with_amount = plan.map_or(0, |plan| match page {
        PageUrl::Projects(_) => plan.total().with_amount(),
        PageUrl::Group(_, level, id) => {
            group_at(plan, level, id).map_or(0, |own| plan.total_of(own).with_amount())
        }
        _ => 0,
    });
    if with_amount > 1 { &[Order::Own, Order::Amount] } else { &[Order::Own] }
}

/// How many rows the list of a page has that is shown in parts; none where the page has no such list.
pub(super) fn rows(snapshot: &Snapshot, page: &PageUrl, order: Order) -> usize {
    let plan = page.year().and_then(|year| snapshot.dataset.plans.get(&year));
    let rows = |plan: &Plan| match page {
        PageUrl::Projects(_) => plan.projects().len(),
        PageUrl::Departments(_) => plan.departments().len(),
        PageUrl::Priorities(_) => plan.flag_of_priorities().map_or(0, |flag| plan.marked(flag).count()),
        PageUrl::Marked(_, id) => plan.flag(id.as_str()).map_or(0, |flag| plan.marked(flag).count()),
        PageUrl::NoAmount(_) => plan.total().without_amount,
        PageUrl::Group(_, level, id) => group_at(plan, level, id).map_or(0, |group| match order {
            Order::Own => plan.listed_in(group).count(),
            Order::Amount => plan.listed_within(group).count(),
        }),
        PageUrl::Department(_, id) => {
            plan.department(id.as_str()).map_or(0, |own| plan.total_of_department(own).projects)
        }
        PageUrl::Overview(_)
        | PageUrl::Level(..)
        | PageUrl::Project(..)
        | PageUrl::Search(_)
        | PageUrl::Sums(_)
        | PageUrl::Data(_)
        | PageUrl::Glossary
        | PageUrl::About
        | PageUrl::Accessibility => 0,
    };
    plan.map_or(0, |plan| rows(plan))
}
