#![allow(clippy::unwrap_used)]

use super::*;

#[track_caller]
fn check(stamp: &str, expected: &str) {
    assert_eq!(date(stamp).map(|d| d.to_string()).as_deref(), Some(expected), "{stamp}");
}

#[test]
fn a_stamp_keeps_the_day_of_its_own_zone() {
    check("Thu, 24 Jul 2025 00:30:00 +0900", "2025-07-24");
    check("2025-07-24T00:30:00+09:00", "2025-07-24");
    check("2025-07-24T23:30:00.123Z", "2025-07-24");
}

#[test]
fn stamps_come_in_many_forms() {
    check("24 Jul 2025 07:30 GMT", "2025-07-24");
    check("Thursday, 24-Jul-25 07:30:00 GMT", "2025-07-24");
    check("Thu Jul  4 07:30:00 2024", "2024-07-04");
    check("July 24, 2025", "2025-07-24");
    check("2025-07-24 07:30:00", "2025-07-24");
    check("20250724T073000Z", "2025-07-24");
    check("2025/07/24", "2025-07-24");
    check("2025-07", "2025-07");
    check("2025", "2025");
    check("  1 Sept 99 ", "1999-09-01");
}

#[test]
fn what_is_no_date_is_none() {
    for stamp in ["", "yesterday", "2025-13-40", "Thu, 31 Feb 2025 00:00:00 GMT", "0", "24", "2025-", "日本", "2025年7月", "\u{FEFF}2025"]
    {
        assert_eq!(date(stamp), None, "{stamp}");
    }
}
