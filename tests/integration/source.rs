//! The data against the published document: nothing lost, nothing added, nothing altered
//! but for what the site says that it changed.

mod document;
mod translation;

use document::{Document, Row};
use keikaku::i18n::Text;
use keikaku::plan::{About, Department, Group, Listing, Number, Plan, Priorities, Project, Yen, paragraphs};

use crate::support::site::plan;

/// Blanks that only the PDF made: where, as printed, and as they stand in the data.
const REPAIRS: [(u16, u16, &str, &str); 2] =
    [(1, 3, "X O S S P O I N T . ", "XOSS POINT."), (4, 10, "M I C E ", "MICE")];

/// The one number that is printed without its brackets.
const UNBRACKETED: (u16, u16) = (4, 15);

/// How often the table's headings are printed: once a page.
const PAGES: usize = 8;

/// The places of the marks among the plan's.
const PRIORITY: usize = 0;
const NEW: usize = 1;

fn value(number: &Number) -> u16 {
    number.value().and_then(|value| u16::try_from(value).ok()).expect("the document's numbers are plain")
}

/// An amount as the document writes it.
fn in_thousands(amount: Yen) -> u64 {
    assert_eq!(amount.get() % 1000, 0);
    amount.get() / 1000
}

fn repaired() -> Document {
    let mut document = Document::read();
    for (initiative, number, printed, repaired) in REPAIRS {
        let rows = document.rows.iter_mut();
        let row = rows.filter(|row| (row.initiative, row.number) == (initiative, number));
        let paragraphs: Vec<&mut String> = row.flat_map(|row| row.paragraphs.iter_mut()).collect();
        let found: usize = paragraphs.iter().map(|text| text.matches(printed).count()).sum();
        assert_eq!(found, 1, "“{printed}” is in the document once");
        paragraphs.into_iter().for_each(|text| *text = text.replace(printed, repaired));
    }
    document
}

#[test]
fn every_line_of_the_document_is_read() {
    let document = Document::read();
    assert_eq!(document.leftovers, Vec::<String>::new());
    assert_eq!(document.column_heads, (PAGES, PAGES));
    assert_eq!(document.list_heading, "令和六年度 事業一覧 (★：重点事業)");
    let bare = document.rows.iter().filter(|row| !row.bracketed);
    assert_eq!(bare.map(|row| (row.initiative, row.number)).collect::<Vec<_>>(), [UNBRACKETED]);
    let silent = document.rows.iter().filter(|row| row.paragraphs.is_empty());
    assert_eq!(silent.count(), 0, "a row without a summary");
}

#[test]
fn what_the_document_says_of_itself_is_in_the_plan() {
    let document = repaired();
    // Taken apart, so that a new field does not compile until this test knows where it comes from.
    let About {
        plan: name,
        title,
        edition,
        issued,
        issuer,
        priorities,
        note,
        published,
        as_of,
        area_code: _, // the data's own, as are all that follow
        site_name: _,
        purpose: _,
        unstated: _,
        changes: _,
        rounding,
    } = plan().about();
    let Priorities { heading, lead, items, note: _, flag } = priorities.as_ref().unwrap();
    let (edition, note) = (edition.as_ref().unwrap(), note.as_ref().unwrap().original());
    let head = [edition, name, title, issued, issuer].map(Text::original);
    assert_eq!(document.head, head);
    assert_eq!(document.priorities_heading, heading.original());
    assert_eq!(document.priorities_lead, lead.as_ref().unwrap().original());
    assert_eq!(document.priorities, items.iter().map(Text::original).collect::<Vec<_>>());
    assert_eq!(*flag, Some(PRIORITY));
    assert_eq!(*rounding, None, "the document's amounts add up");
    assert_eq!(document.note, note);
    assert!(issued.original().ends_with(&format!("（{}年）{}月", published.year, published.month)));
    assert!(note.contains(&format!("{}年{}月末日", as_of.year, as_of.month)));
    assert_eq!(as_of.day, 31, "the last day of March");
}

#[test]
fn directions_and_initiatives_are_those_of_the_document() {
    let (document, plan) = (repaired(), plan());
    let name = |group: &Group| group.name.original().to_owned();
    let directions = plan.groups_on(0).map(|direction| (value(&direction.number), name(direction)));
    assert_eq!(document.directions, directions.collect::<Vec<_>>());
    let initiatives = plan.groups_on(1).map(|initiative| {
        (value(&plan.above(initiative)[0].number), value(&initiative.number), name(initiative))
    });
    assert_eq!(document.initiatives, initiatives.collect::<Vec<_>>());
}

