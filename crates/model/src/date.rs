//! Dates known in part: EDTF (ISO 8601-2) level 0 and the parts of level 1 that the contract uses.
//!
//! Precision is kept end to end: `2016` never becomes a first of January, and a time of day is local to its
//! place and carries no invented zone.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A date, or an interval of dates with or without open ends: `2016-12-06`, `2009`, `2018-10-08/2018-10-09`,
/// `2023-08/..`, `2023-22` (summer), `2024?`, `2016-12-06T15:00/2016-12-06T17:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// One date of whatever precision.
    At(Point),
    /// From one to another, both included; `None` is an open end. At least one end is given.
    Between(Option<Point>, Option<Point>),
}

/// One end of a [`PartialDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// 0 to 9999.
    pub year: u16,
    /// What is known below the year.
    pub part: Part,
    /// How sure it is.
    pub qualifier: Qualifier,
}

/// What is known below the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The year alone.
    Year,
    /// 21 spring, 22 summer, 23 autumn, 24 winter; winter reaches into the next year.
    Season(u8),
    /// 1 to 12.
    Month(u8),
    /// Month and day.
    Day(u8, u8),
    /// Month, day, hour and minute, local to the place.
    Minute(u8, u8, u8, u8),
}

/// How sure a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Qualifier {
    /// As stated.
    #[default]
    Stated,
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    Both,
}

/// A minute of local time: year, month, day, hour, minute. Ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
}

impl Moment {
    /// Days since 1 March of the year 0 of the Gregorian calendar, so that two moments tell how far apart they are.
    #[must_use]
    pub fn day_number(self) -> i64 {
        // Years that begin in March have their leap day last.
        let (year, month) = if self.month > 2 {
            (i64::from(self.year), i64::from(self.month) - 3)
        } else {
            (i64::from(self.year) - 1, i64::from(self.month) + 9)
        };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        365 * year + leaps + (153 * month + 2) / 5 + i64::from(self.day) - 1
    }
}

/// A text that is no EDTF date of the supported subset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no date; expected EDTF such as 2016-12-06, 2018-08, 2009, 2023-22, 2018-10-08/2018-10-09 or 2023-08/..")]
pub struct DateError {
    text: String,
}

/// Days in a month of the Gregorian calendar.
fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Point {
    /// The year alone.
    #[must_use]
    pub fn year(year: u16) -> Point {
        Point { year, part: Part::Year, qualifier: Qualifier::Stated }
    }

    /// A month; `None` where there is no such month.
    #[must_use]
    pub fn month(year: u16, month: u8) -> Option<Point> {
        Point { year, part: Part::Month(month), qualifier: Qualifier::Stated }.checked()
    }

    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Option<Point> {
        Point { year, part: Part::Day(month, day), qualifier: Qualifier::Stated }.checked()
    }

    /// The same date at a time of day; `None` where it is not a day or there is no such time.
    #[must_use]
    pub fn at(self, hour: u8, minute: u8) -> Option<Point> {
        match self.part {
            Part::Day(m, d) | Part::Minute(m, d, ..) => Point { part: Part::Minute(m, d, hour, minute), ..self }.checked(),
            Part::Year | Part::Season(_) | Part::Month(_) => None,
        }
    }

    fn checked(self) -> Option<Point> {
        let day_fits = |m: u8, d: u8| (1..=12).contains(&m) && (1..=days_in(self.year, m)).contains(&d);
        let fits = match self.part {
            Part::Year => true,
            Part::Season(s) => (21..=24).contains(&s),
            Part::Month(m) => (1..=12).contains(&m),
            Part::Day(m, d) => day_fits(m, d),
            Part::Minute(m, d, h, min) => day_fits(m, d) && h < 24 && min < 60,
        };
        (fits && self.year <= 9999).then_some(self)
    }

    /// First minute.
    #[must_use]
    pub fn first(self) -> Moment {
        let (month, day, hour, minute) = match self.part {
            Part::Year => (1, 1, 0, 0),
            Part::Season(s) => ((s - 20) * 3, 1, 0, 0),
            Part::Month(m) => (m, 1, 0, 0),
            Part::Day(m, d) => (m, d, 0, 0),
            Part::Minute(m, d, h, min) => (m, d, h, min),
        };
        Moment { year: self.year, month, day, hour, minute }
    }

    /// Last minute.
    #[must_use]
    pub fn last(self) -> Moment {
        let end = |year, month| Moment { year, month, day: days_in(year, month), hour: 23, minute: 59 };
        match self.part {
            Part::Year => end(self.year, 12),
            Part::Season(24) => end(self.year + 1, 2),
            Part::Season(s) => end(self.year, (s - 20) * 3 + 2),
            Part::Month(m) => end(self.year, m),
            Part::Day(m, d) => Moment { year: self.year, month: m, day: d, hour: 23, minute: 59 },
            Part::Minute(m, d, h, min) => Moment { year: self.year, month: m, day: d, hour: h, minute: min },
        }
    }
}

