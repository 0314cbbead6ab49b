//! What a list can be narrowed by, with the number of projects that each value would leave.

use super::query::{Facet, Query, Value};
use crate::plan::{Plan, Project, Unit, Yen};

/// A facet with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet.
    pub facet: Facet,
    /// Its values: unknown ones that the query has, then those of the plan in its order.
    pub values: Vec<ValueCount>,
}

/// A value of a facet, and what it would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value.
    pub value: Value,
    /// How many projects have it among those that the words and the other facets leave; of marks among those that
    /// the chosen marks leave too.
    pub projects: usize,
    /// Whether the query has it.
    pub is_chosen: bool,
}

/// A list of places for each project.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<usize>,
    places: Vec<usize>,
}

impl Lists {
    fn push(&mut self, mut places: Vec<usize>) {
        places.sort_unstable();
        places.dedup();
        self.places.extend(places);
        self.ends.push(self.places.len());
    }

    fn of(&self, project: usize) -> &[usize] {
        let from = project.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[from..self.ends[project]]
    }
}

/// What each project is found under.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// The groups in which it is listed, and those above them.
    groups: Lists,
    /// The departments in charge, and those above them.
    departments: Lists,
    again: Vec<bool>,
    /// The amounts that are offered.
    amounts: Vec<Value>,
}

impl Tags {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut tags = Self { amounts: amounts(plan), ..Self::default() };
        for project in plan.projects() {
            let mut groups = Vec::new();
            for listing in plan.listings_for(project) {
                let above = |place: &usize| plan.groups()[*place].parent;
                groups.extend(std::iter::successors(Some(listing.group), above));
            }
            tags.groups.push(groups);
            let above = |place: &usize| plan.departments()[*place].parent;
            let departments = project.departments.iter();
            tags.departments
                .push(departments.flat_map(|own| std::iter::successors(Some(*own), above)).collect());
            tags.again.push(plan.listings_for(project).any(|listing| listing.reprint));
        }
        tags
    }
}

/// The amounts that a list can be narrowed to: none, zero, and up to four ranges, each ten times the one before.
fn amounts(plan: &Plan) -> Vec<Value> {
    let unit = plan.unit();
    let any = |value: &Value| plan.projects().iter().any(|own| value.has_amount(unit, own.budget));
    let stated = || plan.projects().iter().filter_map(|own| own.budget).map(Yen::get).filter(|yen| *yen > 0);
    let least = u64::from(stated().all(|yen| yen >= unit.yen()));
    let mut bands = Vec::new();
    if let Some(largest) = stated().max() {
        let mut from = 10_u64.pow((largest / unit.yen()).max(1).ilog10());
        let mut to = None;
        while bands.len() < 3 && from > 1 {
            bands.push(Value::Band(from, to));
            (from, to) = (from / 10, Some(from - 1));
        }
        bands.push(Value::Band(least, to));
    }
    [Value::NoAmount, Value::Zero].into_iter().chain(bands.into_iter().rev()).filter(any).collect()
}

/// What a whole plan can be narrowed by.
#[must_use]
pub fn facets(plan: &Plan) -> Vec<FacetCounts> {
    let (tags, query) = (Tags::new(plan), Query::default());
    let mut filters = Filters::new(plan, &tags, &query);
    (0..plan.projects().len()).for_each(|project| {
        filters.take(project);
    });
    filters.counts()
}

/// The filters of a query, ready to be tried on projects.
pub(super) struct Filters<'p> {
    plan: &'p Plan,
    tags: &'p Tags,
    facets: Vec<Chosen<'p>>,
}

/// A facet with the values that a query has of it, and how many projects have each of its values.
struct Chosen<'p> {
    facet: Facet,
    values: Vec<&'p Value>,
    offered: Vec<Value>,
    /// By the place of a group or department; otherwise by the place among the values offered.
    counts: Vec<usize>,
}

impl<'p> Filters<'p> {
    pub(super) fn new(plan: &'p Plan, tags: &'p Tags, query: &'p Query) -> Self {
        let facet = |facet: Facet| {
            let values = query.filters.iter().filter(|own| own.facet == facet).map(|own| &own.value);
            let values: Vec<&Value> = values.collect();
            let offered = offered(plan, tags, facet, &values);
            let places = match facet {
                Facet::Level(_) => plan.groups().len(),
                _ => offered.len(),
            };
            Chosen { facet, values, offered, counts: vec![0; places] }
        };
        Self { plan, tags, facets: Facet::all(plan).map(facet).collect() }
    }

