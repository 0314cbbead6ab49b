//! One year beside another: what was copied and not changed, and ids that changed their meaning.

use super::faults::{Fault, shown};
use super::sink::{Place, Sink};
use super::year::Folder;
use crate::i18n::{Lang, Text};
use crate::plan::{Number, Plan, Project};

/// The month of the calendar year before in which a list is published at the earliest.
const EARLIEST: u8 = 10;

/// Fewer amounts are the same by chance.
const SAME: usize = 5;

/// Holds every year against its own texts and against the year before it.
pub(super) fn check(folders: &[Folder], sink: &mut Sink) {
    let mut before: Option<(&Folder, &Plan)> = None;
    for (folder, plan) in folders.iter().filter_map(|folder| Some((folder, folder.plan.as_ref()?))) {
        sink.draft(folder.is_draft);
        other_year(folder, plan, sink);
        early_dates(folder, plan, sink);
        if let Some((_, last)) = before {
            copied(folder, plan, last, sink);
            projects(folder, plan, last, sink);
        }
        before = Some((folder, plan));
    }
    sink.draft(false);
}

/// The texts that name the year of a document name this one.
fn other_year(folder: &Folder, plan: &Plan, sink: &mut Sink) {
    let about = plan.about();
    let heading = about.priorities.as_ref().map(|priorities| &priorities.heading);
    let own = folder.year.get();
    for text in [Some(&about.title), about.edition.as_ref(), heading].into_iter().flatten() {
        let named = |lang| years_in(text.get(lang));
        let found: Vec<u16> = Lang::ALL.into_iter().filter(|lang| text.has(*lang)).flat_map(named).collect();
        if let Some(other) = found.iter().find(|_| !found.contains(&own)) {
            sink.warning(Place::file(folder.settings), || Fault::OtherYear(shown(text.original()), other));
        }
    }
}

/// A list of projects is published some months before its year begins, or later.
fn early_dates(folder: &Folder, plan: &Plan, sink: &mut Sink) {
    let (published, as_of) = (plan.about().published, plan.about().as_of);
    let dates = [(published.year, published.month), (as_of.year, as_of.month)];
    let early = dates.into_iter().find(|date| *date < (folder.year.get() - 1, EARLIEST));
    if let Some((year, month)) = early {
        sink.warning(Place::file(folder.settings), || {
            Fault::EarlyDate(format!("{year}-{month:02}"), folder.year)
        });
    }
}

/// The years that a text names: `令和六年度`, `令和6年度`, `2024年度`, `FY2024`.
fn years_in(text: &str) -> Vec<u16> {
    let number = |text: &str| -> Option<u16> {
        let text = if text == "元" { "1" } else { text };
        text.parse::<Number>().ok()?.slug()?.as_str().parse().ok()
    };
    let japanese = text.match_indices("年度").filter_map(|(at, _)| {
        let before = &text[..at];
        let digits = |c: char| c.is_numeric() || "元一二三四五六七八九十".contains(c);
        let start = before
            .rfind(|c| !digits(c))
            .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
        let (era, year) = (&before[..start], number(&before[start..])?);
        let offset = if era.ends_with("令和") {
            2018
        } else if era.ends_with("平成") {
            1988
        } else {
            0
        };
        (offset > 0 || year > 1900).then_some(year + offset)
    });
    let english = text.match_indices("FY").filter_map(|(at, _)| text.get(at + 2..at + 6)?.parse().ok());
    japanese.chain(english).collect()
}

/// A title and amounts that were left as they were.
fn copied(folder: &Folder, plan: &Plan, last: &Plan, sink: &mut Sink) {
    if plan.about().title.original() == last.about().title.original() {
        sink.warning(Place::file(folder.settings), || Fault::SameTitle(last.year()));
    }
    let known = |project: &&Project| last.project(project.id.as_str()).is_some();
    let stated = plan.projects().iter().filter(|project| project.budget.is_some_and(|yen| yen.get() > 0));
    let shared: Vec<&Project> = stated.filter(known).collect();
    let same = |project: &&Project| {
        last.project(project.id.as_str()).is_some_and(|other| other.budget == project.budget)
    };
    if shared.len() >= SAME && shared.iter().all(same) {
        sink.warning(Place::file(folder.projects), || Fault::SameAmounts(last.year()));
    }
}

/// Ids keep their meaning, and what is new was not there before.
fn projects(folder: &Folder, plan: &Plan, last: &Plan, sink: &mut Sink) {
    let new = plan.flags().iter().position(|flag| flag.column == "new");
    for project in plan.projects() {
        let Some(other) = last.project(project.id.as_str()) else { continue };
        let row = folder.rows.get(&project.id).copied().unwrap_or_default();
        let place = Place::row(folder.projects, row);
        if !are_alike(&project.name, &other.name) {
            let name = shown(other.name.original());
            sink.warning(place, || Fault::ReusedId(&project.id, name, last.year()));
        } else if new.is_some_and(|place| project.flags.has(place)) {
            sink.warning(place, || Fault::NewButKnown(&project.id, last.year()));
        }
    }
}

/// Whether two names share a pair of characters: a project that was renamed keeps a word.
fn are_alike(a: &Text, b: &Text) -> bool {
    // A word that nearly every project's name ends in says nothing.
    let plain = |text: &Text| text.original().trim_end_matches("事業").to_owned();
    let (a, b) = (plain(a), plain(b));
    let pairs: Vec<(char, char)> = a.chars().zip(a.chars().skip(1)).collect();
    a == b || b.chars().zip(b.chars().skip(1)).any(|pair| pairs.contains(&pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_every_way_that_documents_write_them() {
        assert_eq!(years_in("令和六年度（2024年度）事業一覧"), [2024, 2024]);
        assert_eq!(years_in("令和元年度、平成３０年度"), [2019, 2018]);
        assert_eq!(years_in("List of Projects for FY2025"), [2025]);
        assert_eq!(years_in("今年度の3年度目"), Vec::<u16>::new());
    }
}
