//! Data folders that somebody broke.

use std::fs;

use crate::support::program::Folder;

/// One way to break the data, and how the log must name it.
pub(super) struct Broken {
    pub(super) name: &'static str,
    pub(super) change: Box<dyn Fn(&Folder)>,
    pub(super) named: &'static str,
}

fn set(name: &'static str, named: &'static str, change: impl Fn(&Folder) + 'static) -> Broken {
    Broken { name, named, change: Box::new(change) }
}

/// A file with a piece of it replaced, which must be there.
fn replaced(
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    named: &'static str,
) -> Broken {
    set(name, named, move |folder| {
        let text = Folder::text(file);
        assert!(text.contains(from), "{from:?} in {file}");
        folder.write(file, text.replacen(from, to, 1));
    })
}

/// A file with its bytes changed.
fn bytes(
    name: &'static str,
    file: &'static str,
    named: &'static str,
    change: fn(Vec<u8>) -> Vec<u8>,
) -> Broken {
    set(name, named, move |folder| folder.write(file, change(Folder::original(file))))
}

/// The first so many lines.
fn lines(bytes: &[u8], count: usize) -> Vec<u8> {
    bytes.split_inclusive(|byte| *byte == b'\n').take(count).flatten().copied().collect()
}

const PROJECTS: &str = "2024/projects.csv";
const LISTINGS: &str = "2024/listings.csv";
const CHARGES: &str = "2024/project_departments.csv";

/// All of them; those that happen most come first.
pub(super) fn sets() -> Vec<Broken> {
    vec![
        bytes("cut at a byte", PROJECTS, "error[broken-utf-8] 2024/projects.csv:2:8 (summary_ja)", |bytes| {
            // Within a character.
            let text = String::from_utf8(bytes.clone()).unwrap();
            bytes[..=text.find("企業者等が").unwrap()].to_vec()
        }),
        bytes("cut at a line end", PROJECTS, "] 2024/plan.toml:", |bytes| lines(&bytes, 9)),
        bytes("bad UTF-8", PROJECTS, "error[broken-utf-8] 2024/projects.csv:", |mut bytes| {
            let at = bytes.len() / 2;
            bytes.splice(at..at, *b"\xff\xfe\xff");
            bytes
        }),
        replaced(
            "a wrong total",
            "2024/plan.toml",
            "budget_thousand_yen = ",
            "budget_thousand_yen = 1",
            "2024/plan.toml:",
        ),
        bytes("a duplicate id", PROJECTS, "error[duplicate-id] 2024/projects.csv:3:1 (id)", |bytes| {
            let rest = bytes[lines(&bytes, 1).len()..].to_vec();
            [lines(&bytes, 2), rest].concat()
        }),
        replaced(
            "an unknown department",
            CHARGES,
            ",startup-new-industry",
            ",nobody",
            "error[unknown-reference] 2024/project_departments.csv:2:2 (department)",
        ),
        set("a missing file", "error[missing-file] 2024/listings.csv", |folder| folder.remove(LISTINGS)),
        bytes("an empty file", "2024/departments.csv", "error[empty-file] 2024/departments.csv", |_| {
            Vec::new()
        }),
        bytes("a lost header", PROJECTS, "error[missing-header] 2024/projects.csv:1", |bytes| {
            bytes[lines(&bytes, 1).len()..].to_vec()
        }),
        replaced(
            "an amount with a comma",
            PROJECTS,
            ",16072,",
            ",\"16,072\",",
            "error[amount-not-plain-digits] 2024/projects.csv:2:5 (budget_thousand_yen)",
        ),
        replaced("an unknown column", PROJECTS, "summary_ja", "summary", "2024/projects.csv:1:7"),
        bytes("settings cut", "site.toml", "] site.toml:", |bytes| bytes[..bytes.len() - 12].to_vec()),
        replaced(
            "settings that are not TOML",
            "2024/plan.toml",
            "year = 2024",
            "year 2024",
            "error[invalid-toml] 2024/plan.toml:4:6",
        ),
        bytes("UTF-16", "glossary.csv", "error[utf-16] glossary.csv", |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }),
        replaced(
            "a quote that never ends",
            LISTINGS,
            "1,1,growth",
            "1,1,\"growth",
            "error[unclosed-quote] 2024/listings.csv:2",
        ),
        replaced(
            "a negative amount",
            PROJECTS,
            ",16072,",
            ",-16072,",
            "error[amount-negative] 2024/projects.csv:2:5 (budget_thousand_yen)",
        ),
        replaced(
            "full-width digits",
            PROJECTS,
            ",16072,",
            ",１６０７２,",
            "error[amount-not-plain-digits] 2024/projects.csv:2:5 (budget_thousand_yen)",
        ),
        replaced(
            "an unknown project",
            LISTINGS,
            "growth-industry-creation",
            "no-such-project",
            "error[unknown-reference] 2024/listings.csv:2:3 (project)",
        ),
        replaced(
            "an unknown initiative",
            LISTINGS,
            "\n1,1,",
            "\n99,1,",
            "error[unknown-reference] 2024/listings.csv:2:1 (initiative)",
        ),
        replaced(
            "the same place twice",
            LISTINGS,
            "\n1,2,",
            "\n1,1,",
            "error[duplicate-listing] 2024/listings.csv:3",
        ),
        replaced(
            "a flag of two",
            LISTINGS,
            "growth-industry-creation,0",
            "growth-industry-creation,2",
            "error[invalid-flag] 2024/listings.csv:2:4 (reprint)",
        ),
        replaced(
            "a formula",
            PROJECTS,
            "成長産業創出支援事業",
            "=HYPERLINK()",
            "error[formula-start] 2024/projects.csv:2:2 (name_ja)",
        ),
        replaced(
            "a tab",
            PROJECTS,
            "成長産業創出支援事業",
            "成長\t産業",
            "error[control-character] 2024/projects.csv:2:2 (name_ja)",
        ),
        replaced(
            "a cell too many",
            PROJECTS,
            ",16072,",
            ",16072,,",
            "error[too-many-cells] 2024/projects.csv:2",
        ),
        replaced(
            "a cell too few",
            CHARGES,
            "sme-dx-acceleration,",
            "sme-dx-acceleration",
            "error[too-few-cells] 2024/project_departments.csv:10",
        ),
        replaced(
            "a missing name",
            PROJECTS,
            "成長産業創出支援事業",
            "",
            "error[empty-value] 2024/projects.csv:2:2 (name_ja)",
        ),
        replaced(
            "another year",
            "2024/plan.toml",
            "year = 2024",
            "year = 2023",
            "error[year-differs] 2024/plan.toml:",
        ),
        replaced("a base URL that ends in a slash", "site.toml", ":8080\"", ":8080/ja/\"", "] site.toml:5:"),
        bytes("a glossary cut at a line end", "glossary.csv", "] site.toml:", |bytes| lines(&bytes, 20)),
        replaced(
            "a number twice",
            "2024/directions.csv",
            "\n2,",
            "\n1,",
            "error[duplicate-number] 2024/directions.csv:3:1 (number)",
        ),
        set("a folder for a file", "error[unreadable-file] 2024/initiatives.csv", |folder| {
            folder.remove("2024/initiatives.csv");
            fs::create_dir(folder.path().join("2024/initiatives.csv")).unwrap();
        }),
        set("no year at all", "error[no-year] .", |folder| {
            fs::remove_dir_all(folder.path().join("2024")).unwrap();
        }),
    ]
}
