//! The style sheet and the icon: built into the program, named by their content.

use sha2::{Digest, Sha256};

use super::File;

/// Style sheets in the order of the cascade. One file a component, of the same name as its template.
const STYLES: &[&str] = &[
    include_str!("../../../static/css/tokens.css"),
    include_str!("../../../static/css/base.css"),
    include_str!("../../../static/css/layout.css"),
    include_str!("../../../static/css/components/badge.css"),
    include_str!("../../../static/css/components/breadcrumb.css"),
    include_str!("../../../static/css/components/data.css"),
    include_str!("../../../static/css/components/facts.css"),
    include_str!("../../../static/css/components/group.css"),
    include_str!("../../../static/css/components/neighbours.css"),
    include_str!("../../../static/css/components/overview.css"),
    include_str!("../../../static/css/components/rows.css"),
    include_str!("../../../static/css/components/find.css"),
    include_str!("../../../static/css/components/squares.css"),
    include_str!("../../../static/css/components/sums.css"),
    include_str!("../../../static/css/components/table.css"),
];

/// The style sheet for paper, which a screen does not load.
const PRINT: &str = include_str!("../../../static/css/print.css");

/// A file whose name changes with its content.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    stem: &'static str,
    extension: &'static str,
    /// Such as `site.0123456789ab.css`.
    pub(crate) name: String,
    content_type: &'static str,
    body: String,
}

/// Bytes of the content's digest in a name.
const DIGEST: usize = 6;

impl Asset {
    fn new(stem: &'static str, extension: &'static str, content_type: &'static str, body: String) -> Self {
        let digest = Sha256::digest(&body);
        let hex: String = digest.iter().take(DIGEST).map(|byte| format!("{byte:02x}")).collect();
        Self { stem, extension, name: format!("{stem}.{hex}.{extension}"), content_type, body }
    }

    /// Whether a name is that of another version of this file.
    pub(super) fn replaces(&self, name: &str) -> bool {
        let rest = name.strip_prefix(self.stem).and_then(|name| name.strip_suffix(self.extension));
        let digest = rest.and_then(|rest| rest.strip_prefix('.')?.strip_suffix('.'));
        digest.is_some_and(|hex| hex.len() == 2 * DIGEST && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    pub(super) fn file(&self) -> File {
        // A picture of its own is a document, in which scripts could run.
        let shared = self.content_type == "image/svg+xml";
        let body = self.body.clone().into_bytes();
        File { content_type: self.content_type, body, download: None, shared, immutable: true }
    }
}

/// The icon that browsers ask for without having been told of one: the other icon at 32 by 32 pixels.
pub(super) fn favicon() -> File {
    let body = include_bytes!("../../../static/images/favicon.ico").to_vec();
    File { content_type: "image/x-icon", body, download: None, shared: false, immutable: false }
}

/// The files that every page refers to.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    pub(crate) stylesheet: Asset,
    pub(crate) print: Asset,
    pub(crate) icon: Asset,
}

impl Assets {
    pub(crate) fn built_in() -> Self {
        let css = STYLES.iter().map(|css| without_comments(css)).collect();
        let icon = include_str!("../../../static/images/icon.svg").to_owned();
        Self {
            stylesheet: Asset::new("site", "css", "text/css; charset=utf-8", css),
            print: Asset::new("print", "css", "text/css; charset=utf-8", without_comments(PRINT)),
            icon: Asset::new("icon", "svg", "image/svg+xml", icon),
        }
    }

    pub(crate) fn all(&self) -> [&Asset; 3] {
        [&self.stylesheet, &self.print, &self.icon]
    }
}

/// Comments, indentation and blank lines are for the reader of the source, not for the wire.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}
