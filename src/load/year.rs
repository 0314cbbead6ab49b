//! The folder of a year: its settings and tables, put together to a plan.

use std::collections::HashMap;

use super::about::{self, Settings};
use super::faults::{Fault, shown};
use super::records::Records;
use super::sink::{FileId, Place, Sink};
use super::source::Source;
use super::tables::Tables;
use super::{build, read, rules};
use crate::plan::{Plan, ProjectId, Year};

/// A year's folder as it was read.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) year: Year,
    pub(super) is_draft: bool,
    /// `None` where anything in the folder is at fault.
    pub(super) plan: Option<Plan>,
    /// Where its settings and its projects stand, for faults found later.
    pub(super) settings: FileId,
    pub(super) projects: FileId,
    pub(super) rows: HashMap<ProjectId, u32>,
}

/// Reads a year; a plan only if nothing in its folder is at fault.
pub(super) fn read(source: &Source, year: Year, sink: &mut Sink) -> Folder {
    let folder = year.to_string();
    let errors = |sink: &Sink| sink.errors() + sink.draft_errors();
    let before = errors(sink);
    sink.draft(false);
    let settings = about::read(source, &folder, sink);
    if !settings.is_read {
        // Without its settings nothing is known of the tables.
        let (settings, rows) = (settings.file, HashMap::new());
        return Folder { year, is_draft: false, plan: None, settings, projects: settings, rows };
    }
    report_unread(source, &folder, &settings, sink);
    let mut tables = read_tables(source, &folder, &settings, sink);
    tables.resolve(sink);
    rules::check(&mut tables, sink);
    // What explains a total that does not agree comes before it.
    sink.next_section();
    settings.control.check(&tables, sink);
    sink.next_section();

    let (is_draft, settings_file, projects) = (settings.draft, settings.file, tables.projects().file);
    let reprints = reprints(&tables);
    let rows = rows(tables.projects());
    let plan = if errors(sink) > before { None } else { build::plan(year, settings, tables) };
    if let Some(plan) = &plan {
        report_early_reprints(plan, &reprints, sink);
    }
    Folder { year, is_draft, plan, settings: settings_file, projects, rows }
}

fn read_tables(source: &Source, folder: &str, settings: &Settings, sink: &mut Sink) -> Tables {
    let format = &settings.format;
    let all = format.tables.iter().enumerate().map(|(at, table)| {
        let level = format.levels.get(at..=at).unwrap_or_default();
        read::table(source, folder, table.clone(), &settings.langs, level, sink)
    });
    Tables { all: all.collect(), format: format.clone() }
}

/// The row of each project.
fn rows(projects: &Records) -> HashMap<ProjectId, u32> {
    let row = |at: usize| Some((projects.key(at)?.as_str().parse().ok()?, projects.rows[at]));
    projects.places().filter_map(row).collect()
}

/// The places of the listings that are 再掲, with their projects' ids.
fn reprints(tables: &Tables) -> Vec<(String, Place<'static>)> {
    let listings = tables.listings();
    let again = listings.places().filter(|at| listings.flag(*at, "reprint") == Some(true));
    again
        .filter_map(|at| {
            let project = tables.projects().key(listings.row(at, "project")?)?;
            Some((project.to_string(), listings.row_place(at)))
        })
        .collect()
}

/// Readers expect the listing under which a project is counted before those again.
fn report_early_reprints(plan: &Plan, reprints: &[(String, Place<'static>)], sink: &mut Sink) {
    for (id, place) in reprints {
        let Some(project) = plan.project(id) else { continue };
        if !plan.listings_for(project).next().is_some_and(|first| first.reprint) {
            continue;
        }
        let original = plan.original(project).and_then(|listing| Some((listing, plan.group_of(listing)?)));
        if let Some((listing, group)) = original {
            sink.warning(*place, || Fault::ReprintBeforeOriginal(id, &group.number, &listing.number));
        }
    }
}

/// Names the files of the folder that look like tables and are not read.
fn report_unread(source: &Source, folder: &str, settings: &Settings, sink: &mut Sink) {
    for (name, is_folder) in source.entries(folder).unwrap_or_default() {
        let lower = name.to_lowercase();
        let is_read = settings.format.tables.iter().any(|table| table.file() == name) || name == about::FILE;
        let form = match lower.rsplit('.').next() {
            _ if is_folder || is_read || name.starts_with(['.', '~']) => continue,
            Some("csv" | "toml") => "copy",
            Some("xlsx" | "xlsm" | "xls" | "ods") => "workbook",
            _ => continue,
        };
        let file = sink.open(format!("{folder}/{name}"));
        sink.warning(Place::file(file), || Fault::NotRead(shown(&name)).form(form));
    }
}