    /// Whether a project passes all filters; counts it under the values of the facets whose own filters alone
    /// keep it out, or of all.
    pub(super) fn take(&mut self, place: usize) -> bool {
        let Self { plan, tags, facets } = self;
        let project = &plan.projects()[place];
        let mut failing = None;
        for (at, own) in facets.iter().enumerate() {
            if !own.pass(tags, plan.unit(), place, project) {
                if failing.is_some() {
                    return false;
                }
                failing = Some(at);
            }
        }
        match failing {
            None => facets.iter_mut().for_each(|own| own.count(plan, tags, place, project)),
            Some(at) if facets[at].facet != Facet::Mark => facets[at].count(plan, tags, place, project),
            Some(_) => {}
        }
        failing.is_none()
    }

    /// The facets with their counts.
    pub(super) fn counts(self) -> Vec<FacetCounts> {
        let facets = self.facets.into_iter();
        facets.map(|own| FacetCounts { facet: own.facet, values: own.into_values() }).collect()
    }
}

impl Chosen<'_> {
    /// Whether a project has one of the chosen values, of marks all; where none is chosen, it passes.
    fn pass(&self, tags: &Tags, unit: Unit, place: usize, project: &Project) -> bool {
        let has = |value: &&Value| match value {
            Value::Group(group) => tags.groups.of(place).contains(group),
            Value::Department(department) => tags.departments.of(place).contains(department),
            Value::Flag(flag) => project.flags.has(*flag),
            Value::Again => tags.again[place],
            value => value.has_amount(unit, project.budget),
        };
        match self.facet {
            Facet::Mark => self.values.iter().all(has),
            _ => self.values.is_empty() || self.values.iter().any(has),
        }
    }

    fn count(&mut self, plan: &Plan, tags: &Tags, place: usize, project: &Project) {
        let counts = &mut self.counts;
        match self.facet {
            Facet::Level(level) => {
                let own = tags.groups.of(place).iter().filter(|group| plan.groups()[**group].level == level);
                own.for_each(|group| counts[*group] += 1);
            }
            Facet::Departments => tags.departments.of(place).iter().for_each(|own| counts[*own] += 1),
            Facet::Mark => {
                let flags = plan.flags().len();
                (0..flags).filter(|flag| project.flags.has(*flag)).for_each(|flag| counts[flag] += 1);
                counts[flags] += usize::from(tags.again[place]);
            }
            Facet::Amount => {
                let has = |amount: &Value| amount.has_amount(plan.unit(), project.budget);
                counts.iter_mut().zip(&self.offered).for_each(|(count, own)| *count += usize::from(has(own)));
            }
        }
    }

    fn into_values(self) -> Vec<ValueCount> {
        let Self { values, offered, counts, .. } = self;
        let is_unknown = |value: &&&Value| matches!(value, Value::Unknown(_));
        let unknown = values.iter().filter(is_unknown).map(|own| (*own).clone());
        let unknown = unknown.map(|value| ValueCount { value, projects: 0, is_chosen: true });
        let known = offered.into_iter().enumerate().map(|(at, value)| {
            let place = if let Value::Group(place) = value { place } else { at };
            ValueCount { projects: counts[place], is_chosen: values.contains(&&value), value }
        });
        unknown.chain(known).collect()
    }
}

/// The values of a facet that a list can be narrowed to: those of the plan, and ranges of amounts that the query has.
fn offered(plan: &Plan, tags: &Tags, facet: Facet, chosen: &[&Value]) -> Vec<Value> {
    match facet {
        Facet::Level(level) => {
            let groups = plan.groups().iter().enumerate().filter(|(_, group)| group.level == level);
            groups.map(|(place, _)| Value::Group(place)).collect()
        }
        Facet::Departments => (0..plan.departments().len()).map(Value::Department).collect(),
        Facet::Mark => (0..plan.flags().len()).map(Value::Flag).chain([Value::Again]).collect(),
        Facet::Amount => {
            let own = chosen.iter().filter(|own| !matches!(own, Value::Unknown(_))).map(|own| (*own).clone());
            let mut amounts: Vec<Value> = tags.amounts.iter().cloned().chain(own).collect();
            amounts.sort();
            amounts.dedup();
            amounts
        }
    }
}
