//! Horizontal bar charts: numbers → geometry → SVG. Knows neither the plan nor a page nor a language.
//!
//! Amounts go in as whole numbers with their printed form; out comes one `<svg>` element without script or style.
//!
//! | step | module | from → to |
//! | --- | --- | --- |
//! | [`Scale`] | `scale` | an amount of the domain → a length in the range |
//! | [`wrap()`] | `wrap` | a label → lines that fit |
//! | [`Layout`] | `layout` | bars → bands with marks, in px and percent |
//! | [`Drawing`] | `svg` | bands → SVG, by `templates/charts/bar.svg` |
//! | [`outliers()`] | `outliers` | amounts → how many need a chart without them |
//! | [`SquareScale`] | `squares` | amounts → squares of proportional area, and where a name has room |
//!
//! Three rules hold for every chart. Lengths are linear and start at zero, always. The exact value is printed at its bar.
//! Where a bar would be thinner than 2 px on the narrowest screen, a small shape that is not a bar says that there is
//! an amount.
#![expect(clippy::float_arithmetic, reason = "geometry, not money")]

mod layout;
mod outliers;
mod row;
mod scale;
mod share;
mod split;
mod squares;
mod svg;
#[cfg(test)]
mod tests;
mod wrap;

pub use layout::{Band, Layout, Line, MIN_RANGE, Mark, NARROWEST, RANGE, THIN};
pub use outliers::{MAX_OUTLIERS, MIN_REST, OUTLIER_RATIO, outliers};
pub use row::{Look, RowBar, Width};
pub use scale::{Percent, Scale};
pub use share::Share;
pub use split::Split;
pub use squares::{Em, Room, Square, SquareDrawing, SquareMark, SquareScale};
pub use svg::Drawing;
pub use wrap::{text_width, wrap};

use std::borrow::Cow;

/// One bar: a label, an amount and how the amount is printed.
///
/// ```
/// use keikaku::chart::Bar;
///
/// let bar = Bar::new("融資", 955_400, "955,400").link("/ja/2024/projects/1/");
/// assert_eq!(bar.value, Some(955_400));
/// assert_eq!(Bar::unstated("調査", "記載なし").value, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar<'a> {
    /// What the bar is about; broken into lines of 288 px at 16 px.
    pub label: Cow<'a, str>,
    /// The amount, in the unit that the chart's title or description names; `None` where none is stated.
    pub value: Option<u64>,
    /// The amount as printed beside the bar, such as `955,400` or `記載なし`; exact, and best without the unit.
    pub display: Cow<'a, str>,
    /// The URL that label, bar and value lead to.
    pub href: Option<Cow<'a, str>>,
    /// The language of the label, where it is another than the page's.
    pub lang: Option<&'static str>,
}

impl<'a> Bar<'a> {
    /// A bar for a stated amount.
    #[must_use]
    pub fn new(label: impl Into<Cow<'a, str>>, value: u64, display: impl Into<Cow<'a, str>>) -> Self {
        Self { value: Some(value), ..Self::unstated(label, display) }
    }

    /// A label without a bar, because no amount is stated; that is not zero, and `display` says so.
    #[must_use]
    pub fn unstated(label: impl Into<Cow<'a, str>>, display: impl Into<Cow<'a, str>>) -> Self {
        Self { label: label.into(), value: None, display: display.into(), href: None, lang: None }
    }

    /// The same bar as a link to `href`.
    #[must_use]
    pub fn link(self, href: impl Into<Cow<'a, str>>) -> Self {
        Self { href: Some(href.into()), ..self }
    }

    /// The same bar with a label in that language.
    #[must_use]
    pub fn labelled_in(self, lang: &'static str) -> Self {
        Self { lang: Some(lang), ..self }
    }
}

/// A horizontal bar chart: bars from top to bottom in the order given. See [`BarChart::draw`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarChart<'a> {
    /// Unique in the page, and usable as an HTML id: the title's and description's ids are made from it.
    pub id: Cow<'a, str>,
    /// What the chart shows; its name for assistive technology.
    pub title: Cow<'a, str>,
    /// The unit, and whatever else a reader who cannot see the bars should know.
    pub description: Cow<'a, str>,
    /// The bars, longest first or in an order of their own.
    pub bars: Vec<Bar<'a>>,
}

impl<'a> BarChart<'a> {
    /// How many of the largest bars dwarf the rest, by the rule of [`outliers()`]; then the page adds the chart
    /// [`without`](Self::without) them.
    ///
    /// ```
    /// use keikaku::chart::{Bar, BarChart};
    ///
    /// let amounts = [20_000, 955_400, 14_500, 8_000];
    /// let all = BarChart {
    ///     id: "all".into(),
    ///     title: "Budget by project".into(),
    ///     description: "In thousand yen.".into(),
    ///     bars: amounts.map(|n| Bar::new("…", n, n.to_string())).into(),
    /// };
    /// let k = all.outliers().unwrap();
    /// let rest = all.without(k, "rest", "Budget by project, without the largest", "In thousand yen.");
    /// assert_eq!((k, rest.bars.len()), (1, 3));
    /// ```
    #[must_use]
    pub fn outliers(&self) -> Option<usize> {
        let values: Vec<u64> = self.bars.iter().filter_map(|bar| bar.value).collect();
        outliers(&values)
    }

    /// The `k` largest bars, largest first; of equal ones, those that come first.
    #[must_use]
    pub fn largest(&self, k: usize) -> Vec<&Bar<'a>> {
        let order = self.by_size();
        order.iter().take(k).map(|&n| &self.bars[n]).collect()
    }

    /// A second chart, with a name of its own: the same bars in the same order, less the `k` largest.
    #[must_use]
    pub fn without(
        &self,
        k: usize,
        id: impl Into<Cow<'a, str>>,
        title: impl Into<Cow<'a, str>>,
        description: impl Into<Cow<'a, str>>,
    ) -> Self {
        let order = self.by_size();
        let dropped = &order[..k.min(order.len())];
        let bars = self.bars.iter().enumerate();
        Self {
            id: id.into(),
            title: title.into(),
            description: description.into(),
            bars: bars.filter(|(n, _)| !dropped.contains(n)).map(|(_, bar)| bar.clone()).collect(),
        }
    }

    /// The positions of the bars with an amount, largest first.
    fn by_size(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.bars.len()).filter(|&n| self.bars[n].value.is_some()).collect();
        order.sort_by_key(|&n| std::cmp::Reverse(self.bars[n].value));
        order
    }
}
