//! A data folder to a valid [`Dataset`], or to a list of everything that is wrong with it.
//!
//! ```text
//! site.toml                 the settings                          site
//! glossary.csv              terms in plain words                  glossary
//! 2024/plan.toml            what the document says of itself      about
//! 2024/*.csv                the tables of the format              read
//! ```
//!
//! What a table goes through: bytes → text (`raw::decode`) → rows of cells (`raw::scan`) → records of values,
//! driven by [`format`](crate::format) (`read`) → references (`tables`) → rules of the domain (`rules`,
//! `control`) → a plan (`build`) → one year beside another (`years`). Every step reports to one `sink` and
//! goes on, so that one run names all faults; what only follows from a fault already named is left out. The
//! names of the faults are in [`Code`], their texts are labels.
//!
//! Work and memory grow with the size of the files and no faster, and files have limits: whatever a table
//! holds, reading it takes less than 400 MB.

mod about;
mod build;
mod check;
mod code;
mod control;
mod diagnostic;
mod explain;
mod faults;
mod glossary;
mod header;
mod raw;
mod read;
mod records;
mod rules;
mod sink;
mod site;
mod source;
mod tables;
mod year;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

pub use check::address_note;
pub use code::{Code, Severity};
pub use diagnostic::{Column, Diagnostic};
pub use explain::explain;
pub use source::Source;

use crate::i18n::Lang;
use crate::plan::{Dataset, Plan, Year};
use faults::{Fault, shown};
use sink::{Place, Sink};
use year::Folder;

/// Tables of more bytes are refused: 80 MiB. The projects of a plan of 100,000 projects are 62 MB.
pub const MAX_TABLE_BYTES: u64 = 80 * 1024 * 1024;

/// Tables of more lines are refused: half a million, half of what Excel holds.
pub const MAX_TABLE_LINES: usize = 500_000;

/// Settings (`plan.toml`, `site.toml`) of more bytes are refused: 256 KiB. Those of FY2024 are 4 kB.
pub const MAX_SETTINGS_BYTES: u64 = 256 * 1024;

/// Diagnostics kept of each severity; the rest are counted.
pub const MAX_DIAGNOSTICS: usize = 1_000;

/// What loading a data folder came to.
#[derive(Clone, Debug)]
pub struct Report {
    /// The data of every sound year; `None` where the settings or the glossary are at fault.
    pub dataset: Option<Dataset>,
    /// What is wrong, by file in the order of reading, then by row and column; at most
    /// [`MAX_DIAGNOSTICS`] of each severity.
    pub diagnostics: Vec<Diagnostic>,
    /// The years that are drafts.
    pub drafts: BTreeSet<Year>,
    errors: usize,
    draft_errors: usize,
    warnings: usize,
}

impl Report {
    /// How many errors there are outside drafts, those not kept included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many errors there are in drafts, those not kept included.
    #[must_use]
    pub fn draft_errors(&self) -> usize {
        self.draft_errors
    }

    /// How many warnings there are, those not kept included.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// How many were counted but not kept.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.errors + self.draft_errors + self.warnings - self.diagnostics.len()
    }
}

/// Loads a data folder, its drafts left out.
///
/// ```
/// use keikaku::load::{Source, load};
/// let report = load(&Source::Folder("tests/fixtures/minimal".into()));
/// let dataset = report.dataset.ok_or("the data has faults")?;
/// assert_eq!(dataset.newest().map(|plan| plan.projects().len()), Some(4));
/// # Ok::<(), &str>(())
/// ```
///
/// Never fails otherwise than by the [`Report`], and stops at no fault: each file is read to its end.
/// Reads every file once and keeps none open.
#[must_use]
pub fn load(source: &Source) -> Report {
    load_with(source, false)
}

