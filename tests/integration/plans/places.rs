//! Where a project stands: marked where it is listed again, and among the other projects of its departments.

use keikaku::i18n::Lang;

use super::amounts::{has_whole, words};
use super::crawl::Kind;
use super::faults::on_every_page;
use super::lists::listings_shown;
use super::rows::rows;
use super::tables::{Listing, Total};
use super::tree::Element;

#[test]
fn what_is_listed_again_is_marked_and_nothing_else() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan).filter(|_| !page.address.by_amount) else { return };
        let rows: Vec<_> = rows(page).into_iter().filter(|row| row.project().is_some()).collect();
        let mut listings = match plan.below(group)[..] {
            [] => plan.listed_in(group),
            _ => listings_shown(plan, group),
        };
        if page.address.part > 1 {
            let ids: Vec<_> = rows.iter().filter_map(|row| row.project()).collect();
            listings.retain(|listing| ids.contains(&listing.project.as_str()));
        }
        for (row, listing) in rows.iter().zip(listings) {
            let mark = if page.lang() == Lang::Ja { "再掲" } else { "Listed again" };
            let is_marked = row.badges.iter().any(|badge| badge == mark);
            let is_right = row.project() == Some(&listing.project) && is_marked == listing.reprint;
            let what = || format!("listed again: {}, marked: {is_marked}: {}", listing.reprint, row.head);
            faults.unless(is_right, set, &page.path, what);
        }
    });
}

#[test]
fn projects_have_the_badges_of_their_marks_and_no_others() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        if page.address.kind == Kind::Sums {
            return;
        }
        for row in rows(page) {
            let Some(project) = row.project().map(|id| plan.project(id)) else { continue };
            let marks = plan.flags.iter().zip(&project.flags).filter(|(_, has)| **has);
            // A table of all that has a mark says so above it.
            let marks = marks.filter(|(flag, _)| !page.is_headed(row.element, &flag.column));
            let wanted: Vec<&str> = marks.map(|(flag, _)| flag.badge.get(page.lang())).collect();
            let again = if page.lang() == Lang::Ja { "再掲" } else { "Listed again" };
            let found: Vec<&str> =
                row.badges.iter().map(String::as_str).filter(|badge| *badge != again).collect();
            faults.unless(found == wanted, set, &page.path, || {
                format!("marked {found:?}, not {wanted:?}: {}", row.head)
            });
        }
    });
}

/// A text at the beginning of a cell.
fn capitalised(lang: Lang, text: &str) -> String {
    let mut rest = text.chars();
    match rest.next().filter(|_| lang == Lang::En) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => text.to_owned(),
    }
}

#[test]
fn a_project_names_its_departments_and_its_marks() {
    on_every_page(|set, page, faults| {
        let (Some(plan), Kind::Project(id)) = (set.plan_of(page), &page.address.kind) else { return };
        let (lang, project) = (page.lang(), plan.project(id));
        let facts = page.main().find("dl dd");
        let start = format!("/{lang}/{}/departments/", plan.year);
        let links = facts.iter().flat_map(|fact| fact.find("a"));
        let found: Vec<(&str, String)> =
            links.filter_map(|link| Some((link.attr("href")?.strip_prefix(&start)?, link.text()))).collect();
        let wanted: Vec<(String, String)> = project
            .departments
            .iter()
            .map(|at| &plan.departments[*at])
            .map(|own| (format!("{}/", own.id), own.full_name.get(lang).to_owned()))
            .collect();
        let is_right = found.len() == wanted.len()
            && found.iter().zip(&wanted).all(|(found, wanted)| found.0 == wanted.0 && found.1 == wanted.1);
        faults.unless(is_right, set, &page.path, || format!("in charge: {found:?}, not {wanted:?}"));
        for (flag, has) in plan.flags.iter().zip(&project.flags) {
            let name = capitalised(lang, flag.name.other.get(lang));
            let is_said = facts.iter().any(|fact| fact.text().starts_with(&name));
            faults.unless(is_said == *has, set, &page.path, || format!("“{name}” is {has}, said: {is_said}"));
        }
    });
}

/// The notes on what is counted elsewhere say how many listings and how much.
#[test]
fn notes_on_listings_again_have_their_number_and_amount() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan) else { return };
        let again = plan.listed_within(group).into_iter().filter(|listing| listing.reprint);
        let again = Total::of(again.map(|listing| plan.project(&listing.project)));
        let notes = page.main().texts("p").join(" ");
        let (count, one) = match page.lang() {
            Lang::Ja => (format!("{}件", again.projects), "1件"),
            Lang::En => (again.projects.to_string(), "One "),
        };
        if again.projects > 0 {
            let is_counted = has_whole(&notes, &count) || again.projects == 1 && notes.contains(one);
            faults.unless(is_counted, set, &page.path, || format!("{count} listed again: {notes}"));
            let amount = again.amount().map(|sum| words(page.lang(), sum));
            let is_said = amount.as_ref().is_none_or(|words| has_whole(&notes, words));
            faults.unless(is_said, set, &page.path, || format!("listed again with {amount:?}: {notes}"));
        }
    });
}

