//! What is true of the whole site, whatever the year.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{BaseUrl, Contact, Plan, TermId, Year};
use crate::i18n::{Lang, Text};

/// Who runs the site, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where the site is reached.
    pub base_url: BaseUrl,
    /// True only where the city itself runs it.
    pub official: bool,
    /// Who runs it; `None` where the settings do not say.
    pub operator: Option<Text>,
    /// Where readers may write to; `None` where the settings do not say.
    pub contact: Option<Contact>,
    /// Who tested the accessibility of the site, when, and with what result; `None` where the settings do
    /// not say.
    pub accessibility_tests: Option<Text>,
}

/// A term of the plan in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The anchor on the glossary page.
    pub id: TermId,
    /// The term.
    pub term: Text,
    /// How the term is read in the original language, in kana.
    pub reading: String,
    /// What it means.
    pub meaning: Text,
}

/// All that a data folder holds: the years' plans, the terms, the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The settings.
    pub site: Site,
    /// The glossary, in its order.
    pub terms: Vec<Term>,
    /// The plans by year. A year is shared with the dataset before this one where it did not change.
    pub plans: BTreeMap<Year, Arc<Plan>>,
    /// Years whose folders have faults, and of which no sound plan is known.
    pub faulty: BTreeSet<Year>,
}

impl Dataset {
    /// The newest year's plan.
    #[must_use]
    pub fn newest(&self) -> Option<&Plan> {
        self.plans.values().next_back().map(AsRef::as_ref)
    }

    /// Takes what did not change from the data before: years that are the same, and the last sound plans of
    /// years that are at fault now.
    pub fn keep_from(&mut self, before: &Dataset) {
        for (year, plan) in &before.plans {
            match self.plans.get_mut(year) {
                Some(own) if own == plan => own.clone_from(plan),
                None if self.faulty.remove(year) => drop(self.plans.insert(*year, Arc::clone(plan))),
                _ => {}
            }
        }
    }

    /// Whether a page of the site exists in that language: one plan that has it is enough.
    #[must_use]
    pub fn speaks(&self, lang: Lang) -> bool {
        self.plans.values().any(|plan| plan.speaks(lang))
    }
}
