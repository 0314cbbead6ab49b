//! The whole plan in one picture: a square for each project, or for each group where there are many.

use std::cmp::Reverse;

use super::{Link, amount_words, extent, flag_named, identity, within_quotes};
use crate::chart::{Room, Square, SquareMark, SquareScale};
use crate::i18n::{Lang, amount, share};
use crate::plan::{Group, Plan, Project, Total, Yen};
use crate::site::filters::is_japanese;
use crate::site::frame::Frame;

/// The most squares that a page draws.
const SQUARES: usize = 120;

/// How many of the largest the message sums up.
const TOP: usize = 5;

/// From this part of the whole on, the largest is said to have it alone: a quarter.
const ALONE: u64 = 4;

/// How many names stand above squares in a row.
const ABOVE: usize = 3;

/// The picture with its words.
pub(crate) struct Picture {
    pub(crate) heading: String,
    /// What the picture shows, in a sentence; none where nothing stands out.
    pub(crate) message: Option<String>,
    /// What a square is, and where it leads.
    pub(crate) note: String,
    pub(crate) keys: Vec<(Square, String)>,
    pub(crate) bands: Vec<Band>,
}

/// The squares of one group, large to small.
pub(crate) struct Band {
    /// The class of its colour.
    pub(crate) identity: &'static str,
    /// The group and what it adds up to; none where each square is a group of its own.
    pub(crate) head: Option<(Link, String)>,
    /// The first square, where it is large enough for its name.
    pub(crate) first: Option<Tile>,
    pub(crate) rest: Vec<Tile>,
}

/// A square that leads to what it stands for.
pub(crate) struct Tile {
    pub(crate) link: Link,
    pub(crate) amount: String,
    pub(crate) share: Option<String>,
    /// All of it in words: the name of the link.
    pub(crate) title: String,
    /// Whether the words are in the original language on a page of another.
    pub(crate) is_original: bool,
    /// How many projects a group has, where the square has room for the number.
    pub(crate) count: Option<usize>,
    pub(crate) square: Square,
    pub(crate) room: Room,
}

impl Tile {
    /// Whether its name stands within it.
    pub(crate) fn is_large(&self) -> bool {
        matches!(self.room, Room::Inside { .. })
    }

    /// Whether that is so on phones, too.
    pub(crate) fn is_large_on_phones(&self) -> bool {
        self.room == Room::Inside { on_phones: true }
    }
}

/// What a square stands for.
struct Item {
    /// The place of the group in whose row it is.
    band: usize,
    link: Link,
    amount: Option<Yen>,
    /// How many projects, where it is a group.
    count: Option<usize>,
    /// The sign of the mark that makes it stand out.
    strong: Option<String>,
}

impl Picture {
    /// The picture of a plan; none where it would show nothing: fewer than two squares, no amount above zero, or more
    /// groups than can be drawn.
    pub(crate) fn new(frame: &Frame<'_>) -> Option<Self> {
        let plan = frame.plan;
        // The groups of this level are the rows.
        let rows = plan.first_level_of_several();
        let level = if plan.projects().len() <= SQUARES { None } else { Some(level_of_squares(plan)?) };
        let mut items = match level {
            None => projects(frame, rows),
            Some(level) => groups(frame, level, rows),
        };
        let scale = SquareScale::new(items.iter().filter_map(|item| item.amount).map(Yen::get))?;
        if items.len() < 2 {
            return None;
        }
        items.sort_by_key(|item| Reverse(item.amount));
        let (t, n) = (&frame.t.overview, items.len());
        let things = |n: usize| match level {
            None => frame.t.count.projects(n),
            Some(level) => frame.t.count.groups(n, plan.levels()[level].name.counted(n).get(frame.lang)),
        };
        let note = match level {
            None => t.picture_note.clone(),
            Some(level) => t.picture_note_groups(plan.levels()[level].name.one.get(frame.lang)),
        };
        let message = message(frame, &items, things);
        let bands = bands(frame, scale, items, level, rows);
        let keys = keys(frame, &bands);
        Some(Self { heading: t.picture_heading(things(n)), message, note, keys, bands })
    }
}

/// The deepest level whose groups can all be drawn.
fn level_of_squares(plan: &Plan) -> Option<usize> {
    (0..plan.levels().len()).rev().find(|level| plan.groups_on(*level).count() <= SQUARES)
}

/// The place of the group on that level to which a group belongs; its own where it is above that level.
fn band_of(plan: &Plan, group: &Group, level: usize) -> usize {
    let above = plan.above(group);
    let own = above.get(level).copied().unwrap_or(group);
    plan.group_at(own.level, own.id.as_str()).unwrap_or_default()
}

fn projects(frame: &Frame<'_>, rows: usize) -> Vec<Item> {
    let plan = frame.plan;
    let strong = plan.flags().first().map(|flag| flag.sign.clone());
    let item = |project: &Project| {
        let group = plan.original(project).and_then(|listing| plan.group_of(listing));
        Item {
            band: group.map_or(0, |group| band_of(plan, group, rows)),
            link: Link::to(frame, project),
            amount: project.budget,
            count: None,
            strong: strong.clone().filter(|_| project.flags.has(0)),
        }
    };
    plan.projects().iter().map(item).collect()
}

/// The groups of a level, and what is listed directly under those above it.
fn groups(frame: &Frame<'_>, level: usize, rows: usize) -> Vec<Item> {
    let plan = frame.plan;
    let item = |group: &Group| {
        let direct = || plan.listed_in(group).filter(|(listing, _)| !listing.reprint);
        let total = match group.level == level {
            true => plan.total_of(group),
            false => Total::of(direct().map(|(_, project)| project)),
        };
        let band = band_of(plan, group, rows);
        let (link, amount, count) = (Link::to(frame, group), total.stated(), Some(total.projects));
        (total.projects > 0).then_some(Item { band, link, amount, count, strong: None })
    };
    plan.groups().iter().filter(|group| group.level <= level).filter_map(item).collect()
}

