//! The data format as data: which tables a plan has, and their fields, kinds and references.
//!
//! ```
//! use keikaku::format::{Format, Kind};
//! let format = Format::first();
//! let listings = format.table("listings").ok_or("no such table")?;
//! assert_eq!(listings.file(), "listings.csv");
//! assert!(listings.fields.iter().any(|field| field.kind == Kind::Reference("projects".into())));
//! # Ok::<(), &str>(())
//! ```
//!
//! A [`Format`] is made from what `plan.toml` says (levels, marks) and drives the one reader of tables, the
//! description of the fields for people, and everything that is written in the same form. A new column is
//! a field here, a field of the domain, and its use.

mod describe;
mod words;

use crate::i18n::{Lang, Text};
use crate::plan::{Flag, Level, Noun, Unit};

pub use describe::describe;
pub use words::is_reserved;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id: 1 to 64 of a–z, 0–9 and single hyphens.
    Id,
    /// A number as the document prints it: `1`, `①`, `1-1`.
    Number,
    /// A text in each language: a column for each, `name_ja`, `name_en`.
    Text,
    /// The reading of a text in kana: one column, `name_kana`, `reading_ja`.
    Reading,
    /// An amount in the unit that ends the column's name: `budget_yen`, `budget_thousand_yen`,
    /// `budget_million_yen`. Exactly one of them is there.
    Amount,
    /// `1` where it applies, `0` where not.
    Flag,
    /// The key of a row of that table: its id, or its number.
    Reference(String),
}

/// Whether a column has to be there, and its cells filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The column is there, every cell filled.
    Required,
    /// The column is there; an empty cell says that nothing is stated.
    MayBeEmpty,
    /// The column may be absent, and its cells empty.
    Optional,
}

/// A field of a table: one column, or one for each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name; of a text without the language.
    pub name: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether it has to be there.
    pub presence: Presence,
    /// What else its column may be called, in Japanese.
    pub aliases: Vec<String>,
    /// The key of its description in the labels.
    pub(crate) about: &'static str,
}

/// A column of a field in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: String,
    /// The language of its cells, where they are texts.
    pub lang: Option<Lang>,
    /// The unit of its cells, where they are amounts.
    pub unit: Option<Unit>,
    /// What else it may be called.
    pub aliases: Vec<String>,
}

impl Field {
    fn new(about: &'static str, name: impl Into<String>, kind: Kind, presence: Presence) -> Self {
        Self { name: name.into(), kind, presence, aliases: words::aliases(about), about }
    }

    fn called(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.aliases.extend(names);
        self
    }

    /// Its columns: of a text one for each language, of an amount one for each unit.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let column = |suffix: &str, lang, unit| {
            let ja = |name: &String| match unit {
                Some(unit) => format!("{name}({})", words::unit(unit)),
                None => name.clone(),
            };
            let aliases = match lang {
                None | Some(Lang::ORIGINAL) => self.aliases.iter().map(ja).collect(),
                Some(lang) => self.aliases.iter().map(|name| format!("{name}({lang})")).collect(),
            };
            Column { name: format!("{}{suffix}", self.name), lang, unit, aliases }
        };
        match self.kind {
            Kind::Text => Lang::ALL.map(|lang| column(&format!("_{lang}"), Some(lang), None)).to_vec(),
            Kind::Amount => {
                Unit::ALL.map(|unit| column(&format!("_{}", unit.as_str()), None, Some(unit))).to_vec()
            }
            _ => vec![column("", None, None)],
        }
    }
}

/// A table: a CSV file with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name: that of its file without `.csv`.
    pub name: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Whether the file may be absent.
    pub optional: bool,
}

impl Table {
    fn new(name: impl Into<String>, fields: Vec<Field>) -> Self {
        Self { name: name.into(), fields, optional: false }
    }

    /// The name of its file.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// The place of a field.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

/// The tables of a year's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// The levels of the plan, the outermost first.
    pub levels: Vec<Level>,
    /// The marks that projects may have.
    pub flags: Vec<Flag>,
    /// The tables in the order of reading: one for each level, then departments, projects, listings,
    /// project_departments and needs.
    pub tables: Vec<Table>,
}

