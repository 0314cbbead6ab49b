//! A pseudo-language: every text of the labels and of the data stands in ⟦brackets⟧, so what a page shows
//! outside of them was typed into the program or a template, where no translator would find it.
//!
//! Of a label only its own words are bracketed, not the values that it is filled with: those have to be
//! bracketed by themselves, or to be numbers in a known format.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use axum::body::Body;
use axum::http::Request;
use keikaku::format::{Format, describe};
use keikaku::http::{AppState, HttpService};
use keikaku::i18n::{self, Labels, Lang, Text, amount};
use keikaku::open_data::DataVersion;
use keikaku::plan::{Dataset, Plan, Total};
use keikaku::site::{PageUrl, Snapshot};
use scraper::node::Node;
use scraper::{ElementRef, Html};

use crate::support::html::{all, one, text, without_data};
use crate::support::site::{ask, base_url, dataset, document, plan, read};
use crate::support::texts::{parts_of, visit_plan, visit_site};

/// The words of a label in brackets, its places as they are: `⟦Budget of ⟧{name}`.
fn bracketed(label: &str) -> String {
    let mut out = String::new();
    let mut rest = label;
    while let Some((words, after)) = rest.split_once('{') {
        let (place, after) = after.split_once('}').unwrap();
        out += &format!("{}{{{place}}}", in_brackets(words));
        rest = after;
    }
    out + &in_brackets(rest)
}

fn in_brackets(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("⟦{words}⟧") }
}

fn bracket(value: &mut toml::Value) {
    match value {
        toml::Value::String(label) => *label = bracketed(label),
        toml::Value::Array(values) => values.iter_mut().for_each(bracket),
        toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| bracket(value)),
        other => panic!("a label is a text: {other}"),
    }
}

fn labels(lang: Lang) -> Labels {
    let files = ["", "overview.", "data.", "find.", "operator."]
        .map(|name| read(format!("src/i18n/labels/{name}{lang}.toml")));
    let mut table: toml::Table = files.join("\n").parse().unwrap();
    table.iter_mut().for_each(|(_, value)| bracket(value));
    Labels::parse(&toml::to_string(&table).unwrap()).unwrap()
}

/// The data with every text in brackets.
fn data() -> Dataset {
    let mut data = dataset().clone();
    let mut mark = |_: &str, text: &mut Text| *text = text.map(|_, words| in_brackets(words));
    let plans = dataset().plans.iter().map(|(year, plan)| {
        let mut parts = parts_of(plan);
        visit_plan(&mut parts, &mut mark);
        parts.flags.iter_mut().for_each(|flag| flag.sign = in_brackets(&flag.sign));
        (*year, Arc::new(Plan::new(parts)))
    });
    data.plans = plans.collect();
    visit_site(&mut data, &mut mark, &mut |reading| *reading = in_brackets(reading));
    data
}

fn site() -> HttpService {
    HttpService::new(AppState::new(Snapshot::with_labels(data(), Lang::ALL.map(labels)).unwrap()))
}

/// Which version of the data it is with its texts in brackets.
static VERSION: LazyLock<DataVersion> = LazyLock::new(|| DataVersion::of(&data().plans[&plan().year()]));

/// Every number of the plan that a page may write in words or with a unit.
fn amounts() -> BTreeSet<u64> {
    let plan = plan();
    let marked = |mark: fn(&keikaku::plan::Project) -> bool| {
        Total::of(plan.projects().iter().filter(|project| mark(project)))
    };
    let totals = plan.groups().iter().flat_map(|group| [plan.total_of(group), plan.reprints_of(group)]);
    let totals = totals.chain(plan.departments().iter().map(|own| plan.total_of_department(own)));
    let marked_in = plan.groups().iter().flat_map(|group| {
        [0, 1].map(|place| {
            let counted = plan.listed_within(group).filter(|(listing, _)| !listing.reprint);
            Total::of(counted.map(|(_, own)| own).filter(|own| own.flags.has(place)))
        })
    });
    let totals = totals.chain(marked_in).chain([
        plan.total(),
        marked(|own| own.flags.has(0)),
        marked(|own| own.flags.has(1)),
    ]);
    let budgets = plan.projects().iter().filter_map(|project| project.budget);
    let again = plan.amount_of_all_listings().get() - plan.total().amount.get();
    let budgets = budgets.chain([keikaku::plan::Yen::new(again)]);
    // The ranges of amounts that a list can be narrowed to end at powers of ten.
    let bounds = (3..=10).map(|zeros| 10_u64.pow(zeros));
    totals.filter_map(|total| total.stated()).chain(budgets).map(|sum| sum.get()).chain(bounds).collect()
}

