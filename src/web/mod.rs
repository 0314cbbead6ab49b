//! The site: routes, pages, errors. See [`app`].

mod answer;
mod assets;
mod cache;
pub(crate) mod encoding;
pub(crate) mod error;
mod figure;
mod files;
pub(crate) mod layout;
mod observe;
mod pages;
mod paging;
mod request;
mod routes;
mod service;
mod sitemap;
mod state;
pub(crate) mod stored;
pub mod urls;
mod view;

pub use encoding::Effort;
pub use observe::Counters;
pub use routes::app;
pub use service::{Answer, Site};
pub use state::{AppState, NoPlan, Snapshot};
pub use stored::Response;
pub use urls::PageUrl;
