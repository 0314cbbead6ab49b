//! What the targets share: the properties of the integration tests, and the data that ships.

#[path = "../../integration/support/properties.rs"]
pub mod properties;

use std::path::Path;
use std::sync::LazyLock;

use keikaku::load::Source;
use keikaku::reload::{Keeper, fingerprint};
use keikaku::http::HttpService;
use properties::Files;

/// The names of the files; the place of one is the first byte of an input for `data_file`.
pub const NAMES: [&str; 9] = [
    "site.toml",
    "glossary.csv",
    "2024/plan.toml",
    "2024/projects.csv",
    "2024/listings.csv",
    "2024/departments.csv",
    "2024/project_departments.csv",
    "2024/directions.csv",
    "2024/initiatives.csv",
];

pub static FILES: LazyLock<Files> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    NAMES.map(|name| (name.to_owned(), std::fs::read(root.join(name)).expect("the data"))).into()
});

/// A site whose pages are kept after a moment, so that both ways of answering are reached.
pub static SITE: LazyLock<HttpService> = LazyLock::new(|| {
    let site = properties::site(&FILES);
    let source = Source::Memory(FILES.clone());
    let seen = fingerprint(&source);
    Keeper::new(source, seen, site.clone(), |_| ()).start().expect("a thread");
    site
});
