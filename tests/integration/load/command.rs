//! `keikaku check` as a program: exit status, output, options.

use std::fs::File;
use std::process::{Command, Output, Stdio};

use keikaku::load::MAX_TABLE_BYTES;

use crate::support::attack::size;
use crate::support::dataset::{DataFolder, TemporaryFolder};

/// `keikaku` in the project's folder, with nothing from the environment of the tests.
fn keikaku(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keikaku"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    for name in ["KEIKAKU_DATA", "KEIKAKU_BASE_URL"] {
        command.env_remove(name);
    }
    command
}

/// How it ends: status, stdout, stderr.
fn run(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

const MINIMAL: [&str; 2] = ["--data", "tests/fixtures/minimal"];

#[test]
fn a_base_url_that_is_not_valid_is_bad_usage_of_every_command() {
    for url in ["nonsense", "https://plan.example.jp/a//b", ""] {
        for command in [&["check"][..], &["export", "target/never-written"], &["serve"]] {
            let (status, stdout, stderr) = run(keikaku(command).args(MINIMAL).args(["--base-url", url]));
            assert_eq!((status, stdout.as_str()), (Some(2), ""), "{command:?} {url:?}");
            assert!(stderr.contains("http(s)://HOST[:PORT][/PATH]"), "{stderr}");
        }
    }
    for url in ["https://plan.example.jp/", "http://localhost/keikaku"] {
        let (status, _, stderr) = run(keikaku(&["check"]).args(MINIMAL).args(["--base-url", url]));
        assert_eq!((status, stderr.as_str()), (Some(0), ""), "{url}");
    }
}

#[test]
fn an_empty_plan_is_a_draft_that_check_can_read() {
    for levels in 1..=4 {
        let folder = TemporaryFolder::new();
        let dir = folder.path().join("city");
        let new = |year: &str| {
            let mut command = keikaku(&["new"]);
            run(command.arg(&dir).args(["--year", year, "--levels", &levels.to_string()]))
        };
        let (status, stdout, stderr) = new("2025");
        assert_eq!((status, stderr.as_str()), (Some(0), ""));
        // The settings, and the tables of levels, departments, projects, listings, who is in charge, and needs.
        assert_eq!(stdout.lines().filter(|line| line.contains("/city/")).count(), 2 + levels + 5, "{stdout}");
        let (status, stdout, _) = run(keikaku(&["check", "--data"]).arg(&dir));
        assert_eq!(status, Some(0), "{stdout}");
        let is_expected =
            |line: &&str| ["error[empty-value]", "error[no-rows]"].iter().any(|code| line.starts_with(code));
        let others: Vec<&str> =
            stdout.lines().filter(|line| line.starts_with("error[") && !is_expected(line)).collect();
        assert_eq!(others, Vec::<&str>::new());
        let (status, _, stderr) = run(keikaku(&["serve", "--listen", "127.0.0.1:0", "--data"]).arg(&dir));
        assert_eq!(status, Some(1), "nothing to serve");
        assert!(stderr.contains("There is no year to publish."), "{stderr}");
        let again = new("2025").1;
        assert!(!again.contains("/city/"), "what is there stays: {again}");
        assert_eq!(new("25").0, Some(2), "not a year");
    }
}

#[test]
fn every_code_is_explained_in_every_language() {
    for code in keikaku::load::Code::ALL {
        let (status, stdout, _) = run(keikaku(&["check", "--explain"]).arg(code.as_str()));
        assert_eq!(status, Some(0), "{code}");
        assert!(stdout.starts_with(&format!("{}[{code}]", code.severity().as_str())), "{stdout}");
        // Message and help in both languages.
        assert!(stdout.lines().count() >= 5, "{stdout}");
        assert!(stdout.chars().any(|c| ('ぁ'..='ん').contains(&c)), "{stdout}");
    }
    let (status, _, stderr) = run(keikaku(&["check", "--explain"]).arg("duplicate-ids"));
    assert_eq!(status, Some(2));
    assert!(stderr.contains("duplicate-id"), "{stderr}");
}

/// Checks a folder, and holds the memory that the program really takes to so many mebibytes.
fn check_within(
    mebibytes: u64,
    folder: &DataFolder,
    change: impl FnOnce(&std::path::Path),
) -> (Option<i32>, String) {
    let folder = folder.write();
    change(folder.path());
    let said = TemporaryFolder::new();
    let mut command = keikaku(&["check", "--data"]);
    command.arg(folder.path());
    // On a busy machine it may have ended before it is looked at for the first time: then once more.
    let (status, most) = std::iter::repeat_with(|| {
        let out = File::create(said.path().join("said")).unwrap();
        peak_memory(command.stdout(out.try_clone().unwrap()).stderr(out))
    })
    .take(20)
    .find(|(_, most)| *most > 0)
    .expect("it can be looked at");
    let said = std::fs::read_to_string(said.path().join("said")).unwrap();
    assert!(most <= mebibytes * 1024, "{most} kB, more than {mebibytes} MiB: {said}");
    assert!(said.len() < 1_000_000, "a cell is printed whole");
    (status, said)
}

/// Runs it: status, and the most memory that it was seen with, in kB.
fn peak_memory(command: &mut Command) -> (Option<i32>, u64) {
    let mut child = command.spawn().unwrap();
    let mut most = 0;
    loop {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        most = peak.map_or(most, |peak| peak.parse().unwrap());
        match child.try_wait().unwrap() {
            Some(ended) => return (ended.code(), most),
            None => std::thread::sleep(std::time::Duration::from_millis(1)),
        }
    }
}

#[test]
fn files_that_are_too_large_are_not_read() {
    for megabytes in [100, 200, 5_000] {
        for (path, code) in [("2024/projects.csv", "file-too-large"), ("2024/plan.toml", "file-too-large")] {
            let (status, said) = check_within(64, &DataFolder::minimal(), |folder| {
                let file = File::options().write(true).open(folder.join(path)).unwrap();
                file.set_len(megabytes * 1_000_000).unwrap();
            });
            assert_eq!(status, Some(1), "{said}");
            assert!(said.contains(&format!("error[{code}] {path}")), "{said}");
        }
    }
}

#[test]
#[ignore = "slow: six tables of 8 MiB"]
fn junk_takes_memory_in_proportion_to_its_size() {
    let bytes = size(8 * 1024 * 1024, usize::try_from(MAX_TABLE_BYTES).unwrap());
    let header = "id,name_ja,name_en,budget_thousand_yen,priority,new,summary_ja,summary_en\n";
    let rows = |summary: &str| {
        let row = |at: usize| format!("p{at:x},支援,a,1,0,0,{summary},a\n");
        let rows = (0..).map(row).scan(header.len(), |sum, row| {
            *sum += row.len();
            (*sum <= bytes).then_some(row)
        });
        header.to_owned() + &rows.collect::<String>()
    };
    let japanese = rows(&"経費の一部を助成する".repeat(5));
    let (mut shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(&japanese);
    let mut damaged = japanese.clone().into_bytes();
    damaged.truncate(bytes / 2);
    damaged.extend((0..bytes / 2).map(|at| (at * at % 251) as u8));
    let bad_ids = rows(&"x".repeat(130)).replace("\np", "\n!");
    let kinds: [(&str, &[u8], &str); 6] = [
        ("one line", &b"a".repeat(bytes), "missing-header"),
        ("one name", &[b"id,\"", &*b"x".repeat(bytes - 6), b"\"\n"].concat(), "ignored-column"),
        ("damaged", &damaged, "broken-utf-8"),
        ("bad ids", bad_ids.as_bytes(), "invalid-id"),
        ("rows", japanese.as_bytes(), "unknown-reference"),
        ("rows in Shift_JIS", shift_jis.to_mut(), "shift-jis"),
    ];
    let limit = 64 + 5 * bytes as u64 / 1024 / 1024;
    for (name, junk, code) in kinds {
        assert!(junk.len() <= bytes, "{name}");
        let (status, said) = check_within(limit, &DataFolder::minimal().file("projects.csv", junk), |_| ());
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(said.contains(code), "{name}: {said}");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_check_quietly() {
    let faulty = DataFolder::minimal()
        .file("listings.csv", "initiative,number,project,reprint\n".to_owned() + &"x,x,x,x\n".repeat(2_000));
    let folder = faulty.write();
    let mut command = keikaku(&["check", "--data"]);
    command.arg(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), String::from_utf8(ended.stderr).unwrap().as_str()), (Some(1), ""));
}

#[test]
fn an_address_that_is_not_public_is_named_in_a_closing_note() {
    let note = ["注意：", "Note: the address of the site (base_url) is http://localhost:1,"];
    for (url, notes) in [("http://localhost:1", 1), ("https://plan.example.jp", 0)] {
        let (status, stdout, stderr) = run(keikaku(&["check"]).args(MINIMAL).args(["--base-url", url]));
        assert_eq!((status, stderr.as_str()), (Some(0), ""));
        assert_eq!(
            note.map(|line| stdout.lines().filter(|other| other.starts_with(line)).count()),
            [notes; 2]
        );
        let target = TemporaryFolder::new();
        let mut export = keikaku(&["export"]);
        export.arg(target.path()).args(MINIMAL).args(["--base-url", url]);
        let (status, stdout, stderr) = run(&mut export);
        assert_eq!((status, stdout.lines().count()), (Some(0), 1), "{stderr}");
        assert_eq!(
            note.map(|line| stderr.lines().filter(|other| other.starts_with(line)).count()),
            [notes; 2]
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let (status, stdout, _) = run(keikaku(&["check", "--data", "no/such\nfolder"]).current_dir("/"));
    assert_eq!(status, Some(1));
    assert!(stdout.contains("データフォルダー「/no/such\\nfolder」がありません。"), "{stdout}");
    assert!(stdout.contains("There is no data folder \"/no/such\\nfolder\"."), "{stdout}");
}
