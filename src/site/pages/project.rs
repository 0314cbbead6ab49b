//! One project: what it does and what it costs, then everything else the document says of it and what can be
//! computed from that.

use askama::Template;

use super::{Frame, filters};
use crate::chart::Share;
use crate::i18n::{Lang, fiscal_months, ordinal, share};
use crate::plan::{Group, Listing, Plan, Project, Yen, paragraphs};
use crate::site::components::{
    Badge, Explained, Link, Neighbours, Relatives, Shown, Subject as _, amount_words, badges, capitalised,
    departments_of, exact, flag_named, prose, relatives, terms_in, within_quotes,
};
use crate::site::urls::PageUrl;

#[derive(Template)]
#[template(path = "pages/project.html")]
struct ProjectPage<'a> {
    page: Frame<'a>,
    project: &'a Project,
    counted: Counted<'a>,
    badges: Vec<Badge<'a>>,
    places: Vec<Place>,
    shares: Vec<ShareBar>,
    departments: Vec<Link>,
    terms: Vec<Explained<'a>>,
    relatives: Vec<Relatives<'a>>,
    neighbours: Neighbours,
}

/// Where the project is counted, and its place among all.
struct Counted<'a> {
    listing: &'a Listing,
    /// The group under which it is listed, and those above, the outermost first.
    groups: Vec<&'a Group>,
    place: usize,
}

impl<'a> Counted<'a> {
    fn of(plan: &'a Plan, project: &Project) -> Option<Self> {
        let (listing, place) = (plan.original(project)?, plan.place(project)?);
        let group = plan.group_of(listing)?;
        let groups = plan.above(group).into_iter().chain([group]).collect();
        Some(Self { listing, groups, place })
    }

    fn group(&self) -> Option<&'a Group> {
        self.groups.last().copied()
    }
}

/// Where the project is listed.
struct Place {
    link: Link,
    reprint: bool,
}

/// The project's part of a larger sum.
struct ShareBar {
    title: String,
    percent: String,
    bar: Share,
}

impl<'a> ProjectPage<'a> {
    fn new(page: Frame<'a>, project: &'a Project, counted: Counted<'a>) -> Self {
        let plan = page.plan;
        let place = |listing: &Listing| {
            let group = plan.group_of(listing)?;
            let text = page.t.project.listed_at(group.name(&page), &listing.number);
            Some(Place { link: Link { href: group.href(&page), text }, reprint: listing.reprint })
        };
        let places: Vec<Place> = plan.listings_for(project).filter_map(place).collect();
        // What is listed under several groups is not a part of one of them.
        let group = counted.group().filter(|_| places.len() == 1);
        Self {
            badges: badges(&page, project),
            shares: shares(&page, project, group),
            departments: plan.departments_of(project).map(|own| Link::to(&page, own)).collect(),
            terms: terms_in(&page, project),
            relatives: relatives(&page, project, counted.group()),
            neighbours: Neighbours::at(&page, plan.projects(), counted.place),
            places,
            project,
            counted,
            page,
        }
    }

    fn months(&self) -> String {
        fiscal_months(self.page.lang, self.page.plan.year().get())
    }

    /// What the document marks it as, each with the page of all that it marks so.
    fn marks(&self) -> Vec<Link> {
        let (page, plan) = (&self.page, self.page.plan);
        let places = (0..plan.flags().len()).filter(|place| self.project.flags.has(*place));
        let mark = |place: usize| {
            let text = capitalised(page.lang, &flag_named(page, &plan.flags()[place], 2));
            Some(Link { href: page.href(&PageUrl::of_flag(plan, place)?), text })
        };
        places.filter_map(mark).collect()
    }

    /// To all projects without an amount.
    fn unstated(&self) -> Link {
        let page = &self.page;
        let text = page.t.sums.unstated(page.plan.total().without_amount);
        Link { href: page.href(&PageUrl::NoAmount(page.plan.year())), text }
    }

    /// The place among all stated amounts, where they are not all alike, and how many are the same.
    fn rank(&self) -> Option<String> {
        let (page, t, budget) = (&self.page, &self.page.t.project, self.project.budget?);
        let (of, rank) = (page.plan.total().with_amount(), page.plan.rank(budget));
        let alike = page.plan.projects().iter().filter(|other| other.budget == Some(budget)).count();
        let place = match rank {
            _ if alike == of => None,
            1 => Some(t.rank_first(of)),
            _ if rank + alike > of => Some(t.rank_last(of)),
            _ => Some(t.rank(of, ordinal(page.lang, rank as u64))),
        };
        let tied = (alike > 1).then(|| t.tied(alike - 1));
        (of > 1).then(|| prose(page, [place, tied]))
    }

