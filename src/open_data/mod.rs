//! The plan as data for others to use.
//!
//! | module | writes |
//! | --- | --- |
//! | `json` | `plan.json`, the whole in one file |
//! | `tables` | the tables of the data format |
//! | `table` | a table in memory, and as JSON |
//! | `csv` | a table as a file for spreadsheets |
//! | `package` | `datapackage.json`, what the tables are |
//! | `schema` | `plan.schema.json`, the form of `plan.json` |
//! | `catalogue` | the entry for catalogues of data |
//! | `version` | the digits that tell one version of the data from others |

mod catalogue;
mod csv;
mod json;
mod package;
mod schema;
mod table;
mod tables;
mod version;

pub use catalogue::{Distribution, catalogue_entry};
pub use csv::csv;
pub use json::plan_json;
pub use package::data_package;
pub use schema::plan_schema;
pub use table::{Cell, Column, DataTable, Type};
pub use tables::{table, table_names, tables};
pub use version::DataVersion;
