//! What a visitor sees, as pure functions: [`answer`] says what is at an [`Address`], [`all`] lists every
//! address there is. Knows nothing of HTTP.
//!
//! | module | what it knows |
//! | --- | --- |
//! | `urls` | every address: how it is written and read |
//! | `answer` | what is at an address or path, and the list of all |
//! | `lists` | the lists of pages as data |
//! | `queries` | what a query asks of a list |
//! | `near` | what may have been meant where nothing is |
//! | `frame` | head, header and footer of every page |
//! | `nav` | what leads from each page to the lists |
//! | `pages` | one module a page |
//! | `components` | what several pages show: amounts, tables, charts, links |
//! | `filters` | what templates do with texts of a plan |
//! | `files` | style sheet, icons, sitemap, data |
//! | `shorts` | short addresses of listings |

mod answer;
pub(crate) mod components;
mod files;
pub(crate) mod filters;
pub(crate) mod frame;
mod lists;
mod nav;
mod near;
mod pages;
mod problem;
mod queries;
mod shorts;
mod snapshot;
mod urls;

pub use answer::{Answer, Reason, Redirect, Visit, all, answer, language_of, pages as all_pages, visit};
pub use files::File;
pub use problem::{Error, Missing, Problem, problem};
pub use queries::takes_query;
pub use snapshot::{NoPlan, Snapshot};
pub use urls::{Address, DataFile, FileUrl, Lead, ListFile, Order, PageUrl, Part, View};
