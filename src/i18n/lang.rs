//! Which languages the site speaks, and texts that exist in each of them.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use unic_langid::{LanguageIdentifier, langid};

/// A language that the program has texts in. Which of them a site has, its tables say.
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
    /// Japanese: the language in which plans are published, and the default.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Every language, the default first.
    pub const ALL: [Lang; 2] = [Lang::Ja, Lang::En];

    /// The language in which cities publish their plans.
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

/// A text in the original language, and in as many others as it was translated into.
///
/// ```
/// use keikaku::i18n::{Lang, Text};
/// let city = Text::new("熊本市").with(Lang::En, "Kumamoto City");
/// assert_eq!((city.get(Lang::En), city.lang(Lang::En)), ("Kumamoto City", Lang::En));
/// let division = Text::new("商業金融課");
/// assert_eq!((division.get(Lang::En), division.lang(Lang::En)), ("商業金融課", Lang::Ja));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text([Option<Box<str>>; Lang::ALL.len()]);

impl Text {
    /// A text in the original language alone.
    #[must_use]
    pub fn new(original: impl Into<Box<str>>) -> Self {
        Self::default().with(Lang::ORIGINAL, original)
    }

    /// The same with its translation into a language.
    #[must_use]
    pub fn with(mut self, lang: Lang, text: impl Into<Box<str>>) -> Self {
        self.0[lang as usize] = Some(text.into());
        self
    }

    /// Whether it is there in that language.
    #[must_use]
    pub fn has(&self, lang: Lang) -> bool {
        self.0[lang as usize].is_some()
    }

    /// The language in which [`Text::get`] gives it: that one, or the original where there is no translation.
    #[must_use]
    pub fn lang(&self, lang: Lang) -> Lang {
        if self.has(lang) { lang } else { Lang::ORIGINAL }
    }

    /// The text in that language, or as it was written where there is no translation.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.0[self.lang(lang) as usize].as_deref().unwrap_or_default()
    }

    /// The text as the city wrote it.
    #[must_use]
    pub fn original(&self) -> &str {
        self.get(Lang::ORIGINAL)
    }

    /// The same text with something done to each language's version.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(Lang, &str) -> String) -> Text {
        let langs = Lang::ALL.into_iter().filter(|lang| self.has(*lang));
        langs.fold(Text::default(), |text, lang| text.with(lang, change(lang, self.get(lang))))
    }

    /// Both texts in one, in every language that one of them has.
    fn joined(&self, other: &Text, join: impl Fn(Lang, &str, &str) -> String) -> Text {
        let langs = Lang::ALL.into_iter().filter(|lang| self.has(*lang) || other.has(*lang));
        langs.fold(Text::default(), |text, lang| text.with(lang, join(lang, self.get(lang), other.get(lang))))
    }

    /// A plan's name with the title of a document that belongs to it.
    #[must_use]
    pub fn titled(&self, title: &Text) -> Text {
        self.joined(title, |lang, plan, title| match lang {
            Lang::Ja => format!("{plan} {title}"),
            Lang::En => format!("{plan}: {title}"),
        })
    }

    /// The name of a department with that of one within it.
    #[must_use]
    pub fn containing(&self, part: &Text) -> Text {
        self.joined(part, |lang, whole, part| match lang {
            Lang::Ja => format!("{whole} {part}"),
            Lang::En => format!("{part} ({whole})"),
        })
    }
}

/// An object with a key for each language that it has.
impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let langs = Lang::ALL.into_iter().filter(|lang| self.has(*lang));
        serializer.collect_map(langs.map(|lang| (lang.code(), self.get(lang))))
    }
}
