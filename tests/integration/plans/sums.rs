//! The page that shows how the totals are made: every step with its number, whatever the levels.

use super::amounts::{has_whole, projects, share, words};
use super::crawl::{Kind, Page};
use super::faults::Faults;
use super::numbers::{hundredths, pages};
use super::rows::{leading, leading_number};
use super::sets::Set;
use super::tables::{Tables, Total};

/// The sums of listings, of reprints and of departments, each step with its number.
#[test]
fn the_sums_show_every_step() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Sums) {
        let reprints = plan.listings.iter().filter(|listing| listing.reprint);
        let again = Total::of(reprints.map(|listing| plan.project(&listing.project)));
        let listed = Total::of(plan.listings.iter().map(|listing| plan.project(&listing.project)));
        let total = plan.total();
        let steps = |id: &str| page.main().texts(&format!("section[aria-labelledby={id}] dl.equation dd"));
        // Nothing has to be taken away where nothing is listed again.
        let counts = Some([listed.projects, again.projects, total.projects]).filter(|_| again.projects > 0);
        let wanted: Vec<Option<u64>> = counts.into_iter().flatten().map(Some).collect();
        let found: Vec<Option<u64>> = steps("steps").iter().map(|step| leading_number(step)).collect();
        faults.unless(found == wanted, set, &page.path, || format!("counts {found:?}, not {wanted:?}"));
        let amounts = total.amount().filter(|_| again.projects > 0);
        let amounts = amounts.map(|_| [listed.sum, again.sum, total.sum].map(|sum| plan.unit.exact(sum)));
        let wanted: Vec<String> = amounts.into_iter().flatten().collect();
        let found: Vec<String> = steps("amounts").iter().map(|step| leading(step).to_owned()).collect();
        faults.unless(found == wanted, set, &page.path, || format!("amounts {found:?}, not {wanted:?}"));
        questions(set, plan, page, &again, &listed, &mut faults);
        groups(set, plan, page, &mut faults);
        departments(set, plan, page, &mut faults);
    }
    faults.none();
}

/// The questions name the total, and what is left out of it is drawn with its share.
fn questions(
    set: &'static Set,
    plan: &Tables,
    page: &Page,
    again: &Total,
    listed: &Total,
    faults: &mut Faults,
) {
    let (lang, total) = (page.lang(), plan.total());
    let main = page.main();
    let headings = main.texts("h2").join(" | ");
    let amount = total.amount().map(|sum| words(lang, sum));
    if let Some(wanted) = amount {
        faults.unless(has_whole(&headings, &wanted), set, &page.path, || format!("no {wanted}: {headings}"));
    }
    let rest = main.find("svg.split svg");
    let is_drawn = total.amount().is_some() && again.sum > 0;
    let rest: Vec<_> =
        rest.iter().filter(|part| part.attr("x").is_some()).filter_map(|part| part.attr("width")).collect();
    faults.unless(rest.len() == usize::from(is_drawn), set, &page.path, || {
        format!("{} bars of what is left out", rest.len())
    });
    if let (Some(width), true) = (rest.first(), is_drawn) {
        // In hundredths of a percent, rounded.
        let (drawn, part) = (hundredths(width) * u128::from(listed.sum), u128::from(again.sum) * 10_000);
        let is_linear = drawn.abs_diff(part) <= u128::from(listed.sum);
        faults.unless(is_linear, set, &page.path, || format!("{width} drawn for {part} of {}", listed.sum));
        let words = share(lang, again.sum, listed.sum).unwrap();
        let said = main.texts("section[aria-labelledby=amounts] p").join(" ");
        faults.unless(has_whole(&said, &words), set, &page.path, || format!("no {words} in: {said}"));
    }
    let left_out: u64 = main.texts("ul.left-out span").iter().filter_map(|text| leading_number(text)).sum();
    let is_whole = again.projects <= 100 && plan.unit.exact(again.sum).find('.').is_none();
    let exact: u64 =
        if is_whole { plan.unit.exact(again.sum).replace(',', "").parse().unwrap() } else { left_out };
    let is_right = main.find("ul.left-out li").len() as u64 == again.projects.min(100) && left_out == exact;
    faults.unless(is_right, set, &page.path, || format!("left out {left_out}, not {exact}"));
    let unstated = main.attributes("section[aria-labelledby=steps] a", "href");
    let wanted = format!("/{lang}/{}/no-amount/", plan.year);
    let is_right = unstated.contains(&wanted.as_str()) == (total.without() > 0);
    faults.unless(is_right, set, &page.path, || format!("leads to {unstated:?}"));
}

/// Each group of each level, and the whole, with its projects; where some are listed again, with the listings.
fn groups(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let id = &plan.levels[0].id;
    let rows = page.main().find(&format!("section[aria-labelledby={id}] tr"));
    let rows: Vec<String> = rows.into_iter().skip(1).map(|row| row.text()).collect();
    let all: Vec<_> = plan.listings.iter().collect();
    let listed = (0..plan.groups.len()).map(|group| plan.listed_within(group)).chain([all]);
    for (row, listings) in rows.iter().zip(listed) {
        let again = listings.iter().filter(|listing| listing.reprint).count();
        let mut wanted = vec![(listings.len() - again).to_string()];
        wanted.extend((again > 0).then(|| format!("{}", listings.len())));
        for wanted in wanted {
            faults.unless(has_whole(row, &wanted), set, &page.path, || format!("not {wanted}: {row}"));
        }
    }
    let is_whole = rows.len() == plan.groups.len() + 1;
    faults.unless(is_whole, set, &page.path, || format!("{} rows of groups", rows.len()));
}

/// What the departments' figures come to, and by how much that is more than the total.
fn departments(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let mut sum = Total::default();
    for division in plan.divisions() {
        let own = plan.total_of_department(division);
        sum.projects += own.projects;
        sum.stated += own.stated;
        sum.sum += own.sum;
    }
    let (lang, total, main) = (page.lang(), plan.total(), page.main());
    let row = main.texts("section[aria-labelledby=departments] tfoot tr").concat();
    let more = sum.projects - total.projects;
    let amount = sum.amount().map(|sum| plan.unit.exact(sum));
    let without = (more > 0).then(|| [more.to_string(), projects(lang, total.projects)]);
    let extra = (sum.sum > total.sum).then(|| words(lang, sum.sum - total.sum));
    let wanted = [Some(sum.projects.to_string()), amount, extra].into_iter().flatten();
    for wanted in wanted.chain(without.into_iter().flatten()) {
        faults.unless(has_whole(&row, &wanted), set, &page.path, || format!("no {wanted} in: {row}"));
    }
    let said = main.texts("section[aria-labelledby=departments] p").join(" ");
    let shared: Vec<_> = plan.projects.iter().filter(|project| project.departments.len() > 1).collect();
    let none_stated = shared.iter().all(|project| project.budget.is_none());
    let says = said.contains("金額の記載がないため") || said.contains("No amount is stated for");
    let is_true = !says || none_stated;
    faults.unless(is_true, set, &page.path, || format!("says that none of them states an amount: {said}"));
    let says = ["金額は同じ", "The amounts do"].iter().any(|words| said.contains(words));
    let is_same = !shared.is_empty() && sum.sum == total.sum && total.amount().is_some();
    faults
        .unless(says == is_same, set, &page.path, || format!("the amounts are the same, {is_same}: {said}"));
}
