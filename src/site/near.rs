//! What may have been meant where nothing is: the same in another year, a name of nearly the same
//! letters, the list.

use super::Snapshot;
use super::components::{Link, Subject};
use super::frame::Frame;
use super::problem::Missing;
use super::urls::{Address, FileUrl, Lead, PageUrl};
use crate::i18n::{Lang, fiscal_year_short};
use crate::plan::Plan;

/// Projects that a mistyped id is compared with: comparing a hundred thousand would take a tenth of a second.
const COMPARED: usize = 2_000;

/// Letters that may differ in a word of an address.
const DIFFERENT: usize = 2;

/// How many are offered.
const OFFERED: usize = 5;

/// What is near an address that has nothing.
pub(super) fn to_address(snapshot: &Snapshot, address: &Address, lang: Lang) -> Missing {
    let frame = Frame::new(snapshot, lang, None);
    let mut near = Vec::new();
    match address {
        Address::Page(page, _) => {
            // Of the page's own year before those of others, the newest first.
            let others = frame.plans().map(|plan| page.in_year(plan.year()));
            let there = std::iter::once(page.clone()).chain(others.filter(|other| other != page));
            let there = there.filter(|page| page.exists(&snapshot.dataset));
            near.extend(there.filter_map(|page| link(&frame, &page)));
            if let PageUrl::Project(year, id) = page {
                let plan = snapshot.dataset.plans.get(year).unwrap_or(frame.plan);
                near.extend(alike(plan, id.as_str()).filter_map(|page| link(&frame, &page)));
            }
        }
        Address::Lead(Lead::Short(_, initiative, number)) => {
            let listed = frame.plans().filter_map(|plan| Some((plan, plan.listed(*initiative, *number)?)));
            let pages = listed.map(|(plan, listing)| PageUrl::Project(plan.year(), listing.project.clone()));
            near.extend(pages.filter_map(|page| link(&frame, &page)));
        }
        Address::File(FileUrl::PlanJson(_)) => {
            let file = |plan: &Plan| FileUrl::PlanJson(plan.year());
            near.extend(
                frame
                    .plans()
                    .map(|plan| Link { href: frame.file(&file(plan)), text: file(plan).to_string() }),
            );
        }
        Address::Lead(_) | Address::File(_) => {}
    }
    near.truncate(OFFERED);
    Missing { near }
}

/// What is near a path that is no address's: one with a word for another of nearly the same letters.
pub(super) fn to_path(snapshot: &Snapshot, path: &str, lang: Lang) -> Missing {
    let words = |word: &str| {
        let known = PageUrl::WORDS.iter().filter(|known| !known.is_empty());
        let distance = |known: &&&str| strsim::osa_distance(word, known);
        known.min_by_key(distance).filter(|known| distance(known) <= DIFFERENT).copied()
    };
    let segments = path.split('/').filter(|segment| !segment.is_empty() && segment.len() <= 64);
    let corrected: Vec<String> = segments
        .map(str::to_ascii_lowercase)
        .map(|segment| words(&segment).map_or(segment.clone(), str::to_owned))
        .collect();
    let frame = Frame::new(snapshot, lang, None);
    let near = match Address::guess(&format!("/{}", corrected.join("/"))) {
        Some((_, Address::Page(page, _))) if page.exists(&snapshot.dataset) => link(&frame, &page),
        _ => None,
    };
    Missing { near: near.into_iter().collect() }
}

/// The projects of nearly that id.
fn alike(plan: &Plan, id: &str) -> impl Iterator<Item = PageUrl> {
    let compared = plan.projects().iter().take(COMPARED);
    let mut alike: Vec<_> = compared
        .map(|project| (strsim::osa_distance(project.id.as_str(), id), project))
        .filter(|(distance, project)| {
            *distance <= DIFFERENT || project.id.as_str().contains(id) && id.len() > 3
        })
        .collect();
    alike.sort_by_key(|(distance, _)| *distance);
    alike.into_iter().map(|(_, project)| project.url(plan.year()))
}

/// A link to a page that is there, by its name and year.
fn link(frame: &Frame<'_>, page: &PageUrl) -> Option<Link> {
    let plan = page.year().and_then(|year| frame.snapshot().dataset.plans.get(&year)).unwrap_or(frame.plan);
    let there = Frame::new(frame.snapshot(), frame.lang, Some((page.clone(), super::Part::FIRST)));
    let name = match page {
        PageUrl::Direction(_, number) => plan.direction(*number)?.name(&there),
        PageUrl::Initiative(_, number) => plan.initiative(*number)?.name(&there),
        PageUrl::Department(_, id) => plan.department(id.as_str())?.name(&there),
        PageUrl::Project(_, id) => plan.project(id.as_str())?.name(&there),
        list => there.label(list)?.to_owned(),
    };
    let year = page.year().map(|year| fiscal_year_short(frame.lang, year.get()));
    let text = match year {
        Some(year) => frame.t.error.near_in_year(name, year),
        None => name,
    };
    Some(Link { href: frame.href(page), text })
}
