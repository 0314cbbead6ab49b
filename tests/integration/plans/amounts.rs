//! Numbers as the pages have to write them, written here once more: nothing is taken from the program.

use keikaku::i18n::Lang;

/// The unit in which a document states its amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Yen,
    Thousand,
    Million,
}

impl Unit {
    pub(super) const ALL: [Unit; 3] = [Unit::Yen, Unit::Thousand, Unit::Million];

    /// The column of amounts in that unit.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Unit::Yen => "budget_yen",
            Unit::Thousand => "budget_thousand_yen",
            Unit::Million => "budget_million_yen",
        }
    }

    /// What people call it.
    pub(super) const fn name(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::Ja, Unit::Yen) => "円",
            (Lang::Ja, Unit::Thousand) => "千円",
            (Lang::Ja, Unit::Million) => "百万円",
            (Lang::En, Unit::Yen) => "yen",
            (Lang::En, Unit::Thousand) => "thousand yen",
            (Lang::En, Unit::Million) => "million yen",
        }
    }

    /// How many digits of an amount of yen are decimals.
    const fn digits(self) -> usize {
        match self {
            Unit::Yen => 0,
            Unit::Thousand => 3,
            Unit::Million => 6,
        }
    }

    /// The yen of an amount as a table has it: `4.35` million.
    pub(super) fn read(self, cell: &str) -> u64 {
        let (whole, decimals) = cell.split_once('.').unwrap_or((cell, ""));
        assert!(decimals.len() <= self.digits(), "{cell} has parts of a yen");
        format!("{whole}{decimals:0<width$}", width = self.digits()).parse().unwrap()
    }

    /// An amount of yen in this unit, without it: `16,072`, `4.35`.
    pub(super) fn exact(self, yen: u64) -> String {
        let digits = format!("{yen:0>width$}", width = self.digits() + 1);
        let (whole, decimals) = digits.split_at(digits.len() - self.digits());
        match decimals.trim_end_matches('0') {
            "" => grouped(whole.parse().unwrap()),
            decimals => format!("{}.{decimals}", grouped(whole.parse().unwrap())),
        }
    }

    /// `16,072千円`, `16,072 thousand yen`.
    pub(super) fn with_name(self, lang: Lang, yen: u64) -> String {
        let between = if lang == Lang::Ja { "" } else { " " };
        format!("{}{between}{}", self.exact(yen), self.name(lang))
    }
}

/// `2,516,552`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).unwrap()).collect();
    parts.join(",")
}

/// An amount of yen in words: `1兆2,345億6,789万円`, `28万7,000円`, `955.4 million yen`, `287,000 yen`.
pub(super) fn words(lang: Lang, yen: u64) -> String {
    match lang {
        Lang::Ja => {
            let units = [
                (yen / 1_000_000_000_000, "兆"),
                (yen / 100_000_000 % 10_000, "億"),
                (yen / 10_000 % 10_000, "万"),
                (yen % 10_000, ""),
            ];
            let parts = units.iter().filter(|(number, _)| *number > 0);
            let words: String = parts.map(|(number, unit)| grouped(*number) + unit).collect();
            if words.is_empty() { "0円".to_owned() } else { words + "円" }
        }
        Lang::En => {
            let units = [(12, " trillion"), (9, " billion"), (6, " million")];
            let unit = units
                .into_iter()
                .find(|(digits, _)| yen >= 10_u64.pow(*digits) && yen.is_multiple_of(10_u64.pow(digits - 3)));
            let Some((digits, unit)) = unit else { return in_yen(lang, yen) };
            let (whole, rest) = (yen / 10_u64.pow(digits), yen % 10_u64.pow(digits) / 10_u64.pow(digits - 3));
            let decimals = format!(".{rest:03}");
            format!("{}{}{unit} yen", grouped(whole), decimals.trim_end_matches('0').trim_end_matches('.'))
        }
    }
}

/// An amount of yen, digit by digit.
pub(super) fn in_yen(lang: Lang, yen: u64) -> String {
    match lang {
        Lang::Ja => format!("{}円", grouped(yen)),
        Lang::En => format!("{} yen", grouped(yen)),
    }
}

