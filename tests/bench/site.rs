//! What the parts cost: `cargo bench` (criterion; add a name to run one, such as `cargo bench render`).
#![expect(clippy::panic, reason = "a bench without its data has nothing to measure")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use keikaku::http::AppState;
use keikaku::i18n::Lang;
use keikaku::load::{Source, load};
use keikaku::plan::{Dataset, Listing, Parts, Plan, Project};
use keikaku::search::{Index, Query};
use keikaku::site::{PageUrl, Snapshot, answer, visit};

fn source() -> Source {
    Source::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/data").into())
}

fn snapshot() -> Snapshot {
    let dataset = load(&source()).dataset.unwrap_or_else(|| panic!("the data has faults"));
    Snapshot::new(dataset).unwrap_or_else(|_| panic!("the data has no plan"))
}

/// Files to a valid data set.
fn loading(criterion: &mut Criterion) {
    let source = source();
    criterion.bench_function("load/data set", |bencher| bencher.iter(|| load(black_box(&source))));
}

/// One page of each kind, from its path to HTML.
fn rendering(criterion: &mut Criterion) {
    let snapshot = snapshot();
    let project = PageUrl::all(snapshot.dataset()).find(|page| matches!(page, PageUrl::Project(..)));
    let project = project.map_or_else(String::new, |page| page.path(Lang::En));
    for (name, path) in [
        ("overview", "/en/2024/"),
        ("projects", "/en/2024/projects/"),
        ("initiative", "/en/2024/initiatives/4/"),
        ("project", &project),
        ("not found", "/en/2024/nothing/"),
    ] {
        criterion.bench_function(&format!("render/{name}"), |bencher| {
            bencher.iter(|| match visit(&snapshot, black_box(path), None, Lang::En) {
                Ok((lang, keikaku::site::Visit::At(address))) => answer(&snapshot, &address, lang).is_ok(),
                found => found.is_ok(),
            });
        });
    }
}

/// The plan with its projects again and again, each with an id of its own, up to so many.
fn repeated(plan: &Plan, projects: usize) -> Plan {
    let all = plan.projects();
    let project = |at: usize| {
        let own = &all[at % all.len()];
        let id = format!("{}-{at}", own.id.as_str().chars().take(40).collect::<String>());
        Project { id: id.parse().unwrap_or_else(|_| own.id.clone()), ..own.clone() }
    };
    let listings = |at: usize| {
        let number = (at / all.len()).to_string();
        let own = plan.listings_for(&all[at % all.len()]).map(move |own| Listing {
            project: at,
            number: format!("{number}-{}", own.number).parse().unwrap_or_else(|_| own.number.clone()),
            ..own.clone()
        });
        own.collect::<Vec<_>>()
    };
    Plan::new(Parts {
        needs: Vec::new(),
        year: plan.year(),
        draft: false,
        about: plan.about().clone(),
        unit: plan.unit(),
        levels: plan.levels().to_vec(),
        flags: plan.flags().to_vec(),
        groups: plan.groups().to_vec(),
        departments: plan.departments().to_vec(),
        projects: (0..projects).map(project).collect(),
        listings: (0..projects).flat_map(listings).collect(),
    })
}

/// Searches in the plan as it is, and in one of 100,000 projects.
fn searching(criterion: &mut Criterion) {
    let dataset: Dataset = load(&source()).dataset.unwrap_or_else(|| panic!("the data has faults"));
    let plan = dataset.newest().unwrap_or_else(|| panic!("the data has no plan"));
    let large = repeated(plan, 100_000);
    for (name, plan) in [("59", plan), ("100000", &large)] {
        let index = Index::new(plan, &dataset.terms);
        for (what, query) in [
            ("one word", "q=観光"),
            ("kana", "q=カンコウ"),
            ("English", "q=tourist"),
            ("absent", "q=宇宙"),
            ("two words and a filter", "q=中小企業+融資&directions=3&sort=-amount"),
        ] {
            let query = Query::read(plan, query).unwrap_or_default();
            criterion.bench_function(&format!("search/{name} projects/{what}"), |bencher| {
                bencher.iter(|| index.search(plan, black_box(&query), Lang::Ja));
            });
        }
        let missed = Query::read(plan, "q=観孔").unwrap_or_default();
        criterion.bench_function(&format!("search/{name} projects/near words"), |bencher| {
            bencher.iter(|| index.near_words(plan, &dataset.terms, black_box(&missed)));
        });
    }
}

/// Every answer of the site, written and compressed for keeping.
fn compressing(criterion: &mut Criterion) {
    let state = AppState::new(snapshot());
    let mut group = criterion.benchmark_group("compress");
    group.sample_size(10);
    group.bench_function("all pages", |bencher| bencher.iter(|| state.current().keep_answers(|| true)));
}

criterion_group!(benches, loading, rendering, searching, compressing);
criterion_main!(benches);
