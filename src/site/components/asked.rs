//! The conditions of a query in words, each with a link that removes it.

use super::{Subject as _, capitalised, joined, quoted};
use crate::i18n::amount;
use crate::plan::Yen;
use crate::search::{Facet, Filter, Query, Tier, Value};
use crate::site::frame::Frame;
use crate::site::urls::PageUrl;

/// A query on a page.
pub(crate) struct Asked<'a, 'q> {
    pub(crate) page: &'q Frame<'a>,
    pub(crate) query: &'q Query,
}

/// A condition, and the list without it.
pub(crate) struct Chip {
    pub(crate) name: String,
    pub(crate) href: String,
    /// Whether the plan does not have what it asks for.
    pub(crate) is_unknown: bool,
}

/// Filters that a heading names; it says how many more there are.
const NAMED: usize = 3;

impl Asked<'_, '_> {
    /// The address of another query.
    pub(crate) fn href(&self, query: &Query) -> String {
        let list = self.page.href(&PageUrl::Projects(self.page.plan.year()));
        let query = query.canonical(self.page.plan);
        if query.is_empty() { list } else { format!("{list}?{query}") }
    }

    pub(crate) fn heading(&self, found: usize) -> String {
        let t = &self.page.t.find;
        match (self.words(), self.filters(), found) {
            (Some(words), None, 0) => t.nothing(words),
            (Some(words), Some(filters), 0) => t.nothing_with(words, filters),
            (None, Some(filters), 0) => t.nothing_filters(filters),
            (Some(words), None, _) => t.heading(words),
            (Some(words), Some(filters), _) => t.heading_with(words, filters),
            (None, Some(filters), _) => t.heading_filters(filters),
            (None, None, _) => t.heading_all.clone(),
        }
    }

    /// Whether the query has one value of a facet.
    pub(crate) fn has_one(&self, facet: Facet) -> bool {
        self.query.filters.iter().filter(|own| own.facet == facet).count() == 1
    }

    /// What the levels of the plan are called, in a row.
    pub(crate) fn levels(&self) -> String {
        let (lang, t) = (self.page.lang, self.page.t);
        let names: Vec<String> =
            self.page.plan.levels().iter().map(|level| level.name.other.get(lang).to_owned()).collect();
        names.join(&t.find.dot)
    }

    /// What of its list the page shows, as so many projects of a tier under one heading.
    pub(crate) fn tier(&self, tier: Tier) -> String {
        let (t, words) = (&self.page.t.find, self.words().unwrap_or_default());
        let is_one = self.query.words().typed().count() == 1;
        match (tier, is_one) {
            (Tier::Name, _) => t.tier_name(words),
            (Tier::Reading, true) => t.tier_reading(words),
            (Tier::Reading, false) => t.several_reading(words),
            (Tier::Summary, true) => t.tier_summary(words),
            (Tier::Summary, false) => t.several_summary(words),
            (Tier::Around, true) => t.tier_around(self.levels(), words),
            (Tier::Around, false) => t.several_around(self.levels(), words),
        }
    }

    /// The words that are looked for, in quotation marks; none where none are.
    pub(crate) fn words(&self) -> Option<String> {
        let words = self.query.words();
        let typed: Vec<String> = words.typed().map(str::to_owned).collect();
        (!self.query.q.is_empty()).then(|| match typed.len() {
            0 => quoted(self.page, [self.query.q.clone()]),
            _ => quoted(self.page, typed),
        })
    }

    /// The filters in a row, for a heading; none where there are none.
    pub(crate) fn filters(&self) -> Option<String> {
        let filters = &self.query.filters;
        let mut names: Vec<String> = filters.iter().take(NAMED).map(|own| self.name(own)).collect();
        let more = filters.len().saturating_sub(NAMED);
        if more > 0 {
            names.push(self.page.t.find.more(more));
        }
        (!names.is_empty()).then(|| joined(&names, &self.page.t.site.comma, &self.page.t.site.comma))
    }

    /// Every condition with a link that removes it.
    pub(crate) fn chips(&self) -> Vec<Chip> {
        let words = self.words().map(|name| Chip {
            name,
            href: self.href(&self.query.without_words()),
            is_unknown: false,
        });
        let filters = self.query.filters.iter().map(|filter| Chip {
            name: self.name(filter),
            href: self.href(&self.query.without(filter)),
            is_unknown: matches!(filter.value, Value::Unknown(_)),
        });
        words.into_iter().chain(filters).collect()
    }

    /// What a filter is called.
    pub(crate) fn name(&self, filter: &Filter) -> String {
        match &filter.value {
            Value::Unknown(value) => {
                self.page.t.find.unknown(self.facet(filter.facet), value, self.page.year_short())
            }
            value => self.value(value),
        }
    }

    /// What a facet is called.
    pub(crate) fn facet(&self, facet: Facet) -> String {
        let t = self.page.t;
        match facet {
            Facet::Level(level) => {
                capitalised(self.page.lang, self.page.plan.levels()[level].name.one.get(self.page.lang))
            }
            Facet::Departments => t.terms.department.clone(),
            Facet::Mark => t.find.mark.clone(),
            Facet::Amount => t.terms.budget.clone(),
        }
    }

    /// What a value is called.
    pub(crate) fn value(&self, value: &Value) -> String {
        let (page, t) = (self.page, &self.page.t.find);
        let yen = |units: u64| amount(page.lang, units.saturating_mul(page.plan.unit().yen()));
        match value {
            Value::Group(place) => page.plan.groups()[*place].name(page),
            Value::Department(place) => page.plan.departments()[*place].name(page),
            Value::Flag(place) => {
                let flag = &page.plan.flags()[*place];
                let name = capitalised(page.lang, flag.name.other.get(page.lang));
                [flag.sign.as_str(), name.as_str()].join(" ").trim_start().to_owned()
            }
            Value::Again => t.again.clone(),
            Value::NoAmount => page.t.terms.no_amount.clone(),
            Value::Zero => amount(page.lang, Yen::default().get()),
            Value::Band(from, None) => t.above(yen(*from)),
            Value::Band(0 | 1, Some(to)) => t.below(yen(to.saturating_add(1))),
            Value::Band(from, Some(to)) => t.between(yen(*from), yen(to.saturating_add(1))),
            Value::Unknown(text) => text.clone(),
        }
    }
}
