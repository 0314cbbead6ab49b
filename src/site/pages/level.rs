//! All groups of a level, with those below that have no index page of their own.

use askama::Template;

use super::{Frame, filters};
use crate::plan::Total;
use crate::site::components::{
    Subject as _, TotalRow, joined, level_heading, levels_shown, reprints_note, scale_of, with_bars,
};

#[derive(Template)]
#[template(path = "pages/level.html")]
struct LevelPage<'a> {
    page: Frame<'a>,
    level: usize,
    groups: Vec<Vec<TotalRow>>,
    /// The bottom row, where the groups make up the plan.
    total: Option<TotalRow>,
}

impl<'a> LevelPage<'a> {
    fn new(page: Frame<'a>, level: usize) -> Self {
        let plan = page.plan;
        let shown = levels_shown(plan, level).len();
        // One scale for all of them.
        let groups = plan.groups_on(level);
        let within = groups.flat_map(|group| plan.within(group).filter(|other| other.level < level + shown));
        let rows = with_bars(within.map(|other| TotalRow::below(&page, other, other.level - level)).collect());
        let own: Vec<String> = plan.groups_on(level).map(|group| group.href(&page)).collect();
        let mut groups: Vec<Vec<TotalRow>> = Vec::new();
        for row in rows {
            match groups.last_mut().filter(|_| !own.contains(&row.href)) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        let sum = plan.groups_on(level).map(|group| group.total(plan));
        let is_whole = sum.fold(Total::default(), |sum, total| sum + total) == plan.total();
        Self { level, groups, total: is_whole.then(|| TotalRow::whole(&page)), page }
    }

    fn sentence(&self) -> String {
        let t = &self.page.t.level;
        let [whole, parts] = counts(&self.page, self.level, &t.arranged_then);
        t.sentence(if parts.is_empty() { whole } else { t.arranged(whole, parts) })
    }

    fn scale(&self) -> Option<String> {
        scale_of(&self.page, self.groups.iter().flatten())
    }

    /// What the table of the groups is called.
    fn caption(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let names = levels_shown(page.plan, self.level).iter().map(|level| level.name.one.get(page.lang));
        let names: Vec<String> = names.map(str::to_owned).collect();
        t.chart.table(t.group.by_level(joined(&names, &t.level.counts, &t.level.each)))
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
    LevelPage::new(frame.titled(title, description), level).render()
}
