//! Which version of the data it is.

use std::fmt;

use sha2::{Digest, Sha256};

use super::{csv, tables};
use crate::plan::Plan;

/// Tells one version of a plan's data from all others: the first 8 hexadecimal digits of the SHA-256 of its
/// tables as CSV, one after the other in the order of the data format, without what only the site says: the
/// glossary, and what readers may want to do.
///
/// ```
/// use keikaku::load::{Source, load};
/// use keikaku::open_data::DataVersion;
/// let data = load(&Source::Folder("tests/fixtures/minimal".into())).dataset.ok_or("the data has faults")?;
/// let version = DataVersion::of(data.newest().ok_or("no plan")?);
/// assert_eq!(version.to_string().len(), 8);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataVersion([u8; 4]);

impl DataVersion {
    /// The version of a plan's data.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut hasher = Sha256::new();
        let published = tables(plan, &[]).into_iter().filter(|table| table.name != "needs");
        published.for_each(|table| hasher.update(csv(&table)));
        let digest = hasher.finalize();
        Self([digest[0], digest[1], digest[2], digest[3]])
    }
}

impl fmt::Display for DataVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
