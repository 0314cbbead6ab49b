//! The lists of pages as tables for reading: every fact of a row in a cell of its own, every language a column.

use std::borrow::Cow;
use std::rc::Rc;

use serde::Serialize;

use super::DataVersion;
use super::table::{Cell, Column, DataTable, Type};
use super::tables::{Subject, Writer};
use crate::format::Kind;
use crate::i18n::{Labels, Lang, Text};
use crate::plan::{Department, Group, Listing, Plan, Project, Total, Unit};

/// A listing with its project.
pub type Listed<'a> = (&'a Listing, &'a Project);

/// A column, and what it says of a row.
type Told<'a, T> = (Column, Box<dyn Fn(T) -> Cell<'a> + 'a>);

/// A list of projects, a row for each listing given: where it is listed, who is in charge, what it costs and does.
#[must_use]
pub fn list_of_projects<'a>(plan: &'a Plan, rows: impl IntoIterator<Item = Listed<'a>>) -> DataTable<'a> {
    table(project_columns(plan), rows)
}

/// A list of groups with what they come to; the groups are on these levels.
#[must_use]
pub fn list_of_groups<'a>(
    plan: &'a Plan,
    levels: &[usize],
    rows: impl IntoIterator<Item = &'a Group>,
) -> DataTable<'a> {
    let writer = Rc::new(Writer::new(plan));
    let mut columns: Vec<Told<'a, &'a Group>> = Vec::new();
    for level in levels {
        let told = group_key(&writer, *level);
        columns.push((told.0, Box::new(move |group| (told.1)(Some(group)))));
    }
    for lang in plan.langs() {
        let column = column(&format!("name_{lang}"), Type::Text, String::new(), Some(lang));
        columns.push((column, Box::new(move |group| text(&group.name, lang))));
    }
    columns.extend(total_columns(plan, move |group: &'a Group| plan.total_of(group)));
    table(columns, rows)
}

/// A list of departments with what their projects come to.
#[must_use]
pub fn list_of_departments<'a>(
    plan: &'a Plan,
    rows: impl IntoIterator<Item = &'a Department>,
) -> DataTable<'a> {
    let mut columns: Vec<Told<'a, &'a Department>> = vec![
        (
            column("id", Type::Text, String::new(), None),
            Box::new(|department: &'a Department| Cell::text(department.id.as_str())),
        ),
        (
            column("parent", Type::Text, String::new(), None),
            Box::new(move |department| {
                plan.parent_of(department).map_or(Cell::Empty, |parent| Cell::text(parent.id.as_str()))
            }),
        ),
    ];
    for lang in plan.langs() {
        let column = column(&format!("name_{lang}"), Type::Text, String::new(), Some(lang));
        columns.push((column, Box::new(move |department| text(&department.name, lang))));
    }
    columns
        .extend(total_columns(plan, move |department: &'a Department| plan.total_of_department(department)));
    table(columns, rows)
}

/// A list as JSON: its rows, and what they come to with each project counted once. `version` is that of the
/// plan's data.
///
/// # Errors
/// None that is known: serde's signature.
pub fn list_json(
    plan: &Plan,
    version: DataVersion,
    list: &DataTable<'_>,
    total: Total,
) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Whole<'r> {
        year: u16,
        data_version: String,
        total: DataTable<'r>,
        rows: &'r DataTable<'r>,
    }
    let total = table(total_columns(plan, |total: Total| total), [total]);
    let whole = Whole { year: plan.year().get(), data_version: version.to_string(), total, rows: list };
    serde_json::to_string(&whole).map(|json| json + "\n")
}

fn table<'a, T: Copy>(columns: Vec<Told<'a, T>>, rows: impl IntoIterator<Item = T>) -> DataTable<'a> {
    let rows = rows.into_iter().map(|row| columns.iter().map(|(_, tell)| tell(row)).collect()).collect();
    let columns = columns.into_iter().map(|(column, _)| column).collect();
    DataTable { name: String::new(), key: Vec::new(), columns, rows }
}

fn column(name: &str, kind: Type, heading: String, lang: Option<Lang>) -> Column {
    Column { name: name.to_owned(), kind, lang, field: None, refers: None, heading }
}

fn text<'a>(text: &'a Text, lang: Lang) -> Cell<'a> {
    if text.has(lang) { Cell::text(text.get(lang)) } else { Cell::Empty }
}

/// What a column is called in the languages of the plan, or in that of its cells.
fn heading(plan: &Plan, lang: Option<Lang>, words: impl Fn(&'static Labels, Lang) -> String) -> String {
    let mut names: Vec<String> = Vec::new();
    for lang in plan.langs().filter(|own| lang.is_none_or(|lang| lang == *own)) {
        let name = words(Labels::of(lang), lang);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" / ")
}

/// The group of a level that a group is, or stands below, as it is named in references.
fn group_key<'a>(writer: &Rc<Writer<'a>>, level: usize) -> Told<'a, Option<&'a Group>> {
    let plan = writer.plan;
    let own = &plan.levels()[level];
    let heading = heading(plan, None, |_, lang| own.name.one.get(lang).to_owned());
    let (kind, writer) = (writer.key_type(level), Rc::clone(writer));
    let tell =
        move |group: Option<&'a Group>| writer.key_of(group.and_then(|group| on_level(plan, group, level)));
    (column(&own.one, kind, heading, None), Box::new(tell))
}

