//! The list of a page as CSV and as JSON: the page's rows in its order, with what the tables say of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use keikaku::i18n::Lang;
use serde_json::{Value, json};

use super::crawl::{Kind, Page};
use super::faults::Faults;
use super::numbering;
use super::rows::{projects_in, rows};
use super::sets::{self, Set};
use super::tables::{Listing, Tables, Total};
use super::words::Words;

/// The rows of a CSV by the names of its columns, and those in their order.
struct Csv {
    head: Vec<String>,
    rows: Vec<BTreeMap<String, String>>,
}

impl Csv {
    fn of(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(body);
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let row = |record: csv::StringRecord| {
            head.iter().cloned().zip(record.iter().map(str::to_owned)).collect::<BTreeMap<_, _>>()
        };
        let rows = reader.records().map(|record| row(record.unwrap())).collect();
        Self { head, rows }
    }

    fn column(&self, name: &str) -> Vec<&str> {
        self.rows.iter().map(|row| row[name].as_str()).collect()
    }
}

/// A list in both forms, and the page that it is of with all its parts.
struct List {
    set: &'static Set,
    plan: &'static Tables,
    page: &'static Page,
    parts: Vec<&'static Page>,
    csv: Csv,
    json: Value,
    /// The path of the CSV, and what it and the JSON are byte for byte.
    path: String,
    bodies: [Vec<u8>; 2],
}

/// Every list of every plan in every language.
fn lists() -> &'static [List] {
    static LISTS: LazyLock<Vec<List>> = LazyLock::new(read);
    &LISTS
}

fn read() -> Vec<List> {
    let mut lists = Vec::new();
    for set in sets::all() {
        for page in set.crawl.pages.values() {
            let Some(plan) = set.plan_of(page) else { continue };
            let links = page.html.attributes("main .acts a", "href");
            let Some(path) = links.iter().find(|link| link.ends_with(".csv")) else { continue };
            if page.address.by_amount || page.address.part > 1 {
                continue;
            }
            let mut parts: Vec<&Page> = set
                .crawl
                .pages
                .values()
                .filter(|part| {
                    part.path
                        .strip_prefix(&page.path)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with("page/"))
                })
                .collect();
            parts.sort_by_key(|part| part.address.part);
            let own = (*path).to_owned();
            let answer = set.site.get(&own);
            assert_eq!(
                (answer.status.as_u16(), answer.header("content-type")),
                (200, "text/csv; charset=utf-8"),
                "{own}"
            );
            let json = set.site.get(&own.replace(".csv", ".json"));
            assert_eq!(
                (json.status.as_u16(), json.header("content-type")),
                (200, "application/json"),
                "{own}"
            );
            lists.push(List {
                set,
                plan,
                page,
                parts,
                csv: Csv::of(&answer.body),
                json: serde_json::from_slice(&json.body).unwrap(),
                path: own,
                bodies: [answer.body, json.body],
            });
        }
    }
    assert!(lists.len() > 200, "{} lists", lists.len());
    lists
}

/// A cell of a table as JSON has it: nothing, a number, yes or no where the column is a mark, or a text.
fn value(plan: &Tables, name: &str, cell: &str, found: &Value) -> Value {
    let is_flag = name == "reprint" || plan.flags.iter().any(|flag| flag.column == name);
    match cell {
        "" => Value::Null,
        cell if is_flag => json!(cell == "1"),
        cell if found.is_number() => cell.parse().unwrap(),
        cell => json!(cell),
    }
}

/// A text in that language; nothing where there is none.
fn translated(words: &Words, lang: Lang) -> String {
    if words.has(lang) { words.get(lang).to_owned() } else { String::new() }
}

fn amount(plan: &Tables, yen: Option<u64>) -> String {
    yen.map_or_else(String::new, |yen| plan.unit.exact(yen).replace(',', ""))
}

impl List {
    /// The projects in the rows of the page, with all its parts.
    fn shown(&self) -> Vec<String> {
        self.parts.iter().flat_map(|part| projects_in(part.main())).collect()
    }

