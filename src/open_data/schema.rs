//! `plan.schema.json`: the form of `plan.json` (JSON Schema, 2020-12), in the plan's own names.

use serde_json::{Map, Value, json};

use super::tables::Writer;
use crate::format::{Field, Table, describe};
use crate::i18n::Lang;
use crate::plan::Plan;

/// The schema of a plan's JSON. `id` is its address. Further keys may be added to the file, so that none is
/// refused.
///
/// # Errors
/// None that is known: serde's signature.
pub fn plan_schema(plan: &Plan, id: &str) -> serde_json::Result<String> {
    let number = || json!({ "type": ["integer", "string"] });
    let writer = Writer::new(plan);
    let describer = Described(writer.format.tables);
    let text = |description: String| json!({ "$ref": "#/$defs/text", "description": description });
    let with = |mut schema: Value, description: String| {
        schema["description"] = description.into();
        schema
    };

    // The groups of each level, the innermost first: each holds the list of the next.
    let mut groups: Option<(&str, Value)> = None;
    for level in plan.levels().iter().rev() {
        let table = level.id.as_str();
        let mut group = required(vec![
            ("number", with(number(), describer.of(table, "number"))),
            ("name", text(describer.of(table, "name"))),
        ]);
        group["properties"]["id"] = with(json!({ "type": "string" }), describer.of(table, "id"));
        if let Some((below, list)) = groups.take() {
            group["properties"][below] = list;
            push_required(&mut group, below);
        }
        groups = Some((table, json!({ "type": "array", "items": group })));
    }

    let mut listing = required(vec![
        ("number", with(number(), describer.of("listings", "number"))),
        ("reprint", with(json!({ "type": "boolean" }), describer.of("listings", "reprint"))),
    ]);
    for level in plan.levels() {
        listing["properties"][level.one.as_str()] = with(number(), describer.of("listings", &level.one));
    }

    let budget = format!("budget_{}", plan.unit().as_str());
    let mut project = required(vec![
        ("id", with(json!({ "type": "string" }), describer.of("projects", "id"))),
        ("name", text(describer.of("projects", "name"))),
        (
            "departments",
            with(
                json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 }),
                describer.of("project_departments", "department"),
            ),
        ),
        (
            &budget,
            with(json!({ "type": ["number", "null"], "minimum": 0 }), describer.of("projects", "budget")),
        ),
        ("summary", text(describer.of("projects", "summary"))),
        ("listings", json!({ "type": "array", "items": listing, "minItems": 1 })),
    ]);
    for flag in plan.flags() {
        let schema = with(json!({ "type": "boolean" }), describer.of("projects", &flag.column));
        project["properties"][flag.column.as_str()] = schema;
        push_required(&mut project, &flag.column);
    }

    let department = required(vec![
        ("id", with(json!({ "type": "string" }), describer.of("departments", "id"))),
        ("name", text(describer.of("departments", "name"))),
        ("parent", with(json!({ "type": ["string", "null"] }), describer.of("departments", "parent"))),
    ]);
    let priority = required(vec![
        ("number", json!({ "type": "integer", "minimum": 1 })),
        ("text", json!({ "$ref": "#/$defs/text" })),
    ]);
    let mut whole = required(vec![
        ("year", json!({ "type": "integer" })),
        ("title", json!({ "$ref": "#/$defs/text" })),
        ("issuer", json!({ "$ref": "#/$defs/text" })),
        ("area_code", json!({ "type": ["string", "null"] })),
        ("priorities", json!({ "type": "array", "items": priority })),
        ("departments", json!({ "type": "array", "items": department })),
        ("projects", json!({ "type": "array", "items": project })),
        ("note", json!({ "anyOf": [{ "$ref": "#/$defs/text" }, { "type": "null" }] })),
    ]);
    if let Some((outermost, list)) = groups {
        whole["properties"][outermost] = list;
        push_required(&mut whole, outermost);
    }
    whole["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    whole["$id"] = id.into();
    whole["title"] = plan.about().full_title().original().into();
    whole["$defs"] = json!({ "text": texts(plan) });
    serde_json::to_string_pretty(&whole).map(|json| json + "\n")
}

/// A text in each language, the original always.
fn texts(plan: &Plan) -> Value {
    let languages = plan.langs().map(|lang| (lang.code().to_owned(), json!({ "type": "string" })));
    let properties: Map<String, Value> = languages.collect();
    json!({ "type": "object", "properties": properties, "required": [Lang::ORIGINAL.code()] })
}

/// An object with all of these.
fn required(properties: Vec<(&str, Value)>) -> Value {
    let names: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> =
        properties.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn push_required(object: &mut Value, name: &str) {
    if let Some(required) = object["required"].as_array_mut() {
        required.push(name.into());
    }
}

/// The tables whose fields the JSON has too.
struct Described(Vec<Table>);

impl Described {
    /// What a field holds, in every language; nothing where there is no such field.
    fn of(&self, table: &str, field: &str) -> String {
        let fields = self.0.iter().filter(|own| own.name == table).flat_map(|own| &own.fields);
        let found: Option<&Field> = fields.into_iter().find(|own| own.name == field);
        found.map_or_else(String::new, |field| Lang::ALL.map(|lang| describe(field, lang)).join(" / "))
    }
}
