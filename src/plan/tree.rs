//! A plan as a whole: its parts, how they hang together, and their totals.

use std::collections::HashMap;
use std::hash::Hash;

use super::model::Totals;
use super::{
    About, Department, DepartmentId, Direction, Initiative, Listing, Number, Project, ProjectId, ThousandYen,
    Total, Year,
};
use crate::i18n::Text;

/// The parts of a plan, in any order but that of the departments.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The fiscal year.
    pub year: Year,
    /// What the document says of itself.
    pub about: About,
    /// The directions.
    pub directions: Vec<Direction>,
    /// The initiatives.
    pub initiatives: Vec<Initiative>,
    /// Departments in the order in which the document first names them.
    pub departments: Vec<Department>,
    /// The projects.
    pub projects: Vec<Project>,
    /// The listings.
    pub listings: Vec<Listing>,
}

/// One year's plan: immutable, in the document's order, with every total at hand.
///
/// A look-up by a key is a look-up in a table; only [`Plan::initiatives_of`], [`Plan::offices_of`] and
/// [`Plan::listed`] search a list.
#[derive(Clone, Debug)]
pub struct Plan {
    parts: Parts,
    direction_at: HashMap<Number, usize>,
    initiative_at: HashMap<Number, usize>,
    department_at: HashMap<DepartmentId, usize>,
    project_at: HashMap<ProjectId, usize>,
    /// Places of listings with the place of their project, by the place of their initiative.
    listings_by_initiative: Vec<Vec<(usize, usize)>>,
    /// Places of listings by the place of their project.
    listings_by_project: Vec<Vec<usize>>,
    /// Places of projects by the place of their department, offices' projects with their division's too.
    projects_by_department: Vec<Vec<usize>>,
    totals: Totals,
}

fn index<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    keys.enumerate().map(|(place, key)| (key, place)).collect()
}

impl Plan {
    /// The plan of parts that fit: every key is there once, every reference leads somewhere, and every
    /// project has a department and exactly one listing that is not 再掲.
    ///
    /// This is what the loader proves, cell by cell, and it is not checked again. With parts that do not
    /// fit nothing panics, but what refers to nothing is missing from lists and totals.
    ///
    /// Directions, initiatives and listings are put in the order of their numbers, projects in that of the
    /// listings under which they are counted. Departments keep their order: nothing else says in which
    /// order the document names them.
    #[must_use]
    pub fn new(mut parts: Parts) -> Self {
        parts.directions.sort_by_key(|direction| direction.number);
        parts.initiatives.sort_by_key(|initiative| initiative.number);
        parts.listings.sort_by_key(|listing| (listing.initiative, listing.number));
        let originals = parts.listings.iter().filter(|listing| !listing.reprint);
        let original_at: HashMap<&ProjectId, usize> = index(originals.map(|listing| &listing.project));
        // Cached: a look-up for each project, not for each comparison.
        parts.projects.sort_by_cached_key(|project| original_at.get(&project.id).copied());

        let direction_at = index(parts.directions.iter().map(|direction| direction.number));
        let initiative_at = index(parts.initiatives.iter().map(|initiative| initiative.number));
        let department_at = index(parts.departments.iter().map(|department| department.id.clone()));
        let project_at = index(parts.projects.iter().map(|project| project.id.clone()));

        let mut listings_by_initiative = vec![Vec::new(); parts.initiatives.len()];
        let mut listings_by_project = vec![Vec::new(); parts.projects.len()];
        for (place, listing) in parts.listings.iter().enumerate() {
            let initiative = initiative_at.get(&listing.initiative);
            if let Some((initiative, project)) = initiative.zip(project_at.get(&listing.project)) {
                listings_by_initiative[*initiative].push((place, *project));
                listings_by_project[*project].push(place);
            }
        }

        let mut projects_by_department = vec![Vec::new(); parts.departments.len()];
        for (place, project) in parts.projects.iter().enumerate() {
            for own in project.departments.iter().filter_map(|id| department_at.get(id)) {
                let parent = parts.departments[*own].parent.as_ref().and_then(|id| department_at.get(id));
                for department in std::iter::once(own).chain(parent) {
                    let projects: &mut Vec<usize> = &mut projects_by_department[*department];
                    // Projects come in order, so a second mention within one project is the last entry.
                    if projects.last() != Some(&place) {
                        projects.push(place);
                    }
                }
            }
        }

        let mut plan = Plan {
            parts,
            direction_at,
            initiative_at,
            department_at,
            project_at,
            listings_by_initiative,
            listings_by_project,
            projects_by_department,
            totals: Totals::default(),
        };
        plan.totals = plan.count();
        plan
    }

