//! Long lists in parts.

use super::error::PageError;
use super::layout::Link;

/// Rows on one page of a list. No list of the first plan is longer; one of a hundred thousand is.
pub(crate) const ROWS: usize = 200;

/// Bars in one chart: more cannot be compared by eye.
pub(crate) const BARS: usize = 30;

/// Which part of a list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paging {
    /// The part, from 1.
    number: usize,
    /// How many parts there are, at least 1.
    count: usize,
}

impl Paging {
    /// The part that a query asks for (`page=2`; the first such parameter counts, junk means 1) of a list.
    pub(crate) fn new(query: Option<&str>, rows: usize) -> Result<Self, PageError> {
        let asked = query.unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("page="));
        let number = asked.and_then(|number| number.parse().ok()).filter(|number| *number > 0).unwrap_or(1);
        let count = rows.div_ceil(ROWS).max(1);
        if number > count { Err(PageError::NotFound) } else { Ok(Self { number, count }) }
    }

    /// The rows of this part.
    pub(crate) fn of<T>(self, rows: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
        rows.skip((self.number - 1) * ROWS).take(ROWS)
    }

    pub(crate) fn is_first(self) -> bool {
        self.number == 1
    }

    /// `2 / 500`; none where there is one part only.
    pub(crate) fn position(self) -> Option<String> {
        (self.count > 1).then(|| format!("{} / {}", self.number, self.count))
    }

    pub(crate) fn previous(self) -> Option<Link> {
        (self.number > 1).then(|| self.link(self.number - 1))
    }

    pub(crate) fn next(self) -> Option<Link> {
        (self.number < self.count).then(|| self.link(self.number + 1))
    }

    fn link(self, number: usize) -> Link {
        Link { href: format!("?page={number}"), text: format!("{number} / {}", self.count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_begin_at_one_and_end() {
        let part = |query, rows| Paging::new(query, rows).map(|paging| paging.number);
        assert_eq!(part(None, 0), Ok(1));
        assert_eq!(part(Some("page=2&page=3"), 401), Ok(2));
        assert_eq!(part(Some("q=x&page=3"), 401), Ok(3));
        for junk in ["page=0", "page=-1", "page=x", "page=", "page=99999999999999999999999"] {
            assert_eq!(part(Some(junk), 401), Ok(1), "{junk}");
        }
        assert_eq!(part(Some("page=4"), 401), Err(PageError::NotFound));
        let last = Paging::new(Some("page=3"), 401).unwrap();
        assert_eq!(last.of(0..401).collect::<Vec<_>>(), [400]);
        assert_eq!((last.position().unwrap().as_str(), last.next().is_none()), ("3 / 3", true));
    }
}
