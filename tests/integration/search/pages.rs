//! The pages that answer queries: one address each, the projects with their sum, what is marked, and what is said where
//! nothing is found.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use scraper::{ElementRef, Html};

use super::queries::field;
use crate::support::dataset::{DataFolder, Row, fixture};
use crate::support::html::{all, attributes, leading_number, one, text, texts, within};
use crate::support::plans::Served;
use crate::support::site::{Answer, get};

const LIST: &str = "/ja/2024/projects/";

fn location(path: &str) -> String {
    let answer = get(path);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
    assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}");
    answer.header("location").to_owned()
}

fn found(path: &str) -> Html {
    let answer = get(path);
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    assert_eq!(answer.header("x-robots-tag"), "noindex", "{path}");
    Html::parse_document(answer.text())
}

/// The ids of the projects in a page's rows.
fn ids(html: &Html) -> Vec<String> {
    let id = |href: &&str| href.trim_end_matches('/').rsplit('/').next().unwrap().to_owned();
    attributes(html, ".rows tbody th a", "href").iter().map(id).collect()
}

/// The rows of projects.csv by id.
fn projects() -> BTreeMap<String, Row> {
    let rows = DataFolder::fy2024().records("2024/projects.csv");
    rows.into_iter().map(|row| (row["id"].clone(), row)).collect()
}

