//! What the parts cost: `cargo bench` (criterion; add a name to run one, such as `cargo bench render`).
#![expect(clippy::panic, reason = "a bench without its data has nothing to measure")]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use keikaku::http::AppState;
use keikaku::i18n::Lang;
use keikaku::load::{Source, load};
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

/// Every answer of the site, written and compressed for keeping.
fn compressing(criterion: &mut Criterion) {
    let state = AppState::new(snapshot());
    let mut group = criterion.benchmark_group("compress");
    group.sample_size(10);
    group.bench_function("all pages", |bencher| bencher.iter(|| state.current().keep_answers(|| true)));
}

criterion_group!(benches, loading, rendering, compressing);
criterion_main!(benches);
