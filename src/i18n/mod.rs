//! Languages: which there are, which one a reader wants, and how each writes
//! numbers, amounts, years and the site's own texts.

mod format;
mod kana;
mod labels;
mod lang;
mod message;
mod negotiate;
mod visible;

#[cfg(test)]
mod tests;

pub use format::{
    amount, day, file_size, fiscal_months, fiscal_year, fiscal_year_short, grouped, grouped_decimal, ordinal,
    share, split_amounts,
};
pub use kana::{kana_row, reading_order};
pub use labels::Labels;
pub(crate) use labels::{fault_texts, format_texts};
pub use lang::{Lang, Text, UnknownLang};
pub(crate) use message::Message;
pub use negotiate::{negotiate, quality};
pub use visible::escaped;
pub(crate) use visible::is_invisible;
