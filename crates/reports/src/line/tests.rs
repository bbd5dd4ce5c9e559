use super::*;

#[test]
fn ordinals_end_as_they_are_spoken() {
    assert_eq!(
        [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal),
        ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"]
    );
}

#[test]
fn a_number_keeps_its_precision() {
    let plain = Count { value: 0.0, max: None, approximate: false, bound: None };
    assert_eq!(count(&Count { value: 4_200_000_000.0, ..plain.clone() }), "4,200,000,000");
    assert_eq!(count(&Count { value: 60.0, approximate: true, ..plain.clone() }), "about 60");
    assert_eq!(count(&Count { value: 200.0, bound: Some(model::claim::Bound::MoreThan), ..plain.clone() }), "more than 200");
    assert_eq!(count(&Count { value: 30.0, max: Some(40.5), ..plain.clone() }), "30–40.5");
    assert_eq!(count(&Count { value: -1250.75, ..plain }), "−1,250.75");
}

#[test]
fn a_date_is_told_as_a_reader_says_it() {
    for (date, told) in [
        ("2024-06-19T10:00/2024-06-19T12:30", "2024-06-19"),
        ("2024-09-28/2024-09-29", "2024-09-28/29"),
        ("2024-10/2025-03", "2024-10/2025-03"),
        ("2023-08/..", "2023-08/.."),
        ("2016", "2016"),
        ("2026-21", "spring 2026"),
        ("2026-12", "2026-12"),
    ] {
        assert_eq!(when(date.parse().unwrap()), told);
    }
}

#[test]
fn a_number_that_a_name_says_is_not_said_again() {
    for (name, number, said) in [
        ("51 projects", 51.0, true),
        ("1,200 scholarships", 1200.0, true),
        ("Two actions", 2.0, true),
        ("projects", 51.0, false),
        ("Three wells", 4.0, false),
    ] {
        assert_eq!(begins_with(name, number), said, "{name}");
    }
}
