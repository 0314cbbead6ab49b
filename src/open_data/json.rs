//! `plan.json`: a year's plan in one file. Others rely on its names: add, never rename.

use serde::Serialize;

use crate::i18n::Text;
use crate::plan::{Plan, paragraphs};

#[derive(Serialize)]
struct Document<'a> {
    year: u16,
    title: Text,
    issuer: &'a Text,
    area_code: &'a str,
    priorities: Vec<Priority<'a>>,
    departments: Vec<Department<'a>>,
    directions: Vec<Direction<'a>>,
    projects: Vec<Project<'a>>,
    note: &'a Text,
}

#[derive(Serialize)]
struct Priority<'a> {
    number: usize,
    text: &'a Text,
}

#[derive(Serialize)]
struct Department<'a> {
    id: &'a str,
    name: &'a Text,
    parent: Option<&'a str>,
}

#[derive(Serialize)]
struct Direction<'a> {
    number: u16,
    name: &'a Text,
    initiatives: Vec<Initiative<'a>>,
}

#[derive(Serialize)]
struct Initiative<'a> {
    number: u16,
    name: &'a Text,
}

#[derive(Serialize)]
struct Project<'a> {
    id: &'a str,
    name: &'a Text,
    departments: Vec<&'a str>,
    budget_thousand_yen: Option<u64>,
    priority: bool,
    new: bool,
    summary: Text,
    listings: Vec<Listing>,
}

#[derive(Serialize)]
struct Listing {
    initiative: u16,
    number: u16,
    reprint: bool,
}

/// A year's plan as JSON: amounts are whole thousand yen, `null` where the document states none;
/// paragraphs of a summary are divided by a line break.
///
/// # Errors
/// None that is known: serde's signature.
pub fn plan_json(plan: &Plan) -> serde_json::Result<String> {
    let about = plan.about();
    let document = Document {
        year: plan.year().get(),
        title: about.full_title(),
        issuer: &about.issuer,
        area_code: about.area_code.as_str(),
        priorities: (1..).zip(&about.priorities).map(|(number, text)| Priority { number, text }).collect(),
        departments: plan.departments().iter().map(department).collect(),
        directions: plan.directions().iter().map(|own| direction(plan, own)).collect(),
        projects: plan.projects().iter().map(|own| project(plan, own)).collect(),
        note: &about.note,
    };
    serde_json::to_string(&document).map(|json| json + "\n")
}

fn department(department: &crate::plan::Department) -> Department<'_> {
    let parent = department.parent.as_ref().map(crate::plan::DepartmentId::as_str);
    Department { id: department.id.as_str(), name: &department.name, parent }
}

fn direction<'a>(plan: &'a Plan, direction: &'a crate::plan::Direction) -> Direction<'a> {
    let initiatives = plan.initiatives_of(direction.number);
    Direction {
        number: direction.number.get(),
        name: &direction.name,
        initiatives: initiatives
            .map(|initiative| Initiative { number: initiative.number.get(), name: &initiative.name })
            .collect(),
    }
}

fn project<'a>(plan: &Plan, project: &'a crate::plan::Project) -> Project<'a> {
    let listings = plan.listings_for(project);
    Project {
        id: project.id.as_str(),
        name: &project.name,
        departments: project.departments.iter().map(crate::plan::DepartmentId::as_str).collect(),
        budget_thousand_yen: project.budget.map(crate::plan::ThousandYen::get),
        priority: project.priority,
        new: project.new,
        summary: project.summary.map(|_, text| paragraphs(text).collect::<Vec<_>>().join("\n")),
        listings: listings
            .map(|listing| Listing {
                initiative: listing.initiative.get(),
                number: listing.number.get(),
                reprint: listing.reprint,
            })
            .collect(),
    }
}
