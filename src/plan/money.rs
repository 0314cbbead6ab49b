//! Amounts of money and their sums.

use std::iter::Sum;
use std::ops::Add;

use rust_decimal::Decimal;

use super::Project;

/// A whole amount of yen.
///
/// ```
/// use keikaku::plan::{Unit, Yen};
/// assert_eq!(Unit::ThousandYen.read("16072"), Ok(Yen::new(16_072_000)));
/// assert_eq!(Unit::MillionYen.read("16.072"), Ok(Yen::new(16_072_000)));
/// assert!(Unit::ThousandYen.read("16,072").is_err());
/// ```
///
/// At most [`Yen::MAX`], so that no sum of a plan can overflow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yen(u64);

impl Yen {
    /// 10^15 yen, ten times the national budget: more is a slip of the hand.
    pub const MAX: Yen = Yen(1_000_000_000_000_000);

    /// An amount of yen.
    #[must_use]
    pub const fn new(yen: u64) -> Self {
        Self(yen)
    }

    /// The number of yen.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

/// The unit in which a document states its amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Yen (円).
    Yen,
    /// Thousand yen (千円).
    #[default]
    ThousandYen,
    /// Million yen (百万円), with up to six decimals.
    MillionYen,
}

impl Unit {
    /// Every unit, the smallest first.
    pub const ALL: [Unit; 3] = [Unit::Yen, Unit::ThousandYen, Unit::MillionYen];

    /// The unit as names of columns and keys end: `yen`, `thousand_yen`, `million_yen`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Unit::Yen => "yen",
            Unit::ThousandYen => "thousand_yen",
            Unit::MillionYen => "million_yen",
        }
    }

    /// How many yen it is.
    #[must_use]
    pub const fn yen(self) -> u64 {
        match self {
            Unit::Yen => 1,
            Unit::ThousandYen => 1_000,
            Unit::MillionYen => 1_000_000,
        }
    }

    /// How many decimals an amount may have.
    const fn decimals(self) -> usize {
        match self {
            Unit::Yen | Unit::ThousandYen => 0,
            Unit::MillionYen => 6,
        }
    }

    /// An amount in this unit; so many of its decimals are not needed.
    #[must_use]
    pub fn of(self, amount: Yen) -> Decimal {
        Decimal::from(amount.0) / Decimal::from(self.yen())
    }

    /// Reads an amount in this unit: half-width digits only, with a point where it may have decimals.
    ///
    /// # Errors
    /// See [`InvalidAmount`].
    pub fn read(self, text: &str) -> Result<Yen, InvalidAmount> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_amount = |text: &str| match text.split_once('.') {
            Some((whole, decimals)) => digits(whole) && digits(decimals) && decimals.len() <= self.decimals(),
            None => digits(text),
        };
        let minus = |c: char| matches!(c, '-' | '−' | '－' | '▲' | '△');
        if text.strip_prefix(minus).is_some_and(|rest| is_amount(rest.trim_start())) {
            return Err(InvalidAmount::Negative);
        }
        if !is_amount(text) {
            return Err(InvalidAmount::NotPlainDigits);
        }
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let mut yen: u64 = whole.parse().map_err(|_| InvalidAmount::TooLarge)?;
        yen = yen.checked_mul(self.yen()).ok_or(InvalidAmount::TooLarge)?;
        let mut place = self.yen();
        for digit in decimals.bytes() {
            place /= 10;
            yen = yen.saturating_add(place * u64::from(digit - b'0'));
        }
        if yen <= Yen::MAX.0 { Ok(Yen(yen)) } else { Err(InvalidAmount::TooLarge) }
    }
}

impl Add for Yen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Yen {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

/// The sum of two totals that share no project, or of two that do and are meant to count it twice.
impl Add for Total {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            amount: self.amount + other.amount,
            projects: self.projects + other.projects,
            without_amount: self.without_amount + other.without_amount,
        }
    }
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidAmount {
    /// A minus sign before digits.
    Negative,
    /// Digits with anything else: commas, full-width digits, a decimal point too many, a unit.
    NotPlainDigits,
    /// More than [`Yen::MAX`].
    TooLarge,
}

/// What some projects cost together: each counted once, and those without a stated amount counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The sum of the stated amounts.
    pub amount: Yen,
    /// How many projects there are, with and without an amount.
    pub projects: usize,
    /// How many of them state no amount: not zero, but unknown.
    pub without_amount: usize,
}

impl Total {
    /// True where not one project states an amount, so that the sum says nothing.
    #[must_use]
    pub const fn is_unstated(&self) -> bool {
        self.projects == self.without_amount
    }

    /// The sum, unless not one project states an amount.
    #[must_use]
    pub const fn stated(&self) -> Option<Yen> {
        if self.is_unstated() { None } else { Some(self.amount) }
    }

    /// How many projects state an amount.
    #[must_use]
    pub const fn with_amount(&self) -> usize {
        self.projects - self.without_amount
    }

    /// The total of some projects; the caller gives each once.
    #[must_use]
    pub fn of<'a>(projects: impl Iterator<Item = &'a Project>) -> Self {
        let mut total = Total::default();
        projects.for_each(|project| total.count(project.budget));
        total
    }

    pub(super) fn count(&mut self, budget: Option<Yen>) {
        self.projects += 1;
        match budget {
            Some(amount) => self.amount = self.amount + amount,
            None => self.without_amount += 1,
        }
    }
}
