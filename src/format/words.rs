//! Words of the format: what columns may also be called, what levels must not be called, and the levels
//! and marks of a plan that names none.

use crate::i18n::{Lang, Text};
use crate::plan::{Flag, Level, Noun, Unit};

/// Words that no level may have as its id or its column: addresses, anchors, queries, tables and columns use
/// them.
///
/// ```
/// assert!(keikaku::format::is_reserved("projects"));
/// assert!(!keikaku::format::is_reserved("policies"));
/// ```
#[must_use]
pub fn is_reserved(word: &str) -> bool {
    RESERVED.split_whitespace().any(|reserved| reserved == word)
}

const RESERVED: &str = "about accessibility again amount amounts budget by compare data department departments document \
    facts feed glossary id largest-projects latest link listed listing listings main mark name need needs new no-amount number page parent plan print priorities \
    project project-departments projects q reprint search shares sheet site sort steps summary sums title \
    total whole written year";

/// What the column of a field may also be called, by the key of its description.
pub(super) fn aliases(about: &str) -> Vec<String> {
    let names: &[&str] = match about {
        "group_number" | "listing_number" => &["番号", "No.", "No"],
        "group_name" => &["名称", "名前"],
        "department_name" => &["名称", "部署名", "担当課名"],
        "project_name" => &["事業名", "名称"],
        "group_kana" | "department_kana" | "project_kana" => &["読み", "よみ", "かな", "フリガナ"],
        "budget" => &["予算額", "予算"],
        "summary" => &["事業概要", "概要", "内容"],
        "project" => &["事業", "事業id"],
        "department" => &["担当課", "担当部署", "部署", "部署id"],
        "parent" => &["上位の部署", "所属"],
        "reprint" => &["再掲"],
        "need" => &["したいこと"],
        "term" => &["用語"],
        "reading" => &["読み", "よみ", "読み方"],
        "meaning" => &["意味", "説明"],
        _ => &[],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The unit as the heading of a column writes it.
pub(super) const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Yen => "円",
        Unit::ThousandYen => "千円",
        Unit::MillionYen => "百万円",
    }
}

fn text(ja: &str, en: &str) -> Text {
    Text::new(ja).with(Lang::En, en)
}

fn noun(ja: &str, [one, other]: [&str; 2]) -> Noun {
    Noun { one: text(ja, one), other: text(ja, other) }
}

/// The levels that every plan had before plans could name theirs.
pub(super) fn first_levels() -> Vec<Level> {
    let level = |id: &str, one: &str, name, number, has_index| {
        Some(Level { id: id.parse().ok()?, one: one.to_owned(), name, number, has_index })
    };
    let directions = noun("方向性", ["direction", "directions"]);
    let initiatives = noun("取組", ["initiative", "initiatives"]);
    let levels = [
        level("directions", "direction", directions, text("方向性{number}", "Direction {number}"), true),
        level("initiatives", "initiative", initiatives, text("取組{number}", "Initiative {number}"), false),
    ];
    levels.into_iter().flatten().collect()
}

/// The marks that every plan had before plans could name theirs.
pub(super) fn first_flags() -> Vec<Flag> {
    let flag = |column: &str, sign: &str, name, badge| Flag {
        column: column.to_owned(),
        sign: sign.to_owned(),
        name,
        badge,
    };
    let priority = noun("重点事業", ["priority project", "priority projects"]);
    let new = noun("新規事業", ["new project", "new projects"]);
    vec![
        flag("priority", "★", priority, text("重点", "Priority")),
        flag("new", "【新】", new, text("新規", "New")),
    ]
}
