//! A plan stands in the document's order, and looks nothing up that is not its own.

use keikaku::plan::{Group, Plan, Project};

use crate::support::dataset::{DataFolder, fixture};
use crate::support::texts::parts_of;

/// The initiative of that number.
fn group<'p>(plan: &'p Plan, number: &str) -> &'p Group {
    &plan.groups()[plan.group_at(1, number).unwrap()]
}

#[test]
fn a_project_of_another_plan_has_no_place_in_this_one() {
    let dataset = DataFolder::minimal().dataset();
    let plan = dataset.newest().unwrap();
    let own = plan.project("order-rules").unwrap();
    assert_eq!(
        (plan.place(own), plan.original(own).and_then(|at| plan.group_of(at)).map(|group| group.id.as_str())),
        (Some(3), Some("3"))
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
    // The last group in the document's order.
    let plan = without(|parts| drop(parts.groups.pop()));
    assert_eq!((plan.total().projects, plan.group_at(1, "3")), (3, None));
    assert_eq!(plan.original(plan.project("order-rules").unwrap()), None);
    let plan = without(|parts| drop(parts.projects.pop()));
    assert_eq!(plan.total().projects, 3);
    assert_eq!(plan.listed_in(group(&plan, "3")).count(), 1);
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
        .flat_map(|number: u16| plan.listed_in(group(plan, &number.to_string())))
        .filter(|(listing, _)| !listing.reprint)
        .map(|(_, project)| project.id.as_str())
        .collect();
    assert_eq!(counted, ids, "lists and neighbours have one order");
    let stated: Vec<_> = plan.groups_on(1).map(|own| plan.total_of(own).amount.get()).collect();
    assert_eq!(stated, [0, 1_500_000, 16_072_000]);
}
