//! One version of everything that pages are made of.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::files::{Assets, Heavy};
use super::shorts::Shorts;
use super::urls::{Lead, Order, PageUrl, ROWS};
use crate::i18n::{Labels, Lang};
use crate::open_data::DataVersion;
use crate::plan::{Dataset, Listing, Plan, Project, Year};
use crate::search::Index;

/// One version of data and texts, immutable: whatever is made from one snapshot agrees with itself.
#[derive(Debug)]
pub struct Snapshot {
    pub(super) dataset: Dataset,
    pub(super) assets: Assets,
    labels: [Labels; Lang::ALL.len()],
    shorts: BTreeMap<Year, Shorts>,
    versions: BTreeMap<Year, DataVersion>,
    /// The folded texts of each plan, made when somebody looks for the first word.
    indexes: BTreeMap<Year, OnceLock<Index>>,
    pub(super) heavy: Heavy,
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
        let shorts = dataset.plans.iter().map(|(year, plan)| (*year, Shorts::of(plan))).collect();
        let versions = dataset.plans.iter().map(|(year, plan)| (*year, DataVersion::of(plan))).collect();
        let indexes = dataset.plans.keys().map(|year| (*year, OnceLock::new())).collect();
        let (heavy, assets) = (Heavy::default(), Assets::built_in());
        Ok(Self { versions, indexes, heavy, dataset, assets, labels, shorts })
    }

    /// The data.
    #[must_use]
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// Which version of a plan's data it is.
    pub(super) fn version(&self, plan: &Plan) -> DataVersion {
        self.versions.get(&plan.year()).map_or_else(|| DataVersion::of(plan), |version| *version)
    }

    pub(super) fn labels(&self, lang: Lang) -> &Labels {
        &self.labels[lang as usize]
    }

    /// The languages that the data has, the original first.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(|lang| self.dataset.speaks(*lang))
    }

    /// That language, or one that the data has.
    pub(super) fn spoken(&self, lang: Lang) -> Lang {
        let all = || self.langs();
        all().find(|known| *known == lang).or_else(|| all().next()).unwrap_or(Lang::ORIGINAL)
    }

    /// The newest plan in that language; the newest of all where none is.
    #[expect(clippy::expect_used, reason = "`with_labels` refuses data without a plan")]
    pub(super) fn newest(&self, lang: Lang) -> &Plan {
        let plans = || self.dataset.plans.values().rev();
        let newest = plans().find(|plan| plan.speaks(lang)).or_else(|| plans().next());
        newest.expect("a snapshot has a plan")
    }

    /// The project that a short address of that year leads to.
    pub(super) fn short(&self, year: Year, token: &str) -> Option<&Project> {
        self.dataset.plans.get(&year)?.projects().get(self.shorts.get(&year)?.project(token)?)
    }

    /// The short address of a listing.
    pub(super) fn short_of(&self, plan: &Plan, listing: &Listing) -> Lead {
        let shorts = self.shorts.get(&plan.year());
        Lead::Short(plan.year(), shorts.map(|own| own.token(plan, listing)).unwrap_or_default())
    }

    /// Every short address of a plan, each once.
    pub(super) fn shorts<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = Lead> + 'a {
        let tokens = self.shorts.get(&plan.year()).into_iter().flat_map(Shorts::tokens);
        tokens.map(|token| Lead::Short(plan.year(), token.to_owned()))
    }

    /// A path of the site as a link says it: below the path of the public address, if that has one.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.dataset.site.base_url.path())
    }

    /// The whole public address of a path of the site.
    pub(super) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.dataset.site.base_url)
    }

    /// What a search in the plan of a year looks through.
    pub(super) fn index(&self, year: Year) -> Option<&Index> {
        let plan = self.dataset.plans.get(&year)?;
        Some(self.indexes.get(&year)?.get_or_init(|| Index::new(plan, &self.dataset.terms)))
    }

    /// How many parts the list of a page has: one where it has no list or a short one.
    pub(super) fn parts(&self, page: &PageUrl, order: Order) -> usize {
        super::pages::rows(self, page, order).div_ceil(ROWS).max(1)
    }

    /// The orders in which the list of a page is shown.
    pub(super) fn orders(&self, page: &PageUrl) -> &'static [Order] {
        super::pages::orders(self, page)
    }

    /// The anchor of a listing's row.
    pub(super) fn row_of(&self, plan: &Plan, listing: &Listing) -> String {
        let token = self.shorts.get(&plan.year()).map(|own| own.token(plan, listing));
        format!("n{}", token.unwrap_or_default())
    }
}
