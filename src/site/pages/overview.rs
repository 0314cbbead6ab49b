//! The plan at a glance.

use askama::Template;

use super::{Frame, filters};
use crate::chart::Room;
use crate::plan::{Flag, Need, Plan, Priorities, Project, Total};
use crate::site::components::{
    GroupTable, Link, Picture, ProjectRow, ProjectTable, Subject as _, TotalLine, amount_words, by_budget,
    capitalised, divisions, extent, flag_named, identity, prose, reprints_note, share_of_plan,
    without_amount,
};
use crate::site::urls::PageUrl;

/// How many of the projects with a mark are shown.
const MARKED: usize = 10;

/// Tables of more groups have their outermost level alone.
const GROUPS: usize = 60;

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct OverviewPage<'a> {
    page: Frame<'a>,
    cards: Vec<Card>,
    needs: Vec<Way<'a>>,
    picture: Option<Picture>,
    /// The level of the table's groups.
    level: usize,
    groups: GroupTable,
    marks: Vec<Mark<'a>>,
    priorities: Option<&'a Priorities>,
}

/// A figure with what it comes to, and the page that has the whole of it.
struct Card {
    href: String,
    name: String,
    /// How many there are, and of what: `15`, ` projects`.
    count: [String; 2],
    lines: [Option<String>; 2],
}

impl Card {
    /// A card whose count is a text that begins with a number.
    fn new(href: String, name: String, count: &str, lines: [Option<String>; 2]) -> Self {
        let end = count.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(count.len());
        let (number, unit) = count.split_at(end);
        Self { href, name, count: [number.to_owned(), unit.to_owned()], lines }
    }
}

/// Something that a reader may want to do, and the groups that it leads to.
struct Way<'a> {
    identity: &'static str,
    words: &'a str,
    links: Vec<Link>,
}

/// A mark with its projects, but for that of the priorities.
struct Mark<'a> {
    flag: &'a Flag,
    heading: String,
    /// To the page of all of them, where not all are shown.
    more: Option<Link>,
    table: ProjectTable<'a>,
}

impl<'a> OverviewPage<'a> {
    fn new(page: Frame<'a>) -> Self {
        let plan = page.plan;
        let level = plan.first_level_of_several();
        let is_short = plan.groups().iter().filter(|group| group.level <= level + 1).count() <= GROUPS;
        let marks = plan.flags().iter().enumerate();
        let marks = marks.filter(|(place, _)| plan.flag_of_priorities() != Some(*place));
        Self {
            cards: cards(&page),
            needs: plan.needs().iter().map(|need| way(&page, need)).collect(),
            picture: Picture::new(&page),
            level,
            groups: GroupTable::new(&page, level, if is_short { 2 } else { 1 }),
            marks: marks.filter_map(|(place, flag)| mark(&page, place, flag)).collect(),
            priorities: plan.about().priorities.as_ref().filter(|priorities| !priorities.items.is_empty()),
            page,
        }
    }

    /// What there is, and what it costs: the heading of the page.
    fn headline(&self) -> String {
        let (page, t) = (&self.page, &self.page.t.overview);
        let (about, total) = (page.plan.about(), page.plan.total());
        let purpose = about.purpose.as_ref().map(|purpose| t.purpose(page.text(purpose))).unwrap_or_default();
        let (issuer, year) = (page.text(&about.issuer), page.year_short());
        let projects = page.t.count.projects(total.projects);
        match total.stated() {
            Some(amount) => t.headline(issuer, purpose, year, projects, amount_words(page, Some(amount))),
            None => t.headline_none(issuer, purpose, year, projects),
        }
    }

    fn lead(&self) -> String {
        let (page, t, total) = (&self.page, &self.page.t.overview, self.page.plan.total());
        let title = page.plan.about().full_title();
        let title = page.text(&title);
        let lead = if total.is_unstated() { t.lead_none(title) } else { t.lead(title) };
        prose(page, [Some(lead), without_amount(page, total)])
    }

    /// Where projects that are listed again are counted, if there are any.
    fn reprints(&self) -> Option<String> {
        reprints_note(&self.page, self.level)
    }

    /// The id of the section of the groups.
    fn level_id(&self) -> &str {
        self.page.plan.levels()[self.level].id.as_str()
    }

    /// What the groups of the table are called.
    fn level_name(&self) -> String {
        capitalised(self.page.lang, self.page.plan.levels()[self.level].name.one.get(self.page.lang))
    }

    /// To the page of the priorities, by what is on it.
    fn priorities_link(&self) -> Link {
        let (page, plan) = (&self.page, self.page.plan);
        let text = plan.flag_of_priorities().map(|place| {
            let flag = capitalised(page.lang, &flag_named(page, &plan.flags()[place], 2));
            page.t.rows.mark(flag, extent(page, Total::of(plan.marked(place))))
        });
        let text = text.unwrap_or_else(|| page.t.priorities.heading.clone());
        Link { href: self.url(PageUrl::Priorities), text }
    }

