//! `plan.json`: a year's plan in one file. Others rely on its names: add, never rename.

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::i18n::Text;
use crate::plan::{Department, Group, Listing, Number, Plan, Project, Yen, paragraphs};

/// A year's plan as JSON: groups are nested under the names of their levels, amounts are in the document's
/// unit, `null` where it states none; paragraphs of a summary are divided by a line break.
///
/// # Errors
/// None that is known: serde's signature.
pub fn plan_json(plan: &Plan) -> serde_json::Result<String> {
    serde_json::to_string(&Whole(plan)).map(|json| json + "\n")
}

/// Writes an object, its keys in this order.
macro_rules! object {
    ($serializer:expr; $($key:expr => $value:expr),+ $(,)?) => {{
        let mut object = $serializer.serialize_map(None)?;
        $(object.serialize_entry($key, &$value)?;)+
        object
    }};
}

struct Whole<'a>(&'a Plan);

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (plan, about) = (self.0, self.0.about());
        let items = about.priorities.iter().flat_map(|priorities| &priorities.items);
        let priorities = (1..).zip(items).map(|(number, text)| Priority { number, text });
        let departments = plan.departments().iter().map(|department| OfPlan(plan, department));
        let mut object = object! { serializer;
            "year" => plan.year().get(),
            "title" => about.full_title(),
            "issuer" => about.issuer,
            "area_code" => about.area_code.as_ref().map(|code| code.as_str()),
            "priorities" => priorities.collect::<Vec<_>>(),
            "departments" => departments.collect::<Vec<_>>(),
        };
        if let Some(level) = plan.levels().first() {
            let groups = plan.groups_on(0).map(|group| OfPlan(plan, group));
            object.serialize_entry(level.id.as_str(), &groups.collect::<Vec<_>>())?;
        }
        let projects = plan.projects().iter().map(|project| OfPlan(plan, project));
        object.serialize_entry("projects", &projects.collect::<Vec<_>>())?;
        object.serialize_entry("note", &about.note)?;
        object.end()
    }
}

#[derive(Serialize)]
struct Priority<'a> {
    number: usize,
    text: &'a Text,
}

/// A part of a plan.
struct OfPlan<'a, T>(&'a Plan, &'a T);

impl Serialize for OfPlan<'_, Department> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OfPlan(plan, department) = self;
        let parent = plan.parent_of(department).map(|parent| parent.id.as_str());
        object! { serializer; "id" => department.id.as_str(), "name" => department.name, "parent" => parent }
            .end()
    }
}

impl Serialize for OfPlan<'_, Group> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OfPlan(plan, group) = self;
        let mut object = object! { serializer; "number" => Numbered(&group.number) };
        if !is_named_by_number(group) {
            object.serialize_entry("id", group.id.as_str())?;
        }
        object.serialize_entry("name", &group.name)?;
        if let Some(level) = plan.levels().get(group.level + 1) {
            let below = plan.below(group).map(|group| OfPlan(plan, group));
            object.serialize_entry(level.id.as_str(), &below.collect::<Vec<_>>())?;
        }
        object.end()
    }
}

impl Serialize for OfPlan<'_, Project> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OfPlan(plan, project) = self;
        let departments = plan.departments_of(project).map(|department| department.id.as_str());
        let mut object = object! { serializer;
            "id" => project.id.as_str(),
            "name" => project.name,
            "departments" => departments.collect::<Vec<_>>(),
            &format!("budget_{}", plan.unit().as_str()) => project.budget.map(|budget| InUnit(plan, budget)),
        };
        for (place, flag) in plan.flags().iter().enumerate() {
            object.serialize_entry(&flag.column, &project.flags.has(place))?;
        }
        let summary = project.summary.map(|_, text| paragraphs(text).collect::<Vec<_>>().join("\n"));
        object.serialize_entry("summary", &summary)?;
        let listings = plan.listings_for(project).map(|listing| OfPlan(plan, listing));
        object.serialize_entry("listings", &listings.collect::<Vec<_>>())?;
        object.end()
    }
}

impl Serialize for OfPlan<'_, Listing> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let OfPlan(plan, listing) = self;
        let mut object = serializer.serialize_map(None)?;
        if let Some(group) = plan.group_of(listing) {
            let key = &plan.level_of(group).one;
            match is_named_by_number(group) {
                true => object.serialize_entry(key, &Numbered(&group.number))?,
                false => object.serialize_entry(key, group.id.as_str())?,
            }
        }
        object.serialize_entry("number", &Numbered(&listing.number))?;
        object.serialize_entry("reprint", &listing.reprint)?;
        object.end()
    }
}

/// Whether a group's number tells it from all others of its level, as its id does.
fn is_named_by_number(group: &Group) -> bool {
    group.number.slug().as_ref() == Some(&group.id)
}

/// A number as one where it is nothing else, otherwise as text.
struct Numbered<'a>(&'a Number);

impl Serialize for Numbered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.value() {
            Some(value) => serializer.serialize_u32(value),
            None => serializer.serialize_str(self.0.as_str()),
        }
    }
}

/// An amount in the document's unit, digit by digit: no binary fraction is between.
struct InUnit<'a>(&'a Plan, Yen);

impl Serialize for InUnit<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = self.0.unit().of(self.1).normalize().to_string();
        RawValue::from_string(digits).map_err(S::Error::custom)?.serialize(serializer)
    }
}
