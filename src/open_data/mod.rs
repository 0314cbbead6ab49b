//! The plan as data for others to use.
//!
//! | module | writes |
//! | --- | --- |
//! | `json` | `plan.json`, the whole in one file |
//! | `tables` | the tables of the data format |
//! | `table` | a table in memory, and as JSON |
//! | `list` | the lists of pages as tables for reading |
//! | `workbook` | `plan.xlsx` |
//! | `archive`, `readme` | all files in one, and what they are |
//! | `csv` | a table as a file for spreadsheets |
//! | `package` | `datapackage.json`, what the tables are |
//! | `schema` | `plan.schema.json`, the form of `plan.json` |
//! | `catalogue` | the entry for catalogues of data |
//! | `version` | the digits that tell one version of the data from others |

mod archive;
mod catalogue;
mod csv;
mod json;
mod list;
mod package;
mod readme;
mod schema;
mod table;
mod tables;
mod version;
mod workbook;

pub use archive::archive;
pub use catalogue::{Distribution, catalogue_entry};
pub use csv::csv;
pub use json::plan_json;
pub use list::{Listed, list_json, list_of_departments, list_of_groups, list_of_projects};
pub use package::data_package;
pub use readme::readme;
pub use schema::plan_schema;
pub use table::{Cell, Column, DataTable, Type};
pub use tables::{table, table_names, tables};
pub use version::DataVersion;
pub use workbook::workbook;
