//! Every list has its rows, each once, in parts that can be asked for.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::crawl::{Kind, Page};
use super::faults::{Faults, on_every_page};
use super::frame::level;
use super::rows::{projects_in, rows, rows_in};
use super::sets::{self, Set};
use super::tables::{Listing, Tables};

/// Rows of one part of a list.
pub(super) const ROWS: usize = 100;

/// The pages of one kind in a language and a year, in the order of their parts.
fn parts(set: &'static Set, lang: Lang, year: u16, kind: &Kind) -> Vec<&'static Page> {
    let pages = set.crawl.pages.values();
    let pages = pages.filter(|page| page.lang() == lang && page.address.year == Some(year));
    let pages = pages.filter(|page| page.address.kind == *kind && !page.address.by_amount);
    let mut pages: Vec<&Page> = pages.collect();
    pages.sort_by_key(|page| page.address.part);
    pages
}

/// The ids of the projects of a list, all its parts one after another.
fn whole(set: &'static Set, lang: Lang, year: u16, kind: &Kind) -> Vec<String> {
    parts(set, lang, year, kind).into_iter().flat_map(|page| projects_in(page.main())).collect()
}

/// Calls for every plan in each of its languages.
pub(super) fn on_every_plan(check: impl Fn(&'static Set, &'static Tables, Lang, &mut Faults)) {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            plan.langs().for_each(|lang| check(set, plan, lang, &mut faults));
        }
    }
    faults.none();
}

/// The lists that are cut into parts, with the projects that they have to have; of a group in order. What is
/// listed under a group that has others below stands among the listings of these.
fn lists(plan: &Tables) -> Vec<(Kind, String, Vec<&str>)> {
    let mut lists = Vec::new();
    let all = plan.projects.iter().map(|project| project.id.as_str());
    lists.push((Kind::Projects, "projects/".to_owned(), all.collect()));
    if plan.has_priorities() {
        let marked = plan.priorities().map(|project| project.id.as_str());
        lists.push((Kind::Priorities, "priorities/".to_owned(), marked.collect()));
    }
    for (at, group) in plan.groups.iter().enumerate().filter(|(at, _)| plan.below(*at).is_empty()) {
        let own = plan.listed_in(at).into_iter().map(|listing| listing.project.as_str());
        let kind = Kind::Group(plan.levels[group.level].id.clone(), group.id.clone());
        lists.push((kind, plan.path_of(at), own.collect()));
    }
    for (at, department) in plan.departments.iter().enumerate() {
        let own = plan.projects_of(at).into_iter().map(|project| project.id.as_str());
        let path = format!("departments/{}/", department.id);
        lists.push((Kind::Department(department.id.clone()), path, own.collect()));
    }
    lists
}

#[test]
fn every_list_has_its_projects_each_once() {
    on_every_plan(|set, plan, lang, faults| {
        for (kind, path, expected) in lists(plan) {
            let path = format!("/{lang}/{}/{path}", plan.year);
            if set.crawl.left_out.contains(&path) {
                continue;
            }
            let found = whole(set, lang, plan.year, &kind);
            let unique: BTreeSet<&str> = found.iter().map(String::as_str).collect();
            let wanted: BTreeSet<&str> = expected.iter().copied().collect();
            let twice = found.len() - unique.len();
            faults.unless(twice == 0, set, &path, || format!("has {twice} rows again"));
            let missing = wanted.difference(&unique).count();
            faults.unless(missing == 0, set, &path, || {
                format!("{missing} of {} projects are missing", wanted.len())
            });
            let more = unique.difference(&wanted).count();
            faults.unless(more == 0, set, &path, || format!("has {more} projects that do not belong there"));
            let is_ordered = !matches!(kind, Kind::Group(..)) || missing > 0 || found == expected;
            faults.unless(is_ordered, set, &path, || "is not in the order of the document".to_owned());
            let original = whole(set, Lang::ORIGINAL, plan.year, &kind);
            faults.unless(found == original, set, &path, || "has another order than in Japanese".to_owned());
        }
    });
}

#[test]
fn long_lists_are_cut_into_parts_of_a_hundred() {
    on_every_plan(|set, plan, lang, faults| {
        for (kind, path, expected) in lists(plan) {
            let first = format!("/{lang}/{}/{path}", plan.year);
            if set.crawl.left_out.contains(&first) {
                continue;
            }
            let part = |number: usize| match number {
                1 => first.clone(),
                _ => format!("{first}page/{number}/"),
            };
            let pages = parts(set, lang, plan.year, &kind);
            let count = expected.len().div_ceil(ROWS).max(1);
            let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
            let wanted: Vec<String> = (1..=count).map(part).collect();
            faults.unless(paths == wanted, set, &first, || format!("parts {paths:?}, not {count}"));
            for (at, page) in pages.iter().enumerate() {
                let found = projects_in(page.main()).len();
                let right = expected.len().saturating_sub(at * ROWS).min(ROWS);
                faults.unless(found == right, set, &page.path, || format!("has {found} rows, not {right}"));
                for (rel, other) in [("prev", at), ("next", at + 2)] {
                    let links = page.html.attributes(&format!("nav.parts a[rel={rel}]"), "href");
                    let wanted = (1..=count).contains(&other).then(|| part(other));
                    let is_right = links == wanted.iter().map(String::as_str).collect::<Vec<_>>();
                    faults
                        .unless(is_right, set, &page.path, || format!("{rel} is {links:?}, not {wanted:?}"));
                }
            }
        }
    });
}

