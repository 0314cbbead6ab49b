//! The tables of a year, written from the plan in the form in which they are read: what a folder has beside
//! its tables' own columns stays there.

use crate::format::{self, Field, Format, Kind};
use crate::i18n::{Lang, Text};
use crate::plan::{Department, Group, Listing, Need, Number, Plan, Project, Term, Unit};

use super::table::{Cell, Column, DataTable, Type};

/// The tables of a year in the order of the data format, and the glossary where there is one.
///
/// ```
/// use keikaku::load::{Source, load};
/// use keikaku::open_data::tables;
/// let data = load(&Source::Folder("tests/fixtures/minimal".into())).dataset.ok_or("the data has faults")?;
/// let names: Vec<String> = tables(data.newest().ok_or("no plan")?, &data.terms).into_iter().map(|own| own.name).collect();
/// assert_eq!(names[..3], ["directions", "initiatives", "departments"]);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn tables<'a>(plan: &'a Plan, terms: &'a [Term]) -> Vec<DataTable<'a>> {
    let writer = Writer::new(plan);
    let tables =
        writer.format.tables.iter().filter(|table| is_there(plan, table)).map(|table| writer.table(table));
    let glossary = (!terms.is_empty()).then(|| writer.glossary(terms));
    tables.chain(glossary).collect()
}

/// One of [`tables`]; `None` where none has that name.
#[must_use]
pub fn table<'a>(plan: &'a Plan, terms: &'a [Term], name: &str) -> Option<DataTable<'a>> {
    let writer = Writer::new(plan);
    match writer.format.table(name).filter(|table| is_there(plan, table)) {
        Some(table) => Some(writer.table(table)),
        None => (name == GLOSSARY && !terms.is_empty()).then(|| writer.glossary(terms)),
    }
}

/// The names of [`tables`].
#[must_use]
pub fn table_names(plan: &Plan, terms: &[Term]) -> Vec<String> {
    let format = Format::new(plan.levels().to_vec(), plan.flags().to_vec());
    let glossary = (!terms.is_empty()).then(|| GLOSSARY.to_owned());
    let tables = format.tables.into_iter().filter(|table| is_there(plan, table));
    tables.map(|table| table.name).chain(glossary).collect()
}

/// Whether the plan has the table, which may be optional.
fn is_there(plan: &Plan, table: &format::Table) -> bool {
    !table.optional || !plan.needs().is_empty()
}

const GLOSSARY: &str = "glossary";

/// What a row of a table is about.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    Group(&'a Group),
    Department(&'a Department),
    Project(&'a Project),
    Listing(&'a Listing),
    Charge(&'a Project, &'a Department),
    Need(&'a Need, &'a Group),
    Term(&'a Term),
}

impl<'a> Subject<'a> {
    /// The reading of its name.
    fn kana(self) -> Option<&'a str> {
        match self {
            Subject::Group(own) => own.kana.as_deref(),
            Subject::Department(own) => own.kana.as_deref(),
            Subject::Project(own) => own.kana.as_deref(),
            _ => None,
        }
    }
}

/// How a level's groups are named in references to them.
struct Level {
    /// By their numbers, where each is the id too; else by their ids.
    by_number: bool,
    /// What the numbers are: integers, where all of them are plain.
    numbers: Type,
}

/// Writes tables of one plan.
pub(super) struct Writer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) format: Format,
    levels: Vec<Level>,
    /// What the numbers of listings are.
    listings: Type,
}

