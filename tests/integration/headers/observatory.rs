//! The scoring rules of Mozilla's HTTP Observatory, as far as headers of a site without scripts and
//! cookies go, written anew in Rust from github.com/mdn/mdn-http-observatory, `src/grader/charts.js`
//! (modifiers) and `src/analyzer/tests/*.js` (what earns them), as of August 2026.
//!
//! Left out: redirection from http to https (the proxy's work, 0 at best), the preload list of HSTS
//! (+5 at best, not ours to give), subresource integrity and cookies (0 for those who have none).

use std::collections::BTreeMap;

use axum::http::HeaderMap;

/// Where extra credit begins (`MINIMUM_SCORE_FOR_EXTRA_CREDIT`): below it only what is missing counts.
const ENOUGH_FOR_CREDIT: i32 = 90;

/// The score of a page with those headers, fetched by https.
pub(super) fn score(headers: &HeaderMap) -> i32 {
    let rules = [
        policy(headers),
        hsts(headers),
        sniffing(headers),
        framing(headers),
        referrer(headers),
        corp(headers),
        isolation(headers, "cross-origin-embedder-policy", &["require-corp", "credentialless"]),
        isolation(
            headers,
            "cross-origin-opener-policy",
            &["same-origin", "same-origin-allow-popups", "noopener-allow-popups"],
        ),
        sharing(headers),
    ];
    let missing: i32 = rules.iter().filter(|points| **points < 0).sum();
    let extra: i32 = rules.iter().filter(|points| **points > 0).sum();
    let base = 100 + missing;
    (if base >= ENOUGH_FOR_CREDIT { base + extra } else { base }).max(0)
}

fn values<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    headers.get_all(name).iter().map(|value| value.to_str().unwrap().trim()).collect()
}

type Directives = BTreeMap<String, Vec<String>>;

/// `cspParser.js`: directives by name, in lower case; the first of a name counts.
fn directives(headers: &HeaderMap) -> Directives {
    let mut found = Directives::new();
    for directive in values(headers, "content-security-policy").iter().flat_map(|policy| policy.split(';')) {
        let mut words = directive.split_whitespace().map(str::to_lowercase);
        if let Some(name) = words.next() {
            found.entry(name).or_insert_with(|| words.collect());
        }
    }
    found
}

/// `csp.js`, in its order: the first rule that applies gives the result.
fn policy(headers: &HeaderMap) -> i32 {
    const BROAD: [&str; 8] =
        ["ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"];
    const INLINE: [&str; 2] = ["'unsafe-inline'", "data:"];
    let found = directives(headers);
    if found.is_empty() {
        return -25; // CspNotImplemented
    }
    let anything = vec!["*".to_owned()];
    let of = |name: &str| found.get(name).or_else(|| found.get("default-src")).unwrap_or(&anything);
    let (script, object, style) = (of("script-src"), of("object-src"), of("style-src"));
    let broad = |sources: &[String]| sources.iter().any(|source| BROAD.contains(&source.as_str()));
    let inline = |sources: &[String]| sources.iter().any(|source| INLINE.contains(&source.as_str()));
    let insecure = |source: &String| source.starts_with("http:") || source.starts_with("ftp:");
    let (passive, active): (Vec<_>, Vec<_>) =
        found.iter().partition(|(name, _)| ["img-src", "media-src"].contains(&name.as_str()));
    if broad(script) || inline(script) || broad(object) {
        return -20; // CspImplementedWithUnsafeInline
    }
    if active.iter().flat_map(|(_, sources)| *sources).any(insecure) {
        return -20; // CspImplementedWithInsecureScheme
    }
    if script.iter().chain(style).any(|source| source == "'unsafe-eval'") {
        return -10; // CspImplementedWithUnsafeEval
    }
    if passive.iter().flat_map(|(_, sources)| *sources).any(insecure) {
        return -10; // CspImplementedWithInsecureSchemeInPassiveContentOnly
    }
    if broad(style) || inline(style) {
        return 0; // CspImplementedWithUnsafeInlineInStyleSrcOnly
    }
    if found.get("default-src").is_some_and(|sources| sources.as_slice() == ["'none'"]) {
        10 // CspImplementedWithNoUnsafeDefaultSrcNone
    } else {
        5 // CspImplementedWithNoUnsafe
    }
}

/// `strict-transport-security.js`: six months at least ("a lot of sites use 15552000").
fn hsts(headers: &HeaderMap) -> i32 {
    let [value] = values(headers, "strict-transport-security")[..] else { return -20 }; // HstsNotImplemented
    let value = value.to_lowercase();
    let age = value.split(';').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
    match age {
        Some(15_552_000..) => 0,
        Some(_) => -10, // HstsImplementedMaxAgeLessThanSixMonths
        None => -20,    // HstsHeaderInvalid
    }
}

/// `x-content-type-options.js`.
fn sniffing(headers: &HeaderMap) -> i32 {
    if values(headers, "x-content-type-options") == ["nosniff"] { 0 } else { -5 }
}

/// `x-frame-options.js`: the policy's `frame-ancestors` makes the older header unnecessary.
fn framing(headers: &HeaderMap) -> i32 {
    if directives(headers).contains_key("frame-ancestors") {
        return 5; // XFrameOptionsImplementedViaCsp
    }
    match values(headers, "x-frame-options").first().map(|value| value.to_lowercase()).as_deref() {
        Some("deny" | "sameorigin") => 5, // XFrameOptionsSameoriginOrDeny
        Some(value) if value.starts_with("allow-from") => 0,
        _ => -20,
    }
}

/// `referrer-policy.js`: the last value known counts.
fn referrer(headers: &HeaderMap) -> i32 {
    const PRIVATE: [&str; 4] =
        ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"];
    const UNSAFE: [&str; 4] =
        ["origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"];
    let values = values(headers, "referrer-policy").join(",").to_lowercase();
    let known = |value: &&str| PRIVATE.contains(value) || UNSAFE.contains(value);
    match values.split(',').map(str::trim).rfind(known) {
        Some(value) if PRIVATE.contains(&value) => 5, // ReferrerPolicyPrivate
        None if values.is_empty() => 0,               // ReferrerPolicyNotImplemented
        _ => -5,
    }
}

/// `cross-origin-resource-policy.js`.
fn corp(headers: &HeaderMap) -> i32 {
    match values(headers, "cross-origin-resource-policy").join(", ").to_lowercase().as_str() {
        "same-origin" | "same-site" => 10,
        "" | "cross-origin" => 0,
        _ => -5,
    }
}

/// `cross-origin-embedder-policy.js` and `cross-origin-opener-policy.js`: one structured token.
fn isolation(headers: &HeaderMap, name: &str, good: &[&str]) -> i32 {
    match values(headers, name)[..] {
        [] => 0,
        [value] => match value.split(';').next().unwrap_or_default().trim() {
            value if good.contains(&value) => 10,
            "unsafe-none" => 0,
            _ => -5,
        },
        _ => -5, // set twice
    }
}

/// `cors.js`: only credentials for any origin cost points.
fn sharing(headers: &HeaderMap) -> i32 {
    let credentials = values(headers, "access-control-allow-credentials") == ["true"];
    let reflected = values(headers, "access-control-allow-origin").iter().any(|origin| *origin != "*");
    if credentials && reflected { -50 } else { 0 }
}
