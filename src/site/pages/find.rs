//! What a query finds in the list of projects: the conditions, what narrows it further, the projects with their sum;
//! or, where nothing is found, what was understood and what would find something.

use askama::Template;

use super::{Frame, PageUrl, View, filters};
use crate::i18n::Lang;
use crate::plan::Plan;
use crate::search::{Condition, Facet, Found, Hit, Index, Query, Sort, Value};
use crate::site::Snapshot;
use crate::site::components::{
    Asked, Chip, FacetFold, FoundRow, Link, Parts, Portion, ProjectRow, ProjectTable, TotalLine, extent,
    joined,
};
use crate::site::urls::{Address, ListFile, Part, ROWS};

#[derive(Template)]
#[template(path = "pages/find.html")]
struct FindPage<'a> {
    page: Frame<'a>,
    chips: Vec<Chip>,
    /// The whole list, where several conditions are removed at once.
    clear: String,
    facets: Vec<FacetFold>,
    sort: Option<&'static str>,
    result: Option<Results<'a>>,
    nothing: Option<Nothing>,
    /// Whether it is narrowed to departments, whose budgets have more than what is listed.
    is_department: bool,
}

/// The projects that were found.
struct Results<'a> {
    heading: String,
    portion: Option<Portion>,
    without_amount: Option<String>,
    downloads: Vec<Link>,
    orders: Vec<(&'a str, Option<String>)>,
    scale: Option<String>,
    caption: String,
    groups: Vec<Group<'a>>,
    total: Option<TotalLine>,
    parts: Parts,
}

/// Projects under one heading: those with the words in the same place.
struct Group<'a> {
    heading: Option<(String, String)>,
    rows: Vec<FoundRow<'a>>,
}

/// What is said where nothing was found.
struct Nothing {
    understood: String,
    unknown: Option<String>,
    near: Vec<(Link, String)>,
    conditions: Vec<Loosened>,
    all: String,
    ways: Vec<Link>,
}

/// A condition, and what would be found without it or with it alone: with an address where that is something.
struct Loosened {
    name: String,
    without: (String, Option<String>),
    alone: (String, Option<String>),
}

/// The page that answers a query; none where its part is beyond the last.
pub(in crate::site) fn render(
    snapshot: &Snapshot,
    index: &Index,
    query: &Query,
    (plan, lang): (&Plan, Lang),
) -> askama::Result<Option<String>> {
    let found = index.search(plan, query, lang);
    let count = found.hits.len().div_ceil(ROWS).max(1);
    let Some(part) = Part::new(query.page).filter(|part| part.number() <= count) else { return Ok(None) };
    let url = PageUrl::Projects(plan.year());
    let frame = Frame::new(snapshot, lang, Some((url.clone(), View::FIRST)));
    let frame = frame.asked(query.canonical(plan), &query.q);
    let asked = Asked { page: &frame, query };
    let heading = asked.heading(found.hits.len());
    let description =
        frame.t.find.description(frame.year_short(), heading.as_str(), extent(&frame, found.total));
    let title = if count > 1 { format!("{heading} ({} / {count})", part.number()) } else { heading };
    let list = frame.label(&url).unwrap_or_default();
    let mut frame = frame.titled(title, description).under(&url, list);
    frame.here = Some(frame.t.find.crumb.clone());
    FindPage::new(frame, index, query, (part, count), found).render().map(Some)
}

impl<'a> FindPage<'a> {
    fn new(page: Frame<'a>, index: &Index, query: &Query, part: (Part, usize), found: Found) -> Self {
        let asked = Asked { page: &page, query };
        let has_hits = !found.hits.is_empty();
        let nothing = (!has_hits).then(|| Nothing::new(&asked, index));
        Self {
            chips: asked.chips(),
            clear: asked.href(&Query { page: 1, ..Query::default() }),
            facets: found.facets.iter().filter_map(|facet| FacetFold::new(&asked, facet)).collect(),
            sort: query.sort.in_query(),
            result: has_hits.then(|| Results::new(&asked, part, &found)),
            nothing,
            is_department: query.filters.iter().any(|own| own.facet == Facet::Departments),
            page,
        }
    }
}

