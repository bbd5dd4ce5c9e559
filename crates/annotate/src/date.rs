//! Temporal expressions: where they stand and what they mean.
//!
//! In three steps: [`calendar`] and [`deictic`] recognise an expression and say what it states ([`Expr`]),
//! this module joins neighbours ("from 16 to 18 July", a date and its time of day), and [`resolve`] turns each into a
//! [`PartialDate`] against the document's publication date and the dates before it. What they do not fix stays open.

mod calendar;
mod deictic;
mod resolve;

use crate::annotated::{Connective, DateMention};
use crate::words::{Shape, Words};
use model::{PartialDate, Point};
use std::ops::Range;

/// A temporal expression with its words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dated {
    pub(crate) words: Range<usize>,
    pub(crate) mention: DateMention,
    /// The stated weekday and the one the calendar gives, where they differ.
    pub(crate) mismatch: Option<(&'static str, &'static str)>,
}

/// Against what relative dates are resolved.
pub(crate) struct Setting<'s> {
    pub(crate) published: Option<PartialDate>,
    /// The fiscal year of the state that a word of the text belongs to.
    pub(crate) fiscal: &'s dyn Fn(usize) -> FiscalYear,
}

/// How a state counts its fiscal years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FiscalYear {
    /// First month.
    pub(crate) starts: u8,
    /// Whether "FY2016" ends in 2016, rather than starts in it.
    pub(crate) named_by_end: bool,
}

/// What is stated of a calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Fields {
    year: Option<u16>,
    month: Option<u8>,
    day: Option<u8>,
    /// 0 is Monday.
    weekday: Option<u8>,
}

/// Which one of those that recur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// Not said: the verb decides.
    Bare,
    This,
    Last,
    Next,
    /// "of that year", "the same day": that of the date before.
    Same,
    /// "the following year", "the next day": the one after the date before.
    Following,
    /// "the previous year", "the day before".
    Previous,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

/// From where a shift is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    /// The document's publication.
    Said,
    /// The date before in the text.
    Previous,
}

/// A year as an expression refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearRef {
    Year(u16),
    Which(Which),
    /// "FY2016": the year in its name.
    Fiscal(u16),
    /// "FY 2023-24": the year it starts in.
    FiscalFrom(u16),
    FiscalWhich(Which),
}

/// What an expression states.
#[derive(Debug, Clone, PartialEq)]
enum Expr {
    Calendar(Fields),
    /// From one to another, each as far as stated.
    Range(Box<Expr>, Box<Expr>),
    /// A month of a year that is referred to: "last July", "April of that year".
    Month(u8, YearRef),
    /// The most recent or the next month of that name.
    MonthWhich(u8, Which),
    Weekday(u8, Which),
    /// 21 to 24.
    Season(u8, YearRef),
    SeasonWhich(u8, Which),
    /// Part `n` of `of` equal parts of a year: quarters and halves.
    Part(u8, u8, YearRef),
    Year(YearRef),
    Unit(Unit, Which),
    Shift(Unit, i32, Base),
    /// So many units up to the publication, or from it on: "the past three years", "the next six months".
    Stretch(Unit, i32),
    /// Saturday and Sunday.
    Weekend(Which),
    /// First and last year.
    Years(u16, u16),
    /// Twelve months that end with this one; the year where stated.
    FiscalEnding(u8, Option<u16>),
    /// The last part of it.
    End(Box<Expr>),
    /// Hour and minute; the second where a range.
    Clock((u8, u8), Option<(u8, u8)>),
    /// A date and a time of day.
    Timed(Box<Expr>, (u8, u8), Option<(u8, u8)>),
}

#[derive(Debug, Clone, PartialEq)]
struct Found {
    words: Range<usize>,
    expr: Expr,
}

/// All temporal expressions of the document, in order.
pub(crate) fn dates_in(words: &Words<'_>, setting: &Setting<'_>) -> Vec<Dated> {
    let mut found = Vec::new();
    for block in 0..words.blocks() {
        let range = words.block(block);
        found.extend(join(words, recognise(words, range)));
    }
    resolve::resolve_all(words, setting, found)
}

/// The expressions of one block as they stand, each as long as possible.
fn recognise(words: &Words<'_>, block: Range<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = block.start;
    while i < block.end {
        match expression_at(words, i, block.end) {
            Some((end, expr)) if end > i => {
                let (start, expr) = with_modifiers(words, i, expr);
                found.push(Found { words: start.max(block.start)..end, expr });
                i = end;
            }
            _ => i += 1,
        }
    }
    found
}

