//! What a value was meant to be, where there is no doubt: for the help beside a fault.

use crate::plan::Unit;

/// Full-width letters, digits and signs made half-width.
fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '\u{3000}' | '\u{A0}' => ' ',
            c => c,
        })
        .collect()
}

fn digits_only(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The plain digits of an amount: without commas, blanks, the column's own unit, full-width forms, a point
/// with nothing but zeros behind it.
///
/// Not where another unit or a decimal would change the amount: 万円, 1.5.
pub(in crate::load) fn amount(written: &str, unit: Unit) -> Option<String> {
    let text = half_width(written);
    let text = text.trim().trim_start_matches(['¥', '\\', '￥']);
    let own = match unit {
        Unit::Yen => "円",
        Unit::ThousandYen => "千円",
        Unit::MillionYen => "百万円",
    };
    let text = text.strip_suffix(own).unwrap_or(text).trim_end();
    let (text, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !decimals.bytes().all(|byte| byte == b'0') {
        return None;
    }
    let groups: Vec<&str> = text.split([',', '、']).collect();
    let grouped = groups.len() == 1 || groups[1..].iter().all(|group| group.len() == 3);
    let digits: String = groups.concat();
    (grouped && digits_only(&digits)).then(|| strip_zeros(&digits))
}

/// The number that a spreadsheet took for a date (`1月1日`, `2025/1/1`, `1-Jan`) or for a negative amount
/// (`-1` for `(1)`).
pub(in crate::load) fn spreadsheet_number(written: &str) -> Option<String> {
    const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
    let text = half_width(written).trim().to_ascii_lowercase();
    if let Some(number) = text.strip_prefix('-') {
        return digits_only(number).then(|| number.to_owned());
    }
    let number = |text: &str| (digits_only(text) && text.len() <= 2).then(|| strip_zeros(text));
    let month = |text: &str| {
        let name = MONTHS.split(' ').position(|name| name == text).map(|at| (at + 1).to_string());
        name.or_else(|| number(text))
    };
    let (first, second) = match text.strip_suffix('日').and_then(|text| text.split_once('月')) {
        Some(parts) => parts,
        None => {
            let parts: Vec<&str> = text.split(['/', '-']).collect();
            match parts[..] {
                // A year that is past was no year: 1-1-1 becomes 2001/1/1.
                [year, month, day] if year.len() == 4 && year.starts_with("200") && digits_only(year) => {
                    return Some(format!("{}-{}-{}", strip_zeros(&year[2..]), number(month)?, number(day)?));
                }
                [year, month, day] if year.len() == 4 && digits_only(year) => (month, day),
                [day, month] if !digits_only(month) => (month, day),
                [month, day] if !digits_only(month) || text.contains('/') => (month, day),
                _ => return None,
            }
        }
    };
    Some(format!("{}-{}", month(first)?, number(second)?))
}

fn strip_zeros(digits: &str) -> String {
    let stripped = digits.trim_start_matches('0');
    if stripped.is_empty() && !digits.is_empty() { "0".to_owned() } else { stripped.to_owned() }
}

/// An id in lower case, with hyphens for blanks and underscores.
pub(in crate::load) fn id(written: &str) -> Option<String> {
    let lower = half_width(written).trim().to_ascii_lowercase();
    let words: Vec<&str> = lower.split([' ', '_', '-', '.']).filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    crate::plan::is_slug(&id).then_some(id)
}

/// `1` or `0` for what spreadsheets and people write instead.
pub(in crate::load) fn flag(written: &str) -> Option<&'static str> {
    match half_width(written).trim().to_ascii_lowercase().as_str() {
        "1" | "1.0" | "true" | "yes" | "y" | "○" | "〇" | "◯" | "★" | "新" | "再掲" => Some("1"),
        "0" | "0.0" | "false" | "no" | "n" | "×" | "-" => Some("0"),
        _ => None,
    }
}

/// A date or a month with hyphens and two digits each, from `2024/3/31` and the like.
pub(in crate::load) fn date(written: &str) -> Option<String> {
    let text = half_width(written);
    let text = text.trim().trim_end_matches(['日', '月']);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    let plausible = (2..=3).contains(&parts.len())
        && parts[0].len() == 4
        && parts[1..].iter().all(|part| part.len() <= 2)
        && parts.iter().all(|part| digits_only(part));
    plausible.then(|| {
        let rest: Vec<String> = parts[1..].iter().map(|part| format!("{part:0>2}")).collect();
        format!("{}-{}", parts[0], rest.join("-"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_corrected_where_there_is_no_doubt() {
        for (written, digits) in [
            ("16,072", "16072"),
            ("16072.0", "16072"),
            ("１６０７２", "16072"),
            ("16,072千円", "16072"),
            (" 16072 ", "16072"),
            ("¥1,000,000", "1000000"),
            ("000", "0"),
        ] {
            assert_eq!(amount(written, Unit::ThousandYen).as_deref(), Some(digits), "{written}");
        }
        for doubtful in ["1.5", "16,072円", "1607万円", "1,6072", "16,07", "-", "abc", "", ","] {
            assert_eq!(amount(doubtful, Unit::ThousandYen), None, "{doubtful}");
        }
    }

    #[test]
    fn other_values_are_corrected_where_there_is_no_doubt() {
        for (written, number) in [
            ("1月1日", Some("1-1")),
            ("2025/2/10", Some("2-10")),
            ("2025-02-10", Some("2-10")),
            ("2001/1/1", Some("1-1-1")),
            ("3-Jan", Some("1-3")),
            ("Jan-03", Some("1-3")),
            ("1/2", Some("1-2")),
            ("-1", Some("1")),
            ("1-1", None),
            ("10", None),
            ("令和6年", None),
        ] {
            assert_eq!(spreadsheet_number(written).as_deref(), number, "{written}");
        }
        assert_eq!(id("Business Succession ").as_deref(), Some("business-succession"));
        assert_eq!(id("事業"), None);
        assert_eq!(flag("TRUE"), Some("1"));
        assert_eq!(flag("2"), None);
        assert_eq!(date("2024/3/31").as_deref(), Some("2024-03-31"));
        assert_eq!(date("2024年3月").as_deref(), Some("2024-03"));
        assert_eq!(date("令和6年3月"), None);
    }
}
