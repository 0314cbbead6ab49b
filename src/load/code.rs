//! Every fault that the loader knows, by a name that stays.

use std::fmt;

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
    ($($(#[$doc:meta])+ $name:ident = $text:literal,)+) => {
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
        }
    };
}

codes! {
    // Files and folders
    /// The data folder does not exist or cannot be listed.
    MissingFolder = "missing-folder",
    /// The data folder holds no folder named by a year.
    NoYear = "no-year",
    /// A folder of four digits is no year from 1990 to 9998.
    InvalidYearFolder = "invalid-year-folder",
    /// A file that every data folder has is not there.
    MissingFile = "missing-file",
    /// A file is there but the system does not let it be read.
    UnreadableFile = "unreadable-file",
    /// A table has more bytes than [`MAX_TABLE_BYTES`](super::MAX_TABLE_BYTES), or a settings file more
    /// than [`MAX_SETTINGS_BYTES`](super::MAX_SETTINGS_BYTES).
    FileTooLarge = "file-too-large",
    /// A file has nothing in it, or only blanks.
    EmptyFile = "empty-file",
    /// A file is in Shift_JIS (CP932), as Excel in Japan saves it: a warning, it is read all the same.
    ShiftJis = "shift-jis",
    /// A file is in UTF-16, Excel's "Unicode text".
    Utf16 = "utf-16",
    /// A file is neither UTF-8 nor plausibly Shift_JIS.
    BrokenUtf8 = "broken-utf-8",
    // The shape of a table
    /// A table has more lines than [`MAX_TABLE_LINES`](super::MAX_TABLE_LINES).
    TooManyLines = "too-many-lines",
    /// The first row names none of the columns.
    MissingHeader = "missing-header",
    /// A column of the format is not there.
    MissingColumn = "missing-column",
    /// A column has a name that the format does not know.
    UnknownColumn = "unknown-column",
    /// Two columns have the same name.
    DuplicateColumn = "duplicate-column",
    /// A row has fewer cells than the header.
    TooFewCells = "too-few-cells",
    /// A row has more cells than the header.
    TooManyCells = "too-many-cells",
    /// A quotation mark stands where CSV does not allow one.
    MalformedQuotes = "malformed-quotes",
    /// A quoted cell never ends; the rest of the file cannot be read.
    UnclosedQuote = "unclosed-quote",
    /// The last row does not end in a line break: the file may have been cut off in it.
    NoFinalLineBreak = "no-final-line-break",
    /// A table has a header and nothing below it.
    NoRows = "no-rows",
    // Single values, in tables and settings
    /// A value that must be stated is empty.
    EmptyValue = "empty-value",
    /// A text is there in one language only.
    MissingTranslation = "missing-translation",
    /// A text begins or ends with a blank, or has two in a row.
    Padding = "padding",
    /// A text has a line break in it.
    LineBreak = "line-break",
    /// A text has a tab, a control character or an invisible one.
    ControlCharacter = "control-character",
    /// A text has U+FFFD, the trace of a failed conversion.
    ReplacementCharacter = "replacement-character",
    /// A text begins as a spreadsheet formula does.
    FormulaStart = "formula-start",
    /// An id is not 1 to 64 of a-z, 0-9 and single hyphens, a letter first.
    InvalidId = "invalid-id",
    /// Two rows of a table have the same id.
    DuplicateId = "duplicate-id",
    /// A number is not 1 to 9999 in half-width digits.
    InvalidNumber = "invalid-number",
    /// Two directions or two initiatives have the same number.
    DuplicateNumber = "duplicate-number",
    /// An amount is below zero.
    AmountNegative = "amount-negative",
    /// An amount has anything but half-width digits.
    AmountNotPlainDigits = "amount-not-plain-digits",
    /// An amount is above [`ThousandYen::MAX`](crate::plan::ThousandYen::MAX).
    AmountTooLarge = "amount-too-large",
    /// A flag is neither 1 nor 0.
    InvalidFlag = "invalid-flag",
    /// The reading of a glossary term has something other than kana in it.
    ReadingNotKana = "reading-not-kana",
    /// Two rows of the glossary explain the same Japanese term.
    DuplicateTerm = "duplicate-term",
    // What hangs together with what
    /// An initiative names a direction that is not in the table.
    UnknownDirection = "unknown-direction",
    /// A listing names an initiative that is not in the table.
    UnknownInitiative = "unknown-initiative",
    /// A listing or a charge names a project that is not in the table.
    UnknownProject = "unknown-project",
    /// A charge or an office names a department that is not in the table.
    UnknownDepartment = "unknown-department",
    /// A department names itself as its division.
    ParentIsItself = "parent-is-itself",
    /// An office names another office as its division: there are two levels only.
    ParentIsOffice = "parent-is-office",
    /// Two listings under one initiative have the same number.
    DuplicateListing = "duplicate-listing",
    /// One initiative lists the same project twice.
    ProjectTwiceInInitiative = "project-twice-in-initiative",
    /// A project is listed nowhere.
    ProjectWithoutListing = "project-without-listing",
    /// A project is only ever listed again (再掲): it would be counted nowhere.
    ProjectWithoutOriginal = "project-without-original",
    /// A project has two listings that are not 再掲: it would be counted twice.
    TwoOriginals = "two-originals",
    /// A 再掲 stands before the listing under which its project is counted: a warning, readers expect the other order.
    ReprintBeforeOriginal = "reprint-before-original",
    /// No department is in charge of a project.
    ProjectWithoutDepartment = "project-without-department",
    /// The same department is given twice for a project.
    DuplicateCharge = "duplicate-charge",
    /// A direction has no initiative: a warning, its page would be empty.
    DirectionWithoutInitiative = "direction-without-initiative",
    /// An initiative lists nothing: a warning, its page would be empty.
    InitiativeWithoutListing = "initiative-without-listing",
    /// A department is in charge of nothing: a warning, its page would be empty.
    DepartmentWithoutProject = "department-without-project",
    // Settings in TOML
    /// A settings file is not TOML.
    InvalidToml = "invalid-toml",
    /// A setting has a name that the format does not know.
    UnknownKey = "unknown-key",
    /// A setting of the format is not there.
    MissingKey = "missing-key",
    /// A setting is of another kind: a text instead of a number, say.
    WrongType = "wrong-type",
    /// A date or a month does not exist or is written differently.
    InvalidDate = "invalid-date",
    /// The year in plan.toml is not that of its folder.
    YearDiffers = "year-differs",
    /// The code of the local government is not five or six digits.
    InvalidAreaCode = "invalid-area-code",
    /// The site's address is not http(s)://HOST[:PORT][/PATH].
    InvalidBaseUrl = "invalid-base-url",
    /// The contact is neither a mail address nor a URL.
    InvalidContact = "invalid-contact",
    // Control totals: what plan.toml or site.toml states is not what the tables hold
    /// The number of projects.
    ControlProjects = "control-projects",
    /// The number of listings.
    ControlListings = "control-listings",
    /// The number of listings that are 再掲.
    ControlReprints = "control-reprints",
    /// The number of priority projects.
    ControlPriority = "control-priority",
    /// The number of new projects.
    ControlNew = "control-new",
    /// The number of projects without an amount.
    ControlWithoutAmount = "control-without-amount",
    /// The sum of the amounts, in thousand yen, each project once.
    ControlBudget = "control-budget",
    /// The number of rows that put a department in charge of a project.
    ControlProjectDepartments = "control-project-departments",
    /// The number of terms in the glossary.
    ControlTerms = "control-terms",
}

impl Code {
    /// Whether data with this fault is refused.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Code::ShiftJis
            | Code::ReprintBeforeOriginal
            | Code::DirectionWithoutInitiative
            | Code::InitiativeWithoutListing
            | Code::DepartmentWithoutProject => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
