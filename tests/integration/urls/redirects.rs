//! Where the site sends visitors on, and that it never sends them away.

use axum::body::Body;
use axum::http::{Method, Request, Uri};
use keikaku::i18n::Lang;
use keikaku::site::{Address, Lead, PageUrl};

use crate::support::site::{ask, dataset, get, plan, send, site};

#[test]
fn the_root_leads_to_the_language_that_the_browser_prefers() {
    for (header, lang) in [
        ("", "ja"),
        ("ja", "ja"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("ja-JP,ja;q=0.9,en;q=0.8", "ja"),
        ("en;q=0.8,ja;q=0.9", "ja"),
        ("fr,en;q=0.5,ja;q=0.4", "en"),
        ("fr", "ja"),
        ("*", "ja"),
        ("ja;q=0,*", "en"),
        ("en;q=0", "ja"),
        ("en;q=0.001,ja;q=0", "en"),
        ("EN-us", "en"),
        ("en;q=high", "ja"),
    ] {
        let answer = send(&Method::GET, "/", &[("accept-language", header)]);
        assert_eq!(answer.status, 302, "{header}");
        assert_eq!(answer.header("location"), format!("/{lang}/"), "{header}");
        // A shared cache must not give one reader's language to another.
        assert_eq!(answer.header("vary").to_lowercase(), "accept-language", "{header}");
    }
    assert_eq!(get("/").header("location"), "/ja/", "without the header");
}

#[test]
fn a_languages_front_page_leads_to_the_newest_year() {
    let newest = dataset().newest().unwrap().year();
    for lang in Lang::ALL {
        // The language of the path, whatever the browser prefers.
        let answer = send(
            &Method::GET,
            &Address::Lead(Lead::Home).path(lang),
            &[("accept-language", "en;q=0.1, ja;q=0.1")],
        );
        assert_eq!(
            (answer.status.as_u16(), answer.header("location").to_owned()),
            (302, format!("/{lang}/{newest}/"))
        );
    }
    assert_eq!(get("/fr/").status, 404);
}

#[test]
fn a_page_without_its_last_slash_leads_to_the_page_for_good() {
    for page in PageUrl::all(dataset()) {
        for lang in Lang::ALL {
            let path = page.path(lang);
            let answer = get(path.strip_suffix('/').unwrap());
            assert_eq!((answer.status.as_u16(), answer.header("location")), (308, path.as_str()));
        }
    }
    for lang in Lang::ALL {
        let answer = get(&format!("/{lang}"));
        assert_eq!(
            (answer.status.as_u16(), answer.header("location").to_owned()),
            (308, Address::Lead(Lead::Home).path(lang))
        );
    }
    for absent in ["/ja/2023", "/ja/2024/projects/none", "/ja/2024/directions/6", "/fr/2024", "/ja/20240"] {
        assert_eq!(get(absent).status, 404, "{absent}");
    }
}

#[test]
fn a_short_address_leads_to_its_project() {
    let plan = plan();
    for listing in plan.listings() {
        let group = plan.group_of(listing).unwrap();
        let path = format!("/p/2024/{}-{}", group.number, listing.number);
        for lang in Lang::ALL {
            let answer = send(&Method::GET, &path, &[("accept-language", lang.code())]);
            let project = format!("/{lang}/2024/projects/{}/", plan.project_of(listing).unwrap().id);
            assert_eq!((answer.status.as_u16(), answer.header("location").to_owned()), (302, project));
            assert_eq!(answer.header("vary").to_lowercase(), "accept-language");
        }
    }
    assert_eq!(
        get("/p/2024/1-3").header("location"),
        "/ja/2024/projects/kumamoto-shintoshin-plaza/",
        "printed on paper, so for ever"
    );
    for absent in ["/p/2024/1-6", "/p/2024/11-1", "/p/2024/1-03", "/p/2024/1", "/p/2023/1-3"] {
        assert_eq!(get(absent).status, 404, "{absent}");
    }
}

#[test]
fn addresses_are_found_however_they_are_typed() {
    let project = "/ja/2024/projects/kumamoto-shintoshin-plaza/";
    for typed in ["/p/2024/1-3/", "/P/2024/1-3", "//p/2024/1-3", "/p//2024/1-3//"] {
        let answer = get(typed);
        assert_eq!((answer.status.as_u16(), answer.header("location")), (302, project), "{typed}");
    }
    for (typed, page) in [
        ("/JA/2024/", "/ja/2024/"),
        ("/EN/2024", "/en/2024/"),
        ("//ja/2024/", "/ja/2024/"),
        ("/ja//2024/", "/ja/2024/"),
        ("/ja/2024//", "/ja/2024/"),
        ("/en/2024/Projects/", "/en/2024/projects/"),
        ("/en/2024/projects/Kumamoto-Shintoshin-Plaza", "/en/2024/projects/kumamoto-shintoshin-plaza/"),
        ("/DATA/2024/plan.json", "/data/2024/plan.json"),
        ("/data/2024/plan.json/", "/data/2024/plan.json"),
        ("/robots.txt/", "/robots.txt"),
    ] {
        let answer = get(typed);
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, page), "{typed}");
        assert_eq!(get(page).status, 200, "{page}");
    }
}

