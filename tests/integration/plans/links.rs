//! Every link leads somewhere, and every page is led to.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::crawl::{Other, STARTS};
use super::faults::{Faults, on_every_page};
use super::sets::{self, Set};

#[test]
fn every_link_leads_to_a_page_or_a_file_without_a_detour() {
    on_every_page(|set, page, faults| {
        for (target, anchor) in page.targets("[href]", &set.base).into_iter().flatten() {
            let what = match (set.crawl.pages.get(&target), set.crawl.others.get(&target), anchor) {
                (Some(to), _, Some(anchor))
                    if !to.html.attributes("[id]", "id").contains(&anchor.as_str()) =>
                {
                    Some(format!("nothing is called #{anchor} on {target}"))
                }
                (Some(_), _, _) | (_, Some(Other::File(_)), _) => None,
                (_, Some(other), _) => Some(format!("{target}: {other:?}")),
                (None, None, _) if set.crawl.left_out.contains(&target) => None,
                (None, None, _) => Some(format!("{target} was not asked for")),
            };
            faults.report(set, &page.path, what);
        }
    });
}

#[test]
fn no_link_leads_to_another_site() {
    on_every_page(|set, page, faults| {
        let all = page.targets("[href]", &set.base);
        faults
            .unless(all.iter().all(Option::is_some), set, &page.path, || "leads to another site".to_owned());
    });
}

/// The addresses that a reader of one language comes to from the front page without changing the language.
fn reached(set: &Set, lang: Lang) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([format!("/{lang}/")]);
    let mut waiting: Vec<String> = reached.iter().cloned().collect();
    while let Some(path) = waiting.pop() {
        let next: Vec<String> = match (set.crawl.pages.get(&path), set.crawl.others.get(&path)) {
            (Some(page), _) => {
                page.targets("body a", &set.base).into_iter().flatten().map(|(path, _)| path).collect()
            }
            (_, Some(Other::Redirect(_, to))) => vec![to.clone()],
            _ => Vec::new(),
        };
        let own = next.into_iter().filter(|path| path.starts_with(&format!("/{lang}/")));
        waiting.extend(own.filter(|path| reached.insert(path.clone())));
    }
    reached
}

#[test]
fn what_the_sitemap_names_is_what_links_lead_to() {
    let mut faults = Faults::default();
    for set in sets::all() {
        let named: BTreeSet<&str> = set.crawl.sitemap.iter().map(|(path, _)| path.as_str()).collect();
        faults.unless(named.len() == set.crawl.sitemap.len(), set, "/sitemap.xml", || {
            "names a page twice".into()
        });
        for lang in Lang::ALL {
            let reached = reached(set, lang);
            for path in named.iter().filter(|path| path.starts_with(&format!("/{lang}/"))) {
                faults.unless(reached.contains(*path), set, path, || "no link leads to it".to_owned());
                let is_page = set.crawl.pages.contains_key(*path) || set.crawl.left_out.contains(*path);
                faults.unless(is_page, set, path, || "the sitemap names what is no page".to_owned());
            }
            for path in reached.iter().filter(|path| set.crawl.pages.contains_key(*path)) {
                faults.unless(named.contains(path.as_str()), set, path, || "not in the sitemap".to_owned());
            }
        }
        for (path, alternates) in &set.crawl.sitemap {
            let rest =
                path.split_once('/').and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, rest)| rest);
            let expected = Lang::ALL.map(|lang| (lang.code().to_owned(), format!("/{lang}/{rest}")));
            let is_right = *alternates == expected;
            faults.unless(is_right, set, path, || format!("its alternates are {alternates:?}"));
        }
    }
    faults.none();
}

#[test]
fn the_front_pages_lead_to_the_newest_year() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for start in STARTS.into_iter().filter(|start| *start != "/sitemap.xml") {
            let to = match start {
                "/" => "/ja/".to_owned(),
                _ => format!("{start}{}/", set.newest()),
            };
            let found = set.crawl.others.get(start);
            let is_right = found == Some(&Other::Redirect(302, to.clone()));
            faults.unless(is_right, set, start, || format!("leads to {found:?}, not to {to}"));
        }
    }
    faults.none();
}

/// Every page that the tables call for answers in both languages.
#[test]
fn every_page_of_every_plan_is_there() {
    let mut faults = Faults::default();
    for set in sets::all() {
        let of_year = set.years.values().flat_map(|plan| {
            let levels = ["", "directions/", "projects/", "departments/", "priorities/", "sums/"];
            let levels = levels.into_iter().map(str::to_owned);
            let directions = plan.directions.iter().map(|own| format!("directions/{}/", own.number));
            let initiatives = plan.initiatives.iter().map(|own| format!("initiatives/{}/", own.number));
            let departments = plan.departments.iter().map(|own| format!("departments/{}/", own.id));
            let projects = plan.projects.iter().map(|own| format!("projects/{}/", own.id));
            let all = levels.chain(directions).chain(initiatives).chain(departments).chain(projects);
            all.map(|rest| format!("{}/{rest}", plan.year)).collect::<Vec<_>>()
        });
        let without_year = ["glossary/", "about/", "accessibility/"].map(str::to_owned);
        for rest in of_year.chain(without_year) {
            for lang in Lang::ALL {
                let path = format!("/{lang}/{rest}");
                let is_there = set.crawl.pages.contains_key(&path) || set.crawl.left_out.contains(&path);
                faults.unless(is_there, set, &path, || "is not there".to_owned());
            }
        }
    }
    faults.none();
}
