//! What is wrong, all of it at once: the data set, the pages, the reason.

use std::collections::BTreeMap;

use super::crawl::Page;
use super::sets::{self, Set};

/// Pages that are named for one reason.
const NAMED: usize = 4;

/// Faults of one invariant; it must end without one, and must have been asked of something.
#[derive(Default)]
pub(super) struct Faults {
    asked: usize,
    found: BTreeMap<(&'static str, String), Vec<String>>,
}

impl Faults {
    /// Takes the answer to a question on a page: what is wrong, or nothing.
    pub(super) fn report(&mut self, set: &'static Set, path: &str, wrong: Option<String>) {
        self.asked += 1;
        let Some(wrong) = wrong else { return };
        let paths = self.found.entry((set.name, wrong)).or_default();
        if !paths.iter().any(|other| other == path) {
            paths.push(path.to_owned());
        }
    }

    /// Reports a fault where something does not hold.
    pub(super) fn unless(
        &mut self,
        holds: bool,
        set: &'static Set,
        path: &str,
        what: impl FnOnce() -> String,
    ) {
        self.report(set, path, (!holds).then(what));
    }

    /// Panics over the faults, if there is one, and over a test that found nothing to look at.
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
        assert!(self.asked > 0, "no page has what this test is about");
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
