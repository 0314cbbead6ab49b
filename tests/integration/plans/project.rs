//! The page of a project: its amount, shares and rank, its words, and the projects beside it.

use std::cell::Cell;
use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::amounts::{grouped, has_whole, share, words};
use super::crawl::Kind;
use super::faults::on_every_page;
use super::rows::projects_in;
use super::tables::Tables;
use super::tree::Element;

/// The amount stands before the summary, in words and in the unit of the document; no other amount is between.
#[test]
fn every_project_has_its_amount_its_shares_and_its_rank() {
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = set.plan_of(page).unwrap();
        let (lang, project) = (page.lang(), plan.project(id));
        let Some(budget) = project.budget else { return };
        let cost = page.main().texts(".cost").concat();
        for wanted in [words(lang, budget), plan.unit.with_name(lang, budget)] {
            faults.unless(has_whole(&cost, &wanted), set, &page.path, || format!("no {wanted} in: {cost}"));
        }
        // What is alone in a group is all of it, a group may be the whole plan, and what is listed again is not
        // a part of one group alone.
        let listings = plan.listings.iter().filter(|listing| listing.project == *id).count();
        let (group, whole) = (plan.total_of(plan.original(id).group), plan.total());
        let is_all = (group.sum, group.projects) == (whole.sum, whole.projects);
        let of_group = (listings == 1 && group.stated > 1 && !is_all).then_some(group.sum);
        let wholes = of_group.into_iter().chain([whole.sum]);
        let shares: Vec<String> = wholes.filter_map(|whole| share(lang, budget, whole)).collect();
        let found = page.main().find("dl.shares div");
        let found: Vec<String> = found.iter().filter_map(|own| own.texts("dd").into_iter().next()).collect();
        faults.unless(found == shares, set, &page.path, || format!("shares {found:?}, not {shares:?}"));
        let rank = rank(lang, plan, budget);
        let said = page.main().texts(".facts p.note").concat();
        faults.unless(said == rank, set, &page.path, || format!("not “{rank}”: {said}"));
    });
}

/// The place of an amount among all, in words: first, last, between, and how many are alike.
fn rank(lang: Lang, plan: &Tables, budget: u64) -> String {
    let stated: Vec<u64> = plan.projects.iter().filter_map(|project| project.budget).collect();
    let of = stated.len();
    let larger = stated.iter().filter(|other| **other > budget).count();
    let alike = stated.iter().filter(|other| **other == budget).count();
    let place = match (larger, of - larger - alike) {
        _ if of == 1 => return String::new(),
        (0, 0) => None,
        (0, _) => Some(["が最も大きい事業です。".to_owned(), "the largest budget".to_owned()]),
        (_, 0) => Some(["が最も小さい事業です。".to_owned(), "the smallest budget".to_owned()]),
        (larger, _) => {
            let place = larger + 1;
            let ending = match (place % 10, place / 10 % 10) {
                (1, tens) if tens != 1 => "st",
                (2, tens) if tens != 1 => "nd",
                (3, tens) if tens != 1 => "rd",
                _ => "th",
            };
            let en = format!("the {}{ending}-largest budget", grouped(place as u64));
            Some([format!("が大きい方から{place}番目です。"), en])
        }
    };
    let place = place.map(|[ja, en]| match lang {
        Lang::Ja => format!("金額の記載がある{of}事業のうち、予算額{ja}"),
        Lang::En => format!("It has {en} of the {of} projects with a stated amount."),
    });
    let tied = match (lang, alike - 1) {
        (_, 0) => None,
        (Lang::Ja, others) => Some(format!("同額の事業が、ほかに{others}件あります。")),
        (Lang::En, 1) => Some("One other project has the same budget.".to_owned()),
        (Lang::En, others) => Some(format!("The same budget is stated for {others} other projects.")),
    };
    let between = if lang == Lang::Ja { "" } else { " " };
    [place, tied].into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// The description begins with what the project does, and names who is in charge and what it costs.
#[test]
fn a_description_says_what_a_project_does_who_is_in_charge_and_how_much_it_costs() {
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = set.plan_of(page).unwrap();
        let (lang, project, description) = (page.lang(), plan.project(id), page.description());
        let summary = project.summary.get(lang);
        let sentence = match lang {
            Lang::Ja => summary.split_inclusive('。').next(),
            Lang::En => summary.split_inclusive(". ").next(),
        };
        let sentence = sentence.unwrap().trim_end();
        faults.unless(description.starts_with(sentence), set, &page.path, || {
            format!("does not begin with “{sentence}”: {description}")
        });
        let departments = project.departments.iter().map(|at| plan.departments[*at].full_name.get(lang));
        let amount = project.budget.map(|budget| words(lang, budget));
        for wanted in departments.map(str::to_owned).chain(amount) {
            faults.unless(description.contains(&wanted), set, &page.path, || {
                format!("no {wanted} in the description: {description}")
            });
        }
    });
}

