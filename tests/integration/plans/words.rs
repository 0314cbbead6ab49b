//! Texts in the languages that the tables give them in.

use keikaku::i18n::Lang;

use crate::support::dataset::Row;

/// A text in the languages that it has; the original is always there.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Vec<(Lang, String)>);

impl Words {
    /// The columns `name_ja`, `name_en` of a row, as far as they are filled.
    pub(super) fn of(row: &Row, column: &str) -> Self {
        Self::gather(|lang| row.get(&format!("{column}_{lang}")).cloned())
    }

    /// A text of a settings file: `{ ja = "…", en = "…" }`.
    pub(super) fn in_settings(value: &toml::Value) -> Self {
        Self::gather(|lang| Some(value.get(lang.code())?.as_str()?.to_owned()))
    }

    fn gather(text: impl Fn(Lang) -> Option<String>) -> Self {
        let texts = Lang::ALL.into_iter().filter_map(|lang| Some((lang, text(lang)?)));
        Self(texts.filter(|(_, text)| !text.trim().is_empty()).collect())
    }

    pub(super) fn has(&self, lang: Lang) -> bool {
        self.0.iter().any(|(other, _)| *other == lang)
    }

    /// The text in that language; where there is none, the original stands.
    pub(super) fn get(&self, lang: Lang) -> &str {
        let find = |lang| self.0.iter().find(|(other, _)| *other == lang);
        find(lang).or_else(|| find(Lang::ORIGINAL)).map(|(_, text)| text.as_str()).unwrap()
    }

    pub(super) fn original(&self) -> &str {
        self.get(Lang::ORIGINAL)
    }

    /// The same in these languages alone.
    pub(super) fn in_langs(mut self, langs: &[Lang]) -> Self {
        self.0.retain(|(lang, _)| langs.contains(lang));
        self
    }

    /// An object with the text in each language that it has.
    pub(super) fn to_json(&self) -> serde_json::Value {
        let texts = self.0.iter().map(|(lang, text)| (lang.code().to_owned(), text.as_str().into()));
        serde_json::Value::Object(texts.collect())
    }

    /// The name of a department with that of one within it.
    pub(super) fn containing(&self, part: &Words) -> Words {
        Self::gather(|lang| {
            let (whole, part_name) = (self.get(lang), part.get(lang));
            let has_one = self.has(lang) || part.has(lang);
            has_one.then(|| match lang {
                Lang::Ja => format!("{whole} {part_name}"),
                Lang::En => format!("{part_name} ({whole})"),
            })
        })
    }
}

/// What something is called: one of it, and several.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) one: Words,
    pub(super) other: Words,
}

impl Noun {
    /// `name.one` and `name.other` of a table of settings; the second may be absent.
    pub(super) fn in_settings(value: &toml::Value) -> Self {
        let one = Words::in_settings(&value["one"]);
        Self { other: value.get("other").map_or_else(|| one.clone(), Words::in_settings), one }
    }
}
