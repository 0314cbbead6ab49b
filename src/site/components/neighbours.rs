//! The pages before and after this one.

use super::{Link, Subject};
use crate::site::frame::Frame;

/// The links to the pages before and after this one.
pub(crate) struct Neighbours {
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
}

impl Neighbours {
    /// The neighbours of the first of `all` that is the page's own.
    pub(crate) fn of<'b, T: Subject + 'b>(
        frame: &Frame<'_>,
        all: impl IntoIterator<Item = &'b T>,
        is_own: impl Fn(&T) -> bool,
    ) -> Self {
        let (mut previous, mut all) = (None, all.into_iter());
        for item in all.by_ref() {
            if is_own(item) {
                break;
            }
            previous = Some(item);
        }
        let link = |item: &T| Link::to(frame, item);
        Self { previous: previous.map(link), next: all.next().map(link) }
    }

    /// The neighbours of the place `at` in `all`.
    pub(crate) fn at<T: Subject>(frame: &Frame<'_>, all: &[T], at: usize) -> Self {
        let link = |item: &T| Link::to(frame, item);
        Self {
            previous: at.checked_sub(1).and_then(|before| all.get(before)).map(link),
            next: all.get(at + 1).map(link),
        }
    }
}
