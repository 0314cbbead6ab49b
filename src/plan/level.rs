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
    /// How a group's number is written, with `{number}` in it: `Direction {number}`.
    pub number: Text,
    /// Whether it has a page that lists all its groups, with those below it.
    pub has_index: bool,
}

impl Level {
    /// A group's number as the plan writes it: `Direction 3`.
    #[must_use]
    pub fn numbered(&self, lang: Lang, number: &Number) -> String {
        self.number.get(lang).replace("{number}", number.as_str())
    }
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
