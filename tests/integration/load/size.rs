//! Large and hostile folders: time and memory stay in proportion.

use std::fs;

use keikaku::load::{Code, MAX_DIAGNOSTICS, MAX_SETTINGS_BYTES};

use crate::support::dataset::DataFolder;

#[test]
fn many_projects_load() {
    let dataset = DataFolder::minimal().projects(20_000).dataset();
    assert_eq!(dataset.newest().unwrap().total().projects, 20_000);
}

#[test]
fn more_faults_than_anyone_reads_are_counted() {
    let folder = DataFolder::minimal().projects(5_000);
    let text = std::str::from_utf8(folder.bytes("listings.csv")).unwrap().replace(",p-", ",q-");
    let report = folder.file("listings.csv", text).load();
    assert_eq!(report.diagnostics.len(), MAX_DIAGNOSTICS);
    // Each listing names no project; that no project is listed follows from it.
    assert_eq!((report.errors(), report.omitted()), (5_000, 4_000));
    assert!(report.diagnostics.iter().all(|found| found.code == Code::UnknownReference));
    let mut out = Vec::new();
    report.write(&mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("And 4,000 more, not shown."));
}

#[test]
fn warnings_never_crowd_out_an_error() {
    let idle: String = (0..2_000).map(|at| format!("idle-{at},休止課{at},Idle {at},\n")).collect();
    let folder = DataFolder::minimal();
    let table = String::from_utf8(folder.bytes("departments.csv").to_vec()).unwrap() + &idle;
    let report = folder.file("departments.csv", table).control("listings", 6).load();
    assert_eq!((report.errors(), report.warnings()), (1, 2_000));
    let named = |code| report.diagnostics.iter().any(|found| found.code == code);
    assert!(named(Code::ControlListings) && named(Code::DepartmentWithoutProject));
}

#[test]
fn a_row_of_a_million_commas_is_one_fault() {
    let row = ",".repeat(1_000_000) + "x\n";
    let folder = DataFolder::minimal();
    let table = String::from_utf8(folder.bytes("directions.csv").to_vec()).unwrap() + &row;
    let report = folder.file("directions.csv", table).load();
    assert_eq!(report.diagnostics.len(), 1);
    assert_eq!(report.diagnostics[0].code, Code::TooManyCells);
}

/// CPU time of this thread, in nanoseconds: others on the machine do not count.
fn cpu_time() -> u64 {
    let times = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    times.split(' ').next().unwrap().parse().unwrap()
}

/// The least that loading takes, of five times.
fn cost(folder: &DataFolder) -> u64 {
    let times = (0..5).map(|_| {
        let start = cpu_time();
        assert!(folder.load().dataset.is_some());
        cpu_time() - start
    });
    times.min().unwrap()
}

#[test]
#[ignore = "slow: the largest settings are read ten times"]
fn settings_cost_what_they_weigh() {
    let with_priorities = |count: usize| {
        let items = "[[priorities.items]]\nja = \"あ\"\nen = \"a\"\n\n".repeat(count);
        DataFolder::minimal().replace("plan.toml", "[[changes]]", &(items + "[[changes]]"))
    };
    let largest = with_priorities(6_000);
    assert!((largest.bytes("plan.toml").len() as u64).abs_diff(MAX_SETTINGS_BYTES) < 10_000);
    let (few, many) = (cost(&with_priorities(1_500)), cost(&largest));
    // Four times the work; sixteen times where each place is counted from the start.
    assert!(many < 8 * few, "{few} ns for 1,500 priorities, {many} for 6,000");
}
