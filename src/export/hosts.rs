//! Redirects and headers in the words of the servers that files are put on.
//!
//! A host that understands none of these still serves every page: what leads on is then a page.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::rules::{Row, Rule, folder, rules};
use crate::i18n::Lang;

/// Cloudflare Pages reads this many header rules and ignores the rest.
const MAX_HEADER_RULES: usize = 100;

/// A path that leads to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) from: String,
    pub(super) status: u16,
    /// One place for all readers, or one for each language, the original's first.
    to: Vec<(Lang, String)>,
}

impl Lead {
    /// `to` is where readers of each language are led, the original's first.
    pub(super) fn new(from: &str, status: u16, mut to: Vec<(Lang, String)>) -> Self {
        to.dedup_by(|(_, later), (_, first)| later == first);
        if let [(lang, place)] = &mut to[..]
            && let Some(Ok(other)) = place.split('/').nth(1).map(str::parse)
        {
            // One place for all: its language is its own.
            *lang = other;
        }
        Self { from: from.to_owned(), status, to }
    }

    /// The places with their languages.
    pub(super) fn languages(&self) -> &[(Lang, String)] {
        &self.to
    }

    /// The place with the language replaced by what a server calls it: `/{lang}/2024/`.
    fn place(&self, variable: &str) -> String {
        let first = self.to.first().map_or("/", |(_, place)| place);
        match &self.to[..] {
            [(lang, _), _, ..] => {
                let rest = first.strip_prefix(&format!("/{lang}/")).unwrap_or_default();
                format!("/{variable}/{rest}")
            }
            _ => first.to_owned(),
        }
    }
}

/// What the files for hosts are made of.
pub(super) struct Copy<'a> {
    pub(super) leads: &'a [Lead],
    /// Content types by extension.
    pub(super) types: &'a BTreeMap<String, String>,
    rules: Vec<Rule>,
    rows: &'a [Row],
}

/// English before Japanese, and not refused with `q=0`. Servers cannot compare q-values; browsers
/// send languages in the order of preference, so the first of the two is the preferred one.
pub(super) const ENGLISH_FIRST: &str = r"^(?:(?!\s*ja\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$)))[^,]*,)*\s*en(?:-[a-z0-9-]+)?\s*(?:;(?!\s*q=0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)";

impl<'a> Copy<'a> {
    pub(super) fn new(
        not_found: &Row,
        rows: &'a [Row],
        leads: &'a [Lead],
        types: &'a BTreeMap<String, String>,
    ) -> Self {
        Self { leads, types, rules: rules(not_found, rows), rows }
    }

    /// `_redirects`: Netlify reads all of it; Cloudflare Pages, GitLab and others what has three words.
    pub(super) fn redirects(&self) -> String {
        let mut out = String::from(
            "# Made by `keikaku export`. Netlify honours `302!` and `Language=`. Hosts that know neither pass such\n\
             # lines over and take the one without; where there is none, the page at the address leads on.\n",
        );
        for lead in self.leads {
            let (from, status) = (&lead.from, lead.status);
            for (lang, to) in lead.to.iter().skip(1) {
                let _ = writeln!(out, "{from} {to} {status}! Language={lang}");
            }
            let Some((_, to)) = lead.to.first() else { continue };
            let _ = writeln!(out, "{from} {to} {status}!");
            // At `/` the page to choose a language is better than a language for everybody.
            if from != "/" {
                let _ = writeln!(out, "{from} {to} {status}");
            }
        }
        out
    }

