//! Every number on a page is what the tables come to.

use keikaku::i18n::Lang;

use super::amounts::{grouped, has_whole, projects, share, thousand_yen, words};
use super::crawl::{Kind, Page};
use super::faults::{Faults, on_every_page};
use super::rows::{Row, leading_number, rows};
use super::sets::{self, Set};
use super::tables::{Tables, Total};
use super::unstated::total;

/// The total of what a row leads to.
fn total_of(set: &Set, row: &Row<'_>) -> Option<Total> {
    let plan = &set.years[&row.address.year?];
    Some(match &row.address.kind {
        Kind::Overview => plan.total(),
        Kind::Direction(number) => plan.total_of_direction(*number),
        Kind::Initiative(number) => plan.total_of_initiative(*number),
        Kind::Department(id) => plan.total_of_department(id),
        Kind::Project(id) => Total::of([plan.project(id)]),
        _ => return None,
    })
}

#[test]
fn every_row_has_the_numbers_of_what_it_leads_to() {
    on_every_page(|set, page, faults| {
        let lang = page.lang();
        for row in rows(page) {
            let (Some(total), Some(cell)) = (total_of(set, &row), &row.amount) else { continue };
            let mut unless = |holds: bool, what: &str| {
                faults.unless(holds, set, &page.path, || format!("{what}: {}", row.text));
            };
            let is_right = match total.amount() {
                Some(sum) => leading_number(cell) == Some(sum) && cell.contains(&words(lang, sum)),
                None => !cell.contains(|c: char| c.is_ascii_digit()),
            };
            let amount = total.amount().map(|sum| format!("{} {}", grouped(sum), words(lang, sum)));
            unless(is_right, &format!("not {amount:?}"));
            if row.project().is_some() {
                continue;
            }
            let count = projects(lang, total.projects);
            let counted = [&count, &format!("= {}", total.projects)];
            unless(counted.iter().any(|count| has_whole(&row.text, count)), &format!("not {count}"));
            let whole = set.years[&page.address.year.unwrap()].total();
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
            matches!(kind, Kind::Direction(_) | Kind::Initiative(_) | Kind::Department(_) | Kind::Priorities)
        };
        if !is_part(kind) && !matches!(kind, Kind::Overview | Kind::Projects) {
            return;
        }
        let total = total(set, page).unwrap();
        if total.projects == 0 {
            return;
        }
        let whole = set.years[&page.address.year.unwrap()].total();
        let lead = page.lead();
        let mut wanted = vec![projects(lang, total.projects)];
        if let Some(sum) = total.amount() {
            wanted.push(words(lang, sum));
            wanted.extend(share(lang, sum, whole.sum).filter(|_| is_part(kind)));
        }
        for words in &wanted {
            faults.unless(has_whole(&lead, words), set, &page.path, || format!("no “{words}” in: {lead}"));
        }
        let missing = projects(lang, total.without());
        let says_missing = matches!(kind, Kind::Overview | Kind::Direction(_) | Kind::Initiative(_));
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

#[test]
fn the_overview_has_its_key_figures() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Overview) {
        let lang = page.lang();
        let figures = page.main().find("dl.figures dd");
        let of = |target: &str| {
            let own = figures
                .iter()
                .find(|figure| figure.attributes("a", "href").iter().any(|href| href.ends_with(target)));
            own.map(|figure| figure.text())
        };
        let new = plan.projects.iter().filter(|project| project.new).count();
        let counts = [
            ("/projects/", plan.projects.len() as u64),
            ("/priorities/", plan.priorities().projects),
            ("new", new as u64),
        ];
        for (target, count) in counts {
            let found = of(target);
            let is_right = match &found {
                Some(text) => leading_number(text) == Some(count),
                None => count == 0,
            };
            faults.unless(is_right, set, &page.path, || format!("{found:?}, not {count}, leads to {target}"));
        }
        let amounts = figures.iter().filter(|figure| figure.first("a").is_none()).map(|figure| figure.text());
        let amounts = amounts.collect::<Vec<_>>().join(" ");
        match plan.total().amount() {
            Some(sum) => {
                let is_right = has_whole(&amounts, &words(lang, sum)) && has_whole(&amounts, &grouped(sum));
                faults.unless(is_right, set, &page.path, || format!("the total is {amounts}, not {sum}"));
            }
            None => {
                let has_none = !amounts.contains(|c: char| c.is_ascii_digit());
                faults.unless(has_none, set, &page.path, || format!("nothing is stated: {amounts}"));
            }
        }
    }
    faults.none();
}

/// The pages of one kind in every data set.
fn pages(kind: &Kind) -> Vec<(&'static Set, &'static Tables, &'static Page)> {
    let all = sets::all().iter().flat_map(|set| set.crawl.pages.values().map(move |page| (set, page)));
    let own = all.filter(|(_, page)| page.address.kind == *kind && page.address.part == 1);
    own.filter_map(|(set, page)| Some((set, &set.years[&page.address.year?], page))).collect()
}

#[test]
fn sentences_on_the_largest_name_what_is_largest() {
    let mut faults = Faults::default();
    for (set, plan, page) in pages(&Kind::Overview) {
        let most = plan.directions.iter().max_by_key(|own| plan.total_of_direction(own.number).sum).unwrap();
        let sum = plan.total_of_direction(most.number).sum;
        let (name, lead) = (most.name.get(page.lang()), page.lead());
        let Some(share) = share(page.lang(), sum, plan.total().sum) else { continue };
        faults.unless(lead.contains(name) && has_whole(&lead, &share), set, &page.path, || {
            format!("the largest direction is “{name}” with {share}: {lead}")
        });
    }
    for (set, plan, page) in pages(&Kind::Departments) {
        let most = plan.divisions().max_by_key(|own| plan.total_of_department(&own.id).sum).unwrap();
        let sum = plan.total_of_department(&most.id).sum;
        let (name, words, lead) = (most.full_name.get(page.lang()), words(page.lang(), sum), page.lead());
        if sum > 0 {
            faults.unless(lead.contains(name) && has_whole(&lead, &words), set, &page.path, || {
                format!("the largest sum is that of {name}, {words}: {lead}")
            });
        }
        let count = plan.divisions().count();
        let is_right =
            has_whole(&lead, &format!("{count}部署")) || has_whole(&lead, &format!("{count} department"));
        faults.unless(is_right, set, &page.path, || format!("there are {count} departments: {lead}"));
    }
    for set in sets::all() {
        for page in set.crawl.pages.values() {
            let Kind::Direction(number) = page.address.kind else { continue };
            let plan = &set.years[&page.address.year.unwrap()];
            let below = plan.initiatives.iter().filter(|own| own.direction == number);
            let counted = below.flat_map(|own| plan.counted_in(own.number));
            let Some(most) = counted.max_by_key(|project| project.budget) else { continue };
            let words = words(page.lang(), most.budget.unwrap_or_default());
            let lead = page.lead();
            let says = lead.contains("最も大きい") || lead.contains("largest budget");
            let is_right = !says || lead.contains(most.name.get(page.lang())) && has_whole(&lead, &words);
            faults.unless(is_right || most.budget == Some(0), set, &page.path, || {
                format!("the largest is “{}” with {words}: {lead}", most.name.get(page.lang()))
            });
        }
    }
    for (set, plan, page) in pages(&Kind::Directions) {
        let lead = page.lead();
        for count in [plan.directions.len(), plan.initiatives.len()] {
            faults.unless(has_whole(&lead, &count.to_string()), set, &page.path, || {
                format!("not {count}: {lead}")
            });
        }
    }
    faults.none();
}

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
            Some(_) => vec![Some(listed.sum), again.amount().or(Some(0)), Some(total.sum)],
            None => Vec::new(),
        };
        let found: Vec<Option<u64>> = cells("amounts").iter().map(|cell| leading_number(cell)).collect();
        faults.unless(found == amounts, set, &page.path, || format!("amounts {found:?}, not {amounts:?}"));
        equations(set, plan, page, &mut faults);
        departments(set, plan, page, &mut faults);
    }
    faults.none();
}

