//! All projects, each once, under the initiative where it is counted.

use askama::Template;

use crate::web::layout::{PageContext, PageResult, html};
use crate::web::paging::Paging;
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Amount, ProjectRow};

#[derive(Template)]
#[template(path = "pages/projects.html")]
struct ProjectsPage<'a> {
    page: PageContext<'a>,
    groups: Vec<Group<'a>>,
    paging: Paging,
}

/// An initiative's heading in the table, and its projects.
struct Group<'a> {
    href: String,
    name: String,
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> ProjectsPage<'a> {
    fn new(page: PageContext<'a>, paging: Paging) -> Self {
        let plan = page.plan;
        let mut groups: Vec<Group<'a>> = Vec::new();
        let listings = plan.initiatives().iter().flat_map(|initiative| plan.listed_in(initiative.number));
        for listed in paging.of(listings.filter(|(listing, _)| !listing.reprint)) {
            let Some(initiative) = plan.initiative(listed.0.initiative) else { continue };
            let href = page.initiative_href(initiative);
            if groups.last().is_none_or(|group| group.href != href) {
                groups.push(Group { href, name: page.initiative_name(initiative), rows: Vec::new() });
            }
            let rows = groups.last_mut().map(|group| &mut group.rows);
            rows.into_iter().for_each(|rows| rows.push(page.listing_row(listed)));
        }
        Self { groups, paging, page }
    }

    fn sentence(&self) -> String {
        let (page, t, total) = (&self.page, self.page.t, self.page.plan.total());
        t.projects.sentence(
            page.year_short(),
            t.count.projects(total.projects),
            page.amount_words(total.stated()),
        )
    }

    fn total(&self) -> Amount {
        Amount::new(self.page.lang, self.page.plan.total().amount)
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let t = request.labels();
    let page = request.page(PageUrl::Projects(plan.year()));
    let total = plan.total();
    let description = t.projects.description(
        page.year_short(),
        t.count.projects(total.projects),
        page.amount_words(total.stated()),
    );
    let paging = request.paging(total.projects)?;
    html(&ProjectsPage::new(page.titled(t.projects.heading.clone(), description).part(paging), paging))
}
