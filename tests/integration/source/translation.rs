//! The English of the data: it is there, it is English, and it has the numbers of the Japanese.

use keikaku::i18n::{Lang, Text, amount, grouped};

use crate::support::html::is_japanese;
use crate::support::site::{dataset, plan, read};
use crate::support::texts::{parts_of, visit_plan, visit_site};

/// Every text of the data with a word on where it stands.
fn texts() -> Vec<(String, Text)> {
    let mut found = Vec::new();
    let mut keep = |place: &str, text: &mut Text| found.push((place.to_owned(), text.clone()));
    visit_plan(&mut parts_of(plan()), &mut keep);
    visit_site(&mut dataset().clone(), &mut keep, &mut |_| {});
    found
}

#[test]
fn every_text_has_both_languages_and_no_stray_blanks() {
    for (place, text) in texts() {
        for words in Lang::ALL.map(|lang| text.get(lang)) {
            assert!(text.has(Lang::En), "{place}");
            assert!(!words.is_empty(), "{place}: empty");
            assert_eq!(words, words.trim(), "{place}");
            assert!(!words.contains("  "), "{place}: two blanks in “{words}”");
        }
    }
}

#[test]
fn english_texts_have_no_japanese_in_them() {
    for (place, text) in texts() {
        let english = text.get(Lang::En);
        let japanese: String = english.chars().filter(|c| is_japanese(*c)).collect();
        assert_eq!(japanese, "", "{place}: {english}");
    }
    for file in ["src/i18n/labels/en.toml", "src/i18n/labels/overview.en.toml"] {
        for (number, line) in (1..).zip(read(file).lines()) {
            let japanese = !line.starts_with('#') && line.chars().any(is_japanese);
            assert!(!japanese, "{file}:{number}: {line}");
        }
    }
}

#[test]
fn english_texts_are_not_the_japanese_ones() {
    for (place, text) in texts() {
        assert_ne!(text.original(), text.get(Lang::En), "{place}");
    }
}

#[test]
fn summaries_have_the_same_paragraphs_and_quantities_in_both_languages() {
    for project in plan().projects() {
        let paragraphs = |text: &str| keikaku::plan::paragraphs(text).count();
        let (ja, en) = (project.summary.original(), project.summary.get(Lang::En));
        assert_eq!(paragraphs(ja), paragraphs(en), "{}: paragraphs", project.id);
        for quantity in quantities(ja) {
            assert!(en.contains(&quantity), "{}: {quantity} is not in “{en}”", project.id);
        }
    }
}

/// The numbers of a Japanese text as English writes them: 3年間 is "three", 160万円 is 1.6 million yen.
fn quantities(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let number = &rest[at..];
        let end = number.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(number.len());
        let digits = number[..end].replace(',', "");
        rest = &number[end..];
        let value: u64 = digits.parse().unwrap();
        let words = ["zero", "a single", "two", "three", "four", "five"];
        found.push(match words.get(usize::try_from(value).unwrap()) {
            Some(word) => (*word).to_owned(),
            None if rest.starts_with("万円") => amount(Lang::En, value * 10_000),
            None => grouped(value),
        });
    }
    found
}
