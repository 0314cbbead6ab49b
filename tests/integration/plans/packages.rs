//! What describes the tables, and what holds all of them: true of what is served.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use serde_json::Value;

use super::csv_files::{served, tables};
use super::faults::Faults;
use super::sets::{self, Set};
use super::tables::Tables;
use crate::support::dataset::DataFolder;
use crate::support::plans::Served;

fn json(set: &Set, plan: &Tables, name: &str) -> Value {
    let answer = set.site.get(&format!("/data/{}/{name}", plan.year));
    assert_eq!(answer.status, 200, "{}: {name}", set.name);
    serde_json::from_slice(&answer.body).unwrap()
}

/// Every plan with the tables that its package describes, each with its rows.
fn on_every_package(check: impl Fn(&Value, &BTreeMap<String, Vec<Vec<String>>>) -> Vec<String>) {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let package = json(set, plan, "datapackage.json");
            let names = package["resources"].as_array().unwrap().iter();
            let names = names.map(|resource| resource["name"].as_str().unwrap().to_owned());
            let all = names.map(|name| (name.clone(), served(set, plan, &name))).collect();
            for wrong in check(&package, &all) {
                faults.report(set, "datapackage.json", Some(wrong));
            }
            faults.report(set, "datapackage.json", None);
        }
    }
    faults.none();
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().map_or_else(Vec::new, |all| all.iter().map(|text| text.as_str().unwrap()).collect())
}

#[test]
fn a_package_names_every_table_and_every_column_in_order() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let package = json(set, plan, "datapackage.json");
            let resources = package["resources"].as_array().unwrap();
            let found: BTreeSet<&str> = resources.iter().map(|own| own["name"].as_str().unwrap()).collect();
            let wanted = tables(plan);
            let has_all = wanted.iter().all(|table| found.contains(table.as_str()));
            faults.unless(has_all, set, "datapackage.json", || format!("{found:?}, not {wanted:?}"));
            for resource in resources {
                let name = resource["name"].as_str().unwrap();
                assert_eq!(resource["path"].as_str().unwrap(), format!("{name}.csv"));
                let fields = resource["schema"]["fields"].as_array().unwrap().iter();
                let fields: Vec<&str> = fields.map(|field| field["name"].as_str().unwrap()).collect();
                let head = served(set, plan, name).remove(0);
                faults.unless(fields == head, set, name, || format!("{fields:?}, not {head:?}"));
                let described = resource["schema"]["fields"].as_array().unwrap().iter();
                let is_described = |field: &Value| field["description"].as_str().unwrap().len() > 5;
                faults.unless(described.clone().all(is_described), set, name, || "not described".to_owned());
            }
        }
    }
    faults.none();
}

#[test]
fn cells_are_what_a_package_says_of_their_column() {
    on_every_package(|package, tables| {
        let mut wrong = Vec::new();
        for resource in package["resources"].as_array().unwrap() {
            let name = resource["name"].as_str().unwrap();
            let fields = resource["schema"]["fields"].as_array().unwrap().iter();
            for (at, field) in fields.enumerate() {
                let (column, kind) = (field["name"].as_str().unwrap(), field["type"].as_str().unwrap());
                let wanted = match column {
                    "priority" | "new" | "reprint" => &["boolean"][..],
                    budget if budget.starts_with("budget_") => &["integer", "number"],
                    "number" => &["integer", "string"],
                    _ => &["string", "integer", "boolean"],
                };
                if !wanted.contains(&kind) {
                    wrong.push(format!("{name}, {column}: {kind}"));
                }
                let cells = tables[name][1..].iter().map(|row| row[at].as_str());
                let is_right = |cell: &str| match (kind, cell) {
                    (_, "") => field["constraints"]["required"] == false,
                    ("integer", cell) => cell.parse::<u64>().is_ok(),
                    ("number", cell) => cell.parse::<f64>().is_ok(),
                    ("boolean", cell) => cell == "0" || cell == "1",
                    (kind, _) => kind == "string",
                };
                for cell in cells.filter(|cell| !is_right(cell)) {
                    wrong.push(format!("{name}, {}: {cell:?}", field["name"]));
                }
            }
        }
        wrong
    });
}

#[test]
fn keys_of_a_package_are_unique_and_lead_somewhere() {
    on_every_package(|package, tables| {
        let mut wrong = Vec::new();
        let column = |table: &str, name: &str| -> Vec<&str> {
            let at = tables[table][0].iter().position(|own| own == name).unwrap();
            tables[table][1..].iter().map(|row| row[at].as_str()).collect()
        };
        for resource in package["resources"].as_array().unwrap() {
            let (name, schema) = (resource["name"].as_str().unwrap(), &resource["schema"]);
            let key: Vec<Vec<&str>> =
                texts(&schema["primaryKey"]).into_iter().map(|field| column(name, field)).collect();
            let rows = tables[name].len() - 1;
            let keys: BTreeSet<Vec<&str>> =
                (0..rows).map(|row| key.iter().map(|column| column[row]).collect()).collect();
            if !key.is_empty() && keys.len() != rows {
                wrong.push(format!("{name}: {} keys of {rows} rows", keys.len()));
            }
            for foreign in schema["foreignKeys"].as_array().into_iter().flatten() {
                let to = foreign["reference"]["resource"].as_str().unwrap();
                let to = if to.is_empty() { name } else { to };
                let there = column(to, texts(&foreign["reference"]["fields"])[0]);
                let own = column(name, texts(&foreign["fields"])[0]);
                let lost = own.iter().filter(|key| !key.is_empty() && !there.contains(*key)).count();
                if lost > 0 {
                    wrong.push(format!("{name}: {lost} references to no row of {to}"));
                }
            }
        }
        wrong
    });
}

