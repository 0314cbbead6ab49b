//! The data sets, each a plan that a city may have, made from a sound one by changing cells.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::LazyLock;
use std::thread;

use keikaku::i18n::Lang;

use super::crawl::{Address, Crawl, Kind, Page, crawl};
use super::tables::Tables;
use crate::support::dataset::{DataFolder, Row, fixture};
use crate::support::plans::Served;

/// A data set, what its tables say, and its whole site.
pub(super) struct Set {
    pub(super) name: &'static str,
    /// The files that the site was made from.
    pub(super) folder: DataFolder,
    pub(super) years: BTreeMap<u16, Tables>,
    pub(super) terms: Vec<Row>,
    pub(super) site: Served,
    pub(super) crawl: Crawl,
    /// Where the site stands.
    pub(super) base: String,
}

impl Set {
    fn new(name: &'static str, folder: &DataFolder) -> Self {
        let settings: toml::Table = std::str::from_utf8(folder.bytes("site.toml")).unwrap().parse().unwrap();
        let base = settings["base_url"].as_str().unwrap().to_owned();
        let years = folder.years().into_iter().map(|year| (year, Tables::read(folder, year)));
        let years: BTreeMap<u16, Tables> = years.collect();
        let projects: BTreeSet<String> = years.values().flat_map(sample).collect();
        let departments: BTreeSet<&String> = years.values().flat_map(sample_of_departments).collect();
        let site = Served::new(folder);
        let crawl = crawl(&site, &base, |kind| match kind {
            Kind::Project(id) => projects.contains(id),
            Kind::Department(id) => departments.contains(id),
            _ => true,
        });
        let has_terms = folder.names().any(|name| name == "glossary.csv");
        let terms = if has_terms { folder.records("glossary.csv") } else { Vec::new() };
        Self { name, folder: folder.clone(), years, terms, site, crawl, base }
    }

    /// The plan that a page is of; `None` where it belongs to no year.
    pub(super) fn plan_of(&self, page: &Page) -> Option<&Tables> {
        page.address.year.map(|year| &self.years[&year])
    }

    /// The languages that any year has.
    pub(super) fn langs(&self) -> Vec<Lang> {
        Lang::ALL.into_iter().filter(|lang| self.newest(*lang).is_some()).collect()
    }

    /// The languages of a page: those of its year, or of any year where it belongs to none.
    pub(super) fn langs_of(&self, address: &Address) -> Vec<Lang> {
        address.year.map_or_else(|| self.langs(), |year| self.years[&year].langs().collect())
    }

    /// The newest year in that language.
    pub(super) fn newest(&self, lang: Lang) -> Option<u16> {
        self.years.values().rev().find(|plan| plan.speaks(lang)).map(|plan| plan.year)
    }

    /// Whether no amount is stated anywhere.
    pub(super) fn is_unstated(&self) -> bool {
        self.years.values().all(|plan| plan.total().stated == 0)
    }

    /// Whether an amount of zero is stated anywhere.
    pub(super) fn states_zero(&self) -> bool {
        self.years.values().any(|plan| plan.projects.iter().any(|project| project.budget == Some(0)))
    }
}

/// The projects whose pages are looked at: all of a short list; of a long one the first and last, those
/// at the ends of its parts, every fifteenth, and those that several departments are in charge of.
fn sample(plan: &Tables) -> Vec<String> {
    let originals: Vec<_> = plan.listings.iter().filter(|listing| !listing.reprint).collect();
    let is_wanted = |at: usize| {
        let last = originals.len() - 1;
        last < 100 || at < 3 || at + 3 > last || at.is_multiple_of(15) || matches!(at % 100, 98..=99 | 0..=1)
    };
    let shared = plan.projects.iter().filter(|project| project.departments.len() > 1).take(6);
    let sampled = originals.iter().enumerate().filter(|(at, _)| is_wanted(*at));
    sampled
        .map(|(_, listing)| listing.project.clone())
        .chain(shared.map(|project| project.id.clone()))
        .collect()
}

