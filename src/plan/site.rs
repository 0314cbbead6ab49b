//! What is true of the whole site, whatever the year.

use std::collections::BTreeMap;

use super::{BaseUrl, Contact, Plan, TermId, Year};
use crate::i18n::Text;

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
}

/// A term of the plan in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The anchor on the glossary page.
    pub id: TermId,
    /// The term.
    pub term: Text,
    /// How the Japanese term is read, in kana.
    pub reading: String,
    /// What it means.
    pub meaning: Text,
}

/// All that a data folder holds: the years' plans, the terms, the settings.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The settings.
    pub site: Site,
    /// The glossary, in its order.
    pub terms: Vec<Term>,
    /// The plans by year; never empty.
    pub plans: BTreeMap<Year, Plan>,
}

impl Dataset {
    /// The newest year's plan.
    #[must_use]
    pub fn newest(&self) -> Option<&Plan> {
        self.plans.values().next_back()
    }
}
