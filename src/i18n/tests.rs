use super::message::Message;
use super::*;

#[test]
fn japanese_amounts_are_exact_and_in_the_citys_style() {
    let table = [
        (0, "0円"),
        (1, "1,000円"),
        (10, "1万円"),
        (287, "28万7,000円"),
        (16_072, "1,607万2,000円"),
        (100_000, "1億円"),
        (100_001, "1億1,000円"),
        (955_400, "9億5,540万円"),
        (2_516_552, "25億1,655万2,000円"),
        (999_999_999, "9,999億9,999万9,000円"),
        (1_000_000_000, "1兆円"),
        (1_000_000_001, "1兆1,000円"),
        (2_516_552_000, "2兆5,165億5,200万円"),
        (1_234_567_890, "1兆2,345億6,789万円"),
        (12_345_600_000_000, "12,345兆6,000億円"),
    ];
    for (thousands, text) in table {
        assert_eq!(amount(Lang::Ja, thousands * 1000), text, "{thousands}");
    }
    assert_eq!(amount(Lang::Ja, 16_072_345), "1,607万2,345円");
}

#[test]
fn english_amounts_are_exact_in_the_largest_unit_of_few_decimals() {
    let table = [
        (0, "0 yen"),
        (999_999, "999,999 yen"),
        (1_000_000, "1 million yen"),
        (3_950_000, "3.95 million yen"),
        (16_049_000, "16.049 million yen"),
        (106_990_000, "106.99 million yen"),
        (16_072_345, "16,072,345 yen"),
        (1_000_000_000, "1 billion yen"),
        (1_500_000_000, "1.5 billion yen"),
        (2_516_552_000, "2,516.552 million yen"),
        (2_500_000_000_000, "2.5 trillion yen"),
        (1_234_567_891_000, "1,234,567.891 million yen"),
    ];
    for (yen, text) in table {
        assert_eq!(amount(Lang::En, yen), text, "{yen}");
    }
}

#[test]
fn every_amount_is_found_whole_in_its_sentence() {
    for lang in Lang::ALL {
        for thousands in (0..3_000).chain([100_001, 955_400, 2_516_552, 1_234_567_890]) {
            let exact = ["千円", "百万円", " thousand yen", " yen"].map(|unit| grouped(thousands) + unit);
            for text in exact.into_iter().chain([amount(lang, thousands * 1000), "1.5百万円".to_owned()]) {
                for (before, after) in [("", ""), ("59事業（", "）、8件"), ("In 2024, 3 of ", ", or 1.5%.")]
                {
                    let sentence = format!("{before}{text}{after}");
                    let pieces = split_amounts(&sentence);
                    assert_eq!(pieces.iter().map(|(piece, _)| *piece).collect::<String>(), sentence);
                    let amounts: Vec<_> = pieces.into_iter().filter(|(_, is_amount)| *is_amount).collect();
                    assert_eq!(amounts, [(text.as_str(), true)], "{sentence}");
                }
            }
        }
    }
    for without in ["", "令和6年度の59事業", "0.1%未満", "yen", "– million yen", "万円", "3, 4"]
    {
        assert!(split_amounts(without).iter().all(|(_, is_amount)| !is_amount), "{without}");
    }
}

#[test]
fn shares_never_round_something_to_nothing() {
    assert_eq!(share(Lang::En, 0, 10).as_deref(), Some("0.0%"));
    assert_eq!(share(Lang::En, 1, 8).as_deref(), Some("12.5%"));
    assert_eq!(share(Lang::En, 1, 2_000).as_deref(), Some("0.1%"));
    assert_eq!(share(Lang::En, 1, 2_001).as_deref(), Some("less than 0.1%"));
    assert_eq!(share(Lang::Ja, u64::MAX, u64::MAX).as_deref(), Some("100.0%"));
}

#[test]
fn years_change_era_where_the_calendar_did() {
    assert_eq!(fiscal_year_short(Lang::Ja, 2018), "平成30年度");
    assert_eq!(fiscal_year_short(Lang::Ja, 2019), "令和元年度");
    assert_eq!(fiscal_year_short(Lang::Ja, 2024), "令和6年度");
    assert_eq!(day(Lang::En, (2024, 3, 31)), "31 March 2024");
}

