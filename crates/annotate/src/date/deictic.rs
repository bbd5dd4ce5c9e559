//! Dates that point: "last July", "six years ago", "the second half of FY2024", "next Friday", "that day".

use super::calendar::{self, digits, four_digit_year, month, year_reference};
use super::{Base, Expr, Unit, Which, YearRef};
use crate::number::{number_at, ordinal_at};
use crate::words::{Shape, Words};

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}

fn which(word: &str) -> Option<Which> {
    Some(match word {
        "this" | "current" => Which::This,
        "last" | "past" => Which::Last,
        "next" | "coming" | "upcoming" => Which::Next,
        "same" | "that" => Which::Same,
        "following" | "subsequent" => Which::Following,
        "previous" | "preceding" => Which::Previous,
        _ => return None,
    })
}

/// "the past", "last", "this": which one, and where what it says goes on.
fn determiner(words: &Words<'_>, i: usize) -> Option<(Which, usize)> {
    let article = usize::from(words.is_any(i, &["the", "this"]) && which(words.folded(i + 1)).is_some());
    let w = which(words.folded(i + article))?;
    // "next" after an article counts from the date before: "on the next day".
    let w = match w {
        Which::Next if article == 1 && words.is(i, "the") && words.is_any(i + 2, &["day", "morning"]) => Which::Following,
        w => w,
    };
    Some((w, i + article + 1))
}

/// "today", "last month", "last July", "next Friday", "six years ago", "the following day", "the end of the year".
pub(super) fn relative(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, Expr)> {
    day_word(words, i)
        .or_else(|| beyond(words, i))
        .or_else(|| stretch(words, i))
        .or_else(|| weekend(words, i))
        .or_else(|| year_end(words, i))
        .or_else(|| shifted(words, i))
        .or_else(|| determined(words, i))
        .or_else(|| calendar::days_alone(words, i, end))
}

fn day_word(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let day = |n| Expr::Shift(Unit::Day, n, Base::Said);
    let part = |at: usize| words.is_any(at, &["morning", "afternoon", "evening", "night"]);
    match words.folded(i) {
        // "today's world", "today" as a newspaper's name and "of today" are no dates worth a claim, but do no harm.
        "today" if words.shape(i) == Shape::Lower || words.starts_sentence(i) => Some((i + 1, day(0))),
        "tonight" => Some((i + 1, day(0))),
        "yesterday" => Some((if part(i + 1) { i + 2 } else { i + 1 }, day(-1))),
        "tomorrow" => Some((if part(i + 1) { i + 2 } else { i + 1 }, day(1))),
        "this" if part(i + 1) => Some((i + 2, day(0))),
        "last" if words.is(i + 1, "night") => Some((i + 2, day(-1))),
        _ => None,
    }
}

/// "the day before yesterday", "the day after tomorrow", "the year before last", "the month after next".
fn beyond(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let at = if words.is(i, "the") { i + 1 } else { i };
    let unit = unit(words.folded(at)).filter(|_| !words.folded(at).ends_with('s'))?;
    let n = match (words.folded(at + 1), words.folded(at + 2), unit) {
        ("before", "yesterday", Unit::Day) => -2,
        ("after", "tomorrow", Unit::Day) => 2,
        ("before", "last", Unit::Week | Unit::Month | Unit::Year) => -2,
        ("after", "next", Unit::Week | Unit::Month | Unit::Year) => 2,
        _ => return None,
    };
    // "the year before last summer": what is last has its own word.
    let ends = unit == Unit::Day || words.shape(at + 3) == Shape::Mark || at + 3 >= words.block(words.block_of(i)).end;
    ends.then_some((at + 3, Expr::Shift(unit, n, Base::Said)))
}

