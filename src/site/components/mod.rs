//! What several pages show, each with a view of its own. The template of the same name is in
//! `templates/components/`.

mod amount;
mod figure;
mod link;
mod neighbours;
mod parts;
mod projects;
mod totals;

pub(crate) use amount::{Amount, amount_words, prose, share_of_plan, with_share, without_amount};
pub(crate) use figure::Figure;
pub(crate) use link::{Link, Subject, departments_of};
pub(crate) use neighbours::Neighbours;
pub(crate) use parts::Parts;
pub(crate) use projects::{ProjectRow, by_budget};
pub(crate) use totals::{TotalRow, department_rows, divisions};
