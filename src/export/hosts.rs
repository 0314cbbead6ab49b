//! Redirects and headers in the words of the servers that files are put on; each has a template.
//!
//! A host that understands none of these still serves every page: what leads on is then a page.

use std::collections::BTreeMap;

use askama::Template;

use super::headers::HeaderRule;
use crate::i18n::Lang;

/// Cloudflare Pages reads this many header rules and ignores the rest.
const MAX_HEADER_RULES: usize = 100;

/// Refuses a language, behind its tag in an `Accept-Language`.
const REFUSED: &str = r"\s*q=0(?:\.0*)?\s*(?:,|$)";

/// An address that leads to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RedirectRule {
    /// Its path in the site.
    pub(super) from: String,
    pub(super) status: u16,
    /// Where readers of each language are led, the original's first; one place where the address has a language.
    /// As a link says it: below the path of the public address.
    pub(super) to: Vec<(Lang, String)>,
}

/// Everything that a host is told.
#[derive(Debug)]
pub(super) struct HostRules {
    /// The path below which the site lives: empty, or `/keikaku`. Addresses have it where they lead to.
    pub(super) base: String,
    /// The languages of the site, the original's first.
    pub(super) langs: Vec<Lang>,
    pub(super) redirects: Vec<RedirectRule>,
    pub(super) headers: Vec<HeaderRule>,
    /// Content types by extension.
    pub(super) types: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "export/redirects.txt")]
struct Redirects<'a> {
    rules: &'a HostRules,
}

#[derive(Template)]
#[template(path = "export/headers.txt")]
struct Headers<'a> {
    rules: &'a HostRules,
}

#[derive(Template)]
#[template(path = "export/htaccess.txt")]
struct Htaccess<'a> {
    rules: &'a HostRules,
}

#[derive(Template)]
#[template(path = "export/nginx-http.txt")]
struct NginxHttp<'a> {
    rules: &'a HostRules,
}

#[derive(Template)]
#[template(path = "export/nginx-server.txt")]
struct NginxServer<'a> {
    rules: &'a HostRules,
}

