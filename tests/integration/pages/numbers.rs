//! The numbers on the pages are the plan's.

use keikaku::i18n::{Lang, amount, grouped};
use keikaku::plan::{Project, Total, Yen};
use keikaku::site::PageUrl;
use scraper::{ElementRef, Html};

use crate::support::html::{all, leading_number, one, text, texts, within};
use crate::support::site::{documents, page, page_at, plan};

fn no_amount(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "金額の記載なし",
        Lang::En => "No amount stated",
    }
}

/// The row of a table that links to a page.
fn rows<'a>(html: &'a Html, path: &str) -> Vec<ElementRef<'a>> {
    let links = all(html, &format!("main tbody th a[href='{path}']"));
    links.into_iter().filter_map(|link| link.ancestors().nth(1).and_then(ElementRef::wrap)).collect()
}

fn page_of(group: &keikaku::plan::Group) -> PageUrl {
    PageUrl::Group(plan().year(), plan().level_of(group).id.clone(), group.id.clone())
}

/// The page of a project in a language.
fn project_page(project: &Project, lang: Lang) -> (String, Html) {
    let document = page(&PageUrl::Project(plan().year(), project.id.clone()), lang);
    (document.path.clone(), document.html())
}

#[test]
fn every_project_page_has_its_amount_first() {
    for lang in Lang::ALL {
        for project in plan().projects() {
            let (path, html) = project_page(project, lang);
            let cost = one(&html, ".cost strong");
            let Some(budget) = project.budget else {
                assert_eq!(text(cost), no_amount(lang), "{path}");
                let notes = texts(all(&html, ".facts .note")).concat();
                assert!(notes.contains('-'), "{path}: says what the document has instead");
                assert!(all(&html, "svg.share").is_empty(), "{path}: a share of nothing");
                continue;
            };
            assert_eq!(text(cost), amount(lang, budget.get()), "{path}");
            let unit = if lang == Lang::Ja { "千円" } else { " thousand yen" };
            let exact = grouped(budget.get() / 1000) + unit;
            assert_eq!(text(one(&html, ".cost p span")), exact, "{path}");
        }
    }
}

#[test]
fn every_project_page_has_its_names_summary_marks_and_places() {
    let plan = plan();
    for lang in Lang::ALL {
        for project in plan.projects() {
            let (path, html) = project_page(project, lang);
            assert_eq!(text(one(&html, "h1")), project.name.get(lang), "{path}");
            let words = text(one(&html, "main"));
            for text in [project.name.original(), project.name.get(lang)] {
                assert!(words.contains(text), "{path}: {text}");
            }
            for lang in [lang, Lang::Ja] {
                for paragraph in keikaku::plan::paragraphs(project.summary.get(lang)) {
                    let found = texts(all(&html, "main p")).iter().any(|text| text == paragraph);
                    assert!(found, "{path}: {paragraph}");
                }
            }
            let priorities = PageUrl::Priorities(plan.year());
            let new = PageUrl::Marked(plan.year(), "new".parse().unwrap());
            let marks = [priorities, new].into_iter().enumerate();
            let marks = marks.filter(|(place, _)| project.flags.has(*place)).map(|(_, page)| page);
            let listings = plan.listings_for(project);
            let places = listings.map(|listing| page_of(plan.group_of(listing).unwrap()));
            let departments = plan.departments_of(project);
            let departments = departments.map(|own| PageUrl::Department(plan.year(), own.id.clone()));
            let expected: Vec<String> =
                departments.chain(places).chain(marks).map(|url| url.path(lang)).collect();
            let links = all(&html, ".facts dd a").into_iter().filter_map(|link| link.attr("href"));
            assert_eq!(links.collect::<Vec<_>>(), expected, "{path}");
        }
    }
}

/// The total that a page is about; `None` where it is about none.
fn total_of(url: &PageUrl) -> Option<Total> {
    let plan = plan();
    let priority = plan.projects().iter().filter(|project| project.flags.has(0));
    match url {
        PageUrl::Overview(_) | PageUrl::Projects(_) => Some(plan.total()),
        PageUrl::Group(_, level, id) => {
            let place = plan.group_at(plan.level(level.as_str())?, id.as_str())?;
            Some(plan.total_of(&plan.groups()[place]))
        }
        PageUrl::Department(_, id) => Some(plan.total_of_department(plan.department(id.as_str())?)),
        PageUrl::Priorities(_) => Some(Total::of(priority)),
        _ => None,
    }
}

