//! Every fault that the loader knows, by a name that stays.

use std::fmt;

use super::faults::Fault;
use crate::i18n::Lang;

/// Whether data with such a fault can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// No: the data is refused as a whole.
    Error,
    /// Yes, but someone should look.
    Warning,
}

impl Severity {
    /// The word before the code: `error`, `warning`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])+ $severity:ident $name:ident = $text:literal ($($place:ident),*) $(forms $forms:expr)?,)+) => {
        /// What is wrong, as a name for people to search and for programs to match.
        ///
        /// ```
        /// use keikaku::load::{Code, Severity};
        /// assert_eq!(Code::AmountNotPlainDigits.as_str(), "amount-not-plain-digits");
        /// assert_eq!(Code::ShiftJis.severity(), Severity::Warning);
        /// ```
        ///
        /// Names are added and never changed: staff keep them in their notes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order in which they are documented.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The name of the code.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Code::$name => $text,)+
                }
            }

            /// Whether data with this fault is refused.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Code::$name => Severity::$severity,)+
                }
            }

            /// The places that its texts have, taken together.
            pub(super) const fn places(self) -> &'static [&'static str] {
                match self {
                    $(Code::$name => &[$(stringify!($place)),*],)+
                }
            }

            /// The forms that its texts may have, one for each case; none where there is only one.
            pub(super) fn forms(self) -> Vec<&'static str> {
                let forms: &[&[&str]] = match self {
                    $(Code::$name => &[$(&$forms)?],)+
                };
                forms.concat()
            }
        }

        #[expect(non_snake_case, reason = "they are written as the codes are")]
        #[expect(dead_code, reason = "the faults of control totals are made by their codes")]
        impl Fault {
            $(pub(super) fn $name($($place: impl fmt::Display),*) -> Fault {
                Fault::new(Code::$name, vec![$((stringify!($place), $place.to_string())),*])
            })+
        }
    };
}