#[test]
fn every_redirect_keeps_the_query() {
    for (asked, leads_to) in [
        ("/ja/2024?utm_source=mail", "/ja/2024/?utm_source=mail"),
        ("/en/2024/sums?q=a%20b&x=1", "/en/2024/sums/?q=a%20b&x=1"),
        ("/JA/2024/?q=//evil.example", "/ja/2024/?q=//evil.example"),
    ] {
        let answer = get(asked);
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, leads_to), "{asked}");
    }
    for (asked, leads_to) in [
        ("/?utm_source=mail", "/ja/?utm_source=mail"),
        ("/en/?utm_source=mail", "/en/2024/?utm_source=mail"),
        ("/p/2024/1-3?a=b", "/ja/2024/projects/kumamoto-shintoshin-plaza/?a=b"),
    ] {
        let answer = get(asked);
        assert_eq!((answer.status.as_u16(), answer.header("location")), (302, leads_to), "{asked}");
    }
}

#[test]
fn a_style_sheet_of_an_earlier_version_leads_to_todays() {
    let page = get("/ja/2024/");
    let sheet = page.text().split('"').find(|text| text.ends_with(".css")).unwrap();
    let answer = get("/static/site.0123456789ab.css");
    assert_eq!((answer.status.as_u16(), answer.header("location")), (302, sheet));
    for absent in ["/static/site.css", "/static/site.0123.css", "/static/site.0123456789xy.css", "/static/"] {
        assert_eq!(get(absent).status, 404, "{absent}");
    }
}

#[test]
fn no_address_leads_to_another_site() {
    let tails = ["", "/", "/..", "/.", "?next=//evil.example/", "%2f", "/ja", "/ja/2024"];
    let heads = [
        "//evil.example",
        "/\\evil.example",
        "/%2f%2fevil.example",
        "/%2F/evil.example",
        "/%5cevil.example",
        "/https://evil.example",
        "/https:evil.example",
        "/ja//evil.example",
        "//ja/2024",
        "/ja//2024",
        "/ja/%2f%2fevil.example",
        "/ja/2024%2f",
        "/ja/2024/%2e%2e",
        "/ja/2024%0d%0aLocation:%20https://evil.example",
        "/%0d%0aSet-Cookie:%20a=b",
        "/p/2024/1-3%0d%0aX:y",
        "/p/2024///evil.example",
        "/p//evil.example/1-3",
    ];
    let mut asked = 0;
    for address in heads.iter().flat_map(|head| tails.map(|tail| format!("{head}{tail}"))) {
        // The HTTP library refuses the others before they reach the site.
        let Ok(uri) = address.parse::<Uri>() else { continue };
        asked += 1;
        for host in ["127.0.0.1:8080", "evil.example"] {
            let request = Request::builder().uri(uri.clone()).header("host", host);
            let answer = ask(site(), request.body(Body::empty()).unwrap());
            assert!(answer.headers.get("set-cookie").is_none(), "{address}");
            assert!(!answer.status.is_success(), "{address}: {}", answer.status);
            let location = answer.header("location");
            let own = location.starts_with('/') && !location.starts_with("//");
            // What was asked for is kept behind the question mark, and leads nowhere.
            let path = location.split('?').next().unwrap();
            let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-".contains(&byte));
            assert!(location.is_empty() || (own && plain), "{address} leads to {location}");
        }
    }
    assert!(asked > heads.len() * tails.len() / 2, "{asked}");
}
