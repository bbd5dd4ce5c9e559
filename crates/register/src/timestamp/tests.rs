use super::*;

#[test]
fn a_time_reads_as_it_prints() {
    for (text, seconds) in [
        ("1970-01-01T00:00:00Z", 0),
        ("2000-02-29T23:59:59Z", 951_868_799),
        ("2026-10-07T09:30:00Z", 1_791_365_400),
        ("0000-01-01T00:00:00Z", FIRST),
        ("9999-12-31T23:59:59Z", LAST),
    ] {
        assert_eq!(Timestamp::from_epoch_seconds(seconds).to_string(), text);
        assert_eq!(text.parse(), Ok(Timestamp(seconds)));
    }
}

#[test]
fn what_is_no_utc_second_is_refused() {
    for text in [
        "",
        "2026-10-07",
        "2026-10-07T09:30:00+09:00",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-10-07T24:00:00Z",
        "2026-10-07 09:30:00Z",
        "+026-10-07T09:30:00Z",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text:?}");
    }
}
