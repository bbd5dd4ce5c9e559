//! **Which day does a time stamp name that a machine wrote?**
//!
//! In → Out: `Thu, 24 Jul 2025 07:30:00 +0200`, `2025-07-24T07:30:00+02:00` → the date as written.
//!
//! Never: moves a date into another zone; a release of the 24th in Tokyo is not one of the 23rd.
//!
//! Source: RFC 5322 3.3 with its obsolete forms, RFC 3339, ISO 8601 calendar dates.

use model::{PartialDate, Point};

/// The date that `stamp` writes, in its own zone; to the day, the month or the year as it was given.
pub(crate) fn date(stamp: &str) -> Option<PartialDate> {
    let stamp = stamp.trim();
    iso(stamp).or_else(|| words(stamp)).map(PartialDate::At)
}

/// `2025-07-24…`, `2025-07`, `2025`, `20250724…`.
fn iso(stamp: &str) -> Option<Point> {
    let digits = stamp.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| stamp.get(from..to).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?.parse::<u16>().ok();
    let small = |from, to| number(from, to).and_then(|n| u8::try_from(n).ok());
    let year = number(0, 4)?;
    let separated = matches!(stamp.as_bytes().get(4), Some(b'-' | b'/' | b':' | b'.'));
    match digits {
        4 if stamp.len() == 4 => Some(Point::year(year)),
        4 if separated && stamp.len() == 7 => Point::month(year, small(5, 7)?),
        4 if separated => Point::day(year, small(5, 7)?, small(8, 10)?),
        8 | 14 => Point::day(year, small(4, 6)?, small(6, 8)?),
        _ => None,
    }
}

/// `Thu, 24 Jul 2025 …`, `24 July 25`, `Jul 24, 2025`, `Thu Jul 24 07:30:00 2025`.
fn words(stamp: &str) -> Option<Point> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in stamp.split([' ', ',', '-', '\t']).filter(|word| !word.is_empty()).take(8) {
        if let Ok(number) = word.parse::<u16>() {
            match (day, word.len()) {
                (None, 1 | 2) => day = u8::try_from(number).ok(),
                // RFC 5322 4.3: two digits of the obsolete form.
                (Some(_), 2) if year.is_none() && month.is_some() => year = Some(if number < 50 { 2000 + number } else { 1900 + number }),
                (_, 4) if year.is_none() && number >= 1000 => year = Some(number),
                _ => {}
            }
        } else if month.is_none() {
            month = month_of(word);
        }
    }
    match (year?, month?, day) {
        (year, month, Some(day)) => Point::day(year, month, day),
        (year, month, None) => Point::month(year, month),
    }
}

fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start = word.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == start)?;
    u8::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests;
