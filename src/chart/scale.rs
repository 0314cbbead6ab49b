//! From a value to a length: linear, and always from zero.

use std::fmt;

/// A linear scale: the domain `0..=max` onto the range `0 %..=range` of the drawing's width.
///
/// ```
/// use keikaku::chart::Scale;
///
/// let scale = Scale::new(955_400, 62.0);
/// assert_eq!(scale.at(955_400).to_string(), "62.00000%");
/// assert_eq!(scale.at(477_700).to_string(), "31.00000%");
/// assert_eq!(scale.at(0).to_string(), "0.00000%");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    max: u64,
    range: f64,
}

impl Scale {
    /// A scale that draws `max` as `range` percent of the width.
    #[must_use]
    pub const fn new(max: u64, range: f64) -> Self {
        Self { max, range }
    }

    /// The length of `value`. Where the domain is `0..=0` every length is zero.
    #[must_use]
    pub fn at(&self, value: u64) -> Percent {
        if self.max == 0 {
            return Percent(0.0);
        }
        Percent(value as f64 / self.max as f64 * self.range)
    }
}

/// A length in percent of the drawing's width; prints as an SVG length such as `1.29789%`.
///
/// Five decimals: where amounts span 3,329 : 1 the shortest bar is about 0.0186 %, and only the fifth decimal keeps the
/// printed length within 0.1 % of the true one. A fixed number keeps the output the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(pub f64);

impl Percent {
    /// The length in px in a drawing `width` px wide.
    #[must_use]
    pub fn of(self, width: f64) -> f64 {
        self.0 * width / 100.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.5}%", self.0)
    }
}
