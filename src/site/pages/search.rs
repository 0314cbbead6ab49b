//! Where every search form leads: without a word it offers the form, the lists and the terms.

use askama::Template;

use super::{Frame, filters};
use crate::plan::Project;
use crate::site::components::{Link, Subject as _};
use crate::site::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/search.html")]
struct SearchPage<'a> {
    page: Frame<'a>,
    lead: String,
    lists: Vec<Link>,
    /// The terms that projects use, each with those projects.
    terms: Vec<(&'a str, Vec<Link>)>,
}

/// Projects that one term leads to; of a common word more say little.
const PROJECTS: usize = 12;

impl<'a> SearchPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let (plan, lang) = (page.plan, page.lang);
        let has = |project: &Project, term: &str| {
            project.name.original().contains(term) || project.summary.original().contains(term)
        };
        let terms = page.snapshot().dataset().terms.iter().filter_map(|term| {
            let word = term.term.original();
            let used = plan.projects().iter().filter(|project| has(project, word));
            let projects: Vec<&Project> = used.take(PROJECTS + 1).collect();
            let is_telling = word.chars().nth(1).is_some() && (1..=PROJECTS).contains(&projects.len());
            let links = projects
                .into_iter()
                .map(|project| Link { href: project.href(&page), text: project.name(&page) });
            is_telling.then(|| (term.term.get(lang), links.collect()))
        });
        let year = plan.year();
        let lists = [
            PageUrl::Projects(year),
            PageUrl::index_of(plan, 0),
            PageUrl::Departments(year),
            PageUrl::Glossary,
        ];
        let lists = lists.into_iter().filter(|list| list.exists(page.snapshot().dataset(), lang));
        Self {
            terms: terms.collect(),
            lists: lists
                .filter_map(|list| Some(Link { href: page.href(&list), text: page.label(&list)? }))
                .collect(),
            lead: page.t.find.lead_page(levels(&page)),
            page,
        }
    }
}

/// What the levels are called, in a row.
fn levels(page: &Frame<'_>) -> String {
    let names: Vec<&str> = page.plan.levels().iter().map(|level| level.name.other.get(page.lang)).collect();
    names.join(&page.t.find.dot)
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let t = &frame.t.find;
    let description = t.description_page(frame.year_short(), levels(&frame));
    SearchPage::new(frame.titled(&t.heading_page, description)).render()
}
