//! One year beside another: no page passes for the only year.

use keikaku::i18n::Lang;

use super::amounts::year;
use super::crawl::{Kind, Page};
use super::faults::Faults;
use super::sets::{self, Set};
use super::tree::{self, Element};

const OLDER: u16 = 2024;
const NEWEST: u16 = 2025;

fn set() -> &'static Set {
    sets::named(sets::TWO_YEARS)
}

fn pages(wanted: Option<u16>) -> impl Iterator<Item = &'static Page> {
    set().crawl.pages.values().filter(move |page| page.address.year == wanted)
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
    for page in pages(Some(OLDER)) {
        let same = page.path.replacen(&format!("/{OLDER}/"), &format!("/{NEWEST}/"), 1);
        let is_there = set().crawl.pages.contains_key(&same);
        let to = if is_there { same } else { format!("/{}/{NEWEST}/", page.lang()) };
        let name = year(page.lang(), NEWEST);
        let notice = notices(page, &to).into_iter().find(|notice| notice.contains(&name));
        let what = || {
            format!("no notice that names {name} and leads to {}", to.replace(&page.address.rest[5..], "…"))
        };
        faults.unless(notice.is_some(), set(), &page.path, what);
    }
    // A page of the newest year leads to no newer one, and not to itself as if it were one.
    for page in pages(Some(NEWEST)) {
        let own = page.main().find("p, div, aside").into_iter();
        let mut own = own.filter(|block| block.attributes("a", "href").contains(&page.path.as_str()));
        let is_plain = own.all(|block| !block.text().contains(&year(page.lang(), NEWEST)));
        faults.unless(is_plain, set(), &page.path, || "says that there is a newer year".to_owned());
    }
    faults.none();
}

#[test]
fn the_footer_of_a_page_without_a_year_names_no_single_source() {
    let mut faults = Faults::default();
    for page in pages(None) {
        let footer = page.html.texts("footer").concat();
        let [older, newest] = [OLDER, NEWEST].map(|year| &set().years[&year]);
        let date = |tables: &super::tables::Tables| match page.lang() {
            Lang::Ja => format!("{}年3月31日", tables.year),
            Lang::En => format!("31 March {}", tables.year),
        };
        let pairs = [
            [
                older.setting("issued", page.lang()).to_owned(),
                newest.setting("issued", page.lang()).to_owned(),
            ],
            [date(older), date(newest)],
        ];
        for [older, newest] in pairs {
            let found = [footer.contains(&older), footer.contains(&newest)];
            let what = || format!("names {newest} and not {older}, or the reverse");
            faults.unless(found[0] == found[1], set(), &page.path, what);
        }
    }
    faults.none();
}

#[test]
fn the_about_page_has_the_source_the_note_the_changes_and_the_data_of_each_year() {
    let mut faults = Faults::default();
    for page in pages(None).filter(|page| page.address.kind == Kind::About) {
        let main = page.main().text();
        for plan in set().years.values() {
            let mut wanted: Vec<String> =
                ["title", "issued", "note"].map(|key| plan.setting(key, page.lang()).to_owned()).to_vec();
            let changes = plan.settings["changes"].as_array().unwrap().iter();
            wanted.extend(changes.map(|change| change[page.lang().code()].as_str().unwrap().to_owned()));
            for text in wanted {
                faults.unless(main.contains(&text), set(), &page.path, || {
                    format!("{}: no “{text}”", plan.year)
                });
            }
            let file = format!("/data/{}/plan.json", plan.year);
            let is_linked = page.main().attributes("a", "href").contains(&file.as_str());
            faults.unless(is_linked, set(), &page.path, || format!("does not lead to {file}"));
        }
    }
    faults.none();
}

/// What is there in one year only: not found in the other, where the page leads to it.
#[test]
fn what_another_year_has_is_not_found_with_a_way_there() {
    let mut faults = Faults::default();
    let only = [
        ("projects/shop-support/", NEWEST),
        ("projects/founder-advice/", OLDER),
        ("departments/tourism/", NEWEST),
        ("initiatives/4/", NEWEST),
    ];
    for (rest, there) in only {
        for lang in Lang::ALL {
            let other = if there == NEWEST { OLDER } else { NEWEST };
            let (path, to) = (format!("/{lang}/{other}/{rest}"), format!("/{lang}/{there}/{rest}"));
            let answer = set().site.get(&path);
            let status = answer.status.as_u16();
            faults.unless(status == 404, set(), &path, || format!("{status}"));
            let (html, errors) = tree::parse(answer.text());
            faults.unless(errors.is_empty(), set(), &path, || format!("{errors:?}"));
            let main = html.first("main").unwrap();
            let links = main.attributes("a", "href");
            faults.unless(links.contains(&to.as_str()), set(), &path, || format!("does not lead to {to}"));
            let name = year(lang, there);
            let blocks = main.find("p, li").into_iter();
            let leading = blocks.filter(|block| block.attributes("a", "href").contains(&to.as_str()));
            let names_it = leading.map(Element::text).any(|text| text.contains(&name));
            faults.unless(names_it, set(), &path, || format!("does not name {name}"));
        }
    }
    faults.none();
}

/// What no year has is not found without a word on years.
#[test]
fn what_no_year_has_leads_to_none() {
    let mut faults = Faults::default();
    for lang in Lang::ALL {
        let path = format!("/{lang}/{OLDER}/projects/none/");
        let answer = set().site.get(&path);
        let (html, _) = tree::parse(answer.text());
        let links = html.first("main").unwrap().attributes("a", "href");
        let is_plain =
            answer.status.as_u16() == 404 && !links.iter().any(|href| href.contains("/projects/none/"));
        faults.unless(is_plain, set(), &path, || format!("{}: {links:?}", answer.status));
    }
    faults.none();
}
