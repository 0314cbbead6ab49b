//! Sound tables to the parts of a plan.

use super::about::Settings;
use super::records::{Cell, Records};
use super::tables::{Tables, Under};
use crate::plan::{Department, Flags, Group, Listing, Number, Parts, Plan, Project, Year};

/// The plan of a year; `None` where a cell was refused after all.
pub(super) fn plan(year: Year, settings: Settings, mut tables: Tables) -> Option<Plan> {
    let listings = listings(&tables)?;
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
    }))
}

fn listings(tables: &Tables) -> Option<Vec<Listing>> {
    let starts: Vec<usize> = (0..tables.levels())
        .scan(0, |next, level| Some(std::mem::replace(next, *next + tables.groups(level).len())))
        .collect();
    let records = tables.listings();
    records
        .places()
        .map(|at| {
            let Under::Group(level, group) = tables.under(at) else { return None };
            Some(Listing {
                group: starts[level] + group,
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
