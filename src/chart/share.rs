//! A part of a whole as one bar of 100 %.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Percent, Scale};

/// A drawn share: one `<svg>` element with a track of 100 % and the part on it.
///
/// ```
/// use keikaku::chart::Share;
/// let svg = Share::new(1, 4, "A quarter").map(|share| share.to_string()).unwrap_or_default();
/// assert!(svg.contains(r#"aria-label="A quarter""#));
/// assert!(Share::new(5, 4, "more than all").is_none());
/// ```
#[derive(Debug, Clone, Template)]
#[template(path = "charts/share.svg")]
pub struct Share {
    label: String,
    width: Percent,
}

/// The template escapes the label, the only text in it.
impl HtmlSafe for Share {}

impl Share {
    /// A share of `part` in `whole`, in any one unit; `None` where the whole is zero or smaller than its part.
    #[must_use]
    pub fn new(part: u64, whole: u64, label: impl Into<String>) -> Option<Self> {
        if whole == 0 || part > whole {
            return None;
        }
        Some(Self { label: label.into(), width: Scale::new(whole, 100.0).at(part) })
    }
}
