//! What search engines read of a page: its place in the site, the site, the data (schema.org as JSON-LD).

use std::fmt;

use askama::filters::HtmlSafe;
use serde_json::{Value, json};

use crate::i18n::Lang;
use crate::site::frame::Frame;
use crate::site::urls::{Address, DataFile, FileUrl, PageUrl};

/// Data in a page for programs: nothing in it runs, and nothing ends it but its own last tag.
pub(crate) struct JsonLd(Value);

/// No character of a text can begin a tag.
impl HtmlSafe for JsonLd {}

impl fmt::Display for JsonLd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let json = self.0.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        write!(f, "<script type=\"application/ld+json\">{json}</script>")
    }
}

impl Frame<'_> {
    /// What the page is, for search engines; nothing on pages that they do not list.
    pub(crate) fn structured(&self) -> Option<JsonLd> {
        let page = self.page().filter(|_| !self.is_draft() && !self.is_answer())?;
        let own = match page {
            PageUrl::Overview(_) => self.web_site(),
            PageUrl::Data(_) => self.data_set(),
            _ if self.crumbs.is_empty() => return None,
            _ => self.breadcrumbs(),
        };
        Some(JsonLd(own))
    }

    /// The site, and where it searches.
    fn web_site(&self) -> Value {
        let projects = self.absolute_path(&PageUrl::Projects(self.plan.year()));
        json!({
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": self.site_name(),
            "url": self.canonical(),
            "inLanguage": self.lang.code(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": format!("{projects}?q={{search_term_string}}"),
                "query-input": "required name=search_term_string",
            },
        })
    }

    /// The pages above this one, the outermost first, and this one.
    fn breadcrumbs(&self) -> Value {
        let origin = self.site.base_url.origin();
        let above = self.crumbs.iter().map(|crumb| (crumb.name(), Some(format!("{origin}{}", crumb.href))));
        let all = above.chain([(self.title.clone(), self.canonical())]);
        let items = (1..).zip(all).map(|(position, (name, item))| {
            json!({ "@type": "ListItem", "position": position, "name": name, "item": item })
        });
        json!({
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": items.collect::<Vec<_>>(),
        })
    }

    /// The data of the year, with its files.
    fn data_set(&self) -> Value {
        let (plan, snapshot) = (self.plan, self.snapshot());
        let (about, year) = (plan.about(), plan.year().get());
        let files = DataFile::all(snapshot.dataset(), plan).map(|file| {
            let kind = file.content_type();
            json!({
                "@type": "DataDownload",
                "name": file.to_string(),
                "encodingFormat": kind.split_once(';').map_or(kind, |(kind, _)| kind),
                "contentUrl": snapshot.absolute(&FileUrl::Data(plan.year(), file).to_string()),
            })
        });
        json!({
            "@context": "https://schema.org",
            "@type": "Dataset",
            "name": about.full_title().get(self.lang),
            "description": self.description,
            "url": self.canonical(),
            "inLanguage": plan.langs().map(Lang::code).collect::<Vec<_>>(),
            "creator": { "@type": "GovernmentOrganization", "name": self.text(&about.issuer) },
            "datePublished": about.published.to_string(),
            "dateModified": about.as_of.to_string(),
            "version": self.data_version(),
            "temporalCoverage": format!("{year}-04-01/{}-03-31", year + 1),
            "isAccessibleForFree": true,
            "distribution": files.collect::<Vec<_>>(),
        })
    }

    /// The whole public address of a page in this language.
    fn absolute_path(&self, page: &PageUrl) -> String {
        self.snapshot().absolute(&Address::from(page.clone()).path(self.lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_data_or_begins_a_tag() {
        let data = JsonLd(json!({ "name": "</script><b>&amp;" })).to_string();
        assert_eq!(
            data,
            r#"<script type="application/ld+json">{"name":"\u003c/script\u003e\u003cb\u003e\u0026amp;"}</script>"#
        );
        let json = data.split_once('>').and_then(|(_, rest)| rest.strip_suffix("</script>")).unwrap();
        let read: Value = serde_json::from_str(json).unwrap();
        assert_eq!(read["name"], "</script><b>&amp;");
    }
}
