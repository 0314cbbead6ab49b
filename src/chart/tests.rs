use super::*;
use askama::Template;

fn chart<'a>(bars: Vec<Bar<'a>>) -> BarChart<'a> {
    BarChart {
        id: "budget".into(),
        title: "Budget by project".into(),
        description: "In thousand yen.".into(),
        bars,
    }
}

fn amounts(values: &[u64]) -> BarChart<'static> {
    chart(values.iter().map(|&n| Bar::new("x", n, n.to_string())).collect())
}

fn svg(chart: BarChart<'_>) -> String {
    chart.draw().unwrap().to_string()
}

/// The lengths of the bars as a browser reads them, in percent.
fn drawn_lengths(svg: &str) -> Vec<f64> {
    svg.lines()
        .filter(|line| line.contains("chart__bar"))
        .map(|line| {
            let (_, width) = line.split_once("width=\"").unwrap();
            width.split_once('%').unwrap().0.parse().unwrap()
        })
        .collect()
}

#[test]
fn lengths_are_proportional_over_the_whole_span_of_amounts() {
    let values = [955_400, 455_275, 20_000, 2_850, 664, 390, 287];
    let drawn = drawn_lengths(&svg(amounts(&values)));
    assert_eq!(drawn.len(), values.len());
    let unit = RANGE / 955_400.0;
    for (value, length) in values.into_iter().zip(drawn) {
        let error = length / (value as f64 * unit) - 1.0;
        assert!(error.abs() < 0.001, "{value}: {length} % is off by {error}");
    }
}

#[test]
fn lengths_stay_proportional_where_the_range_is_narrow() {
    let bar = |n: u64| Bar::new("x", n, "a value so long that it needs more room");
    let drawn = drawn_lengths(&svg(chart(vec![bar(955_400), bar(287)])));
    assert_eq!(drawn[0], MIN_RANGE);
    let error = drawn[1] / (287.0 / 955_400.0 * MIN_RANGE) - 1.0;
    assert!(error.abs() < 0.001, "{error}");
}

#[test]
fn zero_starts_and_ends_at_zero() {
    let layout = Layout::new(&amounts(&[10, 0]).bars).unwrap();
    let mark = layout.bands[1].mark.unwrap();
    assert_eq!((mark.width, mark.is_thin), (Percent(0.0), false));
    assert_eq!(drawn_lengths(&svg(amounts(&[0, 0]))), [0.0, 0.0]);
}

#[test]
fn the_largest_number_is_drawn_like_any_other() {
    let bars = [u64::MAX, u64::MAX / 2, 1].map(|n| Bar::new("x", n, "…"));
    let layout = Layout::new(&bars).unwrap();
    let widths: Vec<String> = layout.bands.iter().map(|band| band.value_x.to_string()).collect();
    insta::assert_snapshot!(widths.join(" "), @"62.00000% 31.00000% 0.00000%");
}

#[test]
fn without_a_stated_amount_there_is_no_drawing() {
    assert!(chart(vec![]).draw().is_none());
    assert!(chart(vec![Bar::unstated("x", "-")]).draw().is_none());
}

#[test]
fn an_unstated_amount_has_text_but_no_mark() {
    let bars = [Bar::new("a", 5, "5"), Bar::unstated("b", "no amount stated")];
    let layout = Layout::new(&bars).unwrap();
    assert_eq!(layout.bands[1].mark, None);
    let svg = svg(chart(bars.into()));
    assert_eq!(drawn_lengths(&svg).len(), 1);
    assert!(svg.contains(">no amount stated</text>"));
}

#[test]
fn a_bar_under_two_px_on_the_narrowest_screen_is_a_thin_mark() {
    let drawing = amounts(&[100_000, 1_121, 1_120]).draw().unwrap();
    let marks: Vec<Mark> = drawing.layout().bands.iter().filter_map(|b| b.mark).collect();
    assert_eq!(marks.iter().map(|mark| mark.is_thin).collect::<Vec<_>>(), [false, false, true]);
    assert!(marks[1].width.of(NARROWEST) >= THIN && marks[2].width.of(NARROWEST) < THIN);
    assert!(drawing.has_thin_marks());
    assert_eq!(drawing.to_string().matches("chart__thin").count(), 1);
    assert!(!amounts(&[2, 1]).draw().unwrap().has_thin_marks());
}

