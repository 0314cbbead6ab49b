//! The keys of a table: which rows exist, for those that refer to them.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::str::FromStr;

use super::faults::{Fault, shown};
use super::raw::table::Outcome;
use super::raw::{correct, suggest};
use crate::plan::{DepartmentId, Number, ProjectId};

/// What can be a key.
pub(super) trait Key: FromStr + Hash + Eq + Clone + ToString {
    /// Whether a slip of a letter is recognisable: not so with numbers.
    const IS_NAME: bool;

    /// The fault of a text that is no such key.
    fn invalid(raw: &str) -> Fault;
}

/// The fault of a text that is no id.
pub(super) fn invalid_id(raw: &str) -> Fault {
    Fault::InvalidId(shown(raw)).correction(correct::id(raw))
}

impl Key for Number {
    const IS_NAME: bool = false;

    fn invalid(raw: &str) -> Fault {
        Fault::InvalidNumber(shown(raw)).correction(correct::number(raw))
    }
}

impl Key for ProjectId {
    const IS_NAME: bool = true;

    fn invalid(raw: &str) -> Fault {
        invalid_id(raw)
    }
}

impl Key for DepartmentId {
    const IS_NAME: bool = true;

    fn invalid(raw: &str) -> Fault {
        invalid_id(raw)
    }
}

/// The keys of a table with the rows in which they stand first.
#[derive(Debug)]
pub(super) struct Keys<K> {
    rows: HashMap<K, u32>,
    unreadable: HashSet<String>,
    whole: bool,
    comparisons_left: Cell<usize>,
}

/// What suggestions may cost altogether: a second, where a table of 100,000 keys is referred to wrongly
/// throughout. A table of 100 keys has a suggestion for each of the faults that are kept.
const MAX_COMPARISONS: usize = 200_000;

impl<K: Key> Keys<K> {
    /// The keys found by reading a table; takes over those that are not readable.
    pub(super) fn new(rows: HashMap<K, u32>, outcome: &mut Outcome) -> Self {
        Keys {
            rows,
            unreadable: std::mem::take(&mut outcome.unreadable),
            whole: outcome.whole,
            comparisons_left: Cell::new(MAX_COMPARISONS),
        }
    }

    /// The row in which the key stands first.
    pub(super) fn first_row(&self, key: &K) -> Option<u32> {
        self.rows.get(key).copied()
    }

    /// True where a row has that key but could not be read: it is not unknown.
    pub(super) fn is_unreadable(&self, raw: &str) -> bool {
        self.unreadable.contains(raw)
    }

    /// False where rows may be missing: then no key can be called unknown.
    pub(super) fn is_whole(&self) -> bool {
        self.whole
    }

    /// The key that was probably meant.
    pub(super) fn nearest(&self, raw: &str) -> Option<String> {
        let left = self.comparisons_left.get().checked_sub(self.rows.len()).filter(|_| K::IS_NAME)?;
        self.comparisons_left.set(left);
        let names: Vec<String> = self.rows.keys().map(ToString::to_string).collect();
        suggest::nearest(raw, names.iter().map(String::as_str)).map(str::to_owned)
    }
}
