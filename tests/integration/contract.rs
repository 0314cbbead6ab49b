//! `plan.json` is a promise to others: these names and types, and the plan whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use keikaku::i18n::{Lang, Text};
use keikaku::plan::{Plan, Unit, paragraphs};
use serde::Deserialize;
use serde_json::Value;

use crate::support::site::{get, plan, send};

const PATH: &str = "/data/2024/plan.json";

/// A text by the codes of its languages.
type Words = BTreeMap<String, String>;

fn words(text: &Text) -> Words {
    let langs = Lang::ALL.into_iter().filter(|lang| text.has(*lang));
    langs.map(|lang| (lang.to_string(), text.get(lang).to_owned())).collect()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    year: u16,
    title: Words,
    priorities: Vec<Priority>,
    departments: Vec<Department>,
    directions: Vec<Direction>,
    projects: Vec<Project>,
    /// Added to the contract.
    issuer: Words,
    area_code: String,
    note: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Priority {
    number: usize,
    text: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Department {
    id: String,
    name: Words,
    #[serde(deserialize_with = "present")]
    parent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Direction {
    number: u16,
    name: Words,
    initiatives: Vec<Initiative>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Initiative {
    number: u16,
    name: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    id: String,
    name: Words,
    departments: Vec<String>,
    #[serde(deserialize_with = "present")]
    budget_thousand_yen: Option<u64>,
    priority: bool,
    new: bool,
    summary: Words,
    listings: Vec<Listing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing {
    initiative: u16,
    number: u16,
    reprint: bool,
}

/// A value that may be null but not be left out.
fn present<'de, D: serde::Deserializer<'de>, T: Deserialize<'de>>(value: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(value)
}

static JSON: LazyLock<Document> = LazyLock::new(|| serde_json::from_str(get(PATH).text()).unwrap());

#[test]
fn the_names_and_types_are_those_of_the_contract() {
    // The strict types above refuse what is missing, surplus or of another type.
    assert_eq!(JSON.year, 2024);
    // A second look, without them: each name, by the place where it stands.
    let value: Value = serde_json::from_str(get(PATH).text()).unwrap();
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    collect(&value, "", &mut names);
    let lines: Vec<String> = names
        .iter()
        .map(|(place, names)| format!("{place}: {}", names.iter().cloned().collect::<Vec<_>>().join(" ")))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    /: area_code departments directions issuer note priorities projects title year
    /departments/: id name parent
    /departments/name/: en ja
    /directions/: initiatives name number
    /directions/initiatives/: name number
    /directions/initiatives/name/: en ja
    /directions/name/: en ja
    /issuer/: en ja
    /note/: en ja
    /priorities/: number text
    /priorities/text/: en ja
    /projects/: budget_thousand_yen departments id listings name new priority summary
    /projects/listings/: initiative number reprint
    /projects/name/: en ja
    /projects/summary/: en ja
    /title/: en ja
    ");
}

fn collect(value: &Value, place: &str, names: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, place, names)),
        Value::Object(object) => {
            for (name, value) in object {
                names.entry(format!("{place}/")).or_default().insert(name.clone());
                collect(value, &format!("{place}/{name}"), names);
            }
        }
        _ => {}
    }
}

#[test]
fn counts_and_totals_can_be_made_from_the_json_alone() {
    let projects = &JSON.projects;
    let listings = || projects.iter().flat_map(|project| &project.listings);
    assert_eq!((projects.len(), listings().count()), (59, 63));
    assert_eq!(listings().filter(|listing| listing.reprint).count(), 4);
    assert_eq!(projects.iter().filter(|project| project.priority).count(), 15);
    assert_eq!(projects.iter().filter(|project| project.new).count(), 8);
    assert_eq!(projects.iter().filter(|project| project.budget_thousand_yen.is_none()).count(), 8);
    let total: u64 = projects.iter().filter_map(|project| project.budget_thousand_yen).sum();
    assert_eq!(total, 2_516_552);
    assert_eq!((JSON.priorities.len(), JSON.directions.len(), JSON.departments.len()), (5, 5, 12));
    let of_direction = |direction: &Direction| -> Vec<u64> {
        let own = |project: &&Project| {
            let first = project.listings.iter().find(|listing| !listing.reprint).unwrap();
            direction.initiatives.iter().any(|initiative| initiative.number == first.initiative)
        };
        projects.iter().filter(own).filter_map(|project| project.budget_thousand_yen).collect()
    };
    let sums = JSON.directions.iter().map(|direction| of_direction(direction).iter().sum::<u64>());
    assert_eq!(sums.collect::<Vec<_>>(), [575_563, 1_494_113, 446_589, 0, 287]);
    assert!(of_direction(&JSON.directions[3]).is_empty(), "no amount is stated, which is not zero");
}

#[test]
fn every_reference_leads_somewhere() {
    let departments: BTreeSet<&str> = JSON.departments.iter().map(|own| own.id.as_str()).collect();
    let directions = JSON.directions.iter();
    let initiatives: BTreeSet<u16> =
        directions.flat_map(|direction| &direction.initiatives).map(|initiative| initiative.number).collect();
    for parent in JSON.departments.iter().filter_map(|department| department.parent.as_deref()) {
        assert!(departments.contains(parent), "{parent}");
    }
    for project in &JSON.projects {
        assert!(!project.departments.is_empty() && !project.listings.is_empty(), "{}", project.id);
        assert!(project.departments.iter().all(|id| departments.contains(id.as_str())), "{}", project.id);
        assert!(project.listings.iter().all(|at| initiatives.contains(&at.initiative)), "{}", project.id);
        assert_eq!(project.listings.iter().filter(|listing| !listing.reprint).count(), 1, "{}", project.id);
    }
}

#[test]
fn the_json_is_the_plan_whole() {
    let plan = plan();
    let about = plan.about();
    assert_eq!((JSON.year, JSON.title.clone()), (plan.year().get(), words(&about.full_title())));
    assert_eq!(
        (JSON.issuer.clone(), JSON.note.clone(), JSON.area_code.clone()),
        (
            words(&about.issuer),
            words(about.note.as_ref().unwrap()),
            about.area_code.as_ref().unwrap().to_string()
        )
    );
    let items = &about.priorities.as_ref().unwrap().items;
    assert!(JSON.priorities.iter().map(|priority| priority.text.clone()).eq(items.iter().map(words)));
    assert!(JSON.priorities.iter().map(|priority| priority.number).eq(1..=items.len()));
    assert_eq!(JSON.departments.len(), plan.departments().len());
    for (json, department) in JSON.departments.iter().zip(plan.departments()) {
        assert_eq!((json.id.as_str(), json.name.clone()), (department.id.as_str(), words(&department.name)));
        assert_eq!(json.parent.as_deref(), plan.parent_of(department).map(|parent| parent.id.as_str()));
    }
    let json = JSON.directions.iter().flat_map(|direction| {
        let own = |initiative: &Initiative| {
            (direction.number, direction.name.clone(), initiative.number, initiative.name.clone())
        };
        direction.initiatives.iter().map(own).collect::<Vec<_>>()
    });
    let number = |group: &keikaku::plan::Group| u16::try_from(group.number.value().unwrap()).unwrap();
    let initiatives = plan.groups_on(1).map(|initiative| {
        let direction = plan.above(initiative)[0];
        (number(direction), words(&direction.name), number(initiative), words(&initiative.name))
    });
    assert!(json.eq(initiatives));
    assert_eq!(JSON.projects.len(), plan.projects().len());
    JSON.projects.iter().zip(plan.projects()).for_each(|(json, project)| same_project(plan, json, project));
}

fn same_project(plan: &Plan, json: &Project, project: &keikaku::plan::Project) {
    let keikaku::plan::Project { id, name, budget, flags, summary, departments: _, kana: _ } = project;
    assert_eq!((json.id.as_str(), json.name.clone()), (id.as_str(), words(name)));
    assert_eq!(json.budget_thousand_yen, budget.map(|yen| yen.get() / Unit::ThousandYen.yen()), "{id}");
    assert_eq!((json.priority, json.new), (flags.has(0), flags.has(1)), "{id}");
    let departments = plan.departments_of(project).map(|department| department.id.as_str());
    assert!(json.departments.iter().eq(departments), "{id}");
    // A line break divides paragraphs, and is all that is added.
    let lines = summary.map(|_, text| paragraphs(text).collect::<Vec<_>>().join("\n"));
    assert_eq!(json.summary, words(&lines), "{id}");
    assert_eq!(json.summary["ja"].replace('\n', ""), summary.original(), "{id}");
    assert_eq!(json.summary["en"].replace('\n', " "), summary.get(Lang::En), "{id}");
    let json = json.listings.iter().map(|listing| (listing.initiative, listing.number, listing.reprint));
    let own = plan.listings_for(project);
    let value = |number: &keikaku::plan::Number| u16::try_from(number.value().unwrap()).unwrap();
    let own = own.map(|listing| {
        (value(&plan.group_of(listing).unwrap().number), value(&listing.number), listing.reprint)
    });
    assert!(json.eq(own), "{id}");
}

#[test]
fn the_download_is_open_to_other_sites_and_to_nothing_else() {
    let answer = send(&axum::http::Method::GET, PATH, &[("origin", "https://example.org")]);
    assert_eq!(answer.status, 200);
    for (name, value) in [
        ("content-type", "application/json"),
        (
            "content-disposition",
            "attachment; filename=\"keikaku-2024-plan.json\"; filename*=UTF-8''keikaku-2024-plan.json",
        ),
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert!(answer.text().ends_with("}\n"), "a text file ends with a line break");
    for absent in ["/data/2023/plan.json", "/data/2024/plan.xml", "/data/plan.json", "/data/24/plan.json"] {
        assert_eq!(get(absent).status, 404, "{absent}");
    }
}