#[test]
fn values_end_inside_the_narrowest_drawing() {
    for display in ["1", "1,494,113", "955,400千円", "955.4 million yen", "9億5,540万円"] {
        let bars = [Bar::new("a", 1000, display), Bar::new("b", 700, display), Bar::new("c", 1, display)];
        for band in Layout::new(&bars).unwrap().bands {
            let text = text_width(display) as f64 * 16.0 / 1000.0;
            let end = band.value_x.of(NARROWEST) + band.value_dx as f64 + text;
            assert!(end <= NARROWEST + 0.001, "{display}: ends at {end} px");
            assert!(band.value_dx >= 8);
        }
    }
    let full = Layout::new(&[Bar::new("a", 1000, "955,400千円")]).unwrap();
    assert_eq!(full.bands[0].value_x, Percent(RANGE));
}

#[test]
fn bands_follow_each_other_and_fill_the_height() {
    let label = "令和６年度新規就農者・後継者育成支援及び農水産物販路拡大等モデル事業経費";
    let bars = [Bar::new("a", 3, "3"), Bar::new(label, 2, "2"), Bar::unstated("", "-")];
    let layout = Layout::new(&bars).unwrap();
    let mut end = 0;
    for band in &layout.bands {
        assert!(band.y >= end);
        let last_line = band.lines.last().map_or(band.y, |line| line.y);
        assert!(band.y <= last_line && last_line < band.bar_y && band.bar_y < band.value_y);
        assert!(band.value_y < band.bar_end() && band.bar_end() < band.y + band.height);
        end = band.y + band.height;
    }
    assert_eq!(layout.height, end);
    assert!(layout.bands[1].lines.len() > 1);
}

#[test]
fn lines_join_to_the_label_and_fit() {
    for label in [
        "",
        " ",
        "一般管理等経費（うち中小企業活性化会議運営経費分）",
        "キャッシュレス決済ー導入ッ促進ャ「事業」。、」",
        "Measures for the employment of persons with disabilities, single mothers and others",
        "https://example.org/a/very/long/address/without/any/space/at/all",
        "MICE誘致戦略事業とShinto-shin Plaza（商業ビル）の運営",
        "((((((((((((((((((((((((((((((((((((((((((((((((((",
    ] {
        for max in [1, 4_000, 9_000, 18_000] {
            let lines = wrap(label, max);
            assert_eq!(lines.concat(), label);
            for line in lines {
                let ink = line.trim_end_matches([' ', '）', '、', '。', '」']);
                assert!(text_width(ink) <= max || ink.chars().count() == 1, "{line} at {max}");
            }
        }
    }
}