    fn amount(&self) -> String {
        amount_words(&self.page, self.project.budget)
    }

    /// The budget as the document states it, where the words are others.
    fn published(&self, budget: Yen) -> Option<String> {
        let published = self.page.t.terms.amount_in(exact(self.page.plan, budget), self.page.unit());
        (published != self.amount()).then_some(published)
    }

    fn paragraphs(&self) -> Vec<&str> {
        paragraphs(self.project.summary.get(self.page.lang)).collect()
    }

    fn original_paragraphs(&self) -> Vec<&str> {
        paragraphs(self.project.summary.original()).collect()
    }

    fn permanent(&self) -> String {
        self.page.canonical().unwrap_or_default()
    }

    fn short(&self) -> String {
        self.page.absolute(self.page.snapshot().short_of(self.page.plan, self.counted.listing))
    }

    fn citation(&self) -> String {
        let (page, about) = (&self.page, self.page.plan.about());
        let group = self.counted.group();
        let group = group.map(|group| page.plan.level_of(group).numbered(page.lang, &group.number));
        page.t.project.citation(
            page.text(&about.issuer),
            page.text(&about.plan),
            page.text(&about.title),
            page.text(&about.issued),
            group.unwrap_or_default(),
            &self.counted.listing.number,
            within_quotes(page.lang, &self.project.name(page)),
            self.permanent(),
        )
    }
}

/// The project's share of its group where others have an amount too, and of the plan; none where it states no
/// amount.
fn shares(page: &Frame<'_>, project: &Project, group: Option<&Group>) -> Vec<ShareBar> {
    let Some(budget) = project.budget else { return Vec::new() };
    let (t, whole) = (&page.t.project, page.plan.total());
    // What is alone in a group is all of it, and a group may be the whole plan.
    let group = group.map(|group| (group, group.total(page.plan)));
    let group = group.filter(|(_, total)| total.with_amount() > 1 && *total != whole);
    let group = group.map(|(group, total)| {
        (t.share_of(page.plan.level_of(group).numbered(page.lang, &group.number)), total)
    });
    let wholes = group.into_iter().chain([(t.share_of_plan.clone(), whole)]);
    let share = |(title, whole): (String, crate::plan::Total)| {
        let (part, whole) = (budget.get(), whole.amount.get());
        let percent = share(page.lang, part, whole)?;
        let bar = Share::new(part, whole, format!("{title}{}{percent}", page.t.site.colon))?;
        Some(ShareBar { title, percent, bar })
    };
    wholes.filter_map(share).collect()
}

/// The first sentence of a text, with its full stop; what stands in brackets may have stops of its own.
fn first_sentence(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return &text[..end],
            '.' if depth == 0 && text[end..].starts_with(' ') => return &text[..end],
            _ => {}
        }
    }
    text
}

pub(super) fn render(frame: Frame<'_>, project: &Project) -> Option<askama::Result<String>> {
    let plan = frame.plan;
    let counted = Counted::of(plan, project)?;
    let (title, departments) = (project.name(&frame), departments_of(&frame, project));
    let (t, year, issuer) = (&frame.t.project, frame.year_short(), frame.text(&plan.about().issuer));
    let sentence = first_sentence(project.summary.get(frame.lang));
    let description = match project.budget {
        Some(_) => t.description(sentence, issuer, departments, year, amount_words(&frame, project.budget)),
        None => t.description_none(sentence, issuer, departments, year),
    };
    let mut frame = frame.titled(title, description).below(&counted.groups);
    if let Some(group) = counted.group() {
        frame = frame.identified(plan.outermost_of(group));
        let number = plan.level_of(group).number_alone(frame.lang, &group.number);
        frame.here = Some(format!("{number}({})", counted.listing.number));
    }
    Some(ProjectPage::new(frame, project, counted).render())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_has_its_full_stop() {
        for (text, first) in [
            ("【物品】買う。【工事】建てる。", "【物品】買う。"),
            ("The city runs 1.5 buses. It pays.", "The city runs 1.5 buses."),
            ("One sentence", "One sentence"),
            ("補助する（市外を除く。）ものとする。以上。", "補助する（市外を除く。）ものとする。"),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }
}
