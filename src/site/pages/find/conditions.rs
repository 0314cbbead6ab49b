//! The conditions of a query in words, each with a link that removes it.

use super::Asked;
use crate::i18n::amount;
use crate::plan::Yen;
use crate::search::{Facet, Filter, Value};
use crate::site::components::{Subject as _, capitalised, joined, quoted};

/// A condition, and the list without it.
pub(super) struct Chip {
    pub(super) name: String,
    pub(super) href: String,
    /// Whether the plan does not have what it asks for.
    pub(super) is_unknown: bool,
}

/// Filters that a heading names; it says how many more there are.
const NAMED: usize = 3;

impl Asked<'_, '_> {
    /// The words that are looked for, in quotation marks; none where none are.
    pub(super) fn words(&self) -> Option<String> {
        let words = self.query.words();
        let typed: Vec<String> = words.typed().map(str::to_owned).collect();
        (!self.query.q.is_empty()).then(|| match typed.len() {
            0 => quoted(self.page, [self.query.q.clone()]),
            _ => quoted(self.page, typed),
        })
    }

    /// The filters in a row, for a heading; none where there are none.
    pub(super) fn filters(&self) -> Option<String> {
        let filters = &self.query.filters;
        let mut names: Vec<String> = filters.iter().take(NAMED).map(|own| self.name(own)).collect();
        let more = filters.len().saturating_sub(NAMED);
        if more > 0 {
            names.push(self.page.t.find.more(more));
        }
        (!names.is_empty()).then(|| joined(&names, &self.page.t.site.comma, &self.page.t.site.comma))
    }

    /// Every condition with a link that removes it.
    pub(super) fn chips(&self) -> Vec<Chip> {
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
    pub(super) fn name(&self, filter: &Filter) -> String {
        match &filter.value {
            Value::Unknown(value) => {
                self.page.t.find.unknown(self.facet(filter.facet), value, self.page.year_short())
            }
            value => self.value(value),
        }
    }

    /// What a facet is called.
    pub(super) fn facet(&self, facet: Facet) -> String {
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
    pub(super) fn value(&self, value: &Value) -> String {
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
