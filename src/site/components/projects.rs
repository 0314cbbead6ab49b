//! A table of projects.

use std::cmp::Reverse;

use super::{Amount, Subject, departments_of};
use crate::plan::{Department, Listing, Project};
use crate::site::frame::Frame;

/// One project in a table.
pub(crate) struct ProjectRow<'a> {
    /// Its number under the initiative, where the table is one initiative's.
    pub(crate) number: Option<u16>,
    pub(crate) href: String,
    pub(crate) name: &'a str,
    /// Who is in charge; `None` where the table itself says so.
    pub(crate) departments: Option<String>,
    pub(crate) priority: bool,
    pub(crate) new: bool,
    pub(crate) reprint: bool,
    pub(crate) amount: Option<Amount>,
}

impl<'a> ProjectRow<'a> {
    /// A row that names the departments in charge.
    pub(crate) fn new(frame: &Frame<'_>, project: &'a Project) -> Self {
        Self {
            number: None,
            href: project.href(frame),
            name: project.name.get(frame.lang),
            departments: Some(departments_of(frame, project)),
            priority: project.priority,
            new: project.new,
            reprint: false,
            amount: project.budget.map(|budget| Amount::new(frame.lang, budget)),
        }
    }

    /// A row of a department's own table, which names only others in charge: other departments, or the
    /// department's offices.
    pub(crate) fn of_department(frame: &Frame<'_>, department: &Department, project: &'a Project) -> Self {
        let row = Self::new(frame, project);
        let alone = project.departments.len() == 1 && project.departments.contains(&department.id);
        Self { departments: row.departments.filter(|_| !alone), ..row }
    }

    /// A row of an initiative's table, with the listing's number and mark.
    pub(crate) fn listed(frame: &Frame<'_>, (listing, project): (&Listing, &'a Project)) -> Self {
        Self { number: Some(listing.number.get()), reprint: listing.reprint, ..Self::new(frame, project) }
    }
}

/// Projects by budget, largest first; equal ones in the document's order, those without an amount last.
pub(crate) fn by_budget<'a>(projects: impl Iterator<Item = &'a Project>) -> Vec<&'a Project> {
    let mut projects: Vec<&Project> = projects.collect();
    projects.sort_by_key(|project| Reverse(project.budget));
    projects
}
