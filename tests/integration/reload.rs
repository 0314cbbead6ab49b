//! Data replaced under the running program, by good and by broken data, while readers read.

mod broken;
mod versions;
mod years;

use std::fs::{File, FileTimes};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::attack::{Row, size};
use crate::support::load::Load;
use crate::support::program::{Folder, Program};
use crate::support::raw::{Answer, eventually, get_once};

/// What an unoptimised program on a busy machine may take for a reload.
const PATIENCE: Duration = Duration::from_secs(90);

/// The pages that are read meanwhile: a list, sums, a project, files.
const PATHS: &[&str] = &[
    "/ja/2024/",
    "/en/2024/sums/",
    "/ja/2024/projects/growth-industry-creation/",
    "/en/2024/projects/",
    "/data/2024/plan.json",
    "/sitemap.xml",
    "/readyz",
];

const SHOWN: &str = "the changed data is shown";
const REFUSED: &str = "the changed data has errors";
const SAME: &str = "the data is the same as what is shown";

fn etag(answer: &Answer) -> &str {
    answer.head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap()
}

/// How many lines of the log contain that.
fn count(program: &Program, text: &str) -> usize {
    program.log().matches(text).count()
}

#[test]
fn broken_data_is_named_and_never_shown() {
    let all = broken::sets();
    assert!(all.len() >= 30);
    let sets = &all[..size(10, all.len())];
    let row = Row::new(
        format!("{} broken data sets under load", sets.len()),
        "no non-200, ETag unchanged, file:row:column named, then a good one live within 1 s",
    );
    let folder = Folder::new();
    let program = Program::start(&folder);
    let before: Vec<String> =
        PATHS[..6].iter().map(|path| etag(&get_once(program.address, path)).to_owned()).collect();
    let load = Load::start(program.address, 2, PATHS, |_, _, _| ());
    for set in sets {
        let refused = count(&program, REFUSED);
        let logged = program.log().len();
        folder.restore();
        (set.change)(&folder);
        // What is read while a file is being written is refused too, for another reason.
        eventually(PATIENCE, &format!("{}: {} is named", set.name, set.named), || {
            count(&program, REFUSED) > refused && program.log()[logged..].contains(set.named)
        });
        let answers = PATHS[..6].iter().map(|path| get_once(program.address, path));
        let after: Vec<String> = answers.map(|answer| etag(&answer).to_owned()).collect();
        assert_eq!(after, before, "{}", set.name);
    }
    folder.restore();
    let name = "成長産業創出支援事業";
    let projects = Folder::text("2024/projects.csv");
    let start = Instant::now();
    folder.write("2024/projects.csv", projects.replacen(name, "改めた事業名", 1));
    let shown = || {
        let page = get_once(program.address, PATHS[2]);
        String::from_utf8_lossy(&page.body).contains("改めた事業名")
    };
    eventually(PATIENCE, "the good data is shown", shown);
    let live = start.elapsed();
    row.measured(format!("{} answers, all 200", load.stop().len()));
    row.measured(format!("live after {live:.1?}"));
    assert!(live < size(PATIENCE, Duration::from_secs(1)), "live after {live:?}");
}

#[test]
fn sighup_asks_for_the_data_to_be_read() {
    let folder = Folder::new();
    let program = Program::start(&folder);
    for asked in 1..=2 {
        program.signal("-HUP");
        eventually(PATIENCE, "it says what it read", || count(&program, SAME) == asked);
    }
    assert_eq!((count(&program, SHOWN), count(&program, REFUSED)), (0, 0));
}

#[test]
fn contents_with_the_size_and_the_time_of_before_are_seen() {
    let folder = Folder::new();
    let path = folder.path().join("2024/departments.csv");
    let program = Program::start(&folder);
    let times = FileTimes::new().set_modified(path.metadata().unwrap().modified().unwrap());
    let departments = Folder::text("2024/departments.csv");
    let changed = departments.replacen("Economic Policy", "ECONOMIC POLICY", 1);
    assert_ne!(changed, departments);
    // Written elsewhere and put in place, so that nothing in between is ever seen.
    let draft = folder.path().join("draft");
    folder.write("draft", changed);
    File::options().write(true).open(&draft).unwrap().set_times(times).unwrap();
    std::fs::rename(&draft, &path).unwrap();
    let shown = || {
        let page = get_once(program.address, "/en/2024/departments/");
        String::from_utf8_lossy(&page.body).contains("ECONOMIC POLICY")
    };
    eventually(PATIENCE, "it is shown", shown);
    eventually(PATIENCE, "it is logged", || count(&program, SHOWN) == 1);
}

