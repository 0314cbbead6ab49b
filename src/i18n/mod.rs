//! Languages: which there are, which one a reader wants, and how each writes
//! numbers, amounts, years and the site's own texts.

mod format;
mod labels;
mod lang;
mod message;
mod negotiate;
mod visible;

#[cfg(test)]
mod tests;

pub use format::{amount, day, fiscal_year, fiscal_year_short, grouped, share, thousand_yen};
pub use labels::Labels;
pub use lang::{Lang, Text, UnknownLang};
pub use negotiate::{negotiate, quality};
pub use visible::escaped;
pub(crate) use visible::is_invisible;
