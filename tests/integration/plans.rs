//! Every page of several plans, in both languages, read as a visitor finds it: what holds for the plan of
//! FY2024 has to hold for a plan without amounts, without marks, of two years, of 450 projects, of one level
//! or four, in yen, in Japanese alone.
//!
//! `sets` has the plans, `crawl` reads each site once, `tables` has what a plan's tables say, read without the
//! program; the other modules hold the pages against them. A test names everything that is wrong at once.

mod amounts;
mod crawl;
mod csv_files;
mod data;
mod emptiness;
mod faults;
mod frame;
mod languages;
mod links;
mod list_files;
mod lists;
mod numbering;
mod numbers;
mod orders;
mod overview;
mod packages;
mod picture;
mod places;
mod project;
mod reading;
mod rows;
mod sets;
mod structured;
mod sums;
mod tables;
mod tree;
mod unstated;
mod words;
mod years;