#[test]
fn the_sentence_of_each_level_has_its_total_and_its_number_of_projects() {
    for page in documents() {
        let Some(total) = total_of(&page.url) else { continue };
        let is_overview = matches!(page.url, PageUrl::Overview(_));
        let places = if is_overview { "h1" } else { "div.fig, p.lead" };
        let lead = texts(all(&page.html(), places)).join(" ");
        let count = match page.lang {
            Lang::Ja => format!("{}事業", total.projects),
            Lang::En => format!("{} project", total.projects),
        };
        assert!(lead.contains(&count), "{}: {lead}", page.path);
        match total.stated() {
            Some(sum) => assert!(lead.contains(&amount(page.lang, sum.get())), "{}: {lead}", page.path),
            None => assert!(!lead.contains("0円") && !lead.contains(" yen"), "{}: {lead}", page.path),
        }
    }
}

/// A line may not break inside an amount: it has an element of its own in running text, as it has a cell in a table.
#[test]
fn amounts_in_running_text_stand_apart() {
    let mut found = 0;
    for page in documents() {
        for node in one(&page.html(), "main").descendants() {
            let Some(words) = node.value().as_text() else { continue };
            let within = |name: &str| {
                let mut above = node.ancestors().filter_map(ElementRef::wrap);
                above.any(|element| element.value().classes().any(|class| class == name))
            };
            if within("amount") {
                found += 1;
            } else if !within("num") && !within("squares") {
                let unit = |unit: &str| {
                    words
                        .match_indices(unit)
                        .any(|(at, _)| words[..at].ends_with(|c: char| c.is_ascii_digit()))
                };
                let units =
                    ["円", "千円", "万", "億", " yen", " thousand yen", " million yen", " billion yen"];
                assert!(!units.into_iter().any(unit), "{}: {words:?}", page.path);
            }
        }
    }
    assert!(found > documents().len(), "{found} in {} pages", documents().len());
}

#[test]
fn every_row_has_the_amount_of_what_it_links_to() {
    // The tables of the data page lead to files.
    for page in documents().iter().filter(|page| !matches!(page.url, PageUrl::Data(_))) {
        for row in all(&page.html(), "main tbody tr") {
            let Some(link) = within(row, "th a").first().and_then(|link| link.attr("href")) else { continue };
            // Small tables have the unit of the document alone, and before it the number of projects.
            let is_small = matches!(page.url, PageUrl::Sums(_) | PageUrl::Project(..));
            let cell = texts(within(row, "td.num, td.none")).join(" ");
            if !within(row, "th[scope=rowgroup]").is_empty() {
                continue;
            }
            let (_, url) = page_at(link).unwrap();
            let stated = match &url {
                PageUrl::Project(_, id) => plan().project(id.as_str()).and_then(|project| project.budget),
                other => total_of(other).and_then(|total| total.stated()),
            };
            match stated {
                Some(sum) => {
                    let exact = grouped(sum.get() / 1000);
                    let both = format!("{exact} {}", amount(page.lang, sum.get()));
                    let cell = cell.replace(['(', ')'], "");
                    if is_small {
                        assert_eq!(cell.rsplit(' ').next(), Some(exact.as_str()), "{}, {link}", page.path);
                        continue;
                    }
                    assert!(cell.starts_with(&both), "{}, {link}: {cell}", page.path);
                }
                None if is_small => assert!(!within(row, "td.none").is_empty(), "{}, {link}", page.path),
                None => assert_eq!(cell, no_amount(page.lang), "{}, {link}", page.path),
            }
        }
    }
}

