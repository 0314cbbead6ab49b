//! Every number on a page is what the tables come to.

use std::cell::Cell;

use keikaku::i18n::Lang;

use super::amounts::{grouped, has_whole, projects, share, words};
use super::crawl::{Kind, Page};
use super::faults::{Faults, on_every_page};
use super::rows::{Row, is_amount, leading, rows, rows_of};
use super::sets::{self, Set};
use super::tables::{Tables, Total};
use super::unstated::total;

/// The total of what a row leads to.
fn total_of(set: &Set, row: &Row<'_>) -> Option<Total> {
    let plan = &set.years[&row.address.year?];
    Some(match &row.address.kind {
        Kind::Overview => plan.total(),
        Kind::Group(level, id) => plan.total_of(plan.group(level, id)),
        Kind::Department(id) => plan.total_of_department(plan.department(id)),
        Kind::Project(id) => Total::of([plan.project(id)]),
        _ => return None,
    })
}

#[test]
fn every_row_has_the_numbers_of_what_it_leads_to() {
    on_every_page(|set, page, faults| {
        let (lang, Some(plan)) = (page.lang(), set.plan_of(page)) else { return };
        for row in rows(page) {
            let (Some(total), Some(cell)) = (total_of(set, &row), &row.amount) else { continue };
            let is_small = matches!(page.address.kind, Kind::Sums | Kind::Project(_));
            let mut unless = |holds: bool, what: &str| {
                faults.unless(holds, set, &page.path, || format!("{what}: {}", row.text));
            };
            let is_right = match total.amount() {
                // Small tables have the unit of the document alone.
                Some(sum) if is_small => leading(cell) == plan.unit.exact(sum),
                Some(sum) => leading(cell) == plan.unit.exact(sum) && has_whole(cell, &words(lang, sum)),
                None => !cell.contains(|c: char| c.is_ascii_digit()),
            };
            let amount = total.amount().map(|sum| format!("{} {}", plan.unit.exact(sum), words(lang, sum)));
            unless(is_right, &format!("not {amount:?}"));
            if row.project().is_some() {
                continue;
            }
            let count = projects(lang, total.projects);
            // A column of numbers alone has a heading.
            let alone = grouped(total.projects);
            let counted = if page.address.kind == Kind::Sums { [&count, &alone] } else { [&count, &count] };
            unless(counted.iter().any(|count| has_whole(&row.text, count)), &format!("not {count}"));
            // The groups below a group have their shares of it.
            let whole = page.group(plan).map_or_else(|| plan.total(), |own| plan.total_of(own));
            let expected = total.amount().and_then(|sum| share(lang, sum, whole.amount()?));
            let is_right = !cell.contains('%') || expected.is_some_and(|share| has_whole(cell, &share));
            unless(is_right, "another share");
        }
    });
}

/// Pages whose first sentences and description say how many projects and how much.
#[test]
fn every_lead_and_description_has_its_count_its_amount_and_its_share() {
    on_every_page(|set, page, faults| {
        let lang = page.lang();
        let kind = &page.address.kind;
        let is_part = |kind: &Kind| {
            matches!(kind, Kind::Group(..) | Kind::Department(_) | Kind::Priorities | Kind::Marked(_))
        };
        if !is_part(kind) && !matches!(kind, Kind::Overview | Kind::Projects) {
            return;
        }
        let total = total(set, page).unwrap();
        if total.projects == 0 {
            return;
        }
        let whole = set.years[&page.address.year.unwrap()].total();
        let lead = format!("{} {}", page.lead(), page.main().texts(".fig").concat());
        let mut wanted = vec![projects(lang, total.projects)];
        if let Some(sum) = total.amount() {
            wanted.push(words(lang, sum));
            wanted.extend(share(lang, sum, whole.sum).filter(|_| is_part(kind)));
        }
        for words in &wanted {
            faults.unless(has_whole(&lead, words), set, &page.path, || format!("no “{words}” in: {lead}"));
        }
        let missing = projects(lang, total.without());
        let says_missing = matches!(kind, Kind::Overview | Kind::Group(..));
        if says_missing && total.stated > 0 && total.without() > 1 {
            faults.unless(has_whole(&lead, &missing), set, &page.path, || {
                format!("does not say that {missing} are not in the total: {lead}")
            });
        }
        let description = page.description();
        for words in wanted.iter().take(2).filter(|_| !matches!(kind, Kind::Priorities)) {
            faults.unless(has_whole(description, words), set, &page.path, || {
                format!("no “{words}” in the description: {description}")
            });
        }
    });
}

