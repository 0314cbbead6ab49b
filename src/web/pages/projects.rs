//! All projects, each once, under the initiative where it is first listed.

use askama::Template;

use crate::web::layout::{PageContext, PageResult, html};
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Amount, ProjectRow};

#[derive(Template)]
#[template(path = "pages/projects.html")]
struct ProjectsPage<'a> {
    page: PageContext<'a>,
    groups: Vec<Group<'a>>,
}

/// An initiative's heading in the table, and its projects.
struct Group<'a> {
    href: String,
    name: String,
    rows: Vec<ProjectRow<'a>>,
}

impl<'a> ProjectsPage<'a> {
    fn new(page: PageContext<'a>) -> Self {
        let plan = page.plan;
        let groups = plan.initiatives().iter().map(|initiative| Group {
            href: page.initiative_href(initiative),
            name: page.initiative_name(initiative),
            rows: plan
                .listings_of(initiative.number)
                .filter(|listing| !listing.reprint)
                .map(|listing| page.listing_row(listing))
                .collect(),
        });
        let groups = groups.filter(|group: &Group| !group.rows.is_empty()).collect();
        Self { groups, page }
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
    html(&ProjectsPage::new(page.titled(t.projects.heading.clone(), description)))
}
