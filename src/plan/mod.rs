//! The domain: what a city's plan is, and what it adds up to.
//!
//! A [`Plan`] has directions, initiatives under them, and listings under those. A
//! listing is a row of the published document; it names a [`Project`]. The same
//! project may be listed again (再掲) elsewhere, so **listings are not projects**,
//! and every [`Total`] counts a project once: under the listing that is not 再掲.
//!
//! Everything here is valid once it exists, never changes, and knows neither files nor pages.

mod dates;
mod ids;
mod model;
mod money;
mod site;
mod tree;
mod url;

#[cfg(test)]
mod tests;

pub use dates::{Date, InvalidDate, Month};
pub(crate) use ids::is_slug;
pub use ids::{AreaCode, DepartmentId, InvalidId, Number, ProjectId, TermId, Year};
pub use model::{About, Department, Direction, Initiative, Listing, Project, paragraphs};
pub use money::{InvalidAmount, ThousandYen, Total};
pub use site::{Dataset, Site, Term};
pub use tree::{Parts, Plan};
pub use url::{BaseUrl, Contact, InvalidBaseUrl, InvalidContact};
