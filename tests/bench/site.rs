//! What the parts cost: `cargo bench` (criterion; add a name to run one, such as `cargo bench render`).
#![expect(clippy::panic, reason = "a bench without its data has nothing to measure")]

use std::hint::black_box;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use criterion::{Criterion, criterion_group, criterion_main};
use keikaku::load::{Source, load};
use keikaku::web::{AppState, Effort, Site, Snapshot, app, urls};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

fn source() -> Source {
    Source::Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/data").into())
}

fn snapshot() -> Snapshot {
    let dataset = load(&source()).dataset.unwrap_or_else(|| panic!("the data has faults"));
    Snapshot::new(dataset).unwrap_or_else(|_| panic!("the data has no plan"))
}

fn runtime() -> Runtime {
    Builder::new_current_thread().build().unwrap_or_else(|error| panic!("no runtime: {error}"))
}

/// Files to a valid data set.
fn loading(criterion: &mut Criterion) {
    let source = source();
    criterion.bench_function("load/data set", |bencher| bencher.iter(|| load(black_box(&source))));
}

/// One page of each kind, by the router, without compression.
fn rendering(criterion: &mut Criterion) {
    let (snapshot, runtime) = (snapshot(), runtime());
    let project =
        urls::pages(snapshot.dataset()).find(|page| matches!(page, keikaku::web::PageUrl::Project(..)));
    let project = project.map_or_else(String::new, |page| page.path(keikaku::i18n::Lang::En));
    let router = app(AppState::new(snapshot));
    for (name, path) in [
        ("overview", "/en/2024/"),
        ("projects", "/en/2024/projects/"),
        ("initiative", "/en/2024/initiatives/4/"),
        ("project", &project),
        ("not found", "/en/2024/nothing/"),
    ] {
        criterion.bench_function(&format!("render/{name}"), |bencher| {
            bencher.iter(|| {
                runtime.block_on(async {
                    let request = Request::get(path).body(Body::empty()).unwrap_or_default();
                    let Ok(response) = router.clone().oneshot(request).await;
                    to_bytes(response.into_body(), usize::MAX).await.map(|body| body.len())
                })
            });
        });
    }
}

/// Every answer of the site, rendered and compressed for keeping.
fn compressing(criterion: &mut Criterion) {
    let site = Site::new(AppState::new(snapshot()));
    let (current, runtime): (Arc<Snapshot>, _) = (site.state().current(), runtime());
    let mut group = criterion.benchmark_group("compress");
    group.sample_size(10);
    for (name, effort) in [("all pages, quick", Effort::Quick), ("all pages, best", Effort::Best)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| runtime.block_on(site.prepare(&current, effort, || true)));
        });
    }
}

criterion_group!(benches, loading, rendering, compressing);
criterion_main!(benches);
