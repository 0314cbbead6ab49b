//! Where the site is reached, and where its readers may write to.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use thiserror::Error;

use crate::i18n::is_invisible;

/// The public address of the site: `http(s)://HOST[:PORT][/PATH]`, without a slash at the end.
///
/// ```
/// use keikaku::plan::BaseUrl;
/// let url: BaseUrl = "https://city.example.jp/keikaku".parse()?;
/// assert_eq!((url.origin(), url.path()), ("https://city.example.jp", "/keikaku"));
/// assert!(url.is_https() && url.is_public());
/// assert!("https://city.example.jp/".parse::<BaseUrl>().is_err());
/// # Ok::<(), keikaku::plan::InvalidBaseUrl>(())
/// ```
///
/// The segments of the path consist of a–z, A–Z, 0–9, `.`, `_`, `~` and `-`, so that they are written
/// in one way only and need no escaping anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    whole: String,
    /// Where the path begins in it.
    path: usize,
    is_public: bool,
}

impl BaseUrl {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// Scheme, host and port: `https://city.example.jp`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.whole[..self.path]
    }

    /// The path below which the site lives: empty, or `/keikaku`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.whole[self.path..]
    }

    /// True for `https`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.whole.starts_with("https://")
    }

    /// False where the host is this machine (`localhost`, a loopback address) or an address of a private network.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.is_public
    }
}

/// The text is not a [`BaseUrl`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "an address is http(s)://HOST[:PORT][/PATH], the path of a-z A-Z 0-9 . _ ~ - and without a slash at the end"
)]
pub struct InvalidBaseUrl;

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    fn from_str(text: &str) -> Result<Self, InvalidBaseUrl> {
        let rest = after_scheme(text).ok_or(InvalidBaseUrl)?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = host(authority).ok_or(InvalidBaseUrl)?;
        if !path.is_empty() && !path[1..].split('/').all(is_segment) {
            return Err(InvalidBaseUrl);
        }
        Ok(Self { whole: text.to_owned(), path: text.len() - path.len(), is_public: is_public(&host) })
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole)
    }
}

/// A mail address or a URL, for readers to write to.
///
/// ```
/// use keikaku::plan::Contact;
/// assert_eq!("plan@example.jp".parse::<Contact>()?.href(), "mailto:plan@example.jp");
/// assert_eq!("https://example.jp/form".parse::<Contact>()?.href(), "https://example.jp/form");
/// assert!("096-328-2111".parse::<Contact>().is_err());
/// # Ok::<(), keikaku::plan::InvalidContact>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    text: String,
    is_mail: bool,
}

impl Contact {
    /// The target of a link to it.
    #[must_use]
    pub fn href(&self) -> String {
        if !self.is_mail {
            return self.text.clone();
        }
        // RFC 6068: what a URL gives a meaning is escaped.
        let escaped = self.text.chars().map(|c| match c {
            '#' | '%' | '&' | '/' | '?' | '^' | '`' | '{' | '|' | '}' => format!("%{:02X}", u32::from(c)),
            c => c.to_string(),
        });
        format!("mailto:{}", escaped.collect::<String>())
    }
}

/// The text is not a [`Contact`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a contact is a mail address (plan@example.jp) or a URL (https://...)")]
pub struct InvalidContact;

impl FromStr for Contact {
    type Err = InvalidContact;

    fn from_str(text: &str) -> Result<Self, InvalidContact> {
        let is_visible = |c: char| !c.is_whitespace() && !c.is_control() && !is_invisible(c);
        let (is_mail, is_valid) = match after_scheme(text) {
            Some(rest) => {
                let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
                (false, host(authority).is_some() && text.chars().all(is_visible))
            }
            None => (true, is_mail(text)),
        };
        if is_valid { Ok(Self { text: text.to_owned(), is_mail }) } else { Err(InvalidContact) }
    }
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn after_scheme(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

/// `local@domain`: no quoted local parts, no addresses in brackets, a domain of two labels or more.
fn is_mail(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    (1..=64).contains(&local.len())
        && local.bytes().all(plain)
        && domain.contains('.')
        && !domain.contains(':')
        && host(domain).is_some()
}

enum Host<'t> {
    Name(&'t str),
    Address(IpAddr),
}

/// The host of `HOST[:PORT]`; `None` where it is not valid, or the port is not, or a user is named.
fn host(authority: &str) -> Option<Host<'_>> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (Host::Address(address.parse::<Ipv6Addr>().ok()?.into()), port)
        }
        None => {
            let (name, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            let address = name.parse::<Ipv4Addr>().map(|address| Host::Address(address.into()));
            (address.unwrap_or(Host::Name(name)), port)
        }
    };
    let is_named = match host {
        Host::Name(name) => name.len() <= 253 && name.split('.').all(is_label),
        Host::Address(_) => true,
    };
    (is_named && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))).then_some(host)
}

