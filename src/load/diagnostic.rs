//! What the loader says about a fault: where it is, what it is, what to do.

use std::fmt::{self, Write as _};

use super::faults::Fault;
use super::{Code, Severity};
use crate::i18n::{Lang, escaped};

/// A column of a table, or the place of a key in a settings file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// In a table the number of the column, in a settings file that of the character in its line; from 1.
    pub number: u32,
    /// The name of the column, or the whole name of the key (`control.projects`).
    pub name: String,
}

/// One fault of the data.
///
/// It prints as a paragraph, in every language of the site one after the other:
///
/// ```text
/// error[amount-not-plain-digits] 2024/projects.csv:17:4 (budget_thousand_yen)
///   金額「16,072」に、半角数字以外の文字が入っています。
///   The amount "16,072" has something other than half-width digits in it.
///   → 「16072」と入力してください。
///   → Write "16072".
/// ```
///
/// Whatever stands in the data, a line of it is one line of output: see [`escaped`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// Whether the data is refused for it.
    pub severity: Severity,
    /// The file, relative to the data folder, with slashes; `.` is the folder itself.
    pub file: String,
    /// The row as Excel numbers it, the header being row 1; in a settings file the line.
    ///
    /// A cell with line breaks in it is still one row, as in Excel, though several lines in an editor.
    pub row: Option<u32>,
    /// The column.
    pub column: Option<Column>,
    pub(super) fault: Fault,
}

impl Diagnostic {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.fault.message(lang)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        self.fault.help(lang)
    }

    /// Where the fault is: `2024/projects.csv:17:4 (budget_thousand_yen)`.
    #[must_use]
    pub fn place(&self) -> String {
        let mut out = escaped(&self.file).into_owned();
        // Writing to a String does not fail.
        if let Some(row) = self.row {
            let _ = write!(out, ":{row}");
        }
        if let Some(column) = &self.column {
            let _ = write!(out, ":{}", column.number);
            if !column.name.is_empty() {
                let _ = write!(out, " ({})", escaped(&column.name));
            }
        }
        out
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {}", self.severity.as_str(), self.code, self.place())?;
        Lang::ALL.iter().try_for_each(|lang| write!(f, "\n  {}", escaped(&self.message(*lang))))?;
        Lang::ALL.iter().try_for_each(|lang| write!(f, "\n  → {}", escaped(&self.help(*lang))))
    }
}
