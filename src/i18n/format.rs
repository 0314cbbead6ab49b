//! Numbers, amounts and years as each language writes them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::Lang;

/// A whole number with a comma every three digits, in every language.
///
/// ```
/// assert_eq!(keikaku::i18n::grouped(2_516_552), "2,516,552");
/// ```
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An amount of yen as people say it, exact in every language: with 兆, 億 and 万 in Japanese, the city's
/// own style; in English in the largest unit that needs at most three decimals.
///
/// ```
/// use keikaku::i18n::{Lang, amount};
/// assert_eq!(amount(Lang::Ja, 955_400_000), "9億5,540万円");
/// assert_eq!(amount(Lang::Ja, 287_000), "28万7,000円");
/// assert_eq!(amount(Lang::En, 955_400_000), "955.4 million yen");
/// assert_eq!(amount(Lang::En, 287_000), "287,000 yen");
/// ```
#[must_use]
pub fn amount(lang: Lang, yen: u64) -> String {
    match lang {
        Lang::Ja => in_myriads(yen),
        Lang::En => in_millions(yen),
    }
}

/// A number with a comma every three digits and no more decimals than it needs.
///
/// ```
/// use rust_decimal::Decimal;
/// assert_eq!(keikaku::i18n::grouped_decimal(Decimal::new(1_234_500, 2)), "12,345");
/// assert_eq!(keikaku::i18n::grouped_decimal(Decimal::new(1_234_567, 3)), "1,234.567");
/// ```
#[must_use]
pub fn grouped_decimal(number: Decimal) -> String {
    let number = number.normalize().to_string();
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    if decimals.is_empty() { whole } else { format!("{whole}.{decimals}") }
}

/// The size of a file: `0.4 KB`, `36 KB`, `1.2 MB`, of 1,024 bytes a KB.
///
/// ```
/// assert_eq!(keikaku::i18n::file_size(37_000), "36 KB");
/// assert_eq!(keikaku::i18n::file_size(400), "0.4 KB");
/// ```
#[must_use]
pub fn file_size(bytes: usize) -> String {
    const KB: usize = 1 << 10;
    let (unit, name) = if bytes < KB * KB { (KB, "KB") } else { (KB * KB, "MB") };
    match (bytes * 10 + unit / 2) / unit {
        tenths @ 0..100 => format!("{}.{} {name}", tenths / 10, tenths % 10),
        tenths => format!("{} {name}", (tenths + 5) / 10),
    }
}

