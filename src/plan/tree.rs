//! A plan as a whole: its parts, how they hang together, and their totals.

use std::collections::HashMap;

use super::number::Natural;
use super::order::{chain, document_order, index, reorder};
use super::totals::Totals;
use super::{
    About, Department, DepartmentId, Flag, Group, GroupId, Level, Listing, Need, Parts, Project, ProjectId,
    Unit, Year,
};
use crate::i18n::{Lang, Text};

/// One year's plan: immutable, in the document's order, with every total at hand.
///
/// The place of a group, a department, a project or a listing is its index in [`Plan::groups`],
/// [`Plan::departments`], [`Plan::projects`] and [`Plan::listings`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(super) parts: Parts,
    groups_at: Vec<HashMap<GroupId, usize>>,
    pub(super) department_at: HashMap<DepartmentId, usize>,
    project_at: HashMap<ProjectId, usize>,
    /// Places of listings by the place of their group.
    pub(super) listings_by_group: Vec<Vec<usize>>,
    /// Places of listings by the place of their project.
    listings_by_project: Vec<Vec<usize>>,
    /// Places of projects by the place of their department, those of the departments below it too.
    pub(super) projects_by_department: Vec<Vec<usize>>,
    pub(super) totals: Totals,
}

impl Plan {
    /// The plan of parts that fit: every key is there once, every place is one, parents are on the level
    /// before or, of departments, lead to one without a parent; every project has a department and exactly
    /// one listing that is not 再掲.
    ///
    /// This is what the loader proves, cell by cell, and it is not checked again. With parts that do not
    /// fit, what refers to nothing is missing from lists and totals.
    ///
    /// Groups are put in the order of their numbers below their parents, listings in that of theirs,
    /// projects in that of the listings under which they are counted. Departments keep their order: nothing
    /// else says in which order the document names them.
    #[must_use]
    pub fn new(mut parts: Parts) -> Self {
        let order = document_order(&parts.groups);
        let new_places = reorder(&mut parts.groups, &order);
        let place = |old: usize| new_places.get(old).copied().unwrap_or(usize::MAX);
        parts.groups.iter_mut().for_each(|group| group.parent = group.parent.map(place));
        parts.listings.iter_mut().for_each(|listing| listing.group = place(listing.group));
        let led_to = parts.needs.iter_mut().flat_map(|need| &mut need.groups);
        led_to.for_each(|group| *group = place(*group));

        let keys = Natural::of(parts.listings.iter().map(|listing| &listing.number));
        let mut order: Vec<usize> = (0..parts.listings.len()).collect();
        order.sort_by(|a, b| {
            parts.listings[*a].group.cmp(&parts.listings[*b].group).then_with(|| keys[*a].cmp(&keys[*b]))
        });
        drop(keys);
        reorder(&mut parts.listings, &order);

        let originals = parts.listings.iter().filter(|listing| !listing.reprint);
        let original_at: HashMap<usize, usize> = index(originals.map(|listing| listing.project));
        let mut order: Vec<usize> = (0..parts.projects.len()).collect();
        order.sort_by_key(|project| original_at.get(project).copied());
        let new_places = reorder(&mut parts.projects, &order);
        let place = |old: usize| new_places.get(old).copied().unwrap_or(usize::MAX);
        parts.listings.iter_mut().for_each(|listing| listing.project = place(listing.project));
        Self::of_ordered(parts)
    }

