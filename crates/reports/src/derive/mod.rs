//! What follows from the register on a day: derived each time it is asked, never stored.
//!
//! In → Out: entities with every value their sources state, and a day → a judgement with its reason.
//!
//! Never: takes the silence of sources that nobody read for an absence; picks one of two sides.
//!
//! Source: the register's model, part 8; the lapse rule of standing bodies, part 5.

pub(crate) mod alike;
pub(crate) mod checks;
pub(crate) mod coverage;
pub(crate) mod health;
pub(crate) mod irritant;
pub(crate) mod ladder;
pub(crate) mod ledger;
pub(crate) mod lifecycle;
pub(crate) mod outcome;
pub(crate) mod persons;
pub(crate) mod sides;
pub(crate) mod weekday;

use crate::Saying;
use model::{Moment, PartialDate};

/// A span of days in the words of a reader: `5 years 11 months`, `3 months`, `12 days`.
pub(crate) fn span(days: i64) -> String {
    let plural = |n: i64, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match lasting(days) {
        (0, 0, days) => plural(days, "day"),
        (0, months, _) => plural(months, "month"),
        (years, 0, _) => plural(years, "year"),
        (years, months, _) => format!("{} {}", plural(years, "year"), plural(months, "month")),
    }
}

/// A span of days as years and months; as days where it is shorter than a month.
#[must_use]
pub fn lasting(days: i64) -> (i64, i64, i64) {
    let days = days.abs();
    // A mean month of the Gregorian calendar has 30.436875 days; a day short of it is a month as people count.
    let months = (days + 1) * 10_000 / 304_369;
    (months / 12, months % 12, if months == 0 { days } else { 0 })
}

/// Whether something of a date is to come after a day: it begins later, or is announced for a time that is not over then. What is planned
/// for some time of a year is to come until the year is over.
#[must_use]
pub fn is_to_come(date: PartialDate, status: Option<&str>, day: PartialDate) -> bool {
    let later = |moment: Option<Moment>| moment.zip(day.upper()).is_some_and(|(moment, end)| moment > end);
    let announced = matches!(status, Some("planned" | "postponed" | "falls due"));
    later(date.lower()) || (announced && later(date.upper()))
}

/// Days from the end of one date to the beginning of another; negative where they overlap or stand the other way.
pub(crate) fn days_between(from: PartialDate, to: PartialDate) -> Option<i64> {
    Some(to.lower()?.day_number() - from.upper()?.day_number())
}

/// A moment's day.
pub(crate) fn day(moment: Moment) -> Saying {
    Saying::maybe(PartialDate::day(moment.year, moment.month, moment.day).map(Saying::Date))
}

#[cfg(test)]
mod tests;
