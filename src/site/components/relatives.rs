//! The projects beside one: those listed under the same group, and those of its departments.

use super::{Link, ProjectRow, ProjectTable, Subject, TotalLine, by_budget};
use crate::plan::{Department, Group, Listing, Project, Total};
use crate::site::frame::Frame;

/// The most projects of one group or department that are shown; its own page has all.
const SHOWN: usize = 15;

/// Projects that belong together, and one of them the page's own.
pub(crate) struct Relatives<'a> {
    /// The anchor of the section.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) shown: Shown<'a>,
    /// A link to the page with all, where not all are shown.
    pub(crate) more: Option<Link>,
}

/// How projects that belong together are shown.
pub(crate) enum Shown<'a> {
    Table(ProjectTable<'a>),
    /// By their names, where no amount is stated for any.
    Names(Vec<ProjectRow<'a>>),
    /// In a sentence, where there is no other project, or where the same ones are shown already.
    Sentence(String),
}

/// A project, as it is listed where it belongs to a group.
type Related<'a> = (Option<&'a Listing>, &'a Project);

/// The projects of the group under which a project is counted, then of each department in charge.
pub(crate) fn relatives<'a>(frame: &Frame<'a>, own: &Project, group: Option<&Group>) -> Vec<Relatives<'a>> {
    let (plan, t) = (frame.plan, &frame.t.project);
    let group = group.map(|group| {
        let listed = plan.listed_in(group).map(|(listing, project)| (Some(listing), project));
        let alone = t.alone_in_group(group.name(frame));
        (group.name(frame), group.href(frame), "siblings".to_owned(), alone, listed.collect())
    });
    let departments = plan.departments_of(own).map(|department: &Department| {
        let projects = by_budget(plan.projects_of(department)).into_iter().map(|project| (None, project));
        let alone = t.alone_in_department(department.name(frame));
        let id = format!("siblings-{}", department.id);
        (department.name(frame), department.href(frame), id, alone, projects.collect())
    });
    let mut seen: Vec<(String, Vec<usize>)> = Vec::new();
    let mut all = Vec::new();
    for (name, href, id, alone, related) in group.into_iter().chain(departments) {
        let related: Vec<Related<'a>> = related;
        let projects = frame.t.count.projects(related.len());
        let mut places: Vec<usize> = related.iter().filter_map(|(_, other)| plan.place(other)).collect();
        places.sort_unstable();
        let same = seen.iter().find(|(_, shown)| *shown == places).map(|(other, _)| other);
        let sentence = match same {
            _ if related.len() == 1 => Some(alone),
            Some(other) => Some(t.same_projects(&name, &projects, other)),
            None => None,
        };
        let left = related.len().saturating_sub(SHOWN);
        let more = (left > 0 && sentence.is_none()).then(|| Link { href, text: t.more(left, &name) });
        let title = t.related(projects, &name);
        let shown = sentence.map_or_else(|| shown(frame, own, &related), Shown::Sentence);
        seen.push((name, places));
        all.push(Relatives { id, title, shown, more });
    }
    all
}

/// Projects in a table, or by their names: the first ones, the page's own among them.
fn shown<'a>(frame: &Frame<'a>, own: &Project, related: &[Related<'a>]) -> Shown<'a> {
    let mut first: Vec<Related<'a>> = related.iter().copied().take(SHOWN).collect();
    let is_own = |(_, other): &&Related<'a>| other.id == own.id;
    if let (Some(last), Some(own)) = (first.last_mut(), related.iter().skip(SHOWN).find(is_own)) {
        *last = *own;
    }
    let row = |(listing, project): Related<'a>| match listing {
        Some(listing) => ProjectRow::listed(frame, (listing, project)),
        None => ProjectRow::new(frame, project),
    };
    let rows: Vec<ProjectRow<'a>> = first.into_iter().map(row).collect();
    let projects = || related.iter().map(|(_, project)| *project);
    if projects().all(|project| project.budget.is_none()) {
        return Shown::Names(rows);
    }
    let is_again = |(listing, _): &&Related<'a>| listing.is_some_and(|listing| listing.reprint);
    let again = related.iter().filter(is_again).count();
    let counted = Total::of(related.iter().filter(|one| !is_again(one)).map(|(_, project)| *project));
    Shown::Table(ProjectTable::new(frame, rows, projects(), TotalLine::new(frame, counted, again)))
}
