use super::*;

#[test]
fn ids_take_slugs_only() {
    for good in ["a", "a1", "1a", "10101", "business-succession", &"a".repeat(64)] {
        assert!(good.parse::<ProjectId>().is_ok(), "{good}");
    }
    for bad in ["", "-a", "a-", "a--b", "A", "a_b", "a b", "事業", "a/b", "..", &"a".repeat(65)] {
        assert_eq!(bad.parse::<ProjectId>(), Err(InvalidId::Slug), "{bad}");
    }
}

#[test]
fn years_take_plain_digits_only() {
    for bad in ["", "24", "02024", "1989", "9999", "２０２４", "+202"] {
        assert_eq!(bad.parse::<Year>(), Err(InvalidId::Year), "{bad}");
    }
}

#[test]
fn amounts_take_plain_digits_only() {
    for (unit, text, yen) in [
        (Unit::Yen, "0", 0),
        (Unit::Yen, "16072000", 16_072_000),
        (Unit::ThousandYen, "16072", 16_072_000),
        (Unit::MillionYen, "16", 16_000_000),
        (Unit::MillionYen, "16.07", 16_070_000),
        (Unit::MillionYen, "0.000001", 1),
    ] {
        assert_eq!(unit.read(text), Ok(Yen::new(yen)), "{text}");
        assert_eq!(unit.of(Yen::new(yen)), text.parse().unwrap(), "{text}");
    }
    for bad in ["", "16,072", "１６０７２", "1.5", "1.", ".5", "16072千円", " 1", "+1", "-"] {
        assert_eq!(Unit::ThousandYen.read(bad), Err(InvalidAmount::NotPlainDigits), "{bad}");
    }
    assert_eq!(Unit::MillionYen.read("0.0000001"), Err(InvalidAmount::NotPlainDigits));
    for bad in ["-1", "▲1", "△ 1", "－1"] {
        assert_eq!(Unit::ThousandYen.read(bad), Err(InvalidAmount::Negative), "{bad}");
    }
    for bad in ["1000000000001", "99999999999999999999999"] {
        assert_eq!(Unit::ThousandYen.read(bad), Err(InvalidAmount::TooLarge), "{bad}");
    }
}

#[test]
fn a_total_without_any_amount_is_not_zero() {
    let mut total = Total::default();
    total.count(None);
    assert_eq!(total.stated(), None);
    total.count(Some(Yen::new(0)));
    assert_eq!(total.stated(), Some(Yen::new(0)));
    assert_eq!((total.projects, total.without_amount, total.with_amount()), (2, 1, 1));
}

#[test]
fn paragraphs_begin_at_a_bracket_after_a_full_stop() {
    let english: Vec<&str> = paragraphs("[Goods] Bought. [Works] Built [once].").collect();
    assert_eq!(english, ["[Goods] Bought.", "[Works] Built [once]."]);
    assert_eq!(paragraphs("").count(), 0);
}

#[test]
fn dates_exist_and_are_written_one_way() {
    assert_eq!("2024-02-29".parse(), Ok(Date { year: 2024, month: 2, day: 29 }));
    for bad in
        ["2023-02-29", "2100-02-29", "2024-04-31", "2024-00-10", "2024-13-01", "2024-3-31", "2024/03/31"]
    {
        assert_eq!(bad.parse::<Date>(), Err(InvalidDate), "{bad}");
    }
    for bad in ["2024-00", "2024-13", "24-03", "2024-03-31", "", "-", "２０２４-03"] {
        assert_eq!(bad.parse::<Month>(), Err(InvalidDate), "{bad}");
    }
}
