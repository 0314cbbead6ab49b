//! A transparency website for a city's plan.

pub mod chart;
pub mod cli;
pub mod i18n;
pub mod load;
pub mod log;
pub mod open_data;
pub mod plan;
pub mod reload;
pub mod server;
pub mod web;
