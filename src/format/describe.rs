//! The fields of the format in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Field;
use crate::i18n::{Lang, format_texts};

/// What a field holds, in a sentence.
///
/// ```
/// use keikaku::format::{Format, describe};
/// use keikaku::i18n::Lang;
/// let format = Format::first();
/// let projects = format.table("projects").ok_or("no such table")?;
/// assert_eq!(describe(&projects.fields[1], Lang::En), "Name of the project, without marks.");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn describe(field: &Field, lang: Lang) -> &'static str {
    static TEXTS: LazyLock<Vec<BTreeMap<String, String>>> = LazyLock::new(|| {
        let texts = |lang| toml::from_str(format_texts(lang)).unwrap_or_default();
        Lang::ALL.into_iter().map(texts).collect()
    });
    TEXTS[lang as usize].get(field.about).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Format, Table};

    #[test]
    fn every_field_is_described_in_every_language_and_nothing_else_is() {
        let format = Format::first();
        let tables: Vec<&Table> = format.tables.iter().collect();
        let glossary = Format::glossary();
        let fields: Vec<&Field> =
            tables.into_iter().chain([&glossary]).flat_map(|table| &table.fields).collect();
        for lang in Lang::ALL {
            let texts: BTreeMap<String, String> = toml::from_str(format_texts(lang)).unwrap();
            for field in &fields {
                assert!(!describe(field, lang).is_empty(), "{lang}: {}", field.about);
            }
            let unused: Vec<_> =
                texts.keys().filter(|key| !fields.iter().any(|field| field.about == *key)).collect();
            assert!(unused.is_empty(), "{lang}: {unused:?}");
        }
    }
}
