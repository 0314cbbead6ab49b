//! A table of projects: one row says what it is, what it does and what it costs, with a bar.

use std::cmp::Reverse;

use super::{Amount, Badge, Subject, badges, departments_of, flags_of, prose, quoted};
use crate::chart::{Look, RowBar, outliers};
use crate::plan::{Department, Listing, Project, Total, Yen};
use crate::site::frame::Frame;

/// One project in a table.
pub(crate) struct ProjectRow<'a> {
    /// Its number as the document prints it, where the row is a listing: `(3)`, or `4(3)` among several groups.
    pub(crate) number: Option<String>,
    /// The anchor of the row: that of its listing, where the row is one.
    pub(crate) anchor: Option<String>,
    pub(crate) href: String,
    /// Whether the page is about the project.
    pub(crate) is_here: bool,
    pub(crate) name: &'a str,
    /// Who is in charge; `None` where the table itself says so.
    pub(crate) departments: Option<String>,
    pub(crate) badges: Vec<Badge<'a>>,
    /// Where it is counted, if that is not here.
    pub(crate) elsewhere: Option<String>,
    pub(crate) summary: &'a str,
    pub(crate) amount: Option<Amount>,
    budget: Option<Yen>,
    look: Look,
    pub(crate) bar: Option<RowBar>,
    /// The class of its colour, where rows of several groups stand in one table.
    pub(crate) identity: Option<&'static str>,
}

impl<'a> ProjectRow<'a> {
    /// A row that names the departments in charge.
    pub(crate) fn new(frame: &Frame<'a>, project: &'a Project) -> Self {
        let is_strong = flags_of(frame.plan, project).any(|flag| Some(flag) == frame.plan.flags().first());
        Self {
            number: None,
            anchor: None,
            href: project.href(frame),
            is_here: frame.page() == Some(&project.url(frame.plan)),
            name: project.name.get(frame.lang),
            departments: Some(departments_of(frame, project)),
            badges: badges(frame, project),
            elsewhere: None,
            summary: project.summary.get(frame.lang),
            amount: project.budget.map(|budget| Amount::new(frame, budget)),
            budget: project.budget,
            look: if is_strong { Look::Strong } else { Look::Plain },
            bar: None,
            identity: None,
        }
    }

    /// A row of a department's own table, which names only others in charge: other departments, or those
    /// within it.
    pub(crate) fn of_department(frame: &Frame<'a>, department: &Department, project: &'a Project) -> Self {
        let row = Self::new(frame, project);
        let mut own = frame.plan.departments_of(project);
        let alone = project.departments.len() == 1 && own.all(|own| own.id == department.id);
        Self { departments: row.departments.filter(|_| !alone), ..row }
    }

    /// A row of a group's table, with the listing's number and mark.
    pub(crate) fn listed(frame: &Frame<'a>, (listing, project): (&'a Listing, &'a Project)) -> Self {
        let row = Self::new(frame, project);
        let anchor = Some(frame.snapshot().row_of(frame.plan, listing));
        let row = Self { number: Some(format!("({})", listing.number)), anchor, ..row };
        if !listing.reprint {
            return row;
        }
        let counted = frame.plan.original(project).and_then(|own| Some((frame.plan.group_of(own)?, own)));
        let elsewhere = counted.map(|(group, own)| {
            let group = frame.plan.level_of(group).numbered(frame.lang, &group.number);
            frame.t.rows.elsewhere(frame.t.project.listed_at(group, &own.number))
        });
        let elsewhere = Some(elsewhere.unwrap_or_else(|| frame.t.projects.badge_reprint.clone()));
        Self { elsewhere, look: Look::Elsewhere, ..row }
    }

    /// A row of a table over several groups: with the group's number before its own.
    pub(crate) fn placed(frame: &Frame<'a>, listed: (&'a Listing, &'a Project)) -> Self {
        let row = Self::listed(frame, listed);
        let group = frame.plan.group_of(listed.0);
        let group = group.map(|own| frame.plan.level_of(own).number_alone(frame.lang, &own.number));
        Self { number: row.number.map(|number| format!("{}{number}", group.unwrap_or_default())), ..row }
    }
}

/// A table of projects: its rows, their bars on one scale, and its total.
pub(crate) struct ProjectTable<'a> {
    pub(crate) rows: Vec<ProjectRow<'a>>,
    /// Whether rows have numbers.
    pub(crate) numbered: bool,
    /// What the bars show, and what dwarfs the rest; none without bars.
    pub(crate) scale: Option<String>,
    pub(crate) total: Option<TotalLine>,
}

/// The bottom row: what it counts, and how much that is.
pub(crate) struct TotalLine {
    pub(crate) label: String,
    pub(crate) amount: Option<Amount>,
}

impl TotalLine {
    /// The bottom row of a total; none where it counts no project, or one only.
    pub(crate) fn new(frame: &Frame<'_>, total: Total, reprints: usize) -> Option<Self> {
        let (t, projects) = (&frame.t.rows, frame.t.count.projects(total.projects));
        let label = match reprints {
            0 => t.total(projects),
            n => t.total_without(projects, n),
        };
        let amount = total.stated().map(|amount| Amount::new(frame, amount));
        (total.projects + reprints > 1).then_some(Self { label, amount })
    }
}

impl<'a> ProjectTable<'a> {
    /// A table of these rows, each with a bar; `all` are the projects of the whole list that the rows are of,
    /// so that every part of a long list has the same scale.
    pub(crate) fn new<'p>(
        frame: &Frame<'a>,
        mut rows: Vec<ProjectRow<'a>>,
        all: impl Iterator<Item = &'p Project>,
        total: Option<TotalLine>,
    ) -> Self {
        let all: Vec<&Project> = all.filter(|project| project.budget.is_some()).collect();
        let largest = all.iter().filter_map(|project| project.budget).max().filter(|_| all.len() > 1);
        for row in &mut rows {
            let amounts = row.budget.zip(largest);
            row.bar = amounts.and_then(|(own, largest)| RowBar::new(own.get(), largest.get(), row.look));
        }
        let has_bars = rows.iter().any(|row| row.bar.is_some());
        let has_thin = rows.iter().any(|row| row.bar.is_some_and(|bar| bar.is_thin()));
        let numbered = rows.iter().any(|row| row.number.is_some());
        Self { numbered, scale: has_bars.then(|| scale(frame, &all, has_thin)), total, rows }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// What the bars show, which amounts dwarf the rest, and what a triangle is.
fn scale(frame: &Frame<'_>, all: &[&Project], has_thin: bool) -> String {
    let t = &frame.t.rows;
    let amounts: Vec<u64> = all.iter().filter_map(|project| project.budget).map(Yen::get).collect();
    let giants = outliers(&amounts).map(|count| {
        let mut names: Vec<&Project> = all.to_vec();
        names.sort_by_key(|project| Reverse(project.budget));
        t.dwarfed(quoted(frame, names.iter().take(count).map(|project| project.name(frame))))
    });
    prose(frame, [Some(t.scale.clone()), giants, has_thin.then(|| t.thin.clone())])
}

/// Projects by budget, largest first; equal ones in the document's order, those without an amount last.
pub(crate) fn by_budget<'a>(projects: impl Iterator<Item = &'a Project>) -> Vec<&'a Project> {
    let mut projects: Vec<&Project> = projects.collect();
    projects.sort_by_key(|project| Reverse(project.budget));
    projects
}
