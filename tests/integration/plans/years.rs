//! One year beside another: no page passes for the only year.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::amounts::year;
use super::crawl::{Kind, Page};
use super::faults::Faults;
use super::sets::{self, Set};
use super::tables::Tables;
use super::tree::{self, Element};
use super::words::Words;

/// The data sets of several years.
fn sets() -> impl Iterator<Item = &'static Set> {
    sets::all().iter().filter(|set| set.years.len() > 1)
}

/// The pages of a year in a language, or of none.
fn pages(set: &Set, lang: Lang, wanted: Option<u16>) -> impl Iterator<Item = &Page> {
    let own = move |page: &&Page| page.lang() == lang && page.address.year == wanted;
    set.crawl.pages.values().filter(own)
}

/// The plans of a set that have a language, the newest first.
fn plans(set: &Set, lang: Lang) -> Vec<&Tables> {
    set.years.values().rev().filter(|plan| plan.speaks(lang)).collect()
}

/// The texts of a page that lead to an address, but for those in its footer.
fn notices(page: &Page, to: &str) -> Vec<String> {
    let of = |part: &Element| -> Vec<String> {
        let blocks = part.find("p, div, aside, li").into_iter();
        let own = blocks.filter(|block| block.attributes("a", "href").contains(&to));
        own.map(Element::text).collect()
    };
    let body = page.html.first("body").unwrap();
    body.children().filter(|part| part.name() != "footer").flat_map(of).collect()
}

#[test]
fn a_page_of_an_older_year_says_so_and_leads_to_the_newest() {
    let mut faults = Faults::default();
    for (set, lang) in sets().flat_map(|set| set.langs().into_iter().map(move |lang| (set, lang))) {
        let plans = plans(set, lang);
        let newest = plans[0].year;
        let name = year(lang, newest);
        for older in &plans[1..] {
            for page in pages(set, lang, Some(older.year)) {
                let same = page.path.replacen(&format!("/{}/", older.year), &format!("/{newest}/"), 1);
                // Another year may have no amounts to put in an order.
                let same = same.replace("by/amount/", "");
                let is_there = set.crawl.pages.contains_key(&same);
                let to = if is_there { same } else { format!("/{lang}/{newest}/") };
                let notice = notices(page, &to).into_iter().find(|notice| notice.contains(&name));
                let what = || {
                    format!(
                        "no notice that names {name} and leads to {}",
                        to.replace(&page.address.rest[5..], "…")
                    )
                };
                faults.unless(notice.is_some(), set, &page.path, what);
            }
        }
        // A page of the newest year leads to no newer one, and not to itself as if it were one.
        for page in pages(set, lang, Some(newest)) {
            let own = page.main().find("p, div, aside").into_iter();
            let mut own = own.filter(|block| block.attributes("a", "href").contains(&page.path.as_str()));
            let is_plain = own.all(|block| !block.text().contains(&name));
            faults.unless(is_plain, set, &page.path, || "says that there is a newer year".to_owned());
        }
    }
    faults.none();
}

/// Every page leads to the other years that its language has.
#[test]
fn the_footer_leads_to_the_overviews_of_the_other_years() {
    let mut faults = Faults::default();
    for set in sets() {
        for page in set.crawl.pages.values() {
            let lang = page.lang();
            let plans = plans(set, lang);
            let own = page.address.year.unwrap_or(plans[0].year);
            let wanted = plans.iter().filter(|plan| plan.year != own);
            let wanted: Vec<String> = wanted.map(|plan| format!("/{lang}/{}/", plan.year)).collect();
            let links = page.html.attributes("footer a", "href").into_iter();
            let is_overview =
                |href: &&str| href.trim_end_matches('/').matches('/').count() == 2 && href.contains("/20");
            let of_own_year = format!("/{lang}/{own}/");
            let found: Vec<&str> = links.filter(is_overview).filter(|href| *href != of_own_year).collect();
            faults.unless(found == wanted, set, &page.path, || format!("leads to {found:?}, not {wanted:?}"));
        }
    }
    faults.none();
}

fn day(lang: Lang, [year, month, day]: [usize; 3]) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    match lang {
        Lang::Ja => format!("{year}年{month}月{day}日"),
        Lang::En => format!("{day} {} {year}", MONTHS[month - 1]),
    }
}

/// `出典：熊本市「計画 事業一覧」（令和六年3月）`.
fn source(plan: &Tables, lang: Lang) -> String {
    let keys = ["issuer", "plan", "title", "issued"];
    let [issuer, name, title, issued] = keys.map(|key| plan.setting(key, lang).unwrap());
    match lang {
        Lang::Ja => format!("出典：{issuer}「{name} {title}」（{issued}）"),
        Lang::En => format!("Source: {issuer}, {name}: {title} ({issued})"),
    }
}

