//! Finding projects: a table of searches with what they should find, and random queries against a slow search that
//! is written here.

mod naive;
mod pages;
mod queries;
mod table;
