//! Sixty searches, with the projects that a reader of the list would expect.

use keikaku::i18n::Lang;
use keikaku::plan::{Dataset, Plan};
use keikaku::search::{Index, Query};

use super::queries::field;
use crate::support::dataset::{DataFolder, fixture};

/// A search of the table.
struct Search {
    q: String,
    kind: String,
    /// The ids of the projects, sorted.
    projects: Vec<String>,
    /// The first three in order, where the table says so.
    first: Vec<String>,
    /// A word that is offered instead.
    near: Option<String>,
}

fn searches() -> Vec<Search> {
    let text = std::fs::read_to_string(fixture("searches.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let words = |cell: &str| -> Vec<String> { cell.split_whitespace().map(str::to_owned).collect() };
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        Search {
            q: row[0].to_owned(),
            kind: row[1].to_owned(),
            projects: words(&row[2]),
            first: words(&row[3]),
            near: Some(row[4].to_owned()).filter(|near| !near.is_empty()),
        }
    });
    rows.collect()
}

fn query(plan: &Plan, q: &str) -> Query {
    Query::read(plan, &field("q", q)).unwrap()
}

fn ids(plan: &Plan, index: &Index, query: &Query) -> Vec<String> {
    let hits = index.search(plan, query, Lang::Ja).hits;
    hits.iter().map(|hit| plan.projects()[hit.project].id.to_string()).collect()
}

fn dataset() -> Dataset {
    DataFolder::fy2024().dataset()
}

#[test]
fn sixty_searches_find_what_a_reader_expects() {
    let dataset = dataset();
    let plan = dataset.newest().unwrap();
    let index = Index::new(plan, &dataset.terms);
    let searches = searches();
    assert_eq!(searches.len(), 60);
    assert!(searches.iter().filter(|search| !search.first.is_empty()).count() >= 20);
    let mut wrong = Vec::new();
    for search in &searches {
        let found = ids(plan, &index, &query(plan, &search.q));
        let mut sorted = found.clone();
        sorted.sort();
        if sorted != search.projects {
            let differ: Vec<_> = sorted.iter().filter(|id| !search.projects.contains(id)).collect();
            let missed: Vec<_> = search.projects.iter().filter(|id| !sorted.contains(id)).collect();
            wrong.push(format!("{} ({}): too many {differ:?}, missed {missed:?}", search.q, search.kind));
        } else if !found.starts_with(&search.first) {
            wrong.push(format!("{}: the first are {:?}", search.q, &found[..search.first.len()]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_found_offers_words_that_find_something() {
    let dataset = dataset();
    let plan = dataset.newest().unwrap();
    let index = Index::new(plan, &dataset.terms);
    for search in searches().iter().filter(|search| search.projects.is_empty()) {
        let near = index.near_words(plan, &dataset.terms, &query(plan, &search.q));
        let words: Vec<&str> = near.iter().map(|near| near.word.as_str()).collect();
        assert_eq!(words.first().copied(), search.near.as_deref(), "{}: {words:?}", search.q);
        for near in near {
            let found = ids(plan, &index, &near.query);
            let budgets = found.iter().filter_map(|id| plan.project(id).unwrap().budget);
            assert_eq!(near.total.projects, found.len(), "{}", near.word);
            assert_eq!(near.total.amount, budgets.sum(), "{}", near.word);
            assert!(!found.is_empty());
        }
    }
}
