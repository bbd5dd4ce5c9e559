use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A second of Coordinated Universal Time in the years 0 to 9999, written `2026-10-07T09:30:00Z`.
///
/// The register has no clock: whoever records something says when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A text that is no UTC time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no time; expected RFC 3339 in UTC such as 2026-10-07T09:30:00Z")]
pub struct TimestampError {
    text: String,
}

const FIRST: i64 = -62_167_219_200;
const LAST: i64 = 253_402_300_799;
const DAY: i64 = 86_400;

impl Timestamp {
    /// The second `seconds` after 1970-01-01T00:00:00Z; times outside the years 0 to 9999 move to the nearer end.
    #[must_use]
    pub fn from_epoch_seconds(seconds: i64) -> Timestamp {
        Timestamp(seconds.clamp(FIRST, LAST))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn epoch_seconds(self) -> i64 {
        self.0
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar, counted in years that begin in March so that the
/// leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The reverse of [`days_from_civil`]: year, month, day.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        let second = self.0.rem_euclid(DAY);
        f.pad(&format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60))
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Timestamp, TimestampError> {
        let wrong = || TimestampError { text: text.to_owned() };
        let bytes = text.as_bytes();
        if bytes.len() != 20 || !text.is_ascii() {
            return Err(wrong());
        }
        let number =
            |from: usize, to: usize| text[from..to].bytes().try_fold(0i64, |n, b| b.is_ascii_digit().then(|| n * 10 + i64::from(b - b'0')));
        let parts = [(0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19)].map(|(from, to)| number(from, to));
        let [Some(year), Some(month), Some(day), Some(hour), Some(minute), Some(second)] = parts else { return Err(wrong()) };
        let time = Timestamp(days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + second);
        // Writing it back catches the thirtieth of February, the 25th hour, and wrong separators at once.
        if (1..=12).contains(&month) && time.to_string() == text { Ok(time) } else { Err(wrong()) }
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests;
