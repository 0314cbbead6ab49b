//! What a page handler gets: the snapshot, the language and the parts of the path.

use std::convert::Infallible;
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::{HeaderMap, header::ACCEPT_LANGUAGE, request::Parts};

use super::error::PageError;
use super::layout::{Page, PageContext};
use super::paging::Paging;
use super::state::{AppState, Snapshot};
use super::urls::PageUrl;
use crate::i18n::{Labels, Lang, negotiate};
use crate::plan::{Plan, Year};

/// A request for a page. Extracting it cannot fail: what the path lacks shows when it is asked for.
pub(crate) struct PageRequest {
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) lang: Lang,
    params: Vec<(String, String)>,
    query: Option<String>,
}

impl PageRequest {
    /// A part of the path, read as what it should be; not found where it is something else.
    pub(crate) fn param<T: FromStr>(&self, name: &str) -> Result<T, PageError> {
        let param = self.params.iter().find(|(known, _)| known == name);
        param.and_then(|(_, value)| value.parse().ok()).ok_or(PageError::NotFound)
    }

    /// The plan of the year in the path.
    pub(crate) fn plan(&self) -> Result<&Plan, PageError> {
        // The language is read from the path too: an unknown one is no page.
        self.param::<Lang>("lang")?;
        let year: Year = self.param("year")?;
        self.snapshot.dataset.plans.get(&year).ok_or(PageError::NotFound)
    }

    /// Which part of a list of so many rows is asked for.
    pub(crate) fn paging(&self, rows: usize) -> Result<Paging, PageError> {
        Paging::new(self.query.as_deref(), rows)
    }

    /// The interface texts.
    pub(crate) fn labels(&self) -> &Labels {
        self.snapshot.labels(self.lang)
    }

    /// The frame of a page, still without title and description.
    pub(crate) fn page(&self, url: PageUrl) -> PageContext<'_> {
        let page = Page { url: Some(url), title: String::new(), description: String::new() };
        PageContext::new(&self.snapshot, self.lang, page)
    }
}

impl FromRequestParts<AppState> for PageRequest {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params: Vec<(String, String)> = params.map_or_else(
            |_| Vec::new(),
            |params| params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        );
        // As the router read it: `/%6aa/` is `/ja/`, whatever the browser prefers.
        let stated = params.iter().find(|(name, _)| name == "lang").and_then(|(_, code)| code.parse().ok());
        let lang = stated.unwrap_or_else(|| lang_of(parts.uri.path(), &parts.headers));
        let snapshot = parts.extensions.get::<Arc<Snapshot>>().cloned().unwrap_or_else(|| state.current());
        Ok(Self { snapshot, lang, params, query: parts.uri.query().map(str::to_owned) })
    }
}

/// The language of the path; elsewhere the one that the browser prefers.
pub(crate) fn lang_of(path: &str, headers: &HeaderMap) -> Lang {
    let code = path.split('/').nth(1).unwrap_or_default();
    code.parse().unwrap_or_else(|_| {
        let preferred = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        negotiate(preferred.unwrap_or_default())
    })
}
