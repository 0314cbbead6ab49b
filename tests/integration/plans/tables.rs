//! What the tables of a plan say, whatever its levels, and what they come to. `reading` reads them.

use std::ops::Range;

use keikaku::i18n::Lang;

use super::amounts::Unit;
use super::words::{Noun, Words};

/// A level of the plan: directions, policies.
#[derive(Debug)]
pub(super) struct Level {
    pub(super) id: String,
    /// The column that refers to a group of it.
    pub(super) one: String,
    pub(super) name: Noun,
    /// `Direction {number}`.
    pub(super) number: Words,
    pub(super) has_index: bool,
}

/// A mark that the document puts on projects.
#[derive(Debug)]
pub(super) struct Flag {
    pub(super) column: String,
    /// Empty where it has none.
    pub(super) sign: String,
    pub(super) name: Noun,
    pub(super) badge: Words,
}

/// A group of projects on one of the levels.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) level: usize,
    pub(super) id: String,
    pub(super) number: String,
    pub(super) name: Words,
    /// The place of the group above it.
    pub(super) parent: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Department {
    pub(super) id: String,
    /// The place of the department that it belongs to.
    pub(super) parent: Option<usize>,
    pub(super) name: Words,
    /// With those of all above it.
    pub(super) full_name: Words,
}

#[derive(Debug)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) name: Words,
    pub(super) summary: Words,
    /// In yen.
    pub(super) budget: Option<u64>,
    /// For each mark of the plan, whether the project has it.
    pub(super) flags: Vec<bool>,
    /// The places of the departments in charge.
    pub(super) departments: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Listing {
    /// The place of its group.
    pub(super) group: usize,
    pub(super) number: String,
    pub(super) project: String,
    pub(super) reprint: bool,
}

/// One year's plan. The place of a group, a department is its index.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) year: u16,
    pub(super) unit: Unit,
    pub(super) levels: Vec<Level>,
    pub(super) flags: Vec<Flag>,
    /// In the order of the document: each before those below it.
    pub(super) groups: Vec<Group>,
    pub(super) departments: Vec<Department>,
    pub(super) projects: Vec<Project>,
    /// In the order of the document.
    pub(super) listings: Vec<Listing>,
    /// What readers may want to do, with the places of the groups that it leads to.
    pub(super) needs: Vec<(Words, Vec<usize>)>,
    pub(super) settings: toml::Table,
}

/// How many projects, how many of them with an amount, and what these add up to in yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Total {
    pub(super) projects: u64,
    pub(super) stated: u64,
    pub(super) sum: u64,
}

impl Total {
    pub(super) fn of<'a>(projects: impl IntoIterator<Item = &'a Project>) -> Self {
        let mut total = Total::default();
        for project in projects {
            total.projects += 1;
            total.stated += u64::from(project.budget.is_some());
            total.sum += project.budget.unwrap_or_default();
        }
        total
    }

    /// The sum, where there is anything to add.
    pub(super) fn amount(&self) -> Option<u64> {
        (self.stated > 0).then_some(self.sum)
    }

    pub(super) fn without(&self) -> u64 {
        self.projects - self.stated
    }
}

