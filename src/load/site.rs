//! `site.toml`: who runs the site, and where it stands.

use super::faults::{Fault, shown};
use super::raw::file;
use super::raw::positions::Positions;
use super::raw::settings::{Node, parse};
use super::records::Records;
use super::sink::{FileId, Sink};
use super::source::Source;
use super::{Code, MAX_SETTINGS_BYTES};
use crate::plan::{BaseUrl, Contact, Site};

/// The name of the file.
pub(super) const FILE: &str = "site.toml";

/// Reads the settings, and holds the glossary against the number of terms that they may state.
pub(super) fn read(
    source: &Source,
    sink: &mut Sink,
    glossary: impl FnOnce(&mut Sink) -> Records,
) -> (Option<Site>, FileId) {
    let file = sink.open(FILE.to_owned());
    let text = file::text(source, FILE, MAX_SETTINGS_BYTES, file, sink);
    let text = text.as_deref().map(Positions::new);
    let table = text.as_ref().and_then(|text| parse(text, file, sink));
    let (Some(text), Some(table)) = (&text, &table) else {
        glossary(sink);
        return (None, file);
    };
    let mut root = Node::root(text, file, table);

    let base_url = root.parsed("base_url", sink, |url| {
        let trimmed = url.trim().trim_end_matches('/');
        Fault::InvalidBaseUrl(shown(url)).correction(trimmed.parse::<BaseUrl>().ok().map(|_| trimmed))
    });
    let official = root.flag("official", sink);
    let operator = if root.has("operator") {
        root.optional_text("operator", sink)
    } else {
        root.text("operator", sink).map(Some)
    };
    let accessibility_tests = root.optional_text("accessibility_tests", sink);
    let contact = contact(&mut root, sink);
    let stated = root.optional_table("control", sink).and_then(|mut control| {
        let terms = control.count("terms", sink);
        control.finish(sink);
        terms
    });
    root.finish(sink);

    let glossary = glossary(sink);
    let found = glossary.len() as u64;
    if let Some(stated) = stated.filter(|stated| glossary.is_sound(&["id"]) && stated.value != found) {
        let fault = || Fault::control(Code::ControlTerms, stated.value, found, "glossary.csv");
        stated.error(sink, fault);
    }
    let site = || {
        Some(Site {
            base_url: base_url?,
            official: official?,
            operator: operator?,
            contact: contact?,
            accessibility_tests: accessibility_tests?,
        })
    };
    (site(), file)
}

/// The outer `None` is a fault.
#[expect(clippy::option_option, reason = "a contact that is not stated is no fault")]
fn contact(root: &mut Node<'_, '_>, sink: &mut Sink) -> Option<Option<Contact>> {
    let contact = root.string("contact", sink)?;
    match contact.value.parse::<Contact>() {
        Ok(contact) => Some(Some(contact)),
        Err(_) => {
            if !contact.value.is_empty() {
                contact.error(sink, || Fault::InvalidContact(shown(&contact.value)));
            }
            Some(None)
        }
    }
}
