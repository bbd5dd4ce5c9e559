use super::*;
use proptest::prelude::*;

#[test]
fn every_form_of_the_contract_reads_and_prints_the_same() {
    for text in [
        "2016-12-06",
        "2018-08",
        "2009",
        "2018-10-08/2018-10-09",
        "2023-08/..",
        "../2030",
        "2024?",
        "2024-05~",
        "2023-22",
        "2016-04/2017-03",
        "2016-12-06T15:00/2016-12-06T17:00",
    ] {
        assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()).as_deref(), Ok(text));
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "..",
        "../..",
        "16-12-06",
        "2016-13",
        "2015-02-29",
        "2016-12-06T24:00",
        "2020/2019",
        "2016-1",
        "2016-12-6",
        "x",
        "2016-12-06T",
        "２０１６",
    ] {
        assert!(text.parse::<PartialDate>().is_err(), "{text:?}");
    }
}

#[test]
fn winter_reaches_into_the_next_year() {
    let winter: PartialDate = "2023-24".parse().unwrap();
    assert_eq!(winter.upper(), Point::day(2024, 2, 29).map(Point::last));
    assert_eq!(winter.lower(), Point::month(2023, 12).map(Point::first));
}

#[test]
fn a_vaguer_date_contains_a_finer_one_and_not_the_reverse() {
    let [month, day, open]: [PartialDate; 3] = ["2016-12", "2016-12-06", "2016/.."].map(|t| t.parse().unwrap());
    assert!(month.contains(&day) && !day.contains(&month) && open.contains(&month) && !month.contains(&open));
    assert!(month.overlaps(&open) && !"2015".parse::<PartialDate>().unwrap().overlaps(&open));
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_panic(text in ".{0,24}") {
        if let Ok(date) = text.parse::<PartialDate>() {
            prop_assert_eq!(date.to_string().parse::<PartialDate>(), Ok(date));
        }
    }
}

#[test]
fn days_are_counted_over_months_years_and_leap_years() {
    let number = |text: &str| text.parse::<PartialDate>().unwrap().lower().unwrap().day_number();
    assert_eq!(number("0000-03-01"), 0);
    for (from, to, days) in [
        ("2024-02-28", "2024-03-01", 2),
        ("2023-02-28", "2023-03-01", 1),
        ("1900-02-28", "1900-03-01", 1),
        ("2000-02-28", "2000-03-01", 2),
        ("2019-04-14", "2025-03-22", 2169),
        ("1970-01-01", "2026-01-01", 20454),
    ] {
        assert_eq!(number(to) - number(from), days, "{from} to {to}");
    }
}