    /// The listings of the list as the tables have them: of a group in the order of the document, else in the
    /// order of the page.
    fn listed(&self) -> Vec<&'static Listing> {
        match self.page.group(self.plan) {
            Some(group) => self.plan.listed_within(group),
            None => self.shown().iter().map(|id| self.plan.original(id)).collect(),
        }
    }

    fn is_of_projects(&self) -> bool {
        !matches!(self.page.address.kind, Kind::Level(_) | Kind::Departments)
            || self.page.path.ends_with("/no-amount/")
            || self.plan.flags.iter().any(|flag| self.page.path.ends_with(&format!("/{}/", flag.column)))
    }

    fn total(&self) -> Total {
        match (&self.page.address.kind, self.page.group(self.plan)) {
            (_, Some(group)) => self.plan.total_of(group),
            _ if !self.is_of_projects() => self.plan.total(),
            _ => Total::of(self.listed().iter().map(|listing| self.plan.project(&listing.project))),
        }
    }

    /// What is wrong with the row of a listing.
    fn wrong(&self, row: &BTreeMap<String, String>, listing: &Listing) -> Option<String> {
        let plan = self.plan;
        let project = plan.project(&listing.project);
        let flag = |has: bool| if has { "1" } else { "0" }.to_owned();
        let mut wanted = vec![
            ("id".to_owned(), project.id.clone()),
            ("number".to_owned(), listing.number.clone()),
            ("reprint".to_owned(), flag(listing.reprint)),
            (plan.unit.column().to_owned(), amount(plan, project.budget)),
        ];
        wanted
            .extend(plan.flags.iter().zip(&project.flags).map(|(own, has)| (own.column.clone(), flag(*has))));
        for lang in plan.langs() {
            wanted.push((format!("name_{lang}"), translated(&project.name, lang)));
            wanted.push((format!("summary_{lang}"), translated(&project.summary, lang)));
        }
        for (place, department) in (1..).zip(&project.departments) {
            let own = &plan.departments[*department];
            wanted.push((format!("department_{place}"), own.id.clone()));
            wanted.extend(
                plan.langs().map(|lang| {
                    (format!("department_{place}_name_{lang}"), translated(&own.full_name, lang))
                }),
            );
        }
        let more = project.departments.len() + 1;
        if row.contains_key(&format!("department_{more}")) {
            wanted.push((format!("department_{more}"), String::new()));
        }
        for group in plan.above(listing.group).into_iter().chain([listing.group]) {
            let (own, level) = (&plan.groups[group], &plan.levels[plan.groups[group].level]);
            wanted.extend(
                plan.langs().map(|lang| (format!("{}_name_{lang}", level.one), translated(&own.name, lang))),
            );
            let key = &row[&level.one];
            if numbering::slug(key) != own.id {
                return Some(format!("{} is {key}, not {}", level.one, own.id));
            }
        }
        let wrong = wanted.into_iter().find(|(name, wanted)| row.get(name) != Some(wanted));
        wrong.map(|(name, wanted)| format!("{name} is {:?}, not {wanted:?}", row.get(&name)))
    }
}

#[test]
fn a_list_has_the_rows_of_its_page_and_what_the_tables_say_of_them() {
    let mut faults = Faults::default();
    for list in lists().iter().filter(|list| list.is_of_projects()) {
        let listed = list.listed();
        let wanted: Vec<&str> = listed.iter().map(|listing| listing.project.as_str()).collect();
        let found = list.csv.column("id");
        faults.unless(found == wanted, list.set, &list.path, || format!("{found:?}, not {wanted:?}"));
        // Of a long list below a group the page shows the beginning.
        let mut left = found.iter();
        let is_shown = list.shown().iter().all(|id| left.any(|other| other == id));
        faults.unless(is_shown, list.set, &list.path, || "another order than on the page".to_owned());
        for (row, listing) in list.csv.rows.iter().zip(listed) {
            faults.report(list.set, &list.path, list.wrong(row, listing));
        }
    }
    faults.none();
}

