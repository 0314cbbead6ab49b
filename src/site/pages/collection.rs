//! Projects that have something in common: a mark, or that no amount is stated for them. Pages to quote.

use askama::Template;

use super::{Frame, filters};
use crate::plan::{Project, Total};
use crate::site::components::{
    Marked, Parts, Portion, ProjectRow, ProjectTable, TotalLine, capitalised, extent, prose,
};
use crate::site::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/collection.html")]
struct CollectionPage<'a> {
    page: Frame<'a>,
    lead: String,
    portion: Option<Portion>,
    /// What else there is to say.
    note: Option<&'a str>,
    table: ProjectTable<'a>,
    parts: Parts,
}

/// The projects with the mark in that place.
pub(super) fn render_marked(frame: Frame<'_>, place: usize) -> Option<askama::Result<String>> {
    let plan = frame.plan;
    let total = Total::of(plan.marked(place));
    let name = plan.flags().get(place)?.name.other.get(frame.lang);
    let name = capitalised(frame.lang, name);
    let description = frame.t.flag.description(frame.year_short(), name, extent(&frame, total));
    let page = titled(frame, description);
    let parts = Parts::of(&page);
    let marked = Marked::new(&page, place, &parts)?;
    let lead = marked.sentence(&page);
    let Marked { portion, table, .. } = marked;
    Some(CollectionPage { lead, portion, note: None, table, parts, page }.render())
}

/// The projects for which the document states no amount.
pub(super) fn render_no_amount(frame: Frame<'_>) -> askama::Result<String> {
    let (plan, total) = (frame.plan, frame.plan.total());
    let of = frame.t.count.projects(total.projects);
    let sentence = frame.t.projects.unstated(total.without_amount, of);
    let description = frame.t.projects.unstated_description(frame.year_short(), &sentence);
    let page = titled(frame, description);
    let parts = Parts::of(&page);
    let projects: Vec<&Project> = plan.projects().iter().filter(|own| own.budget.is_none()).collect();
    let rows = parts.rows(projects.iter()).map(|project| ProjectRow::new(&page, project)).collect();
    let line = TotalLine::new(&page, Total::of(projects.iter().copied()), 0);
    let table = ProjectTable::new(&page, rows, projects.into_iter(), line);
    let lead = prose(&page, [Some(sentence), total.stated().map(|_| page.t.projects.left_out.clone())]);
    let note = plan.about().unstated.as_ref().map(|unstated| unstated.get(page.lang));
    CollectionPage { lead, portion: None, note, table, parts, page }.render()
}

/// The frame with the name of the page, below the list of all projects.
fn titled(frame: Frame<'_>, description: String) -> Frame<'_> {
    let all = PageUrl::Projects(frame.plan.year());
    let name = |page: &PageUrl| frame.label(page).unwrap_or_default();
    let (title, above) = (frame.page().map(name).unwrap_or_default(), name(&all));
    frame.titled(title, description).under(&all, above)
}
