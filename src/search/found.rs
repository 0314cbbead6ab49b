//! What a query finds.

use std::cmp::Reverse;

use super::facets::{FacetCounts, Filters};
use super::index::{Index, Tier};
use super::near::near;
use super::query::{Filter, Query, Sort};
use crate::i18n::{Lang, reading_order};
use crate::plan::{Plan, Project, Term, Total};

/// What a query finds in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The projects in the order asked for, each once.
    pub hits: Vec<Hit>,
    /// Their sum, and how many of them state no amount.
    pub total: Total,
    /// What narrows the list further.
    pub facets: Vec<FacetCounts>,
}

/// A project that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among the plan's projects.
    pub project: usize,
    /// Where the words are; `None` where none were looked for.
    pub tier: Option<Tier>,
}

/// A word of the plan that was perhaps meant, and what it finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearWord {
    /// The query with that word.
    pub query: Query,
    /// The word.
    pub word: String,
    /// What the query finds.
    pub total: Total,
}

/// A condition of a query, and how much would be found otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The filter; `None` for the words.
    pub filter: Option<Filter>,
    /// The query without it, and how many projects that finds.
    pub without: (Query, usize),
    /// The query with nothing else, and how many projects that finds.
    pub alone: (Query, usize),
}

impl Index {
    /// Finds what a query asks for. The language is the one whose names are put in order.
    #[must_use]
    pub fn search(&self, plan: &Plan, query: &Query, lang: Lang) -> Found {
        let mut filters = Filters::new(plan, &self.tags, query);
        let mut hits: Vec<Hit> = self.matching(plan, query);
        hits.retain(|hit| filters.take(hit.project));
        let projects = plan.projects();
        let total = Total::of(hits.iter().map(|hit| &projects[hit.project]));
        self.sort(plan, &mut hits, query.sort, lang);
        Found { hits, total, facets: filters.counts() }
    }

    /// How many projects a query finds.
    #[must_use]
    pub fn count(&self, plan: &Plan, query: &Query) -> Total {
        let mut filters = Filters::new(plan, &self.tags, query);
        let hits = self.matching(plan, query).into_iter().filter(|hit| filters.take(hit.project));
        Total::of(hits.map(|hit| &plan.projects()[hit.project]))
    }

    fn matching(&self, plan: &Plan, query: &Query) -> Vec<Hit> {
        if query.q.is_empty() {
            return (0..plan.projects().len()).map(|project| Hit { project, tier: None }).collect();
        }
        let found = self.find(&query.words()).into_iter();
        found.map(|(project, tier)| Hit { project, tier: Some(tier) }).collect()
    }

    fn sort(&self, plan: &Plan, hits: &mut [Hit], sort: Sort, lang: Lang) {
        let of = |hit: &Hit| -> &Project { &plan.projects()[hit.project] };
        match sort {
            Sort::Default => hits.sort_by_key(|hit| hit.tier),
            Sort::Document => {}
            // What states no amount comes last in both orders.
            Sort::Amount => hits.sort_by_key(|hit| (of(hit).budget.is_none(), of(hit).budget)),
            Sort::LargestFirst => hits.sort_by_key(|hit| Reverse(of(hit).budget)),
            Sort::Name => {
                let ranks = self.ranks(plan, lang);
                hits.sort_by_key(|hit| ranks[hit.project]);
            }
            Sort::Department => hits.sort_by_key(|hit| of(hit).departments.first().copied()),
        }
    }

    /// The place of each project in the order of names.
    fn ranks(&self, plan: &Plan, lang: Lang) -> &[usize] {
        self.ranks[lang as usize].get_or_init(|| {
            let mut order: Vec<usize> = (0..plan.projects().len()).collect();
            order.sort_by_cached_key(|place| {
                let project = &plan.projects()[*place];
                match &project.kana {
                    Some(kana) if project.name.lang(lang) == Lang::ORIGINAL => reading_order(kana),
                    _ => reading_order(&project.name.get(lang).to_lowercase()),
                }
            });
            let mut ranks = vec![0; order.len()];
            order.into_iter().enumerate().for_each(|(rank, place)| ranks[place] = rank);
            ranks
        })
    }

    /// Words of the plan that were perhaps meant: near a word of the query that finds nothing by itself. Each is given
    /// with what the query finds with it.
    #[must_use]
    pub fn near_words(&self, plan: &Plan, terms: &[Term], query: &Query) -> Vec<NearWord> {
        let words = query.words();
        let alone = |word: &str| self.find(&super::Words::of(&format!("\"{word}\""))).is_empty();
        let Some(missed) = words.0.iter().find(|word| alone(&word.typed)) else { return Vec::new() };
        let given = near(plan, terms, &missed.typed).into_iter();
        let given = given.map(|word| {
            let query = query.with_words(&query.q.replacen(&missed.typed, &word, 1));
            NearWord { total: self.count(plan, &query), query, word }
        });
        given.filter(|near| near.total.projects > 0).collect()
    }

    /// Every condition of a query, and how much would be found without it, or with nothing else.
    #[must_use]
    pub fn conditions(&self, plan: &Plan, query: &Query) -> Vec<Condition> {
        let counted = |query: Query| {
            let projects = self.count(plan, &query).projects;
            (query, projects)
        };
        let words = (!query.q.is_empty()).then(|| Condition {
            filter: None,
            without: counted(query.without_words()),
            alone: counted(Query { q: query.q.clone(), page: 1, ..Query::default() }),
        });
        let filters = query.filters.iter().map(|filter| Condition {
            filter: Some(filter.clone()),
            without: counted(query.without(filter)),
            alone: counted(Query { filters: vec![filter.clone()], page: 1, ..Query::default() }),
        });
        words.into_iter().chain(filters).collect()
    }
}
