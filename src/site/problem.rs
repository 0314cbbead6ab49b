//! Why there is no page, and the page that says so.

use std::fmt;

use super::components::Link;
use super::{Snapshot, pages};
use crate::i18n::{Labels, Lang};

/// Nothing is at the address.
#[derive(Clone, Debug, Default)]
pub struct Missing {
    /// What may have been meant.
    pub(super) near: Vec<Link>,
}

/// Why there is no page.
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
        }
    }
}

/// The page that says why there is no page, in that language.
///
/// # Errors
/// Where it cannot be written, which would be a fault of the program.
pub fn problem(snapshot: &Snapshot, lang: Lang, problem: &Problem) -> Result<String, Error> {
    pages::error::render(snapshot, lang, problem)
}

/// A page or file could not be written: a fault of the program.
#[derive(Debug)]
pub enum Error {
    /// By its template.
    Template(askama::Error),
    /// As JSON.
    Json(serde_json::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Template(error) => write!(f, "a page cannot be written: {error}"),
            Error::Json(error) => write!(f, "JSON cannot be written: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Template(error) => Some(error),
            Error::Json(error) => Some(error),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Error::Template(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::Json(error)
    }
}
