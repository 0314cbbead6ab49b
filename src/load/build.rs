//! Sound tables to the parts of a plan.

use super::about::Settings;
use super::records::{Cell, Records};
use super::tables::{Tables, Under};
use crate::plan::{Department, Flags, Group, Listing, Need, Number, Parts, Plan, Project, Year};

/// The plan of a year; `None` where a cell was refused after all.
pub(super) fn plan(year: Year, settings: Settings, mut tables: Tables) -> Option<Plan> {
    let (listings, needs) = (listings(&tables)?, needs(&tables)?);
    let charges = tables.project_departments();
    let mut departments_of: Vec<Vec<usize>> = vec![Vec::new(); tables.projects().len()];
    for at in charges.places() {
        departments_of[charges.row(at, "project")?].push(charges.row(at, "department")?);
    }
    let levels = tables.levels();
    let unit = tables.projects().unit;
    let flags: Vec<String> = tables.format.flags.iter().map(|flag| flag.column.clone()).collect();
    let mut groups = Vec::new();
    for level in 0..levels {
        // The places of the level before, among all groups.
        let above = groups.len() - level.checked_sub(1).map_or(0, |above| tables.groups(above).len());
        for at in tables.groups(level).places() {
            let parent = tables.parent(level, at).map(|parent| above + parent);
            let id = tables.groups(level).key(at)?;
            let records = &mut tables.all[level];
            groups.push(Group {
                level,
                id,
                number: number(records, at)?,
                name: records.take_text(at, "name")?,
                kana: records.take_kana(at)?,
                parent,
            });
        }
    }
    let departments: Option<Vec<Department>> = tables.all[levels]
        .places()
        .map(|at| {
            let records = &mut tables.all[levels];
            let parent = records.row(at, "parent");
            Some(Department {
                id: id(records, at)?.parse().ok()?,
                name: records.take_text(at, "name")?,
                kana: records.take_kana(at)?,
                parent,
            })
        })
        .collect();
    let records = &mut tables.all[levels + 1];
    let projects: Option<Vec<Project>> = departments_of
        .into_iter()
        .enumerate()
        .map(|(at, departments)| {
            let mut own = Flags::default();
            for (place, _) in
                flags.iter().enumerate().filter(|(_, flag)| records.flag(at, flag) == Some(true))
            {
                own.set(place);
            }
            Some(Project {
                id: id(records, at)?.parse().ok()?,
                name: records.take_text(at, "name")?,
                kana: records.take_kana(at)?,
                budget: records.amount(at, "budget"),
                flags: own,
                summary: records.take_text(at, "summary")?,
                departments,
            })
        })
        .collect();
    Some(Plan::new(Parts {
        year,
        draft: settings.draft,
        about: settings.about?,
        unit,
        levels: tables.format.levels,
        flags: tables.format.flags,
        groups,
        departments: departments?,
        projects: projects?,
        listings,
        needs,
    }))
}

/// The place among all groups of the one that a record names.
fn group(tables: &Tables, records: &Records, at: usize) -> Option<usize> {
    let Under::Group(level, group) = tables.group_of(records, at) else { return None };
    Some((0..level).map(|above| tables.groups(above).len()).sum::<usize>() + group)
}

/// Rows of the same words are one need.
fn needs(tables: &Tables) -> Option<Vec<Need>> {
    let (records, mut needs) = (tables.needs(), Vec::<Need>::new());
    for at in records.places() {
        let (words, group) = (records.text(at, "need")?, group(tables, records, at)?);
        match needs.iter_mut().find(|need| need.words.original() == words.original()) {
            Some(need) => need.groups.push(group),
            None => needs.push(Need { words: words.clone(), groups: vec![group] }),
        }
    }
    Some(needs)
}

fn listings(tables: &Tables) -> Option<Vec<Listing>> {
    let records = tables.listings();
    records
        .places()
        .map(|at| {
            Some(Listing {
                group: group(tables, records, at)?,
                number: records.number(at)?.clone(),
                project: records.row(at, "project")?,
                reprint: records.flag(at, "reprint")?,
            })
        })
        .collect()
}

fn id(records: &mut Records, at: usize) -> Option<Box<str>> {
    if let Cell::Id(id) = records.take(at, "id") { Some(id) } else { None }
}

fn number(records: &mut Records, at: usize) -> Option<Number> {
    if let Cell::Number(number) = records.take(at, "number") { Some(number) } else { None }
}
