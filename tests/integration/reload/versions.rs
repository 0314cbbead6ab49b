//! One version at a time: what stands on a page together comes from the same data.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

use super::*;

/// The plan's total without versions, in thousand yen.
static TOTAL: LazyLock<u64> = LazyLock::new(|| {
    let plan = Folder::text("2024/plan.toml");
    let total = plan.lines().find_map(|line| line.strip_prefix("budget_thousand_yen = "));
    total.unwrap().parse().unwrap()
});

/// The highest version there is: the mark of broken data, which must never be shown.
const BROKEN: u64 = 9999;

/// Puts version `number` into the folder: a mark in the plan's title (which stands on every page), in the
/// names of all projects, departments and initiatives, and in an amount, so in every total.
fn write(folder: &Folder, number: u64, broken: bool) {
    let mark = format!("第{number:04}版");
    for name in ["2024/projects.csv", "2024/departments.csv", "2024/initiatives.csv"] {
        let column = usize::from(name != "2024/projects.csv") + 1;
        let text = Folder::text(name);
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let mut table = csv::Writer::from_writer(Vec::new());
        for (row, record) in rows.records().enumerate() {
            let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
            if row > 0 {
                cells[column] += &mark;
                let amount = cells.iter_mut().find(|cell| *cell == "16072");
                amount.into_iter().for_each(|amount| *amount = (16_072 + number).to_string());
            }
            table.write_record(&cells).unwrap();
        }
        folder.write(name, table.into_inner().unwrap());
    }
    let total = *TOTAL + number + u64::from(broken);
    let plan = Folder::text("2024/plan.toml").replace(&format!("= {}", *TOTAL), &format!("= {total}"));
    folder.write("2024/plan.toml", plan.replace("事業一覧\"", &format!("事業一覧{mark}\"")));
}

/// The one version of an answer. Panics where there are two.
fn version(path: &str, answer: &Answer) -> Option<u64> {
    let text = String::from_utf8(answer.body.clone()).unwrap();
    let marks = text.split('第').skip(1).filter_map(|rest| rest.split_once('版')?.0.parse::<u64>().ok());
    let marks: BTreeSet<u64> = marks.collect();
    assert!(marks.len() <= 1, "{path} is of {marks:?}");
    let version = marks.first().copied()?;
    let grouped = keikaku::i18n::grouped(*TOTAL + version);
    match path {
        "/ja/2024/sums/" => {
            assert!(text.contains(&grouped), "{path}: {grouped} is not the total of {version}")
        }
        "/data/2024/plan.json" => {
            let amount = format!("{}", 16_072 + version);
            assert!(text.contains(&amount), "{path}: {amount} is not an amount of {version}");
        }
        _ => {}
    }
    Some(version)
}

/// Pages in Japanese, where the marks are.
const MARKED: &[&str] = &[
    "/ja/2024/",
    "/ja/2024/sums/",
    "/ja/2024/projects/",
    "/ja/2024/projects/growth-industry-creation/",
    "/ja/2024/initiatives/1/",
    "/ja/2024/departments/",
    "/data/2024/plan.json",
];

#[test]
fn no_answer_mixes_two_versions() {
    let reloads = size(25, 1000);
    let row = Row::new(format!("{reloads} reloads under load"), "no response mixes two versions");
    let folder = Folder::new();
    let program = Program::start(&folder);
    let newest: &Mutex<[u64; 2]> = Box::leak(Box::default());
    let load = Load::start(program.address, 2, MARKED, move |reader, path, answer| {
        if let Some(version) = version(path, answer) {
            let mut newest = newest.lock().unwrap();
            assert!(version >= newest[reader], "{path} goes back from {} to {version}", newest[reader]);
            assert!(version < BROKEN, "{path} is of broken data");
            newest[reader] = version;
        }
    });
    let mut refused = 0;
    for number in 1..=reloads {
        // Now and then by somebody who makes a mistake.
        if number % 5 == 0 {
            refused = count(&program, REFUSED);
            write(&folder, BROKEN - 1, true);
            program.signal("-HUP");
            eventually(PATIENCE, "the broken version is refused", || count(&program, REFUSED) > refused);
            refused = count(&program, REFUSED);
        }
        let shown = count(&program, SHOWN);
        write(&folder, number, false);
        program.signal("-HUP");
        eventually(PATIENCE, "the version is shown", || count(&program, SHOWN) > shown);
        let page = get_once(program.address, MARKED[1]);
        assert_eq!(version(MARKED[1], &page), Some(number), "{}", program.log());
    }
    let answers = load.stop().len();
    row.measured(format!("{answers} answers, {refused} broken data sets between"));
}
