//! What the site of one city's plan cannot show: languages that only some years have, levels of any number,
//! drafts, years that cannot be read, numbers that no address can hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use keikaku::http::{AppState, HttpService};
use keikaku::i18n::Lang;
use keikaku::plan::{Dataset, Parts, Plan, Year};
use keikaku::site::{Address, Lead, Snapshot, all};
use scraper::Html;
use serde_json::Value;

use crate::support::dataset::{DataFolder, fixture};
use crate::support::html::{attributes, text};
use crate::support::site::{Answer, ask};
use crate::support::texts::parts_of;

fn data(name: &str) -> Dataset {
    DataFolder::read(&fixture(&format!("plans/{name}"))).dataset_despite_warnings()
}

fn year(year: u16) -> Year {
    year.to_string().parse().unwrap()
}

fn serve(dataset: &Dataset) -> HttpService {
    HttpService::new(AppState::new(Snapshot::new(dataset.clone()).unwrap()))
}

fn get(site: &HttpService, path: &str) -> Answer {
    ask(site, Request::get(path).body(Body::empty()).unwrap())
}

/// The data with its newest plan made of other parts.
fn with_parts(mut dataset: Dataset, change: impl FnOnce(&mut Parts)) -> Dataset {
    let (year, plan) = dataset.plans.last_key_value().unwrap();
    let (year, mut parts) = (*year, parts_of(plan));
    change(&mut parts);
    dataset.plans.insert(year, Arc::new(Plan::new(parts)));
    dataset
}

/// Two years of which the newer is in Japanese alone.
fn half_translated() -> Dataset {
    with_parts(data("two-years"), |parts| {
        let title = parts.about.title.original().to_owned();
        parts.about.title = keikaku::i18n::Text::new(title);
    })
}

fn paths(dataset: &Dataset) -> Vec<String> {
    let snapshot = Snapshot::new(dataset.clone()).unwrap();
    all(&snapshot)
        .flat_map(|address| address.paths(dataset).map(|(_, path)| path).collect::<Vec<_>>())
        .collect()
}