/// `13 − 2 = 11` for each level.
fn equations(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let of = |initiatives: &[u32]| {
        let own = plan.listings.iter().filter(|listing| initiatives.contains(&listing.initiative));
        let (all, again): (u64, u64) =
            own.fold((0, 0), |(all, again), listing| (all + 1, again + u64::from(listing.reprint)));
        format!("{all} − {again} = {}", all - again)
    };
    let all: Vec<u32> = plan.initiatives.iter().map(|own| own.number).collect();
    let mut expected = Vec::new();
    for direction in &plan.directions {
        let below = plan.initiatives.iter().filter(|own| own.direction == direction.number);
        let below: Vec<u32> = below.map(|own| own.number).collect();
        expected.push(of(&below));
        expected.extend(below.iter().map(|number| of(&[*number])));
    }
    expected.push(of(&all));
    let found = page.main().texts("td.table__sum-of");
    faults.unless(found == expected, set, &page.path, || format!("equations {found:?}, not {expected:?}"));
}

/// The departments' sums, what they come to, and by how much that is more than the total.
fn departments(set: &'static Set, plan: &Tables, page: &Page, faults: &mut Faults) {
    let mut sum = Total::default();
    for division in plan.divisions() {
        let own = plan.total_of_department(&division.id);
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
            Some(sum) => {
                row.ends_with(&format!(" {}", grouped(sum))) || row.contains(&words(page.lang(), sum))
            }
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

#[test]
fn every_project_has_its_amount_in_all_readings_its_shares_and_its_rank() {
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = &set.years[&page.address.year.unwrap()];
        let (lang, project) = (page.lang(), plan.project(id));
        let Some(budget) = project.budget else { return };
        let (main, lead) = (page.main().text(), page.lead());
        let yen = match lang {
            Lang::Ja => format!("{}円", grouped(budget * 1000)),
            Lang::En => format!("JPY {}", grouped(budget * 1000)),
        };
        for wanted in [words(lang, budget), thousand_yen(lang, budget), yen] {
            faults.unless(has_whole(&main, &wanted), set, &page.path, || format!("no {wanted}"));
        }
        let wanted = words(lang, budget);
        faults.unless(has_whole(&lead, &wanted), set, &page.path, || format!("no {wanted} in: {lead}"));
        let initiative = plan.total_of_initiative(plan.original(id).initiative);
        for whole in [initiative.sum, plan.total().sum] {
            let Some(share) = share(lang, budget, whole) else { continue };
            let is_said = has_whole(&main, &share);
            faults.unless(is_said, set, &page.path, || format!("no share of {share} of {whole}: {lead}"));
        }
        let larger = plan.projects.iter().filter(|other| other.budget > Some(budget)).count() + 1;
        let (rank, of) = match lang {
            Lang::Ja => (format!("{larger}番目"), format!("{}事業", plan.total().stated)),
            Lang::En => (format!("number {larger}"), format!("{} project", plan.total().stated)),
        };
        // Among equals there is no rank, and none of one alone.
        if plan.total().sum > 0 && plan.total().stated > 1 {
            let is_ranked = has_whole(&lead, &rank) && has_whole(&lead, &of);
            faults.unless(is_ranked, set, &page.path, || format!("no {rank} of {of}: {lead}"));
        }
    });
}

