use super::*;

#[test]
fn a_span_is_told_in_years_months_or_days() {
    for (days, told) in [
        (1, "1 day"),
        (12, "12 days"),
        (31, "1 month"),
        (30, "1 month"),
        (364, "11 months"),
        (365, "1 year"),
        (730, "2 years"),
        (2169, "5 years 11 months"),
    ] {
        assert_eq!(span(days), told);
    }
}

#[test]
fn what_is_planned_for_a_time_that_is_not_over_is_to_come() {
    let to_come = |date: &str, status| is_to_come(date.parse().unwrap(), status, "2026-11-22".parse().unwrap());
    assert!(to_come("2026-11-23", None) && to_come("2027", Some("held")), "it begins later");
    assert!(to_come("2026", Some("planned")) && to_come("2026-11", Some("falls due")) && to_come("2026", Some("postponed")));
    assert!(!to_come("2026", Some("held")) && !to_come("2026", None), "it may have been");
    assert!(!to_come("2026-11-22", Some("planned")) && !to_come("2025", Some("planned")));
}
