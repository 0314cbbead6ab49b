//! What each language needs of its own: the order of a glossary, the name in the original.

use std::collections::BTreeSet;

use keikaku::i18n::Lang;

use super::crawl::Kind;
use super::faults::on_every_page;
use super::tree::Element;
use crate::support::dataset::Row;

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
                    let [a, b] = [0, 1].map(|at| english(pair[at]).unwrap_or(&pair[at]["term_ja"]));
                    (alphabetical_key(a) <= alphabetical_key(b), [a, b])
                }
            };
            faults.unless(is_ordered, set, &page.path, || format!("{} stands before {}", names[0], names[1]));
        }
    });
}

/// A term in English; `None` where it is not translated.
fn english(term: &Row) -> Option<&String> {
    term.get("term_en").filter(|term| !term.is_empty())
}

/// A term, its reading, and the term in the other language: each once, and none for what is not there.
#[test]
fn terms_are_given_in_the_languages_that_they_have() {
    on_every_page(|set, page, faults| {
        if page.address.kind != Kind::Glossary {
            return;
        }
        for term in &set.terms {
            let entry = page.main().find("dl.terms div").into_iter();
            let entry =
                entry.filter(|entry| entry.attr("id") == Some(&term["id"])).flat_map(|own| own.find("dt"));
            let found: Vec<String> = entry.map(Element::text).collect();
            let (original, reading) = (&term["term_ja"], format!("（{}）", term["reading_ja"]));
            let reading = if term["reading_ja"] == *original { "" } else { &reading };
            let wanted = match (page.lang(), english(term)) {
                (Lang::Ja, Some(english)) => format!("{original} {reading} {english}"),
                (Lang::En, Some(english)) => format!("{english} {original}{reading}"),
                (Lang::Ja, None) => format!("{original} {reading}"),
                (Lang::En, None) => original.clone(),
            };
            let wanted = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
            faults.unless(found == [wanted.as_str()], set, &page.path, || format!("{found:?}, not {wanted}"));
        }
    });
}

#[test]
fn english_pages_show_the_original_name() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        if page.lang() == Lang::ORIGINAL {
            return;
        }
        let name = match &page.address.kind {
            Kind::Group(level, id) => &plan.groups[plan.group(level, id)].name,
            Kind::Project(id) => &plan.project(id).name,
            Kind::Department(id) => &plan.departments[plan.department(id)].full_name,
            _ => return,
        };
        let originals = page.main().find("p.original [lang=ja], details.original b");
        let found: Vec<String> = originals.into_iter().map(Element::text).collect();
        // What has no translation is the heading itself, and needs no original beside it.
        let wanted: Vec<&str> = Some(name.original()).into_iter().filter(|_| name.has(page.lang())).collect();
        faults.unless(found == wanted, set, &page.path, || {
            format!("the originals are {found:?}, not {wanted:?}")
        });
        let heading = page.main().texts("h1").concat();
        let shown = name.get(page.lang());
        faults.unless(heading.contains(shown), set, &page.path, || format!("“{heading}” has no “{shown}”"));
    });
}

/// Whether a text has Japanese characters.
fn is_japanese(text: &str) -> bool {
    text.contains(
        |c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'),
    )
}

/// The Japanese texts in a part of a page that nothing marks as such. The title and the description of a chart
/// are plain text, in which nothing can be marked.
fn unmarked<'p>(element: &'p Element, found: &mut Vec<&'p str>) {
    if element.attr("lang").is_some_and(|lang| lang == Lang::ORIGINAL.code()) {
        return;
    }
    found.extend(element.own_texts().filter(|text| is_japanese(text)));
    let is_plain = |child: &Element| matches!(child.name(), "title" | "desc");
    element.children().filter(|child| !is_plain(child)).for_each(|child| unmarked(child, found));
}

/// What the tables have in Japanese alone stands as it is, and is marked so that it is read out as Japanese.
#[test]
fn what_is_not_translated_is_marked_as_japanese() {
    on_every_page(|set, page, faults| {
        if page.lang() == Lang::ORIGINAL {
            return;
        }
        let mut found = Vec::new();
        unmarked(page.html.first("body").unwrap(), &mut found);
        faults.unless(found.is_empty(), set, &page.path, || format!("not marked as Japanese: {found:?}"));
    });
}

/// What the tables state in Japanese is on the Japanese page of it, and its translation on the other.
#[test]
fn a_project_has_its_summary_in_the_language_of_the_page_and_in_the_original() {
    on_every_page(|set, page, faults| {
        let (Some(plan), Kind::Project(id)) = (set.plan_of(page), &page.address.kind) else { return };
        let summary = &plan.project(id).summary;
        let main = page.main().text();
        for lang in [page.lang(), Lang::ORIGINAL] {
            let mut sentences = summary.get(lang).split('【').flat_map(|part| part.split('】'));
            let is_there = sentences.all(|part| main.contains(part.trim()));
            faults.unless(is_there, set, &page.path, || format!("no summary in {lang}: {main}"));
        }
    });
}
