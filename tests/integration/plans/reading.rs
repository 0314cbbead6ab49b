//! The tables of a plan, read by the tests themselves: nothing is taken from the program.

use std::collections::BTreeMap;

use keikaku::i18n::Lang;

use super::amounts::Unit;
use super::numbering;
use super::tables::{Department, Flag, Group, Level, Listing, Project, Tables};
use super::words::{Noun, Words};
use crate::support::dataset::{DataFolder, Row};

/// What stands for `[[levels]]` where `plan.toml` has none.
const LEVELS: &str = r#"
    [[levels]]
    id = "directions"
    one = "direction"
    name.one = { ja = "方向性", en = "direction" }
    name.other = { ja = "方向性", en = "directions" }
    number = { ja = "方向性{number}", en = "Direction {number}" }

    [[levels]]
    id = "initiatives"
    one = "initiative"
    name.one = { ja = "取組", en = "initiative" }
    name.other = { ja = "取組", en = "initiatives" }
    number = { ja = "取組{number}", en = "Initiative {number}" }
    index = false
"#;

/// What stands for `[[flags]]` where `plan.toml` has none.
const FLAGS: &str = r#"
    [[flags]]
    column = "priority"
    sign = "★"
    name.one = { ja = "重点事業", en = "priority project" }
    name.other = { ja = "重点事業", en = "priority projects" }
    badge = { ja = "重点", en = "Priority" }

    [[flags]]
    column = "new"
    sign = "【新】"
    name.one = { ja = "新規事業", en = "new project" }
    name.other = { ja = "新規事業", en = "new projects" }
    badge = { ja = "新規", en = "New" }
"#;

impl Tables {
    pub(super) fn read(folder: &DataFolder, year: u16) -> Self {
        let settings = std::str::from_utf8(folder.bytes(&format!("{year}/plan.toml"))).unwrap();
        let settings: toml::Table = settings.parse().unwrap();
        let records = |table: &str| folder.records(&format!("{year}/{table}.csv"));
        let levels: Vec<Level> = stated(&settings, "levels", LEVELS).iter().map(level).collect();
        let flags: Vec<Flag> = stated(&settings, "flags", FLAGS).iter().map(flag).collect();
        // What the tables have in a language that the title has not is not of the plan.
        let title = Words::in_settings(&settings["title"]);
        let langs: Vec<Lang> = Lang::ALL.into_iter().filter(|lang| title.has(*lang)).collect();
        let words = |row: &Row, column: &str| Words::of(row, column).in_langs(&langs);
        let tables: Vec<Vec<Row>> = levels.iter().map(|level| records(&level.id)).collect();
        let groups = groups(&levels, &tables, &words);
        let departments = departments(&records("departments"), &words);
        let rows = records("projects");
        let unit = Unit::ALL.into_iter().find(|unit| rows[0].contains_key(unit.column())).unwrap();
        let charges = records("project_departments");
        let in_charge = |id: &String| {
            let own = charges.iter().filter(|row| row["project"] == *id);
            let place = |row: &Row| departments.iter().position(|own| own.id == row["department"]).unwrap();
            own.map(place).collect()
        };
        let project = |row: &Row| Project {
            id: row["id"].clone(),
            name: words(row, "name"),
            summary: words(row, "summary"),
            budget: Some(&row[unit.column()]).filter(|cell| !cell.is_empty()).map(|cell| unit.read(cell)),
            flags: flags.iter().map(|flag| row[&flag.column] == "1").collect(),
            departments: in_charge(&row["id"]),
        };
        let projects = rows.iter().map(project).collect();
        let mut listings: Vec<Listing> =
            records("listings").iter().map(|row| listing(&levels, &groups, row)).collect();
        listings.sort_by_key(|listing| (listing.group, numbering::order(&listing.number)));
        let has_needs = folder.names().any(|name| name == format!("{year}/needs.csv"));
        let rows = if has_needs { records("needs") } else { Vec::new() };
        let mut needs: Vec<(Words, Vec<usize>)> = Vec::new();
        for row in &rows {
            let (own, group) = (words(row, "need"), group_of(&levels, &groups, row));
            match needs.iter_mut().find(|(other, _)| other.original() == own.original()) {
                Some((_, groups)) => groups.push(group),
                None => needs.push((own, vec![group])),
            }
        }
        Self { year, unit, levels, flags, groups, departments, projects, listings, needs, settings }
    }
}

