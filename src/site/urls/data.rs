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
    /// A table as CSV, by its name.
    Table(String),
}

/// The files whose names are the same in every year.
const NAMED: [(DataFile, &str); 4] = [
    (DataFile::PlanJson, "plan.json"),
    (DataFile::Schema, "plan.schema.json"),
    (DataFile::Package, "datapackage.json"),
    (DataFile::Catalogue, "dcat.jsonld"),
];

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
            DataFile::Table(_) => "text/csv; charset=utf-8",
        }
    }

    /// The files of a plan.
    pub(crate) fn all(dataset: &Dataset, plan: &Plan) -> impl Iterator<Item = DataFile> {
        let tables = open_data::table_names(plan, &dataset.terms).into_iter().map(DataFile::Table);
        NAMED.into_iter().map(|(file, _)| file).chain(tables)
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
