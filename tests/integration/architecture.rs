//! The house stays as it is drawn in the crate's documentation: arrows, sizes, and what templates may hold.

mod imports;

use std::path::Path;

use crate::support::site::{files_below, read, root};
use imports::{code_of, rooms_named_in};

/// What each room may use. `main.rs` and `lib.rs` only hang the rooms together.
const ARROWS: [(&str, &[&str]); 11] = [
    ("i18n", &[]),
    ("plan", &["i18n"]),
    ("load", &["plan", "i18n"]),
    ("chart", &[]),
    ("search", &["plan", "i18n"]),
    ("open_data", &["plan", "i18n"]),
    ("log", &[]),
    ("web", &["chart", "search", "open_data", "plan", "i18n", "log"]),
    ("server", &["log"]),
    ("reload", &["load", "web", "plan", "log"]),
    ("export", &["web", "i18n"]),
];

/// The room on top: it may use every other.
const TOP: &str = "cli";

/// The only rooms that may name HTTP.
const HTTP: [&str; 4] = ["web", "server", "export", TOP];

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

/// Every Rust file of the library, with its code.
fn sources() -> Vec<(String, String)> {
    let files = files_below("src").into_iter().map(|path| name(&path));
    let files = files.filter(|path| path.ends_with(".rs") && path != "src/lib.rs" && path != "src/main.rs");
    files.map(|path| (path.clone(), code_of(&read(&path)))).collect()
}

fn templates() -> Vec<(String, String)> {
    let files = files_below("templates").into_iter().map(|path| name(&path));
    files.map(|path| (path.clone(), read(&path))).collect()
}

#[test]
fn rooms_use_only_those_below_them() {
    let mut upward = Vec::new();
    for (path, code) in sources() {
        let own = room(&path);
        if own == TOP {
            continue;
        }
        let arrows = ARROWS.iter().find(|(room, _)| *room == own);
        let (_, below) = arrows.unwrap_or_else(|| panic!("{path}: say in ARROWS what `{own}` may use"));
        for used in rooms_named_in(&path, &code) {
            if used != own && !below.contains(&used.as_str()) {
                upward.push(format!("{path}: {own} uses {used}"));
            }
        }
    }
    assert_eq!(upward, Vec::<String>::new());
}

#[test]
fn every_room_is_in_the_map_of_the_crate() {
    let lib = read("src/lib.rs");
    for line in lib.lines().filter_map(|line| line.strip_prefix("pub mod ")) {
        let room = line.trim_end_matches(';');
        assert!(lib.contains(&format!("//! | [`{room}`] |")), "{room} is not in the map");
        assert!(room == TOP || ARROWS.iter().any(|(known, _)| *known == room), "{room} is not in ARROWS");
    }
}

#[test]
fn only_the_web_and_what_serves_it_name_http() {
    for (path, code) in sources().into_iter().filter(|(path, _)| !HTTP.contains(&room(path))) {
        for word in ["axum", "hyper", "hyper_util", "tower", "tower_http", "http_body_util", "http"] {
            let named = code
                .match_indices(&format!("{word}::"))
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
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
        ("href=\"/", "addresses are made by web::urls"),
        ("src=\"/", "addresses are made by web::urls"),
        ("action=\"/", "addresses are made by web::urls"),
        ("://", "addresses are made by web::urls"),
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
    assert_eq!(stems("src/web/pages", ".rs"), stems("templates/pages", ".html"));
    for (path, text) in templates().iter().filter(|(path, _)| path.starts_with("templates/components/")) {
        assert!(text.starts_with("{#-"), "{path}: a component begins with what it takes");
    }
}

#[test]
fn every_style_sheet_is_in_the_cascade() {
    let cascade = read("src/web/assets.rs");
    for path in files_below("static/css") {
        let path = name(&path);
        assert!(cascade.contains(&format!("include_str!(\"../../{path}\")")), "{path} is in no cascade");
    }
}
