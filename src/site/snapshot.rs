//! One version of everything that pages are made of.

use super::files::Assets;
use super::urls::{PageUrl, ROWS};
use crate::i18n::{Labels, Lang};
use crate::plan::{Dataset, Plan};

/// One version of data and texts, immutable: whatever is made from one snapshot agrees with itself.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) dataset: Dataset,
    pub(super) assets: Assets,
    labels: [Labels; Lang::ALL.len()],
}

/// The data holds no plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPlan;

impl Snapshot {
    /// A snapshot of that data with the built-in texts.
    ///
    /// # Errors
    /// Where the data holds no plan at all.
    pub fn new(dataset: Dataset) -> Result<Self, NoPlan> {
        Self::with_labels(dataset, Lang::ALL.map(|lang| Labels::of(lang).clone()))
    }

    /// A snapshot with other texts, in the order of [`Lang::ALL`]: for tests of the interface.
    ///
    /// # Errors
    /// Where the data holds no plan at all.
    pub fn with_labels(dataset: Dataset, labels: [Labels; Lang::ALL.len()]) -> Result<Self, NoPlan> {
        if dataset.plans.is_empty() {
            return Err(NoPlan);
        }
        Ok(Self { dataset, assets: Assets::built_in(), labels })
    }

    /// The data.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    pub(super) fn labels(&self, lang: Lang) -> &Labels {
        match lang {
            Lang::Ja => &self.labels[0],
            Lang::En => &self.labels[1],
        }
    }

    #[expect(clippy::expect_used, reason = "`with_labels` refuses data without a plan")]
    pub(super) fn newest(&self) -> &Plan {
        self.dataset.newest().expect("a snapshot has a plan")
    }

    /// A path of the site as a link says it: below the path of the public address, if that has one.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.dataset.site.base_url.path())
    }

    /// The whole public address of a path of the site.
    pub(super) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.dataset.site.base_url)
    }

    /// How many parts the list of a page has: one where it has no list or a short one.
    pub(super) fn parts(&self, page: &PageUrl) -> usize {
        super::pages::rows(self, page).div_ceil(ROWS).max(1)
    }
}
