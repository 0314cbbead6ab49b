//! The page of a problem, with ways on.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::{Lang, fiscal_year_short};
use crate::site::components::Link;
use crate::site::problem::Problem;
use crate::site::{Error, Snapshot};

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: Frame<'a>,
    /// The year that has what is not here.
    year: Option<String>,
    near: &'a [Link],
    /// The languages that have it.
    elsewhere: &'a [(Lang, Link)],
}

/// The page of a problem in that language.
pub(in crate::site) fn render(snapshot: &Snapshot, lang: Lang, problem: &Problem) -> Result<String, Error> {
    let frame = Frame::new(snapshot, lang, None);
    let (title, why) = problem.texts(frame.t);
    let (year, near, elsewhere) = match problem {
        Problem::NotFound(missing) => (missing.year, &missing.near[..], &missing.elsewhere[..]),
        _ => (None, &[][..], &[][..]),
    };
    let year = year.map(|year| fiscal_year_short(lang, year.get()));
    Ok(ErrorPage { page: frame.titled(title, why.to_owned()), year, near, elsewhere }.render()?)
}