/// What a page may show outside of brackets and has letters in it, the longest first.
fn known(lang: Lang) -> Vec<String> {
    let year = plan().year().get();
    let as_of = plan().about().as_of;
    let mut known: Vec<String> = amounts()
        .into_iter()
        .map(|sum| amount(lang, sum))
        .chain(i18n::share(lang, 1, 1_000_000))
        .chain([i18n::fiscal_year(lang, year), i18n::fiscal_year_short(lang, year)])
        .chain([i18n::fiscal_months(lang, year)])
        .chain([i18n::day(lang, (as_of.year, as_of.month, as_of.day))])
        .chain(Lang::ALL.map(|lang| lang.endonym().to_owned()))
        .chain(plan().flags().iter().map(|flag| flag.sign.clone()))
        .chain(
            (1..=59)
                .map(|place| i18n::ordinal(lang, place))
                .filter(|place| place.ends_with(char::is_alphabetic)),
        )
        .chain(["plan.json", "KB", "MB", "UTF-8"].map(str::to_owned))
        // The index of the glossary.
        .chain(('A'..='Z').map(String::from).filter(|_| lang == Lang::En))
        .chain([VERSION.to_string()])
        .chain(described(lang))
        .collect();
    known.sort_by_key(|words| std::cmp::Reverse(words.len()));
    known
}

/// What the fields of the data hold: such texts belong to the format.
fn described(lang: Lang) -> impl Iterator<Item = String> {
    let format = Format::new(plan().levels().to_vec(), plan().flags().to_vec());
    let tables = format.tables.into_iter().chain([Format::glossary()]);
    let fields: Vec<_> = tables.flat_map(|table| table.fields).collect();
    fields.into_iter().map(move |field| describe(&field, lang).to_owned())
}

/// What stands outside of brackets; an error where brackets do not close.
fn outside(text: &str) -> Result<String, String> {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' => depth = depth.checked_sub(1).ok_or(format!("“{text}”: brackets do not match"))?,
            c if depth == 0 => out.push(c),
            _ => {}
        }
        // Words on both sides of a bracket are not one word.
        if "⟦⟧".contains(c) {
            out.push('\n');
        }
    }
    if depth == 0 { Ok(out) } else { Err(format!("“{text}”: brackets do not match")) }
}

/// Words outside of brackets that are in no known format.
fn forgotten(text: &str, known: &[String]) -> Result<Vec<String>, String> {
    let mut rest = outside(text)?;
    while let Some(at) = rest.find(base_url()) {
        let length = rest[at..].find(|c: char| !c.is_ascii_graphic()).unwrap_or(rest.len() - at);
        rest.replace_range(at..at + length, "\n");
    }
    for words in known {
        rest = rest.replace(words, "\n");
    }
    let lines = rest.lines().map(str::trim).filter(|line| line.chars().any(char::is_alphabetic));
    Ok(lines.map(str::to_owned).collect())
}

/// Attributes that are read out or shown.
const SHOWN: [&str; 6] = ["aria-label", "aria-description", "alt", "title", "placeholder", "value"];

