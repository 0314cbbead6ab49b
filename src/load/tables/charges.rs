//! `project_departments.csv`: which departments are in charge of which project.

use std::collections::{HashMap, HashSet};

use super::{Table, first_row};
use crate::load::faults::Fault;
use crate::load::raw::table::{self, Format, Outcome};
use crate::load::sink::{Place, Sink};
use crate::load::source::Source;
use crate::plan::{Department, DepartmentId, Project, ProjectId};

pub(super) const FORMAT: Format =
    Format { file: "project_departments.csv", columns: &["project", "department"], key: None };

/// The departments of each project, in the order of the file.
#[derive(Debug)]
pub(in crate::load) struct Charges {
    pub(in crate::load) departments: HashMap<ProjectId, Vec<DepartmentId>>,
    pub(in crate::load) outcome: Outcome,
    pub(in crate::load) count: u64,
}

pub(in crate::load) fn read(
    source: &Source,
    folder: &str,
    projects: &Table<Project, ProjectId>,
    departments: &Table<Department, DepartmentId>,
    sink: &mut Sink,
) -> Charges {
    let mut charges: HashMap<ProjectId, Vec<DepartmentId>> = HashMap::new();
    let mut pairs: HashMap<(ProjectId, DepartmentId), u32> = HashMap::new();
    let mut busy: HashSet<DepartmentId> = HashSet::new();
    let mut count = 0;
    let outcome = table::read(source, folder, &FORMAT, sink, |row| {
        let project = row.reference("project", &projects.keys, Fault::UnknownProject);
        let department = row.reference("department", &departments.keys, Fault::UnknownDepartment);
        count += 1;
        if let Some(department) = department.as_ref().filter(|department| !busy.contains(*department)) {
            busy.insert(department.clone());
        }
        if let (Some(project), Some(department)) = (&project, &department)
            && let Some(first) = first_row(&mut pairs, (project.clone(), department.clone()), row.number)
        {
            row.error("department", || Fault::DuplicateCharge(project, department, first));
        }
        if let Some(project) = project {
            // A project whose department is unknown is not one without.
            charges.entry(project).or_default().extend(department);
        }
    });

    if outcome.is_sound(&["project"]) {
        for (row, project) in projects.rows.iter().filter(|(_, row)| !charges.contains_key(&row.id)) {
            let place = Place::row(projects.outcome.file, *row);
            sink.error(place, || Fault::ProjectWithoutDepartment(&project.id));
        }
    }
    if outcome.is_sound(&["department"]) && departments.outcome.is_sound(&["id", "parent"]) {
        let divisions: HashSet<&DepartmentId> =
            departments.rows.iter().filter_map(|(_, department)| department.parent.as_ref()).collect();
        for (row, department) in &departments.rows {
            if !busy.contains(&department.id) && !divisions.contains(&department.id) {
                let place = Place::row(departments.outcome.file, *row);
                sink.warning(place, || Fault::DepartmentWithoutProject(&department.id));
            }
        }
    }
    Charges { departments: charges, outcome, count }
}
