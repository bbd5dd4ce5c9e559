use super::*;

#[test]
fn a_span_is_told_in_years_months_or_days() {
    for (days, told) in [(1, "1 day"), (12, "12 days"), (31, "1 month"), (364, "11 months"), (366, "1 year"), (2169, "5 years 11 months")] {
        assert_eq!(span(days), told);
    }
}
