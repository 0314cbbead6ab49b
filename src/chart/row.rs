//! A bar in the row of a table, beside the amount that it draws.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

/// How a bar looks: an amount like others, one that stands out, one that is counted elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As most bars are.
    #[default]
    Plain,
    /// In the strong colour.
    Strong,
    /// Dashed: in no total here.
    Elsewhere,
}

/// A length in hundredths of a percent of the track; prints as an SVG length such as `1.3%`.
///
/// On a track of 300 px a hundredth of a percent is 0.03 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Width(u32);

/// The whole track.
const WHOLE: u128 = 100 * 100;

/// Below 1.2 % of the track a bar cannot be told from its outline, and a triangle marks it.
const THIN: Width = Width(120);

impl Width {
    /// The length of `part` where `whole` is the track, rounded to the nearest hundredth.
    ///
    /// ```
    /// use keikaku::chart::Width;
    /// assert_eq!(Width::of(1, 3).map(|width| width.to_string()).as_deref(), Some("33.33%"));
    /// assert_eq!(Width::of(0, 0), None);
    /// ```
    ///
    /// `None` where the whole is zero or smaller than its part.
    #[must_use]
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        let (part, whole) = (u128::from(part), u128::from(whole));
        u32::try_from((part * WHOLE * 2 + whole) / (whole * 2)).ok().map(Self)
    }

    /// What it leaves of the track.
    #[must_use]
    pub(super) fn rest(self) -> Self {
        Self((100 * 100_u32).saturating_sub(self.0))
    }
}

impl fmt::Display for Width {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}%"),
            (whole, part) if part % 10 == 0 => write!(f, "{whole}.{}%", part / 10),
            (whole, part) => write!(f, "{whole}.{part:02}%"),
        }
    }
}

/// A bar on its track, linear and from zero; the row has the amount, so that it is hidden from assistive technology.
///
/// ```
/// use keikaku::chart::{Look, RowBar};
/// let bar = RowBar::new(1, 4, Look::Plain).map(|bar| bar.to_string()).unwrap_or_default();
/// assert!(bar.contains(r#"width="25%""#));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Template)]
#[template(path = "charts/row.svg")]
pub struct RowBar {
    width: Width,
    look: Look,
}

/// There is no text in it.
impl HtmlSafe for RowBar {}

impl RowBar {
    /// A bar of `amount` where `largest` fills the track; `None` where that is zero or smaller.
    #[must_use]
    pub fn new(amount: u64, largest: u64, look: Look) -> Option<Self> {
        Width::of(amount, largest).map(|width| Self { width, look })
    }

    /// Whether there is an amount whose bar is too thin to be seen: a triangle marks it.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.width < THIN && self.width > Width(0)
    }

    fn class(&self) -> &'static str {
        match self.look {
            Look::Plain => "b",
            Look::Strong => "b st",
            Look::Elsewhere => "b ag",
        }
    }
}