/// "the next five years", "the past six months", "the past decade": up to now, or from now on.
fn stretch(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let at = if words.is(i, "the") { i + 1 } else { i };
    let way = match words.folded(at) {
        "past" | "last" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    if words.is_any(at, &["past", "coming"]) && words.is(at + 1, "decade") {
        return Some((at + 2, Expr::Stretch(Unit::Year, 10 * way)));
    }
    let n = number_at(words, at + 1).filter(|n| n.value.fract() == 0.0 && (2.0..100.0).contains(&n.value))?;
    let unit = unit(words.folded(n.end)).filter(|u| *u != Unit::Quarter && words.folded(n.end).ends_with('s'))?;
    Some((n.end + 1, Expr::Stretch(unit, n.value as i32 * way)))
}

/// "the weekend", "last weekend".
fn weekend(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let (w, at) = determiner(words, i).or_else(|| words.is(i, "the").then_some((Which::Bare, i + 1)))?;
    words.is(at, "weekend").then_some((at + 1, Expr::Weekend(w)))
}

/// "year-end", "the year's end", "the end of the year": the last month; "the start of the year": no more than the year.
fn year_end(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let at = if words.is(i, "the") { i + 1 } else { i };
    if words.is(at, "year") && (words.is(at + 1, "-") && words.is(at + 2, "end")) {
        return Some((at + 3, Expr::End(Box::new(Expr::Year(YearRef::Which(Which::This))))));
    }
    let of = at + 2;
    let starts = words.is_any(at, &["beginning", "start", "middle"]);
    if !(starts || words.is_any(at, &["end", "close"])) || !words.is(at + 1, "of") {
        return None;
    }
    let the = if words.is_any(of, &["the", "this"]) { of + 1 } else { return None };
    let inner = match words.folded(the) {
        "year" => Expr::Year(YearRef::Which(Which::This)),
        "month" => Expr::Unit(Unit::Month, Which::This),
        "decade" => Expr::Unit(Unit::Decade, Which::This),
        "week" => Expr::Unit(Unit::Week, Which::This),
        "quarter" => Expr::Unit(Unit::Quarter, Which::This),
        _ => return None,
    };
    Some((the + 1, if starts { inner } else { Expr::End(Box::new(inner)) }))
}

/// "six years ago", "two years later", "a day earlier", "a fortnight ago", "within 30 days".
fn shifted(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let (n, at) = if words.is_any(i, &["a", "an", "one"]) && number_at(words, i).is_none_or(|n| n.end == i + 1) {
        (1, i + 1)
    } else {
        let n = number_at(words, i).filter(|n| n.value.fract() == 0.0 && n.value < 1000.0)?;
        (n.value as i32, n.end)
    };
    let (unit, n) = match words.folded(at) {
        "fortnight" | "fortnights" => (Unit::Week, n * 2),
        word => (unit(word)?, n),
    };
    let after = at + 1;
    let expr = |n, base| Some((after + 1, Expr::Shift(unit, n, base)));
    match words.folded(after) {
        "ago" => expr(-n, Base::Said),
        "earlier" | "before" if n < 100 && !words.is_any(after + 1, &["the", "it", "they", "its"]) => expr(-n, Base::Previous),
        "later" | "afterwards" | "thereafter" => expr(n, Base::Previous),
        "from" if words.is(after + 1, "now") => Some((after + 2, Expr::Shift(unit, n, Base::Said))),
        // "in two weeks' time"
        "'" if words.is(after + 1, "time") => Some((after + 2, Expr::Shift(unit, n, Base::Said))),
        // "The decision comes a fortnight after the leaders met."
        "after" if (1..=3).any(|n| i >= n && words.is_any(i - n, &["comes", "came", "come"])) => {
            Some((after, Expr::Shift(unit, -n, Base::Said)))
        }
        _ if i > 0 && words.is(i - 1, "within") && words.block_of(i - 1) == words.block_of(i) && !words.is(after, "of") => {
            Some((after, Expr::Shift(unit, n, Base::Previous)))
        }
        _ => None,
    }
}

/// "last month", "last July", "next Friday", "this autumn", "the same day", "the past fiscal year" is found before.
fn determined(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let (w, at) = determiner(words, i)?;
    let word = words.folded(at);
    if let Some(u) = unit(word).filter(|_| !word.ends_with('s')) {
        // "that day" needs the word alone: "that year-round service", "this week-long visit".
        let compound = words.is(at + 1, "-") && words.is_joined(at + 1);
        let relative_clause = w == Which::Same
            && words.is(i, "that")
            && i > 0
            && words.shape(i - 1) == Shape::Lower
            && !words.is_any(i - 1, &["of", "in", "on", "by", "from", "until", "later", "earlier", "during", "after", "before"]);
        return (!compound && !relative_clause).then(|| match u {
            Unit::Year => (at + 1, Expr::Year(YearRef::Which(w))),
            u => (at + 1, Expr::Unit(u, w)),
        });
    }
    if let Some((m, end, true)) = month(words, at) {
        return (calendar::digits(words, end).is_none()).then_some((end, Expr::MonthWhich(m, w)));
    }
    if let Some((d, end, true)) = calendar::weekday(words, at) {
        let part = words.is_any(end, &["morning", "afternoon", "evening", "night"]);
        return Some((if part { end + 1 } else { end }, Expr::Weekday(d, w)));
    }
    let (s, end) = season_word(words, at)?;
    Some((end, Expr::SeasonWhich(s, w)))
}

fn season_word(words: &Words<'_>, i: usize) -> Option<(u8, usize)> {
    let s = match words.folded(i) {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    };
    Some((s, i + 1))
}

/// "spring 2025", "the summer of 2024", "until spring", "in autumn".
pub(super) fn season(words: &Words<'_>, i: usize, _end: usize) -> Option<(usize, Expr)> {
    let (s, at) = season_word(words, i)?;
    let of = if words.is(at, "of") { at + 1 } else { at };
    if let Some(y) = four_digit_year(words, of) {
        return Some((of + 1, Expr::Season(s, YearRef::Year(y))));
    }
    let (end, year) = year_reference(words, at);
    if let Some(year) = year {
        return Some((end, Expr::Season(s, year)));
    }
    let before = i.checked_sub(1).map_or("", |b| words.folded(b));
    let the = before == "the" && i > 1 && words.is_any(i - 2, &["in", "by", "until", "since", "for", "during", "to"]);
    let plain = !words.is(i, "fall") && matches!(before, "in" | "by" | "until" | "till" | "since" | "late" | "early" | "for") || the;
    let compound = words.shape(at) == Shape::Lower && before != "until" && before != "by" && before != "in" && !the;
    (plain && !compound).then_some((at, Expr::SeasonWhich(s, Which::Bare)))
}

/// A weekday alone, with its part of the day: "on Saturday", "Friday night".
pub(super) fn weekday(words: &Words<'_>, i: usize, _end: usize) -> Option<(usize, Expr)> {
    let (d, at, written_out) = calendar::weekday(words, i)?;
    let part = words.is_any(at, &["morning", "afternoon", "evening", "night"]);
    let possessive_name = words.is_name_like(at) && words.is_joined(at);
    (written_out && !possessive_name).then_some((if part { at + 1 } else { at }, Expr::Weekday(d, Which::Bare)))
}

/// "FY2016", "FY 2023-24", "fiscal 2026", "the past fiscal year", "the fiscal year that ended in March".
pub(super) fn fiscal(words: &Words<'_>, i: usize, _end: usize) -> Option<(usize, Expr)> {
    if words.is_any(i, &["fy", "jfy"]) && words.is_name_like(i) {
        let at = if words.is(i + 1, "'") { i + 2 } else { i + 1 };
        return fiscal_number(words, at).map(|(end, y)| (end, Expr::Year(y)));
    }
    let adjective = |at: usize| words.is_any(at, &["fiscal", "financial", "budget"]);
    if let Some((w, at)) = determiner(words, i).filter(|(_, at)| adjective(*at) && words.is(at + 1, "year")) {
        return Some((at + 2, Expr::Year(YearRef::FiscalWhich(w))));
    }
    let at = if words.is(i, "the") { i + 1 } else { i };
    if !adjective(at) {
        return None;
    }
    let year = words.is(at + 1, "year");
    if let Some((end, y)) = fiscal_number(words, if year { at + 2 } else { at + 1 }).filter(|_| words.is(at, "fiscal") || year) {
        return Some((end, Expr::Year(y)));
    }
    if !year {
        return None;
    }
    let mut after = at + 2;
    while words.is_any(after, &["that", "which", ",", "just"]) {
        after += 1;
    }
    if !words.is_any(after, &["ended", "ending", "ends", "to"]) {
        return None;
    }
    after += 1;
    while words.is_any(after, &["in", "on", "at", "the", "end", "of", "last"]) || digits(words, after).is_some_and(|d| d < 32) {
        after += 1;
    }
    let (m, mut end, _) = month(words, after)?;
    if digits(words, end).is_some_and(|d| d < 32) {
        end += 1;
    }
    let at = if words.is(end, ",") { end + 1 } else { end };
    let year = four_digit_year(words, at);
    Some((if year.is_some() { at + 1 } else { end }, Expr::FiscalEnding(m, year)))
}

/// "2016", "2023-24", "2023/2024", "16" after a word for fiscal years.
fn fiscal_number(words: &Words<'_>, i: usize) -> Option<(usize, YearRef)> {
    let two = digits(words, i).filter(|_| words.written(i).len() == 2).map(|n| 2000 + n);
    let y = four_digit_year(words, i).or(two)?;
    let pair = words.is_any(i + 1, &["-", "/"]) && words.is_joined(i + 1) && words.is_joined(i + 2);
    let last = digits(words, i + 2).filter(|_| pair && words.written(i + 2).len() != 3);
    match last {
        Some(n) if n % 100 == (y + 1) % 100 => Some((i + 3, YearRef::FiscalFrom(y))),
        _ => Some((i + 1, YearRef::Fiscal(y))),
    }
}

/// "the first quarter of 2026", "Q1 FY2024", "H1 2025", "the second half of the year".
pub(super) fn part_of_year(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, Expr)> {
    // "Q3 2025", "1H 2025"
    let letter = if words.is_any(i, &["q", "h"]) { i } else { i + 1 };
    if words.is_any(letter, &["q", "h"]) && words.is_name_like(letter) && words.is_joined(i + 1) {
        let parts = if words.is(letter, "q") { 4 } else { 2 };
        let n = digits(words, if letter == i { i + 1 } else { i }).filter(|n| (1..=parts).contains(n))?;
        let (at, year) = of_year(words, i + 2, end)?;
        return Some((at, Expr::Part(n as u8, parts as u8, year)));
    }
    let at = if words.is(i, "the") { i + 1 } else { i };
    let (n, after) = match words.folded(at) {
        "latter" => (2, at + 1),
        "last" | "final" if words.is(at + 1, "quarter") && words.is(at + 2, "of") => (4, at + 1),
        _ => ordinal_at(words, at)?,
    };
    let parts = match words.folded(after) {
        "quarter" if n <= 4 => 4,
        "half" if n <= 2 => 2,
        _ => return None,
    };
    match of_year(words, after + 1, end) {
        Some((end, year)) => Some((end, Expr::Part(n as u8, parts, year))),
        // "in the second half": a match or a text may have halves too, so only quarters stand alone.
        None => (parts == 4 && i > 0 && words.is_any(i - 1, &["in", "by", "during", "for", "of"]))
            .then_some((after + 1, Expr::Part(n as u8, parts, YearRef::Which(Which::Bare)))),
    }
}

/// The year after "quarter" or "half": "of 2026", "2025", "of FY2024", "of the year", "of next year".
fn of_year(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, YearRef)> {
    let at = if words.is_any(i, &["of", "in", ","]) { i + 1 } else { i };
    let the = if words.is(at, "the") { at + 1 } else { at };
    if let Some((end, Expr::Year(y))) = fiscal(words, at, end) {
        return Some((end, y));
    }
    if let Some((end, Expr::Year(YearRef::FiscalFrom(y)))) = calendar::year(words, at, end) {
        return Some((end, YearRef::FiscalFrom(y)));
    }
    if let Some(y) = four_digit_year(words, at) {
        return Some((at + 1, YearRef::Year(y)));
    }
    if at > i && the > at && words.is(the, "year") {
        return Some((the + 1, YearRef::Which(Which::This)));
    }
    let (w, after) = determiner(words, at)?;
    words.is(after, "year").then_some((after + 1, YearRef::Which(w)))
}
