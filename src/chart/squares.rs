//! Squares whose areas are proportional to amounts: the scale, the marks, and where a name has room.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::{text_width, wrap};

/// The side of the largest square, in thousandths of an em: 13.58 em are 244 px on a wide screen, 163 px on a phone.
const LARGEST: u64 = 13_580;

/// The most area that all squares take together, in square em: a sheet of some 600 px by 300 on a wide screen.
const MOST_AREA: u128 = 600;

/// A stated amount with a shorter side has a mark of another shape: a square of 1 px is not seen.
const SMALLEST: u64 = 80;

/// The side of marks that do not stand for an amount, in thousandths of an em.
const FIXED: u64 = 1_000;

/// A length in em, in thousandths; prints as an SVG length such as `13.58em`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Em(pub u64);

impl fmt::Display for Em {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1_000, format!("{:03}", self.0 % 1_000));
        match rest.trim_end_matches('0') {
            "" => write!(f, "{whole}em"),
            decimals => write!(f, "{whole}.{decimals}em"),
        }
    }
}

/// How large a square is for an amount: the same factor for all squares of a picture.
///
/// ```
/// use keikaku::chart::SquareScale;
///
/// let scale = SquareScale::new([400, 100, 0]).ok_or("nothing to draw")?;
/// assert_eq!(scale.side(400).to_string(), "13.58em");
/// assert_eq!(scale.side(100).to_string(), "6.79em");
/// assert!(SquareScale::new([0, 0]).is_none());
/// # Ok::<(), &str>(())
/// ```
///
/// The side of a square is the root of its area, to the nearest thousandth of an em; no amount is rounded before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SquareScale {
    /// The area in square thousandths of an em of an amount is `amount * area / of`.
    area: u128,
    of: u128,
}

impl SquareScale {
    /// The scale of squares for these amounts; `None` where not one of them is above zero. The largest square is
    /// 13.58 em, unless all squares together would be larger than a page is.
    #[must_use]
    pub fn new(amounts: impl IntoIterator<Item = u64>) -> Option<Self> {
        let (mut largest, mut sum) = (0, 0);
        for amount in amounts.into_iter().map(u128::from) {
            largest = amount.max(largest);
            sum += amount;
        }
        let square = u128::from(LARGEST) * u128::from(LARGEST);
        let most = MOST_AREA * 1_000_000;
        let is_wide = square * sum > most * largest;
        let (area, of) = if is_wide { (most, sum) } else { (square, largest) };
        (of > 0).then_some(Self { area, of })
    }

    /// The side of the square for an amount.
    #[must_use]
    pub fn side(&self, amount: u64) -> Em {
        let twice = (4 * self.area * u128::from(amount) / self.of).isqrt();
        Em(u64::try_from(twice.div_ceil(2)).unwrap_or(u64::MAX))
    }
}

/// What is drawn for an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SquareMark {
    /// A square of that side.
    Square(Em),
    /// An amount above zero whose square could not be seen.
    Small,
    /// A stated zero, which has no area.
    Zero,
    /// No amount is stated.
    Unstated,
}

impl SquareMark {
    /// A small square for the key of a picture.
    pub const SAMPLE: SquareMark = SquareMark::Square(Em(FIXED));
}

/// One mark of the picture.
///
/// ```
/// use keikaku::chart::{Square, SquareScale};
///
/// let scale = SquareScale::new([400, 100]).ok_or("nothing to draw")?;
/// let drawing = Square::new(scale, Some(100), false).draw("Loans").to_string();
/// assert!(drawing.contains(r#"width="6.79em""#) && drawing.contains("<title>Loans</title>"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square {
    /// What is drawn.
    pub mark: SquareMark,
    /// Filled with the strong colour.
    pub is_strong: bool,
}

/// A drawn mark: displays as one `<svg>` element.
#[derive(Clone, Copy, Debug, Template)]
#[template(path = "charts/square.svg")]
pub struct SquareDrawing<'a> {
    square: Square,
    name: &'a str,
}

/// The template escapes the name, the only text in it.
impl HtmlSafe for SquareDrawing<'_> {}

impl Square {
    /// The mark for an amount.
    #[must_use]
    pub fn new(scale: SquareScale, amount: Option<u64>, is_strong: bool) -> Self {
        let mark = match amount {
            None => SquareMark::Unstated,
            Some(0) => SquareMark::Zero,
            Some(amount) => match scale.side(amount) {
                side if side < Em(SMALLEST) => SquareMark::Small,
                side => SquareMark::Square(side),
            },
        };
        Self { mark, is_strong }
    }

