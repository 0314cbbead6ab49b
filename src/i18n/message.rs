//! Texts with places for values, and how a section of the labels declares them.

use std::collections::BTreeSet;
use std::fmt::Display;

use serde::Deserialize;

/// A text with named places in braces: `"Budget of {name}"`. Where its grammar depends on how many
/// there are, it is two: `{ one = "{n} project is shared", other = "{n} projects are shared" }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Message {
    Plain(String),
    Counted(Counted),
}

/// Chosen by the value of the place `n`; the text for one need not name it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    one: String,
    other: String,
}

impl Message {
    /// The text with every place filled.
    pub(crate) fn fill(&self, values: &[(&str, &dyn Display)]) -> String {
        let is_one = || values.iter().any(|(name, value)| *name == "n" && value.to_string() == "1");
        let text = match self {
            Message::Plain(text) => text,
            Message::Counted(texts) if is_one() => &texts.one,
            Message::Counted(texts) => &texts.other,
        };
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text.as_str();
        while let Some((before, name, after)) = next_place(rest) {
            out.push_str(before);
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                let value = value.to_string();
                // What is counted is a number, and has its digits in groups.
                out.push_str(&value.parse().ok().filter(|_| name == "n").map_or(value, super::grouped));
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Says where the places of the text are not the expected ones.
    pub(crate) fn check(&self, key: &str, expected: &[&str], problems: &mut Vec<String>) {
        let expected: BTreeSet<&str> = expected.iter().copied().collect();
        let mut check = |text: &str, expected: &BTreeSet<&str>| {
            let found = places(text);
            if found != *expected {
                problems.push(format!("{key}: has the places {found:?}, needs {expected:?}"));
            }
        };
        match self {
            Message::Plain(text) => check(text, &expected),
            Message::Counted(Counted { one, other }) => {
                check(other, &expected);
                let named = places(one).contains("n");
                check(one, &expected.iter().copied().filter(|name| named || *name != "n").collect());
            }
        }
        if matches!(self, Message::Counted(_)) && !expected.contains("n") {
            problems.push(format!("{key}: two texts, but nothing is counted"));
        }
    }

    /// The places of the text, or of both.
    pub(crate) fn places(&self) -> BTreeSet<&str> {
        match self {
            Message::Plain(text) => places(text),
            Message::Counted(Counted { one, other }) => &places(one) | &places(other),
        }
    }
}

fn places(mut text: &str) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    while let Some((_, name, after)) = next_place(text) {
        found.insert(name);
        text = after;
    }
    found
}

fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
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
