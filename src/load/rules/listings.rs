//! What listings, projects and groups owe each other.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use crate::load::faults::Fault;
use crate::load::records::Records;
use crate::load::sink::Sink;
use crate::load::tables::{Tables, Under};
use crate::plan::Number;

/// Remembers the first record of a key; gives it where the key was there before.
fn first<K: Hash + Eq>(seen: &mut HashMap<K, usize>, key: K, record: usize) -> Option<usize> {
    match seen.entry(key) {
        Entry::Occupied(taken) => Some(*taken.get()),
        Entry::Vacant(free) => {
            free.insert(record);
            None
        }
    }
}

fn listings_mut(tables: &mut Tables) -> &mut Records {
    let at = tables.levels() + 2;
    &mut tables.all[at]
}

/// The groups of all listings, by their places.
fn groups(tables: &Tables) -> Vec<Option<(usize, usize)>> {
    let group = |at| match tables.under(at) {
        Under::Group(level, group) => Some((level, group)),
        Under::Nothing | Under::Unknown => None,
    };
    tables.listings().places().map(group).collect()
}

/// The name of a group in messages.
fn name(tables: &Tables, (level, group): (usize, usize)) -> String {
    tables.groups(level).shown(group)
}

pub(super) fn stand_under_a_group(tables: &mut Tables, sink: &mut Sink) {
    let Some(deepest) = tables.format.levels.last().map(|level| level.one.clone()) else { return };
    let nothing = |at: &usize| matches!(tables.under(*at), Under::Nothing);
    let nowhere: Vec<usize> = tables.listings().places().filter(nothing).collect();
    for at in nowhere {
        listings_mut(tables).error(at, &deepest, sink, Fault::EmptyValue);
    }
    for at in tables.listings().places() {
        let Under::Group(level, group) = tables.under(at) else { continue };
        for above in 0..level {
            let one = &tables.format.levels[above].one;
            let Some(named) = tables.listings().row(at, one) else { continue };
            if !tables.is_within((level, group), (above, named)) {
                let (own, named) = (name(tables, (level, group)), name(tables, (above, named)));
                sink.error(tables.listings().place(at, one), || Fault::ListingContradicts(own, named));
            }
        }
    }
}

pub(super) fn have_a_number_of_their_own(tables: &mut Tables, sink: &mut Sink) {
    let mut seen: HashMap<((usize, usize), Number), usize> = HashMap::new();
    for (at, group) in groups(tables).into_iter().enumerate() {
        let Some((group, number)) = group.zip(tables.listings().number(at).cloned()) else { continue };
        if let Some(first) = first(&mut seen, (group, number.clone()), at) {
            let (name, first) = (name(tables, group), tables.listings().rows[first]);
            listings_mut(tables).error(at, "number", sink, || Fault::DuplicateListing(name, number, first));
        }
    }
}

pub(super) fn name_a_project_once_a_group(tables: &mut Tables, sink: &mut Sink) {
    let mut seen = HashMap::new();
    for (at, group) in groups(tables).into_iter().enumerate() {
        let Some((group, project)) = group.zip(tables.listings().row(at, "project")) else { continue };
        if let Some(first) = first(&mut seen, (group, project), at) {
            let (project, group) = (tables.projects().shown(project), name(tables, group));
            let first = tables.listings().rows[first];
            listings_mut(tables)
                .error(at, "project", sink, || Fault::ProjectTwiceInGroup(project, group, first));
        }
    }
}

/// Every project has a listing, and exactly one that is not 再掲.
pub(super) fn count_every_project_once(tables: &mut Tables, sink: &mut Sink) {
    let (listings, projects) = (tables.listings(), tables.projects());
    let mut listed = vec![false; projects.len()];
    let mut original: Vec<Option<usize>> = vec![None; projects.len()];
    let mut twice = Vec::new();
    for at in listings.places() {
        let Some(project) = listings.row(at, "project") else { continue };
        listed[project] = true;
        if listings.flag(at, "reprint") == Some(false) {
            match original[project] {
                Some(first) => twice.push((at, project, listings.rows[first])),
                None => original[project] = Some(at),
            }
        }
    }
    if listings.is_sound(&["project"]) {
        for project in projects.places().filter(|at| projects.is_first(*at)) {
            let name = || projects.shown(project);
            if !listed[project] {
                sink.error(projects.row_place(project), || Fault::ProjectWithoutListing(name()));
            } else if original[project].is_none() && listings.is_sound(&["reprint"]) {
                sink.error(projects.row_place(project), || Fault::ProjectWithoutOriginal(name()));
            }
        }
    }
    for (at, project, first) in twice {
        let name = tables.projects().shown(project);
        listings_mut(tables).error(at, "reprint", sink, || Fault::TwoOriginals(name, first));
    }
}

/// A group without a listing would be an empty page.
pub(super) fn fill_every_group(tables: &mut Tables, sink: &mut Sink) {
    let levels = tables.levels();
    let mut filled: Vec<Vec<bool>> =
        (0..levels).map(|level| vec![false; tables.groups(level).len()]).collect();
    for group in groups(tables) {
        let mut next = group;
        while let Some((level, group)) = next {
            if std::mem::replace(&mut filled[level][group], true) {
                break;
            }
            next = tables.parent(level, group).map(|parent| (level - 1, parent));
        }
    }
    let fields: Vec<&str> = tables.format.levels.iter().map(|level| level.one.as_str()).collect();
    let is_sound = tables.listings().is_sound(&fields)
        && (0..levels).all(|level| tables.groups(level).is_sound(&fields));
    if !is_sound {
        return;
    }
    for (level, filled) in filled.iter().enumerate() {
        let records = tables.groups(level);
        for group in records.places().filter(|group| !filled[*group] && records.is_first(*group)) {
            sink.warning(records.row_place(group), || Fault::GroupWithoutListing(records.shown(group)));
        }
    }
}
