//! A whole of which a part is left out, as one bar.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Width;

/// A bar of 100 %: what counts, then what is left out of it, dashed.
///
/// ```
/// use keikaku::chart::Split;
/// let svg = Split::new(3, 4, "A quarter is left out").map(|split| split.to_string()).unwrap_or_default();
/// assert!(svg.contains(r#"width="75%""#) && svg.contains(r#"x="75%" width="25%""#));
/// assert!(Split::new(5, 4, "more than all").is_none());
/// ```
#[derive(Debug, Clone, Template)]
#[template(path = "charts/split.svg")]
pub struct Split {
    label: String,
    width: Width,
}

/// The template escapes the label, the only text in it.
impl HtmlSafe for Split {}

impl Split {
    /// A bar of `whole`, of which `part` counts; `None` where the whole is zero or smaller than its part.
    #[must_use]
    pub fn new(part: u64, whole: u64, label: impl Into<String>) -> Option<Self> {
        Width::of(part, whole).map(|width| Self { label: label.into(), width })
    }
}
