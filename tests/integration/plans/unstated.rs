//! What the tables do not state is no zero, no share, no largest, and no amount in a sentence; what they
//! state as zero is zero.

use keikaku::i18n::Lang;

use super::amounts::{has_whole, no_amount, words};
use super::crawl::{Kind, Page};
use super::faults::on_every_page;
use super::rows::{amount_cells, leading, leading_number, rows};
use super::sets::{self, Set};
use super::tables::Total;

/// What a page is about as a sum; `None` where it is about none.
pub(super) fn total(set: &Set, page: &Page) -> Option<Total> {
    let plan = set.plan_of(page)?;
    Some(match &page.address.kind {
        Kind::Overview | Kind::Projects | Kind::Sums | Kind::Level(_) | Kind::Departments => plan.total(),
        Kind::Group(level, id) => plan.total_of(plan.group(level, id)),
        Kind::Department(id) => plan.total_of_department(plan.department(id)),
        Kind::Priorities => Total::of(plan.priorities()),
        Kind::Marked(column) => Total::of(plan.marked_as(column)),
        Kind::NoAmount => Total::of(plan.unstated()),
        Kind::Project(id) => Total::of([plan.project(id)]),
        _ => return None,
    })
}

/// Whether the page is about something of which no amount is stated, and nothing else on it is zero.
fn is_unstated(set: &Set, page: &Page) -> bool {
    total(set, page).is_some_and(|total| total.stated == 0)
}

const ZERO: [&str; 9] =
    ["0円", "0千円", "0百万円", "0万円", "0 thousand yen", "0 million yen", "0 yen", "0.0%", "0%"];

#[test]
fn an_amount_that_is_not_stated_is_never_zero() {
    on_every_page(|set, page, faults| {
        // A page that is about something without amounts, or any page of a plan without them.
        let is_about_none = is_unstated(set, page) || (set.is_unstated() && page.address.year.is_some());
        if !is_about_none {
            return;
        }
        let main = page.html.first("main").unwrap();
        let all = main.blocks().into_iter().map(|block| block.text);
        // The glossary and the rules of counting explain zero; a sister project may state it.
        let is_explained =
            |text: &str| text.contains("0円とは区別") || text.contains("does not treat it as zero");
        for text in all.chain([page.description().to_owned()]).filter(|text| !is_explained(text)) {
            if let Some(zero) = ZERO.iter().find(|zero| has_whole(&text, zero)) {
                let is_row = set.states_zero() && main.texts("td").contains(&text);
                faults.unless(is_row, set, &page.path, || format!("says {zero}: {text}"));
            }
        }
        for table in main.find("table") {
            for (row, cell) in amount_cells(table) {
                let is_zero = leading_number(&cell) == Some(0) && !set.states_zero();
                faults.unless(!is_zero, set, &page.path, || format!("a row says zero: {}", row.text()));
            }
        }
    });
}

/// Words that make something the largest, or put things in an order of amounts.
const LARGEST: [&str; 8] =
    ["最も大きい", "大きい順", "の大きい", "最大", "largest", "biggest", "highest", "order of budget"];

/// Words that make one the largest of all.
const LARGEST_OF_ALL: [&str; 5] =
    ["最も大きい", "最大は", "has the largest", "The largest is", "largest budget is"];

#[test]
fn nothing_is_called_the_largest_where_nothing_is_larger() {
    on_every_page(|set, page, faults| {
        let Some(total) = total(set, page) else { return };
        let plan = set.years[&page.address.year.unwrap()].total();
        let (texts, words): (Vec<String>, &[&str]) = if plan.stated == 0 {
            (page.texts.iter().map(|(_, text)| text.clone()).collect(), &LARGEST)
        } else if plan.sum == 0 {
            (page.texts.iter().map(|(_, text)| text.clone()).collect(), &LARGEST_OF_ALL)
        } else if total.stated == 0 {
            // Its rows may have amounts that are counted elsewhere, and a chart of them.
            (vec![page.lead(), page.description().to_owned()], &LARGEST)
        } else {
            return;
        };
        for text in texts {
            let found = words.iter().find(|words| text.contains(**words));
            faults.report(set, &page.path, found.map(|words| format!("says “{words}”: {text}")));
        }
    });
}

/// Whether a sentence has the words for no amount where an amount would stand.
fn embeds(lang: Lang, text: &str) -> bool {
    match lang {
        Lang::Ja => text.match_indices(no_amount(lang)).any(|(at, words)| {
            let (before, after) = (&text[..at], &text[at + words.len()..]);
            before.ends_with(['は', 'が', 'を', 'も', 'の'])
                || after.starts_with(['で', 'を', 'が', 'は', 'に', 'と', 'も'])
        }),
        Lang::En => text.to_lowercase().match_indices("no amount stated").any(|(at, _)| {
            let before = &text[..at];
            [" of ", " is ", " are ", " to ", " by ", " than ", " or "]
                .iter()
                .any(|word| before.ends_with(word))
        }),
    }
}

/// Whether English words for no amount stand within a sentence as they would at its beginning.
fn has_capital_within(text: &str) -> bool {
    let mut found = text.match_indices(no_amount(Lang::En)).map(|(at, _)| text[..at].trim_end());
    found.any(|before| !before.is_empty() && !before.ends_with([':', '.', '“']))
}