    fn count(&self) -> Totals {
        let mut totals = Totals {
            plan: Total::default(),
            directions: vec![Total::default(); self.parts.directions.len()],
            initiatives: vec![Total::default(); self.parts.initiatives.len()],
            reprints: vec![Total::default(); self.parts.initiatives.len()],
            departments: vec![Total::default(); self.parts.departments.len()],
            amounts: self.parts.projects.iter().filter_map(|project| project.budget).collect(),
        };
        totals.amounts.sort_unstable_by(|a, b| b.cmp(a));
        for (initiative, listings) in self.listings_by_initiative.iter().enumerate() {
            let direction = self.direction_at.get(&self.parts.initiatives[initiative].direction);
            for (listing, project) in listings {
                let budget = self.parts.projects[*project].budget;
                if self.parts.listings[*listing].reprint {
                    totals.reprints[initiative].count(budget);
                    continue;
                }
                totals.plan.count(budget);
                totals.initiatives[initiative].count(budget);
                if let Some(direction) = direction {
                    totals.directions[*direction].count(budget);
                }
            }
        }
        for (total, projects) in totals.departments.iter_mut().zip(&self.projects_by_department) {
            projects.iter().for_each(|place| total.count(self.parts.projects[*place].budget));
        }
        totals
    }

    /// The fiscal year.
    #[must_use]
    pub fn year(&self) -> Year {
        self.parts.year
    }