#[test]
fn only_files_that_are_read_are_watched() {
    let folder = Folder::new();
    let program = Program::start(&folder);
    std::fs::create_dir(folder.path().join("labels")).unwrap();
    let strays =
        ["labels/ja.toml", "2024/projects (1).csv", "2024/~$projects.csv", "backup.csv", "2024/a.toml"];
    strays.into_iter().for_each(|stray| folder.write(stray, "not read"));
    thread::sleep(Duration::from_secs(1));
    assert_eq!([SHOWN, REFUSED, SAME].map(|line| count(&program, line)), [0, 0, 0], "{}", program.log());
    // The same contents once more: read, and not said to be shown.
    let before = get_once(program.address, PATHS[0]);
    folder.write("2024/projects.csv", Folder::original("2024/projects.csv"));
    eventually(PATIENCE, "it is read", || count(&program, SAME) > 0);
    assert_eq!(count(&program, SHOWN), 0, "{}", program.log());
    assert_eq!(etag(&get_once(program.address, PATHS[0])), etag(&before));
}

#[test]
fn refused_data_is_reported_once_and_read_again_until_it_is_sound() {
    let folder = Folder::new();
    let program = Program::start(&folder);
    let empty = folder.path().join("2025");
    std::fs::create_dir(&empty).unwrap();
    let report = "error[missing-file] 2025/plan.toml";
    eventually(PATIENCE, "the empty year is refused", || count(&program, REFUSED) == 1);
    // Not every correction can be seen from outside, so the data is read again and again.
    let read = || {
        let io = std::fs::read_to_string(format!("/proc/{}/io", program.id())).unwrap();
        io.lines().find_map(|line| line.strip_prefix("rchar: ")).unwrap().parse::<u64>().unwrap()
    };
    let (before, size) = (read(), Folder::files().map(|name| Folder::original(name).len() as u64));
    eventually(PATIENCE, "it is read again", || read() - before >= size.iter().sum::<u64>());
    assert_eq!((count(&program, REFUSED), count(&program, report)), (1, 1), "{}", program.log());
    program.signal("-HUP");
    eventually(PATIENCE, "SIGHUP reports it again", || count(&program, REFUSED) == 2);
    let departments = Folder::text("2024/departments.csv");
    folder.write("2024/departments.csv", departments.replacen("Economic Policy", "ECONOMIC POLICY", 1));
    std::fs::remove_dir(&empty).unwrap();
    eventually(PATIENCE, "the correction is shown", || count(&program, SHOWN) == 1);
    assert!(program.log().contains("変更後のデータを反映しました"));
}

#[test]
fn settings_count_for_every_answer_at_once() {
    let row = Row::new("a new base URL", "site map, robots.txt, pages and HSTS change together");
    let folder = Folder::new();
    let program = Program::start(&folder);
    let url = "https://plan.example.jp";
    let settings = Folder::text("site.toml");
    assert!(settings.contains("http://127.0.0.1:8080"));
    folder.write("site.toml", settings.replacen("http://127.0.0.1:8080", url, 1));
    eventually(PATIENCE, "it is shown", || count(&program, SHOWN) == 1);
    // At once: seconds later everything has been rendered again, to be compressed better.
    for path in &PATHS[..6] {
        let answer = get_once(program.address, path);
        assert!(answer.head.contains("strict-transport-security: "), "{path}\n{}", answer.head);
        let text = String::from_utf8(answer.body).unwrap();
        assert!(!text.contains("127.0.0.1"), "{path}");
        assert!(text.contains(url) || path.ends_with(".json"), "{path}");
    }
    assert!(
        get_once(program.address, "/robots.txt").body.ends_with(b"https://plan.example.jp/sitemap.xml\n")
    );
    row.measured("7 kinds");
}
