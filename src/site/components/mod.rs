//! What several pages show, each with a view of its own. The template of the same name is in
//! `templates/components/`.

mod amount;
mod asked;
mod downloads;
mod facets;
mod found;
mod groups;
mod link;
mod marked;
mod names;
mod neighbours;
mod parts;
mod picture;
mod portion;
mod projects;
mod relatives;
mod structured;
mod terms;
mod totals;

pub(crate) use amount::{
    Amount, amount_words, exact, extent, prose, share_of, share_of_plan, with_share, without_amount,
};
pub(crate) use asked::{Asked, Chip};
pub(crate) use facets::FacetFold;
pub(crate) use found::FoundRow;
pub(crate) use groups::GroupTable;
pub(crate) use link::{Link, Subject, departments_of};
pub(crate) use marked::Marked;
pub(crate) use names::{
    Badge, badges, capitalised, flag_name, flag_named, flags_of, holders, identity, joined, level_heading,
    levels_heading, levels_shown, quoted, within_quotes,
};
pub(crate) use neighbours::Neighbours;
pub(crate) use parts::{Parts, orders};
pub(crate) use picture::Picture;
pub(crate) use portion::Portion;
pub(crate) use projects::{ProjectRow, ProjectTable, TotalLine, by_budget};
pub(crate) use relatives::{Relatives, Shown, relatives};
pub(crate) use terms::{Explained, terms_in};
pub(crate) use totals::{
    GroupTotals, TotalRow, department_rows, departments_in_order, divisions, reprints_note, scale_of,
    with_bars,
};
