//! An export as a host finds it that knows nothing but files: every link leads to one of them.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;

use super::{Place, export, export_of, run, succeed, tree};
use crate::support::attack::size;
use crate::support::dataset::{DataFolder, Row};
use crate::support::html::attributes;

/// The files of an export that lies below a path of its host.
struct Site<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    /// Scheme and host.
    origin: &'a str,
    /// The path: empty, or `/keikaku`.
    base: &'a str,
}

impl Site<'_> {
    fn text(&self, file: &str) -> &str {
        std::str::from_utf8(&self.files[file]).unwrap()
    }

    /// The file that a link leads to; `None` for mail and for places on the same page.
    fn target(&self, from: &str, link: &str) -> Option<String> {
        let path = link.strip_prefix(self.origin).unwrap_or(link).split('#').next().unwrap();
        if path.is_empty() || path.starts_with("mailto:") {
            return None;
        }
        let below = path.strip_prefix(self.base).and_then(|path| path.strip_prefix('/'));
        let below = below.unwrap_or_else(|| panic!("{from} leads out of the site, to {link}"));
        let folder = format!("{}/index.html", below.trim_end_matches('/'));
        let file = if below.is_empty() || below.ends_with('/') || self.files.contains_key(&folder) {
            folder.trim_start_matches('/')
        } else {
            below
        };
        assert!(self.files.contains_key(file), "{from} leads to {link}, which is not there");
        Some(file.to_owned())
    }

    /// What a page refers to: links, style sheet, icon, other languages, its own address, where it leads on.
    fn links<'h>(&self, html: &'h Html) -> Vec<&'h str> {
        let refresh = attributes(html, "meta[http-equiv=refresh]", "content");
        let refresh = refresh.into_iter().map(|content| content.split_once("url=").unwrap().1);
        let own = attributes(html, "meta[property='og:url']", "content");
        let all = [attributes(html, "[href]", "href"), attributes(html, "[src]", "src"), own].concat();
        all.into_iter().chain(refresh).collect()
    }

    /// Every file that is reached from the front page along links, all of which must lead to one.
    fn reached(&self) -> BTreeSet<String> {
        let mut waiting = vec!["index.html".to_owned()];
        let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
        while let Some(file) = waiting.pop() {
            for link in self.links_in(&file) {
                let target = self.target(&file, &link);
                waiting.extend(target.filter(|target| seen.insert(target.clone())));
            }
        }
        seen
    }

    fn links_in(&self, file: &str) -> Vec<String> {
        if !file.ends_with(".html") {
            return Vec::new();
        }
        let html = Html::parse_document(self.text(file));
        self.links(&html).into_iter().map(str::to_owned).collect()
    }

    /// Follows every link of every page, and what the sitemap, robots.txt and the rules for hosts name.
    fn check(&self) {
        for file in self.files.keys() {
            for link in self.links_in(file) {
                self.target(file, &link);
            }
        }
        let sitemap = self.text("sitemap.xml");
        for (mark, end) in [("<loc>", "</loc>"), (" href=\"", "\"")] {
            assert!(sitemap.contains(mark));
            for rest in sitemap.split(mark).skip(1) {
                self.target("sitemap.xml", rest.split_once(end).unwrap().0);
            }
        }
        self.target("robots.txt", self.text("robots.txt").trim().rsplit_once("Sitemap: ").unwrap().1)
            .unwrap();
        let rules =
            |file: &str| self.text(file).lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>();
        for line in rules("_redirects") {
            for path in line.split(' ').take(2) {
                self.target("_redirects", path);
            }
        }
        for place in rules("_headers").into_iter().filter(|line| !line.starts_with(' ')) {
            assert!(place.starts_with(&format!("{}/", self.base)), "_headers: {place}");
            if !place.ends_with('*') {
                self.target("_headers", place);
            }
        }
        for line in self.text(".htaccess").lines() {
            if let Some(page) = line.strip_prefix("ErrorDocument 404 ") {
                self.target(".htaccess", page);
            }
        }
    }
}

