use std::collections::BTreeSet;

use super::texts::Texts;
use super::*;
use crate::i18n::fault_texts;

/// Every fault that a code can have, its values being the names of their places in brackets.
fn faults() -> Vec<Fault> {
    let fault = |code: Code, form: &'static str, n: &str| {
        let value = |place: &str| if place == "n" { n.to_owned() } else { format!("⟦{place}⟧") };
        let values = code.places().iter().map(|place| (*place, value(place))).collect();
        Fault { form, ..Fault::new(code, values) }
    };
    let mut faults = Vec::new();
    for code in Code::ALL {
        let forms = if code.forms().is_empty() { vec![""] } else { code.forms() };
        let counts = if code.places().contains(&"n") { vec!["1", "2"] } else { vec![""] };
        for form in forms {
            faults.extend(counts.iter().map(|n| fault(*code, form, n)));
        }
    }
    faults
}

/// The places that a filled text shows.
fn shown_in(text: &str) -> BTreeSet<&str> {
    text.split('⟦').skip(1).filter_map(|rest| rest.split_once('⟧')).map(|(place, _)| place).collect()
}

#[test]
fn the_texts_of_every_language_are_whole() {
    let read = |lang| Some(format!("{lang}: {}", Texts::parse(fault_texts(lang)).err()?));
    let broken: Vec<String> = Lang::ALL.into_iter().filter_map(read).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_text_shows_the_same_values_in_every_language() {
    for fault in faults() {
        let texts = |lang| [fault.message(lang), fault.help(lang)];
        let original = texts(Lang::ORIGINAL);
        for lang in Lang::ALL {
            for (own, original) in texts(lang).iter().zip(&original) {
                assert!(!own.is_empty() && !own.contains(['{', '}']), "{lang} {}: {own}", fault.code);
                assert_eq!(shown_in(own), shown_in(original), "{lang} {}: {own}", fault.code);
            }
        }
    }
}

#[test]
fn a_known_correction_is_the_help() {
    let fault = || Fault::InvalidId("A");
    let general = fault().help(Lang::En);
    assert_eq!(fault().correction(None::<&str>).help(Lang::En), general);
    assert_eq!(fault().correction(Some("a")).help(Lang::En), "Write \"a\".");
    assert_eq!(fault().near(Some("b")).help(Lang::En), "Did you mean \"b\"?");
}

#[test]
fn what_is_wrong_with_a_text_is_named() {
    let whole = fault_texts(Lang::En);
    for (from, to, problem) in [
        ("at most {limit})", "at most {limits})", "file-too-large: has the places"),
        ("\"{value}\" is negative", "is negative", "amount-negative: has the places"),
        ("The file is empty.", "{file} is empty.", "empty-file: has the places"),
        ("\n[no-year]\n", "\n[no-years]\n", "no-year.message: is missing"),
        ("\n[no-year]\n", "\n[no-years]\n", "no-years.help: is not used"),
        ("help = \"Enter a value.\"\n", "", "empty-value.help: is missing"),
        ("\nnear = ", "\nlike = ", "help.near: is missing"),
        ("'Write \"{correction}\".'", "'Write it.'", "help: has the places"),
        ("{ dash = ", "{ dashes = ", "amount-not-plain-digits.help: has the forms"),
        ("one = \"Byte {byte} of", "one = \"A byte of", "broken-utf-8.message: has the places"),
        ("[control-terms]\n", "[control-terms]\nhelp = \"\"\n", "control-terms.help: is not used"),
    ] {
        let broken = whole.replacen(from, to, 1);
        assert_ne!(broken, whole, "{from}");
        let problems = Texts::parse(&broken).unwrap_err();
        assert!(problems.lines().any(|line| line.starts_with(problem)), "{from}: {problems}");
    }
}
