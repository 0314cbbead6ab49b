//! The format in words: the README's table of fields is written from the format itself.

use keikaku::format::{Format, Kind, Presence, Table, describe};
use keikaku::i18n::Lang;

use crate::support::site::read;

/// A line for each column that a table must or may have.
fn lines(table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    for field in &table.fields {
        let columns = field.columns();
        let names: Vec<String> = match field.kind {
            Kind::Text | Kind::Amount => columns.iter().map(|column| format!("`{}`", column.name)).collect(),
            _ => vec![format!("`{}`", field.name)],
        };
        let optional = if field.presence == Presence::Optional { " May be absent." } else { "" };
        let text = describe(field, Lang::En);
        lines.push(format!("| `{}` | {} | {text}{optional} |", table.file(), names.join(", ")));
    }
    lines
}

#[test]
fn the_readme_has_every_field_with_its_description() {
    let format = Format::first();
    let glossary = Format::glossary();
    let lines: Vec<String> = format.tables.iter().chain([&glossary]).flat_map(lines).collect();
    let table = format!("| file | column | holds |\n| --- | --- | --- |\n{}\n", lines.join("\n"));
    assert!(read("README.md").contains(&table), "README.md should have this table:\n{table}");
}

#[test]
fn words_of_addresses_are_no_ids_of_levels() {
    for word in
        ["projects", "departments", "priorities", "sums", "glossary", "about", "accessibility", "page", "q"]
    {
        assert!(keikaku::format::is_reserved(word), "{word}");
    }
    for level in Format::first().levels {
        assert!(!keikaku::format::is_reserved(level.id.as_str()));
    }
}
