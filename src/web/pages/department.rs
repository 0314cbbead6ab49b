//! One department: the projects in its charge.

use askama::Template;

use super::overview::divisions;
use crate::plan::{Department, Project, Total};
use crate::web::error::PageError;
use crate::web::figure::Figure;
use crate::web::layout::{Link, PageContext, PageResult, html};
use crate::web::paging::Paging;
use crate::web::request::PageRequest;
use crate::web::urls::PageUrl;
use crate::web::view::{Neighbours, ProjectRow, by_budget};

#[derive(Template)]
#[template(path = "pages/department.html")]
struct DepartmentPage<'a> {
    page: PageContext<'a>,
    department: &'a Department,
    total: Total,
    shared: usize,
    rows: Vec<ProjectRow<'a>>,
    offices: Vec<Link>,
    figure: Option<Figure<'a>>,
    paging: Paging,
    neighbours: Neighbours,
}

impl<'a> DepartmentPage<'a> {
    fn new(page: PageContext<'a>, department: &'a Department, paging: Paging) -> Self {
        let plan = page.plan;
        let projects: Vec<&Project> = by_budget(plan.projects_of(department));
        let rows =
            paging.of(projects.iter()).map(|project| own_or_office(&page, department, project)).collect();
        let title = page.t.department.chart(page.department_name(department));
        let shared = projects.iter().filter(|project| project.departments.len() > 1).count();
        let figure = page.project_figure("by-project", title, projects);
        let offices = plan.offices_of(department).map(|office| page.department_link(office)).collect();
        let all = divisions(&page);
        let own = department.parent.as_ref().unwrap_or(&department.id);
        let at = all.iter().position(|other| other.id == *own).unwrap_or_default();
        let neighbours = Neighbours::of(&all, at, |other| page.department_link(other));
        Self {
            total: plan.total_of_department(department),
            shared,
            department,
            rows,
            offices,
            figure,
            paging,
            neighbours,
            page,
        }
    }

    fn lead(&self) -> String {
        let shared = (self.shared > 0).then(|| self.page.t.department.shared(self.shared));
        self.page.prose([Some(self.sentence()), shared])
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let (name, year) = (page.department_name(self.department), page.year_short());
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) => {
                let words = page.amount_words(Some(amount));
                t.department.sentence(name, year, projects, words, page.share_of_plan(amount))
            }
            None => t.department.sentence_none(name, year, projects),
        }
    }

    /// The division that an office belongs to.
    fn parent(&self) -> Option<Link> {
        let parent = self.page.plan.department(self.department.parent.as_ref()?.as_str())?;
        Some(self.page.department_link(parent))
    }
}

/// A division's table names the office in charge.
fn own_or_office<'a>(
    page: &PageContext<'a>,
    department: &Department,
    project: &'a Project,
) -> ProjectRow<'a> {
    if project.departments.contains(&department.id) {
        page.own_row(project)
    } else {
        page.project_row(project)
    }
}

pub(in crate::web) async fn show(request: PageRequest) -> PageResult {
    let plan = request.plan()?;
    let id: String = request.param("id")?;
    let department = plan.department(&id).ok_or(PageError::NotFound)?;
    let (t, year) = (request.labels(), plan.year());
    let page = request.page(PageUrl::Department(year, department.id.clone()));
    let total = plan.total_of_department(department);
    let title = page.department_name(department);
    let description = t.department.description(
        page.year_short(),
        &title,
        t.count.projects(total.projects),
        page.amount_words(total.stated()),
    );
    let page = page.titled(title, description).under(&PageUrl::Departments(year), &t.nav.departments);
    let paging = request.paging(total.projects)?;
    html(&DepartmentPage::new(page.part(paging), department, paging))
}