/// The pages of one kind in every data set.
pub(super) fn pages(kind: &Kind) -> Vec<(&'static Set, &'static Tables, &'static Page)> {
    let all = sets::all().iter().flat_map(|set| set.crawl.pages.values().map(move |page| (set, page)));
    let own = all.filter(|(_, page)| page.address.kind == *kind && page.address.part == 1);
    own.filter_map(|(set, page)| Some((set, &set.years[&page.address.year?], page))).collect()
}

#[test]
fn the_departments_are_counted_and_the_largest_is_named() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Departments) {
        let (lang, lead) = (page.lang(), page.lead());
        let sum = plan.divisions().map(|own| plan.total_of_department(own).sum).max().unwrap();
        let words = words(lang, sum);
        let largest = plan.divisions().filter(|own| plan.total_of_department(*own).sum == sum);
        for own in largest.filter(|_| sum > 0) {
            let name = plan.departments[own].full_name.get(lang);
            faults.unless(lead.contains(name) && has_whole(&lead, &words), set, &page.path, || {
                format!("the largest sum is that of {name}, {words}: {lead}")
            });
        }
        let count = plan.divisions().count();
        let counts = [format!("{count}部署"), format!("{count} departments")];
        let is_right = count == 1 || counts.iter().any(|count| has_whole(&lead, count));
        faults.unless(is_right, set, &page.path, || format!("there are {count} departments: {lead}"));
        // One alone is no larger than others.
        let says = lead.contains("最も大きい") || lead.contains("largest");
        let is_right = !says || count > 1;
        faults.unless(is_right, set, &page.path, || format!("there is one department: {lead}"));
    }
    faults.none();
}

#[test]
fn a_group_counts_those_below_and_names_its_largest_project() {
    on_every_page(|set, page, faults| {
        let (lang, Some(plan)) = (page.lang(), set.plan_of(page)) else { return };
        let Some(group) = page.group(plan) else { return };
        let lead = page.lead();
        for (at, level) in plan.levels.iter().enumerate().skip(plan.groups[group].level + 1) {
            let count = plan.within(group).filter(|below| plan.groups[*below].level == at).count();
            let name = if count == 1 { &level.name.one } else { &level.name.other };
            let between = if lang == Lang::Ja { "" } else { " " };
            let words = format!("{count}{between}{}", name.get(lang));
            let is_said = count == 0 || has_whole(&lead, &words);
            faults.unless(is_said, set, &page.path, || format!("not {words}: {lead}"));
        }
        let counted = plan.counted_in(group);
        let Some(most) = counted.iter().map(|project| project.budget).max() else { return };
        let words = words(lang, most.unwrap_or_default());
        let says = lead.contains("最も大きい") || lead.contains("largest budget");
        for project in counted.iter().filter(|project| says && project.budget == most) {
            let name = project.name.get(lang);
            // Within quotation marks there are single ones.
            let names = [name.to_owned(), name.replace('“', "‘").replace('”', "’")];
            let is_right = names.iter().any(|name| lead.contains(name)) && has_whole(&lead, &words);
            faults.unless(is_right || most == Some(0), set, &page.path, || {
                format!("the largest is “{name}” with {words}: {lead}")
            });
        }
    });
}

#[test]
fn the_page_of_a_level_counts_the_groups_that_it_shows() {
    on_every_page(|set, page, faults| {
        let (Some(plan), Kind::Level(id)) = (set.plan_of(page), &page.address.kind) else { return };
        let Some(at) = plan.levels.iter().position(|level| level.id == *id) else { return };
        let lead = page.lead();
        for level in plan.levels_shown(at) {
            let count = plan.groups_on(level).count();
            let name = &plan.levels[level].name;
            let name = if count == 1 { &name.one } else { &name.other }.get(page.lang());
            // `5つの方向性`, `11の取組`, `5 directions`.
            let words = [format!("{count}つの{name}"), format!("{count}の{name}"), format!("{count} {name}")];
            let is_said = words.iter().any(|words| has_whole(&lead, words));
            faults.unless(is_said, set, &page.path, || format!("not {count} {name}: {lead}"));
            let heading = page.main().texts("h1").concat();
            let several = plan.levels[level].name.other.get(page.lang());
            let is_named = heading.to_lowercase().contains(&several.to_lowercase());
            faults.unless(is_named, set, &page.path, || format!("“{heading}” has no {several}"));
        }
    });
}

