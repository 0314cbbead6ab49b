//! Amounts of money and their sums.

use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use super::Project;

/// A whole amount of thousand yen (千円), the unit of the published plan.
///
/// ```
/// use keikaku::plan::ThousandYen;
/// assert_eq!("16072".parse(), Ok(ThousandYen::new(16_072)));
/// assert!("16,072".parse::<ThousandYen>().is_err());
/// ```
///
/// At most [`ThousandYen::MAX`], so that no sum of a plan can overflow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThousandYen(u64);

impl ThousandYen {
    /// 10^12 thousand yen, ten times the national budget: more is a slip of the hand.
    pub const MAX: ThousandYen = ThousandYen(1_000_000_000_000);

    /// An amount of thousand yen.
    #[must_use]
    pub const fn new(thousands: u64) -> Self {
        Self(thousands)
    }

    /// The number of thousand yen.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl Add for ThousandYen {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for ThousandYen {
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

/// Why a text is no amount of thousand yen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidAmount {
    /// A minus sign before digits.
    Negative,
    /// Digits with anything else: commas, full-width digits, a decimal point, a unit.
    NotPlainDigits,
    /// More than [`ThousandYen::MAX`].
    TooLarge,
}

impl FromStr for ThousandYen {
    type Err = InvalidAmount;

    /// Reads half-width digits only: no comma, sign, point, space or unit.
    fn from_str(text: &str) -> Result<Self, InvalidAmount> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if text.strip_prefix(['-', '−', '－', '▲', '△']).is_some_and(digits) {
            return Err(InvalidAmount::Negative);
        }
        if !digits(text) {
            return Err(InvalidAmount::NotPlainDigits);
        }
        match text.parse().map(ThousandYen) {
            Ok(amount) if amount <= ThousandYen::MAX => Ok(amount),
            _ => Err(InvalidAmount::TooLarge),
        }
    }
}

/// What some projects cost together: each counted once, and those without a stated amount counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The sum of the stated amounts.
    pub amount: ThousandYen,
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
    pub const fn stated(&self) -> Option<ThousandYen> {
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

    pub(super) fn count(&mut self, budget: Option<ThousandYen>) {
        self.projects += 1;
        match budget {
            Some(amount) => self.amount = self.amount + amount,
            None => self.without_amount += 1,
        }
    }
}