/// The searches of the table that find something, each with the ids of the projects.
fn searches() -> Vec<(String, Vec<String>)> {
    let table = std::fs::read_to_string(fixture("searches.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    let ids = |cell: &str| cell.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    rows.map(|row| (row[0].to_owned(), ids(&row[2]))).filter(|(_, ids)| !ids.is_empty()).collect()
}

#[test]
fn a_query_has_one_address() {
    for (asked, canonical) in [
        ("?q=観光", "?q=%E8%A6%B3%E5%85%89"),
        ("?q=%e8%a6%b3%e5%85%89", "?q=%E8%A6%B3%E5%85%89"),
        ("?mark=new&q=&utm_source=x&departments=tourism-policy", "?departments=tourism-policy&mark=new"),
        ("?utm_source=x", ""),
        ("?q=", ""),
        ("?sort=-amount", "by/amount/"),
    ] {
        let asked = asked.replace("観光", "%E8%A6%B3%E5%85%89&page=1");
        assert_eq!(location(&format!("{LIST}{asked}")), format!("{LIST}{canonical}"), "{asked}");
        assert_eq!(get(&format!("{LIST}{canonical}")).status, StatusCode::OK, "{canonical}");
    }
    let search = "/en/2024/search/";
    assert_eq!(location(&format!("{search}?q=a+b&mark=new&mark=new")), "/en/2024/projects/?q=a+b&mark=new");
    assert_eq!(location(&format!("{search}?q=")), search);
    // An address that is written otherwise leads to its own first, with all that was asked.
    let other = get("/JA/2024/projects?utm_source=x&q=a");
    let moved = (other.status, other.header("location"));
    assert_eq!(moved, (StatusCode::PERMANENT_REDIRECT, "/ja/2024/projects/?utm_source=x&q=a"));
    assert_eq!(get(search).status, StatusCode::OK);
    assert_eq!(get(&format!("{LIST}?{}", "mark=a&".repeat(21))).status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&format!("{LIST}?{}", field("q", &"a".repeat(101)))).status, StatusCode::BAD_REQUEST);
    // Pages without a list ignore what stands behind a question mark.
    assert_eq!(get("/ja/2024/sums/?q=a").text(), get("/ja/2024/sums/").text());
}

#[test]
fn a_page_shows_what_is_found_and_what_it_costs_together() {
    let projects = projects();
    for (q, expected) in searches() {
        let path = location(&format!("{LIST}?{}&utm=1", field("q", &q)));
        let html = found(&path);
        let mut ids = ids(&html);
        ids.sort();
        assert_eq!(ids, expected, "{q}");
        let amounts = ids.iter().map(|id| projects[id]["budget_thousand_yen"].parse::<u64>().ok());
        let (stated, sum) = amounts.flatten().fold((0, 0), |(n, sum), amount| (n + 1, sum + amount));
        if ids.len() > 1 && stated > 0 {
            let total = text(one(&html, ".rows tfoot td.num:not(.wd)"));
            assert_eq!(leading_number(&total), Some(sum), "{q}");
        }
        let heading = text(one(&html, "h2#results"));
        assert!(heading.starts_with(&format!("{}事業", ids.len())), "{q}: {heading}");
        let title = text(one(&html, "title"));
        assert!(title.contains("を含む事業") && text(one(&html, "h1")).contains("を含む事業"), "{title}");
        assert_eq!(attributes(&html, "meta[name=robots]", "content"), ["noindex"]);
    }
}

/// What a row marks.
fn marks(row: ElementRef<'_>) -> Vec<String> {
    texts(within(row, "mark"))
}

#[test]
fn words_are_marked_where_they_are() {
    let html = found(&format!("{LIST}?{}", field("q", "観光")));
    let headings = texts(all(&html, ".rows tbody > tr > th:only-child b"));
    assert_eq!(headings.len(), 3, "{headings:?}");
    for row in all(&html, ".rows tbody tr:not(:has(> th:only-child))") {
        let marks = marks(row);
        assert!(!marks.is_empty() && marks.iter().all(|mark| mark == "観光"), "{marks:?}");
        // A department is marked only where the word is nowhere else.
        let (departments, others) =
            (within(row, "small mark").len(), within(row, "th > a mark, .sm mark").len());
        assert!(departments == 0 || others == 0);
    }
    // In the other language, by the reading, by a group, by a term.
    let only = |q: &str, lang: &str| {
        let html = found(&format!("/{lang}/2024/projects/?{}", field("q", q)));
        marks(all(&html, ".rows tbody tr:not(:has(> th:only-child))")[0])
    };
    assert_eq!(only("台湾", "en"), ["台湾", "台湾"], "the summary and the name in Japanese");
    assert_eq!(only("マイス", "ja"), ["まいす"]);
    assert_eq!(only("しんようほしょうりょう", "ja"), ["しんようほしょうりょう"]);
    assert_eq!(only("subsidies", "en")[0], "Subsidies");
    let by_group = found(&format!("{LIST}?{}", field("q", "取組9")));
    assert!(all(&by_group, ".sm small mark").len() == ids(&by_group).len());
    let english = found(&format!("/en/2024/projects/?{}", field("q", "台湾")));
    assert_eq!(attributes(&english, ".sm span[lang]", "lang")[0], "ja");
}

#[test]
fn conditions_can_be_taken_off_one_by_one() {
    let query = format!("{}&departments=tourism-policy&mark=priority", field("q", "観光"));
    let html = found(&format!("{LIST}?{query}"));
    let chips = attributes(&html, ".chips a", "href");
    let q = field("q", "観光");
    assert_eq!(
        chips,
        [
            format!("{LIST}?departments=tourism-policy&mark=priority"),
            format!("{LIST}?{q}&mark=priority"),
            format!("{LIST}?{q}&departments=tourism-policy"),
            LIST.to_owned(),
        ]
    );
    let checked = attributes(&html, ".facet input[checked]", "value");
    assert_eq!(checked, ["tourism-policy", "priority"]);
    assert!(attributes(&html, "details", "open").is_empty(), "folds are closed");
    // The other language keeps the query.
    let english = attributes(&html, ".langs a", "href")[0];
    assert_eq!(english, format!("/en/2024/projects/?{query}"));
    assert_eq!(ids(&found(english)), ids(&html));
}

#[test]
fn an_unknown_value_finds_nothing_and_says_so() {
    let path = format!("{LIST}?{}&departments=nonsense", field("q", "空き店舗"));
    let html = found(&path);
    assert_eq!(ids(&html), Vec::<String>::new());
    assert_eq!(all(&html, ".chip.bad").len(), 1);
    assert_eq!(attributes(&html, ".facet input[checked]", "value"), ["nonsense"]);
    let links = attributes(&html, "main section li a", "href");
    let alone = format!("{LIST}?{}", field("q", "空き店舗"));
    assert!(links.contains(&alone.as_str()), "{links:?}");
    assert_eq!(ids(&found(&alone)).len(), 1);
}

#[test]
fn nothing_found_offers_a_near_word() {
    let html = found(&format!("{LIST}?{}", field("q", "観孔")));
    assert_eq!(attributes(&html, "section .chip", "href"), [format!("{LIST}?{}", field("q", "観光"))]);
    let near = text(one(&html, "section .chip"));
    assert!(near.starts_with("観光 7事業"), "{near}");
}

#[test]
fn files_have_what_the_page_has_in_the_same_order() {
    for query in [
        "q=%E8%A3%9C%E5%8A%A9",
        "q=%E8%A6%B3%E5%85%89&sort=-amount",
        "departments=commerce-finance&sort=name",
    ] {
        let page = ids(&found(&format!("{LIST}?{query}")));
        let csv = get(&format!("/ja/2024/projects.csv?{query}"));
        assert_eq!(csv.status, StatusCode::OK);
        let mut reader = csv::Reader::from_reader(csv.text().trim_start_matches('\u{FEFF}').as_bytes());
        let at = reader.headers().unwrap().iter().position(|name| name == "id").unwrap();
        let rows: Vec<String> = reader.records().map(|row| row.unwrap()[at].to_owned()).collect();
        assert_eq!(rows, page, "{query}");
        let json: serde_json::Value =
            serde_json::from_str(get(&format!("/ja/2024/projects.json?{query}")).text()).unwrap();
        assert!(json.to_string().contains(&page[0]));
        assert_eq!(
            location(&format!("/ja/2024/projects.csv?{query}&page=2")),
            format!("/ja/2024/projects.csv?{query}")
        );
    }
}

#[test]
fn a_long_result_is_in_parts_that_add_up() {
    let site = Served::new(&DataFolder::minimal().projects(250));
    let answer = |path: &str| -> Answer { site.get(path) };
    let query = field("q", "事業");
    let first = answer(&format!("{LIST}?{query}"));
    assert_eq!(first.status, StatusCode::OK);
    let mut seen = Vec::new();
    let mut next = Some(format!("{LIST}?{query}"));
    while let Some(path) = next {
        let html = Html::parse_document(answer(&path).text());
        seen.extend(ids(&html));
        next = attributes(&html, "a[rel=next]", "href").first().map(|href| (*href).to_owned());
    }
    let heading = text(one(&Html::parse_document(first.text()), "h2#results"));
    assert_eq!(leading_number(&heading), Some(seen.len() as u64), "{heading}");
    seen.sort();
    seen.dedup();
    assert_eq!(leading_number(&heading), Some(seen.len() as u64));
    assert_eq!(answer(&format!("{LIST}?{query}&page=999")).status, StatusCode::NOT_FOUND);
}
