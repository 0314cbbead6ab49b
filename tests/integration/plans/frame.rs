//! What is true of every page, whatever it is about.

use std::collections::{BTreeMap, BTreeSet};

use keikaku::i18n::Lang;

use super::crawl::{Kind, Page};
use super::faults::{Faults, on_every_page};
use super::sets;
use super::tree::Element;

#[test]
fn pages_parse_without_errors() {
    on_every_page(|set, page, faults| {
        let error = page.errors.first().map(|error| format!("the parser says: {error}"));
        faults.report(set, &page.path, error);
        let lang = page.html.attr("lang");
        faults.unless(lang == Some(page.lang().code()), set, &page.path, || format!("lang={lang:?}"));
    });
}

/// The level of a heading; `None` for other elements.
pub(super) fn level(element: &Element) -> Option<u32> {
    match element.name().as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(u32::from(level - b'0')),
        _ => None,
    }
}

#[test]
fn headings_begin_with_one_h1_and_skip_no_level() {
    on_every_page(|set, page, faults| {
        let levels: Vec<u32> = page.html.descendants().into_iter().filter_map(level).collect();
        let one = levels.first() == Some(&1) && levels.iter().filter(|level| **level == 1).count() == 1;
        faults.unless(one, set, &page.path, || "not one h1, first".to_owned());
        let skipped = levels.windows(2).find(|pair| pair[1] > pair[0] + 1);
        faults.unless(skipped.is_none(), set, &page.path, || format!("a heading skips a level: {skipped:?}"));
    });
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    on_every_page(|set, page, faults| {
        let ids = page.html.attributes("[id]", "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        faults.unless(ids.len() == unique.len(), set, &page.path, || "an id is there twice".to_owned());
        for name in ["aria-labelledby", "aria-describedby", "for", "headers"] {
            for value in page.html.attributes(&format!("[{name}]"), name) {
                let is_whole = value.split(' ').all(|id| unique.contains(id));
                faults.unless(is_whole, set, &page.path, || format!("{name}=\"{value}\" names nothing"));
            }
        }
    });
}

#[test]
fn titles_and_descriptions_say_something_that_no_other_page_says() {
    let mut faults = Faults::default();
    for set in sets::all() {
        let mut titles: BTreeMap<(Lang, String), &str> = BTreeMap::new();
        for page in set.crawl.pages.values() {
            let title = page.html.texts("head title").concat();
            for (what, text) in [("title", title.as_str()), ("description", page.description())] {
                let path = &page.path;
                faults.unless(text.chars().count() >= 10, set, path, || format!("the {what} is “{text}”"));
            }
            faults.unless(title.starts_with(page.title()), set, &page.path, || {
                format!("the window is called “{title}”, the page “{}”", page.title())
            });
            let other = titles.insert((page.lang(), title.clone()), &page.path);
            faults.report(set, &page.path, other.map(|other| format!("called “{title}”, as is {other}")));
        }
    }
    faults.none();
}

/// What the program wrote: not names, summaries and meanings, which are the data's.
fn sentences(page: &Page) -> impl Iterator<Item = (&str, &str)> {
    let is_own = |name: &str| {
        matches!(name, "p" | "caption" | "figcaption" | "desc" | "small" | "dt" | "h1" | "h2" | "h3" | "h4")
    };
    let texts = page.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let meta = [("title", page.title()), ("description", page.description())];
    texts.filter(move |(name, _)| is_own(name)).chain(meta)
}

/// What is wrong with how a text is set; `None` where nothing is.
fn misprint(text: &str) -> Option<String> {
    // A place that was not filled, a value that was empty, a blank too many.
    let wrong = [
        "{", "}", "()", "（）", "( ", "「」", "『』", "“”", "\"\"", "  ", " ,", " .", " ;", " :", " 、",
        " 。",
    ];
    if let Some(found) = wrong.iter().find(|wrong| text.contains(**wrong)) {
        return Some(format!("has “{found}”"));
    }
    let mut pairs = text.chars().zip(text.chars().skip(1));
    let is_mark =
        |c: char| matches!(c, '、' | '。' | ',' | '.' | ':' | ';' | '：' | '；' | '!' | '?' | '！' | '？');
    if let Some((first, second)) = pairs.find(|(first, second)| is_mark(*first) && is_mark(*second)) {
        return Some(format!("has “{first}{second}”"));
    }
    (text != text.trim()).then(|| "begins or ends with a blank".to_owned())
}

/// `1 projects`, `1 divisions`.
fn miscounted(text: &str) -> bool {
    if !text.contains("1 ") {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let plural = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', ')', '”', ';']);
        [
            "projects",
            "initiatives",
            "directions",
            "goals",
            "measures",
            "listings",
            "priorities",
            "departments",
            "offices",
        ]
        .contains(&word)
    };
    words.windows(2).any(|pair| pair[0].trim_start_matches(['(', '“']) == "1" && plural(pair[1]))
        || words.windows(3).any(|three| three[0] == "1" && plural(three[2]))
}

#[test]
fn texts_have_no_gap_no_doubled_mark_and_no_wrong_plural() {
    on_every_page(|set, page, faults| {
        for (name, text) in sentences(page) {
            let misprint = misprint(text).filter(|_| !text.starts_with("http"));
            faults.report(set, &page.path, misprint.map(|what| format!("{name} {what}: {text}")));
            let is_wrong = page.lang() == Lang::En && miscounted(text);
            faults.unless(!is_wrong, set, &page.path, || format!("{name} has a wrong plural: {text}"));
        }
    });
}

