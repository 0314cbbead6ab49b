//! What a code means, with an example: the fixture that its test reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use include_dir::{Dir, DirEntry, include_dir};

use super::faults::Fault;
use super::raw::suggest;
use super::{Code, Source, load};
use crate::i18n::Lang;

/// Sound data, and for each code what is put in its place to be at fault.
static SOUND: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/minimal");
static BROKEN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures/broken");

/// The names of what is not a file of a fixture but says what to do with the others.
const DIRECTIVES: [&str; 3] = ["REMOVE", "SIZE", "LINES"];

/// What a code means and what to do, with the rows of an example.
///
/// ```
/// use keikaku::load::explain;
/// assert!(explain("duplicate-id").is_ok_and(|text| text.contains("2024/projects.csv")));
/// assert_eq!(explain("duplicate-ids"), Err(Some("duplicate-id")));
/// ```
///
/// # Errors
/// Where no code is called so: with the code that may have been meant.
pub fn explain(name: &str) -> Result<String, Option<&'static str>> {
    let names = Code::ALL.iter().map(|code| code.as_str());
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) else {
        return Err(suggest::nearest(name, names));
    };
    let mut text = format!("{}[{code}]\n", code.severity().as_str());
    let form = code.forms().first().copied().unwrap_or_default();
    let values = code.places().iter().map(|place| (*place, format!("<{place}>"))).collect();
    let general = Fault::new(*code, values);
    let general = if form.is_empty() { general } else { general.form(form) };
    let (files, example) = example(*code);
    for lang in Lang::ALL {
        let fault = example.first().map_or(&general, |found| &found.fault);
        let _ = writeln!(text, "  {}\n  → {}", fault.message(lang), fault.help(lang));
    }
    for found in &example {
        let _ = writeln!(text, "\n{}", found.place());
        let row = found.row.and_then(|row| usize::try_from(row).ok()).filter(|row| *row > 0);
        let lines = files.get(&found.file).map(|file| String::from_utf8_lossy(file).into_owned());
        let line = lines.as_ref().zip(row).and_then(|(lines, row)| lines.lines().nth(row - 1));
        let _ = line.map_or(Ok(()), |line| writeln!(text, "  | {line}"));
    }
    Ok(text)
}

/// The files of the code's fixture, and what they give.
fn example(code: Code) -> (BTreeMap<String, Vec<u8>>, Vec<super::Diagnostic>) {
    let mut files = BTreeMap::new();
    add(&SOUND, &SOUND, &mut files);
    if let Some(broken) = BROKEN.get_dir(code.as_str()) {
        if broken.files().any(|file| DIRECTIVES.iter().any(|name| file.path().ends_with(name))) {
            // What is missing or too large shows nothing.
            return (files, Vec::new());
        }
        add(broken, broken, &mut files);
    }
    let report = load(&Source::Memory(files.clone()));
    (files, report.diagnostics.into_iter().filter(|found| found.code == code).collect())
}

fn add(root: &Dir<'_>, folder: &Dir<'_>, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(folder) => add(root, folder, files),
            DirEntry::File(file) => {
                let path = file.path().strip_prefix(root.path()).unwrap_or(file.path());
                files.insert(path.to_string_lossy().into_owned(), file.contents().to_vec());
            }
        }
    }
}
