//! The lists of pages as data: the same rows in the same order as on the page, all of them.

use super::components::{by_budget, departments_in_order, levels_shown};
use super::urls::PageUrl;
use crate::open_data::{DataTable, Listed, list_of_departments, list_of_groups, list_of_projects};
use crate::plan::{Dataset, Plan, Project, Total};

/// A list, and what it comes to with each project counted once.
pub(super) struct List<'a> {
    pub(super) plan: &'a Plan,
    pub(super) table: DataTable<'a>,
    pub(super) total: Total,
}

/// Whether a page of that kind has a list.
pub(super) const fn has_list(page: &PageUrl) -> bool {
    matches!(
        page,
        PageUrl::Level(..)
            | PageUrl::Group(..)
            | PageUrl::Projects(_)
            | PageUrl::Departments(_)
            | PageUrl::Department(..)
            | PageUrl::Priorities(_)
            | PageUrl::Marked(..)
            | PageUrl::NoAmount(_)
    )
}

/// Whether the page has a list with a row.
pub(super) fn list_exists(dataset: &Dataset, page: &PageUrl) -> bool {
    let plan = page.year().and_then(|year| dataset.plans.get(&year));
    let has_row = |plan: &Plan| match page {
        PageUrl::Group(_, level, id) => {
            let group = plan.level(level.as_str()).and_then(|level| plan.group_at(level, id.as_str()));
            group.is_some_and(|group| plan.listed_within(&plan.groups()[group]).next().is_some())
        }
        PageUrl::Department(_, id) => {
            plan.department(id.as_str()).is_some_and(|own| plan.projects_of(own).next().is_some())
        }
        PageUrl::Priorities(_) => {
            plan.flag_of_priorities().is_some_and(|flag| plan.marked(flag).next().is_some())
        }
        _ => true,
    };
    has_list(page) && plan.is_some_and(|plan| has_row(plan))
}

/// The list of a page; `None` where it has none.
pub(super) fn list<'a>(dataset: &'a Dataset, page: &PageUrl) -> Option<List<'a>> {
    let plan: &Plan = dataset.plans.get(&page.year()?).filter(|_| list_exists(dataset, page))?;
    let level_of = |id: &str| plan.level(id);
    Some(match page {
        PageUrl::Level(_, id) => {
            let level = level_of(id.as_str())?;
            let levels: Vec<usize> = (level..level + levels_shown(plan, level).len()).collect();
            let groups = plan.groups().iter().filter(|group| levels.contains(&group.level));
            List { plan, table: list_of_groups(plan, &levels, groups), total: plan.total() }
        }
        PageUrl::Group(_, level, id) => {
            let group = plan.groups().get(plan.group_at(level_of(level.as_str())?, id.as_str())?)?;
            let listed = plan.listed_within(group);
            List { plan, table: list_of_projects(plan, listed), total: plan.total_of(group) }
        }
        PageUrl::Projects(_) => projects(plan, plan.projects().iter()),
        PageUrl::Departments(_) => {
            let departments = departments_in_order(plan).into_iter().map(|(own, _)| own);
            List { plan, table: list_of_departments(plan, departments), total: plan.total() }
        }
        PageUrl::Department(_, id) => {
            projects(plan, by_budget(plan.projects_of(plan.department(id.as_str())?)).into_iter())
        }
        PageUrl::Priorities(_) => marked(plan, plan.flag_of_priorities()?),
        PageUrl::Marked(_, id) => marked(plan, plan.flag(id.as_str())?),
        PageUrl::NoAmount(_) => {
            projects(plan, plan.projects().iter().filter(|project| project.budget.is_none()))
        }
        _ => return None,
    })
}

fn marked(plan: &Plan, flag: usize) -> List<'_> {
    projects(plan, by_budget(plan.marked(flag)).into_iter())
}

/// Projects, each where it is counted.
pub(super) fn projects<'a>(plan: &'a Plan, projects: impl Iterator<Item = &'a Project> + Clone) -> List<'a> {
    let total = Total::of(projects.clone());
    let listed =
        projects.filter_map(|project| -> Option<Listed<'a>> { Some((plan.original(project)?, project)) });
    List { plan, table: list_of_projects(plan, listed), total }
}
