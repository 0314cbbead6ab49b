//! From numbers to SVG.

use super::{Bar, BarChart, Layout};
use askama::Template;
use askama::filters::HtmlSafe;
use std::borrow::Cow;

/// A drawn chart: displays as one `<svg>` element that can stand in an HTML page, and `{{ drawing }}` puts it there.
///
/// Made by [`BarChart::draw`], which has an example. The element is as wide as its container and contains no style and
/// no script; how it looks is in `components/chart.css`. To assistive technology it is a group with a name and a
/// description; each linked bar in it is one link, named by its label and value.
#[derive(Debug, Clone, Template)]
#[template(path = "charts/bar.svg")]
pub struct Drawing<'a> {
    id: Cow<'a, str>,
    title: Cow<'a, str>,
    description: Cow<'a, str>,
    bars: Vec<Bar<'a>>,
    layout: Layout,
}

/// The template escapes every text and attribute, so the whole is safe HTML.
impl HtmlSafe for Drawing<'_> {}

impl<'a> BarChart<'a> {
    /// Draws the chart, or `None` if not one bar states an amount.
    ///
    /// ```
    /// use keikaku::chart::{Bar, BarChart};
    ///
    /// let chart = BarChart {
    ///     id: "directions".into(),
    ///     title: "Budget by direction".into(),
    ///     description: "In thousand yen.".into(),
    ///     bars: vec![Bar::new("Funds & loans", 200, "200").link("/en/2024/directions/1/")],
    /// };
    /// let svg = chart.draw().unwrap().to_string();
    /// assert!(svg.starts_with(r#"<svg class="chart" width="100%" height="62" role="group""#));
    /// assert!(svg.contains("Funds &#38; loans"));
    /// ```
    #[must_use]
    pub fn draw(self) -> Option<Drawing<'a>> {
        let layout = Layout::new(&self.bars)?;
        Some(Drawing {
            id: self.id,
            title: self.title,
            description: self.description,
            bars: self.bars,
            layout,
        })
    }
}

impl Drawing<'_> {
    /// The numbers that are drawn.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether a mark is too small to be seen as a bar, so that the page explains the shape drawn beside it.
    #[must_use]
    pub fn has_thin_marks(&self) -> bool {
        let mut marks = self.layout.bands.iter().filter_map(|band| band.mark);
        marks.any(|mark| mark.is_thin)
    }
}
