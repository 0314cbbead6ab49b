//! A transparency website for a city's plan.

pub mod server;
