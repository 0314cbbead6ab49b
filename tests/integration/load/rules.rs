//! What is tolerated, what is not, and what is left unsaid because something else explains it.

use keikaku::i18n::Lang;
use keikaku::load::{Code, Report};

use crate::support::dataset::DataFolder;

/// The places and codes of a report, one a line.
fn outline(report: &Report) -> String {
    let lines = report.diagnostics.iter().map(|found| format!("{} {}", found.place(), found.code));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_excel_adds_is_tolerated() {
    let listings = "\u{FEFF}initiative,number,project,reprint,,\r\n1,1,founder-support,0,,\r\n\
                    1,2,founder-advice,0,, \r\n,,,,,\r\n2,1,succession-support,0,,\r\n3,1,order-rules,0,,\r\n\
                    3,2,founder-support,1,,\r\n,,,,,\r\n\r\n";
    DataFolder::minimal().file("listings.csv", listings).dataset();
}

#[test]
fn columns_may_stand_in_any_order() {
    let table = "parent,id,name_en,name_ja\n,commerce,Commerce Division,商業金融課\n\
                 agriculture,agriculture-brand,Brand Strategy Office,農水ブランド戦略室\n\
                 ,agriculture,Agriculture Division,農業政策課\n";
    let dataset = DataFolder::minimal().file("departments.csv", table).dataset();
    let plan = dataset.newest().unwrap();
    let office = plan.department("agriculture-brand").unwrap();
    assert_eq!(plan.parent_of(office).unwrap().id.as_str(), "agriculture");
}

#[test]
fn rows_stand_in_the_order_of_the_document_wherever_they_are_in_the_table() {
    let folder = DataFolder::minimal();
    let text = std::str::from_utf8(folder.bytes("listings.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let backwards: Vec<&str> = rows.lines().rev().collect();
    let turned = folder.clone().file("listings.csv", format!("{header}\n{}\n", backwards.join("\n")));
    let (dataset, turned) = (folder.dataset(), turned.dataset());
    let (plan, turned) = (dataset.newest().unwrap(), turned.newest().unwrap());
    assert_eq!(plan.listings(), turned.listings());
    assert_eq!(plan.projects(), turned.projects());
}

#[test]
fn rows_are_numbered_as_in_excel_below_cells_of_several_lines() {
    let folder = DataFolder::minimal().set("projects.csv", 3, "summary_ja", "一行目\r\n二行目\n三行目").set(
        "projects.csv",
        5,
        "budget_thousand_yen",
        "1,5",
    );
    insta::assert_snapshot!(outline(&folder.load()), @r"
    2024/projects.csv:3:7 (summary_ja) line-break
    2024/projects.csv:5:4 (budget_thousand_yen) amount-not-plain-digits
    ");
}

#[test]
fn all_faults_of_all_files_are_named_at_once() {
    let folder = DataFolder::minimal()
        .replace("site.toml", "official = false", "official = \"no\"")
        .replace("plan.toml", "\"2024-03-31\"", "\"2024-02-30\"")
        .set("glossary.csv", 3, "reading_ja", "matching")
        .set("initiatives.csv", 4, "direction", "9")
        .set("departments.csv", 2, "name_en", " Commerce")
        .set("projects.csv", 2, "priority", "★")
        .set("projects.csv", 2, "new", "")
        .set("projects.csv", 2, "name_ja", "=1+1  ")
        .set("listings.csv", 2, "number", "0 1")
        .row("project_departments.csv", &["order-rules", "comerce"]);
    insta::assert_snapshot!(outline(&folder.load()), @r"
    site.toml:2:12 (official) wrong-type
    glossary.csv:3:3 (reading_ja) reading-not-kana
    2024/plan.toml:4:9 (as_of) invalid-date
    2024/initiatives.csv:4:2 (direction) unknown-reference
    2024/departments.csv:2:3 (name_en) padding
    2024/projects.csv:2:2 (name_ja) formula-start
    2024/projects.csv:2:2 (name_ja) padding
    2024/projects.csv:2:5 (priority) invalid-flag
    2024/projects.csv:2:6 (new) invalid-flag
    2024/listings.csv:2:2 (number) invalid-number
    2024/project_departments.csv:7:2 (department) unknown-reference
    ");
}

/// Marks and levels have pages of their own: no mark is called as a level or another page is.
#[test]
fn a_mark_has_an_address_of_its_own() {
    for (column, is_taken) in
        [("initiatives", true), ("no-amount", true), ("sums", true), ("expanded", false)]
    {
        let flags = format!(
            "\n[[flags]]\ncolumn = \"{column}\"\nname.one = {{ ja = \"印\", en = \"mark\" }}\n\
             badge = {{ ja = \"印\", en = \"Mark\" }}\n"
        );
        let folder = DataFolder::minimal();
        let plan = String::from_utf8(folder.bytes("plan.toml").to_vec()).unwrap();
        let report = folder.file("plan.toml", plan + &flags).load();
        let found = outline(&report);
        assert_eq!(found.contains("(flags.1.column) word-taken"), is_taken, "{column}: {found}");
    }
}

#[test]
fn a_need_leads_to_groups_of_any_level() {
    let table = "need_ja,need_en,direction,initiative\n店を始めたい,Start a shop,,2\n仕事を受けたい,Win contracts,2,\n\
                 店を始めたい,Start a shop,1,1\n";
    let dataset = DataFolder::minimal().file("needs.csv", table).dataset();
    let plan = dataset.newest().unwrap();
    let needs = plan.needs().iter().map(|need| {
        let groups = plan.groups_of(need).map(|group| (group.level, group.number.as_str()));
        (need.words.get(Lang::En), groups.collect::<Vec<_>>())
    });
    let expected = [("Start a shop", vec![(1, "2"), (1, "1")]), ("Win contracts", vec![(0, "2")])];
    assert_eq!(needs.collect::<Vec<_>>(), expected);
}

#[test]
fn a_need_that_leads_nowhere_is_refused() {
    let table = "need_ja,need_en,initiative\n店を始めたい,Start a shop,9\n人を雇いたい,Hire,\n,Borrow,1\n";
    insta::assert_snapshot!(outline(&DataFolder::minimal().file("needs.csv", table).load()), @r"
    2024/needs.csv:2:3 (initiative) unknown-reference
    2024/needs.csv:3:3 (initiative) empty-value
    2024/needs.csv:4:1 (need_ja) empty-value
    ");
}

#[test]
fn a_fault_of_an_id_is_not_repeated_by_those_who_refer_to_it() {
    let folder = DataFolder::minimal().set("projects.csv", 2, "id", "Founder Support");
    let folder = folder.replace("listings.csv", "1,1,founder-support", "1,1,Founder Support");
    let folder = folder.replace("listings.csv", "3,2,founder-support", "3,2,Founder Support");
    let folder = folder.replace("project_departments.csv", "founder-support", "Founder Support");
    insta::assert_snapshot!(outline(&folder.load()), @"2024/projects.csv:2:1 (id) invalid-id");
}

#[test]
fn a_table_that_cannot_be_read_is_the_only_fault() {
    for name in [
        "directions.csv",
        "initiatives.csv",
        "departments.csv",
        "projects.csv",
        "listings.csv",
        "project_departments.csv",
    ] {
        let report = DataFolder::minimal().without(name).load();
        assert_eq!(outline(&report), format!("2024/{name} missing-file"));
        let report = DataFolder::minimal().file(name, &b"\xFF\xFEx"[..]).load();
        assert_eq!(outline(&report), format!("2024/{name} utf-16"));
    }
}

#[test]
fn a_row_that_cannot_be_read_explains_what_it_would_have_held() {
    let folder = DataFolder::minimal().replace(
        "projects.csv",
        "founder-advice,創業相談,",
        "founder-advice,創業相談,,",
    );
    assert_eq!(outline(&folder.load()), "2024/projects.csv:3 too-many-cells");
    let folder = DataFolder::minimal().replace("listings.csv", "1,2,founder-advice,0", "1,2,founder-advice");
    assert_eq!(outline(&folder.load()), "2024/listings.csv:3 too-few-cells");
}

#[test]
fn a_misspelt_column_is_named_once() {
    let folder = DataFolder::minimal().replace("projects.csv", "name_en", "nane_en");
    insta::assert_snapshot!(outline(&folder.load()), @"2024/projects.csv:1:3 (nane_en) unknown-column");
    let folder = DataFolder::minimal().replace("plan.toml", "as_of", "asof");
    insta::assert_snapshot!(outline(&folder.load()), @"2024/plan.toml:4:1 (asof) unknown-key");
}

#[test]
fn warnings_do_not_keep_the_data_back() {
    let folder = DataFolder::minimal().row("departments.csv", &["idle", "休止課", "Idle Division", ""]);
    let report = folder.load();
    assert_eq!((report.errors(), report.warnings()), (0, 1));
    assert!(report.dataset.is_some());
}

#[test]
fn a_table_in_shift_jis_says_the_same() {
    let folder = DataFolder::minimal();
    let text = std::str::from_utf8(folder.bytes("initiatives.csv")).unwrap();
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!failed);
    let report = folder.clone().file("initiatives.csv", bytes).load();
    assert_eq!(report.diagnostics[0].code, Code::ShiftJis);
    let (dataset, original) = (report.dataset.unwrap(), folder.dataset());
    assert_eq!(dataset.newest().unwrap().groups(), original.newest().unwrap().groups());
}

#[test]
fn settings_below_the_first_level_are_checked_as_well() {
    let folder = DataFolder::minimal()
        .replace("plan.toml", "ja = \"重点事項\"\nen", "ja = \"重点事項\"\nfr = \"Priorités\"\nen")
        .replace("plan.toml", "en = \"Promotion of business succession\"\n", "")
        .replace("plan.toml", "reprints = 1", "reprints = -1")
        .replace("plan.toml", "[note]\nja = \"変更になる場合があります。\"\nen = \"This may change.\"\n", "");
    insta::assert_snapshot!(outline(&folder.load()), @r"
    2024/plan.toml missing-key
    2024/plan.toml:29:1 (priorities.heading.fr) unknown-key
    2024/plan.toml:50:12 (control.reprints) wrong-type
    ");
}

#[test]
fn a_setting_of_another_kind_is_told_its_own() {
    let text = "Make it a text (\"…\").";
    let table = "Make it a table ([…]), such as one of ja and en.";
    let tables = "Make it a list of tables ([[…]]).";
    for (file, from, to, help) in [
        ("plan.toml", "published = \"2024-03\"", "published = 3", text),
        ("plan.toml", "\"Sample City Industry Plan\"", "true", text),
        ("site.toml", "false", "0", "Make it true or false."),
        ("plan.toml", "projects = 4", "projects = -4", "Make it a whole number, zero or more."),
        (
            "plan.toml",
            "project_departments = 5",
            "project_departments = 5.0",
            "Make it a whole number, zero or more.",
        ),
        ("site.toml", "[operator]", "[[operator]]", table),
        ("site.toml", "[control]", "[[control]]", table),
        ("plan.toml", "[[changes]]", "[changes]", tables),
    ] {
        let diagnostics = DataFolder::minimal().replace(file, from, to).load().diagnostics;
        let helps: Vec<String> = diagnostics.iter().map(|found| found.help(Lang::En)).collect();
        assert_eq!(helps, [help], "{to}");
    }
}