impl<'a> Results<'a> {
    fn new(asked: &Asked<'a, '_>, (part, count): (Part, usize), found: &Found) -> Self {
        let (page, query) = (asked.page, asked.query);
        let (plan, t) = (page.plan, &page.t.find);
        let parts = Parts::with(part, count, |part| {
            Some(asked.href(&Query { page: part.number(), ..query.clone() }))
        });
        let hits: Vec<Hit> = parts.rows(found.hits.iter().copied()).collect();
        let row = |hit: &Hit| {
            let project = &plan.projects()[hit.project];
            match plan.original(project) {
                Some(listing) => ProjectRow::placed(page, (listing, project)),
                None => ProjectRow::new(page, project),
            }
        };
        let all = found.hits.iter().map(|hit| &plan.projects()[hit.project]);
        let ProjectTable { rows, scale, .. } =
            ProjectTable::new(page, hits.iter().map(row).collect(), all, None);
        let words = query.words();
        let mut groups: Vec<Group<'a>> = Vec::new();
        let mut last = None;
        for (hit, row) in hits.iter().zip(rows) {
            let tier = hit.tier.filter(|_| query.sort == Sort::Default);
            if groups.is_empty() || last != tier {
                let in_tier = found.hits.iter().filter(|own| own.tier == tier).count();
                let heading = tier.map(|tier| (asked.tier(tier), page.t.count.projects(in_tier)));
                groups.push(Group { heading, rows: Vec::new() });
                last = tier;
            }
            let row = FoundRow::new(asked, &words, *hit, row);
            if let Some(group) = groups.last_mut() {
                group.rows.push(row);
            }
        }
        let order = |sort: Sort| {
            let text: &'a str = match sort {
                Sort::Default if !query.q.is_empty() => &t.by_match,
                Sort::Default if query.q.is_empty() => &page.t.rows.by_document,
                Sort::Document if !query.q.is_empty() => &page.t.rows.by_document,
                Sort::LargestFirst => &page.t.rows.by_amount,
                Sort::Amount => &t.smallest,
                Sort::Name => &t.by_name,
                Sort::Department => &t.by_department,
                _ => return None,
            };
            Some((text, (sort != query.sort).then(|| asked.href(&query.sorted(sort)))))
        };
        let total = found.total;
        let file = |file: ListFile| {
            let list = Address::List(PageUrl::Projects(plan.year()), file).path(page.lang);
            let text = match file {
                ListFile::Csv => &page.t.data.list_csv,
                ListFile::Json => &page.t.data.json,
            };
            let query = Query { page: 1, ..query.clone() }.canonical(plan);
            Link { href: format!("{}?{query}", page.snapshot().href(&list)), text: text.clone() }
        };
        let without_amount = total.without_amount;
        Self {
            heading: extent(page, total),
            portion: Portion::new(page, total),
            without_amount: (without_amount > 0 && without_amount < total.projects)
                .then(|| t.without_amount(page.t.count.projects(without_amount))),
            downloads: ListFile::ALL.map(file).to_vec(),
            orders: if found.hits.len() > 1 {
                Sort::ALL.into_iter().filter_map(order).collect()
            } else {
                Vec::new()
            },
            scale,
            caption: t.caption(page.title.as_str(), page.unit()),
            groups,
            total: TotalLine::new(page, total, 0),
            parts,
        }
    }
}

impl Nothing {
    fn new(asked: &Asked<'_, '_>, index: &Index) -> Self {
        let (page, query) = (asked.page, asked.query);
        let (plan, t) = (page.plan, &page.t.find);
        let all = page.t.count.projects(plan.total().projects);
        let understood = match (asked.words(), asked.filters()) {
            (Some(words), None) => t.searched(words, &all, asked.levels()),
            (Some(words), Some(filters)) => t.searched_with(filters, words, &all, asked.levels()),
            (None, filters) => t.searched_filters(filters.unwrap_or_default(), &all),
        };
        let unknown: Vec<String> = query
            .filters
            .iter()
            .filter(|own| matches!(own.value, Value::Unknown(_)))
            .filter(|own| own.facet == Facet::Mark || asked.has_one(own.facet))
            .map(|own| asked.name(own))
            .collect();
        let near = index
            .near_words(plan, &page.snapshot().dataset().terms, query)
            .into_iter()
            .map(|near| (Link { href: asked.href(&near.query), text: near.word }, extent(page, near.total)));
        let conditions = index.conditions(plan, query);
        let is_alone = conditions.len() == 1;
        let loosened = |own: Condition| {
            let name =
                own.filter.as_ref().map_or_else(|| asked.words().unwrap_or_default(), |own| asked.name(own));
            let link = |(query, projects): &(Query, usize)| (*projects > 0).then(|| asked.href(query));
            let words = |projects: usize| page.t.count.projects(projects);
            let without = match own.without.1 {
                0 => t.without_none.clone(),
                n => t.without_n(words(n)),
            };
            let alone = match own.alone.1 {
                0 => t.alone_none.clone(),
                n => t.alone_n(words(n)),
            };
            Loosened { name, without: (without, link(&own.without)), alone: (alone, link(&own.alone)) }
        };
        let conditions = if is_alone { Vec::new() } else { conditions.into_iter().map(loosened).collect() };
        let ways = [
            PageUrl::Projects(plan.year()),
            PageUrl::index_of(plan, 0),
            PageUrl::Departments(plan.year()),
            PageUrl::Glossary,
        ];
        let ways = ways.into_iter().filter(|way| way.exists(page.snapshot().dataset(), page.lang));
        let ways = ways.filter_map(|way| {
            let text = match way {
                PageUrl::Projects(_) => t.all(&all),
                PageUrl::Glossary => t.glossary.clone(),
                _ => page.label(&way)?,
            };
            Some(Link { href: page.href(&way), text })
        });
        let names = joined(&unknown, &page.t.site.comma, &page.t.site.and);
        Self {
            understood,
            unknown: (!unknown.is_empty()).then(|| t.unknown_why(names)),
            near: near.collect(),
            conditions,
            all: t.clear_all(&all),
            ways: ways.collect(),
        }
    }
}
