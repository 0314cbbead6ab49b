//! A year's `plan.json` has what the tables have, under the plan's own names.

use serde_json::{Map, Value, json};

use super::faults::Faults;
use super::numbering;
use super::sets;
use super::tables::{Group, Listing, Project, Tables};

fn object(entries: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(entries.into_iter().collect::<Map<_, _>>())
}

/// A number where it is nothing else: `3`, but `"①"`, `"1-1"`.
fn number(number: &str) -> Value {
    number.parse::<u32>().map_or_else(|_| json!(number), |value| json!(value))
}

/// Whether the number alone names the group.
fn is_named_by_number(group: &Group) -> bool {
    numbering::slug(&group.number) == group.id
}

/// A group with those below it under the name of their level.
fn group(plan: &Tables, at: usize) -> Value {
    let own = &plan.groups[at];
    let mut entries =
        vec![("number".to_owned(), number(&own.number)), ("name".to_owned(), own.name.to_json())];
    entries.extend((!is_named_by_number(own)).then(|| ("id".to_owned(), json!(own.id))));
    if let Some(level) = plan.levels.get(own.level + 1) {
        let below = plan.below(at).into_iter().map(|below| group(plan, below));
        entries.push((level.id.clone(), below.collect()));
    }
    object(entries)
}

/// A listing, under the word for one group of its level.
fn listing(plan: &Tables, listing: &Listing) -> Value {
    let group = &plan.groups[listing.group];
    let named = if is_named_by_number(group) { number(&group.number) } else { json!(group.id) };
    object([
        (plan.levels[group.level].one.clone(), named),
        ("number".to_owned(), number(&listing.number)),
        ("reprint".to_owned(), json!(listing.reprint)),
    ])
}

fn project(plan: &Tables, project: &Project) -> Value {
    let ids: Vec<&String> = project.departments.iter().map(|at| &plan.departments[*at].id).collect();
    let listings = plan.listings.iter().filter(|listing| listing.project == project.id);
    // Digit by digit, as the table has it: no unit is lost.
    let budget = project.budget.map(|yen| plan.unit.exact(yen).replace(',', ""));
    let budget = budget.map_or(Value::Null, |digits| digits.parse().unwrap());
    let mut entries = vec![
        ("id".to_owned(), json!(project.id)),
        ("name".to_owned(), project.name.to_json()),
        ("departments".to_owned(), json!(ids)),
        (plan.unit.column().to_owned(), budget),
        ("listings".to_owned(), listings.map(|own| listing(plan, own)).collect()),
    ];
    entries
        .extend(plan.flags.iter().zip(&project.flags).map(|(flag, has)| (flag.column.clone(), json!(has))));
    object(entries)
}

#[test]
fn the_json_has_what_the_tables_have_under_the_names_of_the_plan() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let path = format!("/data/{}/plan.json", plan.year);
            let mut found: Value = serde_json::from_str(set.site.get(&path).text()).unwrap();
            let mut unless = |what: &str, found: &Value, wanted: &Value| {
                let is_right = found == wanted;
                faults.unless(is_right, set, &path, || format!("{what}: {found}, not {wanted}"));
            };
            unless("year", &found["year"], &json!(plan.year));
            let first = &plan.levels[0].id;
            let outermost: Vec<Value> = plan.groups_on(0).map(|at| group(plan, at)).collect();
            unless(first, &found[first], &json!(outermost));
            let department = |own: &super::tables::Department| {
                let parent = own.parent.map(|at| &plan.departments[at].id);
                json!({ "id": own.id, "name": own.name.to_json(), "parent": parent })
            };
            let departments: Vec<Value> = plan.departments.iter().map(department).collect();
            unless("departments", &found["departments"], &json!(departments));
            // The summaries are divided into paragraphs: that they are whole is enough.
            let mut projects = found["projects"].take();
            let all = projects.as_array_mut().unwrap();
            unless("projects", &json!(all.len()), &json!(plan.projects.len()));
            for found in all {
                let own = plan.project(found["id"].as_str().unwrap());
                let summary = found.as_object_mut().unwrap().remove("summary").unwrap();
                let joined = |text: &str| text.split_whitespace().collect::<String>();
                let texts = summary.as_object().unwrap().iter();
                let texts = texts.map(|(lang, text)| (lang.clone(), json!(joined(text.as_str().unwrap()))));
                let wanted = own.summary.to_json();
                let wanted = wanted.as_object().unwrap().iter();
                let wanted = wanted.map(|(lang, text)| (lang.clone(), json!(joined(text.as_str().unwrap()))));
                unless("summary", &object(texts), &object(wanted));
                unless("project", found, &project(plan, own));
            }
        }
    }
    faults.none();
}

#[test]
fn the_json_has_the_projects_in_the_order_of_the_document() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let path = format!("/data/{}/plan.json", plan.year);
            let found: Value = serde_json::from_str(set.site.get(&path).text()).unwrap();
            let found = found["projects"].as_array().unwrap().iter();
            let found: Vec<&str> = found.map(|project| project["id"].as_str().unwrap()).collect();
            let originals = plan.listings.iter().filter(|listing| !listing.reprint);
            let wanted: Vec<&str> = originals.map(|listing| listing.project.as_str()).collect();
            faults.unless(found == wanted, set, &path, || format!("{found:?}, not {wanted:?}"));
        }
    }
    faults.none();
}
