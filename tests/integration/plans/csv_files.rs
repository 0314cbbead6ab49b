//! The tables of a year as CSV: what was read, in the form in which it is read, and nothing else.

use std::collections::BTreeSet;

use keikaku::plan::Dataset;

use super::faults::Faults;
use super::sets::{self, Set};
use super::tables::Tables;
use crate::support::dataset::{DataFolder, Row};
use crate::support::plans::Served;

/// The names of the tables of a plan, the glossary aside.
pub(super) fn tables(plan: &Tables) -> Vec<String> {
    let levels = plan.levels.iter().map(|level| level.id.clone());
    let others = ["departments", "projects", "listings", "project_departments"].map(str::to_owned);
    levels.chain(others).collect()
}

/// A table as it is served.
pub(super) fn served(set: &Set, plan: &Tables, table: &str) -> Vec<Vec<String>> {
    let path = format!("/data/{}/{table}.csv", plan.year);
    let answer = set.site.get(&path);
    assert_eq!(answer.status, 200, "{}: {path}", set.name);
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&answer.body[3..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The dataset that a site has.
fn dataset(folder: &DataFolder) -> Dataset {
    folder.dataset_despite_warnings()
}

#[test]
fn the_tables_taken_away_are_the_plan_when_they_are_read_again() {
    for set in sets::all() {
        let mut folder = set.folder.clone();
        for plan in set.years.values() {
            for table in tables(plan) {
                let file = format!("{}/{table}.csv", plan.year);
                folder = folder.file(&file, set.site.get(&format!("/data/{file}")).body);
            }
            if folder.names().any(|name| name == format!("{}/needs.csv", plan.year)) {
                let file = format!("{}/needs.csv", plan.year);
                folder = folder.file(&file, set.site.get(&format!("/data/{file}")).body);
            }
            if !set.terms.is_empty() {
                let glossary = set.site.get(&format!("/data/{}/glossary.csv", plan.year)).body;
                folder = folder.file("glossary.csv", glossary);
            }
        }
        let (before, after) = (dataset(&set.folder), dataset(&folder));
        assert_eq!(after.plans, before.plans, "{}", set.name);
        assert_eq!(after.terms, before.terms, "{}", set.name);
    }
}

#[test]
fn every_cell_is_the_one_that_was_read() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            // References may be by number or by id, and listings in several columns: those are read again above.
            let by_cell = tables(plan).into_iter().filter(|table| table != "listings");
            for table in by_cell {
                let rows = served(set, plan, &table);
                let records = set.folder.records(&format!("{}/{table}.csv", plan.year));
                let reference = |column: &String| plan.levels.iter().any(|level| level.one == *column);
                let known: Vec<usize> = (0..rows[0].len())
                    .filter(|at| records[0].contains_key(&rows[0][*at]) && !reference(&rows[0][*at]))
                    .collect();
                let names: Vec<&String> = known.iter().map(|at| &rows[0][*at]).collect();
                let cells = |row: &Row| names.iter().map(|name| row[*name].clone()).collect::<Vec<_>>();
                // An id that a table leaves out is the number.
                let mut wanted: Vec<Vec<String>> = records.iter().map(cells).collect();
                let mut found: Vec<Vec<String>> =
                    rows[1..].iter().map(|row| known.iter().map(|at| row[*at].clone()).collect()).collect();
                if let Some(id) = names.iter().position(|name| *name == "id") {
                    wanted
                        .iter_mut()
                        .zip(&records)
                        .filter(|(row, _)| row[id].is_empty())
                        .for_each(|(row, record)| row[id] = super::numbering::slug(&record["number"]));
                }
                wanted.sort();
                found.sort();
                faults.unless(found == wanted, set, &table, || "other cells".to_owned());
            }
        }
    }
    faults.none();
}

#[test]
fn what_the_format_does_not_know_stays_with_those_who_keep_the_data() {
    let folder = DataFolder::minimal();
    let table = String::from_utf8(folder.bytes("projects.csv").to_vec()).unwrap();
    let noted = |(at, line)| format!("{line},{}\n", if at == 0 { "備考" } else { "secret" });
    let folder = folder.file("projects.csv", table.lines().enumerate().map(noted).collect::<String>());
    let site = Served::new(&folder);
    let text = site.get("/data/2024/projects.csv").text().to_owned();
    assert!(text.contains("budget_thousand_yen") && !text.contains("備考") && !text.contains("secret"));
}

/// The rules for tables that machines read, as the government's guideline of data for machines has them, as far
/// as one table alone can keep them.
#[test]
fn tables_can_be_read_by_machines() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            for table in tables(plan) {
                let path = format!("/data/{}/{table}.csv", plan.year);
                let body = set.site.get(&path).body;
                let text = std::str::from_utf8(&body).unwrap();
                let mut unless =
                    |holds: bool, what: &str| faults.unless(holds, set, &path, || what.to_owned());
                unless(body.starts_with(b"\xEF\xBB\xBF"), "no byte order mark");
                unless(text.ends_with("\r\n"), "the last line does not end");
                unless(text.matches('\n').count() == text.matches("\r\n").count(), "a line ends without CR");
                let rows = served(set, plan, &table);
                unless(rows.len() == text.matches('\n').count(), "a cell has a line break");
                unless(rows.len() > 1, "no row");
                let (head, rows) = rows.split_first().unwrap();
                unless(head.iter().collect::<BTreeSet<_>>().len() == head.len(), "two columns of one name");
                let plain = |name: &String| {
                    name.starts_with(|c: char| c.is_ascii_lowercase())
                        && name.bytes().all(|byte| {
                            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte)
                        })
                };
                unless(head.iter().all(plain), "a name is not of ASCII letters");
                unless(!head.iter().any(|name| name.is_empty()), "a column has no name");
                for (at, name) in head.iter().enumerate() {
                    let cells: Vec<&str> = rows.iter().map(|row| row[at].as_str()).collect();
                    let filled = || cells.iter().filter(|cell| !cell.is_empty());
                    unless(filled().all(|cell| cell.trim() == *cell), "a blank around a value");
                    unless(
                        !filled()
                            .any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'])),
                        "a formula",
                    );
                    unless(
                        filled().all(|cell| *cell != "-" && *cell != "★"),
                        "a sign in the place of a value",
                    );
                    let is_decimal = |cell: &&str| {
                        cell.split_once('.').is_none_or(|(_, decimals)| !decimals.ends_with('0'))
                            && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
                    };
                    if name.starts_with("budget_") {
                        unless(filled().all(is_decimal), "an amount with a unit or commas");
                        unless(name.ends_with("yen"), "no unit in the name");
                    }
                    if plan.flags.iter().any(|flag| flag.column == *name) || name == "reprint" {
                        unless(cells.iter().all(|cell| ["0", "1"].contains(cell)), "a flag is not 0 or 1");
                    }
                    let is_key = name == "id"
                        || name == "project"
                        || name == "department"
                        || plan.levels.iter().any(|level| level.one == *name);
                    if is_key {
                        unless(filled().all(|cell| cell.is_ascii()), "a key is not of ASCII characters");
                    }
                }
            }
        }
    }
    faults.none();
}
