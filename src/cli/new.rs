//! `keikaku new`: an empty plan to fill in.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use askama::Template;

use crate::format::{Format, Table};
use crate::i18n::Lang;
use crate::plan::{Flag, Level, Noun, Unit, Year};

/// The comments and keys of `plan.toml`.
#[derive(Template)]
#[template(path = "new/plan.toml", escape = "none")]
struct PlanToml<'a> {
    year: Year,
    levels: &'a [Level],
}

/// The settings of the site.
#[derive(Template)]
#[template(path = "new/site.toml", escape = "none")]
struct SiteToml;

/// Writes an empty plan into the folder of a year and the settings beside it; returns the files that it made.
/// What is there already stays as it is.
pub(super) fn create(folder: &Path, year: Year, levels: usize) -> io::Result<Vec<String>> {
    let levels = example_levels(levels);
    let format = Format::new(levels, Vec::<Flag>::new());
    let plan = PlanToml { year, levels: &format.levels };
    let render = |text: askama::Result<String>| text.map(|text| text + "\n").map_err(io::Error::other);
    let mut files = vec![
        ("site.toml".to_owned(), render(SiteToml.render())?),
        (format!("{year}/plan.toml"), render(plan.render())?),
    ];
    files.extend(format.tables.iter().map(|table| (format!("{year}/{}", table.file()), header(table))));
    fs::create_dir_all(folder.join(year.to_string()))?;
    let mut made = Vec::new();
    for (path, text) in files {
        match File::create_new(folder.join(&path)) {
            Ok(mut file) => file.write_all(text.as_bytes())?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(error),
        }
        made.push(path);
    }
    Ok(made)
}

/// The first row of a table, with the mark by which Excel knows UTF-8.
fn header(table: &Table) -> String {
    let columns = table.fields.iter().flat_map(crate::format::Field::columns);
    let columns = columns.filter(|column| column.unit.is_none_or(|unit| unit == Unit::default()));
    let names: Vec<String> = columns.map(|column| column.name).collect();
    format!("\u{FEFF}{}\r\n", names.join(","))
}

/// Levels to rename: policies, measures, …
fn example_levels(count: usize) -> Vec<Level> {
    let names = [
        ("policies", "policy", "政策", "policy", "policies"),
        ("measures", "measure", "施策", "measure", "measures"),
        ("programmes", "programme", "基本事業", "programme", "programmes"),
        ("fields", "field", "分野", "field", "fields"),
    ];
    let text = |ja: &str, en: &str| crate::i18n::Text::new(ja).with(Lang::En, en);
    let level = |(id, one, ja, name, names): (&str, &str, &str, &str, &str)| {
        Some(Level {
            id: id.parse().ok()?,
            one: one.to_owned(),
            name: Noun { one: text(ja, name), other: text(ja, names) },
            number: text(&format!("{ja}{{number}}"), &format!("{} {{number}}", capitalised(name))),
            has_index: true,
        })
    };
    names.into_iter().take(count).filter_map(level).collect()
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}