#[test]
fn misprints_are_found() {
    for wrong in ["a, , b", "計は。", "計は。。", "“”", "x ()", "a  b", "{n}", "a,.", "a .", " a"]
    {
        assert_eq!(misprint(wrong).is_some(), wrong != "計は。", "{wrong}");
    }
    assert!(miscounted("has 1 projects.") && miscounted("1 priority projects") && !miscounted("1 project"));
    assert!(!miscounted("11 projects, 1 initiative and projects"));
}

#[test]
fn canonical_and_alternates_are_the_address_of_the_page() {
    on_every_page(|set, page, faults| {
        let absolute = |path: &str| format!("{}{path}", set.base);
        let own = absolute(&page.path);
        for (selector, name) in [("link[rel=canonical]", "href"), ("meta[property=og:url]", "content")] {
            let found = page.html.attributes(selector, name);
            let is_own = found == [own.as_str()];
            faults.unless(is_own, set, &page.path, || format!("{selector}: {found:?}, not {own}"));
        }
        // Only the languages of the page's year have the page.
        let langs = set.langs_of(&page.address);
        for lang in Lang::ALL {
            let path = page.address.path_in(lang);
            let paths = langs.contains(&lang).then_some(path);
            let selector = format!("link[rel=alternate][hreflang={lang}]");
            let found = page.html.attributes(&selector, "href");
            let is_that = found.iter().copied().eq(paths.iter().map(|path| absolute(path)));
            faults.unless(is_that, set, &page.path, || format!("hreflang {lang}: {found:?}, not {paths:?}"));
            let switch = page.html.attributes(&format!("header a[hreflang={lang}]"), "href");
            let others = paths.as_deref().filter(|_| lang != page.lang());
            let is_that = switch.iter().copied().eq(others);
            faults.unless(is_that, set, &page.path, || {
                format!("the switch leads to {switch:?}, not {others:?}")
            });
        }
        let has_switch = page.html.first(".langs").is_some();
        let is_right = has_switch == (langs.len() > 1);
        faults.unless(is_right, set, &page.path, || format!("has a language switch: {has_switch}"));
    });
}

/// The pages above a page, the outermost first: the index page of its groups, all groups above; then itself.
#[test]
fn breadcrumbs_lead_through_all_groups_above() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let mut above = Vec::new();
        match &page.address.kind {
            Kind::Group(level, id) => {
                let group = plan.group(level, id);
                let groups = plan.above(group);
                let outermost = groups.first().copied().unwrap_or(group);
                above.extend(
                    Some(plan.index_of(plan.groups[outermost].level)).filter(|path| !path.is_empty()),
                );
                above.extend(groups.iter().map(|group| plan.path_of(*group)));
            }
            Kind::Project(id) => {
                let group = plan.original(id).group;
                above.extend(plan.above(group).iter().chain([&group]).map(|group| plan.path_of(*group)));
            }
            Kind::Department(_) => above.push("departments/".to_owned()),
            Kind::Marked(_) | Kind::NoAmount => above.push("projects/".to_owned()),
            _ => {}
        }
        let wanted: Vec<String> =
            above.iter().map(|rest| format!("/{}/{}/{rest}", page.lang(), plan.year)).collect();
        let found = page.html.attributes(".breadcrumb a", "href");
        faults.unless(found == wanted, set, &page.path, || format!("below {found:?}, not {wanted:?}"));
        let own = page.html.find(".breadcrumb [aria-current=page]").len();
        let is_last = own == usize::from(!wanted.is_empty());
        faults.unless(is_last, set, &page.path, || format!("stands {own} times among its breadcrumbs"));
    });
}

/// A list that the page stands below is marked in the navigation, whatever the level.
#[test]
fn the_navigation_has_every_list_and_marks_where_the_page_stands() {
    on_every_page(|set, page, faults| {
        let Some(plan) = set.plan_of(page) else { return };
        let path = |rest: &String| format!("/{}/{}/{rest}", page.lang(), plan.year);
        // The page for those who take the data away is in the footer, and so is the search.
        let lists = plan.lists().into_iter().filter(|list| list != "data/");
        let wanted: BTreeSet<String> = lists.map(|list| path(&list)).collect();
        // English has more pages than room on a phone: there it leads on to the footer.
        let links = page.html.find("header nav a");
        let links: Vec<_> = links.into_iter().filter(|link| link.attr("href") != Some("#more")).collect();
        let found: BTreeSet<String> =
            links.iter().filter_map(|link| link.attr("href")).map(str::to_owned).collect();
        let is_whole = found == wanted && links.len() == found.len();
        faults.unless(is_whole, set, &page.path, || format!("leads to {found:?}, not {wanted:?}"));
        // The page of the search form belongs to no list.
        if page.address.rest.ends_with("/search/") {
            return;
        }
        let list = match &page.address.kind {
            Kind::Group(level, id) => plan.index_of(plan.groups[plan.group(level, id)].level),
            Kind::Project(_) | Kind::Marked(_) | Kind::NoAmount => "projects/".to_owned(),
            Kind::Department(_) => "departments/".to_owned(),
            _ => {
                page.address.rest[5..].split("by/").next().unwrap().split("page/").next().unwrap().to_owned()
            }
        };
        let current = links.iter().filter(|link| link.attr("aria-current").is_some());
        let current: Vec<&str> = current.filter_map(|link| link.attr("href")).collect();
        let marked = Some(path(&list)).filter(|_| !["data/", "search/"].contains(&list.as_str()));
        let is_right = current == marked.iter().map(String::as_str).collect::<Vec<_>>();
        faults.unless(is_right, set, &page.path, || format!("marks {current:?}, not {list}"));
    });
}