    /// `_headers`, for the same hosts. Some of them join the values of two rules that fit, so no two
    /// rules give a path the same header; but for the CSP, of which the stricter then holds.
    pub(super) fn headers(&self) -> String {
        let mut blocks: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut add = |path: String, rule: &Rule, value: &Option<String>| {
            if let Some(value) = value {
                blocks.entry(path).or_default().push(format!("{}: {value}", rule.name));
            }
        };
        // What the host varies by is its own affair.
        for rule in self.rules.iter().filter(|rule| rule.name != "vary") {
            if rule.is_uniform() {
                add("/*".to_owned(), rule, &rule.default);
                continue;
            }
            if rule.name == "content-security-policy" {
                add("/*".to_owned(), rule, &rule.default);
                for (folder, value) in &rule.folders {
                    add(format!("{folder}*"), rule, value);
                }
                continue;
            }
            let mut folders: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
            for row in self.rows {
                folders.entry(folder(&row.path)).or_default().push(row);
            }
            for (name, rows) in folders {
                let value = rows.first().and_then(|row| row.head.get(&rule.name)).cloned();
                let same = rows.iter().all(|row| row.head.get(&rule.name) == value.as_ref());
                if same {
                    let path = match &rows[..] {
                        [only] => only.path.clone(),
                        _ => format!("{name}*"),
                    };
                    add(path, rule, &value);
                } else {
                    for row in rows {
                        let path = row.path.strip_suffix("index.html").unwrap_or(&row.path);
                        add(path.to_owned(), rule, &row.head.get(&rule.name).cloned());
                    }
                }
            }
        }
        // Whole folders before single files, in case there are too many.
        let mut blocks: Vec<_> = blocks.into_iter().collect();
        blocks.sort_by_key(|(path, _)| !path.ends_with('*'));
        let mut out = String::from("# Made by `keikaku export` from the headers that the server sends.\n");
        for (path, lines) in blocks.iter().take(MAX_HEADER_RULES) {
            let _ = writeln!(out, "{path}\n  {}", lines.join("\n  "));
        }
        out
    }

    /// `.htaccess`. Everything in it needs `AllowOverride FileInfo` and nothing else.
    pub(super) fn htaccess(&self) -> String {
        let mut out = String::from(include_str!("htaccess/head.txt"));
        for lang in Lang::ORIGINAL.others() {
            let _ = writeln!(
                out,
                "<If \"%{{REQUEST_URI}} =~ m#^/{lang}(/|$)#\">\nErrorDocument 404 /{lang}/404.html\n</If>"
            );
        }
        out.push_str("\n<IfModule mod_mime.c>\n");
        for (extension, kind) in self.types {
            let _ = writeln!(out, "AddType {} .{extension}", quoted(kind));
        }
        out.push_str(include_str!("htaccess/rewrite.txt").split_once("@@").map_or("", |(before, _)| before));
        let _ = writeln!(out, "RewriteCond \"%{{HTTP:Accept-Language}}\" \"{ENGLISH_FIRST}\" [NC]");
        out.push_str("RewriteRule \"^(?:$|p/)\" \"-\" [E=KEIKAKU:en]\n\n");
        for lead in self.leads {
            let pattern = lead.from.trim_start_matches('/').replace('.', "\\.");
            let to = lead.place("%{ENV:KEIKAKU}");
            let _ = writeln!(out, "RewriteRule \"^{pattern}$\" \"{to}\" [R={},L]", lead.status);
        }
        out.push_str(include_str!("htaccess/rewrite.txt").split_once("@@").map_or("", |(_, after)| after));
        for rule in &self.rules {
            self.htaccess_rule(rule, &mut out);
        }
        out.push_str("</IfModule>\n");
        out
    }

    fn htaccess_rule(&self, rule: &Rule, out: &mut String) {
        let mut line = |value: &Option<String>, condition: &str| {
            let condition =
                if condition.is_empty() { String::new() } else { format!(" \"expr={condition}\"") };
            let _ = match value {
                // `%` begins a variable.
                Some(value) => {
                    let value = quoted(&value.replace('%', "%%"));
                    writeln!(out, "Header always set {} {value}{condition}", rule.name)
                }
                None if condition.is_empty() => Ok(()),
                None => writeln!(out, "Header always unset {}{condition}", rule.name),
            };
        };
        line(&rule.default, "");
        for (folder, value) in &rule.folders {
            line(value, &format!("%{{REQUEST_URI}} =~ m#{}#", beginning(folder)));
        }
        for (path, value) in &rule.single {
            let path = path.replace('.', "\\.");
            line(value, &format!("%{{REQUEST_URI}} =~ m#^{path}(\\.br|\\.gz)?$#"));
        }
        if !rule.is_uniform() {
            line(&rule.default, "%{REQUEST_STATUS} -ge 400");
        }
    }

