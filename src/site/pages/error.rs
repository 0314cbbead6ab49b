//! The page that says why there is no page, with ways on.

use askama::Template;

use super::Frame;
use crate::i18n::Lang;
use crate::site::components::Link;
use crate::site::problem::Problem;
use crate::site::{Error, Snapshot};

#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    page: Frame<'a>,
    near: &'a [Link],
}

/// The page of a problem in that language.
pub(in crate::site) fn render(snapshot: &Snapshot, lang: Lang, problem: &Problem) -> Result<String, Error> {
    let frame = Frame::new(snapshot, lang, None);
    let (title, why) = problem.texts(frame.t);
    let near = match problem {
        Problem::NotFound(missing) => &missing.near[..],
        _ => &[],
    };
    Ok(ErrorPage { page: frame.titled(title, why.to_owned()), near }.render()?)
}
