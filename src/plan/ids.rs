//! Names of things: each is a type of its own, and parsing is the only way in.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// What an identifier or a number must look like, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InvalidId {
    /// Not a slug: 1 to 64 of a–z, 0–9 and single hyphens, none at an end.
    #[error("an id is 1 to 64 of a-z, 0-9 and single hyphens, none of them at an end")]
    Slug,
    /// Not a year from 1990 to 9998 in four digits.
    #[error("a year is 1990 to 9998, in four half-width digits")]
    Year,
    /// Not five or six digits.
    #[error("the code of a local government is five or six half-width digits")]
    AreaCode,
}

/// True for 1 to 64 of `a-z0-9-`, hyphens single and inside.
#[must_use]
pub(crate) fn is_slug(text: &str) -> bool {
    let plain = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 64 && text.split('-').all(plain)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $is_valid:path, $error:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The id as it stands in paths and tables.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                if $is_valid(text) { Ok(Self(text.into())) } else { Err($error) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// The id of a project, the same in every year that lists it.
    ///
    /// ```
    /// use keikaku::plan::ProjectId;
    /// let id: ProjectId = "business-succession".parse()?;
    /// assert_eq!(id.as_str(), "business-succession");
    /// assert!("Business Succession".parse::<ProjectId>().is_err());
    /// # Ok::<(), keikaku::plan::InvalidId>(())
    /// ```
    ProjectId, is_slug, InvalidId::Slug
}

id! {
    /// The id of a department.
    DepartmentId, is_slug, InvalidId::Slug
}

id! {
    /// The id of a level of the plan: its table, and the segment of its addresses (`directions`).
    LevelId, is_slug, InvalidId::Slug
}

id! {
    /// The column of a mark in `projects.csv`, and the segment of the address of its projects (`new`).
    FlagId, is_slug, InvalidId::Slug
}

id! {
    /// What names a group within its level in addresses and data: the [slug](super::Number::slug) of its
    /// number, or the id that its table gives it.
    GroupId, is_slug, InvalidId::Slug
}

id! {
    /// The id of a glossary term: its anchor on the glossary page.
    TermId, is_slug, InvalidId::Slug
}

/// True for 5 or 6 digits.
fn is_area_code(text: &str) -> bool {
    matches!(text.len(), 5 | 6) && text.bytes().all(|byte| byte.is_ascii_digit())
}

id! {
    /// The code of a local government (全国地方公共団体コード): five digits, or six with the check digit.
    ///
    /// ```
    /// use keikaku::plan::AreaCode;
    /// assert_eq!("43100".parse::<AreaCode>()?.as_str(), "43100");
    /// assert!("4310".parse::<AreaCode>().is_err());
    /// # Ok::<(), keikaku::plan::InvalidId>(())
    /// ```
    AreaCode, is_area_code, InvalidId::AreaCode
}

/// A fiscal year, by the calendar year in which it begins (in April).
///
/// ```
/// use keikaku::plan::Year;
/// assert_eq!("2024".parse::<Year>().map(Year::get), Ok(2024));
/// assert!("24".parse::<Year>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Year(u16);

impl Year {
    /// The calendar year in which the fiscal year begins.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl FromStr for Year {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidId::Year);
        }
        match text.parse() {
            Ok(year @ 1990..=9998) => Ok(Year(year)),
            _ => Err(InvalidId::Year),
        }
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
