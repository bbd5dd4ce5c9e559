use super::*;

#[test]
fn a_span_is_told_in_years_months_or_days() {
    for (days, told) in [(1, "1 day"), (12, "12 days"), (31, "1 month"), (364, "11 months"), (366, "1 year"), (2169, "5 years 11 months")] {
        assert_eq!(span(days), told);
    }
}

#[test]
fn a_time_of_day_is_left_out_where_the_day_is_what_matters() {
    for (date, told) in
        [("2016-12-06T15:00/2016-12-06T17:00", "2016-12-06"), ("2018-10-08/2018-10-09", "2018-10-08/2018-10-09"), ("2009", "2009")]
    {
        assert_eq!(shown(date.parse().unwrap()), told);
    }
}
