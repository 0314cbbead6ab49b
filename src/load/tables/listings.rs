//! `listings.csv`: the rows of the document. Each project has one that is no 再掲.

use std::collections::HashMap;

use super::{Table, first_row};
use crate::load::faults::references as faults;
use crate::load::raw::table::{self, Format, Outcome};
use crate::load::sink::{Place, Sink};
use crate::load::source::Source;
use crate::plan::{Initiative, Listing, Number, Project, ProjectId};

const FORMAT: Format = Format { columns: &["initiative", "number", "project", "reprint"], key: None };

/// The listings with their counts.
#[derive(Debug)]
pub(in crate::load) struct Listings {
    pub(in crate::load) rows: Vec<Listing>,
    pub(in crate::load) outcome: Outcome,
    pub(in crate::load) listings: u64,
    pub(in crate::load) reprints: u64,
}

pub(in crate::load) fn read(
    source: &Source,
    folder: &str,
    initiatives: &Table<Initiative, Number>,
    projects: &Table<Project, ProjectId>,
    sink: &mut Sink,
) -> Listings {
    let (mut rows, mut listings, mut reprints) = (Vec::new(), 0, 0);
    let mut numbers: HashMap<(Number, Number), u32> = HashMap::new();
    let mut pairs: HashMap<(Number, ProjectId), u32> = HashMap::new();
    let mut originals: HashMap<ProjectId, u32> = HashMap::new();
    // Every project with a listing, and every initiative, whatever else is wrong with the row.
    let mut listed: HashMap<ProjectId, u32> = HashMap::new();
    let mut filled: HashMap<Number, u32> = HashMap::new();
    let outcome = table::read(source, &format!("{folder}/listings.csv"), &FORMAT, sink, |row| {
        let initiative = row.reference("initiative", &initiatives.keys, faults::unknown_initiative);
        let number: Option<Number> = row.number("number");
        let project = row.reference("project", &projects.keys, faults::unknown_project);
        let reprint = row.flag("reprint");
        listings += 1;
        reprints += u64::from(reprint == Some(true));
        if let Some(initiative) = initiative {
            first_row(&mut filled, initiative, row.number);
        }
        if let Some(project) = &project {
            first_row(&mut listed, project.clone(), row.number);
        }
        if let (Some(initiative), Some(number)) = (initiative, number)
            && let Some(first) = first_row(&mut numbers, (initiative, number), row.number)
        {
            let (initiative, number) = (initiative.to_string(), number.to_string());
            row.error("number", || faults::duplicate_listing(&initiative, &number, first));
        }
        let mut again = false;
        if let (Some(initiative), Some(project)) = (initiative, &project)
            && let Some(first) = first_row(&mut pairs, (initiative, project.clone()), row.number)
        {
            again = true;
            let initiative = initiative.to_string();
            row.error("project", || {
                faults::project_twice_in_initiative(project.as_str(), &initiative, first)
            });
        }
        if let (Some(project), Some(false), false) = (&project, reprint, again)
            && let Some(first) = first_row(&mut originals, project.clone(), row.number)
        {
            row.error("reprint", || faults::two_originals(project.as_str(), first));
        }
        if let (Some(initiative), Some(number), Some(project), Some(reprint)) =
            (initiative, number, project, reprint)
        {
            rows.push(Listing { initiative, number, project, reprint });
        }
    });

    if outcome.is_sound(&["project"]) {
        for (row, project) in &projects.rows {
            let place = Place::row(projects.outcome.file, *row);
            if !listed.contains_key(&project.id) {
                sink.error(place, || faults::project_without_listing(project.id.as_str()));
            } else if !originals.contains_key(&project.id) && outcome.is_sound(&["reprint"]) {
                sink.error(place, || faults::project_without_original(project.id.as_str()));
            }
        }
    }
    if outcome.is_sound(&["initiative"]) {
        for (row, initiative) in initiatives.rows.iter().filter(|(_, row)| !filled.contains_key(&row.number))
        {
            let place = Place::row(initiatives.outcome.file, *row);
            let number = initiative.number.to_string();
            sink.warning(place, || faults::initiative_without_listing(&number));
        }
    }
    Listings { rows, outcome, listings, reprints }
}
