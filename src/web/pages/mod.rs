//! One module a page: its view, the arithmetic of the view, its handler. Templates of the same
//! names are in `templates/pages/`; they only branch and loop.

pub(super) mod about;
pub(super) mod accessibility;
pub(super) mod department;
pub(super) mod departments;
pub(super) mod direction;
pub(super) mod directions;
pub(super) mod error;
pub(super) mod glossary;
pub(super) mod initiative;
pub(super) mod overview;
pub(super) mod priorities;
pub(super) mod project;
pub(super) mod projects;
pub(super) mod sums;