#[test]
fn a_list_of_totals_has_the_rows_of_its_page_and_their_totals() {
    let mut faults = Faults::default();
    for list in lists().iter().filter(|list| !list.is_of_projects()) {
        let plan = list.plan;
        let shown = list.parts.iter().flat_map(|part| rows(part));
        let shown: Vec<(String, Total)> = shown
            .filter_map(|row| match &row.address.kind {
                Kind::Group(level, id) => Some((id.clone(), plan.total_of(plan.group(level, id)))),
                Kind::Department(id) => Some((id.clone(), plan.total_of_department(plan.department(id)))),
                _ => None,
            })
            .collect();
        let key = |row: &BTreeMap<String, String>| match row.get("id") {
            Some(id) => id.clone(),
            None => {
                let keys = plan.levels.iter().rev().filter_map(|level| row.get(&level.one));
                numbering::slug(keys.into_iter().find(|key| !key.is_empty()).unwrap())
            }
        };
        let found: Vec<[String; 4]> = list
            .csv
            .rows
            .iter()
            .map(|row| {
                let of = |name: &str| row[name].clone();
                [key(row), of("projects"), of("projects_without_amount"), of(plan.unit.column())]
            })
            .collect();
        let wanted: Vec<[String; 4]> = shown
            .into_iter()
            .map(|(id, total)| {
                let sum = amount(plan, total.amount());
                [id, total.projects.to_string(), total.without().to_string(), sum]
            })
            .collect();
        faults.unless(found == wanted, list.set, &list.path, || format!("{found:?}, not {wanted:?}"));
    }
    faults.none();
}

#[test]
fn json_has_the_rows_of_the_csv_and_the_total_of_the_list() {
    let mut faults = Faults::default();
    for list in lists() {
        let plan = list.plan;
        let found = list.json["rows"].as_array().unwrap();
        faults.unless(found.len() == list.csv.rows.len(), list.set, &list.path, || "other rows".to_owned());
        for (found, row) in found.iter().zip(&list.csv.rows) {
            let object = found.as_object().unwrap();
            faults.unless(object.len() == list.csv.head.len(), list.set, &list.path, || {
                "other columns".to_owned()
            });
            for name in &list.csv.head {
                let wanted = value(plan, name, &row[name], &object[name]);
                let is_right = object[name] == wanted;
                faults.unless(is_right, list.set, &list.path, || {
                    format!("{name}: {}, not {wanted}", object[name])
                });
            }
        }
        let total = list.total();
        let sum = amount(plan, total.amount());
        let wanted = json!([{
            "projects": total.projects,
            "projects_without_amount": total.without(),
            plan.unit.column(): if sum.is_empty() { Value::Null } else { sum.parse().unwrap() },
        }]);
        let is_right = list.json["total"] == wanted && list.json["year"] == json!(plan.year);
        faults.unless(is_right, list.set, &list.path, || format!("{}, not {wanted}", list.json["total"]));
    }
    faults.none();
}

#[test]
fn a_list_is_the_same_in_every_language() {
    let translated = lists().iter().filter(|list| list.page.lang() != Lang::ORIGINAL);
    for list in translated {
        let path = list.path.replacen(&format!("/{}/", list.page.lang()), "/ja/", 1);
        let original = lists().iter().find(|other| other.set.name == list.set.name && other.path == path);
        assert!(original.unwrap().bodies == list.bodies, "{}: {}", list.set.name, list.path);
    }
}

#[test]
fn pages_without_a_list_have_none() {
    let site = &sets::named("FY2024").site;
    for path in ["", "sums", "data", "projects/mice-attraction-strategy", "initiatives", "priorities/1", "no"]
    {
        for extension in ["csv", "json"] {
            let path = format!("/ja/2024/{path}.{extension}");
            assert_eq!(site.get(&path).status, 404, "{path}");
        }
    }
    assert_eq!(site.get("/ja/2024/projects.xml").status, 404);
    assert_eq!(site.get("/fr/2024/projects.csv").status, 404);
    assert_eq!(site.get("/JA/2024/Projects.CSV").header("location"), "/ja/2024/projects.csv");
}