/// The tables of settings under a key, or what stands for them.
fn stated(settings: &toml::Table, key: &str, otherwise: &str) -> Vec<toml::Value> {
    let otherwise: toml::Table = otherwise.parse().unwrap();
    settings.get(key).unwrap_or(&otherwise[key]).as_array().unwrap().clone()
}

fn level(value: &toml::Value) -> Level {
    Level {
        id: value["id"].as_str().unwrap().to_owned(),
        one: value["one"].as_str().unwrap().to_owned(),
        name: Noun::in_settings(&value["name"]),
        number: Words::in_settings(&value["number"]),
        has_index: value.get("index").is_none_or(|index| index.as_bool().unwrap()),
    }
}

fn flag(value: &toml::Value) -> Flag {
    Flag {
        column: value["column"].as_str().unwrap().to_owned(),
        sign: value.get("sign").map_or_else(String::new, |sign| sign.as_str().unwrap().to_owned()),
        name: Noun::in_settings(&value["name"]),
        badge: Words::in_settings(&value["badge"]),
    }
}

/// What other tables call a group: its id where the table gives one, else its number.
fn key(row: &Row) -> &String {
    row.get("id").filter(|id| !id.is_empty()).unwrap_or(&row["number"])
}

/// The groups of all levels in the order of the document.
fn groups(levels: &[Level], tables: &[Vec<Row>], words: &dyn Fn(&Row, &str) -> Words) -> Vec<Group> {
    let mut rows = Vec::new();
    add_groups(levels, tables, None, &mut rows);
    let group = |(level, row, parent): &(usize, &Row, Option<usize>)| Group {
        level: *level,
        id: numbering::slug(key(row)),
        number: row["number"].clone(),
        name: words(row, "name"),
        parent: *parent,
    };
    rows.iter().map(group).collect()
}

/// Adds the rows of the groups that belong to one, each followed by those below it: level, row, parent.
fn add_groups<'r>(
    levels: &[Level],
    tables: &'r [Vec<Row>],
    parent: Option<(usize, usize, &Row)>,
    rows: &mut Vec<(usize, &'r Row, Option<usize>)>,
) {
    let level = parent.map_or(0, |(_, level, _)| level + 1);
    let Some(table) = tables.get(level) else { return };
    let is_own = |row: &&Row| parent.is_none_or(|(_, above, own)| row[&levels[above].one] == *key(own));
    let mut own: Vec<&Row> = table.iter().filter(is_own).collect();
    own.sort_by_key(|row| numbering::order(&row["number"]));
    for row in own {
        let place = rows.len();
        rows.push((level, row, parent.map(|(parent, ..)| parent)));
        add_groups(levels, tables, Some((place, level, row)), rows);
    }
}

fn departments(rows: &[Row], words: &dyn Fn(&Row, &str) -> Words) -> Vec<Department> {
    let by_id: BTreeMap<&String, usize> = rows.iter().enumerate().map(|(at, row)| (&row["id"], at)).collect();
    let parent = |row: &Row| by_id.get(row.get("parent")?).copied();
    let department = |row: &Row| {
        let above = std::iter::successors(parent(row), |at| parent(&rows[*at]));
        let name = |row: &Row| words(row, "name");
        let full_name = above.fold(name(row), |part, at| name(&rows[at]).containing(&part));
        Department { id: row["id"].clone(), parent: parent(row), name: name(row), full_name }
    };
    rows.iter().map(department).collect()
}

/// The deepest column that is filled names the group.
fn group_of(levels: &[Level], groups: &[Group], row: &Row) -> usize {
    let filled = |level: &&(usize, &Level)| row.get(&level.1.one).is_some_and(|cell| !cell.is_empty());
    let by_depth: Vec<(usize, &Level)> = levels.iter().enumerate().rev().collect();
    let (at, level) = by_depth.iter().find(filled).unwrap();
    let id = numbering::slug(&row[&level.one]);
    groups.iter().position(|group| group.level == *at && group.id == id).unwrap()
}

fn listing(levels: &[Level], groups: &[Group], row: &Row) -> Listing {
    Listing {
        group: group_of(levels, groups, row),
        number: row["number"].clone(),
        project: row["project"].clone(),
        reprint: row["reprint"] == "1",
    }
}
