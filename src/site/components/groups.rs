//! A table of groups, each with those below it.

use super::{TotalRow, joined, scale_of, with_bars};
use crate::plan::Total;
use crate::site::frame::Frame;

/// The groups of a level, each with those some levels below it, and their bars on one scale.
pub(crate) struct GroupTable {
    pub(crate) groups: Vec<Vec<TotalRow>>,
    /// The bottom row, where the groups make up the plan.
    pub(crate) total: Option<TotalRow>,
    /// What the bars show; none without bars.
    pub(crate) scale: Option<String>,
    /// What it shows: `Budget by direction and initiative`.
    pub(crate) title: String,
}

impl GroupTable {
    /// The table of a level, with so many levels in all.
    pub(crate) fn new(frame: &Frame<'_>, level: usize, levels: usize) -> Self {
        let plan = frame.plan;
        let within = |group| plan.within(group).filter(|other| other.level < level + levels);
        let lengths = plan.groups_on(level).map(|group| within(group).count());
        let groups = plan.groups_on(level).flat_map(within);
        let rows =
            with_bars(groups.map(|group| TotalRow::below(frame, group, group.level - level)).collect());
        let scale = scale_of(frame, rows.iter());
        let mut rows = rows.into_iter();
        let groups = lengths.map(|length| rows.by_ref().take(length).collect()).collect();
        let sum = plan.groups_on(level).map(|group| plan.total_of(group));
        let is_whole = sum.fold(Total::default(), |sum, total| sum + total) == plan.total();
        let total = is_whole.then(|| TotalRow::whole(frame));
        Self { groups, total, scale, title: title(frame, level, levels) }
    }
}

fn title(frame: &Frame<'_>, level: usize, levels: usize) -> String {
    let t = frame.t;
    let names =
        frame.plan.levels().iter().skip(level).take(levels).map(|level| level.name.one.get(frame.lang));
    let names: Vec<String> = names.map(str::to_owned).collect();
    t.group.by_level(joined(&names, &t.level.counts, &t.level.each))
}
