//! `plan.toml`: what the document says of itself, its levels and marks, and its control totals.

use super::MAX_SETTINGS_BYTES;
use super::control::Control;
use super::faults::{Fault, shown};
use super::raw::positions::Positions;
use super::raw::settings::{Node, parse};
use super::raw::{correct, file};
use super::sink::{FileId, Place, Sink};
use super::source::Source;
use crate::format::{Format, is_reserved};
use crate::i18n::{Lang, Text};
use crate::plan::{About, Date, Flag, Flags, Level, LevelId, MAX_LEVELS, Month, Noun, Priorities};

/// The name of the file.
pub(super) const FILE: &str = "plan.toml";

/// The newest form of `plan.toml`.
const FORMAT: u64 = 2;

/// What the newest form has and the first has not.
const NEW: [&str; 7] = ["levels", "flags", "site_name", "purpose", "unstated", "rounding", "tolerance"];

/// What `plan.toml` holds.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) file: FileId,
    /// False where the file could not be read as settings at all.
    pub(super) is_read: bool,
    pub(super) about: Option<About>,
    /// The languages of the plan: those of its title.
    pub(super) langs: Vec<Lang>,
    pub(super) draft: bool,
    pub(super) format: Format,
    pub(super) control: Control,
}

impl Settings {
    fn unread(file: FileId) -> Self {
        Self {
            file,
            is_read: false,
            about: None,
            langs: vec![Lang::ORIGINAL],
            draft: false,
            format: Format::first(),
            control: Control::default(),
        }
    }
}

/// Reads `plan.toml` of a year's folder.
pub(super) fn read(source: &Source, folder: &str, sink: &mut Sink) -> Settings {
    let path = format!("{folder}/{FILE}");
    let file = sink.open(path.clone());
    let Some(text) = file::text(source, &path, MAX_SETTINGS_BYTES, file, sink) else {
        return Settings::unread(file);
    };
    let text = Positions::new(&text);
    let Some(table) = parse(&text, file, sink) else { return Settings::unread(file) };
    let mut root = Node::root(&text, file, &table);

    let draft = root.optional_flag("draft", sink).unwrap_or_default();
    // What is wrong with a draft keeps nothing back.
    sink.draft(draft);
    let is_first = is_first(&mut root, sink);
    let levels = levels(&mut root, sink);
    let first = Format::first();
    let known = levels.as_deref().filter(|levels| !levels.is_empty()).unwrap_or(&first.levels);
    // A level and a mark have pages, and no two pages have one address.
    let taken = known.iter().flat_map(|level| [level.id.to_string(), level.one.clone()]).collect();
    let flags = flags(&mut root, taken, sink);
    let is_named = levels.is_some() && flags.is_some();
    let levels = levels.filter(|levels| !levels.is_empty()).unwrap_or(first.levels);
    let flags = flags.filter(|flags| !flags.is_empty() || root.has("flags")).unwrap_or(first.flags);
    let format = Format::new(levels, flags);
    let control = Control::read(&mut root, &format, is_first, sink);
    let title = root.text("title", sink);
    let has = |lang: &Lang| title.as_ref().is_none_or(|title| title.has(*lang));
    let langs = Lang::ALL.into_iter().filter(has).collect();
    let about = about(&mut root, folder, title, &format, is_first, sink).filter(|_| is_named);
    root.finish(sink);
    if let Some(about) = &about {
        report_untranslated(about, Place::file(file), sink);
    }
    Settings { file, is_read: true, about, langs, draft, format, control }
}

/// Whether the file is of the first form; reports what that form does not have.
fn is_first(root: &mut Node<'_, '_>, sink: &mut Sink) -> bool {
    let format = root.optional_count("format", sink);
    if let Some(format) = format.as_ref().filter(|format| !(1..=FORMAT).contains(&format.value)) {
        format.error(sink, || Fault::UnknownFormat(format.value, FORMAT));
    }
    let is_first = format.is_none_or(|format| format.value == 1);
    for key in NEW {
        if is_first && let Some(named) = root.named(key) {
            named.error(sink, || Fault::NeedsFormat(key, FORMAT));
        }
    }
    is_first
}

