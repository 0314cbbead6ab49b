//! `plan.toml`: what the document says of itself, and its control totals.

use super::faults::{Fault, shown};
use super::raw::settings::{Node, Positions, Stated, parse};
use super::raw::{correct, file};
use super::sink::Sink;
use super::source::Source;
use super::{Code, MAX_SETTINGS_BYTES};
use crate::i18n::Text;
use crate::plan::{About, Date, Month};

/// The name of the file.
pub(super) const FILE: &str = "plan.toml";

/// What `plan.toml` holds.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) about: Option<About>,
    pub(super) control: Vec<Control>,
}

/// A total that the tables must come to.
#[derive(Debug)]
pub(super) struct Control {
    code: Code,
    stated: Stated<u64>,
}

impl Control {
    pub(super) fn code(&self) -> Code {
        self.code
    }

    /// Reports the total if the table comes to another one.
    pub(super) fn check(&self, found: u64, table: &str, sink: &mut Sink) {
        if self.stated.value != found {
            self.stated.error(sink, || Fault::control(self.code, self.stated.value, found, table));
        }
    }
}

/// Reads `plan.toml` of a year's folder.
pub(super) fn read(source: &Source, folder: &str, sink: &mut Sink) -> Settings {
    let path = format!("{folder}/{FILE}");
    let file = sink.open(path.clone());
    let Some(text) = file::text(source, &path, MAX_SETTINGS_BYTES, file, sink) else {
        return Settings::default();
    };
    let text = Positions::new(&text);
    let Some(table) = parse(&text, file, sink) else { return Settings::default() };
    let mut root = Node::root(&text, file, &table);

    if let Some(year) = root.count("year", sink)
        && year.value.to_string() != folder
    {
        year.error(sink, || Fault::YearDiffers(year.value, folder));
    }
    let area_code = root.parsed("area_code", sink, |written| Fault::InvalidAreaCode(shown(written)));
    let published: Option<Month> = date(&mut root, "published", "2024-03", sink);
    let as_of: Option<Date> = date(&mut root, "as_of", "2024-03-31", sink);
    let plan = root.text("plan", sink);
    let title = root.text("title", sink);
    let edition = root.text("edition", sink);
    let issued = root.text("issued", sink);
    let issuer = root.text("issuer", sink);
    let note = root.text("note", sink);
    // A year whose text is given as printed states none.
    let changes = texts(root.optional_tables("changes", sink), sink);
    let priorities = root.table("priorities", sink).map(|mut node| {
        let (heading, lead) = (node.text("heading", sink), node.text("lead", sink));
        let items = node.tables("items", sink).and_then(|items| texts(Some(items), sink));
        node.finish(sink);
        (heading, lead, items)
    });
    let control = root.table("control", sink).map(|node| read_control(node, sink)).unwrap_or_default();
    root.finish(sink);

    let about = || {
        let (heading, lead, items) = priorities?;
        Some(About {
            area_code: area_code?,
            plan: plan?,
            title: title?,
            edition: edition?,
            issued: issued?,
            issuer: issuer?,
            priorities_heading: heading?,
            priorities_lead: lead?,
            priorities: items?,
            note: note?,
            published: published?,
            changes: changes?,
            as_of: as_of?,
        })
    };
    Settings { about: about(), control }
}

/// All of them, so that every fault is named.
fn texts(nodes: Option<Vec<Node<'_, '_>>>, sink: &mut Sink) -> Option<Vec<Text>> {
    let texts: Vec<_> = nodes?.into_iter().map(|node| node.into_text(false, sink).flatten()).collect();
    texts.into_iter().collect()
}

/// A day or a month.
fn date<T: std::str::FromStr>(
    node: &mut Node<'_, '_>,
    key: &'static str,
    example: &str,
    sink: &mut Sink,
) -> Option<T> {
    node.parsed(key, sink, |written| {
        let correction = correct::date(written).filter(|date| date.parse::<T>().is_ok());
        Fault::InvalidDate(shown(written), example).correction(correction)
    })
}

fn read_control(mut node: Node<'_, '_>, sink: &mut Sink) -> Vec<Control> {
    let required = [
        ("projects", Code::ControlProjects),
        ("listings", Code::ControlListings),
        ("reprints", Code::ControlReprints),
        ("priority", Code::ControlPriority),
        ("new", Code::ControlNew),
        ("without_amount", Code::ControlWithoutAmount),
        ("budget_thousand_yen", Code::ControlBudget),
    ];
    let mut totals: Vec<Control> = Vec::new();
    for (key, code) in required {
        totals.extend(node.count(key, sink).map(|stated| Control { code, stated }));
    }
    // Younger than the others: without it a cut among the last project's departments goes unseen.
    let charges = node.optional_count("project_departments", sink);
    totals.extend(charges.map(|stated| Control { code: Code::ControlProjectDepartments, stated }));
    node.finish(sink);
    totals
}
