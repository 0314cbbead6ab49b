//! What other cities' tables look like: levels, units, numbers, languages, departments, headings.

use keikaku::i18n::Lang;
use keikaku::load::Code;
use keikaku::plan::{Plan, Unit, Yen};

use crate::support::dataset::DataFolder;

/// The minimal folder in the newest form.
fn newest() -> DataFolder {
    DataFolder::minimal().replace("plan.toml", "year = 2024\n", "format = 2\nyear = 2024\n")
}

fn codes(folder: &DataFolder) -> Vec<Code> {
    folder.load().diagnostics.iter().map(|found| found.code).collect()
}

fn plan(folder: &DataFolder) -> Plan {
    Plan::clone(folder.dataset().newest().unwrap())
}

#[test]
fn the_amount_columns_name_says_the_unit() {
    for (unit, factor, control) in
        [(Unit::Yen, 1000, "budget_yen"), (Unit::ThousandYen, 1, "budget_thousand_yen")]
    {
        let cell = |row: &std::collections::BTreeMap<String, String>| {
            row["budget_thousand_yen"].parse::<u64>().map_or(String::new(), |n| (n * factor).to_string())
        };
        let folder = DataFolder::minimal()
            .change("projects.csv", "budget_thousand_yen", cell)
            .replace("projects.csv", "budget_thousand_yen", control)
            .replace("plan.toml", "budget_thousand_yen = 17572", &format!("{control} = {}", 17_572 * factor));
        let plan = plan(&folder);
        assert_eq!((plan.unit(), plan.total().amount), (unit, Yen::new(17_572_000)));
    }
    let million = DataFolder::minimal()
        .set("projects.csv", 2, "budget_thousand_yen", "16.072")
        .set("projects.csv", 4, "budget_thousand_yen", "1.5")
        .replace("projects.csv", "budget_thousand_yen", "budget_million_yen")
        .replace("plan.toml", "budget_thousand_yen = 17572", "budget_million_yen = 17.572");
    let plan = plan(&million);
    assert_eq!((plan.unit(), plan.total().amount), (Unit::MillionYen, Yen::new(17_572_000)));
}

#[test]
fn japanese_headings_are_understood() {
    let folder = DataFolder::minimal()
        .replace("projects.csv", "budget_thousand_yen", "予算額（千円）")
        .replace("projects.csv", "priority", "★")
        .replace("projects.csv", "name_ja", "事業名")
        .replace("projects.csv", "summary_ja", "事業概要")
        .replace("listings.csv", "initiative,number,project,reprint", "取組,番号,事業,再掲")
        .replace("initiatives.csv", "direction,", "方向性,");
    assert_eq!(plan(&folder), plan(&DataFolder::minimal()));
}

#[test]
fn a_number_may_have_its_levels_name_or_brackets_around_it() {
    let folder = DataFolder::minimal()
        .set("listings.csv", 2, "initiative", "取組1")
        .set("listings.csv", 3, "initiative", "①")
        .set("listings.csv", 2, "number", "(1)");
    assert_eq!(plan(&folder), plan(&DataFolder::minimal()));
}

#[test]
fn departments_nest_and_their_totals_hold_all_below_them() {
    let folder = DataFolder::minimal()
        .row("departments.csv", &["brand-team", "ブランド係", "Brand Team", "agriculture-brand"])
        .set("project_departments.csv", 4, "department", "brand-team");
    let plan = plan(&folder);
    let team = plan.department("brand-team").unwrap();
    assert_eq!(plan.full_name(team).original(), "農業政策課 農水ブランド戦略室 ブランド係");
    let ids = |id: &str| -> Vec<String> {
        let own = plan.projects_of(plan.department(id).unwrap());
        own.map(|project| project.id.to_string()).collect()
    };
    assert_eq!(ids("brand-team"), ["succession-support"]);
    assert_eq!(ids("agriculture-brand"), ["succession-support"]);
    assert_eq!(ids("agriculture"), ["succession-support", "order-rules"]);
}

#[test]
fn japanese_alone_is_a_whole_plan() {
    let folder = newest().replace(
        "plan.toml",
        "ja = \"事業一覧\"\nen = \"List of Projects\"\n",
        "ja = \"事業一覧\"\n",
    );
    let report = folder.load();
    assert_eq!((report.errors(), report.warnings()), (0, 0), "what nobody reads is not missed");
    let plan = Plan::clone(report.dataset.unwrap().newest().unwrap());
    assert_eq!(plan.langs().collect::<Vec<_>>(), [Lang::Ja]);
}