    fn of_ordered(parts: Parts) -> Self {
        let mut groups_at = vec![HashMap::new(); parts.levels.len()];
        for (place, group) in parts.groups.iter().enumerate() {
            if let Some(at) = groups_at.get_mut(group.level) {
                at.insert(group.id.clone(), place);
            }
        }
        let mut listings_by_group = vec![Vec::new(); parts.groups.len()];
        let mut listings_by_project = vec![Vec::new(); parts.projects.len()];
        for (place, listing) in parts.listings.iter().enumerate() {
            if listing.group < parts.groups.len() && listing.project < parts.projects.len() {
                listings_by_group[listing.group].push(place);
                listings_by_project[listing.project].push(place);
            }
        }
        let mut projects_by_department = vec![Vec::new(); parts.departments.len()];
        for (place, project) in parts.projects.iter().enumerate() {
            for own in &project.departments {
                for department in chain(&parts.departments, Some(*own), |department| department.parent) {
                    let projects: &mut Vec<usize> = &mut projects_by_department[department];
                    // Projects come in order, so a second mention within one project is the last entry.
                    if projects.last() != Some(&place) {
                        projects.push(place);
                    }
                }
            }
        }
        let mut plan = Plan {
            groups_at,
            department_at: index(parts.departments.iter().map(|department| department.id.clone())),
            project_at: index(parts.projects.iter().map(|project| project.id.clone())),
            parts,
            listings_by_group,
            listings_by_project,
            projects_by_department,
            totals: Totals::default(),
        };
        plan.totals = Totals::count(&plan);
        plan
    }

    /// The fiscal year.
    #[must_use]
    pub fn year(&self) -> Year {
        self.parts.year
    }

