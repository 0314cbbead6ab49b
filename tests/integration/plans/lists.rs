//! Every list has its rows, each once, in parts that can be asked for.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::amounts::has_whole;
use super::crawl::{Kind, Page};
use super::faults::{Faults, on_every_page};
use super::rows::{leading_number, projects_in, rows, rows_in};
use super::sets::{self, Set};
use super::tables::{Group, Listing, Tables};

/// Rows of one part of a list.
const ROWS: usize = 100;

/// The pages of one kind in a language and a year, in the order of their parts.
fn parts(set: &'static Set, lang: Lang, year: u16, kind: &Kind) -> Vec<&'static Page> {
    let pages = set.crawl.pages.values();
    let pages = pages.filter(|page| page.lang() == lang && page.address.year == Some(year));
    let pages = pages.filter(|page| page.address.kind == *kind && !page.path.contains('?'));
    let mut pages: Vec<&Page> = pages.collect();
    pages.sort_by_key(|page| page.address.part);
    pages
}

/// The ids of the projects of a list, all its parts one after another.
fn whole(set: &'static Set, lang: Lang, year: u16, kind: &Kind) -> Vec<String> {
    parts(set, lang, year, kind).into_iter().flat_map(|page| projects_in(page.main())).collect()
}

/// Calls for every plan in every language.
fn on_every_plan(check: impl Fn(&'static Set, &'static Tables, Lang, &mut Faults)) {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            Lang::ALL.into_iter().for_each(|lang| check(set, plan, lang, &mut faults));
        }
    }
    faults.none();
}

/// The lists that are cut into parts, with the projects that they have to have; of an initiative in order.
fn lists(plan: &Tables) -> Vec<(Kind, String, Vec<&str>)> {
    let mut lists = Vec::new();
    let all = plan.projects.iter().map(|project| project.id.as_str());
    lists.push((Kind::Projects, "projects/".to_owned(), all.collect()));
    let marked = plan.projects.iter().filter(|project| project.priority);
    let marked = marked.map(|project| project.id.as_str());
    lists.push((Kind::Priorities, "priorities/".to_owned(), marked.collect()));
    for initiative in &plan.initiatives {
        let own = plan.listings_of(initiative.number).into_iter().map(|listing| listing.project.as_str());
        let path = format!("initiatives/{}/", initiative.number);
        lists.push((Kind::Initiative(initiative.number), path, own.collect()));
    }
    for department in &plan.departments {
        let own = plan.projects_of(&department.id).into_iter().map(|project| project.id.as_str());
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
            let is_ordered = !matches!(kind, Kind::Initiative(_)) || missing > 0 || found == expected;
            faults.unless(is_ordered, set, &path, || "is not in the order of the document".to_owned());
            let other = whole(set, if lang == Lang::Ja { Lang::En } else { Lang::Ja }, plan.year, &kind);
            faults.unless(found == other, set, &path, || "has another order in another language".to_owned());
        }
    });
}

