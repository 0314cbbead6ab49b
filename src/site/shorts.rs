//! Short names of listings, for addresses on paper: `1-3`, the third under group 1.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::plan::{Listing, Plan};

/// The short names of a plan's listings, each with the place of the project that it leads to.
#[derive(Debug, Default)]
pub(super) struct Shorts {
    projects: HashMap<String, usize>,
    /// Each once, in the order of the listings.
    tokens: Vec<String>,
}

impl Shorts {
    pub(super) fn of(plan: &Plan) -> Self {
        // `None`: two listings, or a listing and the id of another project, would share it.
        let mut numbered: HashMap<String, Option<usize>> = HashMap::new();
        for listing in plan.listings() {
            let Some(token) = numbered_token(plan, listing) else { continue };
            let is_id = plan.project(&token).is_some_and(|other| plan.place(other) != Some(listing.project));
            match numbered.entry(token) {
                Entry::Vacant(free) => drop(free.insert(Some(listing.project).filter(|_| !is_id))),
                Entry::Occupied(mut taken) => drop(taken.insert(None)),
            }
        }
        let mut shorts = Self::default();
        for listing in plan.listings() {
            let own = numbered_token(plan, listing);
            let own = own.filter(|token| numbered.get(token).is_some_and(Option::is_some));
            let id = || plan.project_of(listing).map(|project| project.id.to_string());
            let Some(token) = own.or_else(id) else { continue };
            if shorts.projects.insert(token.clone(), listing.project).is_none() {
                shorts.tokens.push(token);
            }
        }
        shorts
    }

    /// The place of the project that a token leads to.
    pub(super) fn project(&self, token: &str) -> Option<usize> {
        self.projects.get(token).copied()
    }

    pub(super) fn tokens(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(String::as_str)
    }

    /// The token of a listing: its group and number where no other listing has these, else its project's id.
    pub(super) fn token(&self, plan: &Plan, listing: &Listing) -> String {
        let leads_there = |token: &String| self.project(token) == Some(listing.project);
        let id = || plan.project_of(listing).map(|project| project.id.to_string()).unwrap_or_default();
        numbered_token(plan, listing).filter(leads_there).unwrap_or_else(id)
    }
}

/// Group and number of a listing; `None` where its number cannot be written in an address.
fn numbered_token(plan: &Plan, listing: &Listing) -> Option<String> {
    Some(format!("{}-{}", plan.group_of(listing)?.id, listing.number.slug()?))
}
