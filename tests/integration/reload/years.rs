//! A second year that is faulty, mended, a draft: the first one is served whatever happens to it.

use crate::support::program::{Folder, Program};
use crate::support::raw::{eventually, get_once};

use super::{PATIENCE, REFUSED, SHOWN, count};

/// The files of a year 2025 like that of 2024.
fn add_year(folder: &Folder) {
    std::fs::create_dir(folder.path().join("2025")).unwrap();
    for name in Folder::files() {
        let Some(file) = name.strip_prefix("2024/") else { continue };
        let text = Folder::text(name).replace("year = 2024", "year = 2025").replace("2024-03", "2025-03");
        folder.write(&format!("2025/{file}"), text);
    }
}

fn status(program: &Program, path: &str) -> u16 {
    get_once(program.address, path).status
}

fn shows(program: &Program, path: &str, text: &str) -> bool {
    String::from_utf8_lossy(&get_once(program.address, path).body).contains(text)
}

const PROJECTS: &str = "2025/projects.csv";
const NAME: &str = "成長産業創出支援事業";

#[test]
fn a_faulty_year_keeps_its_last_sound_plan_and_holds_back_no_other() {
    let folder = Folder::new();
    add_year(&folder);
    let program = Program::start(&folder);
    assert_eq!((status(&program, "/ja/2024/"), status(&program, "/ja/2025/")), (200, 200));
    let projects = std::fs::read(folder.path().join(PROJECTS)).unwrap();
    folder.write(PROJECTS, "nonsense");
    eventually(PATIENCE, "the fault is named", || count(&program, REFUSED) > 0);
    assert_eq!(status(&program, "/ja/2025/"), 200);
    // A correction of the other year is shown meanwhile.
    folder.write("2024/projects.csv", Folder::text("2024/projects.csv").replacen(NAME, "改めた事業名", 1));
    let page = "/ja/2024/projects/growth-industry-creation/";
    eventually(PATIENCE, "2024 is shown", || shows(&program, page, "改めた事業名"));
    assert!(shows(&program, "/ja/2025/projects/growth-industry-creation/", NAME));
    let shown = count(&program, SHOWN);
    folder.write(PROJECTS, String::from_utf8(projects).unwrap().replacen(NAME, "新しい事業名", 1));
    let page = "/ja/2025/projects/growth-industry-creation/";
    eventually(PATIENCE, "2025 is shown", || shows(&program, page, "新しい事業名"));
    eventually(PATIENCE, "it is logged", || count(&program, SHOWN) > shown);
}

#[test]
fn a_year_that_is_faulty_from_the_start_is_unavailable_until_it_is_sound() {
    let folder = Folder::new();
    add_year(&folder);
    let listings = std::fs::read(folder.path().join("2025/listings.csv")).unwrap();
    folder.write("2025/listings.csv", "");
    let program = Program::start(&folder);
    assert_eq!(status(&program, "/ja/2024/"), 200);
    for path in ["/ja/2025/", "/en/2025/projects/", "/data/2025/plan.json"] {
        let answer = get_once(program.address, path);
        assert_eq!(answer.status, 503, "{path}");
        assert!(answer.head.contains("retry-after: "), "{path}: {}", answer.head);
    }
    assert_eq!(status(&program, "/ja/2026/"), 404);
    folder.write("2025/listings.csv", listings);
    eventually(PATIENCE, "2025 is shown", || status(&program, "/ja/2025/") == 200);
}

#[test]
fn a_draft_is_shown_only_where_drafts_are_asked_for() {
    let folder = Folder::new();
    add_year(&folder);
    let plan = std::fs::read_to_string(folder.path().join("2025/plan.toml")).unwrap();
    folder.write("2025/plan.toml", plan.replacen("year = 2025", "draft = true\nyear = 2025", 1));
    let hidden = Program::start(&folder);
    assert_eq!((status(&hidden, "/ja/2025/"), status(&hidden, "/ja/2024/")), (404, 200));
    let shown = Program::start_after("", &folder, &["--drafts"]);
    assert_eq!(status(&shown, "/ja/2025/"), 200);
    assert!(shows(&shown, "/ja/2025/", "noindex") && !shows(&shown, "/ja/2024/", "noindex"));
    folder.write("2025/plan.toml", plan);
    eventually(PATIENCE, "it is published", || status(&hidden, "/ja/2025/") == 200);
}
