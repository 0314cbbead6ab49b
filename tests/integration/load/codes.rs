//! One broken folder for each code, one snapshot for each, and none left over.
//!
//! `tests/fixtures/broken/<code>/` holds the files that differ from `minimal`. A file `REMOVE` names files
//! to take away (`.` is the whole folder), a file `SIZE` files to make that many bytes long, a file `LINES`
//! files to add that many empty lines to.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use keikaku::load::{Code, Report, Severity, load};

use crate::support::dataset::{DataFolder, fixture};

/// Builds the folder of a fixture on disk and loads it.
fn load_broken(code: &str) -> Report {
    let folder = DataFolder::minimal().write();
    apply(&fixture("broken").join(code), folder.path());
    load(&folder.source())
}

fn apply(overlay: &Path, folder: &Path) {
    let directives = ["REMOVE", "SIZE", "LINES"];
    for (name, line) in directives
        .into_iter()
        .flat_map(|name| lines(&overlay.join(name)).into_iter().map(move |line| (name, line)))
    {
        let (path, number) = line.split_once(' ').unwrap_or((&line, "0"));
        let number = number.parse::<u64>().unwrap();
        // Without the dot of the whole folder.
        let path: PathBuf = folder.join(path).components().collect();
        match name {
            "REMOVE" if path.is_dir() => fs::remove_dir_all(path).unwrap(),
            "REMOVE" => fs::remove_file(path).unwrap(),
            // A hole in the file: no such number of bytes is ever written or read.
            "SIZE" => fs::File::options().write(true).open(path).unwrap().set_len(number).unwrap(),
            _ => {
                let mut file = fs::File::options().append(true).open(path).unwrap();
                file.write_all(&vec![b'\n'; usize::try_from(number).unwrap()]).unwrap();
            }
        }
    }
    let changed = directives.into_iter().filter(|name| overlay.join(name).exists());
    changed.fold(DataFolder::read(overlay), |files, name| files.without(name)).write_to(folder);
}

fn lines(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
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
        assert_eq!(report.errors() > 0, refused, "{code}");
        // One sound year stays, whatever another's faults.
        let is_shown = report.dataset.is_some_and(|dataset| !dataset.plans.is_empty());
        assert!(is_shown || refused, "{code}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_reads_as_its_snapshot() {
    insta::with_settings!({
        snapshot_path => "../../snapshots",
        prepend_module_to_snapshot => false,
        // The folder of the test.
        filters => [(r#"([「"])/.*/tmp/[0-9-]+"#, "$1/data")],
    }, {
        for code in fixtures() {
            let rendered: Vec<String> =
                load_broken(&code).diagnostics.iter().map(ToString::to_string).collect();
            insta::assert_snapshot!(code, rendered.join("\n\n"));
        }
    });
}
