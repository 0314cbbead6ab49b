//! "Did you mean": the nearest of the names that exist.

/// The name nearest to what was written, if it is a slip of one or two letters away.
pub(in crate::load) fn nearest<'n>(written: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // In a short name two letters are too much of it.
    let allowed = if written.len() <= 4 { 1 } else { 2 };
    names
        .filter(|name| name.len().abs_diff(written.len()) <= allowed)
        .map(|name| (strsim::osa_distance(written, name), name))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, name)| name)
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
