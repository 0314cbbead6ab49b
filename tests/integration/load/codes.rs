//! One broken folder for each code, one snapshot for each, and none left over.
//!
//! `tests/fixtures/broken/<code>/` holds the files that differ from `minimal`. A file `REMOVE` names files
//! to take away (`.` is the whole folder), a file `SIZE` a file to make that many bytes long.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use keikaku::load::{Code, Report, Severity, load};

use crate::support::dataset::{DataFolder, fixture};

/// Builds the folder of a fixture on disk and loads it.
fn load_broken(code: &str) -> Report {
    let folder = DataFolder::minimal().write();
    apply(&fixture("broken").join(code), folder.path());
    load(&folder.source())
}

fn apply(overlay: &Path, folder: &Path) {
    let mut changed = DataFolder::read(overlay);
    for line in fs::read_to_string(overlay.join("REMOVE")).unwrap_or_default().lines() {
        let path = if line == "." { folder.to_owned() } else { folder.join(line) };
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap()
        } else {
            fs::remove_file(path).unwrap()
        }
        changed = changed.without("REMOVE");
    }
    for line in fs::read_to_string(overlay.join("SIZE")).unwrap_or_default().lines() {
        let (path, bytes) = line.split_once(' ').unwrap();
        let file = fs::File::options().write(true).open(folder.join(path)).unwrap();
        // A hole in the file: no such number of bytes is ever written or read.
        file.set_len(bytes.parse().unwrap()).unwrap();
        changed = changed.without("SIZE");
    }
    changed.write_to(folder);
}

fn fixtures() -> BTreeSet<String> {
    let folders = fs::read_dir(fixture("broken")).unwrap();
    folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    assert_eq!(fixtures(), Code::ALL.iter().map(ToString::to_string).collect());
}

#[test]
fn every_fixture_gives_its_own_code_and_no_other() {
    let mut wrong = Vec::new();
    for code in fixtures() {
        let report = load_broken(&code);
        let found: BTreeSet<&str> = report.diagnostics.iter().map(|found| found.code.as_str()).collect();
        if found != BTreeSet::from([code.as_str()]) {
            wrong.push(format!("{code} gives {found:?}"));
            continue;
        }
        let refused = report.diagnostics[0].severity == Severity::Error;
        assert_eq!(report.dataset.is_none(), refused, "{code}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_reads_as_its_snapshot() {
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false }, {
        for code in fixtures() {
            let rendered: Vec<String> =
                load_broken(&code).diagnostics.iter().map(ToString::to_string).collect();
            insta::assert_snapshot!(code, rendered.join("\n\n"));
        }
    });
}
