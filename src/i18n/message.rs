//! Texts with places for values, and how a section of the labels declares them.

use std::collections::BTreeSet;
use std::fmt::Display;

use serde::Deserialize;

/// A text with named places in braces: `"Budget of {name}"`.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct Message(String);

impl Message {
    /// The text with every place filled.
    pub(crate) fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let mut out = String::with_capacity(self.0.len() * 2);
        let mut rest = self.0.as_str();
        while let Some((before, name, after)) = next_place(rest) {
            out.push_str(before);
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                out.push_str(&value.to_string());
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Says where the places of the text are not the expected ones.
    pub(crate) fn check(&self, key: &str, expected: &[&str], problems: &mut Vec<String>) {
        let mut found = BTreeSet::new();
        let mut rest = self.0.as_str();
        while let Some((_, name, after)) = next_place(rest) {
            found.insert(name);
            rest = after;
        }
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        if found != expected {
            problems.push(format!("{key}: has the places {found:?}, needs {expected:?}"));
        }
    }
}

fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// A text that depends on how many there are: `{n} project`, `{n} projects`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plural {
    one: Message,
    other: Message,
}

impl Plural {
    /// The text for that number of things.
    pub(crate) fn of(&self, n: usize) -> String {
        let message = if n == 1 { &self.one } else { &self.other };
        message.fill(&[("n", &super::grouped(n as u64))])
    }

    pub(crate) fn check(&self, key: &str, problems: &mut Vec<String>) {
        self.one.check(key, &["n"], problems);
        self.other.check(key, &["n"], problems);
    }
}

/// Declares a section of the labels: plain texts become fields, texts with places methods.
macro_rules! section {
    ($name:ident {
        $($text:ident),* ;
        $($message:ident ( $($place:ident),+ )),*
        $(; lists $($list:ident),+)?
    }) => {
        #[derive(Clone, Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            $(pub(crate) $text: String,)*
            $($message: Message,)*
            $($(pub(crate) $list: Vec<String>,)+)?
        }

        impl $name {
            $(
                pub(crate) fn $message(&self, $($place: impl Display),+) -> String {
                    self.$message.fill(&[$((stringify!($place), &$place)),+])
                }
            )*

            fn check(&self, problems: &mut Vec<String>) {
                $(
                    if self.$text.contains(['{', '}']) {
                        problems.push(format!("{}.{}: has a place, needs none", stringify!($name), stringify!($text)));
                    }
                )*
                $(
                    self.$message.check(
                        concat!(stringify!($name), ".", stringify!($message)),
                        &[$(stringify!($place)),+],
                        problems,
                    );
                )*
                let _ = problems;
            }
        }
    };
}

pub(crate) use section;
