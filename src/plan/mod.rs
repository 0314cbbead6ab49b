//! The domain: what a city's plan is, and what it adds up to.
//!
//! A [`Plan`] has [groups](Group) on one to four [levels](Level), and listings under them. A
//! listing is a row of the published document; it names a [`Project`]. The same
//! project may be listed again (再掲) elsewhere, so **listings are not projects**,
//! and every [`Total`] counts a project once: under the listing that is not 再掲.
//!
//! Everything here is valid once it exists, never changes, and knows neither files nor pages.

mod dates;
mod ids;
mod level;
mod model;
mod money;
mod number;
mod order;
mod site;
mod totals;
mod tree;
mod url;

#[cfg(test)]
mod tests;

pub use dates::{Date, InvalidDate, Month};
pub(crate) use ids::is_slug;
pub use ids::{AreaCode, DepartmentId, FlagId, GroupId, InvalidId, LevelId, ProjectId, TermId, Year};
pub use level::{CIRCLED, Flag, Group, Level, MAX_LEVELS, Noun};
pub use model::{About, Department, Flags, Listing, Need, Parts, Priorities, Project, paragraphs};
pub use money::{InvalidAmount, Total, Unit, Yen};
pub use number::{InvalidNumber, Number};
pub use site::{Dataset, Site, Term};
pub use tree::Plan;
pub use url::{BaseUrl, Contact, InvalidBaseUrl, InvalidContact};