/// What the document says of itself.
impl Tables {
    /// The languages of the plan: those of its title.
    pub(super) fn langs(&self) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(|lang| self.speaks(*lang))
    }

    pub(super) fn speaks(&self, lang: Lang) -> bool {
        Words::in_settings(&self.settings["title"]).has(lang)
    }

    /// A text of `plan.toml`; `None` where it says nothing.
    pub(super) fn setting(&self, key: &str, lang: Lang) -> Option<String> {
        Some(Words::in_settings(self.settings.get(key)?).get(lang).to_owned())
    }

    /// The day of which the plan is, from `2024-03-31`.
    pub(super) fn as_of(&self) -> [usize; 3] {
        let day = self.settings["as_of"].as_str().unwrap();
        let parts: Vec<usize> = day.split('-').map(|part| part.parse().unwrap()).collect();
        parts.try_into().unwrap()
    }

    pub(super) fn has_priorities(&self) -> bool {
        self.settings.contains_key("priorities")
    }

    /// The place of the mark whose projects are on the page of the priorities.
    pub(super) fn priority_flag(&self) -> Option<usize> {
        let named = self.settings.get("priorities")?.get("flag").and_then(|flag| flag.as_str());
        self.flags.iter().position(|flag| flag.column == named.unwrap_or("priority"))
    }

    /// The projects with a mark.
    pub(super) fn marked(&self, flag: usize) -> impl Iterator<Item = &Project> {
        self.projects.iter().filter(move |project| project.flags[flag])
    }

    /// The projects on the page of the priorities.
    pub(super) fn priorities(&self) -> impl Iterator<Item = &Project> {
        let flag = self.priority_flag();
        self.projects.iter().filter(move |project| flag.is_some_and(|flag| project.flags[flag]))
    }

    /// The projects on the page of a mark.
    pub(super) fn marked_as(&self, column: &str) -> impl Iterator<Item = &Project> {
        let flag = self.flags.iter().position(|flag| flag.column == column).unwrap();
        self.marked(flag)
    }

    /// The projects for which no amount is stated.
    pub(super) fn unstated(&self) -> impl Iterator<Item = &Project> {
        self.projects.iter().filter(|project| project.budget.is_none())
    }

    /// The pages of marks that some project has, but for that of the priorities, and of what states no amount.
    pub(super) fn collections(&self) -> Vec<String> {
        let marks = self.flags.iter().enumerate().filter(|(at, _)| self.priority_flag() != Some(*at));
        let marks = marks.filter(|(at, _)| self.marked(*at).next().is_some());
        let unstated = self.unstated().next().map(|_| "no-amount/".to_owned());
        marks.map(|(_, flag)| format!("{}/", flag.column)).chain(unstated).collect()
    }

    /// The pages that every plan has, those of levels, and those that only some have.
    pub(super) fn lists(&self) -> Vec<String> {
        let mut lists = ["", "projects/", "departments/", "sums/", "data/"].map(str::to_owned).to_vec();
        lists.extend(self.has_priorities().then(|| "priorities/".to_owned()));
        let levels = self.levels.iter().filter(|level| level.has_index);
        lists.extend(levels.map(|level| format!("{}/", level.id)));
        lists
    }
}

/// Groups, and what is listed under them.
impl Tables {
    /// The place of the group of that id on a level.
    pub(super) fn group(&self, level: &str, id: &str) -> usize {
        let is_it = |group: &Group| self.levels[group.level].id == level && group.id == id;
        self.groups.iter().position(is_it).unwrap_or_else(|| panic!("no {id} on {level}"))
    }

    /// `directions/1/`.
    pub(super) fn path_of(&self, group: usize) -> String {
        let group = &self.groups[group];
        format!("{}/{}/", self.levels[group.level].id, group.id)
    }

    /// `Direction 1: Starting and Succeeding`, `方向性1 創業・事業承継の促進`.
    pub(super) fn name_of(&self, group: usize, lang: Lang) -> String {
        let group = &self.groups[group];
        let circled = circled(&group.number);
        let written = self.levels[group.level].number.get(lang);
        let number = written.replace("{number}", &group.number).replace("{circled}", &circled);
        let between = if lang == Lang::Ja { " " } else { ": " };
        format!("{number}{between}{}", group.name.get(lang))
    }

    /// A group's number alone, as the plan writes it.
    pub(super) fn number_alone(&self, group: usize, lang: Lang) -> String {
        let group = &self.groups[group];
        let is_circled = self.levels[group.level].number.get(lang).contains("{circled}");
        if is_circled { circled(&group.number) } else { group.number.clone() }
    }