fn expression_at(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, Expr)> {
    let first = words.written(i).as_bytes().first()?;
    if words.shape(i) == Shape::Mark && !first.is_ascii_digit() {
        return None;
    }
    if i > 0 && words.is_joined(i) && matches!(words.written(i - 1), "@" | "_" | "#" | "=" | "$" | "€" | "£" | "¥") {
        return None;
    }
    calendar::clock(words, i, end)
        .or_else(|| deictic::fiscal(words, i, end))
        .or_else(|| deictic::part_of_year(words, i, end))
        .or_else(|| calendar::date(words, i, end))
        .or_else(|| deictic::relative(words, i, end))
        .or_else(|| deictic::season(words, i, end))
        .or_else(|| calendar::month_alone(words, i, end))
        .or_else(|| deictic::weekday(words, i, end))
        .or_else(|| calendar::year(words, i, end))
        .filter(|(e, _)| *e <= end)
}

/// "early", "mid-", "the end of": words before an expression that belong to it; its new start and meaning.
fn with_modifiers(words: &Words<'_>, i: usize, expr: Expr) -> (usize, Expr) {
    let floor = words.block(words.block_of(i)).start;
    let mut start = i;
    let word = |at: usize, back: usize| at.checked_sub(back).filter(|&w| w >= floor).map_or("", |w| words.folded(w));
    if word(start, 1) == "the" && word(start, 2) == "of" {
        start -= 1;
    }
    if word(start, 1) == "of"
        && matches!(word(start, 2), "end" | "close" | "beginning" | "start" | "middle" | "course" | "month" | "year" | "summer" | "spring")
    {
        let ends = matches!(word(start, 2), "end" | "close");
        start -= 2;
        return (start, if ends { Expr::End(Box::new(expr)) } else { expr });
    }
    start = i;
    if word(start, 1) == "-" && word(start, 2) == "mid" {
        return (start - 2, expr);
    }
    if matches!(word(start, 1), "early" | "late" | "mid" | "earlier" | "later") {
        return (start - 1, expr);
    }
    (start, expr)
}

/// Joins ranges and times of day with their dates.
fn join(words: &Words<'_>, found: Vec<Found>) -> Vec<Found> {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        if let Some(last) = joined.last_mut()
            && let Some(expr) = joint(words, last, &next)
        {
            last.words.end = next.words.end;
            last.expr = expr;
            if words.written(last.words.end) == ")" && words.text_of(last.words.clone()).contains('(') {
                last.words.end += 1;
            }
            continue;
        }
        joined.push(next);
    }
    joined.retain(|f| !matches!(f.expr, Expr::Clock(..)));
    joined
}

fn joint(words: &Words<'_>, last: &Found, next: &Found) -> Option<Expr> {
    let gap = last.words.end..next.words.start;
    if gap.len() > 5 {
        return None;
    }
    match (&last.expr, &next.expr) {
        (Expr::Clock(a, None), Expr::Clock(b, None)) if is_to(words, &gap, last) => Some(Expr::Clock(*a, Some(*b))),
        (Expr::Timed(d, a, None), Expr::Clock(b, None))
            if is_to(words, &gap, last)
                || gap.len() == 1 && words.is(gap.start, "and") && last.words.clone().any(|w| words.is(w, "between")) =>
        {
            Some(Expr::Timed(d.clone(), *a, Some(*b)))
        }
        (Expr::Clock(..), _) if gap.clone().all(|w| words.is_any(w, &["on", ",", "of", "jst", "utc", "gmt", "local", "time"])) => {
            match last.expr {
                Expr::Clock(a, b) => Some(Expr::Timed(Box::new(next.expr.clone()), a, b)),
                _ => None,
            }
        }
        (_, Expr::Clock(a, b)) if gap.clone().all(|w| words.is_any(w, &[",", "from", "at", "(", ")", "between", "-", ":", "."])) => {
            is_day(&last.expr).then(|| Expr::Timed(Box::new(last.expr.clone()), *a, *b))
        }
        (Expr::Clock(..) | Expr::Timed(..), _) | (_, Expr::Timed(..)) => None,
        // A weekday and its date: "on Wednesday (June 26)", "September 28 (Saturday)".
        (Expr::Weekday(day, Which::Bare), Expr::Calendar(f))
            if f.day.is_some() && gap.clone().all(|w| words.is_any(w, &["(", ",", "the"])) =>
        {
            Some(Expr::Calendar(Fields { weekday: Some(*day), ..*f }))
        }
        (a, b) if is_to(words, &gap, last) && !matches!(a, Expr::Range(..)) && !matches!(b, Expr::Range(..)) && ranges(a, b) => {
            Some(Expr::Range(Box::new(a.clone()), Box::new(b.clone())))
        }
        _ => None,
    }
}