#[test]
fn japanese_breaks_at_words_and_never_before_a_closing_mark() {
    let names = [
        "一般管理等経費（うち中小企業活性化会議運営経費分）",
        "障がい者・母子家庭の母等の雇用対策経費",
        "「国等の契約の基本方針に準じた措置の実施」の周知",
        "新型コロナウイルス対応融資利子補給事業",
        "ECサイトにおける生産者の個別支援事業",
        "キャッシュレス決済ポイントキャンペーン経費",
        "City’s Shinto-shin Plaza (start-up support) and Fureai Exchange-floor operation",
    ];
    let lines: Vec<String> = names.map(|name| wrap(name, 18_000).join(" | ")).into();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() {
    let label = "支援ッ事業（っ事業ー）支援「事業々」ー事業。支援・事業、％";
    for max in (4_080..18_000).step_by(170) {
        let lines = wrap(label, max);
        for line in &lines[1..] {
            let first = line.chars().next().unwrap();
            assert!(!"ッっー）々」。・、％".contains(first), "{line} at {max}");
        }
        assert!(!lines.iter().any(|line| line.ends_with(['（', '「'])));
    }
}

#[test]
fn latin_words_stay_whole() {
    let label = "Digital transformation of small and medium-sized enterprises and their associations";
    for max in (9_000..40_000).step_by(170) {
        let lines = wrap(label, max);
        let (_, before_last) = lines.split_last().unwrap();
        let whole = before_last.iter().all(|line| line.ends_with(' '));
        assert!(whole, "{lines:?} at {max}");
    }
}

#[test]
fn outliers_are_one_to_three_values_that_dwarf_at_least_three_others() {
    for (values, expected) in [
        (&[955_400, 20_000, 14_500, 8_000, 2_850][..], Some(1)),
        (&[955_400, 455_275, 106_990, 100_400], None),
        (&[955_400, 455_275, 106_990, 100_400, 90_000], Some(2)),
        (&[900, 800, 700, 100, 90, 80], Some(3)),
        (&[900, 800, 700, 600, 100, 90, 80], None),
        (&[1_494_113, 575_563, 446_589, 287], None),
        (&[3, 400, 1, 100], Some(1)),
        (&[3, 399, 1, 100], None),
        (&[u64::MAX, u64::MAX, 3, 2, 1], Some(2)),
        (&[8, 2, 1, 0, 0], None),
        (&[], None),
    ] {
        assert_eq!(outliers(values), expected, "{values:?}");
    }
}

#[test]
fn a_chart_without_the_largest_keeps_the_order_of_the_others() {
    let mut all = amounts(&[20, 900, 14, 900, 8]);
    all.bars.push(Bar::unstated("none", "-"));
    let shown = |chart: &BarChart<'_>| -> String {
        let texts: Vec<&str> = chart.bars.iter().map(|bar| bar.display.as_ref()).collect();
        texts.join(" ")
    };
    let rest = all.without(2, "rest", "Rest", "In thousand yen.");
    assert_eq!((shown(&rest).as_str(), rest.id.as_ref()), ("20 14 8 -", "rest"));
    assert_eq!(shown(&all.without(1, "", "", "")), "20 14 900 8 -");
    assert_eq!(shown(&all.without(99, "", "", "")), "-");
    assert_eq!(all.largest(3).iter().map(|bar| bar.value).collect::<Vec<_>>(), [900, 900, 20].map(Some));
}

/// Label, value and address, all of them hostile.
fn hostile() -> BarChart<'static> {
    let text = "<&\">'</svg>";
    BarChart {
        id: text.into(),
        title: text.into(),
        description: text.into(),
        bars: vec![Bar::new(text, 1, text).link(text)],
    }
}

#[test]
fn every_text_is_escaped_once() {
    let svg = svg(hostile());
    assert!(!svg.contains("<&") && !svg.contains("\">'"), "{svg}");
    assert_eq!(svg.matches("</svg>").count(), 1, "{svg}");
    let escaped = "&#60;&#38;&#34;&#62;&#39;&#60;/svg&#62;";
    // Four ids, title, description, address, label, value.
    assert_eq!(svg.matches(escaped).count(), 9, "{svg}");
}

#[test]
fn a_page_embeds_the_drawing_as_it_is() {
    #[derive(Template)]
    #[template(source = "<p>{{ chart }}</p>", ext = "html")]
    struct Page<'a> {
        chart: Drawing<'a>,
    }
    let page = Page { chart: hostile().draw().unwrap() };
    assert_eq!(page.to_string(), format!("<p>{}</p>", svg(hostile())));
}

#[test]
fn the_drawing_has_no_style_script_or_address_of_its_own() {
    let svg = svg(amounts(&[100_000, 3]));
    for banned in ["style", "<script", "url(", "href", "fill=", "viewBox", "on"] {
        let attribute = format!(" {banned}");
        assert!(!svg.contains(&attribute), "{banned} in {svg}");
    }
}

#[test]
fn a_drawing_in_full() {
    let bars = vec![
        Bar::new("企業立地促進事業", 955_400, "955,400").link("/ja/2024/projects/2-1-2/"),
        Bar::new("一般管理等経費（うち中小企業活性化会議運営経費分）", 287, "287")
            .link("/ja/2024/projects/5-2-9/"),
        Bar::new("Support for small shops and workshops", 20_000, "20,000"),
        Bar::unstated("官公需の調査", "記載なし"),
    ];
    insta::assert_snapshot!(svg(chart(bars)));
}