/// The departments whose pages are looked at: all where there are not many; of three hundred every seventh,
/// with those above it.
fn sample_of_departments(plan: &Tables) -> Vec<&String> {
    let step = 1 + plan.departments.len() / 50;
    let sampled = (0..plan.departments.len()).step_by(step);
    let with_above = sampled.flat_map(|at| plan.chain(at));
    with_above.map(|at| &plan.departments[at].id).collect()
}

/// All data sets.
pub(super) fn all() -> &'static [Set] {
    static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
        thread::scope(|scope| {
            let spawn = |(name, folder)| scope.spawn(move || Set::new(name, &folder));
            let sets: Vec<_> = folders().into_iter().map(spawn).collect();
            sets.into_iter().map(|set| set.join().unwrap()).collect()
        })
    });
    &SETS
}

/// The data set of that name.
pub(super) fn named(name: &str) -> &'static Set {
    all().iter().find(|set| set.name == name).unwrap()
}

pub(super) const ALL_ZERO: &str = "every amount zero";

fn folders() -> Vec<(&'static str, DataFolder)> {
    let (fy2024, minimal) = (DataFolder::fy2024, DataFolder::minimal);
    let fixture = |name: &str| DataFolder::read(&fixture(&format!("plans/{name}")));
    // 23 projects, half as many pages as FY2024 has.
    let one_year = || {
        let folder = fixture("two-years");
        let later: Vec<String> =
            folder.names().filter(|name| name.starts_with("2025/")).map(str::to_owned).collect();
        later.iter().fold(folder, |folder, name| folder.without(name))
    };
    let budget = "budget_thousand_yen";
    let unless_priority =
        |row: &Row| if row["priority"] == "1" { String::new() } else { row[budget].clone() };
    vec![
        ("FY2024", fy2024()),
        ("minimal", minimal()),
        ("no amounts", fy2024().change("projects.csv", budget, |_| String::new()).counted()),
        ("★ without amounts", one_year().change("projects.csv", budget, unless_priority).counted()),
        ("no marks", no_marks(one_year()).counted()),
        ("only 再掲 in an initiative", only_reprints(minimal()).counted()),
        ("nothing in an initiative", nothing_listed(minimal()).counted()),
        ("two years", two_years(minimal()).counted()),
        ("450 projects", many_projects(minimal()).counted()),
        ("a 再掲 before its original", reprint_first(minimal()).counted()),
        (ALL_ZERO, minimal().change("projects.csv", budget, |_| "0".to_owned()).counted()),
        ("every amount alike", minimal().change("projects.csv", budget, |_| "1000".to_owned()).counted()),
        ("numbers that begin again", numbered_again(minimal()).counted()),
        ("English from the second year", later_english(two_years(minimal()).counted())),
        ("one of each", one_of_each(minimal()).counted()),
        ("three levels", fixture("three-levels").file("glossary.csv", JAPANESE_TERMS)),
        ("one level", fixture("one-level")),
        ("two years of a city", fixture("two-years")),
        ("stress", fixture("stress")),
    ]
}

fn no_marks(folder: DataFolder) -> DataFolder {
    let none = |_: &Row| "0".to_owned();
    folder.change("projects.csv", "priority", none).change("projects.csv", "new", none)
}

/// A direction whose two initiatives have projects of other initiatives only.
fn only_reprints(folder: DataFolder) -> DataFolder {
    folder
        .row("directions.csv", &["3", "小規模企業の振興", "Small Enterprises"])
        .row("initiatives.csv", &["4", "3", "小規模企業の支援", "Support for Small Enterprises"])
        .row("initiatives.csv", &["5", "3", "小規模企業の相談", "Advice for Small Enterprises"])
        .row("listings.csv", &["4", "1", "succession-support", "1"])
        .row("listings.csv", &["4", "2", "founder-advice", "1"])
        .row("listings.csv", &["5", "1", "founder-advice", "1"])
}

/// What the loader lets pass with a warning: a direction, an initiative and a department without anything
/// in them. Nothing is listed again either, and one amount alone is stated.
fn nothing_listed(folder: DataFolder) -> DataFolder {
    let one = |row: &Row| match row["id"].as_str() {
        "founder-support" => row["budget_thousand_yen"].clone(),
        _ => String::new(),
    };
    folder
        .change("projects.csv", "budget_thousand_yen", one)
        .keep("listings.csv", |row| row["reprint"] == "0")
        .row("directions.csv", &["3", "小規模企業の振興", "Small Enterprises"])
        .row("initiatives.csv", &["4", "2", "小規模企業の支援", "Support for Small Enterprises"])
        .row("departments.csv", &["tourism", "観光政策課", "Tourism Division", ""])
}

