//! The data set for catalogues of data (DCAT, version 3, as JSON-LD).

use serde_json::{Value, json};

use super::DataVersion;
use crate::i18n::{Lang, Text, fiscal_year};
use crate::plan::{Plan, Site};

/// A file of the plan as a catalogue names it.
#[derive(Clone, Debug)]
pub struct Distribution {
    /// Its name.
    pub name: String,
    /// Its whole address.
    pub url: String,
    /// Its media type, without a character set.
    pub media_type: &'static str,
}

/// The entry of a plan's data in a catalogue. `page` is the address of the page about it.
///
/// # Errors
/// None that is known: serde's signature.
pub fn catalogue_entry(
    plan: &Plan,
    site: &Site,
    page: &str,
    files: &[Distribution],
) -> serde_json::Result<String> {
    let (about, year) = (plan.about(), plan.year().get());
    let distribution = |file: &Distribution| {
        json!({
            "@id": file.url,
            "@type": "dcat:Distribution",
            "dct:title": file.name,
            "dcat:downloadURL": { "@id": file.url },
            "dcat:accessURL": { "@id": page },
            "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{}", file.media_type) },
        })
    };
    let described = plan.langs().map(|lang| {
        let words = format!("{} {}", fiscal_year(lang, year), about.plan.get(lang));
        json!({ "@language": lang.code(), "@value": words })
    });
    let publisher = site.operator.as_ref().unwrap_or(&about.issuer);
    let mut entry = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": in_languages(plan, &about.full_title()),
        "dct:description": described.collect::<Vec<_>>(),
        "dct:creator": agent(plan, &about.issuer),
        "dct:identifier": page,
        "dct:issued": { "@type": "xsd:gYearMonth", "@value": about.published.to_string() },
        "dct:modified": { "@type": "xsd:date", "@value": about.as_of.to_string() },
        "dcat:version": DataVersion::of(plan).to_string(),
        "dct:language": plan.langs().map(language).collect::<Vec<_>>(),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": { "@type": "xsd:date", "@value": format!("{year}-04-01") },
            "dcat:endDate": { "@type": "xsd:date", "@value": format!("{}-03-31", year + 1) },
        },
        "dcat:landingPage": { "@id": page },
        "dcat:distribution": files.iter().map(distribution).collect::<Vec<_>>(),
    });
    // The city publishes the document; the data is published by whoever runs the site.
    if site.official || site.operator.is_some() {
        entry["dct:publisher"] = agent(plan, publisher);
    }
    serde_json::to_string_pretty(&entry).map(|json| json + "\n")
}

fn agent(plan: &Plan, name: &Text) -> Value {
    json!({ "@type": "foaf:Agent", "foaf:name": in_languages(plan, name) })
}

/// A text with its languages.
fn in_languages(plan: &Plan, text: &Text) -> Value {
    let texts = plan.langs().filter(|lang| text.has(*lang));
    texts.map(|lang| json!({ "@language": lang.code(), "@value": text.get(lang) })).collect()
}

/// The language as the European Union's list of languages names it, which DCAT asks for.
fn language(lang: Lang) -> Value {
    let code = match lang {
        Lang::Ja => "JPN",
        Lang::En => "ENG",
    };
    json!({ "@id": format!("http://publications.europa.eu/resource/authority/language/{code}") })
}