#[test]
fn a_catalogue_names_every_file_by_an_address_that_has_it() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let entry = json(set, plan, "dcat.jsonld");
            let files = entry["dcat:distribution"].as_array().unwrap();
            faults
                .unless(files.len() > tables(plan).len() + 2, set, "dcat.jsonld", || "few files".to_owned());
            for file in files {
                let url = file["dcat:downloadURL"]["@id"].as_str().unwrap();
                let answer = set.site.get(url.strip_prefix(&set.base).unwrap());
                let kind = answer.header("content-type").split(';').next().unwrap();
                let media = file["dcat:mediaType"]["@id"].as_str().unwrap();
                let is_right = answer.status == 200 && media.ends_with(&format!("/media-types/{kind}"));
                faults.unless(is_right, set, url, || format!("{}, {kind}, {media}", answer.status));
            }
        }
    }
    faults.none();
}

/// The files of an archive by name.
fn unpacked(body: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(body)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        files.insert(name, bytes);
    }
    files
}

#[test]
fn an_archive_has_every_file_as_it_is_served() {
    for name in ["FY2024", "two years of a city", "three levels"] {
        let set = sets::named(name);
        for plan in set.years.values() {
            let folder = format!("/data/{}", plan.year);
            let mut files = unpacked(&set.site.get(&format!("{folder}/plan.zip")).body);
            let readme = String::from_utf8(files.remove("README.txt").unwrap()).unwrap();
            for lang in plan.langs() {
                assert!(readme.contains(&plan.setting("title", lang).unwrap()), "{name}: {lang}");
            }
            let others = ["plan.json", "plan.schema.json", "datapackage.json", "dcat.jsonld", "plan.xlsx"];
            let csv = tables(plan).into_iter().map(|table| format!("{table}.csv"));
            for file in csv.chain(others.map(str::to_owned)) {
                assert!(files[&file] == set.site.get(&format!("{folder}/{file}")).body, "{name}: {file}");
            }
        }
    }
}

#[test]
fn a_workbook_has_a_sheet_for_each_table_and_no_formula() {
    for name in ["FY2024", "three levels", "one level", "no amounts"] {
        let set = sets::named(name);
        for plan in set.years.values() {
            let body = set.site.get(&format!("/data/{}/plan.xlsx", plan.year)).body;
            let parts = unpacked(&body);
            let text = |part: &str| String::from_utf8(parts[part].clone()).unwrap();
            let book = text("xl/workbook.xml");
            for table in tables(plan) {
                assert!(book.contains(&format!("name=\"{table}\"")), "{name}: {table}");
            }
            for part in parts.keys().filter(|part| part.starts_with("xl/worksheets/sheet")) {
                let sheet = text(part);
                for forbidden in ["<f>", "<f ", "mergeCell", "hidden=\"1\""] {
                    assert!(!sheet.contains(forbidden), "{name}: {part}: {forbidden}");
                }
            }
            let strings = text("xl/sharedStrings.xml");
            let plain = |text: &str| !text.contains(['&', '<', '>']);
            for project in plan.projects.iter().filter(|own| plain(own.name.original())) {
                assert!(strings.contains(project.name.original()), "{name}: {}", project.id);
            }
            // The only time in it is that of the data.
            let [year, month, day] = plan.as_of();
            let created = format!(">{year}-{month:02}-{day:02}T00:00:00Z</dcterms:created>");
            assert!(text("docProps/core.xml").contains(&created), "{name}");
            // The first sheet is for reading: a row for each project and one for the headings.
            assert_eq!(text("xl/worksheets/sheet1.xml").matches("<row ").count(), plan.projects.len() + 1);
        }
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let sites = [(); 2].map(|()| Served::new(&DataFolder::minimal()));
    for file in ["plan.xlsx", "plan.zip", "plan.json", "datapackage.json", "plan.schema.json", "dcat.jsonld"]
    {
        let [one, other] = sites.each_ref().map(|site| site.get(&format!("/data/2024/{file}")).body);
        assert!(!one.is_empty() && one == other, "{file}");
    }
}

#[test]
fn of_a_very_long_list_no_workbook_is_made() {
    let site = Served::new(&DataFolder::minimal().projects(5_001));
    for file in ["plan.xlsx", "plan.zip"] {
        assert_eq!(site.get(&format!("/data/2024/{file}")).status, 404, "{file}");
    }
    let page = site.get("/en/2024/data/").text().to_owned();
    assert!(!page.contains("plan.xlsx") && page.contains("too long for this site to make Excel"));
    let lines = site.get("/data/2024/projects.csv").text().lines().count();
    assert_eq!((lines, site.get("/ja/2024/projects.csv").text().lines().count()), (5_002, 5_002));
}
