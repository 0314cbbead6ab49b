//! Long lists in parts: which part of a list an address means.

use std::fmt;
use std::num::NonZeroUsize;

/// Rows in one part of a list.
pub(crate) const ROWS: usize = 100;

/// The word before the number of a part: `…/projects/page/2/`.
pub(crate) const WORD: &str = "page";

/// One part of a list that is shown in parts of at most 100 rows. The first has the list's own address.
///
/// ```
/// use keikaku::site::Part;
/// assert_eq!(Part::FIRST.to_string(), "");
/// assert_eq!(Part::new(2).map(|part| part.to_string()).as_deref(), Some("page/2/"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part(NonZeroUsize);

impl Part {
    /// The first part; the only one of a list that is short.
    pub const FIRST: Part = Part(NonZeroUsize::MIN);

    /// The part of that number, from 1; `None` for 0.
    #[must_use]
    pub const fn new(number: usize) -> Option<Part> {
        match NonZeroUsize::new(number) {
            Some(number) => Some(Part(number)),
            None => None,
        }
    }

    /// Its number, from 1.
    #[must_use]
    pub const fn number(self) -> usize {
        self.0.get()
    }

    /// All parts of a list of so many rows: at least the first.
    pub fn all(rows: usize) -> impl Iterator<Item = Part> {
        (1..=rows.div_ceil(ROWS).max(1)).filter_map(Part::new)
    }

    /// The number that a segment of an address or a query gives: plain digits without a leading zero.
    pub(crate) fn read(text: &str) -> Option<Part> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
        text.parse().ok().filter(|_| plain).and_then(Part::new)
    }
}

/// What an address has after the list's own: nothing for the first part.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Part::FIRST { Ok(()) } else { write!(f, "{WORD}/{}/", self.0) }
    }
}
