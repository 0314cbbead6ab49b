//! Charts with all that belongs to them.

use std::cmp::Reverse;

use super::layout::{Link, PageContext};
use super::paging::BARS;
use crate::chart::{Bar, BarChart, Drawing};
use crate::i18n::{amount, grouped};
use crate::plan::{Project, ThousandYen};

/// A chart with all that belongs to it; the table with the same numbers is the page's.
pub(crate) struct Figure<'a> {
    pub(crate) title: String,
    pub(crate) all: Drawing<'a>,
    /// The same without the bars that dwarf the rest, with its own title.
    pub(crate) without: Option<(String, Drawing<'a>)>,
}

impl Figure<'_> {
    pub(crate) fn has_thin_marks(&self) -> bool {
        self.all.has_thin_marks()
            || self.without.as_ref().is_some_and(|(_, drawing)| drawing.has_thin_marks())
    }
}

impl<'a> PageContext<'a> {
    /// A figure of projects, in their order.
    pub(crate) fn project_figure(
        &self,
        id: &'static str,
        title: String,
        projects: Vec<&Project>,
    ) -> Option<Figure<'a>> {
        self.figure(id, title, projects, |project| project.budget, |project| self.project_link(project))
    }

    /// The figure with a bar for each of `items`, or for as many of the largest as can be compared by
    /// eye, and then the title says so. `None` where not one amount is stated or there is nothing to
    /// compare. `link` is asked only for the bars that are drawn.
    pub(crate) fn figure<T>(
        &self,
        id: &'static str,
        mut title: String,
        mut items: Vec<T>,
        amount: impl Fn(&T) -> Option<ThousandYen>,
        link: impl Fn(&T) -> Link,
    ) -> Option<Figure<'a>> {
        if items.iter().filter_map(&amount).count() < 2 {
            return None;
        }
        if items.len() > BARS {
            items.sort_by_key(|item| Reverse(amount(item)));
            items.truncate(BARS);
            title = self.t.chart.only(title, self.t.count.largest(BARS));
        }
        let bars = items.iter().map(|item| self.bar(link(item), amount(item))).collect();
        let mut all = BarChart { id: id.into(), title: title.clone().into(), description: "".into(), bars };
        all.description = self.chart_description(&all).into();
        let without = all.outliers().and_then(|count| {
            let title = self.t.chart.without(&title, self.t.count.largest(count));
            let mut rest = all.without(count, format!("{id}-rest"), title.clone(), "");
            rest.description = self.chart_description(&rest).into();
            Some((title, rest.draw()?))
        });
        Some(Figure { title, all: all.draw()?, without })
    }

    fn bar(&self, link: Link, amount: Option<ThousandYen>) -> Bar<'a> {
        let bar = match amount {
            Some(amount) => Bar::new(link.text, amount.get(), grouped(amount.get())),
            None => Bar::unstated(link.text, self.t.terms.no_amount.clone()),
        };
        bar.link(link.href)
    }

    fn chart_description(&self, chart: &BarChart<'_>) -> String {
        match chart.largest(1).first() {
            Some(largest) => {
                let words = amount(self.lang, largest.value.unwrap_or_default());
                self.t.chart.description(&largest.label, words)
            }
            None => self.t.chart.description_none.clone(),
        }
    }
}
