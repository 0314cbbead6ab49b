//! From bars to numbers: where every label, mark and value goes.
//!
//! Heights and `y` are whole px from the top; lengths and `x` are percent of the drawing's width, so that a browser
//! stretches the drawing without a script while its text stays 16 px.
//!
//! ```text
//! ┌ band ───────────────────────────── PAD ┐
//! │ label, line 1                     LINE │
//! │ label, line 2                     LINE │
//! │                              LABEL_GAP │
//! │ ██████████████████ 955,400         BAR │
//! └─────────────────────────────────── PAD ┘
//!                                 BAND_GAP
//! ```

use super::{Bar, Percent, Scale, text_width, wrap};

/// The narrowest supported drawing, in px: a phone of 320 px less 16 px of margin on each side.
pub const NARROWEST: f64 = 288.0;

/// The length of the longest bar, in percent of the width.
///
/// At 288 px it leaves 38 % = 109.4 px for the value; less the gap of 8 px that is 101.4 px = 6.3 em of 16 px.
/// "1,494,113" is estimated at 5.24 em (84 px) and even "955,400千円" at 6.27 em (100 px). Where a longer value
/// would not fit, the range of the whole chart narrows until it does, but not below [`MIN_RANGE`].
pub const RANGE: f64 = 62.0;

/// The range never narrows below this, in percent: it leaves 208 px = 13 em for the longest value.
pub const MIN_RANGE: f64 = 25.0;

/// A bar that is shorter than this on the narrowest drawing is a thin mark; in px.
pub const THIN: f64 = 2.0;

/// Width of a label's line in thousandths of an em: 288 px at 16 px.
const LABEL_WIDTH: usize = 18_000;
const EM: f64 = 16.0;
const PAD: usize = 6;
const LINE: usize = 24;
/// From the top of a line of text to its baseline.
const ASCENT: usize = 18;
const LABEL_GAP: usize = 4;
const BAR: usize = 22;
const BAND_GAP: usize = 4;
/// From the end of a bar to its value.
const VALUE_GAP: usize = 8;
/// What the shape that stands for a thin mark takes beside the bar.
const THIN_SHAPE: usize = 8;

/// A chart as plain numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Height of the drawing in px.
    pub height: usize,
    /// The scale of every mark in the chart.
    pub scale: Scale,
    /// One band a bar, from top to bottom.
    pub bands: Vec<Band>,
}

/// What one bar takes of the drawing: label, mark and value. In px, except where it says percent.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Top of the band; bands do not touch.
    pub y: usize,
    /// Height of the band, its padding included.
    pub height: usize,
    /// The label, broken into lines.
    pub lines: Vec<Line>,
    /// The mark, `None` where no amount is stated.
    pub mark: Option<Mark>,
    /// Top of the bar.
    pub bar_y: usize,
    /// Height of the bar.
    pub bar_height: usize,
    /// Where the value's text begins, in percent: the end of the bar, or zero.
    pub value_x: Percent,
    /// Distance from `value_x` to the text.
    pub value_dx: usize,
    /// Baseline of the value's text.
    pub value_y: usize,
}

/// One line of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text, without the space it was broken at.
    pub text: String,
    /// Whether a space lies between this line and the next.
    pub spaced: bool,
    /// Its baseline in px.
    pub y: usize,
}

/// The mark of a stated amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// The bar's length in percent of the width: linear, whatever else is drawn.
    pub width: Percent,
    /// Above zero and shorter than [`THIN`] on the narrowest drawing: a shape that is not a bar is drawn beside it.
    pub is_thin: bool,
}

impl Layout {
    /// Lays the bars out, or `None` if not one of them states an amount: then there is nothing to draw.
    ///
    /// ```
    /// use keikaku::chart::{Bar, Layout};
    ///
    /// let layout = Layout::new(&[Bar::new("IT", 200, "200"), Bar::new("農業", 100, "100")]).unwrap();
    /// assert_eq!(layout.height, 128);
    /// assert_eq!(layout.bands[0].value_x.to_string(), "62.00000%");
    /// assert_eq!(layout.bands[1].value_x.to_string(), "31.00000%");
    /// assert!(Layout::new(&[]).is_none());
    /// ```
    #[must_use]
    pub fn new(bars: &[Bar<'_>]) -> Option<Self> {
        let max = bars.iter().filter_map(|bar| bar.value).max()?;
        let scale = Scale::new(max, range(bars, max));
        let mut y = 0;
        let bands: Vec<Band> = bars
            .iter()
            .map(|bar| {
                let band = Band::new(bar, scale, y);
                y += band.height + BAND_GAP;
                band
            })
            .collect();
        Some(Self { height: y - BAND_GAP, scale, bands })
    }
}

impl Band {
    fn new(bar: &Bar<'_>, scale: Scale, y: usize) -> Self {
        let lines: Vec<Line> = wrap(&bar.label, LABEL_WIDTH)
            .into_iter()
            .enumerate()
            .map(|(n, text)| Line {
                text: text.trim_end_matches(' ').to_owned(),
                spaced: text.ends_with(' '),
                y: y + PAD + n * LINE + ASCENT,
            })
            .collect();
        let mark = bar.value.map(|value| {
            let width = scale.at(value);
            Mark { width, is_thin: value > 0 && width.of(NARROWEST) < THIN }
        });
        let bar_y = y + PAD + lines.len() * LINE + LABEL_GAP;
        let is_thin = mark.is_some_and(|mark| mark.is_thin);
        Self {
            y,
            height: bar_y + BAR + PAD - y,
            lines,
            mark,
            bar_y,
            bar_height: BAR,
            value_x: mark.map_or(Percent(0.0), |mark| mark.width),
            value_dx: VALUE_GAP + if is_thin { THIN_SHAPE } else { 0 },
            value_y: bar_y + (BAR - LINE / 2) / 2 + LINE / 2,
        }
    }

    /// Bottom of the bar, in px.
    #[must_use]
    pub const fn bar_end(&self) -> usize {
        self.bar_y + self.bar_height
    }
}

/// The widest range, in percent, that leaves every value its room on the narrowest drawing.
fn range(bars: &[Bar<'_>], max: u64) -> f64 {
    bars.iter()
        .filter_map(|bar| {
            let value = bar.value.filter(|&value| value > 0)?;
            let text = text_width(&bar.display) as f64 / 1000.0 * EM;
            let room = (NARROWEST - VALUE_GAP as f64 - text) / NARROWEST * 100.0;
            Some(room * (max as f64 / value as f64))
        })
        .fold(RANGE, f64::min)
        .max(MIN_RANGE)
}
