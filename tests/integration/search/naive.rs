//! A slow search, written another way than the one it is compared with: every text of every project is read again
//! for every word.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use keikaku::i18n::{Lang, Text, reading_order};
use keikaku::plan::{Plan, Project, Term, Total, Yen};
use keikaku::search::{Facet, Folded, Query, Sort, Tier, Value};

/// A text as a row of pieces, each with whether it is a word of letters and digits.
type Pieces = Vec<(String, bool)>;

/// A plan with its texts in pieces.
pub(super) struct Naive<'p> {
    plan: &'p Plan,
    /// Of each project its names, readings, summaries, and what stands around it.
    texts: Vec<[Vec<Pieces>; 4]>,
    /// What words have been found so far.
    known: RefCell<BTreeMap<String, Vec<Option<Tier>>>>,
    /// Which projects have a value, for the values met so far.
    values: RefCell<BTreeMap<Value, Vec<bool>>>,
}

pub(super) struct Found<'p> {
    pub(super) hits: Vec<(&'p str, Option<Tier>)>,
    pub(super) total: Total,
}

fn folded(text: &str) -> String {
    Folded::of(text).as_str().to_owned()
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{1100}'
}

/// A text as a row of pieces: words of letters and digits, folded one by one, and other characters. What makes no
/// difference is left out.
fn pieces(text: &str) -> Pieces {
    let (mut pieces, mut word) = (Vec::new(), String::new());
    for c in text.chars().chain([' ']) {
        let plain = folded(&c.to_string());
        if plain.chars().all(is_letter) && !plain.is_empty() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            pieces.push((folded(&std::mem::take(&mut word)), true));
        }
        if !plain.is_empty() {
            pieces.push((plain, false));
        }
    }
    pieces
}

/// Whether a text has a word somewhere.
fn is_in(needle: &Pieces, text: &Pieces) -> bool {
    let wanted: String = needle.iter().map(|(piece, _)| piece.as_str()).collect();
    let tail = wanted.chars().rev().take_while(|c| is_letter(*c)).count();
    if needle.is_empty() {
        return false;
    }
    let first = wanted.chars().next();
    let begins = |from: &usize| text[*from].0.chars().next() == first;
    (0..text.len()).filter(begins).any(|from| {
        let (mut all, mut ends, mut starts) = (String::new(), Vec::new(), Vec::new());
        for (piece, is_word) in &text[from..] {
            if *is_word {
                starts.push(all.len());
            }
            all.push_str(piece);
            ends.push(all.len());
            if all.len() >= wanted.len() {
                break;
            }
        }
        if !all.starts_with(&wanted) {
            return false;
        }
        let at_end = ends.contains(&wanted.len());
        let mut own_starts = Vec::new();
        let mut length = 0;
        for (piece, is_word) in needle {
            if *is_word {
                own_starts.push(length);
            }
            length += piece.len();
        }
        starts.retain(|start| *start < wanted.len());
        let crosses = starts.iter().filter(|at| **at > 0).ne(own_starts.iter().filter(|at| **at > 0));
        match tail {
            0 => true,
            1 | 2 => at_end,
            _ => !crosses || at_end,
        }
    })
}

fn versions(text: &Text) -> Vec<&str> {
    Lang::ALL.into_iter().filter(|lang| text.has(*lang)).map(|lang| text.get(lang)).collect()
}

/// What stands around a project.
fn around(plan: &Plan, terms: &[Term], project: &Project) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for department in plan.departments() {
        if plan.projects_of(department).any(|own| own.id == project.id) {
            texts.extend(versions(&department.name).into_iter().map(str::to_owned));
            texts.extend(department.kana.as_deref().map(str::to_owned));
        }
    }
    for group in plan.groups() {
        if plan.listed_within(group).any(|(_, own)| own.id == project.id) {
            for lang in Lang::ALL.into_iter().filter(|lang| group.name.has(*lang)) {
                let number = plan.level_of(group).numbered(lang, &group.number);
                texts.push(format!("{number} {}", group.name.get(lang)));
            }
            texts.extend(group.kana.as_deref().map(str::to_owned));
        }
    }
    for term in terms {
        let own = term.term.original();
        let texts_of = versions(&project.name).into_iter().chain(versions(&project.summary));
        if own.chars().count() > 1 && texts_of.into_iter().any(|text| is_in(&pieces(own), &pieces(text))) {
            texts.extend(versions(&term.term).into_iter().map(str::to_owned));
            texts.push(term.reading.clone());
        }
    }
    texts
}

/// The forms in which a word may be found: itself, and joined with its neighbours.
fn forms(words: &[String], at: usize) -> Vec<Pieces> {
    let next = |other: Option<usize>| other.and_then(|other| words.get(other));
    let letters = |a: &str, b: &str| {
        folded(a).chars().next_back().is_some_and(is_letter)
            && folded(b).chars().next().is_some_and(is_letter)
    };
    let mut forms = vec![words[at].clone()];
    if let Some(before) = next(at.checked_sub(1)).filter(|before| letters(before, &words[at])) {
        forms.push(format!("{before}{}", words[at]));
    }
    if let Some(after) = next(Some(at + 1)).filter(|after| letters(&words[at], after)) {
        forms.push(format!("{}{after}", words[at]));
    }
    forms.iter().map(|form| pieces(form)).collect()
}

