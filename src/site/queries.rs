//! What a query asks of a list: the projects that have the words and pass the filters, as a page or as data.

use super::answer::{Answer, Reason, Redirect};
use super::pages::find;
use super::urls::{Address, Order, PageUrl, Part, View};
use super::{Error, Snapshot, files, lists, near};
use crate::i18n::Lang;
use crate::search::{Query, Sort};

/// Whether what stands behind a question mark means something at a path.
///
/// ```
/// use keikaku::site::takes_query;
/// assert!(takes_query("/ja/2024/projects/") && takes_query("/ja/2024/projects.csv"));
/// assert!(!takes_query("/ja/2024/sums/"));
/// ```
#[must_use]
pub fn takes_query(path: &str) -> bool {
    let word = path.trim_end_matches('/').rsplit('/').next();
    word.is_some_and(|word| matches!(word.split('.').next(), Some("projects" | "search")))
}

/// The answer to a query; `None` where the address has no list that takes one, or nothing is asked.
pub(super) fn answer(
    snapshot: &Snapshot,
    address: &Address,
    lang: Lang,
    query: &str,
) -> Result<Option<Answer>, Error> {
    let (Address::Page(PageUrl::Projects(year) | PageUrl::Search(year), View::FIRST)
    | Address::List(PageUrl::Projects(year), _)) = address
    else {
        return Ok(None);
    };
    let plan = snapshot.dataset.plans.get(year).filter(|plan| plan.speaks(lang) && !query.is_empty());
    let (Some(plan), Some(index)) = (plan, snapshot.index(*year)) else { return Ok(None) };
    let Ok(mut asked) = Query::read(plan, query) else { return Ok(Some(Answer::TooMuch)) };
    let is_file = matches!(address, Address::List(..));
    if is_file {
        // A file has the whole of a list.
        asked.page = 1;
    }
    if !asked.is_narrow() && !is_file && asked.sort == Sort::Default && asked.page > 1 {
        // Parts of the whole list have addresses of their own.
        return Ok(None);
    }
    let (to, canonical) = canonical(address, &asked, asked.canonical(plan));
    if to != *address || canonical != query {
        let path = snapshot.href(&to.path(lang));
        let to = if canonical.is_empty() { path } else { format!("{path}?{canonical}") };
        return Ok(Some(Answer::Redirect(Redirect { to, reason: Reason::Canonical, by_language: false })));
    }
    if let Address::List(_, file) = address {
        let hits = index.search(plan, &asked, lang).hits;
        let projects = hits.iter().map(|hit| &plan.projects()[hit.project]);
        return Ok(Some(Answer::File(files::in_form(snapshot, lists::projects(plan, projects), *file)?)));
    }
    let found = find::render(snapshot, index, &asked, (plan, lang))?;
    let missing = || Answer::Missing(near::to_address(snapshot, address, lang));
    Ok(Some(found.map_or_else(missing, Answer::Page)))
}

/// The address that answers a query, and the query there in its one form.
fn canonical(address: &Address, asked: &Query, query: String) -> (Address, String) {
    let (Address::Page(PageUrl::Projects(year) | PageUrl::Search(year), _), Some(part)) =
        (address, Part::new(asked.page))
    else {
        return (address.clone(), query);
    };
    let list = PageUrl::Projects(*year);
    match address {
        Address::Page(PageUrl::Search(_), _) if query.is_empty() => (address.clone(), query),
        // The whole list by amount has an address of its own.
        _ if !asked.is_narrow() && asked.sort == Sort::LargestFirst => {
            (Address::Page(list, View { order: Order::Amount, part }), String::new())
        }
        _ => (list.into(), query),
    }
}