/// An old address of a part leads to its new one, and no part has two.
#[test]
fn addresses_of_parts_are_one_each() {
    on_every_plan(|set, plan, lang, faults| {
        for (_, path, expected) in lists(plan).iter().filter(|(_, _, expected)| expected.len() > ROWS) {
            let first = format!("/{lang}/{}/{path}", plan.year);
            let last = expected.len().div_ceil(ROWS);
            let mut asked = vec![
                ("?page=2".to_owned(), 308, format!("{first}page/2/")),
                ("page/2".to_owned(), 308, format!("{first}page/2/")),
                (format!("page/{}/", last + 1), 404, String::new()),
                ("page/0/".to_owned(), 404, String::new()),
                ("page/02/".to_owned(), 404, String::new()),
                ("page/x/".to_owned(), 404, String::new()),
            ];
            asked.push((format!("?page={last}"), 308, format!("{first}page/{last}/")));
            for (tail, status, location) in asked {
                let path = format!("{first}{tail}");
                let answer = set.site.get(&path);
                let found = (answer.status.as_u16(), answer.header("location").to_owned());
                let is_right = found == (status, location.clone());
                faults.unless(is_right, set, &path, || format!("{found:?}, not {status} {location}"));
            }
        }
    });
}

/// No table of projects is longer than a part, whatever it lists. Groups and departments are compared with
/// each other, and stand together.
#[test]
fn no_table_of_projects_is_longer_than_a_part() {
    on_every_page(|set, page, faults| {
        for table in page.html.find("main table") {
            let rows = projects_in(table).len();
            faults.unless(rows <= ROWS, set, &page.path, || {
                format!("the table “{}” has {rows} projects", table.texts("caption").concat())
            });
        }
    });
}

#[test]
fn previous_and_next_follow_the_order_of_the_list() {
    on_every_plan(|set, plan, lang, faults| {
        let list = whole(set, lang, plan.year, &Kind::Projects);
        let path = |id: &str| format!("/{lang}/{}/projects/{id}/", plan.year);
        for (at, id) in list.iter().enumerate() {
            let Some(page) = set.crawl.pages.get(&path(id)) else { continue };
            let before = at.checked_sub(1).map(|at| path(&list[at]));
            // The end of what is shown is the end of the list only where the list is whole.
            let is_whole = list.len() == plan.projects.len();
            let after = list.get(at + 1).map(|id| path(id));
            for (rel, wanted) in [("prev", before), ("next", after)] {
                if wanted.is_none() && rel == "next" && !is_whole {
                    continue;
                }
                let found = page.main().attributes(&format!("a[rel={rel}]"), "href");
                let is_right = found == wanted.iter().map(String::as_str).collect::<Vec<_>>();
                faults.unless(is_right, set, &page.path, || {
                    format!("{rel} is {found:?}, in the list {wanted:?}")
                });
            }
        }
    });
}

/// The listings that the page of a group with others below has to show: those directly under it, and those
/// of each group below unless all of them together are longer than a part.
pub(super) fn listings_shown(plan: &Tables, group: usize) -> Vec<&Listing> {
    let all = plan.listed_within(group);
    if all.len() <= ROWS { all } else { plan.listed_in(group) }
}

#[test]
fn a_group_has_the_listings_of_those_below_and_leads_to_them() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan).filter(|group| !plan.below(*group).is_empty()) else { return };
        if page.address.by_amount {
            return;
        }
        for below in plan.within(group).skip(1) {
            let path = format!("/{}/{}/{}", page.lang(), plan.year, plan.path_of(below));
            let is_linked = page.main().attributes("a", "href").contains(&path.as_str());
            faults.unless(is_linked, set, &page.path, || format!("does not lead to {path}"));
        }
        let found = projects_in(page.main());
        let wanted = listings_shown(plan, group);
        let is_right = found.iter().eq(wanted.iter().map(|listing| &listing.project));
        faults.unless(is_right, set, &page.path, || format!("has other listings: {found:?}"));
    });
}

