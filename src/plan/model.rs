//! What a plan consists of.

use super::{AreaCode, Date, DepartmentId, Flag, Group, Level, Month, Number, ProjectId, Unit, Year, Yen};
use crate::i18n::Text;

/// The parts of a plan. Groups, departments and projects refer to each other by their places in these lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The fiscal year.
    pub year: Year,
    /// Whether the plan is a draft: shown only where drafts are asked for, and marked on every page.
    pub draft: bool,
    /// What the document says of itself.
    pub about: About,
    /// The unit in which the document states its amounts.
    pub unit: Unit,
    /// The levels, the outermost first.
    pub levels: Vec<Level>,
    /// The marks that projects may have.
    pub flags: Vec<Flag>,
    /// The groups on all levels, in any order.
    pub groups: Vec<Group>,
    /// Departments in the order in which the document first names them.
    pub departments: Vec<Department>,
    /// The projects, in any order.
    pub projects: Vec<Project>,
    /// The listings, in any order.
    pub listings: Vec<Listing>,
    /// What readers may want to do, in the order in which it is shown.
    pub needs: Vec<Need>,
}

/// What the document says of itself, beside its projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Code of the local government (Kumamoto City: 43100).
    pub area_code: Option<AreaCode>,
    /// Name of the plan of which the document is a supplement.
    pub plan: Text,
    /// Title of the document. The languages that it has are those of the plan.
    pub title: Text,
    /// What the document is to the plan: "別冊（2024年度）".
    pub edition: Option<Text>,
    /// When it was issued, as printed: "令和六年（2024年）3月".
    pub issued: Text,
    /// Who issued it.
    pub issuer: Text,
    /// What a site about it is called: "熊本市 中小企業振興の事業一覧".
    pub site_name: Option<Text>,
    /// What its projects are for, as a part of a sentence: "中小企業と小規模企業の振興のため".
    pub purpose: Option<Text>,
    /// What the document has in the place of an amount that it does not state.
    pub unstated: Option<Text>,
    /// The priorities.
    pub priorities: Option<Priorities>,
    /// The note at the end.
    pub note: Option<Text>,
    /// The month in which it was published, for programs: [`About::issued`] says it as printed.
    pub published: Month,
    /// What the data changes in the document's text, such as blanks that only the PDF made.
    pub changes: Vec<Text>,
    /// How the document rounds, where its parts do not add up to the totals that it states.
    pub rounding: Option<Text>,
    /// The day on which the contents were true.
    pub as_of: Date,
}

impl About {
    /// The plan's name and the document's title in one.
    #[must_use]
    pub fn full_title(&self) -> Text {
        self.plan.titled(&self.title)
    }
}

/// The priorities (重点事項) that a document states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priorities {
    /// Their heading.
    pub heading: Text,
    /// The sentence that leads to them.
    pub lead: Option<Text>,
    /// The priorities, in order.
    pub items: Vec<Text>,
    /// What the document says, or does not say, of the projects that serve them.
    pub note: Option<Text>,
    /// The place among the plan's flags of the one that marks the projects shown with them.
    pub flag: Option<usize>,
}

/// A department in charge, at any depth of the city's tree (部, 課, 係).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its own name, without those above it.
    pub name: Text,
    /// The reading of its name in kana, where the tables state it.
    pub kana: Option<Box<str>>,
    /// The place of the department that it is part of.
    pub parent: Option<usize>,
}

/// A project (事業): what the money is for. Listed once or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id, the same in every year.
    pub id: ProjectId,
    /// Its name, without marks.
    pub name: Text,
    /// The reading of its name in kana, where the tables state it.
    pub kana: Option<Box<str>>,
    /// The budget; `None` where the document states no amount ("-"), which is not zero.
    pub budget: Option<Yen>,
    /// Which marks it has.
    pub flags: Flags,
    /// What it does, as the document puts it. Paragraphs: [`paragraphs`].
    pub summary: Text,
    /// The places of the departments in charge, in the document's order; at least one.
    pub departments: Vec<usize>,
}

/// The marks of a project, by the places of the plan's flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u32);

impl Flags {
    /// The most flags that a plan can have.
    pub const MAX: usize = 16;

    /// Whether the mark at that place is there.
    #[must_use]
    pub const fn has(self, place: usize) -> bool {
        place < Self::MAX && self.0 & (1 << place) != 0
    }

    /// Sets the mark at that place; one beyond [`Flags::MAX`] is not kept.
    pub const fn set(&mut self, place: usize) {
        if place < Self::MAX {
            self.0 |= 1 << place;
        }
    }
}

/// A row of the document: a project under a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The place of the group under which it stands.
    pub group: usize,
    /// Its number within the group.
    pub number: Number,
    /// The place of the project.
    pub project: usize,
    /// Listed again (再掲): counted where it is not.
    pub reprint: bool,
}

/// What a reader may want to do, and the groups that it leads to. A signpost of the site: the document has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// In a few words: "店・会社を始めたい".
    pub words: Text,
    /// The places of the groups, in the order of the table; at least one.
    pub groups: Vec<usize>,
}

/// The paragraphs of a summary: one begins at every 【…】 or […] that follows a full stop.
///
/// ```
/// use keikaku::plan::paragraphs;
/// let parts: Vec<&str> = paragraphs("【物品】買う。【工事】建てる。").collect();
/// assert_eq!(parts, ["【物品】買う。", "【工事】建てる。"]);
/// assert_eq!(paragraphs("要請文【写し】を送る。").count(), 1);
/// ```
pub fn paragraphs(summary: &str) -> impl Iterator<Item = &str> {
    let mut rest = summary;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let starts = ["。【", ". ["].iter().filter_map(|mark| {
            let stop = mark.chars().next().map_or(0, char::len_utf8);
            rest.find(mark).map(|at| at + stop)
        });
        let (paragraph, after) = rest.split_at(starts.min().unwrap_or(rest.len()));
        rest = after.trim_start();
        Some(paragraph)
    })
}