#[test]
fn every_row_of_the_document_is_a_listing_and_every_listing_a_row() {
    let (document, plan) = (repaired(), plan());
    for (row, listing) in document.rows.iter().zip(plan.listings()) {
        assert_eq!(*row, printed(plan, listing, row.bracketed));
    }
    assert_eq!(document.rows.len(), plan.listings().len());
    let unlisted = plan.projects().iter().filter(|project| plan.listings_for(project).next().is_none());
    assert_eq!(unlisted.count(), 0);
}

/// The row that the document would have to have for a listing of the plan.
fn printed(plan: &Plan, listing: &Listing, bracketed: bool) -> Row {
    let Listing { group: _, number, project: _, reprint } = listing;
    let project = plan.project_of(listing).unwrap();
    let Project { id: _, name, budget, flags, summary, departments: _, kana: _ } = project;
    Row {
        initiative: value(&plan.group_of(listing).unwrap().number),
        number: value(number),
        bracketed,
        priority: flags.has(PRIORITY),
        new: flags.has(NEW),
        reprint: *reprint,
        name: name.original().to_owned(),
        departments: as_printed(plan, project),
        amount: budget.map(in_thousands),
        paragraphs: paragraphs(summary.original()).map(str::to_owned).collect(),
    }
}

/// The departments in charge in the document's manner: the first and the second divided by a blank, as an
/// office from its division, further ones by a dot.
fn as_printed(plan: &Plan, project: &Project) -> String {
    let names: Vec<String> =
        plan.departments_of(project).map(|own| plan.full_name(own).original().to_owned()).collect();
    match &names[..] {
        [first, rest @ ..] if !rest.is_empty() => format!("{first} {}", rest.join("・")),
        _ => names.concat(),
    }
}

#[test]
fn summaries_are_nothing_but_their_paragraphs() {
    for (row, listing) in repaired().rows.iter().zip(plan().listings()) {
        assert_eq!(plan().project_of(listing).unwrap().summary.original(), row.paragraphs.concat());
    }
}

#[test]
fn departments_are_those_that_the_document_names() {
    let (document, plan) = (repaired(), plan());
    let place = |department: &Department| {
        let named = document.rows.iter().position(|row| row.departments.contains(department.name.original()));
        let at = document.rows.iter().find_map(|row| row.departments.find(department.name.original()));
        (named.unwrap_or_else(|| panic!("{} is in no row", department.id)), at)
    };
    assert!(plan.departments().is_sorted_by_key(place), "in the order of the document");
    for department in plan.departments() {
        let kind = department.name.original().chars().next_back();
        assert_eq!(kind, Some(if department.parent.is_some() { '室' } else { '課' }), "{}", department.id);
    }
}

#[test]
fn counts_and_totals_are_those_of_the_document() {
    let (document, plan) = (Document::read(), plan());
    let count = |mark: fn(&Row) -> bool| document.rows.iter().filter(|row| mark(row)).count();
    let sum = |mark: fn(&Row) -> bool| -> u64 {
        document.rows.iter().filter(|row| mark(row)).filter_map(|row| row.amount).sum()
    };
    assert_eq!((document.rows.len(), plan.listings().len()), (63, 63));
    assert_eq!((count(|row| !row.reprint), plan.projects().len()), (59, 59));
    assert_eq!(count(|row| row.reprint), 4);
    assert_eq!(count(|row| row.priority), 15);
    assert_eq!(count(|row| row.new), 8);
    assert_eq!((count(|row| row.amount.is_none()), plan.total().without_amount), (8, 8));
    assert_eq!((sum(|row| !row.reprint), in_thousands(plan.total().amount)), (2_516_552, 2_516_552));
    assert_eq!((sum(|_| true), in_thousands(plan.amount_of_all_listings())), (2_582_512, 2_582_512));
    let stated = plan.groups_on(0).map(|direction| plan.total_of(direction).stated().map(in_thousands));
    let directions = [Some(575_563), Some(1_494_113), Some(446_589), None, Some(287)];
    assert_eq!(stated.collect::<Vec<_>>(), directions);
}
