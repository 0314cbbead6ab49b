//! The forms in which a year's plan can be taken away.

use std::fmt;

use crate::open_data;
use crate::plan::{Dataset, Plan};

/// A file of a year's plan, by its name below `/data/2024/`.
///
/// ```
/// use keikaku::site::DataFile;
/// assert_eq!(DataFile::Table("projects".to_owned()).to_string(), "projects.csv");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DataFile {
    /// The whole plan as JSON.
    PlanJson,
    /// The form of that JSON.
    Schema,
    /// What the tables are.
    Package,
    /// The entry for catalogues of data.
    Catalogue,
    /// Everything for Excel.
    Workbook,
    /// All files in one.
    Archive,
    /// A table as CSV, by its name.
    Table(String),
}

/// A form in which the list of a page can be taken away, at the page's own address.
///
/// ```
/// use keikaku::i18n::Lang;
/// use keikaku::site::{Address, ListFile, PageUrl};
/// let list = Address::List(PageUrl::Projects("2024".parse()?), ListFile::Csv);
/// assert_eq!(list.path(Lang::Ja), "/ja/2024/projects.csv");
/// # Ok::<(), keikaku::plan::InvalidId>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListFile {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

impl ListFile {
    /// Every form.
    pub const ALL: [ListFile; 2] = [ListFile::Csv, ListFile::Json];

    /// What stands behind the last dot of its address.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            ListFile::Csv => "csv",
            ListFile::Json => "json",
        }
    }

    /// A last segment without the extension, and which one it has.
    pub(super) fn read(segment: &str) -> Option<(&str, Self)> {
        let (name, extension) = segment.rsplit_once('.')?;
        Some((name, Self::ALL.into_iter().find(|file| file.extension() == extension)?))
    }
}

/// The files whose names are the same in every year.
const NAMED: [(DataFile, &str); 6] = [
    (DataFile::PlanJson, "plan.json"),
    (DataFile::Schema, "plan.schema.json"),
    (DataFile::Package, "datapackage.json"),
    (DataFile::Catalogue, "dcat.jsonld"),
    (DataFile::Workbook, "plan.xlsx"),
    (DataFile::Archive, "plan.zip"),
];

/// Listings beyond which no heavy file is made: a workbook of them would take a second and 100 MB.
const LONG: usize = 5_000;

/// Whether a plan is so long that its files take long to make.
pub(super) fn is_long(plan: &Plan) -> bool {
    plan.listings().len() > LONG
}

impl DataFile {
    pub(super) fn read(name: &str) -> Option<Self> {
        if let Some((file, _)) = NAMED.into_iter().find(|(_, known)| *known == name) {
            return Some(file);
        }
        let table = name.strip_suffix(".csv")?;
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_".contains(&byte);
        (!table.is_empty() && table.bytes().all(plain)).then(|| DataFile::Table(table.to_owned()))
    }

    /// Its media type, with the character set of a text.
    pub(crate) const fn content_type(&self) -> &'static str {
        match self {
            DataFile::PlanJson | DataFile::Schema | DataFile::Package => "application/json",
            DataFile::Catalogue => "application/ld+json",
            DataFile::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            DataFile::Archive => "application/zip",
            DataFile::Table(_) => "text/csv; charset=utf-8",
        }
    }

    /// Whether it takes long to make.
    pub(crate) const fn is_heavy(&self) -> bool {
        matches!(self, DataFile::Workbook | DataFile::Archive)
    }

    /// The files of a plan; those that are heavy only of one that is not too long.
    pub(crate) fn all(dataset: &Dataset, plan: &Plan) -> impl Iterator<Item = DataFile> {
        let tables = open_data::table_names(plan, &dataset.terms).into_iter().map(DataFile::Table);
        let is_long = is_long(plan);
        let named = NAMED.into_iter().map(|(file, _)| file);
        named.filter(move |file| !(is_long && file.is_heavy())).chain(tables)
    }
}

/// The name.
impl fmt::Display for DataFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DataFile::Table(name) => write!(f, "{name}.csv"),
            file => {
                NAMED.iter().filter(|(known, _)| known == file).try_for_each(|(_, name)| f.write_str(name))
            }
        }
    }
}
