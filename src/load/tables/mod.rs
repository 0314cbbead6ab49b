//! The tables of the format, one file each: its columns, and what a row becomes.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::keys::Keys;
use super::raw::table::Outcome;

pub(super) mod charges;
pub(super) mod departments;
pub(super) mod directions;
pub(super) mod glossary;
pub(super) mod initiatives;
pub(super) mod listings;
pub(super) mod projects;

/// The files of a year's tables.
pub(super) const FILES: [&str; 6] = [
    directions::FORMAT.file,
    initiatives::FORMAT.file,
    departments::FORMAT.file,
    projects::FORMAT.file,
    listings::FORMAT.file,
    charges::FORMAT.file,
];

/// What a table holds: its rows, as far as they are valid, with their numbers in the file.
#[derive(Debug)]
pub(super) struct Table<T, K = ()> {
    pub(super) rows: Vec<(u32, T)>,
    pub(super) keys: Keys<K>,
    pub(super) outcome: Outcome,
}

/// Remembers the first row of a key; gives it where the key was there before.
fn first_row<K: Hash + Eq>(rows: &mut HashMap<K, u32>, key: K, row: u32) -> Option<u32> {
    match rows.entry(key) {
        Entry::Occupied(taken) => Some(*taken.get()),
        Entry::Vacant(free) => {
            free.insert(row);
            None
        }
    }
}
