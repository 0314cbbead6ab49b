//! Which header goes with which address, from what the site sends: nothing is kept in step by hand.

use std::collections::{BTreeMap, BTreeSet};

use hyper::header::HeaderMap;

/// Headers that belong to one body, that every web server writes itself, or that say what a server
/// chooses by (`vary`), which is in the templates.
const LEFT_OUT: [&str; 7] =
    ["content-type", "content-length", "content-encoding", "etag", "location", "connection", "vary"];

/// The headers of one address.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    path: String,
    headers: BTreeMap<String, String>,
}

impl Sent {
    pub(super) fn new(path: impl Into<String>, head: &HeaderMap) -> Self {
        let kept = head.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str()));
        let text = kept.filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.to_owned())));
        Self { path: path.into(), headers: text.collect() }
    }
}

/// What one header says. `None`: it is not sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct HeaderRule {
    pub(super) name: String,
    /// Where nothing is, and where no place says otherwise.
    pub(super) default: Option<String>,
    /// Everything there is, each address in one place: a path, or a whole folder (`/data/*`).
    pub(super) places: Vec<(String, Option<String>)>,
}

impl HeaderRule {
    /// Whether it says the same everywhere.
    pub(super) fn is_uniform(&self) -> bool {
        self.exceptions().next().is_none()
    }

    /// The places where it does not say what it says by default.
    pub(super) fn exceptions(&self) -> impl Iterator<Item = &(String, Option<String>)> {
        self.places.iter().filter(|(_, value)| *value != self.default)
    }
}

/// The rules that give every address its headers, and `not_found` what is not there.
pub(super) fn header_rules(not_found: &Sent, all: &[Sent]) -> Vec<HeaderRule> {
    let mut folders: BTreeMap<&str, Vec<&Sent>> = BTreeMap::new();
    for sent in all {
        folders.entry(folder(&sent.path)).or_default().push(sent);
    }
    let names: BTreeSet<&String> =
        all.iter().chain([not_found]).flat_map(|sent| sent.headers.keys()).collect();
    let rule = |name: &String| {
        let value = |sent: &Sent| sent.headers.get(name).cloned();
        let mut places = Vec::new();
        for (folder, sent) in &folders {
            let first = value(sent[0]);
            if sent.len() > 1 && sent.iter().all(|other| value(other) == first) {
                places.push((format!("{folder}*"), first));
            } else {
                places.extend(sent.iter().map(|sent| (sent.path.clone(), value(sent))));
            }
        }
        HeaderRule { name: name.clone(), default: value(not_found), places }
    };
    names.into_iter().map(rule).collect()
}

/// `/data/` of `/data/2024/plan.json`; a path at the top is its own.
fn folder(path: &str) -> &str {
    let end = path.get(1..).and_then(|rest| rest.find('/'));
    end.map_or(path, |end| &path[..end + 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(path: &str, headers: &[(&str, &str)]) -> Sent {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Sent { path: path.to_owned(), headers: headers.collect() }
    }

    #[test]
    fn a_folder_has_one_rule_where_all_in_it_agree() {
        let not_found = sent("/404.html", &[("cache", "no"), ("csp", "none")]);
        let all = [
            sent("/", &[("cache", "minute"), ("csp", "none")]),
            sent("/ja/a/", &[("cache", "minute"), ("csp", "none")]),
            sent("/ja/b/", &[("cache", "minute"), ("csp", "none")]),
            sent("/data/a.csv", &[("cache", "minute"), ("csp", "sandbox"), ("name", "a")]),
            sent("/data/b.csv", &[("cache", "minute"), ("csp", "sandbox"), ("name", "b")]),
        ];
        let rules = header_rules(&not_found, &all);
        let [cache, csp, name] = &rules[..] else { panic!("{rules:?}") };
        let some = |text: &str| Some(text.to_owned());
        let place = |(place, value): (&str, &str)| (place.to_owned(), some(value));
        assert_eq!(cache.default, some("no"));
        assert_eq!(cache.places, [("/", "minute"), ("/data/*", "minute"), ("/ja/*", "minute")].map(place));
        assert_eq!(csp.exceptions().cloned().collect::<Vec<_>>(), [place(("/data/*", "sandbox"))]);
        let names: Vec<_> = name.exceptions().cloned().collect();
        assert_eq!(names, [("/data/a.csv", "a"), ("/data/b.csv", "b")].map(place));
        assert!(!name.is_uniform() && name.default.is_none());
    }
}
