//! The folder of a year: its settings and tables, put together to a plan.

use super::about::{self, Control};
use super::sink::Sink;
use super::source::Source;
use super::tables::charges::Charges;
use super::tables::listings::Listings;
use super::tables::projects::Tally;
use super::tables::{charges, departments, directions, initiatives, listings, projects};
use super::{Code, raw::table::Outcome};
use crate::plan::{Parts, Plan, Year};

/// Reads a year; a plan only if nothing in its folder is at fault.
pub(super) fn read(source: &Source, year: Year, sink: &mut Sink) -> Option<Plan> {
    let errors = sink.errors();
    let folder = year.to_string();
    let settings = about::read(source, &folder, sink);
    let directions = directions::read(source, &folder, sink);
    let initiatives = initiatives::read(source, &folder, &directions, sink);
    let departments = departments::read(source, &folder, sink);
    let (projects, tally) = projects::read(source, &folder, sink);
    let listings = listings::read(source, &folder, &initiatives, &projects, sink);
    let charges = charges::read(source, &folder, &projects, &departments, sink);
    let found = Found { tally, projects: &projects.outcome, listings: &listings, charges: &charges };
    settings.control.iter().for_each(|control| found.check(control, sink));

    if sink.errors() > errors {
        return None;
    }
    let mut parts = Parts {
        year,
        about: settings.about?,
        directions: values(directions.rows),
        initiatives: values(initiatives.rows),
        departments: values(departments.rows),
        projects: values(projects.rows),
        listings: values(listings.rows),
    };
    let mut departments = charges.departments;
    for project in &mut parts.projects {
        project.departments = departments.remove(&project.id).unwrap_or_default();
    }
    Some(Plan::new(parts))
}

fn values<T>(rows: Vec<(u32, T)>) -> Vec<T> {
    rows.into_iter().map(|(_, value)| value).collect()
}

/// What the tables come to, beside how far each can be trusted.
struct Found<'f> {
    tally: Tally,
    projects: &'f Outcome,
    listings: &'f Listings,
    charges: &'f Charges,
}

impl Found<'_> {
    /// Holds a total against its table, unless a fault already explains why it would not agree.
    fn check(&self, control: &Control, sink: &mut Sink) {
        let (projects, listings, charges) = ("projects.csv", "listings.csv", "project_departments.csv");
        let (table, column, outcome, found) = match control.code() {
            Code::ControlPriority => (projects, "priority", self.projects, self.tally.priority),
            Code::ControlNew => (projects, "new", self.projects, self.tally.new),
            Code::ControlWithoutAmount => {
                (projects, "budget_thousand_yen", self.projects, self.tally.without_amount)
            }
            Code::ControlBudget => (projects, "budget_thousand_yen", self.projects, self.tally.budget.get()),
            Code::ControlListings => (listings, "number", &self.listings.outcome, self.listings.listings),
            Code::ControlReprints => (listings, "reprint", &self.listings.outcome, self.listings.reprints),
            Code::ControlProjectDepartments => {
                (charges, "department", &self.charges.outcome, self.charges.count)
            }
            _ => (projects, "id", self.projects, self.tally.projects),
        };
        // A duplicate is a row too many, and a doubtful row may be one.
        let key = if table == projects { "id" } else { "project" };
        if outcome.is_sound(&[key, column]) {
            control.check(found, table, sink);
        }
    }
}