fn tier(texts: &[Vec<Pieces>; 4], words: &[Vec<Pieces>]) -> Option<Tier> {
    let place = |forms: &Vec<Pieces>| {
        let any = |texts: &[Pieces]| texts.iter().any(|text| forms.iter().any(|form| is_in(form, text)));
        Tier::ALL.into_iter().zip(texts).find(|(_, texts)| any(texts)).map(|(tier, _)| tier)
    };
    let tiers: Option<Vec<Tier>> = words.iter().map(place).collect();
    tiers?.into_iter().max()
}

fn has(plan: &Plan, project: &Project, value: &Value) -> bool {
    let amount = |from: u64, to: Option<u64>| {
        let unit = plan.unit().yen();
        project.budget.is_some_and(|own| {
            own.get() > 0 && own.get() >= from * unit && to.is_none_or(|to| own.get() < (to + 1) * unit)
        })
    };
    match value {
        Value::Group(place) => {
            plan.listed_within(&plan.groups()[*place]).any(|(_, own)| own.id == project.id)
        }
        Value::Department(place) => {
            plan.projects_of(&plan.departments()[*place]).any(|own| own.id == project.id)
        }
        Value::Flag(place) => project.flags.has(*place),
        Value::Again => {
            plan.listings().iter().any(|own| own.reprint && plan.projects()[own.project].id == project.id)
        }
        Value::NoAmount => project.budget.is_none(),
        Value::Zero => project.budget == Some(Yen::new(0)),
        Value::Band(from, to) => amount(*from, *to),
        Value::Unknown(_) => false,
    }
}

fn words(query: &Query) -> Vec<String> {
    let words = query.q.split(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl<'p> Naive<'p> {
    pub(super) fn new(plan: &'p Plan, terms: &[Term]) -> Self {
        let texts = plan.projects().iter().map(|project| {
            let cut = |texts: Vec<&str>| texts.into_iter().map(pieces).collect();
            let around = around(plan, terms, project);
            [
                cut(versions(&project.name)),
                cut(project.kana.as_deref().into_iter().collect()),
                cut(versions(&project.summary)),
                around.iter().map(|text| pieces(text)).collect(),
            ]
        });
        Self { plan, texts: texts.collect(), known: RefCell::default(), values: RefCell::default() }
    }

    /// The projects that have the words, each with its tier.
    fn matching(&self, query: &Query) -> Vec<(&'p Project, Option<Tier>)> {
        let projects = self.plan.projects().iter();
        if query.q.is_empty() {
            return projects.map(|project| (project, None)).collect();
        }
        let mut known = self.known.borrow_mut();
        let tiers = known.entry(query.q.clone()).or_insert_with(|| {
            let words = words(query);
            let words: Vec<_> = (0..words.len()).map(|at| forms(&words, at)).collect();
            self.texts.iter().map(|texts| tier(texts, &words).filter(|_| !words.is_empty())).collect()
        });
        projects
            .zip(tiers)
            .filter(|(_, tier)| tier.is_some())
            .map(|(project, tier)| (project, *tier))
            .collect()
    }

    fn has(&self, project: &Project, value: &Value) -> bool {
        let mut values = self.values.borrow_mut();
        let all = values.entry(value.clone()).or_insert_with(|| {
            self.plan.projects().iter().map(|project| has(self.plan, project, value)).collect()
        });
        all[self.plan.place(project).unwrap()]
    }

    /// Whether a project passes the filters of a query, but for those of one facet.
    fn passes(&self, project: &Project, query: &Query, but: Option<Facet>) -> bool {
        Facet::all(self.plan).filter(|facet| Some(*facet) != but).all(|facet| {
            let values = query.filters.iter().filter(|own| own.facet == facet).map(|own| &own.value);
            let mut values = values.peekable();
            match facet {
                Facet::Mark => values.all(|value| self.has(project, value)),
                _ => values.peek().is_none() || values.any(|value| self.has(project, value)),
            }
        })
    }

    /// What a query finds.
    pub(super) fn search(&self, query: &Query, lang: Lang) -> Found<'p> {
        let mut found = self.matching(query);
        found.retain(|(project, _)| self.passes(project, query, None));
        let total = Total::of(found.iter().map(|(project, _)| *project));
        let name = |project: &Project| match &project.kana {
            Some(kana) if lang == Lang::Ja || !project.name.has(lang) => reading_order(kana),
            _ => reading_order(&project.name.get(lang).to_lowercase()),
        };
        match query.sort {
            Sort::Default => found.sort_by_key(|(_, tier)| *tier),
            Sort::Document => {}
            Sort::Amount => {
                found.sort_by_key(|(own, _)| own.budget.map_or((1, 0), |amount| (0, amount.get())))
            }
            Sort::LargestFirst => {
                found.sort_by_key(|(own, _)| {
                    own.budget.map_or((1, Reverse(0)), |amount| (0, Reverse(amount.get())))
                });
            }
            Sort::Name => found.sort_by_key(|(own, _)| name(own)),
            Sort::Department => found.sort_by_key(|(own, _)| own.departments[0]),
        }
        Found { hits: found.into_iter().map(|(project, tier)| (project.id.as_str(), tier)).collect(), total }
    }

    /// How many projects have a value of a facet among those that the words and the other facets leave.
    pub(super) fn count(&self, query: &Query, facet: Facet, value: &Value) -> usize {
        let but = Some(facet).filter(|facet| *facet != Facet::Mark);
        let found = self.matching(query).into_iter().map(|(project, _)| project);
        // What few projects have is looked at first.
        let found = found.filter(|project| self.has(project, value));
        found.filter(|project| self.passes(project, query, but)).count()
    }
}
