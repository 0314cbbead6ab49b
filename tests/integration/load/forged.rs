//! Whatever stands in the data, no line of a report is anyone's but the program's.

use crate::support::dataset::DataFolder;

/// Line breaks of every kind, terminal controls of both sets, marks that turn or hide text.
const HOSTILE: [char; 16] = [
    '\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}', '\u{1B}', '\u{9B}', '\u{7F}', '\u{8}',
    '\u{61C}', '\u{200F}', '\u{202E}', '\u{2066}', '\u{FEFF}',
];

/// Folders with a hostile character in a value, a column's name, a key, a key of a table, a setting.
fn folders(hostile: char) -> Vec<DataFolder> {
    let forged = format!("x{hostile}error[forged] projects.csv");
    let quoted = |text: &str| format!("\"{text}\"");
    let key = format!("\"x\\u{:04X}error[forged]\"", u32::from(hostile));
    let minimal = DataFolder::minimal;
    vec![
        minimal().set("projects.csv", 2, "id", &forged),
        minimal().set("projects.csv", 2, "budget_thousand_yen", &forged),
        minimal().set("projects.csv", 2, "priority", &forged),
        minimal().set("listings.csv", 2, "project", &forged),
        minimal().set("listings.csv", 2, "number", &forged),
        minimal().set("departments.csv", 2, "parent", &forged),
        minimal().set("glossary.csv", 2, "reading_ja", &forged),
        minimal().replace("departments.csv", "parent", &quoted(&forged)),
        minimal().replace("departments.csv", "name_en", &quoted(&format!("parent{hostile}"))),
        minimal().replace("plan.toml", "[control]\n", &format!("[control]\n{key} = 1\n")),
        minimal().replace("plan.toml", "[control]\n", &format!("[{key}.a]\nb = 1\n[control]\n")),
        minimal().replace("plan.toml", "as_of = \"2024-03-31\"", &format!("as_of = {key}")),
        minimal().replace("site.toml", "contact = \"plan@example.jp\"", &format!("contact = {key}")),
    ]
}

#[test]
fn no_line_of_a_report_comes_from_the_data() {
    for hostile in HOSTILE {
        for (at, folder) in folders(hostile).into_iter().enumerate() {
            let report = folder.load();
            assert!(!report.diagnostics.is_empty(), "{hostile:?} in {at}");
            for found in &report.diagnostics {
                let text = found.to_string();
                let lines: Vec<&str> = text.split('\n').collect();
                assert_eq!(lines.len(), 5, "{text:?}");
                let severity = found.severity.as_str();
                assert!(lines[0].starts_with(&format!("{severity}[{}]", found.code)), "{text:?}");
                assert!(lines[1..].iter().all(|line| line.starts_with("  ")), "{text:?}");
                assert!(
                    !text.contains(|c| c != '\n' && HOSTILE.contains(&c)),
                    "{hostile:?} in {at}: {text:?}"
                );
            }
        }
    }
}