/// Whether the words between two expressions make one range of them.
fn is_to(words: &Words<'_>, gap: &Range<usize>, last: &Found) -> bool {
    let before = |n: usize| last.words.start.checked_sub(n).map_or("", |w| words.folded(w));
    let between = before(1) == "between" || before(2) == "between" && before(1) == "the";
    match gap.len() {
        1 => {
            words.is_any(gap.start, &["-", "to", "until", "till", "through"])
                || words.is(gap.start, "and") && (between || is_day_pair(last))
        }
        2 => words.is_any(gap.start, &["to", "until"]) && words.is(gap.start + 1, "the") || words.is(gap.start, "and") && between,
        _ => false,
    }
}

/// "September 28 and Sunday, September 29": two days that follow each other are read as one occasion.
fn is_day_pair(last: &Found) -> bool {
    matches!(&last.expr, Expr::Calendar(f) if f.day.is_some() && f.year.is_none())
}

fn is_day(expr: &Expr) -> bool {
    match expr {
        Expr::Calendar(f) => f.day.is_some(),
        Expr::Weekday(..) => true,
        Expr::Unit(Unit::Day, _) | Expr::Shift(Unit::Day, ..) => true,
        _ => false,
    }
}

/// Whether both ends are dates of a kind that a range may have.
fn ranges(a: &Expr, b: &Expr) -> bool {
    let dated = |e: &Expr| {
        matches!(
            e,
            Expr::Calendar(_)
                | Expr::Month(..)
                | Expr::MonthWhich(..)
                | Expr::Year(_)
                | Expr::Weekday(..)
                | Expr::Season(..)
                | Expr::SeasonWhich(..)
                | Expr::End(_)
        )
    };
    // "two days" are read as a range only if the second is the next one; weekdays only among themselves.
    dated(a) && dated(b) && matches!(a, Expr::Weekday(..)) == matches!(b, Expr::Weekday(..))
}

/// The connective that stands before word `start`, with the words it takes.
fn connective(words: &Words<'_>, start: usize, expr: &Expr) -> Option<Connective> {
    let floor = words.block(words.block_of(start)).start;
    let mut at = start;
    let mut word = |skip: &[&str]| {
        while at > floor && skip.contains(&words.folded(at - 1)) {
            at -= 1;
        }
        (
            at.checked_sub(1).filter(|&w| w >= floor).map_or("", |w| words.folded(w)),
            at.checked_sub(2).filter(|&w| w >= floor).map_or("", |w| words.folded(w)),
        )
    };
    let (near, far) = word(&["the", "early", "late", "mid", "about", "around", "about", "on", "-"]);
    match (far, near) {
        (_, "since") | ("as", "of" | "from") | ("starting" | "beginning" | "effective", "from" | "in") => Some(Connective::Since),
        // "up 12 per cent from 2024": what it is compared with.
        ("cent" | "percent" | "%" | "points", "from") => None,
        (_, "from") if !matches!(expr, Expr::Range(..) | Expr::Years(..) | Expr::Timed(..)) => Some(Connective::Since),
        (_, "until" | "till" | "through") | ("up", "to") => Some(Connective::Until),
        (_, "by") | ("later", "than") => Some(Connective::By),
        (_, "before") | ("prior", "to") | ("ahead", "of") => Some(Connective::Before),
        (_, "after" | "following") => Some(Connective::After),
        (_, "within") => Some(Connective::Within),
        (_, "during" | "throughout" | "over") => Some(Connective::During),
        _ => None,
    }
}

/// The first and the last point of a date.
fn ends(date: PartialDate) -> (Option<Point>, Option<Point>) {
    match date {
        PartialDate::At(p) => (Some(p), Some(p)),
        PartialDate::Between(a, b) => (a, b),
    }
}

#[cfg(test)]
mod tests;
