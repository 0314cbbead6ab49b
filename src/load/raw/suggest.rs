//! "Did you mean": the nearest of the names that exist.

/// Names compared for one suggestion.
pub(in crate::load) const MAX_NAMES: usize = 2_000;

/// The name nearest to what was written, if it is a slip of one or two letters away.
///
/// Bounded: at most [`MAX_NAMES`] names, each of at most 64 bytes, are compared.
pub(in crate::load) fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if written.len() > 64 {
        return None;
    }
    // In a short name two letters are too much of it.
    let allowed = if written.len() <= 4 { 1 } else { 2 };
    names
        .take(MAX_NAMES)
        .filter(|name| name.len() <= 64 && name.len().abs_diff(written.len()) <= allowed)
        .map(|name| (distance(written.as_bytes(), name.as_bytes()), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
}

/// Letters to insert, delete, replace or swap with the next, to get from one to the other.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let names = ["business-succession", "urban-development", "new"];
        let nearest = |written| nearest(written, names.iter().copied());
        assert_eq!(nearest("business-sucession"), Some("business-succession"));
        assert_eq!(nearest("busniess-succession"), Some("business-succession"));
        assert_eq!(nearest("nwe"), Some("new"));
        assert_eq!(nearest("north"), None);
        assert_eq!(nearest(""), None);
    }
}
