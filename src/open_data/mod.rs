//! The plan as data for others to use.

mod json;

pub use json::plan_json;
