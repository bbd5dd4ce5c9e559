//! **Which day does this stamp name?** Dates as machines and templates write them.
//!
//! In → Out: the value of a `meta`, a `time` or a field of JSON-LD, or a dated line → the day as written.
//!
//! Never: shifts a date into another zone; takes `03/04/2025` for either of two days unless one order is told.
//!
//! Source: ISO 8601, RFC 9110 section 5.6.7, and the stamps of common content systems.

use model::PartialDate;

/// Months by the first letters of their names.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that `stamp` begins with or names.
pub(super) fn day(stamp: &str) -> Option<PartialDate> {
    let stamp = stamp.trim();
    let words: Vec<&str> = stamp.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(40).collect();
    year_first(&words).or_else(|| compact(&words)).or_else(|| month_named(&words)).or_else(|| slashed(&words))
}

fn number(word: &str) -> Option<u16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let ordinal = matches!(&*suffix.to_ascii_lowercase(), "" | "st" | "nd" | "rd" | "th") || (suffix.starts_with('T') && digits.len() <= 2);
    (ordinal && (1..=4).contains(&digits.len())).then(|| digits.parse().ok()).flatten()
}

fn year(word: &str) -> Option<u16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|y| (1900..=2100).contains(y))
}

fn day_of(year: u16, month: u16, day: u16) -> Option<PartialDate> {
    PartialDate::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// `2025-10-13T09:00`, `2023.10.20`, `2024年5月20日`
fn year_first(words: &[&str]) -> Option<PartialDate> {
    if let Some(date) = words.iter().find_map(|w| kanji(w)) {
        return Some(date);
    }
    words.windows(3).find_map(|w| {
        let day = w[2].split(['T', 't']).next()?;
        day_of(year(w[0])?, number(w[1]).filter(|_| w[1].len() <= 2)?, number(day).filter(|_| day.len() <= 2)?)
    })
}

/// `2024年5月20日`: ideographs are letters, so that the whole is one word.
fn kanji(word: &str) -> Option<PartialDate> {
    let (y, rest) = word.split_once(['年', '년'])?;
    let (m, rest) = rest.split_once(['月', '월'])?;
    let (d, _) = rest.split_once(['日', '일'])?;
    day_of(year(y)?, number(m)?, number(d)?)
}

/// `20251013`, with or without a time behind it.
fn compact(words: &[&str]) -> Option<PartialDate> {
    let word = words.first()?;
    let digits = word.split('T').next().filter(|d| matches!(d.len(), 8 | 12 | 14) && d.bytes().all(|b| b.is_ascii_digit()))?;
    day_of(year(&digits[..4])?, digits[4..6].parse().ok()?, digits[6..8].parse().ok()?)
}

fn month(word: &str) -> Option<u16> {
    let word = word.to_ascii_lowercase();
    let start = word.get(..3)?;
    let index = MONTHS.iter().position(|m| *m == start)?;
    // "marked" and "mayor" begin like months too.
    let full =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"][index];
    (full.starts_with(&*word) || word == "sept").then(|| u16::try_from(index + 1).expect("twelve fit"))
}

/// `13 October 2025`, `Oct. 13, 2025`, `Thu, 24 Jul 2025`
fn month_named(words: &[&str]) -> Option<PartialDate> {
    let day_first = |w: &[&str]| day_of(year(w[2])?, month(w[1])?, number(w[0])?);
    let month_first = |w: &[&str]| day_of(year(w[2])?, month(w[0])?, number(w[1])?);
    words.windows(3).find_map(|w| day_first(w).or_else(|| month_first(w)))
}

/// `14/06/2024`: only where one order alone gives a date, or both give the same.
fn slashed(words: &[&str]) -> Option<PartialDate> {
    words.windows(3).find_map(|w| {
        let (a, b, y) = (number(w[0])?, number(w[1])?, year(w[2])?);
        match (day_of(y, b, a), day_of(y, a, b)) {
            (Some(date), None) | (None, Some(date)) => Some(date),
            (Some(one), Some(other)) => (one == other).then_some(one),
            (None, None) => None,
        }
    })
}
