//! `datapackage.json`: what the tables are, for programs that read tables (Data Package, version 2).

use serde::Serialize;

use super::table::{Column, DataTable, Type};
use super::{DataVersion, tables};
use crate::format::{Presence, describe};
use crate::i18n::Lang;
use crate::plan::{Plan, Term};

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    name: String,
    id: &'a str,
    title: &'a str,
    homepage: &'a str,
    version: String,
    created: String,
    sources: [Source<'a>; 1],
    resources: Vec<Resource<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
}

#[derive(Serialize)]
struct Resource<'a> {
    name: &'a str,
    path: String,
    format: &'a str,
    mediatype: &'a str,
    encoding: &'a str,
    dialect: Dialect,
    schema: Schema<'a>,
}

#[derive(Serialize)]
struct Dialect {
    header: bool,
    delimiter: char,
    #[serde(rename = "lineTerminator")]
    line_terminator: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema<'a> {
    fields: Vec<Field<'a>>,
    missing_values: [&'a str; 1],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    primary_key: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Field<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'a str; 1]>,
    constraints: Constraints,
}

#[derive(Serialize)]
struct Constraints {
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u8>,
}

#[derive(Serialize)]
struct ForeignKey<'a> {
    fields: [&'a str; 1],
    reference: Reference<'a>,
}

#[derive(Serialize)]
struct Reference<'a> {
    resource: &'a str,
    fields: [&'a str; 1],
}

/// The description of the tables of a plan. `homepage` is the address of the page about the data.
///
/// # Errors
/// None that is known: serde's signature.
pub fn data_package(plan: &Plan, terms: &[Term], homepage: &str) -> serde_json::Result<String> {
    let (about, tables) = (plan.about(), tables(plan, terms));
    let title = about.full_title();
    let package = Package {
        schema: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: format!("keikaku-{}", plan.year()),
        id: homepage,
        title: title.original(),
        homepage,
        version: format!("{}-{}", about.as_of, DataVersion::of(plan)),
        created: format!("{}T00:00:00Z", about.as_of),
        sources: [Source {
            title: format!("{}「{}」", about.issuer.original(), title.original()),
            version: about.edition.as_ref().map(|edition| edition.original()),
        }],
        resources: tables.iter().map(resource).collect(),
    };
    serde_json::to_string_pretty(&package).map(|json| json + "\n")
}

fn resource<'a>(table: &'a DataTable<'_>) -> Resource<'a> {
    let foreign_key = |column: &'a Column| {
        let (to, field) = column.refers.as_ref()?;
        // A table that refers to itself does not name itself.
        let resource = if *to == table.name { "" } else { to };
        Some(ForeignKey { fields: [&column.name], reference: Reference { resource, fields: [field] } })
    };
    Resource {
        name: &table.name,
        path: format!("{}.csv", table.name),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        dialect: Dialect { header: true, delimiter: ',', line_terminator: "\r\n" },
        schema: Schema {
            fields: table.columns.iter().map(field).collect(),
            missing_values: [""],
            primary_key: &table.key,
            foreign_keys: table.columns.iter().filter_map(foreign_key).collect(),
        },
    }
}

fn field(column: &Column) -> Field<'_> {
    let kind = match column.kind {
        Type::Text => "string",
        Type::Integer => "integer",
        Type::Decimal => "number",
        Type::Flag => "boolean",
    };
    let described =
        column.field.as_ref().map(|field| Lang::ALL.map(|lang| describe(field, lang)).join(" / "));
    let is_flag = column.kind == Type::Flag;
    let is_original = column.lang.is_none_or(|lang| lang == Lang::ORIGINAL);
    let is_required = column.field.as_ref().is_some_and(|field| field.presence == Presence::Required);
    Field {
        name: &column.name,
        kind,
        description: described.unwrap_or_default(),
        true_values: is_flag.then_some(["1"]),
        false_values: is_flag.then_some(["0"]),
        constraints: Constraints {
            required: is_required && is_original,
            minimum: matches!(column.kind, Type::Integer | Type::Decimal).then_some(0),
        },
    }
}
