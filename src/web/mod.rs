//! The site: routes, pages, errors. See [`app`].

mod answer;
mod assets;
mod error;
mod files;
mod layout;
mod pages;
mod request;
mod routes;
mod state;
pub mod urls;
mod view;

pub use routes::app;
pub use state::{AppState, NoPlan, Snapshot};
pub use urls::PageUrl;
