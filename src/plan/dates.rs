//! Days and months of the calendar, as the settings write them.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A day of the calendar.
///
/// ```
/// use keikaku::plan::Date;
/// assert_eq!("2024-03-31".parse(), Ok(Date { year: 2024, month: 3, day: 31 }));
/// assert!("2024-02-30".parse::<Date>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year of the calendar.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// A month of a year.
///
/// ```
/// use keikaku::plan::Month;
/// assert_eq!("2024-03".parse(), Ok(Month { year: 2024, month: 3 }));
/// assert!("2024-3".parse::<Month>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// Year of the calendar.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
}

/// `2024-03-31`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// `2024-03`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The text is not a day (`2024-03-31`) or a month (`2024-03`) of the years 1900 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a date is written 2024-03-31, a month 2024-03, and exists")]
pub struct InvalidDate;

/// A number of exactly that many digits.
fn digits(text: &str, length: usize) -> Result<u16, InvalidDate> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().map_err(|_| InvalidDate) } else { Err(InvalidDate) }
}

impl FromStr for Month {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let (year, month) = text.split_once('-').ok_or(InvalidDate)?;
        match (digits(year, 4)?, digits(month, 2)?) {
            (year @ 1900.., month @ 1..=12) => {
                Ok(Month { year, month: u8::try_from(month).map_err(|_| InvalidDate)? })
            }
            _ => Err(InvalidDate),
        }
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let (month, day) = text.rsplit_once('-').ok_or(InvalidDate)?;
        let Month { year, month } = month.parse()?;
        let day = u8::try_from(digits(day, 2)?).map_err(|_| InvalidDate)?;
        if (1..=days_in(year, month)).contains(&day) {
            Ok(Date { year, month, day })
        } else {
            Err(InvalidDate)
        }
    }
}

/// How many days a month has.
const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
