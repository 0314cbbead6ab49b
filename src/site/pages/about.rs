//! Source, method, translation, operator.

use askama::Template;

use super::{Frame, filters};
use crate::i18n::fiscal_year_short;
use crate::plan::Plan;
use crate::site::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/about.html")]
struct AboutPage<'a> {
    page: Frame<'a>,
}

impl<'a> AboutPage<'a> {
    /// Every year's plan, the newest first.
    fn plans(&self) -> Vec<&'a Plan> {
        self.page.plans().collect()
    }

    /// The year as a heading, where there are several.
    fn heading(&self, plan: &Plan) -> Option<String> {
        let several = self.page.plans().count() > 1;
        several.then(|| fiscal_year_short(self.page.lang, plan.year().get()))
    }

    /// Whether the data changes something in any document's text.
    fn has_changes(&self) -> bool {
        self.page.plans().any(|plan| !plan.about().changes.is_empty())
    }

    /// Whether there are pages in a language other than the original.
    fn is_translated(&self) -> bool {
        self.page.alternates().len() > 1
    }

    fn sums(&self, plan: &Plan) -> String {
        self.page.href(&PageUrl::Sums(plan.year()))
    }

    fn data(&self, plan: &Plan) -> String {
        self.page.href(&PageUrl::Data(plan.year()))
    }
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.about;
    AboutPage { page: frame.titled(&t.heading, t.description.clone()) }.render()
}