// Each row: severity, code, name, the places of its texts, and their forms where they have several.
codes! {
    // Files and folders
    /// The data folder does not exist or cannot be listed.
    Error MissingFolder = "missing-folder" (folder) forms ["absent", "closed"],
    /// The data folder holds no folder named by a year.
    Error NoYear = "no-year" (),
    /// The name of a folder is four digits, but not a year from 1990 to 9998.
    Error InvalidYearFolder = "invalid-year-folder" (),
    /// A file that every data folder has is not there.
    Error MissingFile = "missing-file" (name),
    /// A file is there but the system does not let it be read.
    Error UnreadableFile = "unreadable-file" () forms ["refused", "other"],
    /// A table has more bytes than [`MAX_TABLE_BYTES`](super::MAX_TABLE_BYTES), or a settings file more
    /// than [`MAX_SETTINGS_BYTES`](super::MAX_SETTINGS_BYTES).
    Error FileTooLarge = "file-too-large" (bytes, limit),
    /// A file has nothing in it, or only blanks.
    Error EmptyFile = "empty-file" (),
    /// A file is in Shift_JIS (CP932), as Excel in Japan saves it: a warning, it is read all the same.
    Warning ShiftJis = "shift-jis" (),
    /// A file is in UTF-16, Excel's "Unicode text".
    Error Utf16 = "utf-16" (),
    /// A table is an Excel workbook whose name was changed.
    Error IsWorkbook = "is-workbook" (),
    /// A file or folder that looks like data is not read: a warning.
    Warning NotRead = "not-read" (name) forms ["year", "copy", "workbook"],
    /// A file is neither UTF-8 nor plausibly Shift_JIS.
    Error BrokenUtf8 = "broken-utf-8" (n, byte),
    // The shape of a table
    /// A table has more lines than [`MAX_TABLE_LINES`](super::MAX_TABLE_LINES).
    Error TooManyLines = "too-many-lines" (lines, limit),
    /// The first row names none of the columns.
    Error MissingHeader = "missing-header" (columns),
    /// A column of the format is not there.
    Error MissingColumn = "missing-column" (name),
    /// A column has a name that the format does not know.
    Error UnknownColumn = "unknown-column" (name) forms ["unnamed", "named"],
    /// A column that the format does not know is not read: a warning, notes may stand in it.
    Warning IgnoredColumn = "ignored-column" (name),
    /// Amounts stand in two columns of different units.
    Error TwoUnits = "two-units" (first, second),
    /// Two columns have the same name.
    Error DuplicateColumn = "duplicate-column" (name, column),
    /// A row has fewer cells than the header.
    Error TooFewCells = "too-few-cells" (n, columns),
    /// A row has more cells than the header.
    Error TooManyCells = "too-many-cells" (n, columns),
    /// A quotation mark stands where CSV does not allow one.
    Error MalformedQuotes = "malformed-quotes" (),
    /// A quoted cell never ends; the rest of the file cannot be read.
    Error UnclosedQuote = "unclosed-quote" (),
    /// The last row does not end in a line break: the file may have been cut off in it.
    Error NoFinalLineBreak = "no-final-line-break" (),
    /// A table has a header and nothing below it.
    Error NoRows = "no-rows" (),
    // Single values, in tables and settings
    /// A value that must be stated is empty.
    Error EmptyValue = "empty-value" (),
    /// Texts of a file lack a language of the plan: a warning, the original stands in their place.
    Warning MissingTranslation = "missing-translation" (n) forms Lang::ALL.map(Lang::code),
    /// A text begins or ends with a blank, or has two in a row.
    Error Padding = "padding" (),
    /// A text has a line break in it.
    Error LineBreak = "line-break" (),
    /// A text has a tab, a control character or an invisible one.
    Error ControlCharacter = "control-character" (character),
    /// A text has U+FFFD, the trace of a failed conversion.
    Error ReplacementCharacter = "replacement-character" (),
    /// A text has a question mark in the place of a character that another encoding does not have.
    Error LostCharacter = "lost-character" (),
    /// A text has accents or sound marks that stand by themselves, or half-width kana.
    Error UnusualCharacters = "unusual-characters" (correction),
    /// A spreadsheet's error stands in the place of a value.
    Error SpreadsheetError = "spreadsheet-error" (value),
    /// A spreadsheet took a number or an id for a date or an amount, and changed it.
    Error ChangedBySpreadsheet = "changed-by-spreadsheet" (value, meant),
    /// A text begins as a spreadsheet formula does.
    Error FormulaStart = "formula-start" (character),
    /// An id is not 1 to 64 of a-z, 0-9 and single hyphens.
    Error InvalidId = "invalid-id" (value),
    /// Two rows of a table have the same id.
    Error DuplicateId = "duplicate-id" (id, row),
    /// A number is longer than 16 characters, or has blanks or invisible characters.
    Error InvalidNumber = "invalid-number" (value),
    /// A number cannot be written in a-z and 0-9, and its row has no id.
    Error NumberWithoutId = "number-without-id" (value),
    /// Two groups of a level have the same number.
    Error DuplicateNumber = "duplicate-number" (number, row),
    /// An amount is below zero.
    Error AmountNegative = "amount-negative" (value),
    /// An amount has anything but half-width digits.
    Error AmountNotPlainDigits = "amount-not-plain-digits" (value) forms ["dash", "yen", "thousand_yen", "million_yen"],
    /// An amount is above [`Yen::MAX`](crate::plan::Yen::MAX).
    Error AmountTooLarge = "amount-too-large" (value, limit),
    /// Every amount is so many times too large or too small: the table is in another unit.
    Error AllAmountsScaled = "all-amounts-scaled" (factor),
    /// One amount is in another unit than the rest, which explains why the total is not the one stated.
    Error AmountScaled = "amount-scaled" (value, correction),
    /// One amount is a hundred times the next one: a warning, it may be in another unit.
    Warning AmountOutlier = "amount-outlier" (value),
    /// The amounts are in order of size and the projects in that of the document: a warning.
    Warning AmountsSorted = "amounts-sorted" (),
    /// A flag is neither 1 nor 0.
    Error InvalidFlag = "invalid-flag" (value),
    /// The reading of a glossary term has something other than kana in it.
    Error ReadingNotKana = "reading-not-kana" (value),
    /// Two rows of the glossary explain the same Japanese term.
    Error DuplicateTerm = "duplicate-term" (term, row),
    // What hangs together with what
    /// A row refers to one that is not in its table.
    Error UnknownReference = "unknown-reference" (value, table),
    /// A department is part of itself, directly or through others.
    Error ParentCircle = "parent-circle" (id),
    /// A listing names a group and another that does not contain it.
    Error ListingContradicts = "listing-contradicts" (group, above),
    /// Two listings under one group have the same number.
    Error DuplicateListing = "duplicate-listing" (group, number, row),
    /// One group lists the same project twice.
    Error ProjectTwiceInGroup = "project-twice-in-group" (project, group, row),
    /// A project is listed nowhere.
    Error ProjectWithoutListing = "project-without-listing" (project),
    /// A project is only ever listed again (再掲): it would be counted nowhere.
    Error ProjectWithoutOriginal = "project-without-original" (project),
    /// A project has two listings that are not 再掲: it would be counted twice.
    Error TwoOriginals = "two-originals" (project, row),
    /// A 再掲 stands before the listing under which its project is counted: a warning, readers expect the other order.
    Warning ReprintBeforeOriginal = "reprint-before-original" (project, group, number),
    /// No department is in charge of a project.
    Error ProjectWithoutDepartment = "project-without-department" (project),
    /// The same department is given twice for a project.
    Error DuplicateCharge = "duplicate-charge" (project, department, row),
    /// Two rows lead from the same need to the same group.
    Error DuplicateNeed = "duplicate-need" (need, row),
    /// A group lists nothing, and neither does one below it: a warning, its page would be empty.
    Warning GroupWithoutListing = "group-without-listing" (group),
    /// A department is in charge of nothing: a warning, its page would be empty.
    Warning DepartmentWithoutProject = "department-without-project" (id),
    /// Two projects have the same name: a warning, they may be one under two ids.
    Warning SameName = "same-name" (name, row),
    // One year beside another
    /// A text names another year than that of its folder: a warning, it may have been copied.
    Warning OtherYear = "other-year" (found, year),
    /// A date is long before the year begins: a warning, it may have been copied.
    Warning EarlyDate = "early-date" (value, year),
    /// The title is that of another year: a warning.
    Warning SameTitle = "same-title" (year),
    /// Every amount is that of another year: a warning.
    Warning SameAmounts = "same-amounts" (year),
    /// The same id names another project in another year: a warning.
    Warning ReusedId = "reused-id" (id, name, year),
    /// A project marked as new was there the year before: a warning.
    Warning NewButKnown = "new-but-known" (project, year),
    // Settings in TOML
    /// A settings file is not TOML.
    Error InvalidToml = "invalid-toml" () forms ["twice", "other"],
    /// A setting has a name that the format does not know.
    Error UnknownKey = "unknown-key" (key) forms ["misplaced", "other"],
    /// A setting of the format is not there.
    Error MissingKey = "missing-key" (key),
    /// A setting is of another kind: a text instead of a number, say.
    Error WrongType = "wrong-type" () forms ["text", "flag", "count", "table", "tables"],
    /// `plan.toml` is of a form that this program does not know.
    Error UnknownFormat = "unknown-format" (format, newest),
    /// A setting belongs to a later form of `plan.toml` than it says.
    Error NeedsFormat = "needs-format" (key, format),
    /// A list has too many entries.
    Error TooMany = "too-many" (limit),
    /// A level or a mark has a name that addresses or tables use already.
    Error WordTaken = "word-taken" (value),
    /// The way in which numbers are written does not say where the number stands.
    Error NumberPlaceMissing = "number-place-missing" (value, place),
    /// The priorities name a mark that the plan does not have.
    Error UnknownFlag = "unknown-flag" (value),
    /// A date or a month does not exist or is written differently.
    Error InvalidDate = "invalid-date" (value, example),
    /// The year in plan.toml is not that of its folder.
    Error YearDiffers = "year-differs" (year, folder),
    /// The code of the local government is not five or six digits.
    Error InvalidAreaCode = "invalid-area-code" (value),
    /// The site's address is not `http(s)://HOST[:PORT][/PATH]`.
    Error InvalidBaseUrl = "invalid-base-url" (value),
    /// The contact is neither a mail address nor a URL.
    Error InvalidContact = "invalid-contact" (value),
    // Control totals: what plan.toml or site.toml states is not what the tables hold
    /// The number of projects.
    Error ControlProjects = "control-projects" (stated, found, table, total),
    /// The number of listings.
    Error ControlListings = "control-listings" (stated, found, table, total),
    /// The number of listings that are 再掲.
    Error ControlReprints = "control-reprints" (stated, found, table, total),
    /// The number of projects with a mark.
    Error ControlFlag = "control-flag" (flag, stated, found, table, total),
    /// The number of projects without an amount.
    Error ControlWithoutAmount = "control-without-amount" (stated, found, table, total),
    /// The sum of the amounts, each project once.
    Error ControlBudget = "control-budget" (stated, found, table, total),
    /// The sum of the amounts of a group, each project once.
    Error ControlGroup = "control-group" (group, stated, found, table, total),
    /// The number of rows that put a department in charge of a project.
    Error ControlProjectDepartments = "control-project-departments" (stated, found, table, total),
    /// The number of terms in the glossary.
    Error ControlTerms = "control-terms" (stated, found, table, total),
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