/// A text cut before and after every amount of money, and whether a piece is one: no line may break inside it.
///
/// An amount is what [`amount`] writes, or a number with the unit of a document behind it, in either language.
///
/// ```
/// use keikaku::i18n::split_amounts;
/// assert_eq!(split_amounts("合計は1億1,000円です"), [("合計は", false), ("1億1,000円", true), ("です", false)]);
/// assert_eq!(split_amounts("955.4 million yen."), [("955.4 million yen", true), (".", false)]);
/// ```
#[must_use]
pub fn split_amounts(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(next) = text[at..].chars().next() {
        match amount_length(&text[at..]) {
            None => at += next.len_utf8(),
            Some(length) => {
                pieces.push((&text[plain..at], false));
                pieces.push((&text[at..at + length], true));
                at += length;
                plain = at;
            }
        }
    }
    pieces.push((&text[plain..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// The length of the amount that the text begins with.
fn amount_length(text: &str) -> Option<usize> {
    const UNITS: [&str; 8] =
        ["円", "千円", "百万円", " yen", " thousand yen", " million yen", " billion yen", " trillion yen"];
    let number = text.split(|c: char| !c.is_ascii_digit() && !",.兆億万".contains(c)).next()?;
    let number = number.trim_end_matches([',', '.']);
    let unit = UNITS.iter().find(|unit| text[number.len()..].starts_with(**unit))?;
    number.starts_with(|c: char| c.is_ascii_digit()).then_some(number.len() + unit.len())
}

fn in_myriads(yen: u64) -> String {
    let units = [
        (yen / 1_000_000_000_000, "兆"),
        (yen % 1_000_000_000_000 / 100_000_000, "億"),
        (yen % 100_000_000 / 10_000, "万"),
        (yen % 10_000, ""),
    ];
    let stated = units.into_iter().filter(|(number, _)| *number > 0);
    let words: String = stated.map(|(number, unit)| grouped(number) + unit).collect();
    if words.is_empty() { "0円".to_owned() } else { words + "円" }
}

fn in_millions(yen: u64) -> String {
    let units = [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];
    match units.into_iter().find(|(size, _)| yen >= *size && yen.is_multiple_of(size / 1000)) {
        Some((size, unit)) => {
            format!("{} {unit} yen", grouped_decimal(Decimal::from(yen) / Decimal::from(size)))
        }
        None => format!("{} yen", grouped(yen)),
    }
}

/// A share in percent to one decimal place: `38.0%`. What is more than nothing
/// and would print as 0.0 is said in words; `None` where there is no whole.
///
/// ```
/// use keikaku::i18n::{Lang, share};
/// assert_eq!(share(Lang::En, 955_400, 2_516_552).as_deref(), Some("38.0%"));
/// assert_eq!(share(Lang::Ja, 287, 2_516_552).as_deref(), Some("0.1%未満"));
/// assert_eq!(share(Lang::En, 287, 0), None);
/// ```
#[must_use]
pub fn share(lang: Lang, part: u64, whole: u64) -> Option<String> {
    let ratio = Decimal::from(part).checked_div(Decimal::from(whole))?;
    let percent =
        (ratio * Decimal::ONE_HUNDRED).round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    if percent.is_zero() && part > 0 {
        return Some(match lang {
            Lang::Ja => "0.1%未満".to_owned(),
            Lang::En => "less than 0.1%".to_owned(),
        });
    }
    Some(format!("{percent:.1}%"))
}

/// A place in an order as a word before "largest": `3番目` has the number alone, English an ending.
///
/// ```
/// use keikaku::i18n::{Lang, ordinal};
/// assert_eq!([1, 2, 3, 11, 43, 112].map(|n| ordinal(Lang::En, n)), ["1st", "2nd", "3rd", "11th", "43rd", "112th"]);
/// assert_eq!(ordinal(Lang::Ja, 43), "43");
/// ```
#[must_use]
pub fn ordinal(lang: Lang, number: u64) -> String {
    let ending = match (lang, number % 10, number % 100) {
        (Lang::Ja, ..) => "",
        (Lang::En, _, 11..=13) => "th",
        (Lang::En, 1, _) => "st",
        (Lang::En, 2, _) => "nd",
        (Lang::En, 3, _) => "rd",
        (Lang::En, ..) => "th",
    };
    grouped(number) + ending
}

/// A Japanese fiscal year, with its era and its Western number.
///
/// ```
/// use keikaku::i18n::{Lang, fiscal_year};
/// assert_eq!(fiscal_year(Lang::Ja, 2024), "令和6年度（2024年4月〜2025年3月）");
/// assert_eq!(fiscal_year(Lang::En, 2024), "FY2024 (April 2024 – March 2025)");
/// ```
#[must_use]
pub fn fiscal_year(lang: Lang, year: u16) -> String {
    let (short, months) = (fiscal_year_short(lang, year), fiscal_months(lang, year));
    match lang {
        Lang::Ja => format!("{short}（{months}）"),
        Lang::En => format!("{short} ({months})"),
    }
}

/// The months of a fiscal year: `2024年4月〜2025年3月`, `April 2024 – March 2025`.
#[must_use]
pub fn fiscal_months(lang: Lang, year: u16) -> String {
    match lang {
        Lang::Ja => format!("{year}年4月〜{}年3月", year + 1),
        Lang::En => format!("April {year} – March {}", year + 1),
    }
}

/// The short form for headings and links: `令和6年度`, `FY2024`.
#[must_use]
pub fn fiscal_year_short(lang: Lang, year: u16) -> String {
    match lang {
        Lang::Ja => format!("{}年度", era_year(year)),
        Lang::En => format!("FY{year}"),
    }
}

/// Reiwa began on 1 May 2019, one month into its first fiscal year.
fn era_year(year: u16) -> String {
    match year {
        2019 => "令和元".to_owned(),
        2020.. => format!("令和{}", year - 2018),
        1990..=2018 => format!("平成{}", year - 1988),
        _ => year.to_string(),
    }
}

/// A day of the calendar: `2024年3月31日`, `31 March 2024`.
#[must_use]
pub fn day(lang: Lang, (year, month, day): (u16, u8, u8)) -> String {
    match lang {
        Lang::Ja => format!("{year}年{month}月{day}日"),
        Lang::En => {
            let name = ENGLISH_MONTHS.get(usize::from(month).wrapping_sub(1)).unwrap_or(&"");
            format!("{day} {name} {year}")
        }
    }
}

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
