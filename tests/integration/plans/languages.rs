//! What each language needs of its own: the order of a glossary, the name in the original.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::crawl::Kind;
use super::faults::on_every_page;
use super::tree::Element;

/// A reading as dictionaries sort it: one kind of kana, without the marks of voiced sounds, small ones as
/// large ones, a long vowel as its vowel.
fn dictionary_key(reading: &str) -> String {
    const VOICED: &str = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽゔぁぃぅぇぉっゃゅょゎ";
    const PLAIN: &str = "かきくけこさしすせそたちつてとはひふへほはひふへほうあいうえおつやゆよわ";
    const VOWELS: [&str; 5] = [
        "あかさたなはまやらわ",
        "いきしちにひみりゐ",
        "うくすつぬふむゆる",
        "えけせてねへめれゑ",
        "おこそとのほもよろを",
    ];
    let mut key = String::new();
    for c in reading.chars().filter(|c| !matches!(c, '・' | ' ' | '\u{3000}')) {
        let hiragana = match c {
            'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap(),
            'ー' => {
                let before = key.chars().next_back().unwrap_or_default();
                VOWELS.iter().find(|row| row.contains(before)).and_then(|row| row.chars().next()).unwrap_or(c)
            }
            other => other,
        };
        let voiced = VOICED.chars().position(|other| other == hiragana);
        key.push(voiced.and_then(|at| PLAIN.chars().nth(at)).unwrap_or(hiragana));
    }
    key
}

/// An English term as an index sorts it: letters and figures count, marks and capitals do not.
fn alphabetical_key(term: &str) -> String {
    let plain = term.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>();
    plain.trim().to_lowercase()
}

#[test]
fn readings_are_compared_as_in_a_dictionary() {
    let sorted = [
        "アイ",
        "いーしー",
        "いっぱん",
        "インターン",
        "ばんそう",
        "はんろ",
        "ポート",
        "マイス",
        "マッチング",
    ];
    let keys: Vec<String> = sorted.iter().map(|reading| dictionary_key(reading)).collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert_eq!(dictionary_key("ビーシーピー"), "ひいしいひい");
}

#[test]
fn the_glossary_is_in_the_order_of_its_language() {
    on_every_page(|set, page, faults| {
        if page.address.kind != Kind::Glossary {
            return;
        }
        let ids: Vec<&str> = page.main().attributes("[id]", "id");
        let term = |id: &&str| set.terms.iter().find(|term| term["id"] == **id);
        let found: Vec<_> = ids.iter().filter_map(term).collect();
        let unique: BTreeSet<&String> = found.iter().map(|term| &term["id"]).collect();
        let is_whole = found.len() == set.terms.len() && unique.len() == found.len();
        faults.unless(is_whole, set, &page.path, || format!("{} of {} terms", found.len(), set.terms.len()));
        for pair in found.windows(2) {
            let (is_ordered, names) = match page.lang() {
                Lang::Ja => {
                    let [a, b] = [&pair[0]["reading_ja"], &pair[1]["reading_ja"]];
                    (dictionary_key(a) <= dictionary_key(b), [a, b])
                }
                Lang::En => {
                    let [a, b] = [&pair[0]["term_en"], &pair[1]["term_en"]];
                    (alphabetical_key(a) <= alphabetical_key(b), [a, b])
                }
            };
            faults.unless(is_ordered, set, &page.path, || format!("{} stands before {}", names[0], names[1]));
        }
    });
}

#[test]
fn english_pages_show_the_original_name() {
    on_every_page(|set, page, faults| {
        let Some(plan) = page.address.year.map(|year| &set.years[&year]) else { return };
        if page.lang() != Lang::En {
            return;
        }
        let name = match &page.address.kind {
            Kind::Direction(number) => {
                &plan.directions.iter().find(|own| own.number == *number).unwrap().name.ja
            }
            Kind::Initiative(number) => &plan.initiative(*number).name.ja,
            Kind::Project(id) => &plan.project(id).name.ja,
            Kind::Department(id) => &plan.department(id).full_name.ja,
            _ => return,
        };
        let is_there = |element: &&Element| element.text().contains(name.as_str());
        let found = page.main().find("[lang=ja]").into_iter().any(|element| is_there(&element));
        faults.unless(found, set, &page.path, || "the Japanese name is not there, marked as such".into());
    });
}
