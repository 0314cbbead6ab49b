//! Suggestions for an address that nothing is at: the same page of another year, a project whose id
//! differs in a letter or two, the list that was misspelt.

use super::Snapshot;
use super::components::{Link, Subject};
use super::frame::Frame;
use super::problem::Missing;
use super::urls::{Address, DataFile, FileUrl, Lead, PageUrl};
use crate::i18n::{Lang, fiscal_year_short};
use crate::plan::Plan;

/// Projects that a mistyped id is compared with: comparing a hundred thousand would take a tenth of a second.
const COMPARED: usize = 2_000;

/// Letters that may differ in a word of an address.
const DIFFERENT: usize = 2;

/// The most suggestions on one page.
const OFFERED: usize = 5;

/// Suggestions for an address that the data does not have.
pub(super) fn to_address(snapshot: &Snapshot, address: &Address, lang: Lang) -> Missing {
    let (dataset, lang) = (&snapshot.dataset, snapshot.spoken(lang));
    let frame = Frame::new(snapshot, lang, None);
    let (mut near, mut year) = (Vec::new(), None);
    match address {
        Address::Page(page, _) | Address::List(page, _) => {
            // Of the page's own year before those of others, the newest first.
            let others = frame.plans().map(|plan| page.in_year(plan.year()).within(dataset));
            let there = std::iter::once(page.clone()).chain(others.filter(|other| other != page));
            let there: Vec<PageUrl> = there.filter(|page| page.exists(dataset, lang)).collect();
            year = there.first().and_then(PageUrl::year).filter(|year| Some(*year) != page.year());
            near.extend(there.iter().filter_map(|page| link(&frame, page)));
            if let PageUrl::Project(year, id) = page {
                let plan = dataset.plans.get(year).filter(|plan| plan.speaks(lang));
                let plan = plan.map_or(frame.plan, AsRef::as_ref);
                near.extend(alike(plan, id.as_str()).filter_map(|page| link(&frame, &page)));
            }
            // Any word may be that of a level, one that is misspelt too.
            if near.is_empty() {
                near.extend(corrected(&frame, &page.path(lang)));
            }
        }
        Address::Lead(Lead::Short(_, token)) => {
            let listed = frame.plans().filter_map(|plan| Some(snapshot.short(plan.year(), token)?.url(plan)));
            near.extend(listed.filter_map(|page| link(&frame, &page)));
        }
        Address::File(FileUrl::Data(_, file)) => {
            let has = |plan: &&Plan| DataFile::all(dataset, plan).any(|other| other == *file);
            let urls = frame.plans().filter(has).map(|plan| FileUrl::Data(plan.year(), file.clone()));
            near.extend(urls.map(|url| Link { href: frame.file(&url), text: url.to_string() }));
        }
        Address::Lead(_) | Address::File(_) => {}
    }
    near.truncate(OFFERED);
    let elsewhere = address.langs(dataset).filter(|other| *other != lang && address.has_languages());
    let elsewhere = elsewhere.map(|other| {
        let name = match address {
            Address::Page(page, _) => link(&Frame::new(snapshot, other, None), page).map(|link| link.text),
            _ => None,
        };
        let text = name.unwrap_or_else(|| other.endonym().to_owned());
        (other, Link { href: snapshot.href(&address.path(other)), text })
    });
    Missing { year, near, elsewhere: elsewhere.collect() }
}

/// Suggestions for a path that is not an address: with misspelt words corrected, it may be one.
pub(super) fn to_path(snapshot: &Snapshot, path: &str, lang: Lang) -> Missing {
    let frame = Frame::new(snapshot, snapshot.spoken(lang), None);
    Missing { near: corrected(&frame, path).into_iter().collect(), ..Missing::default() }
}

/// The page at a path when misspelt words in it are replaced by those of the newest plan's addresses.
fn corrected(frame: &Frame<'_>, path: &str) -> Option<Link> {
    let words = PageUrl::words(frame.plan);
    let correct = |(place, word): (usize, String)| {
        if place == 0 {
            return word; // the language
        }
        let distance = |known: &&String| strsim::osa_distance(&word, known);
        let nearest = words.iter().min_by_key(distance).filter(|known| distance(known) <= DIFFERENT);
        nearest.cloned().unwrap_or(word)
    };
    let segments = path.split('/').filter(|segment| !segment.is_empty() && segment.len() <= 64);
    let corrected: Vec<String> = segments.map(str::to_ascii_lowercase).enumerate().map(correct).collect();
    let dataset = frame.snapshot().dataset();
    match Address::guess(&format!("/{}", corrected.join("/")))?.1.within(dataset) {
        Address::Page(page, _) if page.exists(dataset, frame.lang) => link(frame, &page),
        _ => None,
    }
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
    alike.into_iter().map(|(_, project)| project.url(plan))
}

/// A link to a page that is there, by its name and year.
fn link(frame: &Frame<'_>, page: &PageUrl) -> Option<Link> {
    let plan = page
        .year()
        .and_then(|year| frame.snapshot().dataset.plans.get(&year))
        .map_or(frame.plan, AsRef::as_ref);
    let there = Frame::new(frame.snapshot(), frame.lang, Some((page.clone(), super::View::FIRST)));
    let name = match page {
        PageUrl::Group(_, level, id) => {
            let place = plan.group_at(plan.level(level.as_str())?, id.as_str())?;
            plan.groups().get(place)?.name(&there)
        }
        PageUrl::Department(_, id) => plan.department(id.as_str())?.name(&there),
        PageUrl::Project(_, id) => plan.project(id.as_str())?.name(&there),
        list => there.label(list)?,
    };
    let year = page.year().map(|year| fiscal_year_short(frame.lang, year.get()));
    let text = match year {
        Some(year) => frame.t.error.near_in_year(name, year),
        None => name,
    };
    Some(Link { href: frame.href(page), text })
}
