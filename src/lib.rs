//! A transparency website for a city's plan: one program that reads a folder of plan data and serves
//! it as fast, plain, printable pages in Japanese and English.
//!
//! ```no_run
//! use keikaku::load::{Source, load};
//! use keikaku::server::{Limits, Server, Shutdown, bind};
//! use keikaku::web::{AppState, Site, Snapshot};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let dataset = load(&Source::Folder("data".into())).dataset.ok_or("the data has faults")?;
//! let site = Site::new(AppState::new(Snapshot::new(dataset).map_err(|_| "no plan")?));
//! let listener = bind(([127, 0, 0, 1], 8080).into())?;
//! let server = Server::new(Limits::default()).refusing_with(site.unread());
//! server.run(listener, 2, || site.clone(), &Shutdown::new())?;
//! # Ok(())
//! # }
//! ```
//!
//! # Map
//!
//! | room | what it knows | uses |
//! | --- | --- | --- |
//! | [`i18n`] | languages, the interface texts, how numbers and years are written | – |
//! | [`plan`] | the domain: directions, initiatives, projects, listings, totals; valid and immutable | `i18n` |
//! | [`load`] | files → plan, or diagnostics with file, row and column | `plan`, `i18n` |
//! | [`chart`] | numbers → geometry → SVG; neither plan nor page | – |
//! | [`open_data`] | the plan as data for others | `plan`, `i18n` |
//! | [`web`] | routes, URLs, pages, errors, prebuilt answers | all above, `log` |
//! | [`server`] | the accept loop and its limits; any service | `log` |
//! | [`reload`] | watches the data folder, swaps what is sound | `load`, `web`, `log` |
//! | [`export`] | the whole site as files, byte for byte what the server sends | `web`, `i18n` |
//! | [`log`] | lines that can neither fail nor wait | – |
//! | [`cli`] | options, environment, exit codes | everything |
//!
//! Arrows point down only: a test reads the `use` lines. Nothing but `web`, `server`, `export`
//! and `cli` names HTTP.
//!
//! # Life of a request
//!
//! [`server`] accepts, within [`server::Limits`]. [`web::Site`] refuses what no page should see (no or
//! two Hosts, a GET with a body), then looks the path up in the snapshot's prebuilt answers: body and
//! head are ready in each coding, and this is all there is to nearly every request. Otherwise the
//! router ([`web::app`], the one route table) renders: a handler in `web/pages/` finds its part of the
//! plan, builds a view, and the template of the same name prints it. Errors carry data; one layer
//! renders them as a page in the language of the path. The answer then gets its coding, ETag and length.
//! What hyper itself refuses, unread, gets such a page too, in every language.
//! A request holds one snapshot from start to end, so that page, chart and totals never mix versions.
//!
//! # Life of a data change
//!
//! [`reload`] sees another size or time in the folder (or SIGHUP), waits until nobody writes, and calls
//! [`load::load`]. Any fault: it is named on stderr, and the old snapshot stays. None: a new snapshot is
//! built, its pages rendered and compressed quickly, the pointer swapped; then compressed as well as can be.
//!
//! # How to add
//!
//! *A year*: a folder `data/2025/` with the same tables. *A page*: a variant of [`web::PageUrl`], a module
//! in `web/pages/`, a template of the same name, a line in `web/routes.rs`. *A text*: a key in both files
//! of `i18n/labels/` and its name in `i18n/labels.rs`. *A language*: a variant of [`i18n::Lang`], a labels
//! file, columns in the tables; the compiler names the rest.

pub mod chart;
pub mod cli;
pub mod export;
pub mod i18n;
pub mod load;
pub mod log;
pub mod open_data;
pub mod plan;
pub mod reload;
pub mod server;
pub mod web;
