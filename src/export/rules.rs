//! Which header goes with which path, as few rules as there can be: a value for everything, then for
//! whole folders, then for single paths. From the heads that the site sends, so that nothing has to
//! be kept in step by hand.

use std::collections::{BTreeMap, BTreeSet};

use hyper::header::HeaderMap;

/// Headers that belong to one answer's body, or that every server writes itself.
const OWN: [&str; 6] =
    ["content-type", "content-length", "content-encoding", "etag", "location", "connection"];

/// The head of a path.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// As the server sees it at last: of a page its `index.html`.
    pub(super) path: String,
    pub(super) head: BTreeMap<String, String>,
}

impl Row {
    pub(super) fn new(path: impl Into<String>, head: &HeaderMap) -> Self {
        let mut values: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in head {
            let (true, Ok(value)) = (!OWN.contains(&name.as_str()), value.to_str()) else { continue };
            let values = values.entry(name.as_str().to_owned()).or_default();
            if !values.is_empty() {
                values.push_str(", ");
            }
            values.push_str(value);
        }
        Self { path: path.into(), head: values }
    }
}

/// The rules for one header. `None`: not sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) name: String,
    /// Wherever nothing else is said.
    pub(super) default: Option<String>,
    /// By beginning of the path: `/data/`.
    pub(super) folders: Vec<(String, Option<String>)>,
    /// By path.
    pub(super) single: Vec<(String, Option<String>)>,
}

impl Rule {
    /// True where every path has the same value.
    pub(super) fn is_uniform(&self) -> bool {
        self.folders.is_empty() && self.single.is_empty()
    }
}

/// `/data/` of `/data/2024/plan.json`; a path at the top is its own.
pub(super) fn folder(path: &str) -> &str {
    let end = path.get(1..).and_then(|rest| rest.find('/'));
    end.map_or(path, |end| &path[..end + 2])
}

/// The rules that give every row its head. The default is the head of what is not found.
pub(super) fn rules(not_found: &Row, rows: &[Row]) -> Vec<Rule> {
    let names: BTreeSet<&String> = rows.iter().chain([not_found]).flat_map(|row| row.head.keys()).collect();
    let mut folders: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        folders.entry(folder(&row.path)).or_default().push(row);
    }
    let rule = |name: &String| {
        let mut rule = Rule {
            name: name.clone(),
            default: not_found.head.get(name).cloned(),
            folders: Vec::new(),
            single: Vec::new(),
        };
        for (folder, rows) in &folders {
            let mut counts: BTreeMap<Option<&String>, usize> = BTreeMap::new();
            for row in rows {
                *counts.entry(row.head.get(name)).or_default() += 1;
            }
            let most = counts.into_iter().find(|(_, count)| count * 2 > rows.len());
            let usual = match most {
                Some((value, _)) if rows.len() > 1 => value.cloned(),
                _ => rule.default.clone(),
            };
            let differs = |row: &&&Row| row.head.get(name) != usual.as_ref();
            let single = rows.iter().filter(differs);
            rule.single.extend(single.map(|row| (row.path.clone(), row.head.get(name).cloned())));
            if usual != rule.default {
                rule.folders.push(((*folder).to_owned(), usual));
            }
        }
        rule
    };
    names.into_iter().map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, head: &[(&str, &str)]) -> Row {
        let head = head.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Row { path: path.to_owned(), head: head.collect() }
    }

    #[test]
    fn a_header_is_ruled_by_folder_where_most_agree() {
        let not_found = row("/404.html", &[("csp", "none"), ("cache", "no")]);
        let rows = [
            row("/", &[("csp", "none"), ("cache", "minute")]),
            row("/ja/", &[("csp", "none"), ("cache", "minute")]),
            row("/ja/a/index.html", &[("csp", "none"), ("cache", "minute")]),
            row("/ja/404.html", &[("csp", "none"), ("cache", "no")]),
            row("/data/a.csv", &[("csp", "sandbox"), ("cache", "minute"), ("name", "a")]),
            row("/data/b.csv", &[("csp", "sandbox"), ("cache", "minute"), ("name", "b")]),
        ];
        let some = |text: &str| Some(text.to_owned());
        let rules = rules(&not_found, &rows);
        let [cache, csp, name] = &rules[..] else { panic!("{rules:?}") };
        assert_eq!(cache.default, some("no"));
        assert_eq!(cache.folders, [("/data/".into(), some("minute")), ("/ja/".into(), some("minute"))]);
        assert_eq!(cache.single, [("/".into(), some("minute")), ("/ja/404.html".into(), some("no"))]);
        assert_eq!(csp.folders, [("/data/".into(), some("sandbox"))]);
        assert!(csp.single.is_empty());
        assert!(name.folders.is_empty());
        assert_eq!(name.single, [("/data/a.csv".into(), some("a")), ("/data/b.csv".into(), some("b"))]);
    }

    #[test]
    fn the_folder_of_a_path_is_its_first_part() {
        let table = [("/", "/"), ("/robots.txt", "/robots.txt"), ("/ja/", "/ja/"), ("/p/2024/1-1", "/p/")];
        for (path, expected) in table {
            assert_eq!(folder(path), expected, "{path}");
        }
    }
}
