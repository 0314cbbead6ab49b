//! A transparency website for a city's plan.
pub mod i18n;
pub mod load;
pub mod plan;