    /// Whether it is a draft.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.parts.draft
    }

    /// What the document says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.parts.about
    }

    /// The languages that the plan has, the original first.
    pub fn langs(&self) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(|lang| self.speaks(*lang))
    }

    /// Whether the plan has that language.
    #[must_use]
    pub fn speaks(&self, lang: Lang) -> bool {
        self.about().title.has(lang)
    }

    /// The unit in which the document states its amounts.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.parts.unit
    }

    /// The levels, the outermost first; at least one.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.parts.levels
    }

    /// The place of the level of that id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<usize> {
        self.parts.levels.iter().position(|level| level.id.as_str() == id)
    }

    /// The marks that projects may have.
    #[must_use]
    pub fn flags(&self) -> &[Flag] {
        &self.parts.flags
    }

    /// The place of the mark of that column.
    #[must_use]
    pub fn flag(&self, column: &str) -> Option<usize> {
        self.parts.flags.iter().position(|flag| flag.column == column)
    }

    /// The place of the mark of the projects that are shown with the priorities.
    #[must_use]
    pub fn flag_of_priorities(&self) -> Option<usize> {
        self.about().priorities.as_ref()?.flag.filter(|place| *place < self.flags().len())
    }

    /// The projects with the mark in that place, in order.
    pub fn marked(&self, flag: usize) -> impl Iterator<Item = &Project> {
        self.parts.projects.iter().filter(move |project| project.flags.has(flag))
    }

    /// All groups in the document's order: each before those below it.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.parts.groups
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

    /// What readers may want to do; none where the site has no such signposts.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.parts.needs
    }

    /// The groups that a need leads to.
    pub fn groups_of<'a>(&'a self, need: &'a Need) -> impl Iterator<Item = &'a Group> {
        need.groups.iter().filter_map(|place| self.parts.groups.get(*place))
    }

    /// The place of the group of that id on a level.
    #[must_use]
    pub fn group_at(&self, level: usize, id: &str) -> Option<usize> {
        self.groups_at.get(level)?.get(id).copied()
    }

    /// The groups on a level, in order.
    pub fn groups_on(&self, level: usize) -> impl Iterator<Item = &Group> {
        self.parts.groups.iter().filter(move |group| group.level == level)
    }

    /// The level of a group.
    #[must_use]
    pub fn level_of(&self, group: &Group) -> &Level {
        &self.parts.levels[group.level]
    }

    /// The groups directly below a group, in order.
    pub fn below(&self, group: &Group) -> impl Iterator<Item = &Group> {
        let own = self.place_of(group);
        self.parts.groups.iter().filter(move |other| own.is_some() && other.parent == own)
    }

    /// A group and all groups below it, in order.
    pub fn within(&self, group: &Group) -> impl Iterator<Item = &Group> {
        let (level, from) = (group.level, self.place_of(group).unwrap_or(usize::MAX));
        let rest = self.parts.groups.get(from.saturating_add(1)..).unwrap_or_default();
        let own = self.parts.groups.get(from);
        own.into_iter().chain(rest.iter().take_while(move |other| other.level > level))
    }

    /// The groups above a group, the outermost first.
    #[must_use]
    pub fn above(&self, group: &Group) -> Vec<&Group> {
        let mut above: Vec<&Group> = chain(&self.parts.groups, group.parent, |group| group.parent)
            .map(|place| &self.parts.groups[place])
            .collect();
        above.reverse();
        above
    }

    /// The first level with more than one group; the outermost where none has. One group above all others tells
    /// nothing apart.
    #[must_use]
    pub fn first_level_of_several(&self) -> usize {
        let is_several = |level: &usize| self.groups_on(*level).nth(1).is_some();
        (0..self.levels().len()).find(is_several).unwrap_or_default()
    }

    /// The place of the group that a group belongs to on the first level with several, among those of that level; 0
    /// for a group above them.
    #[must_use]
    pub fn outermost_of(&self, group: &Group) -> usize {
        let (level, above) = (self.first_level_of_several(), self.above(group));
        let outermost = above.get(level).map_or(&group.id, |own| &own.id);
        self.groups_on(level).position(|other| other.id == *outermost).unwrap_or_default()
    }

    pub(super) fn place_of(&self, group: &Group) -> Option<usize> {
        self.group_at(group.level, group.id.as_str())
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

    /// The place of a project among [`Plan::projects`], from 0.
    #[must_use]
    pub fn place(&self, project: &Project) -> Option<usize> {
        self.project_at.get(&project.id).copied()
    }

    /// The group under which a listing stands.
    #[must_use]
    pub fn group_of(&self, listing: &Listing) -> Option<&Group> {
        self.parts.groups.get(listing.group)
    }

    /// The project that a listing names.
    #[must_use]
    pub fn project_of(&self, listing: &Listing) -> Option<&Project> {
        self.parts.projects.get(listing.project)
    }

    /// The listings directly under a group with their projects, in order.
    pub fn listed_in(&self, group: &Group) -> impl Iterator<Item = (&Listing, &Project)> {
        let places = self.place_of(group).map(|place| &self.listings_by_group[place]);
        places.into_iter().flatten().filter_map(|place| {
            let listing = &self.parts.listings[*place];
            Some((listing, self.project_of(listing)?))
        })
    }

    /// The listings under a group and all groups below it with their projects, in order.
    pub fn listed_within(&self, group: &Group) -> impl Iterator<Item = (&Listing, &Project)> {
        self.within(group).flat_map(|group| self.listed_in(group))
    }

    /// Where a project is listed: the original and those again, in the document's order.
    pub fn listings_for(&self, project: &Project) -> impl Iterator<Item = &Listing> {
        let places = self.place(project).map(|place| &self.listings_by_project[place]);
        places.into_iter().flatten().map(|place| &self.parts.listings[*place])
    }

    /// The listing under which a project is counted: the one that is not 再掲, wherever it stands.
    #[must_use]
    pub fn original(&self, project: &Project) -> Option<&Listing> {
        self.listings_for(project).find(|listing| !listing.reprint)
    }

    /// The departments in charge of a project.
    pub fn departments_of<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a Department> {
        project.departments.iter().filter_map(|place| self.parts.departments.get(*place))
    }

    /// The projects that a department is in charge of, alone or with others, those of all departments below
    /// it included.
    pub fn projects_of(&self, department: &Department) -> impl Iterator<Item = &Project> {
        let places = self.department_at.get(&department.id).map(|place| &self.projects_by_department[*place]);
        places.into_iter().flatten().map(|place| &self.parts.projects[*place])
    }

    /// The departments directly below a department.
    pub fn offices_of<'a>(&'a self, department: &'a Department) -> impl Iterator<Item = &'a Department> {
        let own = self.department_at.get(&department.id).copied();
        self.parts.departments.iter().filter(move |office| own.is_some() && office.parent == own)
    }

    /// The department that a department is part of.
    #[must_use]
    pub fn parent_of(&self, department: &Department) -> Option<&Department> {
        self.parts.departments.get(department.parent?)
    }

    /// The name of a department with those above it before it.
    #[must_use]
    pub fn full_name(&self, department: &Department) -> Text {
        let above = chain(&self.parts.departments, department.parent, |department| department.parent);
        above
            .fold(department.name.clone(), |name, place| self.parts.departments[place].name.containing(&name))
    }
}
