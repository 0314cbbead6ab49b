//! Shares are as long as their percentages. Bars are in `plans/numbers.rs`.

use keikaku::site::PageUrl;

use crate::support::html::all;
use crate::support::site::{documents, plan};

/// A length in percent as hundred-thousandths, as the charts print it: `1.29789%`.
fn length(percent: &str) -> u64 {
    let (whole, fraction) = percent.strip_suffix('%').and_then(|number| number.split_once('.')).unwrap();
    assert_eq!(fraction.len(), 5, "{percent}");
    format!("{whole}{fraction}").parse().unwrap()
}

#[test]
fn a_share_is_as_long_as_the_percentage_beside_it() {
    let plan = plan();
    let mut shares = 0;
    for page in documents() {
        let PageUrl::Project(_, id) = &page.url else { continue };
        let project = plan.project(id.as_str()).unwrap();
        let parts = all(&page.html(), "svg.share .share__part")
            .into_iter()
            .map(|part| length(part.attr("width").unwrap()))
            .collect::<Vec<_>>();
        let Some(budget) = project.budget else { continue };
        let group = plan.group_of(plan.original(project).unwrap()).unwrap();
        // What is alone in a group, or listed under several, has no share of it.
        let is_listed_once = plan.listings_for(project).count() == 1;
        let group = Some(plan.total_of(group)).filter(|total| is_listed_once && total.with_amount() > 1);
        let wholes: Vec<_> = group.into_iter().chain([plan.total()]).map(|total| total.amount).collect();
        assert_eq!(parts.len(), wholes.len(), "{}", page.path);
        for (part, whole) in parts.into_iter().zip(wholes) {
            shares += 1;
            let exact = budget.get() * 10_000_000 / whole.get();
            assert!(part.abs_diff(exact) <= 1, "{}: {part}, not {exact}", page.path);
        }
    }
    // Three are listed again, and one is alone with its amount.
    assert_eq!(shares, (51 * 2 - 3 - 1) * 2, "of the group and of the list");
}