/// The group itself or the one above it on that level.
fn on_level<'a>(plan: &'a Plan, group: &'a Group, level: usize) -> Option<&'a Group> {
    let above = |group: &&'a Group| group.parent.and_then(|parent| plan.groups().get(parent));
    std::iter::successors(Some(group), above).find(|group| group.level == level)
}

fn project_columns<'a>(plan: &'a Plan) -> Vec<Told<'a, Listed<'a>>> {
    let writer = Rc::new(Writer::new(plan));
    let mut columns: Vec<Told<'a, Listed<'a>>> = Vec::new();
    for (level, own) in plan.levels().iter().enumerate() {
        let told = group_key(&writer, level);
        columns.push((told.0, Box::new(move |(listing, _)| (told.1)(plan.group_of(listing)))));
        for lang in plan.langs() {
            let words = heading(plan, Some(lang), |t, lang| t.data.name_of(own.name.one.get(lang)));
            let column = column(&format!("{}_name_{lang}", own.one), Type::Text, words, Some(lang));
            let tell = move |(listing, _): Listed<'a>| {
                let group = plan.group_of(listing).and_then(|group| on_level(plan, group, level));
                group.map_or(Cell::Empty, |group| text(&group.name, lang))
            };
            columns.push((column, Box::new(tell)));
        }
    }
    let fields = |name: &str| writer.format.table(name).map_or(&[][..], |table| &table.fields);
    let of_listing =
        fields("listings").iter().filter(|field| ["number", "reprint"].contains(&field.name.as_str()));
    let of_project = fields("projects").iter();
    let has_readings = plan.projects().iter().any(|project| project.kana.is_some());
    for field in of_listing.chain(of_project).filter(|field| has_readings || field.kind != Kind::Reading) {
        if field.name == "budget" {
            columns.extend(department_columns(plan));
        }
        for mut column in writer.columns(field, None, |lang| plan.speaks(lang)) {
            column.heading = heading(plan, column.lang, |t, lang| named(plan, &column, t, lang));
            let (writer, own) = (Rc::clone(&writer), column.clone());
            let tell =
                move |(listing, project): Listed<'a>| match writer.cell(Subject::Listing(listing), &own) {
                    Cell::Empty => writer.cell(Subject::Project(project), &own),
                    cell => cell,
                };
            columns.push((column, Box::new(tell)));
        }
    }
    columns
}

/// What people call a column of a project or listing.
fn named(plan: &Plan, column: &Column, t: &Labels, lang: Lang) -> String {
    let name = column.field.as_ref().map_or("", |field| field.name.as_str());
    match name {
        "number" => t.terms.number.clone(),
        "reprint" => t.projects.badge_reprint.clone(),
        "name" => t.terms.project_name.clone(),
        "name_kana" => t.data.reading.clone(),
        "budget" => t.terms.budget_unit(unit_name(t, plan.unit())),
        "summary" => t.rows.summary.clone(),
        name => match plan.flags().iter().find(|flag| flag.column == name) {
            Some(flag) => flag.name.one.get(lang).to_owned(),
            None => name.to_owned(),
        },
    }
}

fn unit_name(t: &Labels, unit: Unit) -> &str {
    match unit {
        Unit::Yen => &t.unit.yen,
        Unit::ThousandYen => &t.unit.thousand_yen,
        Unit::MillionYen => &t.unit.million_yen,
    }
}

/// Columns for as many departments as any project of the plan has.
fn department_columns<'a>(plan: &'a Plan) -> Vec<Told<'a, Listed<'a>>> {
    let most = plan.projects().iter().map(|project| project.departments.len()).max().unwrap_or(1).max(1);
    let mut columns: Vec<Told<'a, Listed<'a>>> = Vec::new();
    for place in 0..most {
        let (n, nth) = (place + 1, move |project| plan.departments_of(project).nth(place));
        let words = heading(plan, None, |t, _| format!("{} {n} ID", t.terms.department));
        let id = move |(_, project): Listed<'a>| {
            nth(project).map_or(Cell::Empty, |own| Cell::text(own.id.as_str()))
        };
        columns.push((column(&format!("department_{n}"), Type::Text, words, None), Box::new(id)));
        for lang in plan.langs() {
            let words = heading(plan, Some(lang), |t, _| format!("{} {n}", t.terms.department));
            let column = column(&format!("department_{n}_name_{lang}"), Type::Text, words, Some(lang));
            let tell = move |(_, project): Listed<'a>| {
                let name = nth(project).map(|own| plan.full_name(own)).filter(|name| name.has(lang));
                name.map_or(Cell::Empty, |name| Cell::Text(Cow::Owned(name.get(lang).to_owned())))
            };
            columns.push((column, Box::new(tell)));
        }
    }
    columns
}

/// How many projects, how many of them without an amount, and the sum of the others.
fn total_columns<'a, T: Copy + 'a>(
    plan: &'a Plan,
    total: impl Fn(T) -> Total + Copy + 'a,
) -> Vec<Told<'a, T>> {
    let count = |name: &str, count: fn(Total) -> usize| -> Told<'a, T> {
        let tell = move |row| Cell::Number(count(total(row)).into());
        (column(name, Type::Integer, String::new(), None), Box::new(tell))
    };
    let budget = format!("budget_{}", plan.unit().as_str());
    let kind = Writer::amount_type(plan.unit());
    let tell = move |row| total(row).stated().map_or(Cell::Empty, |sum| Cell::Number(plan.unit().of(sum)));
    vec![
        count("projects", |total| total.projects),
        count("projects_without_amount", |total| total.without_amount),
        (column(&budget, kind, String::new(), None), Box::new(tell)),
    ]
}