    /// What the document says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.parts.about
    }

    /// All directions, in order.
    #[must_use]
    pub fn directions(&self) -> &[Direction] {
        &self.parts.directions
    }

    /// All initiatives, in order.
    #[must_use]
    pub fn initiatives(&self) -> &[Initiative] {
        &self.parts.initiatives
    }

    /// All departments, in the order in which the document first names them.
    #[must_use]
    pub fn departments(&self) -> &[Department] {
        &self.parts.departments
    }

    /// All projects, in the order of the listings under which they are counted.
    #[must_use]
    pub fn projects(&self) -> &[Project] {
        &self.parts.projects
    }

    /// All listings, in the document's order.
    #[must_use]
    pub fn listings(&self) -> &[Listing] {
        &self.parts.listings
    }

    /// The direction of that number.
    #[must_use]
    pub fn direction(&self, number: Number) -> Option<&Direction> {
        self.direction_at.get(&number).map(|place| &self.parts.directions[*place])
    }

    /// The initiative of that number.
    #[must_use]
    pub fn initiative(&self, number: Number) -> Option<&Initiative> {
        self.initiative_at.get(&number).map(|place| &self.parts.initiatives[*place])
    }

    /// The department of that id.
    #[must_use]
    pub fn department(&self, id: &str) -> Option<&Department> {
        self.department_at.get(id).map(|place| &self.parts.departments[*place])
    }

    /// The project of that id.
    #[must_use]
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.project_at.get(id).map(|place| &self.parts.projects[*place])
    }

    /// The project that is listed under that initiative with that number.
    #[must_use]
    pub fn listed(&self, initiative: Number, number: Number) -> Option<&Listing> {
        self.listings_of(initiative).find(|listing| listing.number == number)
    }

    /// The place of a project among [`Plan::projects`], from 0.
    #[must_use]
    pub fn place(&self, project: &Project) -> Option<usize> {
        self.project_at.get(&project.id).copied()
    }

    /// The initiatives of a direction, in order.
    pub fn initiatives_of(&self, direction: Number) -> impl Iterator<Item = &Initiative> {
        self.parts.initiatives.iter().filter(move |initiative| initiative.direction == direction)
    }

    /// The listings under an initiative, in order.
    pub fn listings_of(&self, initiative: Number) -> impl Iterator<Item = &Listing> {
        self.listed_in(initiative).map(|(listing, _)| listing)
    }

    /// The listings under an initiative with their projects, in order.
    pub fn listed_in(&self, initiative: Number) -> impl Iterator<Item = (&Listing, &Project)> {
        let places = self.initiative_at.get(&initiative).map(|place| &self.listings_by_initiative[*place]);
        places
            .into_iter()
            .flatten()
            .map(|(listing, project)| (&self.parts.listings[*listing], &self.parts.projects[*project]))
    }

    /// Where a project is listed: the original and those again, in the document's order.
    pub fn listings_for(&self, project: &Project) -> impl Iterator<Item = &Listing> {
        let places = self.project_at.get(&project.id).map(|place| &self.listings_by_project[*place]);
        places.into_iter().flatten().map(|place| &self.parts.listings[*place])
    }

    /// The listing under which a project is counted: the one that is not 再掲, wherever it stands.
    #[must_use]
    pub fn original(&self, project: &Project) -> Option<&Listing> {
        self.listings_for(project).find(|listing| !listing.reprint)
    }

    /// The departments in charge of a project.
    pub fn departments_of<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a Department> {
        project.departments.iter().filter_map(|id| self.department(id.as_str()))
    }

    /// The projects that a department is in charge of, alone or with others; a division's with its offices'.
    pub fn projects_of(&self, department: &Department) -> impl Iterator<Item = &Project> {
        let places = self.department_at.get(&department.id).map(|place| &self.projects_by_department[*place]);
        places.into_iter().flatten().map(|place| &self.parts.projects[*place])
    }

    /// The offices of a division.
    pub fn offices_of<'a>(&'a self, division: &'a Department) -> impl Iterator<Item = &'a Department> {
        self.parts.departments.iter().filter(|office| office.parent.as_ref() == Some(&division.id))
    }

    /// The name of a department with its division's before it, where it is an office.
    #[must_use]
    pub fn full_name(&self, department: &Department) -> Text {
        let parent = department.parent.as_ref().and_then(|id| self.department(id.as_str()));
        match parent {
            Some(parent) => Text {
                ja: format!("{} {}", parent.name.ja, department.name.ja),
                en: format!("{}, {}", parent.name.en, department.name.en),
            },
            None => department.name.clone(),
        }
    }

    /// All projects, each once.
    #[must_use]
    pub fn total(&self) -> Total {
        self.totals.plan
    }

    /// The place of an amount among all stated ones, from 1: one more than the number of larger ones.
    #[must_use]
    pub fn rank(&self, amount: ThousandYen) -> usize {
        self.totals.amounts.partition_point(|larger| *larger > amount) + 1
    }

    /// The projects counted under a direction: those whose original listing is there.
    #[must_use]
    pub fn total_of_direction(&self, direction: &Direction) -> Total {
        let place = self.direction_at.get(&direction.number);
        place.map_or_else(Total::default, |place| self.totals.directions[*place])
    }

    /// The projects counted under an initiative: those whose original listing is there.
    #[must_use]
    pub fn total_of_initiative(&self, initiative: &Initiative) -> Total {
        let place = self.initiative_at.get(&initiative.number);
        place.map_or_else(Total::default, |place| self.totals.initiatives[*place])
    }

    /// The projects that an initiative lists again: counted elsewhere.
    #[must_use]
    pub fn reprints_of_initiative(&self, initiative: &Initiative) -> Total {
        let place = self.initiative_at.get(&initiative.number);
        place.map_or_else(Total::default, |place| self.totals.reprints[*place])
    }

    /// The projects of a department, those shared with others included.
    #[must_use]
    pub fn total_of_department(&self, department: &Department) -> Total {
        let place = self.department_at.get(&department.id);
        place.map_or_else(Total::default, |place| self.totals.departments[*place])
    }

    /// The sum of the amounts of all listings, those again included: more than the plan costs.
    #[must_use]
    pub fn amount_of_all_listings(&self) -> ThousandYen {
        self.totals.plan.amount + self.totals.reprints.iter().map(|total| total.amount).sum()
    }
}