fn about(
    root: &mut Node<'_, '_>,
    folder: &str,
    title: Option<Text>,
    format: &Format,
    is_first: bool,
    sink: &mut Sink,
) -> Option<About> {
    if let Some(year) = root.count("year", sink)
        && year.value.to_string() != folder
    {
        year.error(sink, || Fault::YearDiffers(year.value, folder));
    }
    let area_code = match root.has("area_code") || is_first {
        true => root.parsed("area_code", sink, |written| Fault::InvalidAreaCode(shown(written))).map(Some),
        false => root.named("area_code").map_or(Some(None), |_| None),
    };
    let published: Option<Month> = date(root, "published", "2024-03", sink);
    let as_of: Option<Date> = date(root, "as_of", "2024-03-31", sink);
    let [plan, issued, issuer] = ["plan", "issued", "issuer"].map(|key| root.text(key, sink));
    let mut optional = |key: &'static str, is_first: bool| match is_first {
        true => root.text(key, sink).map(Some),
        false => root.optional_text(key, sink),
    };
    let (edition, note) = (optional("edition", is_first), optional("note", is_first));
    let [site_name, purpose, unstated, rounding] =
        ["site_name", "purpose", "unstated", "rounding"].map(|key| optional(key, false));
    let changes = texts(root.optional_tables("changes", sink), sink);
    let priorities = priorities(root, format, is_first, sink);
    Some(About {
        area_code: area_code?,
        plan: plan?,
        title: title?,
        edition: edition?,
        issued: issued?,
        issuer: issuer?,
        site_name: site_name?,
        purpose: purpose?,
        unstated: unstated?,
        priorities: priorities?,
        note: note?,
        published: published?,
        changes: changes?,
        rounding: rounding?,
        as_of: as_of?,
    })
}

/// The outer `None` is a fault.
#[expect(clippy::option_option, reason = "priorities that are not stated are no fault")]
fn priorities(
    root: &mut Node<'_, '_>,
    format: &Format,
    is_first: bool,
    sink: &mut Sink,
) -> Option<Option<Priorities>> {
    let node =
        if is_first { root.table("priorities", sink) } else { root.optional_table("priorities", sink) };
    let Some(mut node) = node else {
        return (!is_first && !root.has("priorities")).then_some(None);
    };
    let (heading, lead) = (node.text("heading", sink), node.optional_text("lead", sink));
    let items = texts(node.tables("items", sink), sink);
    let note = node.optional_text("note", sink);
    let named = node.optional_string("flag", sink);
    let name = named.as_ref().map_or("priority", |name| name.value.as_str());
    let flag = format.flags.iter().position(|flag| flag.column == name);
    if let Some(named) = named.as_ref().filter(|_| flag.is_none()) {
        named.error(sink, || Fault::UnknownFlag(shown(&named.value)));
    }
    node.finish(sink);
    Some(Some(Priorities { heading: heading?, lead: lead?, items: items?, note: note?, flag }))
}

/// The levels that the file names; none where it names none. `None` is a fault.
fn levels(root: &mut Node<'_, '_>, sink: &mut Sink) -> Option<Vec<Level>> {
    let nodes = root.optional_tables("levels", sink)?;
    if let Some(named) = root.named("levels").filter(|_| nodes.len() > MAX_LEVELS) {
        named.error(sink, || Fault::TooMany(MAX_LEVELS));
        return None;
    }
    let (mut levels, mut words): (Vec<Option<Level>>, Vec<String>) = (Vec::new(), Vec::new());
    for mut node in nodes {
        let id = name(&mut node, "id", &mut words, sink);
        let one = name(&mut node, "one", &mut words, sink);
        let noun = noun(&mut node, sink);
        let number = node.text("number", sink);
        if let Some(written) = number.as_ref().filter(|text| !has_place(text)) {
            let place = node.named("number");
            place.iter().for_each(|place| {
                place.error(sink, || Fault::NumberPlaceMissing(shown(written.original()), "{number}"));
            });
        }
        let index = if node.has("index") {
            node.flag("index", sink)
        } else {
            node.named("index").is_none().then_some(true)
        };
        node.finish(sink);
        let level = || {
            let number = number.filter(has_place)?;
            let id: LevelId = id?.parse().ok()?;
            Some(Level { id, one: one?, name: noun?, number, has_index: index? })
        };
        levels.push(level());
    }
    levels.into_iter().collect()
}

