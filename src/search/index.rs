//! The folded texts of a plan, looked through from end to end: no dictionary, nothing to keep in step.

use std::sync::OnceLock;

use super::facets::Tags;
use super::fold::Folded;
use super::words::{Haystack, Needle, Word, Words};
use crate::i18n::{Lang, Text};
use crate::plan::{Department, Group, Plan, Project, Term};

/// Where the words of a search stand in a project, the most telling place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// All of them in its name.
    Name,
    /// In its name or the reading of it.
    Reading,
    /// At least one of them only in its summary.
    Summary,
    /// At least one of them only in the name of a department, in that of a group, or in a term that the project's
    /// texts use.
    Around,
}

impl Tier {
    /// Every tier, the most telling first.
    pub const ALL: [Tier; 4] = [Tier::Name, Tier::Reading, Tier::Summary, Tier::Around];
}

/// The texts of many projects in one, and which bytes belong to which.
#[derive(Debug, Default)]
struct Texts {
    text: String,
    /// Where each project's part ends.
    ends: Vec<usize>,
    /// A bit for each byte: whether a word of letters or digits begins there.
    starts: Vec<u64>,
}

impl Texts {
    /// Adds a text of the project that is being added.
    fn push(&mut self, text: &str) {
        let folded = Folded::of(text);
        let base = self.text.len();
        self.text.push_str(folded.as_str());
        // No word is found across two texts.
        self.text.push('\n');
        self.starts.resize(self.text.len() / 64 + 1, 0);
        for origin in folded.chars().iter().filter(|origin| origin.starts_word) {
            let at = base + origin.at;
            self.starts[at / 64] |= 1 << (at % 64);
        }
    }

    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    /// The projects that have it, in order.
    fn with<'t>(&'t self, needle: &'t Needle) -> impl Iterator<Item = usize> + 't {
        let (mut from, mut project) = (0, 0);
        std::iter::from_fn(move || {
            let at = needle.find(self, from)?;
            project += self.ends[project..].partition_point(|end| *end <= at);
            from = *self.ends.get(project)?;
            Some(project)
        })
    }
}

impl Haystack for Texts {
    fn text(&self) -> &str {
        &self.text
    }

    fn starts_word(&self, at: usize) -> bool {
        self.starts.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

/// What a search in a plan looks through.
#[derive(Debug)]
pub struct Index {
    names: Texts,
    readings: Texts,
    summaries: Texts,
    /// What stands around projects, with the places of the projects that it stands around.
    around: Vec<(Folded, Vec<usize>)>,
    pub(super) tags: Tags,
    /// The place of each project in the order of names, by language; made when it is asked for.
    pub(super) ranks: [OnceLock<Vec<usize>>; Lang::ALL.len()],
}

impl Index {
    /// Folds the texts of a plan; the terms are those of its glossary.
    #[must_use]
    pub fn new(plan: &Plan, terms: &[Term]) -> Self {
        let (mut names, mut readings, mut summaries) = (Texts::default(), Texts::default(), Texts::default());
        for project in plan.projects() {
            versions(&project.name).for_each(|name| names.push(name));
            project.kana.iter().for_each(|kana| readings.push(kana));
            versions(&project.summary).for_each(|summary| summaries.push(summary));
            [&mut names, &mut readings, &mut summaries].into_iter().for_each(Texts::end);
        }
        let mut index = Self {
            names,
            readings,
            summaries,
            around: Vec::new(),
            tags: Tags::new(plan),
            ranks: Default::default(),
        };
        let places = |projects: &mut dyn Iterator<Item = &Project>| -> Vec<usize> {
            projects.filter_map(|project| plan.place(project)).collect()
        };
        let departments = plan
            .departments()
            .iter()
            .map(|department| (around_department(department), places(&mut plan.projects_of(department))));
        let groups = plan.groups().iter().map(|group| {
            let within = &mut plan.listed_within(group).map(|(_, project)| project);
            (around_group(plan, group), places(within))
        });
        let terms = terms.iter().map(|term| (around_term(term), index.using(term)));
        let around = departments.chain(groups).chain(terms);
        let around: Vec<_> = around.map(|(text, places)| (Folded::of(&text), places)).collect();
        index.around = around;
        index
    }

    /// The projects whose names or summaries use a term. One of a single character says too little.
    fn using(&self, term: &Term) -> Vec<usize> {
        let term = term.term.original();
        let Some(Word { needles, .. }) = Words::of(&format!("\"{term}\"")).0.pop() else { return Vec::new() };
        let texts = [&self.names, &self.summaries];
        let needle = needles.first().filter(|_| term.chars().count() > 1);
        let found =
            needle.into_iter().flat_map(|needle| texts.into_iter().flat_map(|text| text.with(needle)));
        found.collect()
    }

    /// The projects that have all of the words, by their places, each with its tier; in the document's order.
    pub(super) fn find(&self, words: &Words) -> Vec<(usize, Tier)> {
        let projects = self.names.ends.len();
        // The tier of each project: the worst of its words' best.
        let mut worst: Vec<u8> = vec![0; projects];
        let mut best: Vec<u8> = Vec::with_capacity(projects);
        let none = 4;
        for word in &words.0 {
            best.clear();
            best.resize(projects, none);
            for (text, places) in &self.around {
                if word.is_in(text) {
                    places.iter().for_each(|place| best[*place] = Tier::Around as u8);
                }
            }
            let texts = [(&self.summaries, Tier::Summary), (&self.readings, Tier::Reading)];
            for (texts, tier) in texts.into_iter().chain([(&self.names, Tier::Name)]) {
                for needle in &word.needles {
                    texts.with(needle).for_each(|place| best[place] = tier as u8);
                }
            }
            worst.iter_mut().zip(&best).for_each(|(worst, best)| *worst = (*worst).max(*best));
        }
        let tier = |tier: u8| Tier::ALL.get(usize::from(tier)).copied().filter(|_| !words.0.is_empty());
        worst.into_iter().enumerate().filter_map(|(place, worst)| Some((place, tier(worst)?))).collect()
    }
}

/// A text in every language that it has.
fn versions(text: &Text) -> impl Iterator<Item = &str> {
    Lang::ALL.into_iter().filter(|lang| text.has(*lang)).map(|lang| text.get(lang))
}

/// Several texts, across which no word is found.
fn lines<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join("\u{1F}|\u{1F}")
}

fn around_department(department: &Department) -> String {
    lines(versions(&department.name).chain(department.kana.as_deref()))
}

/// The number and the name of a group in every language.
fn around_group(plan: &Plan, group: &Group) -> String {
    let langs = Lang::ALL.into_iter().filter(|lang| group.name.has(*lang));
    let named = |lang| {
        let number = plan.level_of(group).numbered(lang, &group.number);
        [number, group.name.get(lang).to_owned()].join(" ")
    };
    let named: Vec<String> = langs.map(named).collect();
    lines(named.iter().map(String::as_str).chain(group.kana.as_deref()))
}

fn around_term(term: &Term) -> String {
    lines(versions(&term.term).chain([term.reading.as_str()]))
}
