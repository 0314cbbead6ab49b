//! The plan as data to take away: files, what every field means, what is in them, how to cite them.

use askama::Template;

use super::{Frame, filters};
use crate::format::describe;
use crate::i18n::{Lang, amount, day, file_size, fiscal_year_short};
use crate::open_data::{Cell, Column, DataTable, Type, csv, tables};
use crate::plan::Plan;
use crate::site::Error;
use crate::site::components::{Link, capitalised, exact, joined, prose};
use crate::site::files::data_file;
use crate::site::urls::{Address, DataFile, FileUrl, ListFile, PageUrl};

#[derive(Template)]
#[template(path = "pages/data.html")]
struct DataPage<'a> {
    page: Frame<'a>,
    version: String,
    /// The files that hold everything.
    files: Vec<Whole>,
    tables: Vec<Table<'a>>,
}

/// A table as CSV.
struct Table<'a> {
    link: Link,
    size: String,
    /// What its rows are called.
    name: String,
    table: DataTable<'a>,
}

/// A file of the whole plan.
struct Whole {
    link: Link,
    size: String,
    about: String,
    /// What describes it.
    more: Vec<Link>,
}

/// A column in words.
struct Field<'t> {
    name: &'t str,
    kind: String,
    meaning: String,
    /// Whether it is the key, and whether cells are empty.
    key: String,
    /// The table that it refers to.
    refers: Option<&'t str>,
}

impl<'a> DataPage<'a> {
    fn new(page: Frame<'a>) -> Result<Self, Error> {
        let all = tables(page.plan, &page.snapshot().dataset().terms).into_iter();
        let tables = all.map(|table| Table {
            link: link(&page, DataFile::Table(table.name.clone()), ""),
            size: file_size(csv(&table).len()),
            name: name_of(&page, &table.name),
            table,
        });
        Ok(Self { version: page.data_version(), files: files(&page)?, tables: tables.collect(), page })
    }

    fn lead(&self) -> String {
        let (t, plan) = (self.page.t, self.page.plan);
        let projects = t.count.projects(plan.total().projects);
        t.data.lead(self.page.year_short(), projects, plan.listings().len())
    }

    fn meta(&self) -> String {
        self.page.t.data.meta(&self.version, as_of(&self.page), self.page.unit())
    }

    /// The sections of the page.
    fn contents(&self) -> Vec<Link> {
        let t = &self.page.t.data;
        let sections = [
            ("files", &t.files),
            ("lists", &t.lists),
            ("fields", &t.fields),
            ("scope", &t.scope),
            ("cite", &t.cite),
            ("version", &t.version),
            ("terms", &t.terms),
        ];
        let years = (!self.years().is_empty()).then_some(("years", &t.years));
        let sections = sections.into_iter().chain(years);
        sections.map(|(id, text)| Link { href: format!("#{id}"), text: text.clone() }).collect()
    }

    /// The fields of a table, in words.
    fn fields<'t>(&self, table: &'t Table<'_>) -> Vec<Field<'t>> {
        let columns = table.table.columns.iter().enumerate();
        columns.map(|(place, column)| self.field(&table.table, place, column)).collect()
    }

    fn field<'t>(&self, table: &DataTable<'_>, place: usize, column: &'t Column) -> Field<'t> {
        let (lang, t) = (self.page.lang, &self.page.t.data);
        let is_amount = column.name.ends_with(self.page.plan.unit().as_str()) && column.kind != Type::Text;
        let kind = match column.kind {
            Type::Text => &t.text,
            Type::Integer => &t.integer,
            Type::Decimal => &t.decimal,
            Type::Flag => &t.flag,
        };
        let kind = if is_amount { t.in_unit(kind, self.page.unit()) } else { kind.clone() };
        let meaning = column.field.as_ref().map(|field| describe(field, lang).to_owned());
        let is_translated = column.lang.is_some_and(|lang| lang != Lang::ORIGINAL);
        let meaning = [meaning, is_translated.then(|| t.translated.clone())];
        let is_empty = |row: &Vec<Cell<'_>>| row.get(place) == Some(&Cell::Empty);
        let key = [
            (table.key == [column.name.clone()]).then(|| t.primary_key.clone()),
            table.rows.iter().any(is_empty).then(|| t.may_be_empty.clone()),
        ];
        let key: Vec<String> = key.into_iter().flatten().collect();
        Field {
            name: &column.name,
            kind,
            meaning: prose(&self.page, meaning),
            key: key.join(&self.page.t.site.comma),
            refers: column.refers.as_ref().map(|(table, _)| table.as_str()),
        }
    }

    /// The address of a list in each of its forms, and what each gives.
    fn lists(&self) -> Vec<(Link, &str)> {
        let (t, list) = (&self.page.t.data, PageUrl::Projects(self.page.plan.year()));
        let link = |address: Address| {
            let path = address.path(self.page.lang);
            Link { href: self.page.snapshot().href(&path), text: path }
        };
        let file = |file| link(Address::List(list.clone(), file));
        vec![
            (link(list.clone().into()), &t.lists_page),
            (file(ListFile::Csv), &t.lists_csv),
            (file(ListFile::Json), &t.lists_json),
        ]
    }