#[test]
fn japanese_alone_is_a_whole_site_without_another_language() {
    let dataset = data("three-levels");
    let site = serve(&dataset);
    let root = ask(&site, Request::get("/").header("accept-language", "en").body(Body::empty()).unwrap());
    assert_eq!((root.status.as_u16(), root.header("location")), (302, "/ja/"));
    for path in ["/en/", "/en/2025/", "/en/about/", "/en/nothing/"] {
        let answer = get(&site, path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(attributes(&Html::parse_document(answer.text()), "html", "lang"), ["ja"], "{path}");
        assert!(!answer.text().contains("\"/en/"), "{path}: a link to a language that is not there");
    }
    for path in paths(&dataset) {
        let answer = get(&site, &path);
        assert!(!path.starts_with("/en"), "{path}");
        assert!(answer.status == 200 || answer.status.is_redirection(), "{path}: {}", answer.status);
        if answer.header("content-type").starts_with("text/html") {
            let html = Html::parse_document(answer.text());
            let langs: BTreeSet<&str> = attributes(&html, "[hreflang]", "hreflang").into_iter().collect();
            assert!(langs.iter().all(|lang| *lang == "ja"), "{path}: {langs:?}");
            assert!(attributes(&html, ".header__langs", "class").is_empty(), "{path}: a switch to nothing");
        }
    }
    assert!(!get(&site, "/sitemap.xml").text().contains("/en/"));
}

#[test]
fn an_address_is_offered_in_the_language_that_has_it() {
    let dataset = half_translated();
    let site = serve(&dataset);
    assert_eq!(get(&site, "/en/").header("location"), "/en/2024/", "the newest year in English");
    assert_eq!(get(&site, "/ja/").header("location"), "/ja/2025/");
    for (path, other) in [
        ("/en/2025/", "/ja/2025/"),
        ("/en/2025/projects/", "/ja/2025/projects/"),
        ("/en/2025/projects/loan-interest/", "/ja/2025/projects/loan-interest/"),
    ] {
        let answer = get(&site, path);
        assert_eq!(answer.status, 404, "{path}");
        let html = Html::parse_document(answer.text());
        let offered = attributes(&html, "main a[hreflang=ja][lang=ja]", "href");
        assert_eq!(offered, [other], "{path}");
        let html = Html::parse_document(get(&site, other).text());
        assert!(attributes(&html, "[hreflang=en]", "href").is_empty(), "{other} leads to {path}");
    }
    let sitemap = get(&site, "/sitemap.xml").text().to_owned();
    assert!(sitemap.contains("/en/2024/") && sitemap.contains("/ja/2025/") && !sitemap.contains("/en/2025/"));
    // A short address leads to the language that the year has.
    let request = Request::get("/p/2025/1-1").header("accept-language", "en").body(Body::empty()).unwrap();
    assert_eq!(ask(&site, request).header("location"), "/ja/2025/projects/loan-interest/");
}

#[test]
fn a_year_that_cannot_be_read_is_not_gone() {
    let mut dataset = data("two-years");
    dataset.faulty.insert(year(2026));
    let site = serve(&dataset);
    for (path, lang) in [
        ("/ja/2026/", "ja"),
        ("/en/2026/projects/", "en"),
        ("/en/2026/directions/1/", "en"),
        ("/ja/2026/projects/page/2/", "ja"),
        ("/JA/2026", "ja"),
        ("/p/2026/1-1", "ja"),
        ("/data/2026/plan.json", "ja"),
    ] {
        let answer = get(&site, path);
        assert_eq!(answer.status, 503, "{path}");
        let headers = ["retry-after", "cache-control"].map(|name| answer.header(name));
        assert_eq!(headers, ["600", "no-store"], "{path}");
        assert_eq!(attributes(&Html::parse_document(answer.text()), "html", "lang"), [lang], "{path}");
    }
    assert_eq!(get(&site, "/ja/2027/").status, 404);
    assert!(paths(&dataset).iter().all(|path| !path.contains("2026")));
}

#[test]
fn every_page_of_a_draft_says_so() {
    let dataset = with_parts(data("two-years"), |parts| parts.draft = true);
    let site = serve(&dataset);
    for path in paths(&dataset) {
        let answer = get(&site, &path);
        if answer.status != 200 || !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let html = Html::parse_document(answer.text());
        let is_draft = path.contains("/2025/");
        let robots = attributes(&html, "meta[name=robots]", "content");
        assert_eq!(robots, vec!["noindex"; usize::from(is_draft)], "{path}");
        assert_eq!(attributes(&html, ".draft", "class").len(), usize::from(is_draft), "{path}");
    }
    let sitemap = get(&site, "/sitemap.xml").text().to_owned();
    assert!(sitemap.contains("/ja/2024/") && !sitemap.contains("/2025/"));
}

#[test]
fn a_level_without_a_page_leads_to_the_one_above() {
    let dataset = data("three-levels");
    let site = serve(&dataset);
    let answer = get(&site, "/ja/2025/programmes/");
    assert_eq!((answer.status.as_u16(), answer.header("location")), (308, "/ja/2025/measures/"));
    let bare = with_parts(dataset, |parts| parts.levels.iter_mut().for_each(|level| level.has_index = false));
    let site = serve(&bare);
    for level in ["policies", "measures", "programmes"] {
        let answer = get(&site, &format!("/ja/2025/{level}/"));
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, "/ja/2025/"), "{level}");
    }
    // A word that is misspelt is that of no level, and the one that was meant is offered.
    let site = serve(&data("three-levels"));
    for (path, near) in
        [("/ja/2025/polices/", "/ja/2025/policies/"), ("/ja/2025/measure/1-1/", "/ja/2025/measures/1-1/")]
    {
        let answer = get(&site, path);
        assert_eq!(answer.status, 404, "{path}");
        let html = Html::parse_document(answer.text());
        assert!(attributes(&html, "main a", "href").contains(&near), "{path}: {}", text_of(&html));
    }
}

fn text_of(html: &Html) -> String {
    text(html.root_element())
}

#[test]
fn the_groups_above_lead_to_every_page() {
    let dataset = data("stress");
    let site = serve(&dataset);
    let plan = dataset.newest().unwrap();
    assert_eq!(plan.levels().len(), 4);
    let path = |group: &keikaku::plan::Group| {
        format!("/ja/{}/{}/{}/", plan.year(), plan.levels()[group.level].id, group.id)
    };
    for group in plan.groups() {
        let html = Html::parse_document(get(&site, &path(group)).text());
        let crumbs = attributes(&html, ".breadcrumb a", "href");
        let above: Vec<String> = plan.above(group).into_iter().map(path).collect();
        assert!(crumbs.ends_with(&above.iter().map(String::as_str).collect::<Vec<_>>()), "{crumbs:?}");
    }
    for project in plan.projects() {
        let group = plan.group_of(plan.original(project).unwrap()).unwrap();
        let answer = get(&site, &format!("/ja/{}/projects/{}/", plan.year(), project.id));
        let html = Html::parse_document(answer.text());
        let crumbs = attributes(&html, ".breadcrumb a", "href");
        let groups: Vec<String> = plan.above(group).into_iter().chain([group]).map(path).collect();
        assert_eq!(crumbs, groups.iter().map(String::as_str).collect::<Vec<_>>(), "{}", project.id);
    }
}

