//! `README.txt` of an archive: what its files are, for whoever opens it years later.

use super::DataVersion;
use crate::i18n::{Labels, Lang, day};
use crate::plan::Plan;

/// The text in every language of the plan; `page` is the address of the page about the data. UTF-8 with a byte
/// order mark and lines ended by CR LF, so that every editor shows it.
#[must_use]
pub fn readme(plan: &Plan, page: &str) -> String {
    let texts = plan.langs().map(|lang| in_language(plan, page, lang));
    format!("\u{feff}{}", texts.collect::<Vec<_>>().join("\n\n").replace('\n', "\r\n"))
}

fn in_language(plan: &Plan, page: &str, lang: Lang) -> String {
    let (about, t) = (plan.about(), Labels::of(lang));
    let date = day(lang, (about.as_of.year, about.as_of.month, about.as_of.day));
    let source = t.site.source(
        about.issuer.get(lang),
        about.plan.get(lang),
        about.title.get(lang),
        about.issued.get(lang),
    );
    let lines = [
        about.full_title().get(lang).to_owned(),
        String::new(),
        source,
        t.site.as_of(date),
        t.data.readme_version(DataVersion::of(plan)),
        String::new(),
        format!("plan.xlsx  {}", t.data.workbook_about),
        format!("plan.json  {}", t.data.json_about),
        format!("*.csv  {}", t.data.tables),
        format!("plan.schema.json  {}", t.data.schema),
        format!("datapackage.json  {}", t.data.package),
        format!("dcat.jsonld  {}", t.data.catalogue),
        String::new(),
        t.data.terms_about(about.issuer.get(lang)),
        t.data.readme_page(page),
        String::new(),
    ];
    lines.join("\n")
}
