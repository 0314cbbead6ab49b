//! Which languages the site speaks, and texts that exist in each of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

/// A language of the site.
///
/// ```
/// use keikaku::i18n::Lang;
/// assert_eq!("en".parse(), Ok(Lang::En));
/// assert_eq!(Lang::Ja.code(), "ja");
/// ```
///
/// A language more is one variant here, two files in `src/i18n/labels/` and its
/// columns in the tables; the compiler names most of the other places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Japanese: the language of the published plan, and the default.
    Ja,
    /// English: an unofficial translation.
    En,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The language of the plan as the city published it.
    pub const ORIGINAL: Lang = Lang::Ja;

    /// The code used in paths, column names and `lang` attributes: `ja`, `en`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::En => "en",
        }
    }

    /// The name of the language in that language, for the language switch.
    #[must_use]
    pub const fn endonym(self) -> &'static str {
        match self {
            Lang::Ja => "日本語",
            Lang::En => "English",
        }
    }

    /// The Unicode language identifier.
    #[must_use]
    pub const fn identifier(self) -> LanguageIdentifier {
        match self {
            Lang::Ja => langid!("ja"),
            Lang::En => langid!("en"),
        }
    }

    /// The languages other than this one.
    pub fn others(self) -> impl Iterator<Item = Lang> {
        Lang::ALL.into_iter().filter(move |lang| *lang != self)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not the code of a language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads the code of a path: exactly `ja` or `en`, in lower case.
    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or(UnknownLang)
    }
}

/// A text in every language of the site.
///
/// ```
/// use keikaku::i18n::{Lang, Text};
/// let city = Text { ja: "熊本市".into(), en: "Kumamoto City".into() };
/// assert_eq!(city.get(Lang::En), "Kumamoto City");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// The same text with something done to each language's version.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(Lang, &str) -> String) -> Text {
        Text { ja: change(Lang::Ja, &self.ja), en: change(Lang::En, &self.en) }
    }
}