#[test]
fn every_listing_has_a_short_address_of_its_own() {
    // Two numbers that no address can hold, one that another listing under a group of that id has, and one
    // that is another project's id.
    let dataset = with_parts(data("three-levels"), |parts| {
        let numbers = ["イ", "ロ"];
        for (listing, number) in parts.listings.iter_mut().zip(numbers) {
            listing.number = number.parse().unwrap();
        }
        let other = parts.listings[5].clone();
        parts.listings[4].group = other.group;
        parts.listings[4].number = other.number;
        let token = format!("{}-{}", parts.groups[parts.listings[8].group].id, parts.listings[8].number);
        let taken = parts.listings.iter().position(|listing| listing.project != parts.listings[8].project);
        parts.projects[parts.listings[taken.unwrap()].project].id = token.parse().unwrap();
    });
    let snapshot = Snapshot::new(dataset.clone()).unwrap();
    let site = serve(&dataset);
    let plan = dataset.newest().unwrap();
    let shorts: Vec<String> = all(&snapshot)
        .filter(|address| matches!(address, Address::Lead(Lead::Short(..))))
        .map(|address| address.path(Lang::Ja))
        .collect();
    assert_eq!(shorts.iter().collect::<BTreeSet<_>>().len(), shorts.len(), "each once");
    let projects: BTreeSet<String> =
        shorts.iter().map(|path| get(&site, path).header("location").to_owned()).collect();
    let expected =
        plan.projects().iter().map(|project| format!("/ja/{}/projects/{}/", plan.year(), project.id));
    assert_eq!(projects, expected.collect());
    // What a project's page prints leads back to it.
    for project in plan.projects() {
        let path = format!("/ja/{}/projects/{}/", plan.year(), project.id);
        let page = text_of(&Html::parse_document(get(&site, &path).text()));
        let token = page.split("/p/").nth(1).unwrap().split_whitespace().next().unwrap();
        assert_eq!(get(&site, &format!("/p/{token}")).header("location"), path);
    }
}

#[test]
fn the_json_is_named_by_the_plan() {
    let json = |dataset: &Dataset| -> Value {
        let newest = dataset.newest().unwrap().year();
        serde_json::from_str(get(&serve(dataset), &format!("/data/{newest}/plan.json")).text()).unwrap()
    };
    let dataset = data("three-levels");
    let (plan, value) = (dataset.newest().unwrap(), json(&dataset));
    let groups = |of: &Value, level: &str| of[level].as_array().unwrap().clone();
    let policies = groups(&value, "policies");
    assert_eq!(policies.len(), plan.groups_on(0).count());
    let programmes = policies.iter().flat_map(|policy| groups(policy, "measures"));
    let numbers: Vec<Value> = programmes
        .flat_map(|measure| groups(&measure, "programmes"))
        .map(|programme| programme["number"].clone())
        .collect();
    assert!(numbers.iter().eq(&plan.groups_on(2).map(|own| own.number.as_str()).collect::<Vec<_>>()));
    for (json, project) in value["projects"].as_array().unwrap().iter().zip(plan.projects()) {
        assert_eq!(json["budget_yen"].as_u64(), project.budget.map(|budget| budget.get()), "{}", project.id);
        assert_eq!(json["expanded"].as_bool(), Some(project.flags.has(0)), "{}", project.id);
        assert!(json["name"].get("en").is_none() && json["name"]["ja"].is_string());
        for (json, listing) in json["listings"].as_array().unwrap().iter().zip(plan.listings_for(project)) {
            let group = plan.group_of(listing).unwrap();
            let level = &plan.levels()[group.level].one;
            assert_eq!(json[level].to_string().trim_matches('"'), group.number.as_str(), "{}", project.id);
        }
    }
    let dataset = data("one-level");
    let (plan, site) = (dataset.newest().unwrap(), serve(&dataset));
    let text = get(&site, &format!("/data/{}/plan.json", plan.year())).text().to_owned();
    for project in plan.projects() {
        let Some(budget) = project.budget else { continue };
        let (millions, rest) = (budget.get() / 1_000_000, budget.get() % 1_000_000);
        let decimals = format!("{rest:06}");
        let written = match decimals.trim_end_matches('0') {
            "" => millions.to_string(),
            decimals => format!("{millions}.{decimals}"),
        };
        assert!(text.contains(&format!("\"budget_million_yen\":{written},")), "{}: {written}", project.id);
    }
}
