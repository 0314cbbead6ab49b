//! The query of a list: what stands behind the question mark, in one canonical form.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use thiserror::Error;

use super::words::Words;
use crate::plan::{Plan, Unit, Yen};

/// The most characters that words looked for may have.
pub const MAX_CHARS: usize = 100;

/// The most values that a query may have, words included.
pub const MAX_VALUES: usize = 20;

/// What is asked of the list of projects: words, filters, order, part.
///
/// ```
/// use keikaku::load::{Source, load};
/// use keikaku::search::Query;
/// let dataset = load(&Source::Folder("tests/fixtures/minimal".into())).dataset.ok_or("faults")?;
/// let plan = dataset.newest().ok_or("no plan")?;
/// let query = Query::read(plan, "utm=1&sort=&directions=2&q=%E4%BA%8B%E6%A5%AD++a&directions=1&directions=2")?;
/// assert_eq!(query.canonical(plan), "q=%E4%BA%8B%E6%A5%AD+a&directions=1&directions=2");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words as typed, single blanks between them; empty where none are looked for.
    pub q: String,
    /// The filters in canonical order, each once.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// The part of the list, from 1.
    pub page: usize,
}

/// What a list can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// A level of the plan, by its place: projects listed in one of the groups.
    Level(usize),
    /// Projects that one of the departments is in charge of.
    Departments,
    /// Projects that have all of the marks.
    Mark,
    /// Projects with an amount in one of the ranges.
    Amount,
}

impl Facet {
    /// The facets of a plan, in canonical order.
    pub fn all(plan: &Plan) -> impl Iterator<Item = Facet> {
        let levels = (0..plan.levels().len()).map(Facet::Level);
        levels.chain([Facet::Departments, Facet::Mark, Facet::Amount])
    }

    /// Its key in a query.
    #[must_use]
    pub fn key(self, plan: &Plan) -> &str {
        match self {
            Facet::Level(level) => plan.levels()[level].id.as_str(),
            Facet::Departments => "departments",
            Facet::Mark => "mark",
            Facet::Amount => "amount",
        }
    }
}

/// A value of a facet that a list is narrowed by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Filter {
    /// The facet.
    pub facet: Facet,
    /// The value.
    pub value: Value,
}

/// A value of a facet, in the order in which a plan has them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// The group at that place.
    Group(usize),
    /// The department at that place.
    Department(usize),
    /// The flag at that place.
    Flag(usize),
    /// Listed again elsewhere (再掲).
    Again,
    /// No amount stated.
    NoAmount,
    /// An amount of zero.
    Zero,
    /// An amount other than zero, from so many of the table's units to so many and less than one more.
    Band(u64, Option<u64>),
    /// What the plan does not have: it finds nothing.
    Unknown(String),
}

impl Value {
    /// The value in a query.
    #[must_use]
    pub fn in_query(&self, plan: &Plan) -> String {
        match self {
            Value::Group(place) => plan.groups()[*place].id.to_string(),
            Value::Department(place) => plan.departments()[*place].id.to_string(),
            Value::Flag(place) => plan.flags()[*place].column.clone(),
            Value::Again => "again".to_owned(),
            Value::NoAmount => "none".to_owned(),
            Value::Zero => "zero".to_owned(),
            Value::Band(from, Some(to)) => format!("{from}-{to}"),
            Value::Band(from, None) => format!("{from}-"),
            Value::Unknown(text) => text.clone(),
        }
    }

    fn read(plan: &Plan, facet: Facet, text: &str) -> Self {
        let known = match facet {
            Facet::Level(level) => plan.group_at(level, text).map(Value::Group),
            Facet::Departments => {
                let department = plan.department(text);
                let same = |own: &_| department == Some(own);
                plan.departments().iter().position(same).map(Value::Department)
            }
            Facet::Mark if text == "again" => Some(Value::Again),
            Facet::Mark => plan.flags().iter().position(|flag| flag.column == text).map(Value::Flag),
            Facet::Amount => match text {
                "none" => Some(Value::NoAmount),
                "zero" => Some(Value::Zero),
                _ => band(text),
            },
        };
        known.unwrap_or_else(|| Value::Unknown(text.to_owned()))
    }

    /// Whether an amount is in the range that the value stands for.
    pub(super) fn has_amount(&self, unit: Unit, amount: Option<Yen>) -> bool {
        match (self, amount.map(Yen::get)) {
            (Value::NoAmount, amount) => amount.is_none(),
            (Value::Zero, amount) => amount == Some(0),
            (Value::Band(from, to), Some(amount)) => {
                let below = to.map_or(u64::MAX, |to| to.saturating_add(1).saturating_mul(unit.yen()));
                amount > 0 && (from.saturating_mul(unit.yen())..below).contains(&amount)
            }
            _ => false,
        }
    }
}

