//! The overview: its heading, its cards, its ways in, its tables.

use std::collections::BTreeSet;

use super::amounts::{grouped, has_whole, projects, share, words};
use super::crawl::Kind;
use super::faults::Faults;

use super::numbers::pages;
use super::rows::{leading_number, projects_in};
use super::tables::Total;
use super::tree::Element;

#[test]
fn the_cards_have_their_counts_amounts_and_shares() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Overview) {
        let (lang, whole) = (page.lang(), plan.total());
        let cards = page.main().find("ul.cards li");
        let mut wanted = Vec::new();
        for (at, flag) in plan.flags.iter().enumerate() {
            let has_page = plan.priority_flag() == Some(at);
            let target = if has_page { "priorities" } else { &flag.column };
            let target = format!("/{}/{target}/", plan.year);
            let total = Total::of(plan.marked(at));
            if total.projects > 0 {
                wanted.push((target, total.projects, Some(total)));
            }
        }
        wanted.push(("/departments/".to_owned(), plan.divisions().count() as u64, None));
        if whole.without() > 0 {
            wanted.push(("/no-amount/".to_owned(), whole.without(), None));
        }
        let found: Vec<&str> = cards.iter().flat_map(|card| card.attributes("a", "href")).collect();
        let is_right = found.iter().zip(&wanted).all(|(href, (target, ..))| href.ends_with(target.as_str()));
        faults.unless(is_right && found.len() == wanted.len(), set, &page.path, || {
            format!("cards to {found:?}")
        });
        for (card, (target, count, total)) in cards.iter().zip(&wanted) {
            let text = card.text();
            let mut unless = |holds: bool, what: &str| {
                faults.unless(holds, set, &page.path, || format!("{what}, card to {target}: {text}"));
            };
            let number = card.texts("b").concat();
            unless(leading_number(&number) == Some(*count) && number == grouped(*count), "another count");
            let Some(total) = total else { continue };
            unless(has_whole(&text, projects(lang, *count).as_str()), "another noun");
            match total.amount() {
                Some(sum) => {
                    unless(has_whole(&text, &words(lang, sum)), "another amount");
                    let share = share(lang, sum, whole.sum);
                    unless(share.is_none_or(|share| has_whole(&text, &share)), "another share");
                }
                None => unless(!text.contains('%') && !text.contains('円'), "an amount of nothing"),
            }
        }
        let sum = |own: usize| plan.total_of_department(own).amount();
        let mut sums: Vec<Option<u64>> = plan.divisions().map(sum).collect();
        sums.sort_unstable();
        let largest = sums
            .last()
            .copied()
            .flatten()
            .filter(|_| sums.len() > 1 && !sums.ends_with(&[sums[sums.len() - 1]; 2]));
        let text = page
            .main()
            .texts("ul.cards li")
            .into_iter()
            .find(|text| text.contains("最大") || text.contains("Largest"));
        let is_right = match (&largest, &text) {
            (Some(largest), Some(text)) => {
                let own = plan.divisions().find(|own| sum(*own) == Some(*largest)).unwrap();
                text.contains(plan.departments[own].full_name.get(lang))
                    && has_whole(text, &words(lang, *largest))
            }
            (largest, text) => largest.is_none() && text.is_none(),
        };
        faults.unless(is_right, set, &page.path, || format!("the largest of {sums:?}: {text:?}"));
    }
    faults.none();
}

#[test]
fn needs_lead_to_the_groups_of_the_table() {
    let mut faults = Faults::default();
    let mut needs = 0;
    for (set, plan, page) in pages(&Kind::Overview) {
        let lang = page.lang();
        let wanted: Vec<(String, Vec<String>)> = plan
            .needs
            .iter()
            .map(|(need, groups)| {
                let path = |group: &usize| format!("/{lang}/{}/{}", plan.year, plan.path_of(*group));
                (need.get(lang).to_owned(), groups.iter().map(path).collect())
            })
            .collect();
        let found = page.main().find("dl.needs div");
        let found: Vec<(String, Vec<String>)> = found
            .iter()
            .map(|need| {
                let links = need.attributes("dd a", "href").into_iter().map(str::to_owned).collect();
                (need.texts("dt").concat(), links)
            })
            .collect();
        faults.unless(found == wanted, set, &page.path, || format!("{found:?}, not {wanted:?}"));
        needs += found.len();
    }
    assert!(needs > 20, "{needs} needs");
    faults.none();
}

/// Projects with a mark that has no page, with their sum; each table says how many more there are.
#[test]
fn marked_projects_stand_below_their_count_and_their_sum() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Overview) {
        let lang = page.lang();
        let marks = plan.flags.iter().enumerate().filter(|(at, _)| plan.priority_flag() != Some(*at));
        for (at, flag) in marks {
            let marked: Vec<&str> = plan.marked(at).map(|project| project.id.as_str()).collect();
            let sections = page.main().find(&format!("section[aria-labelledby={}]", flag.column));
            let mut unless = |holds: bool, what: &str| {
                faults.unless(holds, set, &page.path, || format!("{what}: {}, {marked:?}", flag.column));
            };
            unless(sections.is_empty() == marked.is_empty(), "a section");
            let Some(section) = sections.first() else { continue };
            let found = projects_in(section);
            let wanted: BTreeSet<&str> = marked.iter().copied().collect();
            let own: BTreeSet<&str> = found.iter().map(String::as_str).collect();
            unless(own.len() == found.len() && own.is_subset(&wanted), "other projects");
            let budgets: Vec<Option<u64>> = found.iter().map(|id| plan.project(id).budget).collect();
            unless(budgets.is_sorted_by(|a, b| a >= b), "another order");
            let more = marked.len() - found.len().min(marked.len());
            let text = section.texts("p").join(" ");
            unless(more == 0 || has_whole(&text, &more.to_string()), "how many more");
            let (total, heading) = (Total::of(plan.marked(at)), section.texts("h2").concat());
            let sign = if flag.sign.is_empty() { flag.badge.get(lang) } else { &flag.sign };
            unless(heading.contains(sign), "the sign");
            unless(has_whole(&heading, &projects(lang, total.projects)), "the count");
            unless(total.amount().is_none_or(|sum| has_whole(&heading, &words(lang, sum))), "the sum");
        }
    }
    faults.none();
}

/// The table has the groups of the first level with several, each with those directly below unless these are many.
#[test]
fn the_table_has_the_outer_groups_and_those_below() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Overview) {
        let level = (0..plan.levels.len()).find(|level| plan.groups_on(*level).count() > 1).unwrap_or(0);
        let is_deep =
            |deepest: usize| (0..plan.groups.len()).filter(move |own| plan.groups[*own].level <= deepest);
        let deepest = if is_deep(level + 1).count() <= 60 { level + 1 } else { level };
        let shown = is_deep(deepest).filter(|own| plan.groups[*own].level >= level);
        let wanted: Vec<String> = shown.map(|group| plan.path_of(group)).collect();
        let rows = page
            .main()
            .find("table.rows--totals")
            .into_iter()
            .flat_map(|table: &Element| rows_in_table(table));
        let found: Vec<String> = rows.collect();
        faults.unless(found == wanted, set, &page.path, || format!("has {found:?}, not {wanted:?}"));
    }
    faults.none();
}

fn rows_in_table(table: &Element) -> Vec<String> {
    let rows = super::rows::rows_of(table).into_iter();
    let groups = rows.filter(|row| matches!(row.address.kind, Kind::Group(..)));
    groups.map(|row| row.address.rest[5..].to_owned()).collect()
}
