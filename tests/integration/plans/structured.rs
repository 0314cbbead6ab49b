//! What pages say to search engines (JSON-LD): true of the page, and the only element of its name.

use serde_json::{Value, json};

use super::crawl::{Kind, Page};
use super::faults::on_every_page;
use super::sets::Set;

/// The data of a page; an error where another script is there.
fn data(set: &Set, page: &Page) -> Result<Option<Value>, String> {
    let answer = set.site.get(&page.path);
    let text = answer.text();
    let Some((before, rest)) = text.split_once("<script") else { return Ok(None) };
    let (own, after) = rest.split_once("</script>").ok_or("a script that does not end")?;
    let json = own.strip_prefix(" type=\"application/ld+json\">").ok_or(format!("a script: {own:.60}"))?;
    if after.contains("<script") || !before.contains("<head>") || json.contains(['<', '>', '&']) {
        return Err("a second script, one in the body, or one with a tag in it".to_owned());
    }
    serde_json::from_str(json).map(Some).map_err(|error| error.to_string())
}

#[test]
fn the_data_for_search_engines_says_what_the_page_says() {
    on_every_page(|set, page, faults| {
        let data = match data(set, page) {
            Ok(data) => data,
            Err(wrong) => return faults.report(set, &page.path, Some(wrong)),
        };
        let own = format!("{}{}", set.base, page.path);
        let crumbs = page.html.attributes(".breadcrumb a", "href");
        let is_data = page.path.ends_with("/data/");
        let wanted = match page.address.kind {
            Kind::Overview => json!("WebSite"),
            _ if is_data => json!("Dataset"),
            _ if crumbs.is_empty() => Value::Null,
            _ => json!("BreadcrumbList"),
        };
        let found = data.as_ref().map_or(Value::Null, |data| data["@type"].clone());
        let is_draft = !page.html.find("meta[name=robots]").is_empty();
        faults.unless(found == wanted || is_draft, set, &page.path, || format!("{found}, not {wanted}"));
        let Some(data) = data else { return };
        if found == "BreadcrumbList" {
            let items = data["itemListElement"].as_array().unwrap();
            let links: Vec<&str> = items.iter().map(|item| item["item"].as_str().unwrap()).collect();
            let origin = set.base.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
            let mut wanted: Vec<String> = crumbs.iter().map(|href| format!("{origin}{href}")).collect();
            wanted.push(own);
            faults.unless(links == wanted, set, &page.path, || format!("{links:?}, not {wanted:?}"));
            let places: Vec<u64> = items.iter().map(|item| item["position"].as_u64().unwrap()).collect();
            let is_counted = places.iter().copied().eq(1..=items.len() as u64);
            faults.unless(is_counted, set, &page.path, || format!("places {places:?}"));
            let last = items.last().unwrap()["name"].as_str().unwrap();
            faults.unless(last == page.title(), set, &page.path, || format!("{last}, not {}", page.title()));
        } else {
            faults.unless(data["url"] == json!(own), set, &page.path, || format!("at {}", data["url"]));
        }
        if is_data {
            let files = data["distribution"].as_array().unwrap().iter();
            let mut files = files.map(|file| file["contentUrl"].as_str().unwrap().to_owned());
            let linked = page.html.attributes("main a", "href");
            let is_linked = |file: &String| {
                let path = file.strip_prefix(&set.base).unwrap();
                linked.iter().any(|href| href.ends_with(path))
            };
            faults.unless(files.all(|file| is_linked(&file)), set, &page.path, || {
                "a file without a link".to_owned()
            });
        }
    });
}
