//! A table of projects.

use std::cmp::Reverse;

use super::{Amount, Badge, Subject, badges, departments_of};
use crate::plan::{Department, Listing, Number, Project};
use crate::site::frame::Frame;

/// One project in a table.
pub(crate) struct ProjectRow<'a> {
    /// Its number under the group, where the table is one group's.
    pub(crate) number: Option<&'a Number>,
    pub(crate) href: String,
    pub(crate) name: &'a str,
    /// Who is in charge; `None` where the table itself says so.
    pub(crate) departments: Option<String>,
    pub(crate) badges: Vec<Badge<'a>>,
    pub(crate) reprint: bool,
    pub(crate) amount: Option<Amount>,
}

impl<'a> ProjectRow<'a> {
    /// A row that names the departments in charge.
    pub(crate) fn new(frame: &Frame<'a>, project: &'a Project) -> Self {
        Self {
            number: None,
            href: project.href(frame),
            name: project.name.get(frame.lang),
            departments: Some(departments_of(frame, project)),
            badges: badges(frame, project),
            reprint: false,
            amount: project.budget.map(|budget| Amount::new(frame, budget)),
        }
    }

    /// A row of a department's own table, which names only others in charge: other departments, or those
    /// within it.
    pub(crate) fn of_department(frame: &Frame<'a>, department: &Department, project: &'a Project) -> Self {
        let row = Self::new(frame, project);
        let mut own = frame.plan.departments_of(project);
        let alone = project.departments.len() == 1 && own.all(|own| own.id == department.id);
        Self { departments: row.departments.filter(|_| !alone), ..row }
    }

    /// A row of a group's table, with the listing's number and mark.
    pub(crate) fn listed(frame: &Frame<'a>, (listing, project): (&'a Listing, &'a Project)) -> Self {
        Self { number: Some(&listing.number), reprint: listing.reprint, ..Self::new(frame, project) }
    }
}

/// Projects by budget, largest first; equal ones in the document's order, those without an amount last.
pub(crate) fn by_budget<'a>(projects: impl Iterator<Item = &'a Project>) -> Vec<&'a Project> {
    let mut projects: Vec<&Project> = projects.collect();
    projects.sort_by_key(|project| Reverse(project.budget));
    projects
}