/// A label of a host name: 1 to 63 letters, digits and hyphens, no hyphen at an end.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

fn is_segment(segment: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._~-".contains(&byte);
    !matches!(segment, "" | "." | "..") && segment.bytes().all(plain)
}

fn is_public(host: &Host<'_>) -> bool {
    match host {
        Host::Name(name) => {
            let last = name.rsplit('.').next().unwrap_or_default();
            !last.eq_ignore_ascii_case("localhost")
        }
        Host::Address(address) => match address.to_canonical() {
            IpAddr::V4(v4) => {
                !(v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_unspecified())
            }
            IpAddr::V6(v6) => {
                !(v6.is_loopback()
                    || v6.is_unique_local()
                    || v6.is_unicast_link_local()
                    || v6.is_unspecified())
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_scheme_host_port_and_path() {
        for (text, path) in [
            ("https://plan.example.jp", ""),
            ("http://127.0.0.1:8080", ""),
            ("http://[::1]:80", ""),
            ("https://city.example.jp/keikaku", "/keikaku"),
            ("https://me.example.io:8443/Plan_1/~v2.0-a", "/Plan_1/~v2.0-a"),
        ] {
            let url: BaseUrl = text.parse().unwrap();
            assert_eq!((url.origin(), url.path()), (&text[..text.len() - path.len()], path));
            assert_eq!((url.to_string().as_str(), url.as_str()), (text, text));
            assert_eq!(url.is_https(), text.as_bytes()[4] == b's');
        }
        let bad = "nonsense https:// https:///plan //a.jp ftp://a.jp https://me@a.jp https://a.jp:0 https://a.jp:65536 \
            https://a.jp: https://a.jp:/a https://a..jp https://-a.jp https://計画.jp https://[::1 https://a.jp?q \
            https://a.jp#a https://a.jp/ https://a.jp/a/ https://a.jp//a https://a.jp/a//b https://a.jp/. \
            https://a.jp/a/../b https://a.jp/a?q https://a.jp/a%20b https://a.jp/計画";
        for bad in bad.split_whitespace().chain(["", " https://a.jp", "https://a.jp/a b"]) {
            assert_eq!(bad.parse::<BaseUrl>(), Err(InvalidBaseUrl), "{bad}");
        }
    }

    #[test]
    fn this_machine_and_private_networks_are_not_public() {
        let is_public = |host: &str| format!("http://{host}").parse::<BaseUrl>().unwrap().is_public();
        for host in ["plan.example.jp", "localhost.example.jp", "203.0.113.7:8080", "[2001:db8::1]"] {
            assert!(is_public(host), "{host}");
        }
        let private = "localhost LOCALHOST:8080 plan.localhost 127.0.0.1:8080 127.9.9.9 0.0.0.0 10.1.2.3 172.16.0.1 \
            192.168.0.1 169.254.0.1 [::1] [::] [fd00::1] [fe80::1] [::ffff:127.0.0.1]";
        for host in private.split_whitespace() {
            assert!(!is_public(host), "{host}");
        }
    }

    #[test]
    fn a_contact_is_a_mail_address_or_a_url() {
        for (text, href) in [
            ("plan@example.jp", "mailto:plan@example.jp"),
            ("a.b+c@city.example.lg.jp", "mailto:a.b+c@city.example.lg.jp"),
            ("50%?a&b@example.jp", "mailto:50%25%3Fa%26b@example.jp"),
            ("https://example.jp/contact?form=1", "https://example.jp/contact?form=1"),
            ("https://example.jp/お問い合わせ", "https://example.jp/お問い合わせ"),
        ] {
            let contact: Contact = text.parse().unwrap();
            assert_eq!((contact.href().as_str(), contact.to_string().as_str()), (href, text));
        }
        let bad = "096-328-2111 plan@ @example.jp plan@localhost plan@[::1] plan@example.jp:25 javascript:x https://";
        let unseen =
            ["", "a b@example.jp", "https://a.jp/a b", "https://a.jp/\u{202E}", "https://a.jp/\u{1B}"];
        for bad in bad.split_whitespace().chain(unseen) {
            assert_eq!(bad.parse::<Contact>(), Err(InvalidContact), "{bad}");
        }
    }
}
