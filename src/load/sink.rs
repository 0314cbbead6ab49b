//! Where diagnostics are gathered, so that one run names every fault.

use super::faults::{Fault, shown};
use super::{Column, Diagnostic, MAX_DIAGNOSTICS, Severity};

/// A file of the data folder, by its place in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileId(usize);

/// Where a fault is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    pub(super) file: FileId,
    pub(super) row: Option<u32>,
    pub(super) column: Option<(u32, &'p str)>,
}

impl<'p> Place<'p> {
    pub(super) fn file(file: FileId) -> Self {
        Place { file, row: None, column: None }
    }

    pub(super) fn row(file: FileId, row: u32) -> Self {
        Place { file, row: Some(row), column: None }
    }

    pub(super) fn cell(file: FileId, row: u32, column: (u32, &'p str)) -> Self {
        Place { file, row: Some(row), column: Some(column) }
    }
}

/// Gathers diagnostics; keeps the first [`MAX_DIAGNOSTICS`] of each severity and counts the rest.
#[derive(Debug, Default)]
pub(super) struct Sink {
    files: Vec<String>,
    /// The part of the report that what follows belongs to.
    section: usize,
    kept: Vec<((usize, FileId), Diagnostic)>,
    kept_warnings: usize,
    errors: usize,
    warnings: usize,
    /// Whether a draft is read: its errors keep nothing back.
    is_draft: bool,
    draft_errors: usize,
}

impl Sink {
    /// Names the file that is read next; diagnostics come out in the order of these calls.
    pub(super) fn open(&mut self, file: String) -> FileId {
        self.files.push(file);
        FileId(self.files.len() - 1)
    }

    /// Takes a fault that refuses the data. The text is only made where it is kept.
    pub(super) fn error(&mut self, place: Place<'_>, fault: impl FnOnce() -> Fault) {
        self.draft_errors += usize::from(self.is_draft);
        self.errors += usize::from(!self.is_draft);
        if self.kept.len() - self.kept_warnings < MAX_DIAGNOSTICS {
            self.keep(place, Severity::Error, fault());
        }
    }

    /// Takes a fault that does not.
    pub(super) fn warning(&mut self, place: Place<'_>, fault: impl FnOnce() -> Fault) {
        self.warnings += 1;
        if self.kept_warnings < MAX_DIAGNOSTICS {
            self.kept_warnings += 1;
            self.keep(place, Severity::Warning, fault());
        }
    }

    fn keep(&mut self, place: Place<'_>, severity: Severity, fault: Fault) {
        debug_assert_eq!(severity, fault.code.severity(), "{}", fault.code);
        let column = place.column.map(|(number, name)| Column { number, name: shown(name) });
        let diagnostic = Diagnostic {
            code: fault.code,
            severity,
            file: self.files.get(place.file.0).cloned().unwrap_or_default(),
            row: place.row,
            column,
            fault,
        };
        self.kept.push(((self.section, place.file), diagnostic));
    }

    /// Begins a part of the report: what follows comes after all that was said before.
    pub(super) fn next_section(&mut self) {
        self.section += 1;
    }

    /// Whether what follows is a draft.
    pub(super) fn draft(&mut self, is_draft: bool) {
        self.is_draft = is_draft;
    }

    /// How many errors there were outside drafts, kept or not.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// How many errors there were in drafts, kept or not.
    pub(super) fn draft_errors(&self) -> usize {
        self.draft_errors
    }

    /// How many warnings there were, kept or not.
    pub(super) fn warnings(&self) -> usize {
        self.warnings
    }

    /// The diagnostics kept, by part of the report, by file in the order of reading, then by row and column.
    pub(super) fn into_diagnostics(mut self) -> Vec<Diagnostic> {
        let column = |diagnostic: &Diagnostic| diagnostic.column.as_ref().map(|column| column.number);
        self.kept
            .sort_by(|(a_file, a), (b_file, b)| (a_file, a.row, column(a)).cmp(&(b_file, b.row, column(b))));
        self.kept.into_iter().map(|(_, diagnostic)| diagnostic).collect()
    }
}
