//! A data folder to a valid [`Dataset`], or to a list of everything that is wrong with it.
//!
//! ```text
//! site.toml                 the settings                          site
//! glossary.csv              terms in plain words                  tables::glossary
//! 2024/plan.toml            what the document says of itself      about
//! 2024/*.csv                six tables                            tables::*
//! ```
//!
//! What a file goes through: bytes → text (`raw::decode`) → rows of cells or keys (`raw::scan`,
//! `raw::settings`) → values, each with its own rule (`raw::cell`) → things of the plan (`tables`)
//! → a plan (`year`). Every step reports to one `sink` and goes on, so that one run names all faults;
//! what only follows from a fault already named is left out. The names of the faults are in
//! [`Code`], their texts are labels.
//!
//! Work and memory grow with the size of the files and no faster, and files have limits: whatever a table
//! holds, reading it takes less than 400 MB.

mod about;
mod check;
mod code;
mod diagnostic;
mod faults;
mod keys;
mod raw;
mod sink;
mod site;
mod source;
mod tables;
mod year;

use std::collections::BTreeMap;
use std::path::Path;

pub use check::address_note;
pub use code::{Code, Severity};
pub use diagnostic::{Column, Diagnostic};
pub use source::Source;

use crate::plan::{Dataset, Year};
use faults::Fault;
use sink::{Place, Sink};

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
    /// The data, where there is no error in it; warnings do not keep it back.
    pub dataset: Option<Dataset>,
    /// What is wrong, by file in the order of reading, then by row and column; at most
    /// [`MAX_DIAGNOSTICS`] of each severity.
    pub diagnostics: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Report {
    /// How many errors there are, those not kept included.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings there are, those not kept included.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// How many were counted but not kept.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.errors + self.warnings - self.diagnostics.len()
    }
}

/// Loads a data folder.
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
    let mut sink = Sink::default();
    let root = sink.open(".".to_owned());
    let years = match source.years() {
        Ok(years) => years,
        Err(error) => {
            // Only a folder on disk can be missing.
            let folder = if let Source::Folder(folder) = source { folder.as_path() } else { Path::new(".") };
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
            let form = if error.kind() == std::io::ErrorKind::NotFound { "absent" } else { "closed" };
            sink.error(Place::file(root), || Fault::MissingFolder(folder.display(), &error).form(form));
            return report(None, sink);
        }
    };
    if years.is_empty() {
        sink.error(Place::file(root), Fault::NoYear);
    }
    let (site, glossary) = site::read(source, &mut sink, |sink| tables::glossary::read(source, sink));
    let mut plans = BTreeMap::new();
    for name in years {
        match name.parse::<Year>() {
            Ok(year) => plans.extend(year::read(source, year, &mut sink).map(|plan| (year, plan))),
            Err(_) => {
                let folder = sink.open(name);
                sink.error(Place::file(folder), Fault::InvalidYearFolder);
            }
        }
    }
    report(site.map(|site| Dataset { site, terms: glossary.terms, plans }), sink)
}

fn report(dataset: Option<Dataset>, sink: Sink) -> Report {
    let (errors, warnings) = (sink.errors(), sink.warnings());
    Report {
        dataset: dataset.filter(|_| errors == 0),
        diagnostics: sink.into_diagnostics(),
        errors,
        warnings,
    }
}