/// `1000-9999`, `10000-`.
fn band(text: &str) -> Option<Value> {
    let (from, to) = text.split_once('-')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?;
    let (from, to) = (number(from)?, if to.is_empty() { None } else { Some(number(to)?) });
    to.is_none_or(|to| from <= to).then_some(Value::Band(from, to))
}

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// By the place of the match where words are looked for, in the document's order otherwise.
    #[default]
    Default,
    /// In the document's order where words are looked for.
    Document,
    /// The smallest amount first.
    Amount,
    /// The largest amount first.
    LargestFirst,
    /// By name: in the order of readings where the tables state them.
    Name,
    /// By the first department in charge.
    Department,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 6] =
        [Sort::Default, Sort::Document, Sort::LargestFirst, Sort::Amount, Sort::Name, Sort::Department];

    /// The value in a query; `None` for the default, which is not written.
    #[must_use]
    pub const fn in_query(self) -> Option<&'static str> {
        match self {
            Sort::Default => None,
            Sort::Document => Some("document"),
            Sort::Amount => Some("amount"),
            Sort::LargestFirst => Some("-amount"),
            Sort::Name => Some("name"),
            Sort::Department => Some("department"),
        }
    }
}

/// The query asks for more than is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TooMuch {
    /// More than [`MAX_VALUES`] values and words.
    #[error("a query has at most 20 values and words")]
    Values,
    /// More than [`MAX_CHARS`] characters are looked for.
    #[error("at most 100 characters are looked for")]
    Characters,
}

impl Query {
    /// Reads what stands behind the question mark. Keys that a list does not know are left out; values that
    /// the plan does not have stay.
    ///
    /// # Errors
    /// See [`TooMuch`].
    pub fn read(plan: &Plan, query: &str) -> Result<Self, TooMuch> {
        let mut read = Self { page: 1, ..Self::default() };
        let mut values = 0;
        for (key, value) in pairs(query).filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "q" if read.q.is_empty() => {
                    read.q = value.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                "sort" => {
                    let own = |sort: &Sort| sort.in_query() == Some(value.as_str());
                    read.sort = Sort::ALL.into_iter().find(own).unwrap_or(read.sort);
                }
                "page" => read.page = value.parse().ok().filter(|page| *page > 1).unwrap_or(1),
                key => {
                    let Some(facet) = Facet::all(plan).find(|facet| facet.key(plan) == key) else { continue };
                    values += 1;
                    if values > MAX_VALUES {
                        return Err(TooMuch::Values);
                    }
                    read.filters.push(Filter { facet, value: Value::read(plan, facet, &value) });
                }
            }
        }
        if read.q.chars().count() > MAX_CHARS {
            return Err(TooMuch::Characters);
        }
        if values + read.words().0.len() > MAX_VALUES {
            return Err(TooMuch::Values);
        }
        read.filters.sort();
        read.filters.dedup();
        if read.q.is_empty() && read.sort == Sort::Document {
            read.sort = Sort::Default;
        }
        Ok(read)
    }

    /// The words that are looked for.
    #[must_use]
    pub fn words(&self) -> Words {
        Words::of(&self.q)
    }

    /// Whether the list is narrowed: by words or filters.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !self.q.is_empty() || !self.filters.is_empty()
    }

    /// The query in its one form, without a question mark; empty where nothing is asked. Fixed order of keys, values
    /// in the plan's order, no defaults.
    #[must_use]
    pub fn canonical(&self, plan: &Plan) -> String {
        let words = Some(&self.q).filter(|q| !q.is_empty()).map(|q| ("q", q.clone()));
        let filters = self.filters.iter().map(|own| (own.facet.key(plan), own.value.in_query(plan)));
        let sort = self.sort.in_query().map(|sort| ("sort", sort.to_owned()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        let pairs = words.into_iter().chain(filters).chain(sort).chain(page);
        pairs.map(|(key, value)| format!("{key}={}", encoded(&value))).collect::<Vec<_>>().join("&")
    }

    /// The same query from its first part on, without the words.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let sort = if self.sort == Sort::Document { Sort::Default } else { self.sort };
        Self { q: String::new(), filters: self.filters.clone(), sort, page: 1 }
    }

    /// The same query from its first part on, without a filter.
    #[must_use]
    pub fn without(&self, filter: &Filter) -> Self {
        let filters = self.filters.iter().filter(|own| *own != filter).cloned().collect();
        Self { filters, page: 1, ..self.clone() }
    }

    /// The same query from its first part on, in another order.
    #[must_use]
    pub fn sorted(&self, sort: Sort) -> Self {
        Self { sort, page: 1, ..self.clone() }
    }

    /// The same query from its first part on, for other words.
    #[must_use]
    pub fn with_words(&self, q: &str) -> Self {
        Self { q: q.to_owned(), page: 1, ..self.clone() }
    }
}

/// What a form leaves as it is; a blank becomes "+".
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_').remove(b' ');

fn encoded(value: &str) -> String {
    utf8_percent_encode(value, FORM).to_string().replace(' ', "+")
}

/// The pairs of a form's query, decoded.
fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    let decoded =
        |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().trim().to_owned();
    query.split('&').map(move |pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(key), decoded(value))
    })
}
