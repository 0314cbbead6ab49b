//! What a plan consists of.

use super::{AreaCode, Date, DepartmentId, Month, Number, ProjectId, ThousandYen, Total};
use crate::i18n::Text;

/// What the document says of itself, beside its projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Code of the local government (Kumamoto City: 43100).
    pub area_code: AreaCode,
    /// Name of the plan of which the document is a supplement.
    pub plan: Text,
    /// Title of the document.
    pub title: Text,
    /// What the document is to the plan: "別冊（2024年度）".
    pub edition: Text,
    /// When it was issued, as printed: "令和六年（2024年）3月".
    pub issued: Text,
    /// Who issued it.
    pub issuer: Text,
    /// Heading of the priorities (重点事項).
    pub priorities_heading: Text,
    /// The sentence that leads to them.
    pub priorities_lead: Text,
    /// The priorities, in order.
    pub priorities: Vec<Text>,
    /// The note at the end.
    pub note: Text,
    /// The month in which it was published, for programs: [`About::issued`] says it as printed.
    pub published: Month,
    /// What the data changes in the document's text, such as blanks that only the PDF made.
    pub changes: Vec<Text>,
    /// The day on which the contents were true.
    pub as_of: Date,
}

impl About {
    /// The plan's name and the document's title in one.
    #[must_use]
    pub fn full_title(&self) -> Text {
        Text {
            ja: format!("{} {}", self.plan.ja, self.title.ja),
            en: format!("{}: {}", self.plan.en, self.title.en),
        }
    }
}

/// A direction (方向性): the first level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direction {
    /// Its number in the document.
    pub number: Number,
    /// Its name, without the number.
    pub name: Text,
}

/// An initiative (取組): the second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiative {
    /// Its number in the document, counted through all directions.
    pub number: Number,
    /// The direction that it belongs to.
    pub direction: Number,
    /// Its name, without the number.
    pub name: Text,
}

/// A department in charge: a division (課) or an office (室) within one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Its own name, without its parent's.
    pub name: Text,
    /// The division that an office is part of.
    pub parent: Option<DepartmentId>,
}

/// A project (事業): what the money is for. Listed once or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id, the same in every year.
    pub id: ProjectId,
    /// Its name, without marks.
    pub name: Text,
    /// The budget; `None` where the document states no amount ("-"), which is not zero.
    pub budget: Option<ThousandYen>,
    /// A priority project (★).
    pub priority: bool,
    /// New this year (【新】).
    pub new: bool,
    /// What it does, as the document puts it. Paragraphs: [`paragraphs`].
    pub summary: Text,
    /// The departments in charge, in the document's order; at least one.
    pub departments: Vec<DepartmentId>,
}

/// A row of the document: a project under an initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The initiative under which it stands.
    pub initiative: Number,
    /// Its number within the initiative.
    pub number: Number,
    /// The project.
    pub project: ProjectId,
    /// Listed again (再掲): counted where it is not.
    pub reprint: bool,
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

/// The totals of a plan, each project counted once in each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) plan: Total,
    pub(super) directions: Vec<Total>,
    pub(super) initiatives: Vec<Total>,
    pub(super) reprints: Vec<Total>,
    pub(super) departments: Vec<Total>,
    /// Every stated amount, largest first.
    pub(super) amounts: Vec<ThousandYen>,
}
