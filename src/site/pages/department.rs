//! One department: the projects that it is in charge of.

use askama::Template;

use super::{Frame, filters};
use crate::plan::{Department, Project, Total};
use crate::site::components::{
    Link, Neighbours, Parts, ProjectRow, ProjectTable, Subject as _, TotalLine, by_budget, divisions, extent,
    prose, with_share,
};
use crate::site::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/department.html")]
struct DepartmentPage<'a> {
    page: Frame<'a>,
    department: &'a Department,
    total: Total,
    shared: usize,
    table: ProjectTable<'a>,
    offices: Vec<Link>,
    parts: Parts,
    neighbours: Neighbours,
}

impl<'a> DepartmentPage<'a> {
    fn new(page: Frame<'a>, department: &'a Department) -> Self {
        let (plan, parts) = (page.plan, Parts::of(&page));
        let projects: Vec<&Project> = by_budget(plan.projects_of(department));
        let row = |project: &&'a Project| ProjectRow::of_department(&page, department, project);
        let rows = parts.rows(projects.iter()).map(row).collect();
        let shared = projects.iter().filter(|project| project.departments.len() > 1).count();
        let total = plan.total_of_department(department);
        let line = TotalLine::new(&page, total, 0);
        let table = ProjectTable::new(&page, rows, projects.into_iter(), line);
        let offices = plan
            .offices_of(department)
            .map(|office| Link { href: office.href(&page), text: office.name.get(page.lang).to_owned() });
        let outermost = |own: &&Department| plan.parent_of(own);
        let own = std::iter::successors(Some(department), outermost).last().unwrap_or(department);
        let neighbours = Neighbours::of(&page, divisions(plan), |other| other.id == own.id);
        Self { total, shared, department, table, offices: offices.collect(), parts, neighbours, page }
    }

    fn lead(&self) -> String {
        let t = &self.page.t.department;
        let shared = match (self.shared, self.total.projects) {
            (0, _) => None,
            (1, 1) => Some(t.shared_only.clone()),
            (shared, all) if shared == all => Some(t.shared_all.clone()),
            (shared, _) => Some(t.shared(shared)),
        };
        prose(&self.page, [Some(self.sentence()), shared])
    }

    fn sentence(&self) -> String {
        let (page, t) = (&self.page, self.page.t);
        let (name, year) = (self.department.name(page), page.year_short());
        let projects = t.count.projects(self.total.projects);
        match self.total.stated() {
            Some(amount) if self.total.projects == 1 => {
                t.department.sentence_one(name, year, projects, with_share(page, amount))
            }
            Some(amount) => t.department.sentence(name, year, projects, with_share(page, amount)),
            None if self.total.projects == 0 => t.department.sentence_empty(name, year),
            None => t.department.sentence_none(name, year, projects),
        }
    }

    /// The department that it is part of.
    fn parent(&self) -> Option<Link> {
        Some(Link::to(&self.page, self.page.plan.parent_of(self.department)?))
    }

    /// The name as the city writes it, where a translation is shown.
    fn original_name(&self) -> Option<String> {
        let name = self.page.plan.full_name(self.department);
        self.page.translates(&name).then(|| name.original().to_owned())
    }
}

pub(super) fn render(frame: Frame<'_>, department: &Department) -> askama::Result<String> {
    let (t, plan) = (frame.t, frame.plan);
    let total = plan.total_of_department(department);
    let title = department.name(&frame);
    let description = t.department.description(frame.year_short(), &title, extent(&frame, total));
    let frame =
        frame.titled(title, description).under(&PageUrl::Departments(plan.year()), &t.nav.departments);
    // The plan outlives the frame, and has the department.
    DepartmentPage::new(frame, department).render()
}
