//! The whole plan in one picture: every project is there, and areas are as amounts are.

use std::collections::BTreeMap;

use keikaku::i18n::Lang;

use super::amounts::{has_whole, no_amount, projects, share, words};
use super::crawl::{Address, Kind, Page};
use super::faults::Faults;
use super::numbers::pages;
use super::sets::Set;
use super::tables::{Tables, Total};
use super::tree::Element;

/// So many projects at most have a square each.
const SQUARES: usize = 120;

/// What a square should stand for.
struct Thing {
    name: String,
    amount: Option<u64>,
    projects: u64,
    is_strong: bool,
    /// The row that it is in, by the place of a group.
    row: usize,
}

/// The level whose groups are the rows: the first with several.
fn rows_of(plan: &Tables) -> usize {
    (0..plan.levels.len()).find(|level| plan.groups_on(*level).count() > 1).unwrap_or(0)
}

/// The group on a level, or the one itself if it is above that.
fn row_of(plan: &Tables, group: usize, level: usize) -> usize {
    plan.above(group).into_iter().chain([group]).find(|own| plan.groups[*own].level == level).unwrap_or(group)
}

/// What should be drawn, by the page that it leads to: the projects, or, where there are many, the deepest groups
/// that are not too many, with what is listed above them.
fn things(plan: &Tables, lang: Lang) -> BTreeMap<String, Thing> {
    let rows = rows_of(plan);
    if plan.projects.len() <= SQUARES {
        let thing = |project: &super::tables::Project| {
            let row = row_of(plan, plan.original(&project.id).group, rows);
            let name = project.name.get(lang).to_owned();
            let is_strong = project.flags.first() == Some(&true);
            let thing = Thing { name, amount: project.budget, projects: 1, is_strong, row };
            (format!("projects/{}/", project.id), thing)
        };
        return plan.projects.iter().map(thing).collect();
    }
    let level = (0..plan.levels.len()).rev().find(|level| plan.groups_on(*level).count() <= SQUARES).unwrap();
    let groups = (0..plan.groups.len()).filter(|group| plan.groups[*group].level <= level);
    let thing = |group: usize| {
        let total = match plan.groups[group].level == level {
            true => plan.total_of(group),
            false => {
                let own = plan.listed_in(group).into_iter().filter(|listing| !listing.reprint);
                Total::of(own.map(|listing| plan.project(&listing.project)))
            }
        };
        let (amount, projects) = (total.amount(), total.projects);
        let (name, row) = (plan.groups[group].name.get(lang).to_owned(), row_of(plan, group, rows));
        (total.projects > 0)
            .then(|| (plan.path_of(group), Thing { name, amount, projects, is_strong: false, row }))
    };
    groups.filter_map(thing).collect()
}

/// A length in thousandths of an em.
fn side(link: &Element) -> u128 {
    let svg = link.first("svg").unwrap();
    assert_eq!(svg.attr("width"), svg.attr("height"));
    let em = svg.attr("width").unwrap().strip_suffix("em").unwrap();
    let (whole, rest) = em.split_once('.').unwrap_or((em, ""));
    format!("{whole}{rest:0<3}").parse().unwrap()
}

/// The links of the picture with what they lead to, within the year.
fn links(page: &Page) -> Vec<(String, &Element)> {
    let all = page.main().find("div.squares a").into_iter().filter(|link| link.first("svg").is_some());
    let path = |link: &Element| Address::parse(link.attr("href").unwrap()).unwrap().rest[5..].to_owned();
    all.map(|link| (path(link), link)).collect()
}

fn check(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let lang = page.lang();
    let things = things(plan, lang);
    let links = links(page);
    let largest = things.values().filter_map(|thing| thing.amount).max().filter(|amount| *amount > 0);
    let mut unless = |holds: bool, what: &str| faults.unless(holds, set, &page.path, || what.to_owned());
    let Some(largest) = largest.filter(|_| things.len() > 1) else {
        unless(links.is_empty(), "a picture of nothing");
        return;
    };
    let mut drawn: Vec<&String> = links.iter().map(|(path, _)| path).collect();
    drawn.sort_unstable();
    unless(drawn == things.keys().collect::<Vec<_>>(), "not everything is drawn once");
    let whole = plan.total().sum;
    let counted: u64 = things.values().map(|thing| thing.projects).sum();
    unless(counted == plan.projects.len() as u64, "projects are missing");
    let most = links.iter().filter(|(path, _)| things[path].amount == Some(largest));
    let most = most.map(|(_, link)| side(link)).next().unwrap();
    for (path, link) in &links {
        let (thing, own) = (&things[path], side(link));
        let mut unless = |holds: bool, what: &str| {
            faults.unless(holds, set, &page.path, || format!("{what}: {path}, side {own}"));
        };
        match thing.amount {
            None => unless(link.first("rect.no").is_some(), "not dashed"),
            Some(0) => unless(link.first("circle").is_some(), "no mark of zero"),
            Some(amount) if link.first("path").is_some() => {
                // Its square would be smaller than 0.08 em.
                let exact = most * most * u128::from(amount);
                unless(exact < 81 * 81 * u128::from(largest), "a mark in the place of a square");
            }
            Some(amount) => {
                // side² : most² = amount : largest, as both sides are true to half a thousandth of an em.
                let (a, b) = (own * own * u128::from(largest), most * most * u128::from(amount));
                let slack = u128::from(largest) * (own + 1) + u128::from(amount) * (most + 1);
                unless(a.abs_diff(b) <= slack, "an area that is not as the amount is");
            }
        }
        let is_strong = link.first("rect.st").is_some();
        let has_square = link.first("rect").is_some() && link.first("rect.no").is_none();
        unless(is_strong == (thing.is_strong && has_square), "strong or not");
        // A link without words has its name in the drawing.
        let drawn = link.texts("title").concat();
        let title = link.attr("title").unwrap_or(&drawn);
        unless(title.contains(&thing.name), "not named");
        match thing.amount {
            None => unless(
                title.to_lowercase().contains(&no_amount(lang).to_lowercase()),
                "not said to be unstated",
            ),
            Some(amount) => {
                unless(has_whole(title, &words(lang, amount)), "another amount");
                let share = share(lang, amount, whole).unwrap();
                unless(title.contains(&share), "another share");
            }
        }
        let count = projects(lang, thing.projects);
        let is_counted = path.starts_with("projects/") || has_whole(title, &count);
        unless(is_counted, "another number of projects");
    }
    rows(set, plan, page, &things, faults);
}

