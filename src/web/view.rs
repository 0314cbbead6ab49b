//! Pieces that several pages show: amounts, links, rows of projects.

use std::cmp::Reverse;

use super::layout::{Link, PageContext};
use super::urls::PageUrl;
use crate::i18n::{Lang, Text, amount, grouped, share};
use crate::plan::{Department, Direction, Initiative, Listing, Plan, Project, ThousandYen, Total};

/// An amount in both readings; the page says "no amount stated" where there is none.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// In the unit of the source, without the unit: `955,400`.
    pub(crate) exact: String,
    /// As people say it: `9億5,540万円`.
    pub(crate) words: String,
}

impl Amount {
    pub(crate) fn new(lang: Lang, thousands: ThousandYen) -> Self {
        Self { exact: grouped(thousands.get()), words: amount(lang, thousands.get()) }
    }
}

/// One project in a table.
pub(crate) struct ProjectRow<'a> {
    /// Its number under the initiative, where the table is one initiative's.
    pub(crate) number: Option<u16>,
    pub(crate) href: String,
    pub(crate) name: &'a str,
    /// Who is in charge; `None` where the table itself says so.
    pub(crate) departments: Option<String>,
    pub(crate) priority: bool,
    pub(crate) new: bool,
    pub(crate) reprint: bool,
    pub(crate) amount: Option<Amount>,
}

/// A total in a table: of a direction, an initiative or a department.
pub(crate) struct TotalRow {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) projects: usize,
    pub(crate) amount: Option<Amount>,
    pub(crate) share: Option<String>,
    /// Part of the row above: not added to the sum.
    pub(crate) part: bool,
}

impl<'a> PageContext<'a> {
    pub(crate) fn amount(&self, amount: Option<ThousandYen>) -> Option<Amount> {
        amount.map(|amount| Amount::new(self.lang, amount))
    }

    /// An amount in a sentence; "no amount stated" where there is none.
    pub(crate) fn amount_words(&self, thousands: Option<ThousandYen>) -> String {
        thousands
            .map_or_else(|| self.t.terms.no_amount.clone(), |thousands| amount(self.lang, thousands.get()))
    }

    /// The share of the whole list.
    pub(crate) fn share_of_plan(&self, part: ThousandYen) -> String {
        share(self.lang, part.get(), self.plan.total().amount.get()).unwrap_or_default()
    }

    /// Sentences in a row: English has a blank between them, Japanese none.
    pub(crate) fn prose(&self, sentences: impl IntoIterator<Item = Option<String>>) -> String {
        let gap = match self.lang {
            Lang::Ja => "",
            Lang::En => " ",
        };
        sentences.into_iter().flatten().collect::<Vec<_>>().join(gap)
    }

    pub(crate) fn direction_name(&self, direction: &Direction) -> String {
        self.t.terms.direction_named(direction.number, direction.name.get(self.lang))
    }

    pub(crate) fn initiative_name(&self, initiative: &Initiative) -> String {
        self.t.terms.initiative_named(initiative.number, initiative.name.get(self.lang))
    }

    pub(crate) fn department_name(&self, department: &Department) -> String {
        self.plan.full_name(department).get(self.lang).to_owned()
    }

    /// The departments in charge, joined as the language joins.
    pub(crate) fn departments_of(&self, project: &Project) -> String {
        let names: Vec<String> =
            self.plan.departments_of(project).map(|department| self.department_name(department)).collect();
        match names.split_last() {
            Some((last, others)) if !others.is_empty() => {
                format!("{}{}{last}", others.join(&self.t.site.comma), self.t.site.and)
            }
            _ => names.concat(),
        }
    }

    pub(crate) fn project_link(&self, project: &Project) -> Link {
        Link { href: self.project_href(project), text: project.name.get(self.lang).to_owned() }
    }

    pub(crate) fn project_href(&self, project: &Project) -> String {
        PageUrl::Project(self.plan.year(), project.id.clone()).path(self.lang)
    }

    pub(crate) fn initiative_href(&self, initiative: &Initiative) -> String {
        PageUrl::Initiative(self.plan.year(), initiative.number).path(self.lang)
    }

    pub(crate) fn direction_link(&self, direction: &Direction) -> Link {
        let href = PageUrl::Direction(self.plan.year(), direction.number).path(self.lang);
        Link { href, text: self.direction_name(direction) }
    }

    pub(crate) fn initiative_link(&self, initiative: &Initiative) -> Link {
        Link { href: self.initiative_href(initiative), text: self.initiative_name(initiative) }
    }

    pub(crate) fn department_link(&self, department: &Department) -> Link {
        let href = PageUrl::Department(self.plan.year(), department.id.clone()).path(self.lang);
        Link { href, text: self.department_name(department) }
    }

    pub(crate) fn project_row(&self, project: &'a Project) -> ProjectRow<'a> {
        ProjectRow {
            number: None,
            href: self.project_href(project),
            name: project.name.get(self.lang),
            departments: Some(self.departments_of(project)),
            priority: project.priority,
            new: project.new,
            reprint: false,
            amount: self.amount(project.budget),
        }
    }

    /// A row of a department's own table: others in charge are named, the department itself is not.
    pub(crate) fn own_row(&self, project: &'a Project) -> ProjectRow<'a> {
        let row = self.project_row(project);
        ProjectRow { departments: row.departments.filter(|_| project.departments.len() > 1), ..row }
    }

    pub(crate) fn listing_row(&self, (listing, project): (&Listing, &'a Project)) -> ProjectRow<'a> {
        ProjectRow {
            number: Some(listing.number.get()),
            reprint: listing.reprint,
            ..self.project_row(project)
        }
    }

    pub(crate) fn total_row(&self, name: String, url: &PageUrl, total: Total) -> TotalRow {
        TotalRow {
            href: url.path(self.lang),
            name,
            projects: total.projects,
            amount: self.amount(total.stated()),
            share: total.stated().map(|amount| self.share_of_plan(amount)),
            part: false,
        }
    }

    /// The bottom line of a table over the whole list.
    pub(crate) fn plan_total_row(&self) -> TotalRow {
        let (year, total) = (self.plan.year(), self.plan.total());
        self.total_row(self.t.terms.total.clone(), &PageUrl::Overview(year), total)
    }
}

/// The links to the pages before and after this one.
pub(crate) struct Neighbours {
    pub(crate) previous: Option<Link>,
    pub(crate) next: Option<Link>,
}

impl Neighbours {
    /// The neighbours of the place `at` in `all`.
    pub(crate) fn of<T>(all: &[T], at: usize, link: impl Fn(&T) -> Link) -> Self {
        Self {
            previous: at.checked_sub(1).and_then(|before| all.get(before)).map(&link),
            next: all.get(at + 1).map(&link),
        }
    }
}

/// Projects with a stated amount, largest first; equal ones in the document's order.
pub(crate) fn by_budget<'a>(projects: impl Iterator<Item = &'a Project>) -> Vec<&'a Project> {
    let mut projects: Vec<&Project> = projects.collect();
    projects.sort_by_key(|project| Reverse(project.budget));
    projects
}

/// How many of the plan's projects have a mark, and what they cost.
pub(crate) fn total_where(plan: &Plan, mark: impl Fn(&Project) -> bool) -> Total {
    Total::of(plan.projects().iter().filter(|project| mark(project)))
}

/// A text of the original language that stands in a page of another.
pub(crate) fn original(text: &Text) -> &str {
    text.get(Lang::ORIGINAL)
}