/// In 2025 one project is gone and one is there that was not, with its initiative and its department; one
/// has another amount.
fn two_years(folder: DataFolder) -> DataFolder {
    let gone = "founder-advice";
    let budget = "budget_thousand_yen";
    let raised = |row: &Row| match row["id"].as_str() {
        "succession-support" => "2500".to_owned(),
        _ => row[budget].clone(),
    };
    let new = [
        "shop-support",
        "商店街支援事業",
        "Shopping Streets",
        "800",
        "0",
        "1",
        "催しを助成する。",
        "Events.",
    ];
    let later = [
        ("令和六年3月", "令和七年3月"),
        ("March 2024", "March 2025"),
        ("変更になる場合があります。", "進捗等に応じて見直します。"),
        ("This may change.", "This is reviewed as work goes on."),
        ("字間の空白を詰めました。", "表の見出しを省きました。"),
        ("Blanks between letters were closed.", "Table headings were left out."),
    ];
    let folder = folder
        .year(2025)
        .keep("2025/projects.csv", |row| row["id"] != gone)
        .keep("2025/listings.csv", |row| row["project"] != gone)
        .keep("2025/project_departments.csv", |row| row["project"] != gone)
        .change("2025/projects.csv", budget, raised)
        .row("2025/projects.csv", &new)
        .row("2025/initiatives.csv", &["4", "2", "商業の振興", "Commerce"])
        .row("2025/departments.csv", &["tourism", "観光政策課", "Tourism Division", ""])
        .row("2025/listings.csv", &["4", "1", new[0], "0"])
        .row("2025/project_departments.csv", &[new[0], "tourism"]);
    later.into_iter().fold(folder, |folder, (from, to)| folder.replace("2025/plan.toml", from, to))
}

/// The initiatives of each direction are numbered from 1, so that only an id tells them apart.
fn numbered_again(folder: DataFolder) -> DataFolder {
    let initiatives = "number,direction,id,name_ja,name_en\n\
        2,1,succession,事業承継支援,Support for Succession\n\
        1,1,start,創業支援,Support for Starting\n\
        1,2,orders,受注機会の増大,More Orders\n";
    let id = |row: &Row| {
        ["start", "succession", "orders"][row["initiative"].parse::<usize>().unwrap() - 1].to_owned()
    };
    folder.file("initiatives.csv", initiatives).change("listings.csv", "initiative", id)
}

/// One direction with one initiative, which has one project of one department.
fn one_of_each(folder: DataFolder) -> DataFolder {
    let only = "founder-support";
    folder
        .keep("directions.csv", |row| row["number"] == "1")
        .keep("initiatives.csv", |row| row["number"] == "1")
        .keep("departments.csv", |row| row["id"] == "commerce")
        .keep("projects.csv", |row| row["id"] == only)
        .keep("listings.csv", |row| row["project"] == only && row["reprint"] == "0")
        .keep("project_departments.csv", |row| row["project"] == only)
}

/// What was not translated in the first year: its title, and so all of it; and one of the terms.
fn later_english(folder: DataFolder) -> DataFolder {
    folder.replace("plan.toml", "en = \"List of Projects\"\n", "").set("glossary.csv", 2, "term_en", "")
}

/// A glossary in one language.
const JAPANESE_TERMS: &str = "id,term_ja,reading_ja,meaning_ja\n\
    telework,テレワーク,テレワーク,職場から離れた場所で働くことです。\n\
    outreach,訪問支援,ほうもんしえん,支援する人が家庭を訪ねることです。\n";

fn reprint_first(folder: DataFolder) -> DataFolder {
    let again = |row: &Row| match (row["initiative"].as_str(), row["project"].as_str()) {
        ("1", "founder-support") => "1".to_owned(),
        _ => "0".to_owned(),
    };
    folder.change("listings.csv", "reprint", again)
}

