//! The levels of a plan, and the groups on them.

use super::{GroupId, LevelId, Number};
use crate::i18n::{Lang, Text};

/// The most levels that a plan can have.
pub const MAX_LEVELS: usize = 4;

/// A level of the plan's tree of groups: policies, measures; directions, initiatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Names its table, its addresses and its key in data: `directions`.
    pub id: LevelId,
    /// The column of other tables that refers to a group of it: `direction`.
    pub one: String,
    /// What one group of it is called: 方向性, direction.
    pub name: Noun,
    /// How a group's number is written, with `{number}` in it: `Direction {number}`; or with `{circled}`, for
    /// documents that print ① and not 1.
    pub number: Text,
    /// Whether it has a page that lists all its groups, with those below it.
    pub has_index: bool,
}

impl Level {
    /// A group's number as the plan writes it: `Direction 3`.
    #[must_use]
    pub fn numbered(&self, lang: Lang, number: &Number) -> String {
        let text = self.number.get(lang).replace("{number}", number.as_str());
        text.replace(CIRCLED, &circled(number))
    }

    /// The number alone, as the plan writes it: `3`, or `③`.
    #[must_use]
    pub fn number_alone(&self, lang: Lang, number: &Number) -> String {
        if self.number.get(lang).contains(CIRCLED) { circled(number) } else { number.to_string() }
    }
}

/// Where the text of a level's numbers has the number in a circle.
pub const CIRCLED: &str = "{circled}";

/// A number from 1 to 50 in a circle; any other as it is.
fn circled(number: &Number) -> String {
    let circle = |n: u32| match n {
        1..=20 => char::from_u32(0x2460 + n - 1),
        21..=35 => char::from_u32(0x3251 + n - 21),
        36..=50 => char::from_u32(0x32B1 + n - 36),
        _ => None,
    };
    let circled = number.as_str().parse().ok().and_then(circle);
    circled.map_or_else(|| number.to_string(), String::from)
}

/// What something is called: one of it, and several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noun {
    /// One of it.
    pub one: Text,
    /// Several.
    pub other: Text,
}

impl Noun {
    /// The form for so many.
    #[must_use]
    pub fn counted(&self, n: usize) -> &Text {
        if n == 1 { &self.one } else { &self.other }
    }
}

/// A mark that the document puts on projects (★, 【新】).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// The column of `projects.csv`, and the key in data: `priority`.
    pub column: String,
    /// The sign in the document; empty where it has none.
    pub sign: String,
    /// What a project so marked is called.
    pub name: Noun,
    /// The word on its badge.
    pub badge: Text,
}

/// A group of projects on one of the plan's levels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which of the plan's levels, from 0, the outermost.
    pub level: usize,
    /// What names it in addresses; no other group of its level has it.
    pub id: GroupId,
    /// Its number in the document.
    pub number: Number,
    /// Its name, without the number.
    pub name: Text,
    /// The reading of its name in kana, where the tables state it.
    pub kana: Option<Box<str>>,
    /// The place of the group that it belongs to, on the level before; `None` on the outermost.
    pub parent: Option<usize>,
}