    /// `.nginx/http.conf`: maps, for the http block.
    pub(super) fn nginx_http(&self) -> String {
        let mut out = String::from(
            "# Made by `keikaku export`; deploy/nginx-static.conf includes it. Reload nginx after an export.\n",
        );
        for status in self.statuses() {
            let _ = writeln!(out, "map $uri $keikaku_{status} {{");
            for lead in self.leads.iter().filter(|lead| lead.status == status) {
                let _ = writeln!(out, "    {} {};", quoted(&lead.from), quoted(&lead.place("$keikaku_lang")));
            }
            out.push_str("}\n");
        }
        for rule in self.rules.iter().filter(|rule| !rule.is_uniform()) {
            let name = variable(rule);
            let default = quoted(rule.default.as_deref().unwrap_or_default());
            let mut entries = Vec::new();
            entries.extend(rule.single.iter().map(|(path, value)| (path.clone(), value)));
            entries.extend(
                rule.folders.iter().map(|(folder, value)| (format!("~{}", beginning(folder)), value)),
            );
            let _ = writeln!(out, "map $uri ${name}_of_path {{\n    default {default};");
            for (path, value) in entries {
                let value = quoted(value.as_deref().unwrap_or_default());
                let _ = writeln!(out, "    {} {value};", quoted(&path));
            }
            let _ = writeln!(
                out,
                "}}\nmap $status ${name} {{\n    default ${name}_of_path;\n    \"~^[45]\" {default};\n}}"
            );
        }
        out
    }

    /// `.nginx/server.conf`: types, headers and redirects, for a server block.
    pub(super) fn nginx_server(&self) -> String {
        let mut out = String::from(
            "# Made by `keikaku export`; deploy/nginx-static.conf includes it. Reload nginx after an export.\n\
             types {\n",
        );
        for (extension, kind) in self.types {
            let _ = writeln!(out, "    {} {extension};", quoted(kind));
        }
        out.push_str("}\ndefault_type application/octet-stream;\n");
        for rule in &self.rules {
            let value = if rule.is_uniform() {
                quoted(rule.default.as_deref().unwrap_or_default())
            } else {
                format!("${}", variable(rule))
            };
            let _ = writeln!(out, "add_header {} {value} always;", rule.name);
        }
        for status in self.statuses() {
            let _ = writeln!(out, "if ($keikaku_{status}) {{\n    return {status} $keikaku_{status};\n}}");
        }
        out
    }

    fn statuses(&self) -> std::collections::BTreeSet<u16> {
        self.leads.iter().map(|lead| lead.status).collect()
    }
}

/// Matches a folder and all in it, also where its slash is missing.
fn beginning(folder: &str) -> String {
    format!("^{}(?:/|$)", folder.trim_end_matches('/').replace('.', "\\."))
}

fn variable(rule: &Rule) -> String {
    format!("keikaku_{}", rule.name.replace('-', "_"))
}

/// In double quotes, as nginx and Apache read them.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nginx_knows_the_same_order_of_languages() {
        assert!(include_str!("../../deploy/nginx-static.conf").contains(ENGLISH_FIRST));
    }

    #[test]
    fn a_place_by_language_is_written_with_the_servers_variable() {
        let by_reader = vec![(Lang::Ja, "/ja/2024/a/".to_owned()), (Lang::En, "/en/2024/a/".to_owned())];
        assert_eq!(Lead::new("/p/2024/1-1", 302, by_reader).place("$lang"), "/$lang/2024/a/");
        let fixed = vec![(Lang::Ja, "/en/2024/".to_owned()), (Lang::En, "/en/2024/".to_owned())];
        let fixed = Lead::new("/en/", 302, fixed);
        assert_eq!(fixed.place("$lang"), "/en/2024/");
        assert_eq!(fixed.languages(), [(Lang::En, "/en/2024/".to_owned())]);
    }

    #[test]
    fn folders_match_without_their_slash_but_not_what_begins_like_them() {
        assert_eq!(beginning("/.well-known/"), r"^/\.well-known(?:/|$)");
    }
}
