//! The style sheet and the icon: built into the program, named by their content.

use sha2::{Digest, Sha256};

/// Style sheets in the order of the cascade. One file a component, of the same name as its template.
const STYLES: &[&str] = &[
    include_str!("../../static/css/tokens.css"),
    include_str!("../../static/css/base.css"),
    include_str!("../../static/css/layout.css"),
    include_str!("../../static/css/components/badge.css"),
    include_str!("../../static/css/components/breadcrumb.css"),
    include_str!("../../static/css/components/chart.css"),
    include_str!("../../static/css/components/facts.css"),
    include_str!("../../static/css/components/figures.css"),
    include_str!("../../static/css/components/neighbours.css"),
    include_str!("../../static/css/components/table.css"),
    include_str!("../../static/css/print.css"),
];

/// A file that never changes under its name.
#[derive(Clone, Debug)]
pub(crate) struct Asset {
    pub(crate) path: String,
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
}

impl Asset {
    fn new(stem: &str, extension: &str, content_type: &'static str, body: String) -> Self {
        let hash: String = Sha256::digest(&body).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { path: format!("/static/{stem}.{hash}.{extension}"), content_type, body }
    }
}

/// The files that every page refers to.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    pub(crate) stylesheet: Asset,
    pub(crate) icon: Asset,
}

impl Assets {
    pub(crate) fn built_in() -> Self {
        let css = STYLES.iter().map(|css| without_comments(css)).collect();
        let icon = include_str!("../../static/images/icon.svg").to_owned();
        Self {
            stylesheet: Asset::new("site", "css", "text/css; charset=utf-8", css),
            icon: Asset::new("icon", "svg", "image/svg+xml", icon),
        }
    }

    pub(crate) fn all(&self) -> [&Asset; 2] {
        [&self.stylesheet, &self.icon]
    }

    pub(crate) fn find(&self, path: &str) -> Option<&Asset> {
        self.all().into_iter().find(|asset| asset.path == path)
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