/// Lists in several parts, a project of more than 1兆円, projects that two or three departments share (a
/// division with its own office, too), more new projects than the overview shows, an initiative with more
/// rows of others than of its own; the glossary in the wrong order.
fn many_projects(folder: DataFolder) -> DataFolder {
    const PROJECTS: [(u32, u32, usize); 6] =
        [(1, 1, 150), (2, 1, 60), (3, 2, 120), (4, 2, 45), (5, 3, 70), (6, 3, 5)];
    let departments = ["d1", "d2", "d2-a", "d3", "d4", "d5", "d5-a", "d6", "d7"];
    let mut files = [
        "number,name_ja,name_en\n1,産業,Industry\n2,観光,Tourism\n3,雇用,Employment\n".to_owned(),
        "number,direction,name_ja,name_en\n".to_owned(),
        "id,name_ja,name_en,parent\n".to_owned(),
        "id,name_ja,name_en,budget_thousand_yen,priority,new,summary_ja,summary_en\n".to_owned(),
        "initiative,number,project,reprint\n".to_owned(),
        "project,department\n".to_owned(),
    ];
    let [_, initiatives, table, projects, listings, charges] = &mut files;
    for id in departments {
        let (division, unit) = id.split_once('-').map_or((id, ""), |(division, _)| (division, division));
        let (kind_ja, kind_en) = if unit.is_empty() { ("課", "Division") } else { ("室", "Office") };
        let _ = writeln!(table, "{id},第{}{kind_ja},{kind_en} {},{unit}", &division[1..], &division[1..]);
    }
    let mut at = 0;
    for (initiative, direction, count) in PROJECTS {
        let _ = writeln!(initiatives, "{initiative},{direction},取組名{initiative},Field {initiative}");
        for number in 1..=count {
            let budget = match at {
                0 => "1234567890".to_owned(),
                _ if at % 50 == 7 => String::new(),
                _ if at % 50 == 13 => "0".to_owned(),
                _ => (at * at * 7 % 90_001 + 1).to_string(),
            };
            let (priority, new) = (u8::from(at % 4 == 0), u8::from(at % 18 == 0));
            let _ = writeln!(
                projects,
                "p-{at},事業{at},Work {at},{budget},{priority},{new},助成する。,Subsidies."
            );
            let _ = writeln!(listings, "{initiative},{number},p-{at},0");
            // Two in five with the first, few with the last.
            let own = [0, 0, 1, 2, 3, 0, 4, 5, 6, 0][at % 10] + usize::from(at % 97 == 0) * 2;
            let mut in_charge = BTreeSet::from([own]);
            in_charge.extend((at % 25 == 0).then_some(3));
            in_charge.extend((at % 75 == 0).then_some(7));
            in_charge.extend((at % 40 == 3).then_some(1));
            for department in in_charge {
                let _ = writeln!(charges, "p-{at},{}", departments[department]);
            }
            at += 1;
        }
    }
    for (place, project) in (0..105).enumerate() {
        let _ = writeln!(listings, "6,{},p-{project},1", place + 6);
    }
    charges.push_str("p-449,d7\n");
    let names = ["directions", "initiatives", "departments", "projects", "listings", "project_departments"];
    let folder = folder.file("glossary.csv", glossary());
    names.iter().zip(files).fold(folder, |folder, (name, table)| folder.file(&format!("{name}.csv"), table))
}

/// Terms in neither order; readings in both kinds of kana, with marks that count last (はん before ばんそう
/// by code point, after it in a dictionary).
fn glossary() -> String {
    let terms = [
        ("販路開拓", "はんろかいたく", "zero-emission vehicle"),
        ("マッチング", "マッチング", "Matching"),
        ("創業", "そうぎょう", "founding"),
        ("伴走", "ばんそう", "side-by-side support"),
        ("インターン", "インターン", "internship"),
        ("EC", "いーしー", "e-commerce"),
        ("一般", "いっぱん", "“general” bidding"),
        ("ポート", "ポート", "port"),
    ];
    let mut table = "id,term_ja,reading_ja,term_en,meaning_ja,meaning_en\n".to_owned();
    for (at, (term, reading, english)) in terms.iter().enumerate() {
        let _ = writeln!(table, "term-{at},{term},{reading},{english},説明です。,An explanation.");
    }
    table
}
