//! A file that was cut or damaged never passes for a smaller or a different plan.

use keikaku::load::load;

use crate::support::dataset::DataFolder;

const TABLES: [&str; 7] = [
    "directions.csv",
    "initiatives.csv",
    "departments.csv",
    "projects.csv",
    "listings.csv",
    "project_departments.csv",
    "glossary.csv",
];

const SETTINGS: [&str; 2] = ["plan.toml", "site.toml"];

/// What a reader of the site would see.
fn contents(folder: &DataFolder) -> Option<String> {
    let dataset = load(&folder.source()).dataset?;
    let plan = dataset.newest()?;
    let parts = (plan.about(), plan.levels(), plan.groups(), plan.departments());
    Some(format!(
        "{:?} {:?} {:?} {:?}",
        dataset.site,
        dataset.terms,
        parts,
        (plan.projects(), plan.listings())
    ))
}

/// True where nothing is said and still something else would be published.
fn passes_unseen(folder: &DataFolder, original: &str) -> bool {
    let report = folder.load();
    report.diagnostics.is_empty() && contents(folder).as_deref() != Some(original)
}

#[test]
#[ignore = "slow: a folder is read for every byte of every file"]
fn a_cut_at_any_byte_is_noticed() {
    let minimal = DataFolder::minimal();
    let original = contents(&minimal).unwrap();
    for name in TABLES.into_iter().chain(SETTINGS) {
        let bytes = minimal.bytes(name);
        for length in 0..bytes.len() {
            let cut = minimal.clone().file(name, &bytes[..length]);
            assert!(!passes_unseen(&cut, &original), "{name} cut to {length} bytes");
        }
    }
}

#[test]
fn a_row_that_is_gone_is_noticed() {
    let minimal = DataFolder::minimal();
    for name in TABLES {
        let text = std::str::from_utf8(minimal.bytes(name)).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for gone in 1..lines.len() {
            let rest: Vec<&str> = (0..lines.len()).filter(|at| *at != gone).map(|at| lines[at]).collect();
            let report = minimal.clone().file(name, rest.concat()).load();
            assert!(report.errors() > 0, "{name} without row {}", gone + 1);
            let report = minimal.clone().file(name, text.to_owned() + lines[gone]).load();
            assert!(report.errors() > 0, "{name} with row {} twice", gone + 1);
        }
    }
}

#[test]
#[ignore = "slow: a folder is read for every byte of every file, twice"]
fn a_byte_that_is_no_text_is_noticed_wherever_it_is() {
    let minimal = DataFolder::minimal();
    for name in TABLES.into_iter().chain(SETTINGS) {
        for at in 0..minimal.bytes(name).len() {
            for byte in [0x00, 0xFF] {
                let mut bytes = minimal.bytes(name).to_vec();
                bytes[at] = byte;
                let report = minimal.clone().file(name, bytes).load();
                // In a comment it would change nothing; the fixtures have none.
                assert!(report.errors() > 0, "{name} with {byte:02X} at {at}");
            }
        }
    }
}

#[test]
#[ignore = "slow: a folder is read for two of three bytes of every file"]
fn no_damage_makes_the_loader_panic() {
    let minimal = DataFolder::minimal();
    let pieces: [&[u8]; 8] = [b"\"", b",", b"\n", b"\r", b"[", b"=", "＝".as_bytes(), b"\x81"];
    for name in TABLES.into_iter().chain(SETTINGS) {
        let bytes = minimal.bytes(name);
        for at in (0..bytes.len()).step_by(3) {
            let piece = pieces[at / 3 % pieces.len()];
            let inserted = [&bytes[..at], piece, &bytes[at..]].concat();
            let _ = minimal.clone().file(name, inserted).load();
            let mut flipped = bytes.to_vec();
            flipped[at] ^= 1 << (at % 8);
            let _ = minimal.clone().file(name, flipped).load();
        }
    }
}