    fn url(&self, page: impl Fn(crate::plan::Year) -> PageUrl) -> String {
        self.page.href(&page(self.page.plan.year()))
    }
}

/// How many projects have each mark, who is in charge, and what states no amount.
fn cards(page: &Frame<'_>) -> Vec<Card> {
    let (plan, t, year) = (page.plan, page.t, page.plan.year());
    let flags = plan.flags().iter().enumerate().filter_map(|(place, flag)| {
        let total = Total::of(plan.marked(place));
        let href = marked_url(plan, place).map_or_else(String::new, |url| page.href(&url));
        let words = total.stated().map(|amount| amount_words(page, Some(amount)));
        let share = total.stated().and_then(|amount| share_of_plan(page, amount));
        let name = capitalised(page.lang, &flag_named(page, flag, 2));
        let lines = [
            Some(words.unwrap_or_else(|| t.overview.unstated.clone())),
            share.map(|own| t.overview.of_whole(own)),
        ];
        (total.projects > 0).then(|| Card::new(href, name, &t.count.projects(total.projects), lines))
    });
    let divisions = divisions(plan);
    let largest = match divisions[..] {
        [first, next, ..] => {
            let [first_total, next] = [first, next].map(|own| plan.total_of_department(own).stated());
            let words = first_total.filter(|_| first_total > next).map(|own| amount_words(page, Some(own)));
            words.map(|words| t.overview.largest_department(first.name(page), words))
        }
        _ => None,
    };
    let (href, heading) = (page.href(&PageUrl::Departments(year)), t.departments.heading.clone());
    let departments = Card::new(href, heading, &t.overview.departments(divisions.len()), [largest, None]);
    let total = plan.total();
    let unstated = (total.without_amount > 0).then(|| {
        let is_apart = !total.is_unstated();
        let lines = [is_apart.then(|| t.overview.none_in_total.clone()), None];
        let href = page.href(&PageUrl::NoAmount(year));
        Card::new(href, t.terms.no_amount.clone(), &t.count.projects(total.without_amount), lines)
    });
    flags.chain([departments]).chain(unstated).collect()
}

/// The page of the projects with a mark.
fn marked_url(plan: &Plan, place: usize) -> Option<PageUrl> {
    match plan.flag_of_priorities() == Some(place) {
        true => Some(PageUrl::Priorities(plan.year())),
        false => Some(PageUrl::Marked(plan.year(), plan.flags()[place].column.parse().ok()?)),
    }
}

fn way<'a>(page: &Frame<'a>, need: &'a Need) -> Way<'a> {
    let groups = || page.plan.groups_of(need);
    Way {
        identity: identity(groups().next().map_or(0, |group| page.plan.outermost_of(group))),
        words: page.text(&need.words),
        links: groups().map(|group| Link::to(page, group)).collect(),
    }
}

fn mark<'a>(page: &Frame<'a>, place: usize, flag: &'a Flag) -> Option<Mark<'a>> {
    let (plan, t) = (page.plan, &page.t.overview);
    let projects: Vec<&Project> = by_budget(plan.marked(place));
    let total = Total::of(projects.iter().copied());
    let row = |project: &&'a Project| {
        let mut row = ProjectRow::new(page, project);
        // The heading says that they have it.
        row.badges.retain(|badge| badge.kind != flag.column);
        let group = plan.original(project).and_then(|listing| plan.group_of(listing));
        row.identity = group.map(|group| identity(plan.outermost_of(group)));
        row
    };
    let rows = projects.iter().take(MARKED).map(row).collect();
    let sign = if flag.sign.is_empty() { page.text(&flag.badge) } else { &flag.sign };
    let counted = page.t.count.projects(total.projects);
    let heading = match total.stated() {
        Some(amount) if total.projects == 1 => t.marked_one(sign, counted, amount_words(page, Some(amount))),
        Some(amount) => t.marked(sign, counted, amount_words(page, Some(amount))),
        None => t.marked_none(sign, counted),
    };
    let line = TotalLine::new(page, total, 0);
    (total.projects > 0).then(|| Mark {
        flag,
        heading,
        more: marked_url(plan, place)
            .filter(|_| total.projects > MARKED)
            .map(|url| Link { href: page.href(&url), text: page.t.count.more(total.projects - MARKED) }),
        table: ProjectTable::new(page, rows, projects.iter().copied(), line),
    })
}

pub(super) fn render(frame: Frame<'_>) -> askama::Result<String> {
    let (t, about, total) = (&frame.t.overview, frame.plan.about(), frame.plan.total());
    let (plan, year) = (frame.text(&about.plan), frame.year_short());
    let projects = frame.t.count.projects(total.projects);
    let title = t.heading(&year);
    let description = match total.stated() {
        Some(_) => t.description(plan, year, projects, amount_words(&frame, total.stated())),
        None => t.description_none(plan, year, projects),
    };
    OverviewPage::new(frame.titled(title, description)).render()
}
