//! A plan as a whole: its parts, how they hang together, and their totals.

use std::collections::HashMap;
use std::fmt;

use super::model::Totals;
use super::{
    About, Department, DepartmentId, Direction, Initiative, Listing, Number, Project, ProjectId, ThousandYen,
    Total, Year,
};
use crate::i18n::Text;

/// The parts of a plan, before they are known to fit.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The fiscal year.
    pub year: Year,
    /// What the document says of itself.
    pub about: About,
    /// Directions in order.
    pub directions: Vec<Direction>,
    /// Initiatives in order.
    pub initiatives: Vec<Initiative>,
    /// Departments in the order in which the document first names them.
    pub departments: Vec<Department>,
    /// Projects in the order of their first listing.
    pub projects: Vec<Project>,
    /// Listings in the order of the document.
    pub listings: Vec<Listing>,
}

/// Two parts do not fit: a repeated key, a reference to nothing, a missing or a second original listing.
///
/// The loader reports such faults with file, row and column before it gets here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch(pub String);

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Mismatch {}

/// One year's plan: valid, immutable, with every total at hand.
///
/// Made from [`Parts`] by `TryFrom`; look-ups take constant time, whatever the number of projects.
#[derive(Clone, Debug)]
pub struct Plan {
    parts: Parts,
    direction_at: HashMap<Number, usize>,
    initiative_at: HashMap<Number, usize>,
    department_at: HashMap<DepartmentId, usize>,
    project_at: HashMap<ProjectId, usize>,
    /// Places of listings, by the place of their initiative and of their project.
    listings_by_initiative: Vec<Vec<usize>>,
    listings_by_project: Vec<Vec<usize>>,
    /// The place of its project by the place of a listing.
    project_by_listing: Vec<usize>,
    /// Places of projects by the place of their department, offices' projects with their division's too.
    projects_by_department: Vec<Vec<usize>>,
    totals: Totals,
}

impl TryFrom<Parts> for Plan {
    type Error = Mismatch;

    fn try_from(parts: Parts) -> Result<Self, Mismatch> {
        let direction_at = index("direction", parts.directions.iter().map(|direction| direction.number))?;
        let initiative_at =
            index("initiative", parts.initiatives.iter().map(|initiative| initiative.number))?;
        let department_at =
            index("department", parts.departments.iter().map(|department| department.id.clone()))?;
        let project_at = index("project", parts.projects.iter().map(|project| project.id.clone()))?;
        index(
            "listing",
            parts.listings.iter().map(|listing| ListingKey(listing.initiative, listing.number)),
        )?;
        for initiative in &parts.initiatives {
            find(&direction_at, &initiative.direction, "direction")?;
        }

        let mut listings_by_initiative = vec![Vec::new(); parts.initiatives.len()];
        let mut listings_by_project = vec![Vec::new(); parts.projects.len()];
        let mut project_by_listing = Vec::with_capacity(parts.listings.len());
        for (place, listing) in parts.listings.iter().enumerate() {
            listings_by_initiative[find(&initiative_at, &listing.initiative, "initiative")?].push(place);
            let project = find(&project_at, &listing.project, "project")?;
            listings_by_project[project].push(place);
            project_by_listing.push(project);
        }
        for (project, listings) in parts.projects.iter().zip(&listings_by_project) {
            let originals = listings.iter().filter(|place| !parts.listings[**place].reprint).count();
            if originals != 1 {
                return Err(Mismatch(format!("project {} has {originals} original listings", project.id)));
            }
        }

        let mut projects_by_department = vec![Vec::new(); parts.departments.len()];
        for (place, project) in parts.projects.iter().enumerate() {
            if project.departments.is_empty() {
                return Err(Mismatch(format!("project {} has no department", project.id)));
            }
            for id in &project.departments {
                let own = find(&department_at, id, "department")?;
                let parent = parts.departments[own].parent.as_ref();
                let parent = parent.map(|parent| find(&department_at, parent, "department")).transpose()?;
                for department in std::iter::once(own).chain(parent) {
                    let projects: &mut Vec<usize> = &mut projects_by_department[department];
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
            project_by_listing,
            projects_by_department,
            totals: Totals::default(),
        };
        plan.totals = plan.count();
        Ok(plan)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct ListingKey(Number, Number);

impl fmt::Display for ListingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0, self.1)
    }
}

fn index<K: Eq + std::hash::Hash + fmt::Display>(
    what: &str,
    keys: impl Iterator<Item = K>,
) -> Result<HashMap<K, usize>, Mismatch> {
    let mut places = HashMap::new();
    for (place, key) in keys.enumerate() {
        match places.entry(key) {
            std::collections::hash_map::Entry::Occupied(taken) => {
                return Err(Mismatch(format!("{what} {} is there twice", taken.key())));
            }
            std::collections::hash_map::Entry::Vacant(free) => free.insert(place),
        };
    }
    Ok(places)
}

fn find<K: Eq + std::hash::Hash + fmt::Display>(
    places: &HashMap<K, usize>,
    key: &K,
    what: &str,
) -> Result<usize, Mismatch> {
    places.get(key).copied().ok_or_else(|| Mismatch(format!("there is no {what} {key}")))
}

impl Plan {
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
        for (listing, project) in self.parts.listings.iter().zip(&self.project_by_listing) {
            let budget = self.parts.projects[*project].budget;
            let initiative = self.initiative_at[&listing.initiative];
            if listing.reprint {
                totals.reprints[initiative].count(budget);
                continue;
            }
            let direction = self.direction_at[&self.parts.initiatives[initiative].direction];
            totals.plan.count(budget);
            totals.initiatives[initiative].count(budget);
            totals.directions[direction].count(budget);
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

    /// All projects, in the order of their first listing.
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

    /// The place of a project in the order of first listings, from 0.
    #[must_use]
    pub fn place(&self, project: &Project) -> usize {
        self.project_at.get(&project.id).copied().unwrap_or_default()
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
        places.into_iter().flatten().map(|place| {
            (&self.parts.listings[*place], &self.parts.projects[self.project_by_listing[*place]])
        })
    }

    /// Where a project is listed: the original and those again, in the document's order.
    pub fn listings_for(&self, project: &Project) -> impl Iterator<Item = &Listing> {
        self.listings_by_project[self.place(project)].iter().map(|place| &self.parts.listings[*place])
    }

    /// The listing under which a project is counted.
    #[must_use]
    pub fn original(&self, project: &Project) -> &Listing {
        let listings = &self.listings_by_project[self.place(project)];
        let original = listings.iter().find(|place| !self.parts.listings[**place].reprint);
        &self.parts.listings[original.copied().unwrap_or_default()]
    }

    /// The project of a listing.
    #[must_use]
    pub fn project_of(&self, listing: &Listing) -> &Project {
        &self.parts.projects[self.project_at[&listing.project]]
    }

    /// The initiative of a listing.
    #[must_use]
    pub fn initiative_of(&self, listing: &Listing) -> &Initiative {
        &self.parts.initiatives[self.initiative_at[&listing.initiative]]
    }

    /// The direction of an initiative.
    #[must_use]
    pub fn direction_of(&self, initiative: &Initiative) -> &Direction {
        &self.parts.directions[self.direction_at[&initiative.direction]]
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

    /// The projects counted under a direction: those first listed there.
    #[must_use]
    pub fn total_of_direction(&self, direction: &Direction) -> Total {
        let place = self.direction_at.get(&direction.number);
        place.map_or_else(Total::default, |place| self.totals.directions[*place])
    }

    /// The projects counted under an initiative: those first listed there.
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
