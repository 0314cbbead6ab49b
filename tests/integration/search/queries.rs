//! Queries of a list: their one form, and what random ones find in every plan.

use keikaku::i18n::Lang;
use keikaku::plan::{Dataset, Plan};
use keikaku::search::{Facet, Index, Query, Sort, TooMuch, ValueCount};

use super::naive::Naive;
use crate::support::dataset::{DataFolder, fixture};

/// A form's field with that value, as a form writes it.
pub(super) fn field(key: &str, value: &str) -> String {
    let encoded = value.bytes().map(|byte| match byte {
        b' ' => "+".to_owned(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    format!("{key}={}", encoded.collect::<String>())
}

#[test]
fn a_query_has_one_canonical_form() {
    let dataset = DataFolder::fy2024().dataset();
    let plan = dataset.newest().unwrap();
    for (asked, canonical) in [
        ("", ""),
        ("q=&departments=&sort=", ""),
        ("utm_source=x&q=+a++b+", "q=a+b"),
        ("q=%E8%A6%B3%E5%85%89", "q=%E8%A6%B3%E5%85%89"),
        ("sort=-amount&mark=new&mark=priority&q=a", "q=a&mark=priority&mark=new&sort=-amount"),
        (
            "departments=tourism-policy&directions=5&directions=2&departments=tourism-policy",
            "directions=2&directions=5&departments=tourism-policy",
        ),
        (
            "departments=nonsense&departments=tourism-policy",
            "departments=tourism-policy&departments=nonsense",
        ),
        ("initiatives=99", "initiatives=99"),
        (
            "amount=10000-&amount=none&amount=01000-9999&amount=5-1&amount=x",
            "amount=none&amount=1000-9999&amount=10000-&amount=5-1&amount=x",
        ),
        ("sort=document", ""),
        ("sort=document&q=a", "q=a&sort=document"),
        ("sort=sideways&page=1", ""),
        ("page=3&mark=new", "mark=new&page=3"),
        ("page=x&mark=again", "mark=again"),
        ("q=%22job+fair%22", "q=%22job+fair%22"),
        ("q=a&q=b", "q=a"),
    ] {
        let query = Query::read(plan, asked).unwrap();
        assert_eq!(query.canonical(plan), canonical, "{asked}");
        assert_eq!(Query::read(plan, canonical).unwrap(), query, "{canonical}");
    }
    let many = |n: usize| "departments=x&".repeat(n);
    assert!(Query::read(plan, &many(20)).is_ok());
    assert_eq!(Query::read(plan, &many(21)), Err(TooMuch::Values));
    assert_eq!(Query::read(plan, &format!("{}q=a", many(20))), Err(TooMuch::Values));
    assert_eq!(Query::read(plan, &format!("q={}", "+a".repeat(21))), Err(TooMuch::Values));
    let long = |n: usize| field("q", &"あ".repeat(n));
    assert!(Query::read(plan, &long(100)).is_ok());
    assert_eq!(Query::read(plan, &long(101)), Err(TooMuch::Characters));
}

/// Numbers that look random and are the same at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len())]
    }
}

/// Words of a plan, whole and in pieces: of Japanese any piece, of words that stand apart the beginning.
fn some_word(plan: &Plan, random: &mut Random) -> String {
    let project = random.of(plan.projects());
    let department = random.of(plan.departments());
    let group = random.of(plan.groups());
    let lang = if random.one_in(3) { Lang::En } else { Lang::Ja };
    let text = match random.below(6) {
        0 => department.name.get(lang),
        1 => group.name.get(lang),
        2 => project.kana.as_deref().unwrap_or("ない"),
        3 => project.summary.get(lang),
        _ => project.name.get(lang),
    };
    // Phrases are another test's.
    let chars: Vec<char> = text.chars().filter(|c| !"「」『』“”\"".contains(*c)).collect();
    if text.is_ascii() || lang == Lang::En && project.name.has(Lang::En) {
        let words: Vec<&str> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let word = random.of(&words);
        let length = 1 + random.below(word.chars().count());
        return word.chars().take(if random.one_in(3) { length } else { 99 }).collect();
    }
    let (from, length) = (random.below(chars.len()), 1 + random.below(4));
    chars[from..].iter().take(length).collect()
}

fn some_query(plan: &Plan, random: &mut Random) -> String {
    let mut pairs = Vec::new();
    if !random.one_in(4) {
        let words: Vec<String> =
            (0..=random.below(3).min(random.below(3))).map(|_| some_word(plan, random)).collect();
        pairs.push(field("q", &words.join(" ")));
    }
    let mut filters: Vec<(String, String)> = Vec::new();
    for facet in Facet::all(plan) {
        let key = facet.key(plan).to_owned();
        let wanted = if random.one_in(3) { 1 + random.below(3) } else { 0 };
        for _ in 0..wanted {
            let value = match facet {
                _ if random.one_in(12) => "nonsense".to_owned(),
                Facet::Level(level) => {
                    let groups: Vec<_> = plan.groups_on(level).collect();
                    random.of(&groups).id.to_string()
                }
                Facet::Departments => random.of(plan.departments()).id.to_string(),
                Facet::Mark if plan.flags().is_empty() || random.one_in(3) => "again".to_owned(),
                Facet::Mark => random.of(plan.flags()).column.clone(),
                Facet::Amount => {
                    (*random.of(&["none", "zero", "0-9", "1-999", "1000-9999", "10-99", "10000-", "1-"]))
                        .to_owned()
                }
            };
            filters.push((key.clone(), value));
        }
    }
    pairs.extend(filters.iter().map(|(key, value)| field(key, value)));
    let sort = random.of(&Sort::ALL).in_query();
    pairs.extend(sort.filter(|_| random.one_in(2)).map(|sort| field("sort", sort)));
    pairs.join("&")
}

fn plans() -> Vec<(String, Dataset)> {
    let fixtures = ["one-level", "stress", "three-levels", "two-years"];
    let fixtures =
        fixtures.map(|name| (name.to_owned(), DataFolder::read(&fixture(&format!("plans/{name}")))));
    let all = fixtures
        .into_iter()
        .chain([("minimal".to_owned(), DataFolder::minimal()), ("data".to_owned(), DataFolder::fy2024())]);
    all.map(|(name, folder)| (name, folder.dataset_despite_warnings())).collect()
}

#[test]
fn random_queries_find_what_a_slow_search_finds() {
    let mut found = 0;
    for (name, dataset) in plans() {
        let plan = dataset.newest().unwrap();
        let index = Index::new(plan, &dataset.terms);
        let slow = Naive::new(plan, &dataset.terms);
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for turn in 0..200 {
            let query = some_query(plan, &mut random);
            let query = Query::read(plan, &query).unwrap();
            let lang = *random.of(&Lang::ALL);
            let own = index.search(plan, &query, lang);
            let expected = slow.search(&query, lang);
            let ids: Vec<_> =
                own.hits.iter().map(|hit| (plan.projects()[hit.project].id.as_str(), hit.tier)).collect();
            let asked = format!("{name}, {}, {:?}", query.canonical(plan), query.q);
            assert_eq!(ids, expected.hits, "{asked}");
            assert_eq!(own.total, expected.total, "{asked}");
            for facet in &own.facets {
                // A fifth of the values in turn: a plan may have hundreds of departments.
                let in_turn = |(at, value): &(usize, &ValueCount)| value.is_chosen || at % 5 == turn % 5;
                for (_, value) in facet.values.iter().enumerate().filter(in_turn) {
                    let expected = slow.count(&query, facet.facet, &value.value);
                    assert_eq!(value.projects, expected, "{asked}: {:?} {:?}", facet.facet, value.value);
                    let is_chosen =
                        query.filters.iter().any(|own| own.facet == facet.facet && own.value == value.value);
                    assert_eq!(value.is_chosen, is_chosen, "{asked}");
                }
            }
            for condition in index.conditions(plan, &query) {
                for (query, projects) in [condition.without, condition.alone] {
                    let expected = slow.search(&query, lang);
                    assert_eq!(projects, expected.hits.len(), "{asked}: {}", query.canonical(plan));
                }
            }
            found += own.hits.len();
        }
    }
    assert!(found > 1_000, "the queries find {found} projects");
}
