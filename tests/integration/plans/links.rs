//! Every link leads somewhere, and every page is led to.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::crawl::{Address, Other};
use super::faults::{Faults, on_every_page};
use super::sets::{self, Set};
use super::tables::Tables;
use super::tree;

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
        for lang in set.langs() {
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
            let address = Address::parse(path).unwrap();
            let alternate = |lang: &Lang| (lang.code().to_owned(), address.path_in(*lang));
            let expected: Vec<_> = set.langs_of(&address).iter().map(alternate).collect();
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
        let fronts = Lang::ALL.map(|lang| {
            let to = set.newest(lang).map(|year| format!("/{lang}/{year}/"));
            (format!("/{lang}/"), to)
        });
        for (start, to) in fronts.into_iter().chain([("/".to_owned(), Some("/ja/".to_owned()))]) {
            let found = set.crawl.others.get(&start);
            // A language that no year has is none of the site's.
            let wanted = to.map_or(Other::Refused(404), |to| Other::Redirect(302, to));
            let is_right = found == Some(&wanted);
            faults.unless(is_right, set, &start, || format!("{found:?}, not {wanted:?}"));
        }
    }
    faults.none();
}

/// The addresses after the language that the tables of a year call for.
fn pages_of(plan: &Tables) -> Vec<String> {
    let groups = (0..plan.groups.len()).map(|group| plan.path_of(group));
    let departments = plan.departments.iter().map(|own| format!("departments/{}/", own.id));
    let projects = plan.projects.iter().map(|own| format!("projects/{}/", own.id));
    let by_amount = (0..plan.groups.len()).filter(|group| plan.total_of(*group).stated > 1);
    let by_amount = by_amount.map(|group| plan.path_of(group));
    let by_amount = by_amount.chain((plan.total().stated > 1).then(|| "projects/".to_owned()));
    let groups = groups.chain(by_amount.map(|list| format!("{list}by/amount/")));
    let all =
        plan.lists().into_iter().chain(plan.collections()).chain(groups).chain(departments).chain(projects);
    let all = all.chain(["search/".to_owned()]);
    all.map(|rest| format!("{}/{rest}", plan.year)).collect()
}

#[test]
fn every_page_of_every_plan_is_there_in_its_languages() {
    let mut faults = Faults::default();
    for set in sets::all() {
        let without_year = ["about/", "accessibility/"].map(str::to_owned).into_iter();
        let without_year: Vec<String> =
            without_year.chain((!set.terms.is_empty()).then(|| "glossary/".to_owned())).collect();
        let mut wanted = BTreeSet::new();
        for lang in Lang::ALL {
            let of_years = set.years.values().filter(|plan| plan.speaks(lang)).flat_map(pages_of);
            let of_site = without_year.iter().filter(|_| set.langs().contains(&lang)).cloned();
            wanted.extend(of_years.chain(of_site).map(|rest| format!("/{lang}/{rest}")));
        }
        for path in &wanted {
            let is_there = set.crawl.pages.contains_key(path) || set.crawl.left_out.contains(path);
            faults.unless(is_there, set, path, || "is not there".to_owned());
        }
        for page in set.crawl.pages.values().filter(|page| page.address.part == 1) {
            let is_wanted = wanted.contains(&page.path);
            faults.unless(is_wanted, set, &page.path, || "the tables call for no such page".to_owned());
        }
    }
    faults.none();
}

/// A page in a language that its year has not is not found, and the page leads to the languages that have it.
#[test]
fn no_page_is_there_in_a_language_that_its_year_has_not() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let lists = plan.lists().into_iter().map(|rest| format!("{}/{rest}", plan.year));
            let group = format!("{}/{}", plan.year, plan.path_of(plan.groups.len() - 1));
            let project = format!("{}/projects/{}/", plan.year, plan.projects[0].id);
            let rests: Vec<String> = lists.chain([group, project]).collect();
            for lang in Lang::ALL.into_iter().filter(|lang| !plan.speaks(*lang)) {
                for rest in &rests {
                    let path = format!("/{lang}/{rest}");
                    let answer = set.site.get(&path);
                    let status = answer.status.as_u16();
                    faults.unless(status == 404, set, &path, || format!("{status}"));
                    let (html, _) = tree::parse(answer.text());
                    let links = html.first("main").unwrap().attributes("a", "href");
                    let to = format!("/{}/{rest}", Lang::ORIGINAL);
                    faults.unless(links.contains(&to.as_str()), set, &path, || {
                        format!("does not lead to {to}")
                    });
                }
            }
        }
    }
    faults.none();
}

/// A level without a page of its own leads to the one that shows its groups, in every language.
#[test]
fn a_level_without_a_page_leads_to_the_one_that_shows_it() {
    let mut faults = Faults::default();
    for set in sets::all() {
        for plan in set.years.values() {
            let levels = plan.levels.iter().enumerate().filter(|(_, level)| !level.has_index);
            for (at, level) in levels {
                for lang in plan.langs() {
                    let start = format!("/{lang}/{}/", plan.year);
                    let (path, to) =
                        (format!("{start}{}/", level.id), format!("{start}{}", plan.index_of(at)));
                    let answer = set.site.get(&path);
                    let found = (answer.status.as_u16(), answer.header("location").to_owned());
                    let is_right = found == (308, to.clone());
                    faults.unless(is_right, set, &path, || format!("{found:?}, not {to}"));
                }
            }
        }
    }
    faults.none();
}