#[test]
fn no_sentence_has_an_amount_that_is_not_stated() {
    on_every_page(|set, page, faults| {
        let texts = page.texts.iter().map(|(_, text)| text.as_str());
        for text in texts.chain(page.html.attributes("meta[content]", "content")) {
            let is_wrong = embeds(page.lang(), text);
            faults.unless(!is_wrong, set, &page.path, || format!("no amount as an amount: {text}"));
            let is_wrong = page.lang() == Lang::En && has_capital_within(text);
            faults.unless(!is_wrong, set, &page.path, || format!("a capital within a sentence: {text}"));
        }
    });
}

#[test]
fn embedded_words_are_found() {
    assert!(embeds(Lang::Ja, "合計は金額の記載なしで、") && !embeds(Lang::Ja, "7事業、金額の記載なし。"));
    assert!(!embeds(Lang::Ja, "「金額の記載なし」とし、"));
    assert!(embeds(Lang::En, "a budget of No amount stated.") && !embeds(Lang::En, "No amount stated"));
    assert!(
        has_capital_within("7 projects, No amount stated.") && !has_capital_within("A. No amount stated.")
    );
}

#[test]
fn a_page_about_no_amount_gives_no_total_and_no_share() {
    on_every_page(|set, page, faults| {
        if !is_unstated(set, page) || matches!(page.address.kind, Kind::Level(_) | Kind::Departments) {
            return;
        }
        // The sentence of a project's summary is the document's, and may have amounts of its own.
        let quoted = match &page.address.kind {
            Kind::Project(_) => page.main().texts("p.does").concat(),
            _ => String::new(),
        };
        let is_own = |sentence: &&str| !quoted.contains(*sentence) || quoted.is_empty();
        let description: String = page.description().split_inclusive(['。', '.']).filter(is_own).collect();
        let sentences = [page.lead(), description];
        for text in sentences {
            let text = text.replace("合計はありません", "");
            let wrong = ["合計は", "円", "%", "total budget", "with a total", " yen", "add up to"];
            let found = wrong.iter().find(|wrong| text.contains(**wrong));
            faults.report(set, &page.path, found.map(|found| format!("says “{found}”: {text}")));
        }
        let pictures = page.main().find("svg").into_iter().map(|svg| svg.texts("title").concat());
        let pictures: Vec<String> = pictures.collect();
        // What is listed again may have amounts, which are counted elsewhere.
        let again = rows(page)
            .iter()
            .filter(|row| row.amount.as_deref().is_some_and(|cell| !leading(cell).is_empty()))
            .count();
        let has_none = pictures.is_empty() || again > 1;
        faults.unless(has_none, set, &page.path, || format!("pictures of no amount: {pictures:?}"));
    });
}

/// Whether a page says that something has no amount: it does where something on it has none.
#[test]
fn what_has_no_amount_is_said_to_have_none() {
    on_every_page(|set, page, faults| {
        if is_unstated(set, page) && !matches!(page.address.kind, Kind::Level(_) | Kind::Departments) {
            let total = total(set, page).unwrap();
            let words = match page.lang() {
                Lang::Ja => {
                    ["金額の記載なし", "金額の記載はありません", "記載がありません", "金額の記載がない"]
                }
                Lang::En => ["No amount", "No budget amount", "states no amount", "states no budget"],
            };
            let main = page.main().text();
            let says = words.iter().any(|words| main.contains(words)) || total.projects == 0;
            faults.unless(says, set, &page.path, || "does not say that no amount is stated".to_owned());
        }
    });
}

#[test]
fn what_is_stated_as_zero_is_zero() {
    on_every_page(|set, page, faults| {
        let Some(total) = total(set, page) else { return };
        let is_zero = total.stated > 0 && total.sum == 0;
        if !is_zero || matches!(page.address.kind, Kind::Level(_) | Kind::Departments) {
            return;
        }
        let main = page.main().text();
        let words = words(page.lang(), 0);
        faults.unless(has_whole(&main, &words), set, &page.path, || format!("does not say {words}"));
        let lead = page.lead();
        // The lead of the page of sums is about what is listed again.
        let is_said = lead.is_empty() || page.address.kind == Kind::Sums || has_whole(&lead, &words);
        faults.unless(is_said, set, &page.path, || format!("its lead does not say {words}: {lead}"));
        let whole = set.years[&page.address.year.unwrap()].total();
        let shares = ["%", "全体の", "of the total for the whole"];
        let share = shares.iter().find(|share| whole.sum == 0 && lead.contains(**share));
        faults.report(set, &page.path, share.map(|share| format!("a share of nothing, “{share}”: {lead}")));
    });
}

/// Where every amount is stated, no page of the plan says that one is not.
#[test]
fn what_is_stated_is_not_said_to_be_unstated() {
    let set = sets::named(sets::ALL_ZERO);
    let mut faults = super::faults::Faults::default();
    for page in set.crawl.pages.values().filter(|page| page.address.year.is_some()) {
        let words = match page.lang() {
            Lang::Ja => {
                ["記載なし", "記載がない", "記載はありません", "記載がなく", "記載がありません"].as_slice()
            }
            Lang::En => ["o amount", "without an amount", "o budget amount"].as_slice(),
        };
        let blocks = page.main().blocks();
        // The row of the sums that counts them, and the rule of an order, are true of none.
        let is_rule = |text: &str| text.contains("最後") || text.contains("come last");
        let said = blocks.iter().filter(|block| block.element.name() == "p" && !is_rule(&block.text));
        for block in said {
            let is_true = !words.iter().any(|words| block.text.contains(words));
            faults.unless(is_true, set, &page.path, || format!("all amounts are stated: {}", block.text));
        }
    }
    faults.none();
}