/// Bars are as long as their amounts, from zero, and the longest of a scale fills its track. A scale is that of a
/// table, or of the part below a group's heading.
#[test]
fn every_bar_is_as_long_as_the_amount_of_its_row() {
    let bars = Cell::new(0);
    on_every_page(|set, page, faults| {
        for body in page.main().find("table.rows tbody") {
            let most_shown = if matches!(page.address.kind, Kind::Project(_)) { 15 } else { 100 };
            let is_part = page.address.part > 1 || body.find("tr").len() >= most_shown;
            let mut drawn = Vec::new();
            // The page's own project is not linked.
            if let (Some(own), Kind::Project(id)) = (body.first("tr.me"), &page.address.kind) {
                let width = own.attributes(".bar svg", "width").first().copied().map(hundredths);
                let budget = set.plan_of(page).and_then(|plan| plan.project(id).budget);
                drawn.extend(width.zip(budget).map(|(width, sum)| (width, u128::from(sum), own.text())));
            }
            for row in rows_of(body) {
                let width = row.element.attributes(".bar svg", "width").first().copied().map(hundredths);
                let sum = total_of(set, &row).and_then(|total| total.amount());
                faults.unless(width.is_none() || sum.is_some(), set, &page.path, || {
                    format!("a bar of nothing: {}", row.text)
                });
                let Some((width, sum)) = width.zip(sum) else { continue };
                bars.set(bars.get() + 1);
                let is_thin = row.element.first(".tk").is_some();
                faults.unless(is_thin == (width < 120 && sum > 0 && width > 0), set, &page.path, || {
                    format!("{width} hundredths of a percent, marked as thin: {is_thin}, {}", row.text)
                });
                drawn.push((width, u128::from(sum), row.text));
            }
            let Some((longest, most, _)) = drawn.iter().max_by_key(|(_, sum, _)| *sum).cloned() else {
                continue;
            };
            // Several groups with those below them, on one scale.
            let is_shared = body.has_class("rows__group");
            let fills = longest == 10_000 || is_part || is_shared;
            faults.unless(fills, set, &page.path, || format!("the longest bar has {longest}"));
            for (width, sum, text) in drawn {
                // width ⁄ sum = longest ⁄ most, but for half of the last digit of each.
                let is_linear = (width * most).abs_diff(longest * sum) <= most.max(sum);
                faults.unless(is_linear, set, &page.path, || format!("a bar of {width} for {sum}: {text}"));
            }
        }
    });
    assert!(bars.get() > 5_000, "{} bars", bars.get());
}

/// A length in percent as hundredths: `1.3%` is 130.
pub(super) fn hundredths(width: &str) -> u128 {
    let (whole, part) =
        width.trim_end_matches('%').split_once('.').unwrap_or((width.trim_end_matches('%'), "0"));
    whole.parse::<u128>().unwrap() * 100 + format!("{part:0<2}").parse::<u128>().unwrap()
}

/// Amounts are in the unit of the document, and every table and chart says which that is.
#[test]
fn every_column_of_amounts_and_every_chart_names_the_unit() {
    on_every_page(|set, page, faults| {
        let (lang, Some(plan)) = (page.lang(), set.plan_of(page)) else { return };
        let unit = plan.unit.name(lang);
        let (column, note) = match lang {
            Lang::Ja => (format!("（{unit}）"), format!("単位：{unit}")),
            Lang::En => (format!("({unit})"), format!("Unit: {unit}")),
        };
        let headings = page.main().texts("thead th").into_iter().filter(|heading| is_amount(heading));
        // The unit of the long list stands in its caption, too.
        let captions = page.main().texts("caption").into_iter();
        let captions = captions.filter(|_| page.address.kind == Kind::Projects);
        let in_caption = note.to_lowercase();
        for caption in captions {
            let is_named = caption.to_lowercase().contains(&in_caption);
            faults.unless(is_named, set, &page.path, || format!("not {unit}: {caption}"));
        }
        for heading in headings {
            let is_named = heading.contains(&column) || heading == unit;
            faults.unless(is_named, set, &page.path, || format!("not {unit}: {heading}"));
        }
    });
}
