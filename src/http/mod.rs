//! The site over HTTP/1.1: what every request must be, the headers of every answer, content codings, and
//! answers kept ready in memory. What is said at an address is [`crate::site`]'s.
//!
//! | module | what it knows |
//! | --- | --- |
//! | `service` | the way of a request: refused, kept, or routed |
//! | `routes` | the router and its layers, for requests without a kept answer |
//! | `request` | what a request must be, its path, its reader's language |
//! | `response` | an answer of the site with status and headers |
//! | `representation` | the same in each coding, with ETag and conditions |
//! | `encoding` | which coding a client takes, and compressing |
//! | `kept` | the answers kept with a snapshot |
//! | `state` | the snapshot that is public now |
//! | `observe` | counters and the access log |

mod encoding;
mod kept;
mod observe;
mod representation;
mod request;
mod response;
mod routes;
mod service;
mod state;

pub(crate) use encoding::{Effort, Encoding};
pub use observe::Counters;
pub(crate) use representation::Representations;
pub use representation::Response;
pub(crate) use response::{compose, not_found};
pub use service::{HttpService, ResponseFuture, ServiceResponse};
pub use state::{AppState, Published};
