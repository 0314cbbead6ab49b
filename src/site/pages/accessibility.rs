//! Accessibility policy and test results.

use askama::Template;

use super::{Frame, filters};

#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct AccessibilityPage<'a> {
    page: Frame<'a>,
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.accessibility;
    AccessibilityPage { page: frame.titled(&t.heading, t.description.clone()) }.render()
}
