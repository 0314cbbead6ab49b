//! What departments and projects owe each other.

use std::collections::HashMap;

use crate::load::faults::Fault;
use crate::load::sink::Sink;
use crate::load::tables::Tables;

/// No department is part of itself, directly or through others.
pub(super) fn end_at_the_top(tables: &mut Tables, sink: &mut Sink) {
    let departments = tables.departments();
    let parents: Vec<Option<usize>> = departments.places().map(|at| departments.row(at, "parent")).collect();
    let is_deep =
        |at: &usize| std::iter::successors(parents[*at], |at| parents[*at]).nth(MAX_DEPTH).is_some();
    let round: Vec<usize> = departments.places().filter(is_deep).collect();
    let at_place = tables.levels();
    for at in round {
        let name = tables.departments().shown(at);
        tables.all[at_place].error(at, "parent", sink, || Fault::ParentCircle(name));
    }
}

/// Deeper than any city's departments are: what has more above it goes round.
const MAX_DEPTH: usize = 16;

/// Every project has a department, each once, and every department a project.
pub(super) fn are_in_charge(tables: &mut Tables, sink: &mut Sink) {
    let charges = tables.project_departments();
    let mut pairs: HashMap<(usize, usize), u32> = HashMap::with_capacity(charges.len());
    let mut charged = vec![false; tables.projects().len()];
    let mut busy = vec![false; tables.departments().len()];
    let mut twice = Vec::new();
    for at in charges.places() {
        let (project, department) = (charges.row(at, "project"), charges.row(at, "department"));
        // A project whose department is unknown is not one without.
        project.into_iter().for_each(|project| charged[project] = true);
        department.into_iter().for_each(|department| busy[department] = true);
        if let Some(pair) = project.zip(department) {
            match pairs.get(&pair) {
                Some(first) => twice.push((at, pair, *first)),
                None => drop(pairs.insert(pair, charges.rows[at])),
            }
        }
    }
    let (projects, departments) = (tables.projects(), tables.departments());
    if charges.is_sound(&["project"]) {
        for at in projects.places().filter(|at| !charged[*at] && projects.is_first(*at)) {
            sink.error(projects.row_place(at), || Fault::ProjectWithoutDepartment(projects.shown(at)));
        }
    }
    if charges.is_sound(&["department"]) && departments.is_sound(&["id", "parent"]) {
        let mut above = vec![false; departments.len()];
        departments.places().filter_map(|at| departments.row(at, "parent")).for_each(|at| above[at] = true);
        for at in departments.places().filter(|at| !busy[*at] && !above[*at]) {
            sink.warning(departments.row_place(at), || {
                Fault::DepartmentWithoutProject(departments.shown(at))
            });
        }
    }
    let own = tables.levels() + 3;
    for (at, (project, department), first) in twice {
        let names = (tables.projects().shown(project), tables.departments().shown(department));
        tables.all[own].error(at, "department", sink, || Fault::DuplicateCharge(names.0, names.1, first));
    }
}
