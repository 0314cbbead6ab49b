//! What the tables of a plan say, read by the tests themselves: nothing is taken from the program.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use crate::support::dataset::{DataFolder, Row};

/// A text in both languages.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) ja: String,
    pub(super) en: String,
}

impl Words {
    pub(super) fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    fn of(row: &Row, column: &str) -> Self {
        Self { ja: row[&format!("{column}_ja")].clone(), en: row[&format!("{column}_en")].clone() }
    }
}

/// A direction, or an initiative with its direction.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) number: u32,
    pub(super) direction: u32,
    pub(super) name: Words,
}

#[derive(Debug)]
pub(super) struct Department {
    pub(super) id: String,
    pub(super) parent: Option<String>,
    /// With that of its division.
    pub(super) full_name: Words,
}

#[derive(Debug)]
pub(super) struct Project {
    pub(super) id: String,
    pub(super) name: Words,
    pub(super) budget: Option<u64>,
    pub(super) priority: bool,
    pub(super) new: bool,
    pub(super) departments: Vec<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Listing {
    pub(super) initiative: u32,
    pub(super) number: u32,
    pub(super) project: String,
    pub(super) reprint: bool,
}

/// One year's plan.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) year: u16,
    pub(super) directions: Vec<Group>,
    pub(super) initiatives: Vec<Group>,
    pub(super) departments: Vec<Department>,
    pub(super) projects: Vec<Project>,
    /// In the order of the document.
    pub(super) listings: Vec<Listing>,
    pub(super) settings: toml::Table,
}

/// How many projects, how many of them with an amount, and what these add up to.
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

impl Tables {
    pub(super) fn read(folder: &DataFolder, year: u16) -> Self {
        let records = |table: &str| folder.records(&format!("{year}/{table}.csv"));
        let number = |cell: &String| cell.parse::<u32>().unwrap();
        let group = |row: &Row| Group {
            number: number(&row["number"]),
            direction: number(row.get("direction").unwrap_or(&row["number"])),
            name: Words::of(row, "name"),
        };
        let charges = records("project_departments");
        let in_charge = |id: &str| {
            let own = charges.iter().filter(|row| row["project"] == id);
            own.map(|row| row["department"].clone()).collect()
        };
        let project = |row: &Row| Project {
            id: row["id"].clone(),
            name: Words::of(row, "name"),
            budget: row["budget_thousand_yen"].parse().ok(),
            priority: row["priority"] == "1",
            new: row["new"] == "1",
            departments: in_charge(&row["id"]),
        };
        let listing = |row: &Row| Listing {
            initiative: number(&row["initiative"]),
            number: number(&row["number"]),
            project: row["project"].clone(),
            reprint: row["reprint"] == "1",
        };
        let rows = records("departments");
        let department = |row: &Row| {
            let (own, parent) = (Words::of(row, "name"), row["parent"].clone());
            let division = rows.iter().find(|other| other["id"] == parent).map(|row| Words::of(row, "name"));
            let full_name = match &division {
                Some(division) => Words {
                    ja: format!("{} {}", division.ja, own.ja),
                    en: format!("{}, {}", division.en, own.en),
                },
                None => own,
            };
            Department { id: row["id"].clone(), parent: division.map(|_| parent), full_name }
        };
        let mut listings: Vec<Listing> = records("listings").iter().map(listing).collect();
        listings.sort_by_key(|listing| (listing.initiative, listing.number));
        let settings = std::str::from_utf8(folder.bytes(&format!("{year}/plan.toml"))).unwrap();
        Self {
            year,
            directions: records("directions").iter().map(group).collect(),
            initiatives: records("initiatives").iter().map(group).collect(),
            departments: rows.iter().map(department).collect(),
            projects: records("projects").iter().map(project).collect(),
            listings,
            settings: settings.parse().unwrap(),
        }
    }

    pub(super) fn project(&self, id: &str) -> &Project {
        self.projects.iter().find(|project| project.id == id).unwrap()
    }

    pub(super) fn department(&self, id: &str) -> &Department {
        self.departments.iter().find(|department| department.id == id).unwrap()
    }

    pub(super) fn initiative(&self, number: u32) -> &Group {
        self.initiatives.iter().find(|initiative| initiative.number == number).unwrap()
    }

    pub(super) fn listings_of(&self, initiative: u32) -> Vec<&Listing> {
        self.listings.iter().filter(|listing| listing.initiative == initiative).collect()
    }

    /// The one listing of a project that is counted.
    pub(super) fn original(&self, project: &str) -> &Listing {
        self.listings.iter().find(|listing| listing.project == project && !listing.reprint).unwrap()
    }

    /// The projects that are counted under an initiative.
    pub(super) fn counted_in(&self, initiative: u32) -> Vec<&Project> {
        let own = self.listings_of(initiative).into_iter().filter(|listing| !listing.reprint);
        own.map(|listing| self.project(&listing.project)).collect()
    }

    /// The projects in whose charge a department is, or one of its offices, each once.
    pub(super) fn projects_of(&self, department: &str) -> Vec<&Project> {
        let offices = self.departments.iter().filter(|own| own.parent.as_deref() == Some(department));
        let ids: BTreeSet<&str> = offices.map(|own| own.id.as_str()).chain([department]).collect();
        let own = |project: &&Project| project.departments.iter().any(|id| ids.contains(id.as_str()));
        self.projects.iter().filter(own).collect()
    }

    pub(super) fn total(&self) -> Total {
        Total::of(&self.projects)
    }

    pub(super) fn total_of_direction(&self, direction: u32) -> Total {
        let below = self.initiatives.iter().filter(|initiative| initiative.direction == direction);
        Total::of(below.flat_map(|initiative| self.counted_in(initiative.number)))
    }

    pub(super) fn total_of_initiative(&self, initiative: u32) -> Total {
        Total::of(self.counted_in(initiative))
    }

    pub(super) fn total_of_department(&self, department: &str) -> Total {
        Total::of(self.projects_of(department))
    }

    pub(super) fn priorities(&self) -> Total {
        Total::of(self.projects.iter().filter(|project| project.priority))
    }

    /// The departments that are no office of another.
    pub(super) fn divisions(&self) -> impl Iterator<Item = &Department> {
        self.departments.iter().filter(|department| department.parent.is_none())
    }

    /// A text of `plan.toml`.
    pub(super) fn setting(&self, key: &str, lang: Lang) -> &str {
        self.settings[key][lang.code()].as_str().unwrap()
    }
}