impl<'a> Writer<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        let level = |level| Level {
            by_number: plan.groups_on(level).all(|group| group.number.as_str() == group.id.as_str()),
            numbers: type_of(plan.groups_on(level).map(|group| &group.number)),
        };
        Self {
            plan,
            format: Format::new(plan.levels().to_vec(), plan.flags().to_vec()),
            levels: (0..plan.levels().len()).map(level).collect(),
            listings: type_of(plan.listings().iter().map(|listing| &listing.number)),
        }
    }

    fn table(&self, table: &format::Table) -> DataTable<'a> {
        let plan = self.plan;
        let level = plan.level(&table.name);
        let subjects: Vec<Subject<'a>> = match (level, table.name.as_str()) {
            (Some(level), _) => plan.groups_on(level).map(Subject::Group).collect(),
            (None, "departments") => plan.departments().iter().map(Subject::Department).collect(),
            (None, "projects") => plan.projects().iter().map(Subject::Project).collect(),
            (None, "listings") => plan.listings().iter().map(Subject::Listing).collect(),
            (None, "needs") => {
                let leads = |need| plan.groups_of(need).map(move |group| Subject::Need(need, group));
                plan.needs().iter().flat_map(leads).collect()
            }
            _ => {
                let charges = |project| plan.departments_of(project).map(move |own| (project, own));
                let charges = plan.projects().iter().flat_map(charges);
                charges.map(|(project, department)| Subject::Charge(project, department)).collect()
            }
        };
        let is_written = |field: &&Field| match field.kind {
            Kind::Id => level.is_none_or(|level| !self.levels[level].by_number),
            // A row names its group in the column of the group's level alone.
            Kind::Reference(ref to) if level.is_none() => plan.level(to).is_none_or(|level| {
                let is_own =
                    |subject: &Subject<'_>| self.group_of(*subject).is_some_and(|own| own.level == level);
                level + 1 == self.levels.len() || subjects.iter().any(is_own)
            }),
            Kind::Reading => subjects.iter().any(|subject| subject.kana().is_some()),
            _ => true,
        };
        self.of(&table.name, level, table.fields.iter().filter(is_written), &subjects, |lang| {
            plan.speaks(lang)
        })
    }

    fn glossary(&self, terms: &'a [Term]) -> DataTable<'a> {
        let (table, subjects) = (Format::glossary(), terms.iter().map(Subject::Term).collect::<Vec<_>>());
        let has = |lang| terms.iter().any(|term| term.term.has(lang));
        self.of(&table.name, None, table.fields.iter(), &subjects, has)
    }

    fn of<'f>(
        &self,
        name: &str,
        level: Option<usize>,
        fields: impl Iterator<Item = &'f Field>,
        subjects: &[Subject<'a>],
        speaks: impl Fn(Lang) -> bool,
    ) -> DataTable<'a> {
        let columns = fields.flat_map(|field| self.columns(field, level, &speaks));
        let columns: Vec<Column> = columns.collect();
        let row = |subject: &Subject<'a>| columns.iter().map(|column| self.cell(*subject, column)).collect();
        let rows = subjects.iter().map(row).collect();
        DataTable { name: name.to_owned(), key: key(name, level, &columns), columns, rows }
    }

    /// The columns of a field in the languages and the unit of the plan. `level` is that of the groups that
    /// the table is about.
    pub(super) fn columns(
        &self,
        field: &Field,
        level: Option<usize>,
        speaks: impl Fn(Lang) -> bool,
    ) -> Vec<Column> {
        let is_used = |column: &format::Column| {
            column.lang.is_none_or(&speaks) && column.unit.is_none_or(|unit| unit == self.plan.unit())
        };
        let columns = field.columns().into_iter().filter(is_used).map(|column| Column {
            heading: column.name.clone(),
            name: column.name,
            kind: self.type_of(field, level),
            lang: column.lang,
            field: Some(field.clone()),
            refers: self.refers(field),
        });
        columns.collect()
    }

    fn type_of(&self, field: &Field, level: Option<usize>) -> Type {
        match &field.kind {
            Kind::Flag => Type::Flag,
            Kind::Amount => Self::amount_type(self.plan.unit()),
            Kind::Number => level.map_or(self.listings, |level| self.levels[level].numbers),
            Kind::Reference(to) => self.plan.level(to).map_or(Type::Text, |level| self.key_type(level)),
            Kind::Id | Kind::Text | Kind::Reading => Type::Text,
        }
    }

    /// What amounts in a unit are.
    pub(super) fn amount_type(unit: Unit) -> Type {
        if unit == Unit::MillionYen { Type::Decimal } else { Type::Integer }
    }

    /// What references to the groups of a level are.
    pub(super) fn key_type(&self, level: usize) -> Type {
        let level = &self.levels[level];
        if level.by_number { level.numbers } else { Type::Text }
    }

    fn refers(&self, field: &Field) -> Option<(String, String)> {
        let Kind::Reference(to) = &field.kind else { return None };
        let by_number = self.plan.level(to).is_some_and(|level| self.levels[level].by_number);
        Some((to.clone(), if by_number { "number" } else { "id" }.to_owned()))
    }

    /// The group that a row refers to, if it does to one of any level.
    fn group_of(&self, subject: Subject<'a>) -> Option<&'a Group> {
        match subject {
            Subject::Listing(listing) => self.plan.group_of(listing),
            Subject::Need(_, group) => Some(group),
            _ => None,
        }
    }

    /// What a row says in a column of a field; nothing where the field is not about such a thing.
    pub(super) fn cell(&self, subject: Subject<'a>, column: &Column) -> Cell<'a> {
        let plan = self.plan;
        let Some(field) = &column.field else { return Cell::Empty };
        let text = |text: &'a Text| match column.lang {
            Some(lang) if text.has(lang) => Cell::text(text.get(lang)),
            _ => Cell::Empty,
        };
        match (field.about, subject) {
            ("group_number", Subject::Group(group)) => number(column.kind, &group.number),
            ("group_id", Subject::Group(group)) => Cell::text(group.id.as_str()),
            ("group_name", Subject::Group(group)) => text(&group.name),
            ("group_kana" | "department_kana" | "project_kana", own) => {
                own.kana().map_or(Cell::Empty, Cell::text)
            }
            ("group", Subject::Group(group)) => {
                self.key_of(group.parent.and_then(|at| plan.groups().get(at)))
            }
            ("group" | "need_group", subject) => {
                self.key_of(self.group_of(subject).filter(|group| plan.level_of(group).one == field.name))
            }
            ("need", Subject::Need(need, _)) => text(&need.words),
            ("department_id", Subject::Department(own)) | ("department", Subject::Charge(_, own)) => {
                Cell::text(own.id.as_str())
            }
            ("department_name", Subject::Department(own)) => text(&own.name),
            ("parent", Subject::Department(own)) => {
                plan.parent_of(own).map_or(Cell::Empty, |parent| Cell::text(parent.id.as_str()))
            }
            ("project_id", Subject::Project(own)) | ("project", Subject::Charge(own, _)) => {
                Cell::text(own.id.as_str())
            }
            ("project_name", Subject::Project(own)) => text(&own.name),
            ("budget", Subject::Project(own)) => {
                own.budget.map_or(Cell::Empty, |budget| Cell::Number(plan.unit().of(budget)))
            }
            ("flag", Subject::Project(own)) => {
                let place = plan.flags().iter().position(|flag| flag.column == field.name);
                place.map_or(Cell::Empty, |place| Cell::Flag(own.flags.has(place)))
            }
            ("summary", Subject::Project(own)) => text(&own.summary),
            ("listing_number", Subject::Listing(own)) => number(column.kind, &own.number),
            ("project", Subject::Listing(own)) => {
                plan.project_of(own).map_or(Cell::Empty, |project| Cell::text(project.id.as_str()))
            }
            ("reprint", Subject::Listing(own)) => Cell::Flag(own.reprint),
            ("term_id", Subject::Term(own)) => Cell::text(own.id.as_str()),
            ("term", Subject::Term(own)) => text(&own.term),
            ("reading", Subject::Term(own)) => Cell::text(&own.reading),
            ("meaning", Subject::Term(own)) => text(&own.meaning),
            _ => Cell::Empty,
        }
    }

    /// How a group is named in a reference to it.
    pub(super) fn key_of(&self, group: Option<&'a Group>) -> Cell<'a> {
        match group.map(|group| (group, &self.levels[group.level])) {
            None => Cell::Empty,
            Some((group, level)) if level.by_number => number(level.numbers, &group.number),
            Some((group, _)) => Cell::text(group.id.as_str()),
        }
    }
}

/// Integers, where every number is nothing else.
fn type_of<'n>(mut numbers: impl Iterator<Item = &'n Number>) -> Type {
    if numbers.all(|number| number.value().is_some()) { Type::Integer } else { Type::Text }
}

fn number(kind: Type, number: &Number) -> Cell<'_> {
    match number.value() {
        Some(value) if kind == Type::Integer => Cell::Number(value.into()),
        _ => Cell::text(number.as_str()),
    }
}

/// The columns that together tell a row of the table from all others.
fn key(table: &str, level: Option<usize>, columns: &[Column]) -> Vec<String> {
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    let names: Vec<&str> = match (level, table) {
        (Some(_), _) if !has("id") => vec!["number"],
        (None, "project_departments") => vec!["project", "department"],
        (None, "needs") => Vec::new(),
        (None, "listings") => {
            // A number is unique within its group, but a key has no empty cell: it needs one column of groups.
            let groups =
                columns.iter().filter(|column| column.field.as_ref().is_some_and(|own| own.about == "group"));
            match &groups.map(|column| column.name.as_str()).collect::<Vec<_>>()[..] {
                [group] => vec![group, "number"],
                _ => Vec::new(),
            }
        }
        _ => vec!["id"],
    };
    names.into_iter().map(str::to_owned).collect()
}