impl HostRules {
    /// The files for hosts, by name.
    pub(super) fn files(&self) -> askama::Result<[(&'static str, String); 5]> {
        let rules = self;
        Ok([
            ("_redirects", Redirects { rules }.render()?),
            ("_headers", Headers { rules }.render()?),
            (".htaccess", Htaccess { rules }.render()?),
            (".nginx/http.conf", NginxHttp { rules }.render()?),
            (".nginx/server.conf", NginxServer { rules }.render()?),
        ])
    }

    /// The languages besides the original, each with a pattern for an `Accept-Language` that names it before all
    /// others of the site without refusing it (`q=0`). Servers cannot compare q-values; browsers send languages
    /// in the order of preference, so the first of them is preferred.
    fn preferences(&self) -> Vec<(Lang, String)> {
        let pattern = |lang: Lang| {
            let others = self.langs.iter().filter(|other| **other != lang);
            let others = others.map(|other| other.code()).collect::<Vec<_>>().join("|");
            format!(
                r"^(?:(?!\s*(?:{others})\b(?!\s*;{REFUSED}))[^,]*,)*\s*{lang}(?:-[a-z0-9-]+)?\s*(?:;(?!{REFUSED})[^,]*)?(?:,|$)"
            )
        };
        let langs = self.langs.iter().filter(|lang| **lang != Lang::ORIGINAL);
        langs.map(|lang| (*lang, pattern(*lang))).collect()
    }

    /// The page in a language for what is not there.
    fn not_found(&self, lang: &Lang) -> String {
        let folder = if *lang == Lang::ORIGINAL { String::new() } else { format!("{lang}/") };
        format!("{}/{folder}404.html", self.base)
    }

    /// Where an address leads, the language replaced by what a server calls the reader's: `/$lang/2024/`.
    fn target(&self, rule: &RedirectRule, variable: &str) -> String {
        let first = rule.to.first().map_or("", |(_, to)| to);
        match &rule.to[..] {
            [(lang, _), _, ..] => match first.strip_prefix(&format!("{}/{lang}/", self.base)) {
                Some(rest) => format!("{}/{variable}/{rest}", self.base),
                None => first.to_owned(),
            },
            _ => first.to_owned(),
        }
    }

    /// A regular expression for the addresses of a place, as nginx and Apache see them at last: of a page its
    /// `index.html`, of what was compressed ahead the compressed file.
    fn pattern(&self, place: &str) -> String {
        let escaped = escaped(&format!("{}{place}", self.base));
        match escaped.strip_suffix("/*") {
            Some(folder) => format!("{folder}(?:/|$)"),
            None if escaped.ends_with('/') => format!("{escaped}(?:index\\.html(?:\\.br|\\.gz)?)?$"),
            None => format!("{escaped}(?:\\.br|\\.gz)?$"),
        }
    }

    /// The lines of `_headers` by place, whole folders first. Hosts join the values of all rules that fit, so no
    /// two rules give a path the same header; but for the CSP, of which both hold then, and so the stricter.
    fn by_place(&self) -> Vec<(&str, Vec<String>)> {
        let mut lines: BTreeMap<(bool, &str), Vec<String>> = BTreeMap::new();
        let mut add = |place, rule: &HeaderRule, value: &Option<String>| {
            if let Some(value) = value {
                let line = format!("{}: {value}", rule.name);
                lines.entry((!str::ends_with(place, '*'), place)).or_default().push(line);
            }
        };
        for rule in &self.headers {
            let is_joined = rule.name == "content-security-policy";
            if rule.is_uniform() || is_joined {
                add("/*", rule, &rule.default);
            }
            if is_joined {
                rule.exceptions().for_each(|(place, value)| add(place, rule, value));
            } else if !rule.is_uniform() {
                rule.places.iter().for_each(|(place, value)| add(place, rule, value));
            }
        }
        lines.into_iter().map(|((_, place), lines)| (place, lines)).take(MAX_HEADER_RULES).collect()
    }
}

/// A path as a part of a regular expression. Of what paths consist of, only the dot means something there.
fn escaped(path: &str) -> String {
    path.replace('.', "\\.")
}

fn variable(rule: &HeaderRule) -> String {
    format!("keikaku_{}", rule.name.replace('-', "_"))
}

/// In double quotes, as nginx and Apache read them.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn below(base: &str) -> HostRules {
        HostRules {
            base: base.to_owned(),
            langs: Lang::ALL.to_vec(),
            redirects: Vec::new(),
            headers: Vec::new(),
            types: BTreeMap::new(),
        }
    }

    #[test]
    fn a_target_by_language_is_written_with_the_servers_variable() {
        let rule = |to: &[(Lang, &str)]| RedirectRule {
            from: "/from".to_owned(),
            status: 302,
            to: to.iter().map(|(lang, to)| (*lang, (*to).to_owned())).collect(),
        };
        let by_reader = rule(&[(Lang::Ja, "/ja/2024/a/"), (Lang::En, "/en/2024/a/")]);
        assert_eq!(below("").target(&by_reader, "$lang"), "/$lang/2024/a/");
        let by_reader = rule(&[(Lang::Ja, "/ja/plan/ja/"), (Lang::En, "/ja/plan/en/")]);
        assert_eq!(below("/ja/plan").target(&by_reader, "$lang"), "/ja/plan/$lang/");
        assert_eq!(below("").target(&rule(&[(Lang::En, "/en/2024/")]), "$lang"), "/en/2024/");
    }

    #[test]
    fn patterns_match_what_servers_make_of_an_address() {
        assert_eq!(below("").pattern("/data/*"), "/data(?:/|$)");
        assert_eq!(below("").pattern("/ja/a/"), r"/ja/a/(?:index\.html(?:\.br|\.gz)?)?$");
        assert_eq!(below("/v1.0").pattern("/a.csv"), r"/v1\.0/a\.csv(?:\.br|\.gz)?$");
    }
}