/// Each place of a project is named, and one is said to be counted: where it is counted.
#[test]
fn the_places_of_a_project_say_which_one_is_counted() {
    on_every_page(|set, page, faults| {
        let Kind::Project(id) = &page.address.kind else { return };
        let plan = &set.years[&page.address.year.unwrap()];
        let listings: Vec<_> = plan.listings.iter().filter(|listing| listing.project == *id).collect();
        let (counted, again, first) = match page.lang() {
            Lang::Ja => ("集計", "再掲", "最初"),
            Lang::En => ("counted", "again", "first"),
        };
        for (at, listing) in listings.iter().enumerate() {
            let path = format!("/{}/{}/{}", page.lang(), plan.year, plan.path_of(listing.group));
            let places = page.main().find("dl dd").into_iter();
            let place = places.filter(|place| place.attributes("a", "href").contains(&path.as_str()));
            let texts: Vec<String> = place.map(|place| place.text().to_lowercase()).collect();
            let name = plan.name_of(listing.group, page.lang());
            let [text] = &texts[..] else {
                let what = format!("{} places lead to {path}", texts.len());
                faults.report(set, &page.path, Some(what));
                continue;
            };
            let word = if listing.reprint { again } else { counted };
            // Where there is one place alone, nothing has to be told apart.
            let is_said = listings.len() == 1 || text.contains(word);
            faults.unless(is_said, set, &page.path, || format!("does not say “{word}”: {text}"));
            let is_named = text.contains(&name.to_lowercase())
                && text.contains(&format!("({})", listing.number).to_lowercase());
            faults.unless(is_named, set, &page.path, || format!("does not name {name}: {text}"));
            let text = &text.replace(&name.to_lowercase(), "");
            let other = if listing.reprint { counted } else { again };
            faults.unless(!text.contains(other), set, &page.path, || format!("says “{other}”: {text}"));
            let is_true = at == 0 || !text.contains(first);
            faults.unless(is_true, set, &page.path, || format!("not the first place: {text}"));
        }
    });
}

/// Where a 再掲 stands before its original, the place that is counted is not the first.
#[test]
fn no_page_calls_a_later_place_the_first() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let is_later = |(at, again): &(usize, &Listing)| {
            let mut before = plan.listings[..*at].iter();
            again.reprint && !before.any(|listing| listing.project == again.project && !listing.reprint)
        };
        let mut later = plan.listings.iter().enumerate().filter(is_later);
        let is_about_one = match &page.address.kind {
            Kind::Project(id) => later.any(|(_, again)| again.project == *id),
            _ => later.next().is_some(),
        };
        if !is_about_one {
            return;
        }
        let words = match page.lang() {
            Lang::Ja => ["最初に掲載", "最初の掲載"],
            Lang::En => ["first listed", "First listed"],
        };
        for block in page.main().blocks() {
            let found = words.iter().any(|words| block.text.contains(words));
            faults.unless(!found, set, &page.path, || format!("counts by the first place: {}", block.text));
        }
    });
}

/// A department leads to the one that it belongs to, and to those that belong to it; each is named whole.
#[test]
fn a_department_leads_to_the_one_above_and_to_those_directly_within() {
    on_every_page(|set, page, faults| {
        let (Some(plan), Kind::Department(id)) = (set.plan_of(page), &page.address.kind) else { return };
        let at = plan.department(id);
        let within = (0..plan.departments.len()).filter(|other| plan.departments[*other].parent == Some(at));
        let related: Vec<usize> = plan.departments[at].parent.into_iter().chain(within).collect();
        let link = |place: &usize| {
            let department = &plan.departments[*place];
            let path = format!("/{}/{}/departments/{}/", page.lang(), plan.year, department.id);
            // What is within the page's own department need not say so again.
            let is_within = department.parent == Some(at);
            let name = if is_within { &department.name } else { &department.full_name };
            (path, name.get(page.lang()).to_owned())
        };
        let wanted: Vec<(String, String)> = related.iter().map(link).collect();
        let is_own = |child: &&Element| child.name() == "p" && !child.has_class("newer");
        let paragraphs = page.main().children().filter(is_own);
        let links = paragraphs.flat_map(|paragraph| paragraph.find("a"));
        let found: Vec<(&str, String)> =
            links.filter_map(|link| Some((link.attr("href")?, link.text()))).collect();
        let is_right = found.len() == wanted.len()
            && found
                .iter()
                .zip(&wanted)
                .all(|(found, wanted)| found.0 == wanted.0 && found.1.contains(wanted.1.as_str()));
        faults.unless(is_right, set, &page.path, || format!("leads to {found:?}, not {wanted:?}"));
    });
}