impl Format {
    /// The format of a plan with these levels and marks.
    #[must_use]
    pub fn new(levels: Vec<Level>, flags: Vec<Flag>) -> Self {
        let mut tables: Vec<Table> = Vec::new();
        for (at, level) in levels.iter().enumerate() {
            let above = at.checked_sub(1).map(|above| reference("group", &levels[above], Presence::Required));
            let own = [
                Field::new("group_number", "number", Kind::Number, Presence::Required),
                Field::new("group_id", "id", Kind::Id, Presence::Optional),
                Field::new("group_name", "name", Kind::Text, Presence::Required),
                Field::new("group_kana", "name_kana", Kind::Reading, Presence::Optional),
            ];
            tables.push(Table::new(level.id.as_str(), above.into_iter().chain(own).collect()));
        }
        tables.push(departments());
        tables.push(projects(&flags));
        tables.push(listings(&levels));
        tables.push(Table::new(
            "project_departments",
            vec![
                Field::new("project", "project", Kind::Reference("projects".into()), Presence::Required),
                Field::new(
                    "department",
                    "department",
                    Kind::Reference("departments".into()),
                    Presence::Required,
                ),
            ],
        ));
        tables.push(needs(&levels));
        Self { levels, flags, tables }
    }

    /// The format of a plan that says nothing of it: directions, initiatives, ★ and 【新】.
    #[must_use]
    pub fn first() -> Self {
        Self::new(words::first_levels(), words::first_flags())
    }

    /// The table of that name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// The glossary, the one table that belongs to no year.
    #[must_use]
    pub fn glossary() -> Table {
        let fields = vec![
            Field::new("term_id", "id", Kind::Id, Presence::Required),
            Field::new("term", "term", Kind::Text, Presence::Required),
            Field::new("reading", "reading_ja", Kind::Reading, Presence::Required),
            Field::new("meaning", "meaning", Kind::Text, Presence::Required),
        ];
        Table { optional: true, ..Table::new("glossary", fields) }
    }
}

/// The field that refers to a group of a level.
fn reference(about: &'static str, level: &Level, presence: Presence) -> Field {
    let names = names(&level.name);
    Field::new(about, level.one.clone(), Kind::Reference(level.id.to_string()), presence).called(names)
}

/// What something is called in the original language.
fn names(noun: &Noun) -> Vec<String> {
    let name = |text: &Text| text.original().to_owned();
    let (one, other) = (name(&noun.one), name(&noun.other));
    if one == other { vec![one] } else { vec![one, other] }
}

fn departments() -> Table {
    Table::new(
        "departments",
        vec![
            Field::new("department_id", "id", Kind::Id, Presence::Required),
            Field::new("parent", "parent", Kind::Reference("departments".into()), Presence::Optional),
            Field::new("department_name", "name", Kind::Text, Presence::Required),
            Field::new("department_kana", "name_kana", Kind::Reading, Presence::Optional),
        ],
    )
}

fn projects(flags: &[Flag]) -> Table {
    let mut fields = vec![
        Field::new("project_id", "id", Kind::Id, Presence::Required),
        Field::new("project_name", "name", Kind::Text, Presence::Required),
        Field::new("project_kana", "name_kana", Kind::Reading, Presence::Optional),
        Field::new("budget", "budget", Kind::Amount, Presence::MayBeEmpty),
    ];
    for flag in flags {
        let names =
            names(&flag.name).into_iter().chain([flag.badge.original().to_owned(), flag.sign.clone()]);
        let names = names.filter(|name| !name.is_empty());
        fields.push(Field::new("flag", flag.column.clone(), Kind::Flag, Presence::Required).called(names));
    }
    fields.push(Field::new("summary", "summary", Kind::Text, Presence::Required));
    Table::new("projects", fields)
}

/// A column for each level, the deepest one required: of several that are filled the deepest counts.
fn group_of_any_level(about: &'static str, levels: &[Level]) -> impl Iterator<Item = Field> {
    let deepest = levels.len().saturating_sub(1);
    let presence = move |at| match at {
        _ if at < deepest => Presence::Optional,
        0 => Presence::Required,
        _ => Presence::MayBeEmpty,
    };
    levels.iter().enumerate().map(move |(at, level)| reference(about, level, presence(at)))
}

/// A row for each group that a need leads to.
fn needs(levels: &[Level]) -> Table {
    let need = Field::new("need", "need", Kind::Text, Presence::Required);
    let fields = std::iter::once(need).chain(group_of_any_level("need_group", levels));
    Table { optional: true, ..Table::new("needs", fields.collect()) }
}

fn listings(levels: &[Level]) -> Table {
    let own = [
        Field::new("listing_number", "number", Kind::Number, Presence::Required),
        Field::new("project", "project", Kind::Reference("projects".into()), Presence::Required),
        Field::new("reprint", "reprint", Kind::Flag, Presence::Required),
    ];
    Table::new("listings", group_of_any_level("group", levels).chain(own).collect())
}
