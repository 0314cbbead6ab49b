//! A transparency website for a city's plan: one program that reads a folder of plan data and serves
//! it as fast, plain, printable pages in Japanese and English.
//!
//! ```no_run
//! use keikaku::http::{AppState, HttpService};
//! use keikaku::load::{Source, load};
//! use keikaku::server::{Limits, Server, Shutdown, bind};
//! use keikaku::site::Snapshot;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let dataset = load(&Source::Folder("data".into())).dataset.ok_or("the data has faults")?;
//! let snapshot = Snapshot::new(dataset).map_err(|_| "no plan")?;
//! let service = HttpService::new(AppState::new(snapshot));
//! let listener = bind(([127, 0, 0, 1], 8080).into())?;
//! Server::new(Limits::default()).run(listener, 2, || service.clone(), &Shutdown::new())?;
//! # Ok(())
//! # }
//! ```
//!
//! # Map
//!
//! | room | what it knows | uses |
//! | --- | --- | --- |
//! | [`i18n`] | languages, the interface texts, how numbers and years are written | – |
//! | [`plan`] | the domain: levels, groups, projects, listings, totals; valid and immutable | `i18n` |
//! | [`mod@format`] | the data format as data: tables, fields, kinds, references, and what they mean in words | `plan`, `i18n` |
//! | [`load`] | files → plan, or diagnostics with file, row and column | `format`, `plan`, `i18n` |
//! | [`chart`] | numbers → geometry → SVG; neither plan nor page | – |
//! | [`open_data`] | the plan as data for others | `format`, `plan`, `i18n` |
//! | [`search`] | words and filters → the projects found, their sum, what narrows them | `plan`, `i18n` |
//! | [`site`] | what a visitor sees, as pure functions: addresses, pages, files | `chart`, `open_data`, `search`, `format`, `plan`, `i18n` |
//! | [`http`] | headers, content codings, answers kept ready, the router | `site`, `i18n`, `metrics` |
//! | [`server`] | the accept loop and its limits; any service | `metrics` |
//! | [`reload`] | watches the data folder, publishes what is sound | `load`, `site`, `http`, `plan` |
//! | [`export`] | the whole site as files, byte for byte what the server sends | `site`, `http`, `i18n` |
//! | [`metrics`] | counters, and their values as text for Prometheus | – |
//! | [`logging`] | where the log goes: it can neither fail nor wait | – |
//! | [`cli`] | options, environment, exit codes | everything |
//!
//! Arrows point down only, and a test holds the `use` lines of every room against this table. Nothing
//! but `http`, `server`, `export` and `cli` names HTTP.
//!
//! # Life of a request
//!
//! [`server`] accepts, within [`server::Limits`]. [`http::HttpService`] refuses what no page should see
//! (no or two Hosts, a GET with a body), then looks the path up in the answers kept with the snapshot: head
//! and body are ready in each coding, and this is all there is to nearly every request. Otherwise the router
//! takes one snapshot and asks [`site::visit`] what the path means: an address, or another spelling of one,
//! or nothing. [`site::answer`] says what is there: a page, a file, a redirect, or what is near; a page's
//! module in `site/pages/` finds its part of the plan, builds a view out of components, and the template of
//! the same name prints it. `http` gives the answer its status, headers, coding, ETag and length.
//!
//! # Life of a data change
//!
//! [`reload`] sees another size or time in the folder (or SIGHUP), waits until nobody writes, and calls
//! [`load::load`]. Faults are named in the log, and the year that has them stays as it was. What is sound is
//! published in one step; then its pages are written and compressed once, at low priority, and kept.
//!
//! # How to add
//!
//! *A year*: a folder `data/2025/` with the same tables. *A column*: a field in `format/mod.rs` with its description
//! in both `format` files of `src/i18n/labels/`, a field in `plan/`, what it says of a row in `open_data/tables.rs`
//! (every download has it then), and its use. *A page*: a line in the table of `site/urls/page.rs`,
//! a module in `site/pages/`, a template of the same name; the compiler names the rest. *A file*: a variant of
//! [`site::FileUrl`], or of [`site::DataFile`] where it is a year's data. *What several pages show*: a module in `site/components/` with a template of the same
//! name. *A text*: a key in both files of `src/i18n/labels/` and its name in `i18n/labels.rs`. *A fault of
//! the data*: a row in `load/code.rs`, its texts in both `faults` files there, a folder in
//! `tests/fixtures/broken/`. *A language*: a variant of [`i18n::Lang`], two labels files, columns in the tables.

pub mod chart;
pub mod cli;
pub mod export;
pub mod format;
pub mod http;
pub mod i18n;
pub mod load;
pub mod logging;
pub mod metrics;
pub mod open_data;
pub mod plan;
pub mod reload;
pub mod search;
pub mod server;
pub mod site;