/// A heading for each group below, one level deeper for each level of the plan.
#[test]
fn the_groups_below_are_headings_as_deep_as_their_level() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan).filter(|group| !plan.below(*group).is_empty()) else { return };
        if page.address.by_amount {
            return;
        }
        let wanted: Vec<(u32, String)> = plan
            .within(group)
            .skip(1)
            .map(|below| {
                let depth = plan.groups[below].level - plan.groups[group].level;
                (2 + u32::try_from(depth).unwrap(), plan.name_of(below, page.lang()))
            })
            .collect();
        let headings = page.main().find("section[aria-labelledby=listings] h3, section[aria-labelledby=listings] h4, section[aria-labelledby=listings] h5");
        let found: Vec<(u32, String)> =
            headings.iter().map(|heading| (level(heading).unwrap(), heading.text())).collect();
        faults.unless(found == wanted, set, &page.path, || format!("headings {found:?}, not {wanted:?}"));
    });
}

/// What stands before and after a group is on its own level, under whatever group.
#[test]
fn previous_and_next_groups_are_those_of_the_level() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan) else { return };
        let level: Vec<usize> = plan.groups_on(plan.groups[group].level).collect();
        let at = level.iter().position(|other| *other == group).unwrap();
        for (rel, other) in [("prev", at.checked_sub(1)), ("next", Some(at + 1))] {
            let other = other.and_then(|at| level.get(at));
            let wanted =
                other.map(|other| format!("/{}/{}/{}", page.lang(), plan.year, plan.path_of(*other)));
            let found = page.main().attributes(&format!("nav.neighbours a[rel={rel}]"), "href");
            let is_right = found.iter().copied().eq(wanted.as_deref());
            faults.unless(is_right, set, &page.path, || format!("{rel} is {found:?}, not {wanted:?}"));
        }
    });
}

/// An index page has its own level and those below without one, each group once, in order.
#[test]
fn the_page_of_a_level_has_its_groups_and_those_of_levels_without_a_page() {
    on_every_page(|set, page, faults| {
        let (Some(plan), Kind::Level(id)) = (set.plan_of(page), &page.address.kind) else { return };
        let Some(at) = plan.levels.iter().position(|level| level.id == *id) else { return };
        let shown = plan.levels_shown(at);
        let wanted = (0..plan.groups.len()).filter(|group| shown.contains(&plan.groups[*group].level));
        let wanted: Vec<String> = wanted.map(|group| plan.path_of(group)).collect();
        let found: Vec<String> = rows(page)
            .into_iter()
            .filter(|row| matches!(row.address.kind, Kind::Group(..)))
            .map(|row| row.address.rest[5..].to_owned())
            .collect();
        faults.unless(found == wanted, set, &page.path, || format!("has {found:?}, not {wanted:?}"));
    });
}

/// Departments that are part of no other by budget, those without an amount last; each followed by those
/// within it, in their order.
#[test]
fn departments_are_in_the_order_that_the_page_names() {
    on_every_page(|set, page, faults| {
        if page.address.kind != Kind::Departments {
            return;
        }
        let plan = set.plan_of(page).unwrap();
        let found: Vec<usize> = rows_in(page.main())
            .into_iter()
            .filter_map(|row| match row.address.kind {
                Kind::Department(id) => Some(plan.department(&id)),
                _ => None,
            })
            .collect();
        let mut wanted: Vec<usize> = plan.divisions().collect();
        wanted.sort_by_key(|at| std::cmp::Reverse(plan.total_of_department(*at).amount()));
        let mut at = 0;
        while at < wanted.len() {
            let is_within = |other: &usize| plan.departments[*other].parent == Some(wanted[at]);
            let within: Vec<usize> = (0..plan.departments.len()).filter(is_within).collect();
            wanted.splice(at + 1..at + 1, within);
            at += 1;
        }
        let ids = |places: &[usize]| -> Vec<String> {
            places.iter().map(|at| plan.departments[*at].id.clone()).collect()
        };
        // A part of a long list.
        let before = (page.address.part as usize - 1) * 100;
        let wanted: Vec<usize> = wanted.into_iter().skip(before).take(100).collect();
        faults.unless(!found.is_empty() && found == wanted, set, &page.path, || {
            format!("{:?}, not {:?}", ids(&found), ids(&wanted))
        });
    });
}

/// Numbers of listings are the document's.
#[test]
fn rows_of_a_group_have_the_numbers_of_the_document() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan) else { return };
        let listings = plan.listed_within(group);
        for row in rows(page) {
            let Some(id) = row.project() else { continue };
            let found = row.element.children().next().unwrap().text();
            let mut own = listings.iter().filter(|listing| listing.project == id);
            // Among several groups the group's number stands before its own.
            let is_right = own.any(|listing| {
                let group = plan.number_alone(listing.group, page.lang());
                let is_placed = page.address.by_amount && !plan.below(page.group(plan).unwrap()).is_empty();
                found == format!("{}({})", if is_placed { &group } else { "" }, listing.number)
            });
            faults.unless(is_right, set, &page.path, || format!("{id} has the number {found}"));
        }
    });
}
