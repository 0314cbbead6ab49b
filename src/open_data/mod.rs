//! The plan as data for others to use.
//!
//! | module | writes |
//! | --- | --- |
//! | `json` | `plan.json`, the whole in one file |
//! | `tables` | the tables of the data format |
//! | `table` | a table in memory, and as JSON |
//! | `csv` | a table as a file for spreadsheets |
//! | `version` | the digits that tell one version of the data from others |

mod csv;
mod json;
mod table;
mod tables;
mod version;

pub use csv::csv;
pub use json::plan_json;
pub use table::{Cell, Column, DataTable, Type};
pub use tables::{table, table_names, tables};
pub use version::DataVersion;
