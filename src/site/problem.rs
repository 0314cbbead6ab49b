//! The problems that are answered with a page of their own.

use super::components::Link;
use super::{Snapshot, pages};
use crate::i18n::{Labels, Lang};
use crate::plan::Year;

/// Nothing is at the address, with suggestions.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    /// The year that has it, where another has not.
    pub(super) year: Option<Year>,
    /// What may have been meant.
    pub(super) near: Vec<Link>,
    /// The languages that have it.
    pub(super) elsewhere: Vec<(Lang, Link)>,
}

/// A problem that is answered with a page of its own.
#[derive(Clone, Debug)]
pub enum Problem {
    /// Nothing is there.
    NotFound(Missing),
    /// The address or the request cannot be read.
    BadRequest,
    /// Only GET and HEAD are there.
    MethodNotAllowed,
    /// Path and query are longer than 2 KiB.
    UriTooLong,
    /// A fault of the program.
    Internal,
    /// The data of the year has faults, and no sound one is known.
    Unavailable,
}

impl Problem {
    /// Heading and explanation.
    pub(super) fn texts<'t>(&self, t: &'t Labels) -> (&'t str, &'t str) {
        match self {
            Problem::NotFound(_) => (&t.error.not_found, &t.error.not_found_why),
            Problem::BadRequest => (&t.error.bad_request, &t.error.bad_request_why),
            Problem::MethodNotAllowed => (&t.error.method, &t.error.method_why),
            Problem::UriTooLong => (&t.error.too_long, &t.error.too_long_why),
            Problem::Internal => (&t.error.internal, &t.error.internal_why),
            Problem::Unavailable => (&t.error.unavailable, &t.error.unavailable_why),
        }
    }
}

/// The page of a problem, in that language or in one that the data has.
///
/// # Errors
/// Where it cannot be written, which would be a fault of the program.
pub fn problem(snapshot: &Snapshot, lang: Lang, problem: &Problem) -> Result<String, Error> {
    pages::error::render(snapshot, snapshot.spoken(lang), problem)
}

/// A page or file could not be written: a fault of the program.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// By its template.
    #[error("a page cannot be written: {0}")]
    Template(#[from] askama::Error),
    /// As JSON.
    #[error("JSON cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The workbook of a plan was not written.
    #[error("the workbook of a plan failed: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The archive of a plan was not written.
    #[error("the archive of a plan failed: {0}")]
    Archive(#[from] zip::result::ZipError),
}
