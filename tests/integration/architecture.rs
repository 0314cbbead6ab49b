//! The house stays as it is drawn in the crate's documentation: arrows, sizes, and what templates may hold.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::support::site::{files_below, read, root};
use imports::{code_of, rooms_named_in};

/// The room on top: it may use every other.
const TOP: &str = "cli";

/// The only rooms that may name HTTP.
const HTTP: [&str; 4] = ["http", "server", "export", TOP];

/// The longest that a file may be, in lines.
const LINES: usize = 400;

/// Files that may be longer, each with its reason.
const LONG: [(&str, &str); 0] = [];

/// The path below the project's folder, with slashes.
fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The room that a source file stands in.
fn room(path: &str) -> &str {
    path.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

/// Every Rust file of the library, with its code; a room's tests may use every room.
fn sources() -> Vec<(String, String)> {
    let files = files_below("src").into_iter().map(|path| name(&path));
    let files = files.filter(|path| path.ends_with(".rs") && path != "src/lib.rs" && path != "src/main.rs");
    let files = files.filter(|path| !path.ends_with("/tests.rs"));
    files.map(|path| (path.clone(), code_of(&read(&path)))).collect()
}

/// The templates of pages and of an export; those of an empty plan are for people to fill in.
fn templates() -> Vec<(String, String)> {
    let files = files_below("templates").into_iter().map(|path| name(&path));
    let files = files.filter(|path| !path.starts_with("templates/new/"));
    files.map(|path| (path.clone(), read(&path))).collect()
}

/// What each room may use, as the map in the crate's documentation says: its third column.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let quoted =
        |text: &str| -> Vec<String> { text.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let lib = read("src/lib.rs");
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | [`"));
    // Where a macro has the name of a room, the link says which is meant.
    let rows = rows.map(|row| row.strip_prefix("mod@").unwrap_or(row));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        let room = row.split('`').next().unwrap().to_owned();
        (room, quoted(cells[2]).into_iter().collect())
    })
    .collect()
}

#[test]
fn rooms_use_what_the_map_says_and_nothing_else() {
    let map = arrows();
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, code) in sources() {
        let own = room(&path).to_owned();
        let rooms = rooms_named_in(&path, &code).into_iter().filter(|room| *room != own);
        used.entry(own.clone()).or_default().extend(rooms);
    }
    used.remove(TOP);
    for (room, used) in &used {
        assert_eq!(map.get(room), Some(used), "{room}: the map in src/lib.rs against the code");
    }
    let rooms: BTreeSet<_> = used.keys().cloned().chain([TOP.to_owned()]).collect();
    assert_eq!(map.keys().cloned().collect::<BTreeSet<_>>(), rooms, "the rooms of the map");
}

#[test]
fn no_two_rooms_use_each_other() {
    let map = arrows();
    // A room that uses only rooms already taken away can be taken away too; a circle stays.
    let mut left: BTreeSet<&String> = map.keys().collect();
    loop {
        let low: Vec<_> =
            left.iter().copied().filter(|room| map[*room].iter().all(|used| !left.contains(used))).collect();
        if low.is_empty() {
            break;
        }
        low.into_iter().for_each(|room| {
            left.remove(room);
        });
    }
    assert!(left.is_empty(), "a circle of {left:?}");
}

#[test]
fn only_the_web_and_what_serves_it_name_http() {
    for (path, code) in sources().into_iter().filter(|(path, _)| !HTTP.contains(&room(path))) {
        for word in ["axum", "hyper", "hyper_util", "tower", "tower_http", "http_body_util", "http"] {
            let named = code.match_indices(&format!("{word}::")).any(|(at, _)| {
                !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
                    && !code[..at].ends_with("crate::")
            });
            assert!(!named, "{path} names {word}");
        }
    }
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for folder in ["src", "templates", "static", "tests/integration"] {
        for path in files_below(folder) {
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            let (path, lines) = (name(&path), text.lines().count());
            if lines > LINES && LONG.iter().all(|(known, _)| *known != path) {
                long.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn templates_hold_no_address_no_style_and_nothing_unescaped() {
    let forbidden = [
        ("href=\"/", "addresses are made by site::urls"),
        ("src=\"/", "addresses are made by site::urls"),
        ("action=\"/", "addresses are made by site::urls"),
        ("://", "addresses are made by site::urls"),
        ("|safe", "a type says that it is safe HTML"),
        ("style=", "the content security policy forbids it"),
        ("<style", "the content security policy forbids it"),
        ("<script", "the site has no script"),
        ("{% autoescape", "everything is escaped"),
    ];
    for (path, text) in templates() {
        let text = text.replace("| safe", "|safe").replace(" =", "=").replace("\"image/svg+xml\"", "");
        for (what, why) in forbidden {
            assert!(!text.contains(what), "{path}: {what} ({why})");
        }
        let handler = text.match_indices(" on").any(|(at, _)| {
            let word: String = text[at + 1..].chars().take_while(char::is_ascii_alphabetic).collect();
            text[at + 1 + word.len()..].starts_with("=\"")
        });
        assert!(!handler, "{path}: an event handler (the site has no script)");
    }
}

#[test]
fn a_page_has_a_module_and_a_template_of_one_name() {
    let stems = |folder: &str, extension: &str| -> Vec<String> {
        let files = files_below(folder).into_iter().map(|path| name(&path));
        let stems = files.filter_map(|path| {
            let file = path.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(extension)?;
            (file != "mod").then(|| file.to_owned())
        });
        stems.collect()
    };
    assert_eq!(stems("src/site/pages", ".rs"), stems("templates/pages", ".html"));
    for (path, text) in templates().iter().filter(|(path, _)| path.starts_with("templates/components/")) {
        assert!(text.starts_with("{#-"), "{path}: a component begins with what it takes");
    }
}

#[test]
fn every_style_sheet_is_in_the_cascade() {
    let cascade = read("src/site/files/assets.rs");
    for path in files_below("static/css") {
        let path = name(&path);
        assert!(cascade.contains(&format!("include_str!(\"../../../{path}\")")), "{path} is in no cascade");
    }
}