/// Bars are as long as their amounts, from zero, and have the number of what they lead to.
#[test]
fn every_bar_has_the_amount_of_what_it_leads_to() {
    on_every_page(|set, page, faults| {
        for chart in page.html.find("svg.chart") {
            let mut scale = None;
            for band in chart.find(".chart__band") {
                let Some(address) = band.attr("href").and_then(super::crawl::Address::parse) else {
                    continue;
                };
                let row = Row {
                    address,
                    head: String::new(),
                    badges: Vec::new(),
                    amount: None,
                    text: band.text(),
                    element: band,
                };
                let Some(total) = total_of(set, &row) else { continue };
                let value = band.texts(".chart__value").concat();
                let is_right = leading_number(&value) == total.amount();
                faults.unless(is_right, set, &page.path, || {
                    format!("the bar {} is not {:?}", row.text, total.amount())
                });
                let width = band
                    .attributes(".chart__bar", "width")
                    .first()
                    .map(|width| width.trim_end_matches('%').replace('.', "").parse::<u128>().unwrap());
                let (Some(width), Some(sum)) = (width, total.amount().map(u128::from)) else { continue };
                let (longest, most) = *scale.get_or_insert((width, sum));
                // width ⁄ sum = longest ⁄ most, but for a thousandth of the longest and the last digit.
                let difference = (width * most).abs_diff(longest * sum);
                let is_linear = difference <= (longest * sum).max(width * most) / 1000 + most.max(sum);
                faults.unless(is_linear, set, &page.path, || format!("the bar {} is not linear", row.text));
            }
        }
    });
}
