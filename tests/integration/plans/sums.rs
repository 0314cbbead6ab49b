//! The page that shows how the totals are made: every step with its number, whatever the levels.

use super::amounts::{has_whole, projects};
use super::crawl::{Kind, Page};
use super::faults::Faults;
use super::numbers::pages;
use super::rows::{leading, leading_number};
use super::sets::Set;
use super::tables::{Listing, Tables, Total};

/// The sums of listings, of reprints and of departments, each step with its number.
#[test]
fn the_sums_show_every_step() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Sums) {
        let reprints = plan.listings.iter().filter(|listing| listing.reprint);
        let again = Total::of(reprints.map(|listing| plan.project(&listing.project)));
        let listed = Total::of(plan.listings.iter().map(|listing| plan.project(&listing.project)));
        let total = plan.total();
        let cells = |id: &str| {
            let tables = page.main().find(&format!("section[aria-labelledby={id}] table"));
            tables.first().map(|table| table.texts("td.num")).unwrap_or_default()
        };
        let counts = [listed.projects, again.projects, total.projects, total.stated, total.without()];
        let found: Vec<Option<u64>> = cells("steps").iter().map(|cell| leading_number(cell)).collect();
        // Nothing has to be taken away where nothing is listed again, nothing to be told apart where all is alike.
        let is_right = found == counts.map(Some);
        faults.unless(is_right, set, &page.path, || format!("counts {found:?}, not {counts:?}"));
        let amounts = match total.amount() {
            Some(_) => [listed.sum, again.sum, total.sum].map(|sum| plan.unit.exact(sum)).to_vec(),
            None => Vec::new(),
        };
        let found: Vec<String> = cells("amounts").iter().map(|cell| leading(cell).to_owned()).collect();
        faults.unless(found == amounts, set, &page.path, || format!("amounts {found:?}, not {amounts:?}"));
        equations(set, plan, page, &mut faults);
        departments(set, plan, page, &mut faults);
    }
    faults.none();
}

/// `13 − 2 = 11` for each group of each level, and for the whole.
fn equations(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let of = |listings: &[&Listing]| {
        let all = listings.len();
        let again = listings.iter().filter(|listing| listing.reprint).count();
        format!("{all} − {again} = {}", all - again)
    };
    let groups = (0..plan.groups.len()).map(|group| of(&plan.listed_within(group)));
    let expected: Vec<String> = groups.chain([of(&plan.listings.iter().collect::<Vec<_>>())]).collect();
    let found = page.main().texts("td.table__sum-of");
    faults.unless(found == expected, set, &page.path, || format!("equations {found:?}, not {expected:?}"));
}

/// The departments' sums, what they come to, and by how much that is more than the total.
fn departments(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let mut sum = Total::default();
    for division in plan.divisions() {
        let own = plan.total_of_department(division);
        sum.projects += own.projects;
        sum.stated += own.stated;
        sum.sum += own.sum;
    }
    let total = plan.total();
    let rows = page.main().find("section[aria-labelledby=departments] tfoot tr");
    let rows: Vec<String> = rows.iter().map(|row| row.text()).collect();
    let more = Total { projects: sum.projects - total.projects, sum: sum.sum - total.sum, ..sum };
    for (row, total) in rows.iter().zip([sum, more]) {
        let count = projects(page.lang(), total.projects);
        let has_amount = match total.amount() {
            Some(sum) => row.ends_with(&format!(" {}", plan.unit.exact(sum))),
            None => !row.ends_with(|c: char| c.is_ascii_digit()),
        };
        let is_right = has_whole(row, &count) && has_amount;
        faults.unless(is_right, set, &page.path, || format!("not {count}, {:?}: {row}", total.amount()));
    }
    let is_whole = rows.len() == 2 || total.stated == 0;
    faults.unless(is_whole, set, &page.path, || format!("no sum and difference: {rows:?}"));
    let main = page.main().text();
    let shared: Vec<_> = plan.projects.iter().filter(|project| project.departments.len() > 1).collect();
    let none_stated = shared.iter().all(|project| project.budget.is_none());
    let says = main.contains("いずれも金額の記載がない") || main.contains("No amount is stated for");
    faults.unless(!says || none_stated, set, &page.path, || {
        "says that no amount is stated for the projects that departments share, and one is".to_owned()
    });
}