/// Every text of a page: its body as one, since a chart breaks labels into lines, and each attribute.
fn visible(html: &Html) -> Vec<String> {
    let body: Vec<&str> = one(html, "body")
        .descendants()
        .filter_map(|node| match node.value() {
            // Names of files and columns are the same in every language.
            Node::Text(words) => {
                let parent = node.parent().and_then(|parent| parent.value().as_element());
                (parent.is_none_or(|parent| parent.name() != "code")).then_some(&**words)
            }
            _ => None,
        })
        .collect();
    let attributes = SHOWN.into_iter().flat_map(|name| {
        // The value of a box to tick is for the address.
        let elements = all(html, &format!("[{name}]:not([type=checkbox])")).into_iter();
        elements.filter_map(move |element| element.attr(name)).map(str::to_owned).collect::<Vec<_>>()
    });
    let meta = all(html, "meta[name=description], meta[property^=og]");
    // The one property that is a keyword.
    let meta = meta.into_iter().filter(|meta: &ElementRef<'_>| meta.attr("property") != Some("og:type"));
    let meta = meta.filter_map(|meta| meta.attr("content")).map(closed);
    // A line break keeps the end of one text from making a word with the beginning of the next.
    [body.join("\n"), text(one(html, "head > title"))].into_iter().chain(attributes).chain(meta).collect()
}

/// A description whose brackets close: of a summary it has the first sentence alone.
fn closed(description: &str) -> String {
    if description.matches('⟦').count() == description.matches('⟧').count() {
        return description.to_owned();
    }
    let stop = if description.contains('。') { "。⟦" } else { ".⟦" };
    description.replacen(stop, &stop.replace('⟦', "⟧⟦"), 1)
}

#[track_caller]
fn shows_nothing_forgotten(path: &str, lang: Lang, html: &Html) {
    let known = known(lang);
    for words in visible(html) {
        let forgotten = forgotten(&words, &known).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        assert_eq!(forgotten, Vec::<String>::new(), "{path}");
    }
}

#[test]
fn every_text_of_every_page_comes_from_the_labels_or_the_data() {
    let site = site();
    for url in PageUrl::all(dataset()) {
        for lang in Lang::ALL {
            let page = document(&site, url.clone(), lang);
            assert!(
                !without_data(&page.text).contains(['{', '}']),
                "{}: a place that was not filled",
                page.path
            );
            shows_nothing_forgotten(&page.path, lang, &page.html());
        }
    }
}

#[test]
fn every_text_of_every_error_page_comes_from_the_labels() {
    let site = site();
    let long = "a".repeat(2100);
    for lang in Lang::ALL {
        let paths = [format!("/{lang}/none/"), format!("/{lang}/%"), format!("/{lang}/{long}")];
        let requests =
            paths.iter().map(|path| ("GET", path.clone())).chain([("POST", format!("/{lang}/2024/"))]);
        for (method, path) in requests {
            let request = Request::builder().method(method).uri(&path);
            let answer = ask(&site, request.body(Body::empty()).unwrap());
            assert!(answer.status.is_client_error(), "{method} {path}");
            shows_nothing_forgotten(&path, lang, &Html::parse_document(answer.text()));
        }
    }
}

#[test]
fn the_search_for_forgotten_texts_finds_them() {
    let known = known(Lang::En);
    let find = |text: &str| forgotten(text, &known);
    assert_eq!(find("⟦a ⟦b⟧ c⟧ 1,234 – FY2024 955.4 million yen"), Ok(vec![]));
    assert_eq!(find("⟦a⟧ typed ⟦b⟧"), Ok(vec!["typed".to_owned()]));
    assert_eq!(find("1.9 million yen"), Ok(vec!["1.9 million yen".to_owned()]), "no number of the plan");
    assert_eq!(find(&format!("{}/en/2024/, 63 − 4", base_url())), Ok(vec![]));
    assert!(find("⟦a⟧⟧").is_err() && find("⟦a").is_err());
    assert_eq!(bracketed("Of {n} and {m}"), "⟦Of ⟧{n}⟦ and ⟧{m}");
}
