//! All groups of a level, with those below that have no index page of their own.

use askama::Template;

use super::{Frame, filters};
use crate::site::components::{GroupTable, joined, level_heading, levels_shown, reprints_note};

#[derive(Template)]
#[template(path = "pages/level.html")]
struct LevelPage<'a> {
    page: Frame<'a>,
    level: usize,
    table: GroupTable,
}

impl LevelPage<'_> {
    fn sentence(&self) -> String {
        let t = &self.page.t.level;
        let [whole, parts] = counts(&self.page, self.level, &t.arranged_then);
        t.sentence(if parts.is_empty() { whole } else { t.arranged(whole, parts) })
    }

    /// Where projects that are listed again are counted, if there are any.
    fn counted(&self) -> Option<String> {
        reprints_note(&self.page, self.level)
    }
}

/// How many groups there are on a level, and on those shown with it.
fn counts(frame: &Frame<'_>, level: usize, then: &str) -> [String; 2] {
    let counts = levels_shown(frame.plan, level).iter().zip(level..).map(|(own, level)| {
        let groups = frame.plan.groups_on(level).count();
        frame.t.count.groups_in_words(groups, own.name.counted(groups).get(frame.lang))
    });
    let counts: Vec<String> = counts.collect();
    let (whole, parts) = counts.split_at(counts.len().min(1));
    [whole.concat(), joined(parts, then, then)]
}

pub(super) fn render(frame: Frame<'_>, level: usize) -> askama::Result<String> {
    let t = &frame.t.level;
    let [whole, parts] = counts(&frame, level, &t.below_then);
    let groups = if parts.is_empty() { whole } else { t.below(whole, parts) };
    let (title, description) = (level_heading(&frame, level), t.description(frame.year_short(), groups));
    let page = frame.titled(title, description);
    let table = GroupTable::new(&page, level, levels_shown(page.plan, level).len());
    LevelPage { page, level, table }.render()
}
