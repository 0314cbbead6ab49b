//! The route table: every path of the site, once.

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

use super::state::AppState;
use super::{answer, files, pages, sitemap};

/// The whole site as a service.
///
/// ```
/// # use keikaku::web::{AppState, Snapshot, app};
/// # fn example(snapshot: Snapshot) {
/// let router = app(AppState::new(snapshot));
/// # }
/// ```
pub fn app(state: AppState) -> Router {
    Router::new()
        .route("/", get(files::root))
        .route("/{lang}/", get(files::home))
        .route("/{lang}/glossary/", get(pages::glossary::show))
        .route("/{lang}/about/", get(pages::about::show))
        .route("/{lang}/accessibility/", get(pages::accessibility::show))
        .route("/{lang}/{year}/", get(pages::overview::show))
        .route("/{lang}/{year}/directions/", get(pages::directions::show))
        .route("/{lang}/{year}/directions/{number}/", get(pages::direction::show))
        .route("/{lang}/{year}/initiatives/", get(files::initiatives))
        .route("/{lang}/{year}/initiatives/{number}/", get(pages::initiative::show))
        .route("/{lang}/{year}/projects/", get(pages::projects::show))
        .route("/{lang}/{year}/projects/{id}/", get(pages::project::show))
        .route("/{lang}/{year}/departments/", get(pages::departments::show))
        .route("/{lang}/{year}/departments/{id}/", get(pages::department::show))
        .route("/{lang}/{year}/priorities/", get(pages::priorities::show))
        .route("/{lang}/{year}/sums/", get(pages::sums::show))
        .route("/p/{year}/{listing}", get(files::short))
        .route("/data/{year}/plan.json", get(files::plan_json))
        .route("/static/{file}", get(files::asset))
        .route("/sitemap.xml", get(sitemap::all))
        .route("/sitemaps/{file}", get(sitemap::one))
        .route("/robots.txt", get(files::robots))
        .route("/healthz", get(files::healthz))
        .route("/readyz", get(files::readyz))
        .fallback(files::elsewhere)
        .method_not_allowed_fallback(files::method_not_allowed)
        .layer(CatchPanicLayer::custom(answer::panicked))
        .layer(from_fn_with_state(state.clone(), answer::with_snapshot))
        .with_state(state)
}