/// A share to a tenth of a percent, half a tenth rounded up; `None` of a whole that is nothing.
pub(super) fn share(lang: Lang, part: u64, whole: u64) -> Option<String> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let tenths = (part * 2000 + whole).checked_div(2 * whole)?;
    Some(match (lang, tenths) {
        (Lang::Ja, 0) if part > 0 => "0.1%未満".to_owned(),
        (Lang::En, 0) if part > 0 => "less than 0.1%".to_owned(),
        _ => format!("{}.{}%", tenths / 10, tenths % 10),
    })
}

/// `59事業`, `59 projects`, `1 project`.
pub(super) fn projects(lang: Lang, count: u64) -> String {
    match (lang, count) {
        (Lang::Ja, _) => format!("{count}事業"),
        (Lang::En, 1) => "1 project".to_owned(),
        (Lang::En, _) => format!("{count} projects"),
    }
}

/// `令和6年度`, `FY2024`: years from 2020.
pub(super) fn year(lang: Lang, year: u16) -> String {
    match lang {
        Lang::Ja => format!("令和{}年度", year - 2018),
        Lang::En => format!("FY{year}"),
    }
}

/// What stands where there is no amount.
pub(super) fn no_amount(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "金額の記載なし",
        Lang::En => "No amount stated",
    }
}

/// Whether a text has a number or a phrase as a whole: `0円` is not in `10円`, `0 yen` not in `10 yen`.
pub(super) fn has_whole(text: &str, part: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    text.match_indices(part).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + part.len()..]);
        let mut before = before.chars().rev();
        let last = before.next();
        let begins = !part.starts_with(|c: char| c.is_ascii_digit())
            || !(is_digit(last) || matches!(last, Some('.' | ',')) && is_digit(before.next()));
        let mut after = after.chars();
        let next = after.next();
        let ends = !part.ends_with(|c: char| c.is_ascii_digit())
            || !(is_digit(next) || matches!(next, Some('.' | ',')) && is_digit(after.next()));
        begins && ends
    })
}

#[test]
fn numbers_are_written_as_on_paper() {
    assert_eq!(words(Lang::Ja, 1_234_567_891_000), "1兆2,345億6,789万1,000円");
    assert_eq!(words(Lang::Ja, 955_400_000), "9億5,540万円");
    assert_eq!((words(Lang::Ja, 287_001), words(Lang::Ja, 0)), ("28万7,001円".into(), "0円".into()));
    assert_eq!(words(Lang::En, 1_494_060_000), "1,494.06 million yen");
    assert_eq!(
        (words(Lang::En, 3_950_000), words(Lang::En, 287_001)),
        ("3.95 million yen".into(), "287,001 yen".into())
    );
    assert_eq!(share(Lang::Ja, 955_400, 2_516_552).as_deref(), Some("38.0%"));
    assert_eq!(share(Lang::En, 287, 2_516_552).as_deref(), Some("less than 0.1%"));
    assert_eq!((share(Lang::Ja, 1, 2000).as_deref(), share(Lang::Ja, 0, 0)), (Some("0.1%"), None));
    assert!(has_whole("計0円です", "0円") && !has_whole("計10円、1,000円", "0円"));
    assert!(has_whole("0 yen, not", "0 yen") && !has_whole("10 yen, 0.0 yen", "0 yen"));
}

#[test]
fn amounts_are_read_and_written_in_their_unit() {
    assert_eq!(Unit::Million.read("4.35"), 4_350_000);
    assert_eq!((Unit::Thousand.read("16072"), Unit::Yen.read("16072")), (16_072_000, 16_072));
    assert_eq!(Unit::Million.exact(1_004_350_000), "1,004.35");
    assert_eq!((Unit::Million.exact(1), Unit::Million.exact(0)), ("0.000001".into(), "0".into()));
    assert_eq!(Unit::Thousand.with_name(Lang::En, 16_072_000), "16,072 thousand yen");
}
