//! What has nothing in it is not shown, or says plainly that there is nothing.

use keikaku::i18n::Lang;

use super::crawl::{Kind, Page};
use super::faults::on_every_page;
use super::frame::level;
use super::sets::Set;
use super::tree::Element;

#[test]
fn tables_and_lists_have_something_in_them() {
    on_every_page(|set, page, faults| {
        let mut unless = |holds: bool, what: &str, element: &Element| {
            let name = element.name();
            faults.unless(holds, set, &page.path, || format!("{name} {what}: {}", element.text()));
        };
        for element in page.html.descendants() {
            let items: &[&str] = match element.name() {
                "ul" | "ol" => &["li"],
                "dl" => &["dt", "dd"],
                "nav" => &["a"],
                "figure" => &["svg"],
                "table" => &["tbody"],
                _ => &[],
            };
            for item in items {
                unless(element.first(item).is_some(), &format!("without {item}"), element);
            }
            match element.name() {
                // A list in parts has groups in its table, each of them with rows.
                "tbody" => {
                    let is_row =
                        |row: &Element| row.children().all(|cell| cell.attr("scope") != Some("rowgroup"));
                    unless(
                        element.children().any(is_row),
                        "rows without one of what they are about",
                        element,
                    );
                }
                "p" | "li" | "dt" | "dd" | "th" | "caption" | "figcaption" | "summary" | "h1" | "h2"
                | "h3" | "h4" | "h5" | "a" | "strong" => {
                    // A link may be a picture with a name of its own.
                    let is_named = element.has_text()
                        || element.attr("aria-label").is_some()
                        || element.first("svg").is_some();
                    unless(is_named, "empty", element);
                }
                _ => {}
            }
        }
    });
}

/// What stands on a page one after another: headings, and whether anything stands between them.
enum Step {
    Heading(u32, String),
    Content,
}

fn steps(element: &Element, steps: &mut Vec<Step>) {
    for child in element.children() {
        if let Some(level) = level(child) {
            steps.push(Step::Heading(level, child.text()));
        } else if child.children().any(|_| true)
            && matches!(child.name(), "section" | "div" | "article" | "main")
        {
            self::steps(child, steps);
        } else if !child.text().is_empty() || child.first("svg").is_some() {
            steps.push(Step::Content);
        }
    }
}

#[test]
fn headings_have_something_under_them() {
    on_every_page(|set, page, faults| {
        let mut found = Vec::new();
        steps(page.main(), &mut found);
        for (at, step) in found.iter().enumerate() {
            let Step::Heading(own, text) = step else { continue };
            let below = found[at + 1..].iter().take_while(|step| match step {
                Step::Heading(level, _) => level > own,
                Step::Content => true,
            });
            let has_content = below.into_iter().any(|step| matches!(step, Step::Content));
            faults.unless(has_content, set, &page.path, || format!("nothing under the heading “{text}”"));
        }
        for section in page.html.find("section") {
            let mut found = Vec::new();
            steps(section, &mut found);
            let has_content = found.iter().any(|step| matches!(step, Step::Content));
            faults.unless(has_content, set, &page.path, || format!("an empty section: {}", section.text()));
        }
    });
}

/// A count of nothing: `0事業`, `0 projects`, but not `10事業`.
fn counts_nothing(text: &str) -> bool {
    if !text.contains('0') {
        return false;
    }
    let nouns =
        ["事業", "件", "取組", "項目", "部署", "つの", "政策", "施策", " project", " listing", " initiative"];
    let more = [" direction", " priorit", " department", " of them", " listed again", " more", " measure"];
    nouns.iter().chain(&more).any(|noun| {
        let zero = format!("0{noun}");
        text.match_indices(&zero).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            before.is_none_or(|c| !c.is_ascii_digit() && !matches!(c, ',' | '.'))
        })
    })
}

/// A reader who is told of 0 projects "with a total of" something is told nothing: the part is left out, or
/// a sentence says that the list has none.
#[test]
fn no_sentence_counts_nothing() {
    on_every_page(|set, page, faults| {
        if page.address.year.is_none() {
            return;
        }
        let is_prose = |name: &str| matches!(name, "p" | "li" | "figcaption" | "desc" | "title");
        let prose = page.texts.iter().filter(|(name, _)| is_prose(name)).map(|(_, text)| text.as_str());
        for text in prose.chain([page.description()]) {
            let counts = counts_nothing(text);
            faults.unless(!counts, set, &page.path, || format!("counts nothing: {text}"));
        }
    });
}

#[test]
fn counts_of_nothing_are_found() {
    assert!(counts_nothing("重点事業（★）は0事業です") && counts_nothing("0 projects, with"));
    assert!(!counts_nothing("10事業、1,000事業、20 projects"));
}

/// Whether a page is about a list that has nothing in it.
fn is_empty(set: &Set, page: &Page) -> bool {
    let Some(plan) = set.plan_of(page) else { return false };
    match &page.address.kind {
        Kind::Group(level, id) => plan.listed_within(plan.group(level, id)).is_empty(),
        Kind::Department(id) => plan.projects_of(plan.department(id)).is_empty(),
        Kind::Priorities => plan.priority_flag().is_some() && plan.priorities().next().is_none(),
        _ => false,
    }
}

#[test]
fn a_page_of_an_empty_list_says_so() {
    on_every_page(|set, page, faults| {
        if !is_empty(set, page) {
            return;
        }
        let main = page.main().text();
        let (none, again) = match page.lang() {
            Lang::Ja => (["ありません", "いません"], "再掲"),
            Lang::En => (["no ", "none"], "listed again"),
        };
        let says_so = none.iter().any(|none| main.to_lowercase().contains(none));
        faults.unless(says_so, set, &page.path, || "does not say that there is nothing".to_owned());
        faults.unless(!main.contains(again), set, &page.path, || {
            format!("speaks of “{again}”, and nothing is listed: {}", page.lead())
        });
    });
}

/// What all sentences on 再掲 need is a 再掲.
#[test]
fn only_what_is_listed_again_is_said_to_be() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let Some(group) = page.group(plan) else { return };
        let listings = plan.listed_within(group);
        let all = !listings.is_empty() && listings.iter().all(|listing| listing.reprint);
        let lead = page.lead();
        let says_all = lead.contains("すべて再掲") || lead.contains("Every project");
        let what =
            || format!("{} of its projects are listed again: {lead}", if all { "all" } else { "not all" });
        // Of groups below others a page says instead that none is counted.
        let may_say = all && (says_all || !plan.below(group).is_empty());
        faults.unless(may_say || !all && !says_all, set, &page.path, what);
    });
}