    /// The drawing of the mark. Without a name it is hidden from assistive technology: then the text beside it says all.
    #[must_use]
    pub const fn draw<'a>(&self, name: &'a str) -> SquareDrawing<'a> {
        SquareDrawing { square: *self, name }
    }

    /// A mark for the key of a picture.
    #[must_use]
    pub const fn sample(mark: SquareMark, is_strong: bool) -> Self {
        Self { mark, is_strong }
    }

    /// Whether a number of three digits fits into it, on phones too.
    #[must_use]
    pub const fn has_room_for_a_number(&self) -> bool {
        self.side().0 >= 3_000
    }

    /// How wide and high it is.
    #[must_use]
    pub const fn side(&self) -> Em {
        match self.mark {
            SquareMark::Square(side) => side,
            SquareMark::Small | SquareMark::Zero | SquareMark::Unstated => Em(FIXED),
        }
    }

    /// Where the name of what it stands for has room.
    #[must_use]
    pub fn room(&self, name: &str) -> Room {
        let Em(side) = self.side();
        // In px: what is left of a square beside and below its insets, and the lines for amount and share.
        let left =
            |em: u64, inset: u64| usize::try_from((side * em / 1_000).saturating_sub(inset)).unwrap_or(0);
        let fits = |width: usize, height: usize| {
            let line = width * 1_000 / TEXT;
            let is_whole = name.split(' ').all(|word| text_width(word) <= line || !word.is_ascii());
            line >= NARROWEST_LINE && is_whole && wrap(name, line).len() * LINE <= height
        };
        if side >= 8_000 && fits(left(WIDE, 24), left(WIDE, 12 + 3 * 20)) {
            let on_phones = fits(left(PHONE, 14), left(PHONE, 8 + 20));
            return Room::Inside { on_phones };
        }
        let is_short = name.split(' ').all(|word| text_width(word) <= ABOVE_LINE || !word.is_ascii());
        if side >= 3_560 && is_short && wrap(name, ABOVE_LINE).len() <= ABOVE_LINES {
            return Room::Above;
        }
        Room::Nowhere
    }
}

/// Px of an em of the squares, on a wide screen and on a phone: `font-size` of `.sq svg` in `components/squares.css`.
const WIDE: u64 = 18;
const PHONE: u64 = 12;

/// Px of the text in and above squares, and of its lines.
const TEXT: usize = 14;
const LINE: usize = 19;

/// In thousandths of an em of the text: the shortest line in a square, and the line above one.
const NARROWEST_LINE: usize = 5_000;
const ABOVE_LINE: usize = 6_200;
const ABOVE_LINES: usize = 4;

/// Where the name of a square stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Inside the square, on phones too or only on wide screens.
    Inside {
        /// Whether it fits on phones, where squares are two thirds as large.
        on_phones: bool,
    },
    /// Above the square, on wide screens.
    Above,
    /// In the name of the link alone.
    Nowhere,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The side that a square of this amount should have, squared and times the largest amount, lies between
    /// those of half a thousandth of an em less and more.
    #[test]
    fn areas_are_proportional_to_amounts() {
        for amounts in [
            vec![955_400_000, 455_275_000, 106_990_000, 287_000],
            vec![1],
            vec![1_000_000_000_000_000, 3, 1],
            vec![7; 120],
            (1..=120).collect(),
        ] {
            let scale = SquareScale::new(amounts.iter().copied()).unwrap();
            let (largest, sum): (u64, u64) = (*amounts.iter().max().unwrap(), amounts.iter().sum());
            // Whichever is less: the largest square at its most, or all squares together.
            let (square, all) = (13_580_u128 * 13_580, 600_000_000_u128);
            let whole = u128::from(largest) * all;
            let (area, of) = if square * u128::from(sum) > whole { (all, sum) } else { (square, largest) };
            for amount in &amounts {
                let Em(side) = scale.side(*amount);
                let exact = 4 * area * u128::from(*amount);
                let at_most = u128::from(2 * side + 1).pow(2) * u128::from(of);
                let at_least = u128::from((2 * side).saturating_sub(1)).pow(2) * u128::from(of);
                assert!(at_least <= exact && exact <= at_most, "{amount} of {amounts:?}: {side}");
            }
        }
    }

    #[test]
    fn what_has_no_area_has_a_mark_of_its_own() {
        let scale = SquareScale::new([1_000_000_000_000, 1]).unwrap();
        let mark = |amount| Square::new(scale, amount, false).mark;
        assert_eq!(mark(None), SquareMark::Unstated);
        assert_eq!(mark(Some(0)), SquareMark::Zero);
        assert_eq!(mark(Some(1)), SquareMark::Small);
        assert_eq!(mark(Some(1_000_000_000_000)), SquareMark::Square(Em(LARGEST)));
        let drawings = [None, Some(0), Some(1), Some(1_000_000_000_000)]
            .map(|amount| Square::new(scale, amount, true).draw("").to_string());
        let different: std::collections::BTreeSet<&String> = drawings.iter().collect();
        assert_eq!(different.len(), 4, "{drawings:?}");
    }

    #[test]
    fn a_name_stands_where_it_has_room() {
        let room = |side, name| Square { mark: SquareMark::Square(Em(side)), is_strong: false }.room(name);
        assert_eq!(room(13_580, "企業立地促進事業"), Room::Inside { on_phones: true });
        assert_eq!(room(9_370, "くまもと森都心プラザ管理運営経費"), Room::Inside { on_phones: true });
        assert_eq!(
            room(8_000, "くまもと森都心プラザ管理運営経費と周辺の整備"),
            Room::Inside { on_phones: false }
        );
        assert_eq!(room(4_540, "熊本港利用促進経費"), Room::Above);
        assert_eq!(room(4_540, "Telecommunications"), Room::Nowhere);
        assert_eq!(room(3_100, "中小企業団体等助成経費"), Room::Nowhere);
    }
}
