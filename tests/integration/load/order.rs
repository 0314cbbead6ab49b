//! A plan stands in the document's order, and looks nothing up that is not its own.

use keikaku::plan::{Plan, Project};

use crate::support::dataset::{DataFolder, fixture};
use crate::support::texts::parts_of;

#[test]
fn a_project_of_another_plan_has_no_place_in_this_one() {
    let dataset = DataFolder::minimal().dataset();
    let plan = dataset.newest().unwrap();
    let own = plan.project("order-rules").unwrap();
    assert_eq!(
        (plan.place(own), plan.original(own).map(|listing| listing.initiative.get())),
        (Some(3), Some(3))
    );
    let foreign = Project { id: "of-another-year".parse().unwrap(), ..own.clone() };
    assert_eq!((plan.place(&foreign), plan.original(&foreign)), (None, None));
    assert_eq!(plan.listings_for(&foreign).count(), 0);
}

#[test]
fn of_parts_that_do_not_fit_what_refers_to_nothing_is_left_out() {
    let dataset = DataFolder::minimal().dataset();
    let whole = dataset.newest().unwrap();
    let without = |take: fn(&mut keikaku::plan::Parts)| {
        let mut parts = parts_of(whole);
        take(&mut parts);
        Plan::new(parts)
    };
    let plan = without(|parts| drop(parts.initiatives.remove(2)));
    assert_eq!((plan.total().projects, plan.listed_in("3".parse().unwrap()).count()), (3, 0));
    assert_eq!(plan.original(plan.project("order-rules").unwrap()), None);
    let plan = without(|parts| drop(parts.directions.remove(1)));
    assert_eq!(plan.total_of_direction(&plan.directions()[0]).projects, 3);
    let plan = without(|parts| drop(parts.projects.remove(0)));
    assert_eq!((plan.total().projects, plan.listed_in("1".parse().unwrap()).count()), (3, 1));
    let plan = without(|parts| parts.departments.clear());
    assert_eq!(plan.departments_of(&plan.projects()[0]).count(), 0);
}

#[test]
fn projects_stand_where_they_are_counted_even_below_a_reprint() {
    let folder = DataFolder::read(&fixture("minimal"));
    let listings = String::from_utf8(
        DataFolder::read(&fixture("broken/reprint-before-original")).bytes("listings.csv").to_vec(),
    );
    let report = folder.file("listings.csv", listings.unwrap()).load();
    let dataset = report.dataset.unwrap();
    let plan = dataset.newest().unwrap();
    let ids: Vec<&str> = plan.projects().iter().map(|project| project.id.as_str()).collect();
    assert_eq!(ids, ["founder-advice", "succession-support", "order-rules", "founder-support"]);
    let counted: Vec<&str> = (1..=3)
        .flat_map(|number: u16| plan.listed_in(number.to_string().parse().unwrap()))
        .filter(|(listing, _)| !listing.reprint)
        .map(|(_, project)| project.id.as_str())
        .collect();
    assert_eq!(counted, ids, "lists and neighbours have one order");
    let stated: Vec<_> =
        plan.initiatives().iter().map(|own| plan.total_of_initiative(own).amount.get()).collect();
    assert_eq!(stated, [0, 1_500, 16_072]);
}
