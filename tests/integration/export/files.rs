//! Each file of an export against the running service.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use keikaku::i18n::Lang;
use keikaku::load::{Source, load};
use keikaku::plan::Dataset;

use keikaku::http::{AppState, HttpService};
use keikaku::site::{PageUrl, Snapshot};

use super::{Place, export, run, succeed, tree};
use crate::support::site::{Answer, ask};

/// Files for hosts and the pages that only a copy needs.
const OWN: [&str; 9] = [
    ".htaccess",
    ".keikaku-export",
    ".nginx/http.conf",
    ".nginx/server.conf",
    ".nojekyll",
    "_headers",
    "_redirects",
    "index.html",
    "404.html",
];

fn dataset() -> Dataset {
    let mut dataset = load(&Source::Folder("tests/fixtures/minimal".into())).dataset.unwrap();
    dataset.site.base_url = "https://a.example".parse().unwrap();
    dataset
}

fn get(site: &HttpService, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(site, request.body(Body::empty()).unwrap())
}

/// The service with its best bodies in place, which the program makes after its start.
fn settled() -> HttpService {
    let site = HttpService::new(AppState::new(Snapshot::new(dataset()).unwrap()));
    site.state().current().keep_answers(|| true);
    site
}

#[test]
fn files_are_what_the_server_sends_in_every_coding() {
    let place = Place::new("served");
    let dir = place.join("out");
    let said = succeed(&mut export(&dir, "a.example"));
    let files = tree(&dir);
    let bytes: usize =
        files.iter().filter(|(name, _)| *name != ".keikaku-export").map(|(_, file)| file.len()).sum();
    let (count, dir) = (files.len() - 1, dir.display());
    let expected = format!("{dir}: {count} files {bytes} bytes / {count}ファイル、{bytes}バイト\n");
    assert_eq!(said.replace(',', ""), expected);

    let site = settled();
    let mut seen = BTreeSet::new();
    for (name, plain) in &files {
        let path = format!("/{}", name.strip_suffix("index.html").unwrap_or(name));
        let coded = name.ends_with(".br") || name.ends_with(".gz");
        if coded || OWN.contains(&name.as_str()) || name.ends_with("/404.html") {
            continue;
        }
        let answer = get(&site, &path, &[]);
        if answer.status.is_redirection() || path.starts_with("/p/") {
            continue; // a page that leads on: below
        }
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.body == *plain, "{path}");
        for (coding, extension) in [("br", "br"), ("gzip", "gz")] {
            let answer = get(&site, &path, &[("accept-encoding", coding)]);
            let file = files.get(&format!("{name}.{extension}"));
            // A coding that makes nothing smaller has no file, and is not sent either.
            assert_eq!(answer.header("content-encoding") == coding, file.is_some(), "{path} {coding}");
            assert!(answer.body == *file.unwrap_or(plain), "{path} {coding}");
        }
        seen.insert(path);
    }
    // And nothing is missing.
    for url in PageUrl::all(&dataset()) {
        for lang in Lang::ALL {
            assert!(seen.contains(&url.path(lang)), "{}", url.path(lang));
        }
    }
    for file in ["/robots.txt", "/sitemap.xml", "/data/2024/plan.json"] {
        assert!(seen.contains(file), "{file}");
    }
    for (name, lang) in [("404.html", "ja"), ("en/404.html", "en")] {
        let answer = get(&site, &format!("/{lang}/nowhere/"), &[]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.body == files[name], "{name}");
    }
    redirects_are_the_servers(&site, &files);
}

/// Every rule leads where the server leads, and so does the page for hosts without rules.
fn redirects_are_the_servers(site: &HttpService, files: &BTreeMap<String, Vec<u8>>) {
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let rules = text("_redirects");
    let mut from = BTreeSet::new();
    for line in rules.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split(' ').collect();
        let lang = words.get(3).map_or("ja", |condition| condition.strip_prefix("Language=").unwrap());
        let answer = get(site, words[0], &[("accept-language", lang)]);
        assert_eq!(answer.header("location"), words[1], "{line}");
        assert_eq!(answer.status.as_str(), words[2].trim_end_matches('!'), "{line}");
        from.insert(words[0]);
        if words[0] != "/" && lang == "ja" {
            let page = text(&format!("{}/index.html", words[0].trim_matches('/')));
            assert!(page.contains(&format!("content=\"0; url={}\"", words[1])), "{line}");
        }
    }
    let dataset = dataset();
    for plan in dataset.plans.values() {
        for listing in plan.listings() {
            let group = plan.group_of(listing).unwrap();
            let short = format!("/p/2024/{}-{}", group.number, listing.number);
            assert!(from.contains(short.as_str()), "{short}");
        }
    }
    let chooser = text("index.html");
    for part in ["href=\"/ja/2024/\"", "href=\"/en/2024/\"", "<html lang=\"ja\">", "<section lang=\"en\">"] {
        assert!(chooser.contains(part), "{part}");
    }
}

#[test]
fn what_must_be_known_of_the_address_is_said() {
    let place = Place::new("address");
    let said = succeed(&mut export(&place.join("out"), "a.example/plan"));
    for part in [
        "the folder belongs at /plan/ of https://a.example;",
        "フォルダーは https://a.example の /plan/ に置いて",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn files_that_did_not_change_keep_their_time() {
    let place = Place::new("times");
    let dir = place.join("out");
    succeed(&mut export(&dir, "a.example"));
    let time = |name: &str| dir.join(name).metadata().unwrap().modified().unwrap();
    let (page, robots) = (time("404.html"), time("robots.txt"));
    succeed(&mut export(&dir, "b.example"));
    assert_eq!(time("404.html"), page);
    // One second at least: web servers make ETags from whole seconds and the size.
    assert!(time("robots.txt") >= robots + Duration::from_secs(1));
}

#[test]
fn faulty_data_leaves_the_export() {
    let place = Place::new("faulty");
    let dir = place.join("out");
    succeed(&mut export(&dir, "a.example"));
    let before = tree(&dir);
    let data = place.join("data");
    std::fs::create_dir(&data).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_keikaku"));
    command.arg("export").env("KEIKAKU_DATA", &data).env("KEIKAKU_EXPORT_DIR", &dir);
    let (status, stdout, stderr) = run(&mut command);
    assert_eq!((status, stdout.as_str()), (Some(1), ""), "{stderr}");
    assert!(!stderr.is_empty());
    assert!(tree(&dir) == before);
    assert_eq!(place.names(), ["data", "out"]);
}
