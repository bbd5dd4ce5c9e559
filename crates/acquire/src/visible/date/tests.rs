use super::find;

fn check(text: &str, expected: &str) {
    let found: Vec<String> = find(text).iter().map(|f| f.date.to_string()).collect();
    assert_eq!(found.join(" "), expected, "in {text:?}");
}

#[test]
fn dates_are_read_in_the_forms_of_many_countries() {
    for (text, expected) in [
        ("May 16 (Wed.), 2018", "2018-05-16"),
        ("Last updated:2021-03-05", "2021-03-05"),
        ("Jul 8, 2025 21:10 (JST)", "2025-07-08"),
        ("12.03.2025 - Press release", "2025-03-12"),
        ("2026. 2. 4.", "2026-02-04"),
        ("Posted On: 18 FEB 2025 6:31PM", "2025-02-18"),
        ("14/06/2024", "2024-06-14"),
        ("06/14/2024", "2024-06-14"),
        ("(March 7,2021)", "2021-03-07"),
        ("1st April, 2025", "2025-04-01"),
        ("the 3rd of May 2025", "2025-05-03"),
        ("05-Jan-2025", "2025-01-05"),
        ("20251231", ""),
        ("Lunes, 17 de marzo de 2025", "2025-03-17"),
        ("le 1er juillet 2025", "2025-07-01"),
        ("12. März 2025", "2025-03-12"),
        ("2025年6月3日", "2025-06-03"),
        ("令和7年6月3日", "2025-06-03"),
        ("2025년 6월 3일", "2025-06-03"),
        ("5 мая 2025", "2025-05-05"),
        ("March 2025", "2025-03"),
        ("in May the 2025 plan", ""),
        ("February 30, 2025", ""),
        ("31.31.2025", ""),
        ("version 1.2.2025x", "2025-02-01"),
        ("9 May", ""),
    ] {
        check(text, expected);
    }
}

#[test]
fn a_span_of_days_is_told_from_a_day() {
    for (text, range) in [
        ("13–14 August 2025", true),
        ("October 8-9, 2018", true),
        ("from 16 to 18 July 2024", true),
        ("28 September - 2 October 2024", true),
        ("24 September 2025, Kuala Lumpur", false),
        ("2021-03-05", false),
    ] {
        assert!(find(text).iter().any(|f| f.range) == range, "in {text:?}: {:?}", find(text));
    }
}

#[test]
fn the_place_of_a_date_is_in_bytes() {
    let text = "Année：2 août 2025.";
    let found = find(text);
    assert_eq!(&text[found[0].start..found[0].end], "2 août 2025");
}