#[test]
fn negotiation_honours_quality_order_and_refusal() {
    let table = [
        ("", Lang::Ja),
        ("en", Lang::En),
        ("EN-us", Lang::En),
        ("ja, en", Lang::Ja),
        ("en, ja", Lang::En),
        ("ja;q=0.5, en;q=0.501", Lang::En),
        ("en;q=0.5, ja;q=0.5", Lang::En),
        ("*", Lang::Ja),
        ("ja;q=0, *", Lang::En),
        ("en;q=0, *;q=0.1", Lang::Ja),
        ("fr, de;q=0.9", Lang::Ja),
        ("fr, en;q=0.1", Lang::En),
        ("en;q=2, ja;q=0.1", Lang::Ja),
        ("en;q=abc", Lang::Ja),
        ("en;level=1;q=0.9, ja;q=0.8", Lang::En),
        ("ja ; q = 0.8, en ; Q = 0.9", Lang::En),
        ("zh-Hant-TW, en-Latn-US;q=0.7, ja-JP;q=0.3", Lang::En),
        (",,;;q=,\u{0}", Lang::Ja),
    ];
    for (header, lang) in table {
        assert_eq!(negotiate(header, &Lang::ALL), lang, "{header}");
    }
}

#[test]
fn a_quality_has_at_most_three_decimals_and_is_at_most_one() {
    for (parameters, thousandths) in [
        ("", 1000),
        ("level=1", 1000),
        ("q=1", 1000),
        ("q=1.000", 1000),
        ("q=0", 0),
        ("q=0.", 0),
        ("q=0.001", 1),
        (" q\t=\t0.25 ", 250),
        ("level=1;Q=0.5;q=0.1", 500),
    ] {
        assert_eq!(quality(parameters), Some(thousandths), "{parameters}");
    }
    for bad in ["q=", "q=2", "q=1.001", "q=0.0001", "q=.5", "q=-0", "q=0.1a", "q=0,5", "q=１"] {
        assert_eq!(quality(bad), None, "{bad}");
    }
}

#[test]
fn the_labels_of_every_language_are_whole() {
    let broken: Vec<String> = Lang::ALL
        .into_iter()
        .filter_map(|lang| Some(format!("{lang}: {}", Labels::parse(labels::source(lang)).err()?)))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_text_of_two_forms_names_its_places_in_both() {
    let problems = |text: &str| {
        let message: Message =
            toml::from_str::<toml::Table>(text).unwrap()["text"].clone().try_into().unwrap();
        let mut problems = Vec::new();
        message.check("key", &["n", "name"], &mut problems);
        problems.len()
    };
    assert_eq!(problems(r#"text = { one = "one of {name}", other = "{n} of {name}" }"#), 0);
    assert_eq!(problems(r#"text = { one = "{n} of {name}", other = "{n} of {name}" }"#), 0);
    assert_eq!(problems(r#"text = { one = "one", other = "{n} of {name}" }"#), 1);
    assert_eq!(problems(r#"text = { one = "one of {name}", other = "some of {name}" }"#), 1);
    assert_eq!(problems(r#"text = { one = "{x}", other = "{y}" }"#), 2);
}

#[test]
fn labels_fill_their_places_and_count() {
    let (ja, en) = (Labels::of(Lang::Ja), Labels::of(Lang::En));
    assert_eq!(en.count.projects(1), "1 project");
    assert_eq!(en.count.projects(59), "59 projects");
    assert_eq!(ja.count.projects(1), "1事業");
    assert_eq!(en.count.projects(2000), "2,000 projects");
    assert_eq!(en.department.shared(1), "One of them is shared with other departments.");
    assert_eq!(en.department.shared(3), "Of these, 3 are shared with other departments.");
    assert_eq!(ja.group.named("方向性3", "強化"), "方向性3 強化");
    assert_eq!(
        ja.count.groups_in_words(9, "方向性") + &ja.count.groups_in_words(10, "取組"),
        "9つの方向性10の取組"
    );
}
