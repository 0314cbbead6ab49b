//! Every bar on every page is as long as its amount, and its amount stands in a table beside it.

use keikaku::site::PageUrl;
use scraper::ElementRef;

use crate::support::html::{all, leading_number, text, within};
use crate::support::site::{documents, plan};

/// A length in percent as hundred-thousandths, as the charts print it: `1.29789%`.
fn length(percent: &str) -> u64 {
    let (whole, fraction) = percent.strip_suffix('%').and_then(|number| number.split_once('.')).unwrap();
    assert_eq!(fraction.len(), 5, "{percent}");
    format!("{whole}{fraction}").parse().unwrap()
}

/// Where a bar leads, how long it is, and what is printed at it.
struct Bar {
    href: String,
    width: Option<u64>,
    value: String,
}

fn bars(chart: ElementRef<'_>) -> Vec<Bar> {
    let read = |band: ElementRef<'_>| Bar {
        href: band.attr("href").unwrap_or_default().to_owned(),
        width: within(band, ".chart__bar").first().map(|bar| length(bar.attr("width").unwrap())),
        value: within(band, ".chart__value").into_iter().map(text).collect(),
    };
    within(chart, ".chart__band").into_iter().map(read).collect()
}

#[test]
fn bars_are_linear_and_begin_at_zero() {
    let mut charts = 0;
    for page in documents() {
        for chart in all(&page.html(), "svg.chart") {
            charts += 1;
            let drawn: Vec<(u64, u64)> = bars(chart)
                .into_iter()
                .filter_map(|bar| Some((bar.width?, leading_number(&bar.value).unwrap())))
                .collect();
            let (longest, most) = drawn.iter().copied().max().unwrap();
            for (width, value) in drawn {
                // width ⁄ value = longest ⁄ most, to a thousandth.
                let difference = (width * most).abs_diff(longest * value);
                assert!(difference * 1000 <= longest * value, "{}: {width} for {value}", page.path);
            }
            assert!(within(chart, ".chart__bar[x]").is_empty(), "{}: a bar not from zero", page.path);
        }
    }
    assert!(charts > 40, "{charts}");
}

#[test]
fn every_bar_has_its_amount_in_a_table_of_the_page() {
    for page in documents() {
        let html = page.html();
        let rows: Vec<(String, String)> = all(&html, "main tr")
            .into_iter()
            .filter_map(|row| {
                let link = within(row, "th a").first()?.attr("href")?.to_owned();
                Some((link, text(*within(row, "td.num").last()?)))
            })
            .collect();
        for chart in all(&html, "svg.chart") {
            for bar in bars(chart) {
                let cells: Vec<&String> =
                    rows.iter().filter(|(link, _)| *link == bar.href).map(|(_, cell)| cell).collect();
                assert!(!cells.is_empty(), "{}: {} is in no table", page.path, bar.href);
                for cell in cells {
                    assert_eq!(
                        leading_number(cell),
                        leading_number(&bar.value),
                        "{}, {}",
                        page.path,
                        bar.href
                    );
                    assert_eq!(bar.width.is_none(), leading_number(&bar.value).is_none(), "{}", page.path);
                }
            }
        }
    }
}

#[test]
fn every_chart_has_a_title_a_unit_and_a_description() {
    for page in documents() {
        for figure in all(&page.html(), "figure") {
            let charts = within(figure, "svg.chart");
            assert!(!charts.is_empty() && charts.len() <= 2, "{}", page.path);
            let heads = within(figure, "figcaption, .figure__second");
            assert_eq!(heads.len(), charts.len(), "{}", page.path);
            for (head, chart) in heads.into_iter().zip(charts) {
                let words =
                    |selector: &str| within(chart, selector).into_iter().map(text).collect::<String>();
                assert!(text(head).starts_with(&words("title")), "{}: {}", page.path, text(head));
                assert!(text(head).contains("千円") || text(head).contains("thousand yen"), "{}", page.path);
                assert!(words("desc").chars().any(|c| c.is_ascii_digit()), "{}", page.path);
            }
        }
    }
}

#[test]
fn the_second_chart_has_the_bars_of_the_first_but_for_the_largest() {
    for page in documents() {
        for figure in all(&page.html(), "figure") {
            let charts = within(figure, "svg.chart");
            let [first, second] = charts[..] else { continue };
            let (all, rest) = (bars(first), bars(second));
            let left_out = all.iter().filter(|bar| rest.iter().all(|other| other.href != bar.href));
            let smallest = left_out.filter_map(|bar| leading_number(&bar.value)).min().unwrap();
            let largest = rest.iter().filter_map(|bar| leading_number(&bar.value)).max().unwrap();
            assert!(smallest >= largest, "{}: {smallest} was left out, {largest} was not", page.path);
            assert!(rest.len() < all.len(), "{}", page.path);
        }
    }
}

#[test]
fn a_share_is_as_long_as_the_percentage_beside_it() {
    let plan = plan();
    let mut shares = 0;
    for page in documents() {
        let PageUrl::Project(_, id) = &page.url else { continue };
        let project = plan.project(id.as_str()).unwrap();
        let parts = all(&page.html(), "svg.share .share__part")
            .into_iter()
            .map(|part| length(part.attr("width").unwrap()))
            .collect::<Vec<_>>();
        let Some(budget) = project.budget else { continue };
        let group = plan.group_of(plan.original(project).unwrap()).unwrap();
        let above = plan.above(group).into_iter().rev();
        // What is alone in a group has no share of it.
        let groups = [group].into_iter().chain(above).map(|group| plan.total_of(group));
        let groups = groups.filter(|total| total.with_amount() > 1).map(|total| total.amount);
        let wholes: Vec<_> = groups.chain([plan.total().amount]).collect();
        assert_eq!(parts.len(), wholes.len(), "{}", page.path);
        for (part, whole) in parts.into_iter().zip(wholes) {
            shares += 1;
            let exact = budget.get() * 10_000_000 / whole.get();
            assert!(part.abs_diff(exact) <= 1, "{}: {part}, not {exact}", page.path);
        }
    }
    assert_eq!(
        shares,
        (51 * 3 - 2) * 2,
        "of the group, of that above and of the list, but for one project alone"
    );
}
