//! Several years beside each other: drafts, faulty years, and what is taken over from the data before.

use std::sync::Arc;

use keikaku::load::{Code, load_with};
use keikaku::plan::Year;

use crate::support::dataset::DataFolder;

fn year(year: u16) -> Year {
    year.to_string().parse().unwrap()
}

fn two_years() -> DataFolder {
    DataFolder::minimal().year(2025)
}

fn draft(folder: DataFolder) -> DataFolder {
    folder.replace("2025/plan.toml", "year = 2025\n", "draft = true\nyear = 2025\n")
}

#[test]
fn a_faulty_year_leaves_the_others_alone() {
    for (file, bytes) in
        [("2025/projects.csv", "nonsense"), ("2025/plan.toml", "year = "), ("2025/listings.csv", "")]
    {
        let report = two_years().file(file, bytes).load();
        assert!(report.errors() > 0, "{file}");
        let dataset = report.dataset.unwrap();
        assert_eq!(dataset.plans.keys().copied().collect::<Vec<_>>(), [year(2024)], "{file}");
        assert_eq!(dataset.faulty.iter().copied().collect::<Vec<_>>(), [year(2025)], "{file}");
    }
}

#[test]
fn a_year_without_a_readable_plan_toml_is_one_fault() {
    let report = two_years().file("2025/plan.toml", "year = ").load();
    let codes: Vec<Code> = report.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::InvalidToml]);
    let report = two_years().without("2025/plan.toml").load();
    let codes: Vec<Code> = report.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, [Code::MissingFile]);
}

#[test]
fn a_draft_is_checked_and_left_out_unless_it_is_asked_for() {
    let folder = draft(two_years());
    let report = folder.load();
    assert_eq!((report.errors(), report.draft_errors()), (0, 0));
    assert!(report.drafts.contains(&year(2025)));
    let dataset = report.dataset.unwrap();
    assert!(!dataset.plans.contains_key(&year(2025)) && dataset.faulty.is_empty());
    let shown = load_with(&folder.source(), true).dataset.unwrap();
    assert!(shown.plans[&year(2025)].is_draft() && !shown.plans[&year(2024)].is_draft());

    let faulty = folder.set("2025/projects.csv", 2, "id", "A B");
    let report = faulty.load();
    assert_eq!((report.errors(), report.draft_errors() > 0), (0, true), "reported, but in nobody's way");
    assert_eq!(report.dataset.as_ref(), Some(&dataset));
    let shown = load_with(&faulty.source(), true).dataset.unwrap();
    assert!(shown.faulty.contains(&year(2025)));
}

#[test]
fn the_last_sound_plan_of_a_faulty_year_is_kept_and_unchanged_years_are_shared() {
    let before = two_years().dataset();
    let broken = two_years().file("2025/projects.csv", "nonsense");
    let changed = broken.replace("2024/plan.toml", "変更になる場合があります。", "変更しました。");
    let mut after = changed.load().dataset.unwrap();
    after.keep_from(&before);
    assert!(after.faulty.is_empty());
    assert!(Arc::ptr_eq(&after.plans[&year(2025)], &before.plans[&year(2025)]));
    assert_ne!(after.plans[&year(2024)], before.plans[&year(2024)]);
    let mut same = two_years().dataset();
    same.keep_from(&before);
    assert!(same.plans.iter().all(|(year, plan)| Arc::ptr_eq(plan, &before.plans[year])));
}

#[test]
fn a_year_that_was_taken_away_is_not_kept() {
    let before = two_years().dataset();
    let mut after = DataFolder::minimal().dataset();
    after.keep_from(&before);
    assert_eq!(after.plans.len(), 1);
}