#[test]
fn rows_add_up_to_the_totals_below_them() {
    for lang in Lang::ALL {
        for url in
            [PageUrl::Projects(plan().year()), PageUrl::Level(plan().year(), plan().levels()[0].id.clone())]
        {
            let html = page(&url, lang).html();
            let parts = match url {
                PageUrl::Projects(_) => "tbody tr",
                _ => "tbody tr:first-child",
            };
            let cell = |row: ElementRef<'_>| within(row, "td.num").first().map(|cell| text(*cell));
            let sum: u64 =
                all(&html, parts).into_iter().filter_map(cell).filter_map(|cell| leading_number(&cell)).sum();
            let total = cell(one(&html, "tfoot tr")).and_then(|cell| leading_number(&cell));
            assert_eq!((Some(sum), total), (Some(2_516_552), Some(2_516_552)), "{}", url.path(lang));
        }
    }
}

#[test]
fn a_project_listed_again_stands_on_both_pages_and_is_counted_on_one() {
    let plan = plan();
    let again: Vec<_> = plan.listings().iter().filter(|listing| listing.reprint).collect();
    assert_eq!(again.len(), 4);
    for lang in Lang::ALL {
        for listing in &again {
            let project = plan.project_of(listing).unwrap();
            let own = PageUrl::Project(plan.year(), project.id.clone()).path(lang);
            for place in plan.listings_for(project) {
                let group = plan.group_of(place).unwrap();
                let html = page(&page_of(group), lang).html();
                let found = rows(&html, &own);
                assert_eq!(found.len(), 1, "{own} under {}", group.number);
                let badges = texts(within(found[0], ".badge"));
                let word = if lang == Lang::Ja { "再掲" } else { "Listed again" };
                assert_eq!(badges.iter().any(|badge| badge == word), place.reprint, "{own}");
            }
            let html = page(&PageUrl::Projects(plan.year()), lang).html();
            assert_eq!(rows(&html, &own).len(), 1, "{own} in the full list");
            let html = page(&PageUrl::Sums(plan.year()), lang).html();
            let left_out = all(&html, &format!("ul.left-out a[href='{own}']"));
            assert!(!left_out.is_empty(), "{own} among the sums");
        }
    }
}

#[test]
fn a_shared_project_stands_on_the_page_of_each_of_its_departments() {
    let plan = plan();
    let mut shared = 0;
    for project in plan.projects() {
        shared += usize::from(project.departments.len() > 1);
        let own = || plan.departments_of(project);
        let divisions = own().filter_map(|own| plan.parent_of(own));
        for department in own().chain(divisions) {
            for lang in Lang::ALL {
                let html = page(&PageUrl::Department(plan.year(), department.id.clone()), lang).html();
                let path = PageUrl::Project(plan.year(), project.id.clone()).path(lang);
                assert_eq!(rows(&html, &path).len(), 1, "{path} on the page of {}", department.id);
            }
        }
    }
    assert_eq!(shared, 3);
}

#[test]
fn no_amount_is_never_a_zero_or_a_dash() {
    for page in documents() {
        for cell in texts(all(&page.html(), "main td.num, main td.none, .cost strong")) {
            let bare = cell.trim_start_matches(['−', '=', ' ']);
            let nothing = ["-", "–", "—", "0円", "0 yen", ""].contains(&bare);
            assert!(!nothing, "{}: {cell}", page.path);
        }
    }
    // No amount of the plan is zero.
    let zero = |html: &Html| texts(all(html, "td.num")).contains(&"0".to_owned());
    assert!(!documents().iter().any(|page| zero(&page.html())));
}

#[test]
fn sums_show_how_the_total_is_made() {
    let amounts = plan().listings().iter().filter(|listing| listing.reprint);
    let again: Yen = amounts.filter_map(|listing| plan().project_of(listing)?.budget).sum();
    assert_eq!(again.get(), 65_960_000);
    for lang in Lang::ALL {
        let html = page(&PageUrl::Sums(plan().year()), lang).html();
        let unit = if lang == Lang::Ja { "千円" } else { " thousand yen" };
        let steps = texts(all(&html, "dl.equation dd"));
        let amounts = ["2,582,512", "− 65,960", "= 2,516,552"].map(|amount| format!("{amount}{unit}"));
        assert_eq!(steps[..3], ["63", "− 4", "= 59"]);
        assert_eq!(steps[3..], amounts);
        let listed: Vec<u64> =
            texts(all(&html, ".left-out span")).iter().filter_map(|text| leading_number(text)).collect();
        assert_eq!((listed.len(), listed.iter().sum::<u64>()), (4, 65_960));
    }
}