    /// What is in the data.
    fn included(&self) -> Vec<String> {
        let (page, plan, t) = (&self.page, self.page.plan, self.page.t);
        let signs = plan.flags().iter().filter(|flag| !flag.sign.is_empty()).map(|flag| flag.sign.clone());
        let signs: Vec<String> = signs.collect();
        let groups = plan.levels().iter().enumerate().map(|(level, own)| {
            let n = plan.groups_on(level).count();
            t.count.groups(n, own.name.counted(n).get(page.lang))
        });
        let groups = joined(&groups.collect::<Vec<_>>(), &t.site.comma, &t.site.and);
        let has_reprints = plan.listings().iter().any(|listing| listing.reprint);
        let priorities = plan.about().priorities.as_ref().map(|priorities| priorities.items.len());
        let parts = [
            Some(t.data.included_projects(t.count.projects(plan.total().projects), groups)),
            match signs.is_empty() {
                true => has_reprints.then(|| t.data.included_reprints.clone()),
                false => Some(t.data.included_marks(joined(&signs, &t.site.comma, &t.site.and))),
            },
            priorities.filter(|n| *n > 0).map(|n| t.data.included_priorities(n)),
            (plan.langs().count() > 1).then(|| t.data.included_translation.clone()),
            (!page.snapshot().dataset().terms.is_empty()).then(|| t.data.included_glossary.clone()),
        ];
        parts.into_iter().flatten().collect()
    }

    /// What somebody may look for in vain.
    fn excluded(&self) -> Vec<String> {
        let (t, without) = (&self.page.t.data, self.page.plan.total().without_amount);
        let parts = [
            Some(t.excluded_results.clone()),
            Some(t.excluded_departments.clone()),
            (without > 0).then(|| t.excluded_amounts(without)),
        ];
        parts.into_iter().flatten().collect()
    }

    /// From which table amounts are added up.
    fn sum(&self) -> Option<String> {
        let (page, plan, t) = (&self.page, self.page.plan, self.page.t);
        let amount = |yen| t.terms.amount_in(exact(plan, yen), page.unit());
        let sum = t.data.sum(amount(plan.total().stated()?));
        let reprints = plan.listings().iter().filter(|listing| listing.reprint).count();
        let twice =
            (reprints > 0).then(|| t.data.sum_listings(reprints, amount(plan.amount_of_all_listings())));
        Some(prose(page, [Some(sum), twice]))
    }

    fn citation_short(&self) -> String {
        let about = self.page.plan.about();
        let (issuer, title) = (self.page.text(&about.issuer), self.page.text(&about.title));
        self.page.t.data.citation_short(issuer, title, &self.version)
    }

    fn citation_long(&self) -> String {
        let (page, about) = (&self.page, self.page.plan.about());
        page.t.data.citation_long(
            page.text(&about.issuer),
            page.text(&about.plan),
            page.text(&about.title),
            about.published,
            page.site_name(),
            &self.version,
            page.canonical().unwrap_or_default(),
        )
    }

    fn terms(&self) -> String {
        self.page.t.data.terms_about(self.page.text(&self.page.plan.about().issuer))
    }

    /// The data of other years: link, how many projects, what they come to.
    fn years(&self) -> Vec<(Link, String, String)> {
        let (page, t) = (&self.page, self.page.t);
        let others = page.plans().filter(|plan| plan.year() != page.plan.year());
        let row = |plan: &Plan| {
            let year = fiscal_year_short(page.lang, plan.year().get());
            let link = Link { href: page.href(&PageUrl::Data(plan.year())), text: t.data.year_data(year) };
            let amount = plan.total().stated().map(|sum| amount(page.lang, sum.get()));
            let amount = amount.unwrap_or_else(|| t.terms.no_amount.clone());
            (link, t.count.projects(plan.total().projects), amount)
        };
        others.map(row).collect()
    }
}

/// A file, and what it is called.
type Named<'a> = (DataFile, &'a str);

fn files(page: &Frame<'_>) -> Result<Vec<Whole>, Error> {
    let t = &page.t.data;
    let described: [Named<'_>; 2] = [(DataFile::Package, &t.package), (DataFile::Catalogue, &t.catalogue)];
    let whole: [(DataFile, &str, &str, &[Named<'_>]); 3] = [
        (DataFile::Workbook, &t.workbook, &t.workbook_about, &[]),
        (DataFile::PlanJson, &t.json, &t.json_about, &[(DataFile::Schema, &t.schema)]),
        (DataFile::Archive, &t.archive, &t.archive_about, &described),
    ];
    let mut files = Vec::new();
    for (file, name, about, more) in whole {
        if let Some(made) = data_file(page.snapshot(), page.plan, &file)? {
            let more = more.iter().map(|(file, name)| link(page, file.clone(), name)).collect();
            let (link, size) = (link(page, file, name), file_size(made.body.len()));
            files.push(Whole { link, size, about: about.to_owned(), more });
        }
    }
    Ok(files)
}

/// What the rows of a table are called.
fn name_of(page: &Frame<'_>, table: &str) -> String {
    let t = &page.t.data;
    match (page.plan.level(table), table) {
        (Some(level), _) => capitalised(page.lang, page.plan.levels()[level].name.other.get(page.lang)),
        (None, "projects") => t.projects.clone(),
        (None, "listings") => t.listings.clone(),
        (None, "departments") => t.departments.clone(),
        (None, "project_departments") => t.project_departments.clone(),
        (None, "needs") => t.needs.clone(),
        _ => t.glossary.clone(),
    }
}

/// A link to a file of the plan: by a name, or by its own.
fn link(page: &Frame<'_>, file: DataFile, name: &str) -> Link {
    let text = if name.is_empty() { file.to_string() } else { name.to_owned() };
    Link { href: page.file(&FileUrl::Data(page.plan.year(), file)), text }
}

fn as_of(page: &Frame<'_>) -> String {
    let date = page.plan.about().as_of;
    day(page.lang, (date.year, date.month, date.day))
}

pub(super) fn render(frame: Frame<'_>) -> Result<String, Error> {
    let (t, plan) = (frame.t, frame.plan);
    let projects = t.count.projects(plan.total().projects);
    let description = t.data.description(frame.year_short(), projects);
    Ok(DataPage::new(frame.titled(&t.data.heading, description))?.render()?)
}
