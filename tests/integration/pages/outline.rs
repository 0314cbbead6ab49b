//! Outlines: what a visitor who goes from landmark to landmark and heading to heading finds.
//!
//! Of a page's texts they have the headings, the captions and the sentences that the program wrote; the rest
//! is counted.

use std::fmt::Write as _;

use keikaku::i18n::Lang;
use keikaku::site::PageUrl;
use scraper::{ElementRef, Html};

use crate::support::html::{one, text, within};
use crate::support::site::{get, page, plan};

/// One page of each kind, by the name of its snapshot.
fn kinds() -> Vec<(&'static str, PageUrl)> {
    let year = "2024".parse().unwrap();
    let level = |place: usize| plan().levels()[place].id.clone();
    let group = |place, id: &str| PageUrl::Group(year, level(place), id.parse().unwrap());
    vec![
        ("overview", PageUrl::Overview(year)),
        ("directions", PageUrl::Level(year, level(0))),
        ("direction", group(0, "3")),
        ("direction_without_amounts", group(0, "4")),
        ("initiative", group(1, "6")),
        ("projects", PageUrl::Projects(year)),
        ("project", PageUrl::Project(year, "business-succession-support".parse().unwrap())),
        ("project_listed_again", PageUrl::Project(year, "growth-industry-creation".parse().unwrap())),
        ("project_without_amount", PageUrl::Project(year, "planned-ordering".parse().unwrap())),
        ("departments", PageUrl::Departments(year)),
        ("department", PageUrl::Department(year, "agriculture-policy".parse().unwrap())),
        ("department_shared", PageUrl::Department(year, "contract-policy".parse().unwrap())),
        ("priorities", PageUrl::Priorities(year)),
        ("new", PageUrl::Marked(year, "new".parse().unwrap())),
        ("no_amount", PageUrl::NoAmount(year)),
        ("search", PageUrl::Search(year)),
        ("sums", PageUrl::Sums(year)),
        ("data", PageUrl::Data(year)),
        ("glossary", PageUrl::Glossary),
        ("about", PageUrl::About),
        ("accessibility", PageUrl::Accessibility),
    ]
}

#[test]
fn outlines_are_as_they_were() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots/pages");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, url) in kinds() {
            for lang in Lang::ALL {
                insta::assert_snapshot!(format!("{name}.{lang}"), outline(&page(&url, lang).html()));
            }
        }
        for lang in Lang::ALL {
            let answer = get(&format!("/{lang}/none/"));
            insta::assert_snapshot!(format!("error.{lang}"), outline(&Html::parse_document(answer.text())));
        }
    });
}

/// A kind of page without a snapshot would go unseen.
#[test]
fn every_kind_of_page_has_an_outline() {
    let kind = |url: &PageUrl| std::mem::discriminant(url);
    let known: Vec<_> = kinds().iter().map(|(_, url)| kind(url)).collect();
    for page in crate::support::site::documents() {
        assert!(known.contains(&kind(&page.url)), "{}", page.path);
    }
}

fn outline(html: &Html) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "title: {}", text(one(html, "head > title")));
    let description = one(html, "meta[name=description]").attr("content").unwrap_or_default();
    let _ = writeln!(out, "description: {description}");
    walk(one(html, "body"), 0, &mut out);
    out
}

/// Writes what an element is in the outline, and what is in it.
fn walk(element: ElementRef<'_>, depth: usize, out: &mut String) {
    for child in element.child_elements() {
        let line = line(child);
        let below = depth + usize::from(line.is_some());
        if let Some(line) = line {
            let _ = writeln!(out, "{}{line}", "  ".repeat(depth));
        }
        if !matches!(child.value().name(), "table" | "svg" | "nav" | "dl" | "ol" | "ul") {
            walk(child, below, out);
        }
    }
}

fn line(element: ElementRef<'_>) -> Option<String> {
    let name = element.value().name();
    let count = |selector: &str| within(element, selector).len();
    let label = element.attr("aria-label").map(|label| format!(" “{label}”")).unwrap_or_default();
    Some(match name {
        "header" | "main" | "footer" | "section" | "figure" | "details" | "blockquote" => {
            format!("{name}{label}")
        }
        "nav" => format!("nav{label}: {} links", count("a")),
        "h1" | "h2" | "h3" | "h4" => format!("{name} {}", text(element)),
        "dl" => format!("dl{label}: {} terms, {} links", count("dt"), count("a")),
        "ul" | "ol" => format!("{name}: {} items, {} links", count("li"), count("a")),
        "figcaption" | "summary" => format!("{name}: {}", text(element)),
        "table" => {
            let caption = within(element, "caption").first().map(|caption| text(*caption));
            let caption = caption.unwrap_or_default();
            format!("table “{caption}”: {} rows, {} links", count("tr"), count("a"))
        }
        "svg" => {
            let title = within(element, "title").first().map_or_else(String::new, |title| text(*title));
            format!("chart “{title}”{label}: {} bars, {} links", count("rect.chart__bar"), count("a"))
        }
        "p" if element.attr("class") == Some("lead") => format!("p.lead: {}", text(element)),
        "p" => format!("p, {} links", count("a")),
        _ => return None,
    })
}
