//! What narrows a list further: a closed fold for each facet, with boxes to tick.

use std::cmp::Reverse;

use super::Asked;
use crate::search::{Facet, FacetCounts, Query, Value, ValueCount, facets};
use crate::site::frame::Frame;

/// Values of a facet that are shown at once; of more the most used ones.
const SHOWN: usize = 12;

/// A facet in the form.
pub(crate) struct FacetFold {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) hint: Option<String>,
    /// How many of its values are chosen, in words.
    pub(crate) chosen: Option<String>,
    pub(crate) shown: Vec<Choice>,
    /// What only opens on demand.
    pub(crate) rest: Vec<Choice>,
}

/// A box to tick.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) projects: String,
    pub(crate) is_chosen: bool,
    /// Nothing would be left, and it is not chosen.
    pub(crate) is_idle: bool,
    /// Whether it stands below the value before it.
    pub(crate) is_below: bool,
}

impl FacetFold {
    /// What narrows the whole list; nothing on its later parts.
    pub(crate) fn of_list(page: &Frame<'_>) -> Vec<Self> {
        let query = Query { page: 1, ..Query::default() };
        let asked = Asked { page, query: &query };
        let counts = if page.narrows() { facets(page.plan) } else { Vec::new() };
        counts.iter().filter_map(|facet| Self::new(&asked, facet)).collect()
    }

    pub(crate) fn new(asked: &Asked<'_, '_>, counts: &FacetCounts) -> Option<Self> {
        let (page, plan) = (asked.page, asked.page.plan);
        let values: Vec<&ValueCount> =
            counts.values.iter().filter(|own| own.is_chosen || is_offered(asked, &own.value)).collect();
        let mut most_used: Vec<usize> = (0..values.len()).collect();
        most_used.sort_by_key(|at| Reverse(usage(asked, &values[*at].value)));
        most_used.truncate(SHOWN);
        let (mut shown, mut rest) = (Vec::new(), Vec::new());
        for (at, own) in values.iter().enumerate() {
            let choice = Choice::new(asked, counts.facet, own);
            if own.is_chosen || most_used.contains(&at) { shown.push(choice) } else { rest.push(choice) }
        }
        let t = &page.t.find;
        let has_reprints = plan.listings().iter().any(|listing| listing.reprint);
        let hint = match counts.facet {
            _ if values.len() < 2 => None,
            Facet::Mark => Some(t.all_of.clone()),
            Facet::Level(_) if has_reprints => Some(t.any_listed.clone()),
            _ => Some(t.any_of.clone()),
        };
        let chosen = values.iter().filter(|own| own.is_chosen).count();
        (!values.is_empty()).then(|| Self {
            key: counts.facet.key(plan).to_owned(),
            name: asked.facet(counts.facet),
            hint,
            chosen: (chosen > 0).then(|| t.chosen(chosen)),
            shown,
            rest,
        })
    }
}

impl Choice {
    fn new(asked: &Asked<'_, '_>, facet: Facet, own: &ValueCount) -> Self {
        let plan = asked.page.plan;
        let name = match &own.value {
            // Offices stand below their division, which need not be said again.
            Value::Department(place) => plan.departments()[*place].name.get(asked.page.lang).to_owned(),
            Value::Unknown(text) => {
                asked.page.t.find.unknown(asked.facet(facet), text, asked.page.year_short())
            }
            value => asked.value(value),
        };
        let is_below = match own.value {
            Value::Department(place) => plan.departments()[place].parent.is_some(),
            _ => false,
        };
        Self {
            value: own.value.in_query(plan),
            name,
            projects: own.projects.to_string(),
            is_chosen: own.is_chosen,
            is_idle: own.projects == 0 && !own.is_chosen,
            is_below,
        }
    }
}

/// Whether the plan uses a value at all.
fn is_offered(asked: &Asked<'_, '_>, value: &Value) -> bool {
    match value {
        Value::Flag(_) | Value::Again | Value::Group(_) | Value::Department(_) => usage(asked, value) > 0,
        _ => true,
    }
}

/// How many projects of the whole plan have a value.
fn usage(asked: &Asked<'_, '_>, value: &Value) -> usize {
    let plan = asked.page.plan;
    match value {
        Value::Group(place) => {
            let group = &plan.groups()[*place];
            (plan.total_of(group) + plan.reprints_of(group)).projects
        }
        Value::Department(place) => plan.total_of_department(&plan.departments()[*place]).projects,
        Value::Flag(place) => plan.marked(*place).count(),
        Value::Again => plan.listings().iter().filter(|listing| listing.reprint).count(),
        _ => usize::MAX,
    }
}
