//! One initiative: the projects listed under it.

use askama::Template;

use crate::plan::{Initiative, Total};
use crate::web::error::PageError;
use crate::web::figure::Figure;
use crate::web::layout::{Link, PageContext, PageResult, html};
use crate::web::paging::Paging;
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Neighbours, ProjectRow};

#[derive(Template)]
#[template(path = "pages/initiative.html")]
struct InitiativePage<'a> {
    page: PageContext<'a>,
    initiative: &'a Initiative,
    total: Total,
    reprints: Total,
    rows: Vec<ProjectRow<'a>>,
    figure: Option<Figure<'a>>,
    paging: Paging,
    neighbours: Neighbours,
}

impl<'a> InitiativePage<'a> {
    fn new(page: PageContext<'a>, initiative: &'a Initiative, paging: Paging) -> Self {
        let plan = page.plan;
        let rows =
            paging.of(plan.listed_in(initiative.number)).map(|listed| page.listing_row(listed)).collect();
        let figure = Self::figure(&page, initiative);
        let all = plan.initiatives();
        let at = all.iter().position(|other| other.number == initiative.number).unwrap_or_default();
        let neighbours = Neighbours::of(all, at, |other| page.initiative_link(other));
        let total = plan.total_of_initiative(initiative);
        let reprints = plan.reprints_of_initiative(initiative);
        Self { total, reprints, initiative, rows, figure, paging, neighbours, page }
    }

    fn figure(page: &PageContext<'a>, initiative: &Initiative) -> Option<Figure<'a>> {
        page.figure(
            "by-project",
            page.t.initiative.by_project.clone(),
            page.plan.listed_in(initiative.number).collect(),
            |(_, project)| project.budget,
            |(listing, project)| match page.project_link(project) {
                Link { href, text } if listing.reprint => {
                    Link { href, text: page.t.initiative.chart_reprint(text) }
                }
                link => link,
            },
        )
    }

    fn lead(&self) -> String {
        let missing = self.total.without_amount;
        let without =
            (missing > 0 && !self.total.is_unstated()).then(|| self.page.t.direction.without_amount(missing));
        self.page.prose([Some(self.sentence()), without])
    }

    fn sentence(&self) -> String {
        let t = self.page.t;
        let name = self.initiative.name.get(self.page.lang);
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) => {
                let words = self.page.amount_words(Some(amount));
                t.initiative.sentence(name, projects, words, self.page.share_of_plan(amount))
            }
            None if self.total.projects == 0 => t.initiative.sentence_only_reprints(name),
            None => t.initiative.sentence_none(name, projects),
        }
    }

    fn reprint_note(&self) -> String {
        let amount = self.page.amount_words(self.reprints.stated());
        self.page.t.initiative.reprints(self.reprints.projects, amount)
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let initiative = plan.initiative(request.param("number")?).ok_or(PageError::NotFound)?;
    let (t, year) = (request.labels(), plan.year());
    let page = request.page(PageUrl::Initiative(year, initiative.number));
    let total = plan.total_of_initiative(initiative);
    let description = t.initiative.description(
        page.year_short(),
        page.text(&initiative.name),
        t.count.projects(total.projects),
        page.amount_words(total.stated()),
    );
    let title = page.initiative_name(initiative);
    let direction = plan.direction(initiative.direction).ok_or(PageError::NotFound)?;
    let direction_name = page.direction_name(direction);
    let page = page
        .titled(title, description)
        .under(&PageUrl::Directions(year), &t.nav.directions)
        .under(&PageUrl::Direction(year, direction.number), direction_name);
    let paging = request.paging(plan.listings_of(initiative.number).count())?;
    html(&InitiativePage::new(page.part(paging), initiative, paging))
}