/// The projects in the tables of a list, part after part.
fn rows(copy: &Site<'_>, lang: &str, list: &str) -> Vec<String> {
    let part = |number| match number {
        1 => format!("{lang}/{list}index.html"),
        _ => format!("{lang}/{list}page/{number}/index.html"),
    };
    let files = (1..).map(part).take_while(|file| copy.files.contains_key(file));
    let ids = |file: String| {
        let html = Html::parse_document(copy.text(&file));
        let links = attributes(&html, "main table a", "href");
        links
            .iter()
            .filter_map(|link| Some(link.split_once("/projects/")?.1.trim_matches('/').to_owned()))
            .collect()
    };
    files.flat_map(|file| -> Vec<String> { ids(file) }).collect()
}

#[test]
fn lists_longer_than_a_page_are_there_whole_in_every_year() {
    // 450 projects take a minute of CPU in an unoptimised program.
    let count = size(101, 450);
    let number = |row: &Row| row["project"].trim_start_matches("p-").parse::<u64>().unwrap() + 1;
    let folder = DataFolder::minimal()
        .year(2023)
        .projects(count)
        .change("listings.csv", "initiative", |_| "1".to_owned())
        .change("listings.csv", "number", |row| number(row).to_string())
        .change("project_departments.csv", "department", |_| "commerce".to_owned())
        .change("projects.csv", "priority", |_| "1".to_owned())
        .counted()
        .write();
    let place = Place::new("long");
    let dir = place.join("out");
    let (status, _, stderr) = run(&mut export_of(folder.path(), &dir, "a.example/plan"));
    assert_eq!(status, Some(0), "{stderr}");
    let files = tree(&dir);
    let copy = Site { files: &files, origin: "https://a.example", base: "/plan" };
    let mut expected: Vec<String> = (0..count).map(|at| format!("p-{at}")).collect();
    expected.sort();
    for lang in ["ja", "en"] {
        for list in ["projects/", "initiatives/1/", "departments/commerce/", "priorities/"] {
            let mut rows = rows(&copy, lang, &format!("2024/{list}"));
            rows.sort();
            assert_eq!(rows, expected, "{lang} {list}");
        }
        assert_eq!(rows(&copy, lang, "2023/projects/").len(), 4, "{lang}");
    }
    let reached = copy.reached();
    for year in ["2023/", "2024/"] {
        let is_missed = |file: &&String| {
            file.contains(&format!("/{year}")) && file.ends_with("index.html") && !reached.contains(*file)
        };
        let missed: Vec<_> = files.keys().filter(|file| !file.starts_with("p/")).filter(is_missed).collect();
        let leads = ["en", "ja"].map(|lang| format!("{lang}/{year}initiatives/index.html"));
        assert_eq!(missed, leads.iter().collect::<Vec<_>>());
    }
}

#[test]
fn below_a_path_every_link_leads_to_a_file_of_the_export() {
    let place = Place::new("below");
    let dir = place.join("out");
    // The path holds a language, and a dot, which means something in rules.
    succeed(&mut export(&dir, "city.example.jp/ja/plan.2024"));
    let files = tree(&dir);
    let copy = Site { files: &files, origin: "https://city.example.jp", base: "/ja/plan.2024" };
    copy.check();
    let reached = copy.reached();
    let missed: Vec<_> = files
        .keys()
        .filter(|file| file.ends_with("index.html") && !file.starts_with("p/") && !reached.contains(*file))
        .collect();
    // Addresses that only lead on are linked from nowhere.
    let leads = [
        "en/2024/initiatives/index.html",
        "en/index.html",
        "ja/2024/initiatives/index.html",
        "ja/index.html",
    ];
    assert_eq!(missed, leads);
    for (file, what) in [
        (
            "_redirects",
            "/ja/plan.2024/p/2024/1-1 /ja/plan.2024/en/2024/projects/founder-support/ 302! Language=en",
        ),
        (
            ".htaccess",
            r#"RewriteRule "^p/2024/1-1$" "/ja/plan.2024/%{ENV:KEIKAKU}/2024/projects/founder-support/" "#,
        ),
        (".htaccess", r#"RewriteBase "/ja/plan.2024/""#),
        (".nginx/server.conf", "location = /ja/plan.2024/ { return 302 /ja/plan.2024/$keikaku_lang/; }"),
        (".nginx/http.conf", r#""~^[23]../ja/plan\.2024/ja(?:/|$)" "public, max-age=60"#),
    ] {
        assert!(copy.text(file).contains(what), "{file}: {what}");
    }
}
