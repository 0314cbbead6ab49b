//! What a need leads to.

use std::collections::HashMap;

use crate::load::faults::{Fault, shown};
use crate::load::sink::Sink;
use crate::load::tables::{Tables, Under};

/// Every row names a group, and none says what another said.
pub(super) fn lead_to_groups(tables: &mut Tables, sink: &mut Sink) {
    let Some(deepest) = tables.format.levels.last().map(|level| level.one.clone()) else { return };
    let needs = tables.needs();
    let (mut seen, mut nowhere, mut twice) = (HashMap::new(), Vec::new(), Vec::new());
    for at in needs.places() {
        match tables.group_of(needs, at) {
            Under::Nothing => nowhere.push(at),
            Under::Unknown => {}
            Under::Group(level, group) => {
                let Some(words) = needs.text(at, "need") else { continue };
                match seen.get(&(words.original(), level, group)) {
                    Some(first) => twice.push((at, shown(words.original()), *first)),
                    None => drop(seen.insert((words.original(), level, group), needs.rows[at])),
                }
            }
        }
    }
    let own = tables.levels() + 4;
    for at in nowhere {
        tables.all[own].error(at, &deepest, sink, Fault::EmptyValue);
    }
    for (at, words, first) in twice {
        tables.all[own].error(at, "need", sink, || Fault::DuplicateNeed(words, first));
    }
}