/// Loads a data folder, and its drafts too where they are asked for.
#[must_use]
pub fn load_with(source: &Source, drafts: bool) -> Report {
    let mut sink = Sink::default();
    let root = sink.open(".".to_owned());
    let years = match source.years() {
        Ok(years) => years,
        Err(error) => {
            // Only a folder on disk can be missing.
            let folder = if let Source::Folder(folder) = source { folder.as_path() } else { Path::new(".") };
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
            let form = if error.kind() == std::io::ErrorKind::NotFound { "absent" } else { "closed" };
            sink.error(Place::file(root), || Fault::MissingFolder(folder.display()).form(form));
            return report(None, &[], sink);
        }
    };
    if years.is_empty() {
        sink.error(Place::file(root), Fault::NoYear);
    }
    report_unread(source, &mut sink);
    let mut terms = Vec::new();
    let (site, settings) = site::read(source, &mut sink, |sink| {
        let (read, records) = glossary::read(source, &Lang::ALL, sink);
        terms = read;
        records
    });
    let common_errors = sink.errors();
    let mut folders = Vec::new();
    for name in years {
        match name.parse::<Year>() {
            Ok(year) => folders.push(year::read(source, year, &mut sink)),
            Err(_) => {
                let folder = sink.open(name);
                sink.error(Place::file(folder), Fault::InvalidYearFolder);
            }
        }
    }
    sink.draft(false);
    years::check(&folders, &mut sink);
    let found: Vec<(Year, bool)> = folders.iter().map(|folder| (folder.year, folder.is_draft)).collect();
    let (mut plans, mut faulty) = (BTreeMap::<Year, Arc<Plan>>::new(), BTreeSet::new());
    for Folder { year, plan, .. } in folders.into_iter().filter(|folder| drafts || !folder.is_draft) {
        match plan {
            Some(plan) => drop(plans.insert(year, Arc::new(plan))),
            None => drop(faulty.insert(year)),
        }
    }
    let site = site.filter(|_| common_errors == 0);
    if let Some(site) = &site {
        for lang in Lang::ALL.into_iter().filter(|lang| plans.values().any(|plan| plan.speaks(*lang))) {
            let texts = [&site.operator, &site.accessibility_tests].into_iter().flatten();
            let n = texts.filter(|text| !text.has(lang)).count();
            if n > 0 {
                sink.warning(Place::file(settings), || Fault::MissingTranslation(n).form(lang.code()));
            }
        }
    }
    report(site.map(|site| Dataset { site, terms, plans, faulty }), &found, sink)
}

fn report(dataset: Option<Dataset>, years: &[(Year, bool)], sink: Sink) -> Report {
    let (errors, draft_errors, warnings) = (sink.errors(), sink.draft_errors(), sink.warnings());
    Report {
        dataset,
        drafts: years.iter().filter(|(_, is_draft)| *is_draft).map(|(year, _)| *year).collect(),
        diagnostics: sink.into_diagnostics(),
        errors,
        draft_errors,
        warnings,
    }
}

/// Names the folders that look like years and the files that look like settings, and are not read.
fn report_unread(source: &Source, sink: &mut Sink) {
    for (name, is_folder) in source.entries("").unwrap_or_default() {
        let is_read = [site::FILE, "glossary.csv"].contains(&name.as_str())
            || (name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit()));
        let has_year = name.contains("年度") || name.chars().filter(|c| c.is_numeric()).count() >= 4;
        let is_era =
            name.len() <= 4 && name.starts_with(['R', 'r', 'H', 'h']) && name[1..].parse::<u8>().is_ok();
        let lower = name.to_lowercase();
        let form = match lower.rsplit('.').next() {
            _ if is_read || name.starts_with(['.', '~']) => continue,
            _ if is_folder && (has_year || is_era) => "year",
            Some("csv" | "toml") if !is_folder => "copy",
            Some("xlsx" | "xlsm" | "xls" | "ods") if !is_folder => "workbook",
            _ => continue,
        };
        let file = sink.open(name.clone());
        sink.warning(Place::file(file), || Fault::NotRead(shown(&name)).form(form));
    }
}