#[test]
fn long_lists_are_cut_into_parts_of_a_hundred() {
    on_every_plan(|set, plan, lang, faults| {
        for (kind, path, expected) in lists(plan) {
            let first = format!("/{lang}/{}/{path}", plan.year);
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

/// No table is longer than a part, whatever it lists.
#[test]
fn no_table_is_longer_than_a_part() {
    on_every_page(|set, page, faults| {
        for table in page.html.find("main table") {
            let rows = table.find("tbody tr").len();
            // A level's heading stands within the table of all projects.
            let headings = table.find("tbody tr th[scope=rowgroup]").len();
            let is_short = rows - headings <= ROWS;
            let name =
                || format!("the table “{}” has {} rows", table.texts("caption").concat(), rows - headings);
            faults.unless(is_short, set, &page.path, name);
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

/// The listings that the rows of a direction's page show: of each initiative all, or none where a direction
/// has more than a part; `None` where the rows are others.
pub(super) fn listings_shown<'t>(
    plan: &'t Tables,
    direction: u32,
    rows: &[String],
) -> Option<Vec<&'t Listing>> {
    let of = |own: &Group| plan.listings_of(own.number);
    let below: Vec<_> = plan.initiatives.iter().filter(|own| own.direction == direction).map(of).collect();
    let is_long = below.iter().map(Vec::len).sum::<usize>() > ROWS;
    let mut shown = Vec::new();
    for listings in below {
        let ids = listings.iter().map(|listing| &listing.project);
        if rows[shown.len()..].iter().take(listings.len()).eq(ids) {
            shown.extend(listings);
        } else if !is_long {
            return None;
        }
    }
    (shown.len() == rows.len()).then_some(shown)
}

#[test]
fn a_direction_has_the_listings_of_its_initiatives_or_leads_to_them() {
    on_every_page(|set, page, faults| {
        let Kind::Direction(number) = page.address.kind else { return };
        let plan = &set.years[&page.address.year.unwrap()];
        for initiative in plan.initiatives.iter().filter(|own| own.direction == number) {
            let path = format!("/{}/{}/initiatives/{}/", page.lang(), plan.year, initiative.number);
            let is_linked = page.main().attributes("a", "href").contains(&path.as_str());
            faults.unless(is_linked, set, &page.path, || format!("does not lead to {path}"));
        }
        let found = projects_in(page.main());
        let is_right = listings_shown(plan, number, &found).is_some();
        faults.unless(is_right, set, &page.path, || format!("has other listings: {found:?}"));
    });
}

/// The overview's lists: the largest, the new ones; each says how many more there are.
#[test]
fn the_overview_has_the_largest_and_the_new_projects() {
    on_every_page(|set, page, faults| {
        if page.address.kind != Kind::Overview {
            return;
        }
        let plan = &set.years[&page.address.year.unwrap()];
        let section = |id: &str| {
            let found = page.main().find(&format!("section[aria-labelledby={id}]"));
            found.first().map(|section| (projects_in(section), section.texts("p").join(" ")))
        };
        let mut amounts: Vec<u64> = plan.projects.iter().filter_map(|project| project.budget).collect();
        amounts.sort_unstable_by(|a, b| b.cmp(a));
        if let Some((found, _)) = section("largest-projects") {
            let budgets: Vec<Option<u64>> = found.iter().map(|id| plan.project(id).budget).collect();
            let wanted: Vec<Option<u64>> = amounts.iter().take(10).copied().map(Some).collect();
            // What is stated as nothing may be left out: it is not large.
            let positive = wanted.iter().filter(|amount| **amount != Some(0));
            let is_right = budgets == wanted || budgets.iter().eq(positive);
            faults.unless(is_right, set, &page.path, || format!("the largest: {budgets:?}, not {wanted:?}"));
        }
        let new: Vec<&str> =
            plan.projects.iter().filter(|project| project.new).map(|project| project.id.as_str()).collect();
        if let Some((found, text)) = section("new") {
            let is_right = found.iter().all(|id| new.contains(&id.as_str()))
                && found.iter().collect::<BTreeSet<_>>().len() == found.len();
            faults.unless(is_right, set, &page.path, || format!("new are {new:?}, not {found:?}"));
            let more = new.len() - found.len().min(new.len());
            let is_said = more == 0 || has_whole(&text, &more.to_string());
            faults.unless(is_said, set, &page.path, || format!("{more} more are new, and that is not said"));
        }
        let levels = rows(page).into_iter().filter(|row| matches!(row.address.kind, Kind::Direction(_)));
        let levels: BTreeSet<_> = levels.map(|row| row.address.kind).collect();
        let is_whole = levels.len() == plan.directions.len();
        faults.unless(is_whole, set, &page.path, || format!("has {} directions", levels.len()));
    });
}

/// Divisions by budget, those without an amount last; each followed by its offices.
#[test]
fn departments_are_in_the_order_that_the_page_names() {
    on_every_page(|set, page, faults| {
        if page.address.kind != Kind::Departments {
            return;
        }
        let plan = &set.years[&page.address.year.unwrap()];
        let found: Vec<String> = rows_in(page.main())
            .into_iter()
            .filter_map(|row| match row.address.kind {
                Kind::Department(id) => Some(id),
                _ => None,
            })
            .collect();
        let unique: BTreeSet<&String> = found.iter().collect();
        let is_whole = found.len() == unique.len() && found.len() == plan.departments.len();
        faults.unless(is_whole, set, &page.path, || {
            format!("{found:?} of {} departments", plan.departments.len())
        });
        let mut division: Option<&str> = None;
        let mut sums = Vec::new();
        for id in &found {
            match plan.department(id).parent.as_deref() {
                Some(parent) => {
                    let follows = division == Some(parent);
                    faults.unless(follows, set, &page.path, || format!("{id} is apart from its division"));
                }
                None => {
                    division = Some(id);
                    sums.push(plan.total_of_department(id).amount());
                }
            }
        }
        let is_ordered = sums.windows(2).all(|pair| pair[0] >= pair[1]);
        faults.unless(is_ordered, set, &page.path, || format!("not by budget: {sums:?}"));
    });
}

/// Numbers of listings are the document's.
#[test]
fn rows_of_an_initiative_have_the_numbers_of_the_document() {
    on_every_plan(|set, plan, lang, faults| {
        for initiative in &plan.initiatives {
            let listings = plan.listings_of(initiative.number);
            for page in parts(set, lang, plan.year, &Kind::Initiative(initiative.number)) {
                for row in rows(page) {
                    let Some(id) = row.project() else { continue };
                    let listing = listings.iter().find(|listing| listing.project == id);
                    let cells: Vec<String> = row.element.children().map(|cell| cell.text()).collect();
                    let found = leading_number(cells[0].trim_start_matches('('));
                    let number = listing.map(|listing| u64::from(listing.number));
                    faults.unless(found == number, set, &page.path, || format!("{found:?}, not {number:?}"));
                }
            }
        }
    });
}