    /// The groups above a group, the outermost first.
    pub(super) fn above(&self, group: usize) -> Vec<usize> {
        let above = std::iter::successors(self.groups[group].parent, |at| self.groups[*at].parent);
        let mut above: Vec<usize> = above.collect();
        above.reverse();
        above
    }

    /// The groups directly below a group.
    pub(super) fn below(&self, group: usize) -> Vec<usize> {
        (0..self.groups.len()).filter(|at| self.groups[*at].parent == Some(group)).collect()
    }

    /// A group and all below it: they stand one after another.
    pub(super) fn within(&self, group: usize) -> Range<usize> {
        let level = self.groups[group].level;
        let below = self.groups[group + 1..].iter().take_while(|other| other.level > level);
        group..group + 1 + below.count()
    }

    /// The groups of a level.
    pub(super) fn groups_on(&self, level: usize) -> impl Iterator<Item = usize> {
        (0..self.groups.len()).filter(move |at| self.groups[*at].level == level)
    }

    /// The levels that the index page of one shows: those below it, too, that have no page of their own.
    pub(super) fn levels_shown(&self, level: usize) -> Range<usize> {
        let below = self.levels[level + 1..].iter().take_while(|below| !below.has_index);
        level..level + 1 + below.count()
    }

    /// The index page that leads to the groups of a level; the overview where none does.
    pub(super) fn index_of(&self, level: usize) -> String {
        let index = self.levels[..=level].iter().rev().find(|level| level.has_index);
        index.map(|level| format!("{}/", level.id)).unwrap_or_default()
    }

    /// What is listed directly under a group.
    pub(super) fn listed_in(&self, group: usize) -> Vec<&Listing> {
        self.listings.iter().filter(|listing| listing.group == group).collect()
    }

    /// What is listed under a group and those below it.
    pub(super) fn listed_within(&self, group: usize) -> Vec<&Listing> {
        let within = self.within(group);
        self.listings.iter().filter(|listing| within.contains(&listing.group)).collect()
    }

    /// The one listing of a project that is counted.
    pub(super) fn original(&self, project: &str) -> &Listing {
        self.listings.iter().find(|listing| listing.project == project && !listing.reprint).unwrap()
    }

    /// The projects that are counted under a group or those below it.
    pub(super) fn counted_in(&self, group: usize) -> Vec<&Project> {
        let own = self.listed_within(group).into_iter().filter(|listing| !listing.reprint);
        own.map(|listing| self.project(&listing.project)).collect()
    }

    pub(super) fn project(&self, id: &str) -> &Project {
        self.projects.iter().find(|project| project.id == id).unwrap()
    }

    pub(super) fn total(&self) -> Total {
        Total::of(&self.projects)
    }

    pub(super) fn total_of(&self, group: usize) -> Total {
        Total::of(self.counted_in(group))
    }
}

/// Departments, and what they are in charge of.
impl Tables {
    /// The place of the department of that id.
    pub(super) fn department(&self, id: &str) -> usize {
        self.departments.iter().position(|department| department.id == id).unwrap()
    }

    /// A department, and those above it.
    pub(super) fn chain(&self, department: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(department), |at| self.departments[*at].parent)
    }

    /// The projects in whose charge a department is, or one below it, each once.
    pub(super) fn projects_of(&self, department: usize) -> Vec<&Project> {
        let is_own = |own: &usize| self.chain(*own).any(|above| above == department);
        self.projects.iter().filter(|project| project.departments.iter().any(is_own)).collect()
    }

    pub(super) fn total_of_department(&self, department: usize) -> Total {
        Total::of(self.projects_of(department))
    }

    /// The places of the departments that belong to no other.
    pub(super) fn divisions(&self) -> impl Iterator<Item = usize> {
        (0..self.departments.len()).filter(|at| self.departments[*at].parent.is_none())
    }
}

/// A number in a circle, where there is one.
fn circled(number: &str) -> String {
    let circle = |n: usize| "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".chars().nth(n - 1).map(String::from);
    number.parse().ok().and_then(circle).unwrap_or_else(|| number.to_owned())
}
