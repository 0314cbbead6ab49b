//! What levels, groups and marks are called, in sentences and headings.

use crate::i18n::Lang;
use crate::plan::{Flag, Level, Plan, Project};
use crate::site::frame::Frame;

/// A text at the beginning of a heading or a cell: English has a capital there.
pub(crate) fn capitalised(lang: Lang, text: &str) -> String {
    let mut rest = text.chars();
    match rest.next().filter(|_| lang != Lang::ORIGINAL) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => text.to_owned(),
    }
}

/// A name that stands within quotation marks: English has single ones inside of double ones.
pub(crate) fn within_quotes(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => name.to_owned(),
        Lang::En => name.replace('“', "‘").replace('”', "’"),
    }
}

/// Names in quotation marks, in a row.
pub(crate) fn quoted(frame: &Frame<'_>, names: impl IntoIterator<Item = String>) -> String {
    let names = names.into_iter().map(|name| frame.t.group.quoted(within_quotes(frame.lang, &name)));
    joined(&names.collect::<Vec<_>>(), &frame.t.site.comma, &frame.t.site.and)
}

/// Names in a row: `A, B and C`.
pub(crate) fn joined(names: &[String], comma: &str, and: &str) -> String {
    match names {
        [others @ .., last] if !others.is_empty() => format!("{}{and}{last}", others.join(comma)),
        _ => names.concat(),
    }
}

/// The levels that the index page of one shows: its own, and those below it without an index page.
pub(crate) fn levels_shown(plan: &Plan, level: usize) -> &[Level] {
    let levels = plan.levels().get(level..).unwrap_or_default();
    let below = levels.iter().skip(1).take_while(|level| !level.has_index);
    &levels[..levels.len().min(1 + below.count())]
}

/// What the index page of a level is called: `Directions and initiatives`.
pub(crate) fn level_heading(frame: &Frame<'_>, level: usize) -> String {
    levels_heading(frame, levels_shown(frame.plan, level))
}

/// The names of some levels as a heading.
pub(crate) fn levels_heading(frame: &Frame<'_>, levels: &[Level]) -> String {
    let names: Vec<String> = levels.iter().map(|level| level.name.other.get(frame.lang).to_owned()).collect();
    capitalised(frame.lang, &joined(&names, &frame.t.site.comma, &frame.t.level.with))
}

/// What groups that hold listings are called, for so many: `initiative`; several words where levels differ.
pub(crate) fn holders(frame: &Frame<'_>, n: usize) -> String {
    let plan = frame.plan;
    let mut holds = vec![false; plan.levels().len()];
    for listing in plan.listings() {
        if let Some(group) = plan.group_of(listing) {
            holds[group.level] = true;
        }
    }
    let levels = plan.levels().iter().zip(holds).filter(|(_, holds)| *holds);
    let names: Vec<&str> = levels.map(|(level, _)| level.name.counted(n).get(frame.lang)).collect();
    names.join(&frame.t.level.or)
}

/// A mark on its badge, with the column that names it.
pub(crate) struct Badge<'a> {
    pub(crate) kind: &'a str,
    pub(crate) text: &'a str,
}

/// The badges of a project, in the order of the plan's marks.
pub(crate) fn badges<'a>(frame: &Frame<'a>, project: &Project) -> Vec<Badge<'a>> {
    let badge = |flag: &'a Flag| Badge { kind: &flag.column, text: flag.badge.get(frame.lang) };
    flags_of(frame.plan, project).map(badge).collect()
}

/// The marks of a project.
pub(crate) fn flags_of<'a>(plan: &'a Plan, project: &Project) -> impl Iterator<Item = &'a Flag> {
    let flags = project.flags;
    plan.flags().iter().enumerate().filter(move |(place, _)| flags.has(*place)).map(|(_, flag)| flag)
}

/// What so many projects with a mark are called in a sentence: `a priority project`.
pub(crate) fn flag_name(frame: &Frame<'_>, flag: &Flag, n: usize) -> String {
    let (t, name) = (&frame.t.flag, flag.name.counted(n).get(frame.lang));
    match n {
        1 if name.to_lowercase().starts_with(['a', 'e', 'i', 'o', 'u']) => t.an(name),
        1 => t.a(name),
        _ => name.to_owned(),
    }
}

/// The same with the sign: `a priority project (★)`.
pub(crate) fn flag_named(frame: &Frame<'_>, flag: &Flag, n: usize) -> String {
    let name = flag_name(frame, flag, n);
    match flag.sign.chars().next() {
        None => name,
        // It brings brackets of its own.
        Some('【' | '［' | '〔' | '（' | '[' | '(') => frame.t.flag.named_bracketed(name, &flag.sign),
        Some(_) => frame.t.flag.named(name, &flag.sign),
    }
}

/// The class that gives the parts of an outermost group their colour, by its place; five take turns. The colour is
/// never the only sign.
pub(crate) fn identity(place: usize) -> &'static str {
    ["d1", "d2", "d3", "d4", "d5"][place % 5]
}
