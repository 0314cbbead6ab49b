//! A data folder served in memory, for the tests over several plans.

use axum::body::Body;
use axum::http::Request;
use keikaku::http::{AppState, HttpService};
use keikaku::site::Snapshot;

use super::dataset::DataFolder;
use super::site::{Answer, ask};

/// A site over a data folder.
pub(crate) struct Served(HttpService);

impl Served {
    /// Serves a folder, which may have warnings.
    pub(crate) fn new(folder: &DataFolder) -> Self {
        let snapshot = Snapshot::new(folder.dataset_despite_warnings()).unwrap();
        Self(HttpService::new(AppState::new(snapshot)))
    }

    /// What it answers to GET.
    pub(crate) fn get(&self, path: &str) -> Answer {
        ask(&self.0, Request::get(path).body(Body::empty()).unwrap())
    }
}
