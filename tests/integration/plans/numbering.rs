//! Numbers of groups and listings: what stands for them in addresses, and their order.

use unicode_normalization::UnicodeNormalization as _;

/// Roman numerals that documents number with.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A number in addresses: `①-1` is `1-1`, `Ⅳ` is `iv`.
pub(super) fn slug(number: &str) -> String {
    let plain: String = number.nfkc().collect();
    let parts = plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let slug = parts.collect::<Vec<_>>().join("-").to_lowercase();
    assert!(!slug.is_empty() && slug.is_ascii(), "{number} needs an id of its own");
    slug
}

/// What numbers are sorted by: their parts by value.
pub(super) fn order(number: &str) -> Vec<usize> {
    let plain: String = number.nfkc().collect();
    let parts = plain.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let value = |part: &str| {
        let roman = ROMAN.iter().position(|roman| *roman == part).map(|at| at + 1);
        roman.or_else(|| part.parse().ok()).unwrap_or_else(|| panic!("{number} has no value"))
    };
    parts.map(value).collect()
}

#[test]
fn numbers_have_slugs_and_an_order() {
    for (number, in_addresses) in [("3", "3"), ("①-2", "1-2"), ("Ⅳ", "iv"), ("1-1-10", "1-1-10")] {
        assert_eq!(slug(number), in_addresses);
    }
    for [before, after] in [["2", "10"], ["Ⅸ", "Ⅹ"], ["②", "⑪"], ["1-2", "1-10"], ["1-9", "2-1"]] {
        assert!(order(before) < order(after), "{before} {after}");
    }
}