impl PartialDate {
    /// A day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Option<PartialDate> {
        Point::day(year, month, day).map(PartialDate::At)
    }

    /// First minute it may mean; `None` for an open beginning.
    #[must_use]
    pub fn lower(&self) -> Option<Moment> {
        match self {
            PartialDate::At(p) => Some(p.first()),
            PartialDate::Between(from, _) => from.map(Point::first),
        }
    }

    /// Last minute it may mean; `None` for an open end.
    #[must_use]
    pub fn upper(&self) -> Option<Moment> {
        match self {
            PartialDate::At(p) => Some(p.last()),
            PartialDate::Between(_, to) => to.map(Point::last),
        }
    }

    /// Whether some minute may belong to both.
    #[must_use]
    pub fn overlaps(&self, other: &PartialDate) -> bool {
        let ends_before = |a: &PartialDate, b: &PartialDate| matches!((a.upper(), b.lower()), (Some(u), Some(l)) if u < l);
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether everything that `other` may mean lies in this one.
    #[must_use]
    pub fn contains(&self, other: &PartialDate) -> bool {
        let lower = self.lower().is_none_or(|l| other.lower().is_some_and(|o| l <= o));
        lower && self.upper().is_none_or(|u| other.upper().is_some_and(|o| o <= u))
    }
}

impl Point {
    /// Adds it to a text, digit by digit: a register writes very many dates.
    fn write(self, out: &mut String) {
        let pair = |out: &mut String, before: char, n: u8| out.extend([before, char::from(b'0' + n / 10), char::from(b'0' + n % 10)]);
        let digit = |n: u16| char::from_digit(u32::from(n % 10), 10).unwrap_or('0');
        out.extend([digit(self.year / 1000), digit(self.year / 100), digit(self.year / 10), digit(self.year)]);
        match self.part {
            Part::Year => {}
            Part::Season(m) | Part::Month(m) => pair(out, '-', m),
            Part::Day(m, d) => {
                pair(out, '-', m);
                pair(out, '-', d);
            }
            Part::Minute(m, d, h, min) => {
                pair(out, '-', m);
                pair(out, '-', d);
                pair(out, 'T', h);
                pair(out, ':', min);
            }
        }
        out.push_str(match self.qualifier {
            Qualifier::Stated => "",
            Qualifier::Uncertain => "?",
            Qualifier::Approximate => "~",
            Qualifier::Both => "%",
        });
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(20);
        self.write(&mut text);
        f.write_str(&text)
    }
}

impl PartialDate {
    fn written(&self) -> String {
        let mut text = String::with_capacity(40);
        let end = |text: &mut String, p: &Option<Point>| match p {
            Some(p) => p.write(text),
            None => text.push_str(".."),
        };
        match self {
            PartialDate::At(p) => p.write(&mut text),
            PartialDate::Between(from, to) => {
                end(&mut text, from);
                text.push('/');
                end(&mut text, to);
            }
        }
        text
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written())
    }
}

impl FromStr for Point {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Point, DateError> {
        parse_point(text).ok_or_else(|| DateError { text: text.to_owned() })
    }
}

fn parse_point(text: &str) -> Option<Point> {
    let (body, qualifier) = match text.as_bytes().last()? {
        b'?' => (&text[..text.len() - 1], Qualifier::Uncertain),
        b'~' => (&text[..text.len() - 1], Qualifier::Approximate),
        b'%' => (&text[..text.len() - 1], Qualifier::Both),
        _ => (text, Qualifier::Stated),
    };
    let number = |s: &str, digits: usize| (s.len() == digits && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse().ok()).flatten();
    let small = |s: &str| number(s, 2).and_then(|n: u16| u8::try_from(n).ok());
    let (date, time) = body.split_once('T').map_or((body, None), |(d, t)| (d, Some(t)));
    let mut fields = date.split('-');
    let year = number(fields.next()?, 4)?;
    let part = match (fields.next(), fields.next(), fields.next(), time) {
        (None, None, None, None) => Part::Year,
        (Some(m), None, None, None) => match small(m)? {
            s @ 21..=24 => Part::Season(s),
            m => Part::Month(m),
        },
        (Some(m), Some(d), None, None) => Part::Day(small(m)?, small(d)?),
        (Some(m), Some(d), None, Some(t)) => {
            let (h, min) = t.split_once(':')?;
            Part::Minute(small(m)?, small(d)?, small(h)?, small(min)?)
        }
        _ => return None,
    };
    Point { year, part, qualifier }.checked()
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<PartialDate, DateError> {
        let wrong = || DateError { text: text.to_owned() };
        let Some((from, to)) = text.split_once('/') else {
            return parse_point(text).map(PartialDate::At).ok_or_else(wrong);
        };
        let end = |s: &str| match s {
            ".." => Ok(None),
            s => parse_point(s).map(Some).ok_or_else(wrong),
        };
        match (end(from)?, end(to)?) {
            (None, None) => Err(wrong()),
            (Some(a), Some(b)) if b.last() < a.first() => Err(wrong()),
            (a, b) => Ok(PartialDate::Between(a, b)),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.written())
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        crate::text::read(d, str::parse)
    }
}

#[cfg(test)]
mod tests;
