//! Meetings and visits as a calendar (RFC 5545): whole days stay whole days, and what is planned is tentative.

use crate::plain::one_line;
use model::{Moment, Part, PartialDate, Point};
use reports::Occasion;
use std::fmt::Write as _;

/// A calendar called `name`; `href` gives the page of an occasion, `now` the time at which it is written.
#[must_use]
pub fn calendar(name: &str, occasions: &[Occasion], href: &dyn Fn(&str) -> String, now: Moment) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Chancery//Register//EN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", escaped(name)));
    for occasion in occasions {
        let Some((from, to)) = days(occasion.date) else { continue };
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@chancery", escaped(occasion.entity.as_str())));
        line(&format!("DTSTAMP:{}", stamp(occasion.told.and_then(|d| d.lower()).unwrap_or(now))));
        // A claim more is a change: subscribers take the event with the higher number.
        line(&format!("SEQUENCE:{}", occasion.changes.saturating_sub(1)));
        match (from, to) {
            (Place::Minute(from), Place::Minute(to)) => {
                line(&format!("DTSTART:{from}"));
                line(&format!("DTEND:{to}"));
            }
            (Place::Day(from), Place::Day(to) | Place::Minute(to)) | (Place::Minute(from), Place::Day(to)) => {
                line(&format!("DTSTART;VALUE=DATE:{}", &from[..8]));
                line(&format!("DTEND;VALUE=DATE:{}", &to[..8]));
            }
        }
        line(&format!("SUMMARY:{}", escaped(&occasion.name)));
        if let Some(place) = &occasion.place {
            line(&format!("LOCATION:{}", escaped(place)));
        }
        line(&format!("STATUS:{}", status(&occasion.status)));
        line(&format!("URL:{}", href(occasion.entity.as_str())));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn status(status: &str) -> &'static str {
    match status {
        "held" => "CONFIRMED",
        "cancelled" | "denied" => "CANCELLED",
        _ => "TENTATIVE",
    }
}

enum Place {
    /// A day; as an end, the day after the last.
    Day(String),
    /// A minute in the time of its place.
    Minute(String),
}

/// From when to when; `None` for what is known to the season, the year or an open end only: no calendar can show that.
fn days(date: PartialDate) -> Option<(Place, Place)> {
    let (from, to) = match date {
        PartialDate::At(point) => (point, point),
        PartialDate::Between(Some(from), Some(to)) => (from, to),
        PartialDate::Between(..) => return None,
    };
    let known = |p: Point| matches!(p.part, Part::Day(..) | Part::Minute(..));
    if !known(from) || !known(to) {
        return None;
    }
    let minute = |p: Point, m: Moment| format!("{:04}{:02}{:02}T{:02}{:02}00", p.year, m.month, m.day, m.hour, m.minute);
    if let (Part::Minute(..), Part::Minute(..)) = (from.part, to.part) {
        return Some((Place::Minute(minute(from, from.first())), Place::Minute(minute(to, to.last()))));
    }
    let day = |m: Moment| format!("{:04}{:02}{:02}", m.year, m.month, m.day);
    Some((Place::Day(day(from.first())), Place::Day(day(next(to.last())))))
}

/// The day after.
fn next(m: Moment) -> Moment {
    let fits = |year: u16, month: u8, day: u8| PartialDate::day(year, month, day).and_then(|d| d.lower());
    fits(m.year, m.month, m.day + 1).or_else(|| fits(m.year, m.month + 1, 1)).or_else(|| fits(m.year + 1, 1, 1)).unwrap_or(m)
}

fn stamp(m: Moment) -> String {
    format!("{:04}{:02}{:02}T{:02}{:02}00Z", m.year, m.month, m.day, m.hour, m.minute)
}

fn escaped(text: &str) -> String {
    one_line(text).replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// A line, folded before its 75th byte as the format asks.
fn fold(out: &mut String, text: &str) {
    let mut rest = text;
    let mut room = 75;
    while rest.len() > room {
        let at = rest.floor_char_boundary(room);
        let _ = write!(out, "{}\r\n ", &rest[..at]);
        rest = &rest[at..];
        room = 74;
    }
    let _ = write!(out, "{rest}\r\n");
}

#[cfg(test)]
mod tests;