/// Marks, and that no amount is stated, lead to all projects with them.
#[test]
fn a_project_leads_to_all_projects_with_its_marks() {
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = set.plan_of(page).unwrap();
        let project = plan.project(id);
        let path = |rest: &str| format!("/{}/{}/{rest}", page.lang(), plan.year);
        let marks = plan.flags.iter().enumerate().filter(|(at, _)| project.flags[*at]);
        let marks = marks.map(|(at, flag)| match plan.priority_flag() == Some(at) {
            true => path("priorities/"),
            false => path(&format!("{}/", flag.column)),
        });
        let unstated = project.budget.is_none().then(|| path("no-amount/"));
        let wanted: BTreeSet<String> = marks.chain(unstated).collect();
        let places = ["priorities/", "no-amount/"].map(str::to_owned).into_iter().chain(plan.collections());
        let places: BTreeSet<String> = places.map(|rest| path(&rest)).collect();
        let links = page.main().attributes(".facts a", "href").into_iter().map(str::to_owned);
        let found: BTreeSet<String> = links.filter(|link| places.contains(link)).collect();
        faults.unless(found == wanted, set, &page.path, || format!("leads to {found:?}, not {wanted:?}"));
    });
}

/// The most projects of one group or department that a project's page shows; of more it says how many.
const SHOWN: usize = 15;

/// The projects under the same group and of every department in charge are there, or are counted: none is
/// missing without a word. The page's own is not linked.
#[test]
fn the_projects_beside_a_project_are_there_or_counted() {
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = &set.years[&page.address.year.unwrap()];
        let sections: Vec<&Element> = page.main().find(".pj__more section");
        let group = plan.original(id).group;
        let listed = plan.listed_in(group).into_iter().map(|listing| listing.project.clone());
        let departments = plan.project(id).departments.iter().map(|at| {
            let own = plan.projects_of(*at).into_iter().map(|other| other.id.clone());
            (plan.departments[*at].full_name.get(page.lang()).to_owned(), own.collect::<BTreeSet<_>>())
        });
        let sets = [(plan.name_of(group, page.lang()), listed.collect::<BTreeSet<_>>())];
        for (name, all) in sets.into_iter().chain(departments) {
            let missing = all.len().saturating_sub(SHOWN);
            let is_whole = |section: &&Element| {
                let mut shown: BTreeSet<String> = names_in(section).into_iter().collect();
                shown.insert(id.clone());
                let says = section.texts("p a").concat();
                shown.is_subset(&all)
                    && shown.len() + missing == all.len()
                    && (missing == 0 || has_whole(&says, &missing.to_string()))
            };
            let is_right = all.len() == 1 || sections.iter().any(is_whole);
            faults.unless(is_right, set, &page.path, || format!("not the {} projects of {name}", all.len()));
        }
        let own = format!("/{}/{}/projects/{id}/", page.lang(), plan.year);
        let is_linked = page.main().attributes(".pj__more a", "href").contains(&own.as_str());
        faults.unless(!is_linked, set, &page.path, || "leads to itself".to_owned());
    });
}

/// The ids of the projects that a section leads to, in a table or by their names.
fn names_in(section: &Element) -> Vec<String> {
    let names = section.find("ul.names a");
    let names =
        names.into_iter().filter_map(|link| link.attr("href")?.trim_end_matches('/').rsplit('/').next());
    projects_in(section).into_iter().chain(names.map(str::to_owned)).collect()
}

/// A term that is explained occurs in the name or the summary, and leads to the glossary.
#[test]
fn the_words_explained_on_the_page_of_a_project_occur_in_it() {
    let explained = Cell::new(0);
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = set.plan_of(page).unwrap();
        let project = plan.project(id);
        let text = format!("{} {}", project.name.original(), project.summary.original()).to_lowercase();
        for link in page.main().find("dl.words dt a") {
            explained.set(explained.get() + 1);
            let href = link.attr("href").unwrap_or_default();
            let term = set.terms.iter().find(|term| href.ends_with(&format!("/glossary/#{}", term["id"])));
            let words = term.map(|term| term["term_ja"].to_lowercase()).unwrap_or_default();
            let is_there = words.split('・').any(|word| !word.is_empty() && text.contains(word));
            faults.unless(is_there, set, &page.path, || format!("“{words}” is not in: {text}"));
        }
    });
    assert!(explained.get() > 50, "{} terms explained", explained.get());
}