/// Each row has the things of one group, large to small, and its sum.
fn rows(
    set: &'static Set,
    plan: &Tables,
    page: &Page,
    things: &BTreeMap<String, Thing>,
    faults: &mut Faults,
) {
    let lang = page.lang();
    let mut places = Vec::new();
    for band in page.main().find("div.squares div.band") {
        let own = band.find("a").into_iter().filter(|link| link.first("svg").is_some());
        let own: Vec<&Thing> =
            own.map(|link| &things[&Address::parse(link.attr("href").unwrap()).unwrap().rest[5..]]).collect();
        let is_sorted = own.is_sorted_by(|a, b| a.amount >= b.amount);
        faults.unless(is_sorted, set, &page.path, || "not from large to small".to_owned());
        let Some(head) = band.first("div") else { continue };
        let row = own[0].row;
        faults.unless(own.iter().all(|thing| thing.row == row), set, &page.path, || {
            "two groups in a row".to_owned()
        });
        let (text, total) = (head.text(), plan.total_of(row));
        let mut wanted = vec![plan.name_of(row, lang), projects(lang, total.projects)];
        wanted.extend(total.amount().map(|sum| words(lang, sum)));
        wanted.extend(total.amount().and_then(|sum| share(lang, sum, plan.total().sum)));
        for part in wanted {
            faults.unless(has_whole(&text, &part), set, &page.path, || format!("no {part} in {text}"));
        }
        places.push(row);
    }
    faults.unless(places.is_sorted(), set, &page.path, || "rows in another order".to_owned());
}

#[test]
fn the_picture_has_everything_once_with_an_area_in_proportion() {
    let mut faults = Faults::default();
    let mut drawn = 0;
    for (set, plan, page) in pages(&Kind::Overview) {
        check(set, plan, page, &mut faults);
        drawn += usize::from(!links(page).is_empty());
    }
    assert!(drawn > 20, "{drawn} pictures");
    faults.none();
}

/// What the picture says of the largest: its share, and that of the five largest where there are more.
#[test]
fn the_message_is_what_the_amounts_say() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Overview) {
        let lang = page.lang();
        let things = things(plan, lang);
        let mut amounts: Vec<(u64, &str)> = things
            .values()
            .filter_map(|thing| Some((thing.amount.filter(|amount| *amount > 0)?, thing.name.as_str())))
            .collect();
        amounts.sort_unstable_by(|a, b| b.cmp(a));
        let message = page.main().texts("p.message").concat();
        let part = |n: usize| {
            let sum = amounts.iter().take(n).map(|(amount, _)| amount).sum();
            share(lang, sum, plan.total().sum).unwrap_or_default()
        };
        let is_one = amounts.len() > 1 && amounts[0].0 > amounts[1].0;
        let has_top = amounts.len() > 5;
        let mut unless = |holds: bool, what: &str| {
            faults.unless(holds, set, &page.path, || format!("{what}: {message}"));
        };
        if !is_one && !has_top {
            unless(message.is_empty(), "a message of nothing");
            continue;
        }
        // Quotation marks within others are single ones.
        let named = |name: &str| {
            message.contains(&name.replace('“', "‘").replace('”', "’")) || message.contains(name)
        };
        if is_one {
            unless(named(amounts[0].1) && has_whole(&message, &part(1)), "the largest");
        }
        unless(!has_top || has_whole(&message, &part(5)), "the five largest");
        // A quarter is not yet nearly all, but no one has as much.
        let quarter = is_one && has_top && amounts[0].0 * 4 >= plan.total().sum;
        let says = message.contains("だけで") || message.contains("alone");
        unless(says == quarter, "alone");
    }
    faults.none();
}