/// What the picture shows: the part of the largest, and of the few largest together.
fn message(frame: &Frame<'_>, items: &[Item], things: impl Fn(usize) -> String) -> Option<String> {
    let (t, lang) = (&frame.t.overview, frame.lang);
    let amounts: Vec<u64> = items.iter().filter_map(|item| item.amount).map(Yen::get).collect();
    let amounts: Vec<u64> = amounts.into_iter().filter(|amount| *amount > 0).collect();
    let whole: u64 = amounts.iter().sum();
    let part = |n: usize| share(lang, amounts.iter().take(n).sum(), whole);
    let [largest, next, ..] = amounts[..] else { return None };
    let name = within_quotes(lang, &items.first()?.link.text);
    let top = (amounts.len() > TOP).then(|| things(TOP));
    let (first, several) = (part(1)?, part(TOP)?);
    match (top, largest > next) {
        (Some(top), true) if largest >= whole / ALONE => Some(t.message_alone(name, first, top, several)),
        (Some(top), true) => Some(t.message_largest(name, first, top, several)),
        (Some(top), false) => Some(t.message_top(top, several)),
        (None, true) => Some(t.message_one(name, first)),
        (None, false) => None,
    }
}

fn bands(
    frame: &Frame<'_>,
    scale: SquareScale,
    items: Vec<Item>,
    level: Option<usize>,
    rows: usize,
) -> Vec<Band> {
    let plan = frame.plan;
    // Where each group is a square, a row of each group's own would say everything twice.
    let is_one = level.is_some_and(|level| level <= rows);
    let band = |identity, head| Band { identity, head, first: None, rest: Vec::new() };
    let mut bands: Vec<(usize, Band)> = match is_one {
        true => vec![(0, band(identity(0), None))],
        false => plan
            .groups()
            .iter()
            .enumerate()
            .filter(|(place, _)| items.iter().any(|item| item.band == *place))
            .map(|(place, group)| {
                let head = (Link::to(frame, group), sum(frame, plan.total_of(group)));
                (place, band(identity(plan.outermost_of(group)), Some(head)))
            })
            .collect(),
    };
    for item in items {
        let place = if is_one { 0 } else { item.band };
        let Some((_, band)) = bands.iter_mut().find(|(own, _)| *own == place) else { continue };
        let mut tile = tile(frame, scale, item);
        if tile.room == Room::Above
            && band.rest.iter().filter(|tile| tile.room == Room::Above).count() >= ABOVE
        {
            tile.room = Room::Nowhere;
        }
        if tile.is_large() && band.first.is_none() && band.rest.is_empty() {
            band.first = Some(tile);
        } else {
            band.rest.push(tile);
        }
    }
    bands.into_iter().map(|(_, band)| band).collect()
}

/// How many projects a group has, their sum, and its part of the whole.
fn sum(frame: &Frame<'_>, total: Total) -> String {
    let of_whole =
        total.stated().and_then(|amount| share(frame.lang, amount.get(), frame.plan.total().amount.get()));
    let extent = extent(frame, total);
    match of_whole {
        Some(share) => [extent, frame.t.overview.of_whole(share)].join(&frame.t.site.comma),
        None => extent,
    }
}

fn tile(frame: &Frame<'_>, scale: SquareScale, item: Item) -> Tile {
    let t = &frame.t.overview;
    let Item { link, amount, count, strong, .. } = item;
    let square = Square::new(scale, amount.map(Yen::get), strong.is_some());
    let share = amount.and_then(|own| share(frame.lang, own.get(), frame.plan.total().amount.get()));
    let words = amount_words(frame, amount);
    let name = format!("{}{}", strong.unwrap_or_default(), link.text);
    let name = match count {
        Some(count) => t.square_group(name, frame.t.count.projects(count)),
        None => name,
    };
    let title = match share.as_ref().filter(|_| amount.is_some()) {
        Some(share) => t.square(name, &words, share),
        None => t.square_unstated(name, &words),
    };
    Tile {
        is_original: frame.lang != Lang::ORIGINAL && link.text.contains(is_japanese),
        room: square.room(&link.text),
        count: count.filter(|_| square.has_room_for_a_number()),
        amount: words,
        link,
        share,
        title,
        square,
    }
}

/// What the marks mean that the picture has.
fn keys(frame: &Frame<'_>, bands: &[Band]) -> Vec<(Square, String)> {
    let t = &frame.t.overview;
    let squares: Vec<Square> =
        bands.iter().flat_map(|band| band.first.iter().chain(&band.rest)).map(|tile| tile.square).collect();
    let is_there = |is: &dyn Fn(&Square) -> bool| squares.iter().any(is);
    let has_strong = is_there(&|square| square.is_strong);
    let zero = amount(frame.lang, 0);
    let mut keys = Vec::new();
    if let Some(flag) = frame.plan.flags().first().filter(|_| has_strong) {
        keys.push((Square::sample(SquareMark::SAMPLE, true), flag_named(frame, flag, 2)));
        keys.push((Square::sample(SquareMark::SAMPLE, false), t.key_other.clone()));
    }
    for (mark, words) in [
        (SquareMark::Small, t.key_small.clone()),
        (SquareMark::Zero, t.key_zero(zero)),
        (SquareMark::Unstated, t.key_unstated.clone()),
    ] {
        if is_there(&|square| square.mark == mark) {
            keys.push((Square::sample(mark, false), words));
        }
    }
    keys
}
