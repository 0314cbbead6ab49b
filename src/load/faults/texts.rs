//! The texts of the faults in one language, as read from its labels.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Display;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Fault;
use crate::i18n::{Lang, Message, fault_texts};
use crate::load::Code;

/// The helps that faults share, with their places. A fault that has a value of such a name has this help
/// in place of its own.
const SHARED: [(&str, &[&str]); 3] =
    [("correction", &["correction"]), ("near", &["near"]), ("total", &["table", "total"])];

/// A table for each code, with its `message` and its `help`, and one for the shared helps.
#[derive(Debug, Deserialize)]
pub(super) struct Texts(BTreeMap<String, BTreeMap<String, Text>>);

/// A text, or one for each case.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    One(Message),
    Forms(BTreeMap<String, Message>),
}

/// The texts of a language, as built into the program.
pub(super) fn of(lang: Lang) -> &'static Texts {
    static TEXTS: LazyLock<HashMap<Lang, Texts>> =
        LazyLock::new(|| Lang::ALL.into_iter().map(|lang| (lang, built_in(lang))).collect());
    &TEXTS[&lang]
}

#[expect(clippy::panic, reason = "a program built with broken labels must not go on; a test reads them all")]
fn built_in(lang: Lang) -> Texts {
    Texts::parse(fault_texts(lang)).unwrap_or_else(|problems| panic!("texts of faults, {lang}: {problems}"))
}

impl Texts {
    /// Reads a file of texts. An error says all of what is missing, surplus, or has other places than
    /// the program fills.
    pub(super) fn parse(toml: &str) -> Result<Texts, String> {
        let texts: Texts = toml::from_str(toml).map_err(|error| error.to_string())?;
        let problems = texts.check();
        if problems.is_empty() { Ok(texts) } else { Err(problems.join("\n")) }
    }

    pub(super) fn message(&self, fault: &Fault) -> String {
        self.get(fault.code.as_str(), "message").map(|text| text.fill(fault)).unwrap_or_default()
    }

    pub(super) fn help(&self, fault: &Fault) -> String {
        let shared = fault.values.iter().find_map(|(place, _)| self.get("help", place));
        let text = shared.or_else(|| self.get(fault.code.as_str(), "help"));
        text.map(|text| text.fill(fault)).unwrap_or_default()
    }

    fn get(&self, table: &str, key: &str) -> Option<&Text> {
        self.0.get(table)?.get(key)
    }

    fn check(&self) -> Vec<String> {
        let shared = |place: &&str| SHARED.iter().any(|(name, _)| name == place);
        let codes = Code::ALL.iter().map(|code| {
            let is_shared = code.places().iter().any(shared);
            let keys = if is_shared { vec!["message"] } else { vec!["message", "help"] };
            let places: Vec<&str> = code.places().iter().copied().filter(|place| !shared(place)).collect();
            (code.as_str(), keys, code.forms(), places)
        });
        let helps = SHARED.iter().map(|(name, places)| ("help", vec![*name], Vec::new(), places.to_vec()));

        let (mut problems, mut known) = (Vec::new(), BTreeSet::new());
        for (table, keys, forms, places) in helps.chain(codes) {
            let mut found = BTreeSet::new();
            for key in keys {
                let name = format!("{table}.{key}");
                match self.get(table, key) {
                    Some(text) => found.extend(text.check(&name, &forms, &mut problems)),
                    None => problems.push(format!("{name}: is missing")),
                }
                known.insert(name);
            }
            let places = BTreeSet::from_iter(places);
            if found != places {
                problems.push(format!("{table}: has the places {found:?}, needs {places:?}"));
            }
        }
        let names =
            self.0.iter().flat_map(|(table, texts)| texts.keys().map(move |key| format!("{table}.{key}")));
        problems
            .extend(names.filter(|name| !known.contains(name)).map(|name| format!("{name}: is not used")));
        problems
    }
}

impl Text {
    fn fill(&self, fault: &Fault) -> String {
        let values: Vec<(&str, &dyn Display)> =
            fault.values.iter().map(|(place, value)| (*place, value as &dyn Display)).collect();
        let message = match self {
            Text::One(message) => Some(message),
            Text::Forms(forms) => forms.get(fault.form),
        };
        message.map(|message| message.fill(&values)).unwrap_or_default()
    }

    /// The places in all forms; says where the forms are not those that the program chooses among.
    fn check(&self, key: &str, forms: &[&str], problems: &mut Vec<String>) -> BTreeSet<&str> {
        if let Text::Forms(own) = self {
            let (own, forms): (BTreeSet<&str>, BTreeSet<&str>) =
                (own.keys().map(String::as_str).collect(), forms.iter().copied().collect());
            if own != forms {
                problems.push(format!("{key}: has the forms {own:?}, needs {forms:?}"));
            }
        }
        let mut places = BTreeSet::new();
        for message in self.messages() {
            message.check(key, &Vec::from_iter(message.places()), problems);
            places.extend(message.places());
        }
        places
    }

    fn messages(&self) -> Vec<&Message> {
        match self {
            Text::One(message) => vec![message],
            Text::Forms(forms) => forms.values().collect(),
        }
    }
}
