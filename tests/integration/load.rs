//! A data folder to a valid plan, or to everything that is wrong with it.

mod codes;
mod command;
mod damage;
mod forged;
mod format;
mod kinds;
mod order;
mod rules;
mod size;
mod years;

use std::collections::BTreeSet;
use std::path::Path;

use keikaku::i18n::Lang;
use keikaku::load::{Code, Source, load};
use keikaku::plan::Yen;

use crate::support::dataset::{DataFolder, fixture};

fn rendered(source: &Source) -> String {
    let mut out = Vec::new();
    load(source).write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_minimal_folder_is_valid_and_its_plan_adds_up() {
    let dataset = DataFolder::minimal().dataset();
    let plan = dataset.newest().unwrap();
    let total = plan.total();
    assert_eq!((total.projects, total.without_amount), (4, 1));
    assert_eq!(total.amount, Yen::new(17_572_000));
    assert_eq!(plan.amount_of_all_listings(), Yen::new(33_644_000));
    let shared = plan.project("order-rules").unwrap();
    assert_eq!(plan.departments_of(shared).count(), 2);
    assert_eq!(
        plan.project("succession-support").unwrap().summary.get(Lang::En),
        "Experts are sent, and \"bridges\" built."
    );
    assert_eq!(dataset.terms.len(), 2);
    assert_eq!(dataset.site.operator.as_ref().unwrap().original(), "見本市");
}

#[test]
fn the_data_of_this_repository_is_valid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let report = load(&Source::Folder(folder));
    let faults: Vec<String> = report.diagnostics.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let dataset = report.dataset.unwrap();
    let total = dataset.newest().unwrap().total();
    assert_eq!((total.projects, total.amount), (59, Yen::new(2_516_552_000)));
}

#[test]
fn check_tells_what_it_found() {
    let wrong = DataFolder::minimal();
    let wrong = wrong.set("projects.csv", 2, "name_ja", "").set("listings.csv", 3, "reprint", "x");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("check-valid", rendered(&Source::Folder(fixture("minimal"))));
        insta::assert_snapshot!("check-refused", rendered(&wrong.source()));
    });
}

#[test]
fn check_adds_up_no_amounts_where_none_is_stated() {
    let mut folder = DataFolder::minimal().control("without_amount", 4).control("budget_thousand_yen", 0);
    for row in 2..=5 {
        folder = folder.set("projects.csv", row, "budget_thousand_yen", "");
    }
    let text = rendered(&folder.source());
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("2024")).collect();
    assert_eq!(
        lines,
        [
            "  2024年度：4事業、掲載5件（うち再掲1件）、金額の記載なし",
            "  2024: 4 projects, 5 listings (1 of them listed again), no amounts stated",
        ]
    );
}

#[test]
fn check_counts_errors_and_warnings() {
    let one = DataFolder::minimal().row("departments.csv", &["idle", "休止課", "Idle Division", ""]);
    let two = one.clone().row("departments.csv", &["idle-too", "休止室", "Idle Office", ""]);
    let refused = two.set("projects.csv", 2, "name_ja", "");
    for (folder, verdicts) in [
        (one, ["警告が1件あります。公開できます。", "1 warning. The data can be published."]),
        (refused, ["誤りが1件、警告が2件あります。このままでは", "1 error, 2 warnings. The data cannot be"]),
    ] {
        let text = rendered(&folder.source());
        for verdict in verdicts {
            assert!(text.lines().any(|line| line.starts_with(verdict)), "{verdict} not in {text}");
        }
    }
}

#[test]
fn disk_and_memory_read_the_same() {
    let folder = DataFolder::minimal();
    let on_disk = folder.write();
    let plan = |source: &Source| format!("{:?}", load(source).dataset.unwrap().newest().unwrap().projects());
    assert_eq!(plan(&folder.source()), plan(&on_disk.source()));
}

#[test]
fn the_files_that_are_read_are_known_by_name() {
    let needs = "need_ja,initiative\n店を始めたい,1\n";
    let folder = DataFolder::minimal().file("needs.csv", needs).year(2025);
    let files = folder.write().source().files().unwrap();
    assert_eq!(files, folder.source().files().unwrap());
    let named: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(named, folder.names().collect());
    for file in &files {
        let report = folder.clone().without(file).load();
        let found = report.diagnostics.first().map(|found| found.code);
        let expected = match file.as_str() {
            // The glossary may be absent, but not where its terms are counted.
            "glossary.csv" => Some(Code::ControlTerms),
            file if file.ends_with("needs.csv") => None,
            _ => Some(Code::MissingFile),
        };
        assert_eq!(found, expected, "{file}");
    }
}

#[test]
fn every_year_is_a_plan() {
    let dataset = DataFolder::minimal().year(2025).dataset();
    let years: Vec<u16> = dataset.plans.keys().map(|year| year.get()).collect();
    assert_eq!(years, [2024, 2025]);
}
