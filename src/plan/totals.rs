//! The totals of a plan, each counted once.

use super::order::chain;
use super::{Department, Group, Plan, Total, Yen};

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

/// Totals.
impl Plan {
    /// All projects, each once.
    #[must_use]
    pub fn total(&self) -> Total {
        self.totals.plan
    }

    /// The projects of a department, those shared with others included.
    #[must_use]
    pub fn total_of_department(&self, department: &Department) -> Total {
        let place = self.department_at.get(&department.id);
        place.map_or_else(Total::default, |place| self.totals.departments[*place])
    }

    /// The projects counted under a group or those below it: those whose original listing is there.
    #[must_use]
    pub fn total_of(&self, group: &Group) -> Total {
        self.place_of(group).map_or_else(Total::default, |place| self.totals.groups[place])
    }

    /// The listings under a group or those below it that are counted elsewhere.
    #[must_use]
    pub fn reprints_of(&self, group: &Group) -> Total {
        self.place_of(group).map_or_else(Total::default, |place| self.totals.reprints[place])
    }

    /// The sum of the amounts of all listings, those again included: more than the plan costs.
    #[must_use]
    pub fn amount_of_all_listings(&self) -> Yen {
        let outermost = self.groups_on(0).map(|group| self.reprints_of(group).amount);
        self.totals.plan.amount + outermost.sum()
    }

    /// The place of an amount among all stated ones, from 1: one more than the number of larger ones.
    #[must_use]
    pub fn rank(&self, amount: Yen) -> usize {
        self.totals.amounts.partition_point(|larger| *larger > amount) + 1
    }
}