/// Where a page is from: its year's document, or that of every year where it belongs to none.
#[test]
fn the_footer_names_the_source_and_the_day_of_each_year_that_the_page_is_about() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for page in set.crawl.pages.values() {
            let (lang, footer) = (page.lang(), page.html.texts("footer p"));
            for plan in plans(set, lang) {
                let is_own = page.address.year.is_none_or(|year| year == plan.year);
                let sources = footer.iter().filter(|text| **text == source(plan, lang)).count();
                let days = footer.iter().filter(|text| text.contains(&day(lang, plan.as_of()))).count();
                let is_right = [sources, days].iter().all(|named| (*named > 0) == is_own);
                faults.unless(is_right, set, &page.path, || {
                    format!("names the source of {} {sources} times, its day {days} times", plan.year)
                });
            }
        }
    }
    faults.none();
}

#[test]
fn the_about_page_has_the_source_the_notes_the_changes_and_the_data_of_each_year() {
    let mut faults = Faults::default();
    for set in sets::all() {
        let pages = set.crawl.pages.values().filter(|page| page.address.kind == Kind::About);
        for page in pages {
            let (lang, main) = (page.lang(), page.main().text());
            for plan in plans(set, lang) {
                let keys = ["plan", "title", "edition", "issued", "issuer", "note", "rounding"];
                let mut wanted: Vec<String> = keys.iter().filter_map(|key| plan.setting(key, lang)).collect();
                let changes = plan.settings.get("changes").and_then(|changes| changes.as_array());
                let change = |change: &toml::Value| Words::in_settings(change).get(lang).to_owned();
                wanted.extend(changes.into_iter().flatten().map(change));
                for text in wanted {
                    faults.unless(main.contains(&text), set, &page.path, || {
                        format!("{}: no “{text}”", plan.year)
                    });
                }
                let data = format!("/{lang}/{}/data/", plan.year);
                let is_linked = page.main().attributes("a", "href").contains(&data.as_str());
                faults.unless(is_linked, set, &page.path, || format!("does not lead to {data}"));
            }
        }
    }
    faults.none();
}

/// The addresses of what a year has, without the year.
fn parts_of(plan: &Tables) -> BTreeSet<String> {
    let groups = (0..plan.groups.len()).map(|group| plan.path_of(group));
    let departments = plan.departments.iter().map(|own| format!("departments/{}/", own.id));
    let projects = plan.projects.iter().map(|own| format!("projects/{}/", own.id));
    groups.chain(departments).chain(projects).collect()
}

/// What is there in one year only: not found in the other, where the page leads to it.
#[test]
fn what_another_year_has_is_not_found_with_a_way_there() {
    let mut faults = Faults::default();
    for (set, lang) in sets().flat_map(|set| set.langs().into_iter().map(move |lang| (set, lang))) {
        let plans = plans(set, lang);
        for [there, other] in plans.windows(2).flat_map(|pair| [[pair[0], pair[1]], [pair[1], pair[0]]]) {
            for rest in parts_of(there).difference(&parts_of(other)) {
                let [path, to] = [other, there].map(|plan| format!("/{lang}/{}/{rest}", plan.year));
                let answer = set.site.get(&path);
                let status = answer.status.as_u16();
                faults.unless(status == 404, set, &path, || format!("{status}"));
                let (html, errors) = tree::parse(answer.text());
                faults.unless(errors.is_empty(), set, &path, || format!("{errors:?}"));
                let main = html.first("main").unwrap();
                let links = main.attributes("a", "href");
                faults.unless(links.contains(&to.as_str()), set, &path, || format!("does not lead to {to}"));
                let name = year(lang, there.year);
                let blocks = main.find("p, li").into_iter();
                let leading = blocks.filter(|block| block.attributes("a", "href").contains(&to.as_str()));
                let names_it = leading.map(Element::text).any(|text| text.contains(&name));
                faults.unless(names_it, set, &path, || format!("does not name {name}"));
            }
        }
    }
    faults.none();
}

/// What no year has is not found without a word on years.
#[test]
fn what_no_year_has_leads_to_none() {
    let mut faults = Faults::default();
    for (set, lang) in sets().flat_map(|set| set.langs().into_iter().map(move |lang| (set, lang))) {
        for plan in plans(set, lang) {
            let path = format!("/{lang}/{}/projects/none/", plan.year);
            let answer = set.site.get(&path);
            let (html, _) = tree::parse(answer.text());
            let links = html.first("main").unwrap().attributes("a", "href");
            let is_plain =
                answer.status.as_u16() == 404 && !links.iter().any(|href| href.contains("/projects/none/"));
            faults.unless(is_plain, set, &path, || format!("{}: {links:?}", answer.status));
        }
    }
    faults.none();
}