fn has_place(text: &Text) -> bool {
    Lang::ALL
        .into_iter()
        .all(|lang| [crate::plan::CIRCLED, "{number}"].iter().any(|place| text.get(lang).contains(place)))
}

/// The marks that the file names; none where it names none. `None` is a fault. Their columns are none of `words`.
fn flags(root: &mut Node<'_, '_>, mut words: Vec<String>, sink: &mut Sink) -> Option<Vec<Flag>> {
    let nodes = root.optional_tables("flags", sink)?;
    if let Some(named) = root.named("flags").filter(|_| nodes.len() > Flags::MAX) {
        named.error(sink, || Fault::TooMany(Flags::MAX));
        return None;
    }
    let mut flags = Vec::new();
    for mut node in nodes {
        let column = name(&mut node, "column", &mut words, sink);
        let sign = node.optional_string("sign", sink).map(|sign| sign.value).unwrap_or_default();
        let (noun, badge) = (noun(&mut node, sink), node.text("badge", sink));
        node.finish(sink);
        flags.push((|| Some(Flag { column: column?, sign, name: noun?, badge: badge? }))());
    }
    flags.into_iter().collect()
}

/// A word of addresses, keys and tables: a slug that is used for nothing else.
fn name(
    node: &mut Node<'_, '_>,
    key: &'static str,
    words: &mut Vec<String>,
    sink: &mut Sink,
) -> Option<String> {
    let stated = node.string(key, sink)?;
    let word = &stated.value;
    // A mark may be called "new": what is new has no page of another kind.
    let is_taken = words.contains(word) || (is_reserved(word) && (key, word.as_str()) != ("column", "new"));
    if word.parse::<LevelId>().is_err() || !word.starts_with(|c: char| c.is_ascii_lowercase()) {
        stated.error(sink, || Fault::InvalidId(shown(word)).correction(correct::id(word)));
        return None;
    }
    if is_taken {
        stated.error(sink, || Fault::WordTaken(shown(word)));
        return None;
    }
    words.push(word.clone());
    Some(stated.value)
}

/// What something is called: `name.one`, and `name.other` where it differs.
fn noun(node: &mut Node<'_, '_>, sink: &mut Sink) -> Option<Noun> {
    let mut node = node.table("name", sink)?;
    let (one, other) = (node.text("one", sink), node.optional_text("other", sink));
    node.finish(sink);
    let (one, other) = (one?, other?);
    Some(Noun { other: other.unwrap_or_else(|| one.clone()), one })
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

/// Says how many texts lack a language that the title has.
fn report_untranslated(about: &About, place: Place<'_>, sink: &mut Sink) {
    let priorities = about.priorities.iter().flat_map(|priorities| {
        let texts = [Some(&priorities.heading), priorities.lead.as_ref(), priorities.note.as_ref()];
        texts.into_iter().flatten().chain(&priorities.items)
    });
    let optional =
        [&about.edition, &about.site_name, &about.purpose, &about.unstated, &about.note, &about.rounding];
    let texts = [&about.plan, &about.issued, &about.issuer].into_iter();
    let texts = texts.chain(optional.into_iter().flatten()).chain(&about.changes).chain(priorities);
    let texts: Vec<&Text> = texts.collect();
    for lang in Lang::ALL.into_iter().filter(|lang| about.title.has(*lang)) {
        let n = texts.iter().filter(|text| !text.has(lang)).count();
        if n > 0 {
            sink.warning(place, || Fault::MissingTranslation(n).form(lang.code()));
        }
    }
}
