//! The rules of the domain: plain functions over the tables of a year, run in this order once all are read.

mod departments;
mod listings;
mod needs;
pub(super) mod scale;
mod spreadsheet;

use super::sink::Sink;
use super::tables::Tables;

type Rule = fn(&mut Tables, &mut Sink);

const RULES: [Rule; 11] = [
    listings::stand_under_a_group,
    listings::have_a_number_of_their_own,
    listings::name_a_project_once_a_group,
    listings::count_every_project_once,
    listings::fill_every_group,
    departments::end_at_the_top,
    departments::are_in_charge,
    needs::lead_to_groups,
    scale::are_of_one_order,
    spreadsheet::names_differ,
    spreadsheet::amounts_are_not_sorted_alone,
];

/// Holds the tables against every rule.
pub(super) fn check(tables: &mut Tables, sink: &mut Sink) {
    RULES.into_iter().for_each(|rule| rule(tables, sink));
}
