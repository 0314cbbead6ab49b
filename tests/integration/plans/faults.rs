//! What is wrong, all of it at once: the data set, the pages, the reason.

use std::collections::BTreeMap;

use super::crawl::Page;
use super::sets::{self, Set};

/// Pages that are named for one reason.
const NAMED: usize = 4;

/// Faults of one invariant; it must end without one.
#[derive(Default)]
pub(super) struct Faults {
    found: BTreeMap<(&'static str, String), Vec<String>>,
}

impl Faults {
    pub(super) fn add(&mut self, set: &'static Set, path: &str, what: impl Into<String>) {
        let paths = self.found.entry((set.name, what.into())).or_default();
        if !paths.iter().any(|other| other == path) {
            paths.push(path.to_owned());
        }
    }

    /// Adds a fault where something does not hold.
    pub(super) fn unless(
        &mut self,
        holds: bool,
        set: &'static Set,
        path: &str,
        what: impl FnOnce() -> String,
    ) {
        if !holds {
            self.add(set, path, what());
        }
    }

    /// Panics over the faults, if there is one.
    #[track_caller]
    pub(super) fn none(self) {
        let lines = self.found.iter().map(|((set, what), paths)| {
            let named = paths.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = paths.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("  [{set}] {what}\n      {named}{more}")
        });
        let lines: Vec<String> = lines.collect();
        assert!(lines.is_empty(), "{} faults:\n{}", lines.len(), lines.join("\n"));
    }
}

/// Looks at every page of every data set, and says everything that is wrong.
#[track_caller]
pub(super) fn on_every_page(check: impl Fn(&'static Set, &'static Page, &mut Faults)) {
    let mut faults = Faults::default();
    for set in sets::all() {
        for page in set.crawl.pages.values() {
            check(set, page, &mut faults);
        }
    }
    faults.none();
}
