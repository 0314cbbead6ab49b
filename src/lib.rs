//! A transparency website for a city's plan.

pub mod chart;
pub mod i18n;
pub mod open_data;
pub mod plan;
pub mod web;
