//! Lists in another order and long lists in parts: what of a list an address means.

use std::fmt;
use std::num::NonZeroUsize;

/// The words before another order: `…/projects/by/amount/`.
pub(crate) const BY_AMOUNT: [&str; 2] = ["by", "amount"];

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The list's own: mostly the document's.
    #[default]
    Own,
    /// The largest amount first.
    Amount,
}

/// What of a list a page shows: in which order, and which part of it.
///
/// ```
/// use keikaku::site::{Order, Part, View};
/// assert_eq!(View::FIRST.to_string(), "");
/// let second = Part::new(2).map(|part| View { order: Order::Amount, part }.to_string());
/// assert_eq!(second.as_deref(), Some("by/amount/page/2/"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The order of the rows.
    pub order: Order,
    /// The part that is shown.
    pub part: Part,
}

impl View {
    /// A list in its own order, from its beginning.
    pub const FIRST: View = View { order: Order::Own, part: Part::FIRST };

    /// The view that the last segments of an address name, and the segments before them. `None` where they
    /// name one that is written otherwise.
    pub(crate) fn read<'s, 'p>(segments: &'s [&'p str]) -> Option<(&'s [&'p str], View)> {
        let (list, part) = match *segments {
            [ref list @ .., WORD, number] => (list, Part::read(number).filter(|part| *part != Part::FIRST)?),
            _ => (segments, Part::FIRST),
        };
        Some(match list.strip_suffix(&BY_AMOUNT) {
            Some(list) => (list, View { order: Order::Amount, part }),
            None => (list, View { order: Order::Own, part }),
        })
    }
}

/// What an address has after the list's own: nothing for the beginning in its own order.
impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.order == Order::Amount {
            write!(f, "{}/", BY_AMOUNT.join("/"))?;
        }
        write!(f, "{}", self.part)
    }
}

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
