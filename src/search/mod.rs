//! Finding projects of a plan: folded texts, the query of a list, what it finds, and what narrows it.
//!
//! A search folds every text and every word so that spellings which readers take for the same are the same, and looks
//! through the texts from end to end. There is no dictionary and nothing to keep in step with the data: of a plan of
//! 100,000 projects it takes some milliseconds.
//!
//! ```
//! use keikaku::i18n::Lang;
//! use keikaku::load::{Source, load};
//! use keikaku::search::{Index, Query};
//! let dataset = load(&Source::Folder("tests/fixtures/minimal".into())).dataset.ok_or("faults")?;
//! let plan = dataset.newest().ok_or("no plan")?;
//! let index = Index::new(plan, &dataset.terms);
//! let found = index.search(plan, &Query::read(plan, "q=ｿｳｷﾞｮｳｼｬ+founder")?, Lang::Ja);
//! assert_eq!(found.hits.len(), 0);
//! let found = index.search(plan, &Query::read(plan, "q=創業者+founder")?, Lang::Ja);
//! assert_eq!(plan.projects()[found.hits[0].project].id.as_str(), "founder-support");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod excerpt;
mod facets;
mod fold;
mod forms;
mod found;
mod index;
mod near;
mod query;
mod words;

pub use excerpt::{Excerpt, Piece};
pub use facets::{FacetCounts, ValueCount, facets};
pub use fold::Folded;
pub use found::{Condition, Found, Hit, NearWord};
pub use index::{Index, Tier};
pub use query::{Facet, Filter, MAX_CHARS, MAX_VALUES, Query, Sort, TooMuch, Value};
pub use words::Words;
