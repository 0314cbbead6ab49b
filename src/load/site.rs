//! `site.toml`: who runs the site, and where it stands.

use super::faults::{Fault, shown};
use super::raw::file;
use super::raw::settings::{Node, Positions, parse};
use super::sink::Sink;
use super::source::Source;
use super::tables::glossary::Glossary;
use super::{Code, MAX_SETTINGS_BYTES};
use crate::plan::{BaseUrl, Contact, Site};

/// The name of the file.
pub(super) const FILE: &str = "site.toml";

/// Reads the settings, and holds the glossary against the number of terms that they may state.
pub(super) fn read(
    source: &Source,
    sink: &mut Sink,
    glossary: impl FnOnce(&mut Sink) -> Glossary,
) -> (Option<Site>, Glossary) {
    let file = sink.open(FILE.to_owned());
    let text = file::text(source, FILE, MAX_SETTINGS_BYTES, file, sink);
    let text = text.as_deref().map(Positions::new);
    let table = text.as_ref().and_then(|text| parse(text, file, sink));
    let (Some(text), Some(table)) = (&text, &table) else { return (None, glossary(sink)) };
    let mut root = Node::root(text, file, table);

    let base_url = root.parsed("base_url", sink, |url| {
        let trimmed = url.trim().trim_end_matches('/');
        Fault::InvalidBaseUrl(shown(url)).correction(trimmed.parse::<BaseUrl>().ok().map(|_| trimmed))
    });
    let official = root.flag("official", sink);
    let operator = root.text_or_empty("operator", sink);
    let contact = root.string("contact", sink).map(|contact| match contact.value.parse::<Contact>() {
        Ok(contact) => Some(contact),
        Err(_) => {
            if !contact.value.is_empty() {
                contact.error(sink, || Fault::InvalidContact(shown(&contact.value)));
            }
            None
        }
    });
    let stated = root.optional_table("control", sink).and_then(|mut control| {
        let terms = control.count("terms", sink);
        control.finish(sink);
        terms
    });
    root.finish(sink);

    let glossary = glossary(sink);
    if let Some(stated) = stated
        && glossary.outcome.is_sound(&["id"])
        && stated.value != glossary.count
    {
        let fault = || Fault::control(Code::ControlTerms, stated.value, glossary.count, "glossary.csv");
        stated.error(sink, fault);
    }
    let site = match (base_url, official, operator, contact) {
        (Some(base_url), Some(official), Some(operator), Some(contact)) => {
            Some(Site { base_url, official, operator, contact })
        }
        _ => None,
    };
    (site, glossary)
}
