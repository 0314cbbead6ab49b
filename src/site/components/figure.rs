//! Charts with all that belongs to them.

use std::cmp::Reverse;

use super::{Link, Subject, exact, within_quotes};
use crate::chart::{Bar, BarChart, Drawing};
use crate::i18n::{Lang, amount};
use crate::plan::{Group, Yen};
use crate::site::filters::is_japanese;
use crate::site::frame::Frame;

/// Bars in one chart: more cannot be compared by eye.
const BARS: usize = 30;

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

impl<'a> Figure<'a> {
    /// A figure with a bar for the total of each part of the plan, in their order.
    pub(crate) fn of<S: Subject>(
        frame: &Frame<'a>,
        id: &str,
        title: String,
        subjects: Vec<&S>,
    ) -> Option<Self> {
        let amount = |subject: &&S| subject.total(frame.plan).stated();
        Self::new(frame, id, title, subjects, amount, |subject| Link::to(frame, *subject))
    }

    /// A figure with a bar for each of some groups of one level, in their order.
    pub(crate) fn of_groups(frame: &Frame<'a>, groups: Vec<&Group>) -> Option<Self> {
        let level = frame.plan.level_of(groups.first()?);
        let title = frame.t.group.by_level(level.name.one.get(frame.lang));
        Self::of(frame, &format!("by-{}", level.one), title, groups)
    }

    /// The figure with a bar for each of `items`, or for as many of the largest as can be compared by
    /// eye, and then the title says so. `None` where there is nothing to compare: fewer than two amounts
    /// are stated, or all of them are zero. `link` is asked only for the bars that are drawn.
    pub(crate) fn new<T>(
        frame: &Frame<'a>,
        id: &str,
        mut title: String,
        mut items: Vec<T>,
        amount: impl Fn(&T) -> Option<Yen>,
        link: impl Fn(&T) -> Link,
    ) -> Option<Self> {
        let stated = || items.iter().filter_map(&amount);
        if stated().count() < 2 || stated().all(|amount| amount.get() == 0) {
            return None;
        }
        if items.len() > BARS {
            items.sort_by_key(|item| Reverse(amount(item)));
            items.truncate(BARS);
            title = frame.t.chart.only(title, frame.t.count.largest(BARS));
        }
        let bars = items.iter().map(|item| bar(frame, link(item), amount(item))).collect();
        let mut all =
            BarChart { id: id.to_owned().into(), title: title.clone().into(), description: "".into(), bars };
        all.description = description(frame, &all).into();
        let without = all.outliers().and_then(|count| {
            let title = frame.t.chart.without(&title, frame.t.count.largest(count));
            let mut rest = all.without(count, format!("{id}-rest"), title.clone(), "");
            rest.description = description(frame, &rest).into();
            Some((title, rest.draw()?))
        });
        Some(Figure { title, all: all.draw()?, without })
    }
}

fn bar<'a>(frame: &Frame<'a>, link: Link, amount: Option<Yen>) -> Bar<'a> {
    // A label is one text: with any Japanese in it, it is taken for the original.
    let is_original = frame.lang != Lang::ORIGINAL && link.text.contains(is_japanese);
    let bar = match amount {
        Some(amount) => Bar::new(link.text, amount.get(), exact(frame.plan, amount)),
        None => Bar::unstated(link.text, frame.t.terms.no_amount.clone()),
    };
    let bar = bar.link(link.href);
    if is_original { bar.labelled_in(Lang::ORIGINAL.code()) } else { bar }
}

fn description(frame: &Frame<'_>, chart: &BarChart<'_>) -> String {
    match chart.largest(1).first() {
        Some(largest) => {
            let words = amount(frame.lang, largest.value.unwrap_or_default());
            frame.t.chart.description(within_quotes(frame.lang, &largest.label), words)
        }
        None => frame.t.chart.description_none.clone(),
    }
}
