//! `listings.csv`: the rows of the document. Each project has one that is no 再掲.

use std::collections::HashMap;

use super::{Table, first_row};
use crate::load::faults::Fault;
use crate::load::raw::table::{self, Format, Outcome};
use crate::load::sink::{Place, Sink};
use crate::load::source::Source;
use crate::plan::{Initiative, Listing, Number, Project, ProjectId};

pub(super) const FORMAT: Format =
    Format { file: "listings.csv", columns: &["initiative", "number", "project", "reprint"], key: None };

/// Where a project is listed.
#[derive(Debug, Default)]
struct Mentions {
    /// The row that is no 再掲.
    original: Option<u32>,
    /// The initiatives, each once, with their rows: as many as there are numbers at most.
    initiatives: Vec<(Number, u32)>,
}

/// The listings with their counts.
#[derive(Debug)]
pub(in crate::load) struct Listings {
    pub(in crate::load) rows: Vec<(u32, Listing)>,
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
    // Every project with a listing, and every initiative, whatever else is wrong with the row.
    let mut mentions: HashMap<ProjectId, Mentions> = HashMap::new();
    let mut filled: HashMap<Number, u32> = HashMap::new();
    let outcome = table::read(source, folder, &FORMAT, sink, |row| {
        let initiative = row.reference("initiative", &initiatives.keys, Fault::UnknownInitiative);
        let number: Option<Number> = row.number("number");
        let project = row.reference("project", &projects.keys, Fault::UnknownProject);
        let reprint = row.flag("reprint");
        listings += 1;
        reprints += u64::from(reprint == Some(true));
        if let Some(initiative) = initiative {
            first_row(&mut filled, initiative, row.number);
        }
        if let (Some(initiative), Some(number)) = (initiative, number)
            && let Some(first) = first_row(&mut numbers, (initiative, number), row.number)
        {
            row.error("number", || Fault::DuplicateListing(initiative, number, first));
        }
        if let Some(project) = &project {
            let mentions = match mentions.get_mut(project) {
                Some(mentions) => mentions,
                None => mentions.entry(project.clone()).or_default(),
            };
            let same = |(other, _): &&(Number, u32)| Some(*other) == initiative;
            if let Some((again, first)) = mentions.initiatives.iter().find(same) {
                row.error("project", || Fault::ProjectTwiceInInitiative(project, again, first));
            } else {
                mentions.initiatives.extend(initiative.map(|initiative| (initiative, row.number)));
                match (mentions.original, reprint) {
                    (Some(first), Some(false)) => {
                        row.error("reprint", || Fault::TwoOriginals(project, first));
                    }
                    (None, Some(false)) => mentions.original = Some(row.number),
                    _ => {}
                }
            }
        }
        if let (Some(initiative), Some(number), Some(project), Some(reprint)) =
            (initiative, number, project, reprint)
        {
            rows.push((row.number, Listing { initiative, number, project, reprint }));
        }
    });

    if outcome.is_sound(&["project"]) {
        for (row, project) in &projects.rows {
            let place = Place::row(projects.outcome.file, *row);
            match mentions.get(&project.id) {
                None => sink.error(place, || Fault::ProjectWithoutListing(&project.id)),
                Some(Mentions { original: None, .. }) if outcome.is_sound(&["reprint"]) => {
                    sink.error(place, || Fault::ProjectWithoutOriginal(&project.id));
                }
                Some(_) => {}
            }
        }
    }
    if outcome.is_sound(FORMAT.columns) {
        let place = |listing: &Listing| (listing.initiative, listing.number);
        let originals = rows.iter().filter(|(_, listing)| !listing.reprint);
        let originals: HashMap<&ProjectId, (Number, Number)> =
            originals.map(|(_, listing)| (&listing.project, place(listing))).collect();
        for (row, listing) in rows.iter().filter(|(_, listing)| listing.reprint) {
            if let Some((initiative, number)) = originals.get(&listing.project)
                && place(listing) < (*initiative, *number)
            {
                let place = Place::row(outcome.file, *row);
                let project = &listing.project;
                sink.warning(place, || Fault::ReprintBeforeOriginal(project, initiative, number));
            }
        }
    }
    if outcome.is_sound(&["initiative"]) {
        for (row, initiative) in initiatives.rows.iter().filter(|(_, row)| !filled.contains_key(&row.number))
        {
            let place = Place::row(initiatives.outcome.file, *row);
            sink.warning(place, || Fault::InitiativeWithoutListing(initiative.number));
        }
    }
    Listings { rows, outcome, listings, reprints }
}
