//! The totals of a plan, each counted once.

use super::order::chain;
use super::{Plan, Total, Yen};

/// The totals of a plan by the places of what they are of, each project counted once in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) plan: Total,
    pub(super) groups: Vec<Total>,
    /// What groups list again.
    pub(super) reprints: Vec<Total>,
    pub(super) departments: Vec<Total>,
    /// Every stated amount, largest first.
    pub(super) amounts: Vec<Yen>,
}

impl Totals {
    pub(super) fn count(plan: &Plan) -> Self {
        let (groups, projects) = (plan.groups(), plan.projects());
        let mut totals = Self {
            plan: Total::default(),
            groups: vec![Total::default(); groups.len()],
            reprints: vec![Total::default(); groups.len()],
            departments: vec![Total::default(); plan.departments().len()],
            amounts: projects.iter().filter_map(|project| project.budget).collect(),
        };
        totals.amounts.sort_unstable_by(|a, b| b.cmp(a));
        for (group, listings) in plan.listings_by_group.iter().enumerate() {
            for listing in listings.iter().map(|place| &plan.listings()[*place]) {
                let budget = projects[listing.project].budget;
                if !listing.reprint {
                    totals.plan.count(budget);
                }
                let counted = if listing.reprint { &mut totals.reprints } else { &mut totals.groups };
                chain(groups, Some(group), |group| group.parent)
                    .for_each(|place| counted[place].count(budget));
            }
        }
        for (total, places) in totals.departments.iter_mut().zip(&plan.projects_by_department) {
            places.iter().for_each(|place| total.count(projects[*place].budget));
        }
        totals
    }
}
