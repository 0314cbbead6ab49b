//! `site.toml`: who runs the site, and where it stands.

use super::Code;
use super::faults::{control, settings as faults};
use super::raw::cell::text_faults;
use super::raw::file;
use super::raw::settings::{Node, parse};
use super::sink::Sink;
use super::source::Source;
use super::tables::glossary::Glossary;
use crate::plan::Site;

/// Reads the settings, and holds the glossary against the number of terms that they may state.
pub(super) fn read(
    source: &Source,
    sink: &mut Sink,
    glossary: impl FnOnce(&mut Sink) -> Glossary,
) -> (Option<Site>, Glossary) {
    let path = "site.toml";
    let file = sink.open(path.to_owned());
    let bytes = file::bytes(source, path, file, sink);
    let text = bytes.as_deref().and_then(|bytes| file::text(bytes, file, sink));
    let table = text.as_deref().and_then(|text| parse(text, file, sink));
    let (Some(text), Some(table)) = (&text, &table) else { return (None, glossary(sink)) };
    let mut root = Node::root(text, file, table);

    let base_url = root.string("base_url", sink).filter(|url| {
        let good = is_base_url(&url.value);
        if !good {
            let trimmed = url.value.trim().trim_end_matches('/').to_owned();
            let correction = is_base_url(&trimmed).then_some(trimmed);
            url.error(sink, || faults::invalid_base_url(&url.value, correction.as_deref()));
        }
        good
    });
    let official = root.flag("official", sink);
    let operator = root.text_or_empty("operator", sink);
    let contact = root.string("contact", sink).map(|contact| {
        if !contact.value.is_empty() && !is_contact(&contact.value) {
            contact.error(sink, || faults::invalid_contact(&contact.value));
        }
        Some(contact.value).filter(|contact| !contact.is_empty())
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
        let fault = || control::differs(Code::ControlTerms, stated.value, glossary.count, "glossary.csv");
        stated.error(sink, fault);
    }
    let site = match (base_url, official, operator, contact) {
        (Some(base_url), Some(official), Some(operator), Some(contact)) => {
            Some(Site { base_url: base_url.value, official, operator, contact })
        }
        _ => None,
    };
    (site, glossary)
}

/// True for an address that pages can build on: `http://` or `https://`, a host, perhaps a port, nothing more.
///
/// ```
/// use keikaku::load::is_base_url;
/// assert!(is_base_url("https://plan.example.jp"));
/// assert!(!is_base_url("https://plan.example.jp/"));
/// ```
#[must_use]
pub fn is_base_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(is_authority)
}

/// A host name or an address, perhaps with a port; no user name.
fn is_authority(text: &str) -> bool {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let Some((address, after)) = rest.split_once(']') else { return false };
            if address.parse::<std::net::Ipv6Addr>().is_err() {
                return false;
            }
            ("", after)
        }
        None => text.split_at(text.find(':').unwrap_or(text.len())),
    };
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let named = text.starts_with('[') || (host.len() <= 253 && host.split('.').all(label));
    let port = match port.strip_prefix(':') {
        Some(port) => {
            port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
        }
        None => port.is_empty(),
    };
    named && port
}

/// A mail address, or a URL of the web.
fn is_contact(text: &str) -> bool {
    let visible = text.chars().all(|c| !c.is_whitespace()) && text_faults(text).is_empty();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    visible
        && match rest {
            Some(rest) => is_authority(rest.split(['/', '?', '#']).next().unwrap_or_default()),
            None => text.split_once('@').is_some_and(|(local, domain)| {
                let plain =
                    |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
                (1..=64).contains(&local.len())
                    && local.bytes().all(plain)
                    && domain.contains('.')
                    && !domain.contains(':')
                    && is_authority(domain)
            }),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_the_site_is_scheme_and_host() {
        for good in
            ["https://plan.example.jp", "http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:80"]
        {
            assert!(is_base_url(good), "{good}");
        }
        for bad in [
            "",
            "https://",
            "https://plan.example.jp/",
            "https://plan.example.jp/plan",
            "//plan.example.jp",
            "ftp://plan.example.jp",
            "https://me@plan.example.jp",
            "https://plan.example.jp:0",
            "https://plan.example.jp:65536",
            "https://plan.example.jp:",
            "https://plan..jp",
            "https://計画.jp",
            "https://[::1",
            "https://plan.example.jp?q",
        ] {
            assert!(!is_base_url(bad), "{bad}");
        }
    }

    #[test]
    fn a_contact_is_a_mail_address_or_a_url() {
        for good in ["plan@example.jp", "a.b+c@city.example.lg.jp", "https://example.jp/contact?form=1"] {
            assert!(is_contact(good), "{good}");
        }
        for bad in [
            "096-328-2111",
            "plan@",
            "@example.jp",
            "plan@localhost",
            "a b@example.jp",
            "javascript:x",
            "https://",
        ] {
            assert!(!is_contact(bad), "{bad}");
        }
    }
}