#[test]
fn a_text_without_a_translation_gives_the_original_and_one_warning_a_table() {
    let folder =
        DataFolder::minimal().set("projects.csv", 2, "name_en", "").set("projects.csv", 3, "summary_en", "");
    let report = folder.load();
    let told: Vec<String> = report.diagnostics.iter().map(|found| found.message(Lang::En)).collect();
    assert_eq!(told, ["The English translation is missing in 2 places."]);
    let dataset = report.dataset.unwrap();
    let name = &dataset.newest().unwrap().project("founder-support").unwrap().name;
    assert_eq!((name.get(Lang::En), name.lang(Lang::En)), ("創業者支援事業", Lang::Ja));
}

#[test]
fn what_may_be_absent_is_asked_of_no_plan_of_the_newest_form() {
    let text = String::from_utf8(newest().bytes("plan.toml").to_vec()).unwrap();
    let start = text.find("[note]").unwrap();
    let bare = newest().file("plan.toml", text[..start].replace("area_code = \"43100\"\n", ""));
    assert_eq!(codes(&bare), []);
    let dataset = bare.dataset();
    let about = dataset.newest().unwrap().about();
    assert_eq!((&about.area_code, &about.note, &about.priorities), (&None, &None, &None));
    // The first form asks for all of it.
    let first = DataFolder::minimal().file("plan.toml", &text.as_bytes()["format = 2\n".len()..start]);
    assert!(codes(&first).contains(&Code::MissingKey));
}

#[test]
fn totals_of_groups_and_a_tolerance_are_held_against_the_tables() {
    let control = |text: &str| newest().replace("plan.toml", "[control]\n", &format!("[control]\n{text}"));
    assert_eq!(codes(&control("directions = { 1 = 17572 }\n")), []);
    assert_eq!(codes(&control("directions = { 1 = 17570 }\n")), [Code::ControlGroup]);
    assert_eq!(codes(&control("tolerance = 2\ndirections = { 1 = 17570 }\n")), []);
    assert_eq!(codes(&control("directions = { 9 = 1 }\n")), [Code::UnknownReference]);
    // What is not an amount must not let every sum pass.
    assert_eq!(codes(&control("tolerance = 0.5\ndirections = { 1 = 1 }\n")), [Code::AmountNotPlainDigits]);
    assert_eq!(codes(&control("directions = { 1 = -1 }\n")), [Code::AmountNotPlainDigits]);
}

#[test]
fn leading_zeros_that_a_spreadsheet_took_away_are_named() {
    let folder = DataFolder::minimal()
        .set("projects.csv", 2, "id", "0101")
        .set("listings.csv", 2, "project", "101")
        .set("listings.csv", 6, "project", "0101")
        .set("project_departments.csv", 2, "project", "0101");
    let report = folder.load();
    let told: Vec<(Code, String)> =
        report.diagnostics.iter().map(|found| (found.code, found.message(Lang::En))).collect();
    assert_eq!(told[0].0, Code::ChangedBySpreadsheet);
    assert_eq!(told[0].1, "\"101\" is what spreadsheets make of \"0101\".");
}

#[test]
fn a_deeper_group_counts_where_several_are_filled() {
    let listings = "direction,initiative,number,project,reprint\n\
        1,1,1,founder-support,0\n,1,2,founder-advice,0\n1,,1,succession-support,0\n2,3,1,order-rules,0\n";
    let folder = newest().file("listings.csv", listings).control("listings", 4).control("reprints", 0);
    let report = folder.load();
    assert_eq!(codes(&folder), [Code::GroupWithoutListing], "the second initiative");
    let dataset = report.dataset.unwrap();
    let plan = dataset.newest().unwrap();
    let group = |level, id: &str| &plan.groups()[plan.group_at(level, id).unwrap()];
    assert_eq!(plan.total_of(group(0, "1")).projects, 3);
    assert_eq!(plan.listed_in(group(0, "1")).count(), 1);
    assert_eq!(plan.total_of(group(1, "1")).projects, 2);
}

#[test]
fn names_may_have_readings_in_kana_and_need_none() {
    let table = "id,name_ja,name_kana,name_en,parent\ncommerce,商業金融課,しょうぎょうきんゆうか,Commerce,\n\
        agriculture-brand,農水ブランド戦略室,,Brand Strategy,agriculture\nagriculture,農業政策課,,Agriculture,\n";
    let folder = |table: &str| DataFolder::minimal().file("departments.csv", table);
    assert_eq!(codes(&folder(table)), []);
    assert_eq!(
        codes(&folder(&table.replace("しょうぎょうきんゆうか", "商業きんゆうか"))),
        [Code::ReadingNotKana]
    );

    let folder = DataFolder::read(&crate::support::dataset::fixture("plans/three-levels"));
    let plan = plan(&folder);
    let rows = folder.rows("2025/projects.csv");
    for row in &rows[1..] {
        let kana = plan.project(&row[0]).unwrap().kana.as_deref();
        assert_eq!(kana.unwrap_or_default(), row[2], "{}", row[0]);
    }
    assert!(rows[1..].iter().any(|row| row[2].is_empty()) && rows[1..].iter().any(|row| !row[2].is_empty()));
}
