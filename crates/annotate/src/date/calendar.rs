//! Dates as calendars and clocks write them: "March 3 (Fri.), 2017", "17th and 18th February 2025", "2026. 2. 4.",
//! "2016-2020", "from 15:00 to 17:00".

use super::{Expr, Fields, Which, YearRef};
use crate::number::ordinal_at;
use crate::words::{Shape, Words};

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The month named at word `i`, with its end and whether it is written out.
pub(super) fn month(words: &Words<'_>, i: usize) -> Option<(u8, usize, bool)> {
    if !words.is_name_like(i) {
        return None;
    }
    let word = words.folded(i);
    if let Some(m) = MONTHS.iter().position(|m| *m == word) {
        return Some((m as u8 + 1, i + 1, true));
    }
    let short = matches!(word.len(), 3) || word == "sept";
    let m = MONTHS.iter().position(|m| short && m.starts_with(word))?;
    let end = if words.is(i + 1, ".") && words.is_joined(i + 1) { i + 2 } else { i + 1 };
    Some((m as u8 + 1, end, false))
}

/// The weekday named at word `i`, with its end and whether it is written out.
pub(super) fn weekday(words: &Words<'_>, i: usize) -> Option<(u8, usize, bool)> {
    if !words.is_name_like(i) {
        return None;
    }
    let word = words.folded(i);
    if let Some(d) = WEEKDAYS.iter().position(|d| *d == word) {
        return Some((d as u8, i + 1, true));
    }
    let d = WEEKDAYS.iter().position(|d| matches!(word.len(), 3..=5) && d.starts_with(word))?;
    let end = if words.is(i + 1, ".") && words.is_joined(i + 1) { i + 2 } else { i + 1 };
    Some((d as u8, end, false))
}

/// "(Tue.)", "(Saturday)", with or without what stands before the closing mark.
fn weekday_in_brackets(words: &Words<'_>, i: usize) -> Option<(u8, usize)> {
    if !words.is(i, "(") {
        return None;
    }
    let (day, end, _) = weekday(words, i + 1)?;
    words.is(end, ")").then_some((day, end + 1))
}

pub(super) fn digits(words: &Words<'_>, i: usize) -> Option<u16> {
    (words.shape(i) == Shape::Digits && words.written(i).len() <= 4).then(|| words.written(i).parse().ok()).flatten()
}

/// A year of four digits that a document of our time may speak of.
pub(super) fn four_digit_year(words: &Words<'_>, i: usize) -> Option<u16> {
    digits(words, i).filter(|y| words.written(i).len() == 4 && (1850..=2150).contains(y))
}

/// A day of the month with or without its ordinal ending.
fn day(words: &Words<'_>, i: usize) -> Option<(u8, usize)> {
    let n = digits(words, i).filter(|n| (1..=31).contains(n) && words.written(i).len() <= 2)?;
    let end = if words.is_any(i + 1, &["st", "nd", "rd", "th"]) { i + 2 } else { i + 1 };
    Some((n as u8, end))
}

/// The year that may follow a day and month: ", 2016", " 2016", "(Tue.), 2016", ", Heisei 28"; a year with more digits joined is none.
fn year_after(words: &Words<'_>, i: usize) -> Option<(u16, usize)> {
    let at = if words.is(i, ",") { i + 1 } else { i };
    if let Some((year, end)) = era_year(words, at) {
        // "Heisei 28 (2016)" says it twice.
        let again = words.is(end, "(") && four_digit_year(words, end + 1) == Some(year) && words.is(end + 2, ")");
        return Some((year, if again { end + 3 } else { end }));
    }
    let year = four_digit_year(words, at)?;
    let goes_on = words.is_any(at + 1, &[":", "%"]) && words.is_joined(at + 1);
    (!goes_on).then_some((year, at + 1))
}

/// A year of a Japanese era: "Heisei 28".
fn era_year(words: &Words<'_>, i: usize) -> Option<(u16, usize)> {
    const ERAS: [(&str, u16); 5] = [("reiwa", 2018), ("heisei", 1988), ("showa", 1925), ("taisho", 1911), ("meiji", 1867)];
    let (_, zero) = ERAS.iter().find(|(e, _)| words.is(i, e) && words.is_name_like(i))?;
    let n = digits(words, i + 1).filter(|n| (1..=64).contains(n))?;
    Some((zero + n, i + 2))
}

/// A calendar date: numeric, month first or day first, with or without weekday and year.
pub(super) fn date(words: &Words<'_>, i: usize, limit: usize) -> Option<(usize, Expr)> {
    if let Some(found) = numeric(words, i, limit) {
        return Some(found);
    }
    let (name, at) = match weekday(words, i) {
        Some((d, e, _)) => (Some(d), skip(words, e, &[",", "the", "("])),
        None => (None, i),
    };
    let (found_end, expr) = month_first(words, at).or_else(|| day_first(words, at))?;
    let bracket = name.is_some() && words.is(at.wrapping_sub(1), "(") && words.is(found_end, ")");
    let mut end = if bracket { found_end + 1 } else { found_end };
    let expr = match (expr, name) {
        (Expr::Calendar(mut f), Some(d)) => {
            // "Tuesday (May 12), 2015"
            if let Some((year, after)) = year_after(words, end).filter(|_| bracket && f.year.is_none()) {
                (f.year, end) = (Some(year), after);
            }
            Expr::Calendar(Fields { weekday: f.weekday.or(Some(d)), ..f })
        }
        (e, _) => e,
    };
    Some((end, expr))
}

fn skip(words: &Words<'_>, mut i: usize, any: &[&str]) -> usize {
    while words.is_any(i, any) && i < words.len() {
        i += 1;
    }
    i
}

/// "March 3 (Fri.), 2017", "Aug. 8-9, 2018", "February 11 and 12", "August 2018".
fn month_first(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let (m, at, written_out) = month(words, i)?;
    if let Some((d, mut end)) = day(words, at).filter(|_| four_digit_year(words, at).is_none()) {
        if words.is_any(end, &[":", "%"]) && words.is_joined(end) {
            return None;
        }
        let mut first = Fields { month: Some(m), day: Some(d), ..Fields::default() };
        if let Some((w, e)) = weekday_in_brackets(words, end) {
            (first.weekday, end) = (Some(w), e);
        }
        let second = second_day(words, end, d).map(|(d2, mut e)| {
            let mut second = Fields { month: Some(m), day: Some(d2), ..Fields::default() };
            if let Some((w, after)) = weekday_in_brackets(words, e) {
                (second.weekday, e) = (Some(w), after);
            }
            end = e;
            second
        });
        let year = year_after(words, end).or_else(|| {
            // "March 22 (Sat.), 2025" has its weekday before, "March 22, 2025 (Saturday)" after the year.
            words.is(end, "(").then(|| four_digit_year(words, end + 1)).flatten().filter(|_| words.is(end + 2, ")")).map(|y| (y, end + 3))
        });
        if let Some((y, e)) = year {
            (first.year, end) = (Some(y), e);
        }
        if first.weekday.is_none()
            && second.is_none()
            && let Some((w, e)) = weekday_in_brackets(words, end)
        {
            (first.weekday, end) = (Some(w), e);
        }
        return Some((end, range(first, second, first.year)));
    }
    let (y, end) = year_after(words, at).or_else(|| words.is(at, "of").then(|| year_after(words, at + 1)).flatten())?;
    let plain = written_out || words.is(at.wrapping_sub(1), ".") || words.shape(i) == Shape::Capital;
    plain.then_some((end, Expr::Calendar(Fields { year: Some(y), month: Some(m), ..Fields::default() })))
}

/// The second day of "8-9", "11 and 12", "16 to 18", "8, 9".
fn second_day(words: &Words<'_>, i: usize, first: u8) -> Option<(u8, usize)> {
    let at = match words.folded(i) {
        "-" | "to" | "and" | "&" | "/" | "through" | "until" => i + 1,
        _ => return None,
    };
    let at = if words.is(at, "the") { at + 1 } else { at };
    let (d, end) = day(words, at)?;
    let is_date = four_digit_year(words, at).is_none() && d > first && month(words, end).is_none_or(|m| !m.2);
    let counts = words.is(i, "and") && words.shape(end) == Shape::Lower && words.folded(end).ends_with('s');
    (is_date && !counts && !(words.is(end, ".") && words.shape(end + 1) == Shape::Digits && words.is_joined(end + 1))).then_some((d, end))
}

fn range(first: Fields, second: Option<Fields>, year: Option<u16>) -> Expr {
    let whole = |f: Fields| Expr::Calendar(Fields { year: f.year.or(year), ..f });
    match second {
        Some(second) => Expr::Range(Box::new(whole(first)), Box::new(whole(second))),
        None => whole(first),
    }
}

/// "6 December 2016", "17th and 18th February 2025", "16 to 18 July", "8th (Thu.) December".
fn day_first(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    if i > 0 && words.is_joined(i) && !words.is_any(i - 1, &["(", "-", "/", "\"", "“", "["]) {
        return None;
    }
    let (d, mut at) = day(words, i)?;
    let mut first = Fields { day: Some(d), ..Fields::default() };
    let mut second = None;
    if let Some((d2, e)) = days_to(words, at, d) {
        second = Some(Fields { day: Some(d2), ..Fields::default() });
        at = e;
    }
    at = skip(words, at, &["of", "-", "day"]);
    let (m, mut end, _) = month(words, at)?;
    first.month = Some(m);
    if let Some(s) = &mut second {
        s.month = Some(m);
    }
    let dash = if words.is(end, "-") && four_digit_year(words, end + 1).is_some() && words.is_joined(end) { end + 1 } else { end };
    let mut year = None;
    if let Some((y, e)) = year_after(words, dash) {
        (year, end) = (Some(y), e);
    }
    if let Some((w, e)) = weekday_in_brackets(words, end) {
        (first.weekday, end) = (Some(w), e);
        if let (None, Some((y, e))) = (year, year_after(words, end)) {
            (year, end) = (Some(y), e);
        }
    }
    first.year = year;
    Some((end, range(first, second, year)))
}

/// As [`second_day`], but before its month.
fn days_to(words: &Words<'_>, i: usize, first: u8) -> Option<(u8, usize)> {
    let mut at = skip(words, i, &["-", "to", "and", "&", "/", "through"]);
    if at == i || at > i + 1 {
        return None;
    }
    at = skip(words, at, &["the"]);
    let (d, end) = day(words, at)?;
    let after = skip(words, end, &["of"]);
    (d > first && month(words, after).is_some()).then_some((d, end))
}

/// "2020-11-02", "2026. 2. 4.", "12.03.2025", "15/08/2025", "2020/11/2".
fn numeric(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, Expr)> {
    let mark = words.folded(i + 1);
    let joined_before = i > 0 && words.is_joined(i) && words.shape(i - 1) != Shape::Mark;
    if joined_before
        || i + 4 >= end.max(4) && i + 5 > end
        || !matches!(mark, "-" | "." | "/")
        || !words.is(i + 3, mark)
        || !words.is_joined(i + 1)
    {
        return None;
    }
    let (a, b, c) = (digits(words, i)?, digits(words, i + 2)?, digits(words, i + 4)?);
    let spaced = mark == "." && !words.is_joined(i + 2);
    let whole = spaced || (1..=4).all(|n| words.is_joined(i + n));
    let goes_on =
        words.is_joined(i + 5) && (words.is(i + 5, mark) && words.shape(i + 6) == Shape::Digits && words.is_joined(i + 6) && !spaced);
    if !whole || goes_on {
        return None;
    }
    let small = |n: u16| u8::try_from(n).ok();
    let fields = |y: u16, m: u16, d: u16| {
        let f = Fields { year: Some(y), month: small(m), day: small(d), weekday: None };
        model::Point::day(y, f.month?, f.day?).map(|_| f)
    };
    let length = |n: usize| words.written(i + n).len();
    let found = match (length(0), length(4)) {
        (4, 1..=2) if (1850..=2150).contains(&a) => fields(a, b, c),
        // A day and a month that may be taken either way are taken as most of the world writes them.
        (1..=2, 4) if (1850..=2150).contains(&c) => fields(c, b, a).or_else(|| (mark == "/").then(|| fields(c, a, b)).flatten()),
        _ => None,
    }?;
    let mut last = i + 5;
    if spaced && words.is(last, ".") && words.is_joined(last) {
        last += 1;
    }
    let mut found = found;
    if let Some((w, e)) = weekday_in_brackets(words, last) {
        (found.weekday, last) = (Some(w), e);
    }
    Some((last, Expr::Calendar(found)))
}

/// Words before a lone month or year that show it is one.
const BEFORE: &[&str] = &[
    "in",
    "of",
    "by",
    "since",
    "until",
    "till",
    "from",
    "to",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "and",
    "between",
    "before",
    "after",
    "through",
    "during",
    "for",
    "around",
    "the",
    "its",
    "a",
    "each",
    "every",
    "-",
    "previous",
    "past",
    "coming",
    "following",
    "on",
    "or",
    "(",
    "end",
    "as",
    "than",
];

/// A month without day and year: "in September", "from January to April", "the July meeting".
pub(super) fn month_alone(words: &Words<'_>, i: usize, _end: usize) -> Option<(usize, Expr)> {
    let (m, at, written_out) = month(words, i)?;
    let before = i.checked_sub(1).filter(|&b| words.block_of(b) == words.block_of(i)).map_or("", |b| words.folded(b));
    let dotted = words.is(at.wrapping_sub(1), ".") && at > i + 1;
    let opens_range = words.is(at, "-") && month(words, at + 1).is_some();
    if !(written_out || dotted) || !(BEFORE.contains(&before) || opens_range) || words.shape(i) == Shape::Upper && before == "the" {
        return None;
    }
    // "June Lee", "August Street": a name goes on; but "in June Prime Minister X" does not.
    if words.is_name_like(at)
        && matches!(before, "the" | "a" | "and" | "for" | "of" | "(" | "to" | "-")
        && !words.starts_line(at)
        && words.shape(at) != Shape::Mark
        && !words.is_any(at, &["meeting"])
    {
        return None;
    }
    let (at, year) = year_reference(words, at);
    Some((at, year.map_or(Expr::Calendar(Fields { month: Some(m), ..Fields::default() }), |y| Expr::Month(m, y))))
}

/// "last year", "of that year", "the same year" after a month or a season; with its end.
pub(super) fn year_reference(words: &Words<'_>, at: usize) -> (usize, Option<YearRef>) {
    let after = skip(words, at, &[",", "of", "in", "the"]);
    let which = match words.folded(after) {
        "last" => Which::Last,
        "this" => Which::This,
        "next" => Which::Next,
        "that" | "same" => Which::Same,
        "following" => Which::Following,
        "previous" | "preceding" => Which::Previous,
        "current" => Which::This,
        _ => return (at, None),
    };
    if words.is(after + 1, "year") { (after + 2, Some(YearRef::Which(which))) } else { (at, None) }
}

/// A year, two years, a decade or a year of an era: "2009", "2016-2020", "2023-24", "the 1990s", "Heisei 28".
pub(super) fn year(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, Expr)> {
    if let Some((year, end)) = era_year(words, i) {
        let again = words.is(end, "(") && four_digit_year(words, end + 1) == Some(year) && words.is(end + 2, ")");
        return Some((if again { end + 3 } else { end }, Expr::Year(YearRef::Year(year))));
    }
    if let Some(found) = century(words, i) {
        return Some(found);
    }
    let y = four_digit_year(words, i)?;
    let block = words.block(words.block_of(i));
    let before = |n: usize| i.checked_sub(n).filter(|&b| b >= block.start).map_or("", |b| words.folded(b));
    if words.is(i + 1, "s") && words.is_joined(i + 1) && y.is_multiple_of(10) {
        return Some((i + 2, Expr::Years(y, y + 9)));
    }
    let joined = i > block.start
        && words.is_joined(i)
        && (words.shape(i - 1) != Shape::Mark || matches!(before(1), "." | "," | "/" | ":" | "+" | "-" | "&"));
    let in_name = joined && before(1) == "-" && words.shape(i.wrapping_sub(2)) == Shape::Digits;
    if joined && (in_name || !matches!(before(1), "-")) {
        return None;
    }
    if is_measure(words, i, end)
        || matches!(before(1), "no" | "tel" | "fax" | "iso" | "room" | "id" | "nearly" | "about" | "some" | "over" | "resolution")
    {
        return None;
    }
    let dash = words.is_any(i + 1, &["-", "/"]) && i + 2 < end;
    if dash && words.is_joined(i + 1) && words.is_joined(i + 2) || dash && words.is(i + 1, "-") {
        if let Some(last) = four_digit_year(words, i + 2).filter(|last| *last > y && !goes_on(words, i + 3)) {
            return Some((i + 3, Expr::Years(y, last)));
        }
        let short = digits(words, i + 2)
            .filter(|n| words.written(i + 2).len() == 2 && words.is_joined(i + 2) && !goes_on(words, i + 3) && *n <= 99);
        if let Some(n) = short {
            let last = y / 100 * 100 + n;
            let last = if last < y { last + 100 } else { last };
            return match last {
                l if l == y + 1 => Some((i + 3, Expr::Year(YearRef::FiscalFrom(y)))),
                l if l > y && l <= y + 30 && words.is(i + 1, "-") => Some((i + 3, Expr::Years(y, l))),
                _ => None,
            };
        }
    }
    let labelled = words.is_joined(i + 1)
        && words.is_any(i + 1, &[":", "%", "/", "-", "_", "."])
        && words.shape(i + 2) == Shape::Digits
        && words.is_joined(i + 2);
    let grouped = words.is(i + 1, ",") && words.is_joined(i + 2) && words.shape(i + 2) == Shape::Digits;
    (!labelled && !grouped).then_some((i + 1, Expr::Year(YearRef::Year(y))))
}

/// "the 21st century", "the second decade of the 21st century", by the strict count from 01 to 00.
fn century(words: &Words<'_>, i: usize) -> Option<(usize, Expr)> {
    let (n, end) = ordinal_at(words, i).filter(|(n, _)| (1..=22).contains(n))?;
    if words.is(end, "century") && n >= 15 {
        let first = 100 * (n as u16 - 1) + 1;
        return Some((end + 1, Expr::Years(first, first + 99)));
    }
    let of = skip(words, end + 1, &["of", "the", "this"]);
    if !words.is(end, "decade") || of == end + 1 || n > 10 {
        return None;
    }
    let Some((after, Expr::Years(first, _))) = century(words, of) else { return None };
    let first = first + 10 * (n as u16 - 1);
    Some((after, Expr::Years(first, first + 9)))
}

fn goes_on(words: &Words<'_>, i: usize) -> bool {
    words.is_joined(i) && (words.shape(i) != Shape::Mark || words.is_any(i, &["-", "/", "%"]) && words.shape(i + 1) == Shape::Digits)
}

/// "2000 people", "1900 tonnes": a number of things.
fn is_measure(words: &Words<'_>, i: usize, end: usize) -> bool {
    let next = words.folded(i + 1);
    if i + 1 >= end || words.shape(i + 1) != Shape::Lower {
        return i + 1 < end && words.is_any(i + 1, &["%", "°"])
            || words.shape(i + 1) == Shape::Upper && matches!(next, "mw" | "km" | "gw" | "usd" | "eur");
    }
    let before = i.checked_sub(1).map_or("", |b| words.folded(b));
    let dated = matches!(before, "in" | "since" | "by" | "until" | "of" | "from" | "for" | "the" | "to" | "its" | "and" | "during");
    matches!(
        next,
        "people"
            | "km"
            | "kg"
            | "tons"
            | "tonnes"
            | "million"
            | "billion"
            | "yen"
            | "won"
            | "dollars"
            | "euros"
            | "percent"
            | "per"
            | "men"
            | "mw"
    ) || next.ends_with('s') && next.len() > 3 && !dated && !matches!(next, "was" | "has" | "as" | "is")
}

/// "15:00", "3 p.m.", "6:31PM", "noon" as it follows "at".
pub(super) fn clock(words: &Words<'_>, i: usize, _end: usize) -> Option<(usize, Expr)> {
    let named = match words.folded(i) {
        "noon" | "midday" => Some(12),
        "midnight" => Some(0),
        _ => None,
    };
    if let Some(hour) = named.filter(|_| i > 0 && words.is_any(i - 1, &["to", "at", "until", "till", "from", "and", "12"])) {
        return Some((i + 1, Expr::Clock((hour, 0), None)));
    }
    let hour = digits(words, i).filter(|h| *h < 25 && words.written(i).len() <= 2)?;
    if i > 0 && words.is_joined(i) && !words.is_any(i - 1, &["(", "-", ","]) {
        return None;
    }
    let colon = words.is_any(i + 1, &[":"]) && words.is_joined(i + 1) && words.is_joined(i + 2);
    let minutes = digits(words, i + 2).filter(|m| colon && *m < 60 && words.written(i + 2).len() == 2);
    let mut end = if minutes.is_some() { i + 3 } else { i + 1 };
    if minutes.is_some() && words.is(end, ":") && words.is_joined(end) && digits(words, end + 1).is_some() {
        end += 2;
    }
    let half = half_of_day(words, end);
    let hour = match half {
        Some((true, _)) if hour < 12 => hour + 12,
        Some((false, _)) if hour == 12 => 0,
        _ => hour,
    };
    let end = half.map_or(end, |h| h.1);
    // "from 3 to 5 p.m.": the second hour says which half of the day both are in.
    let shared = (half.is_none() && minutes.is_none() && words.is_any(end, &["to", "-", "until"]))
        .then(|| digits(words, end + 1).filter(|h| (u16::from(hour < 12) * hour..=12).contains(h)))
        .flatten()
        .and_then(|_| half_of_day(words, end + 2));
    let hour = if shared.is_some_and(|h| h.0) && hour < 12 { hour + 12 } else { hour };
    let known = minutes.is_some() || half.is_some() || shared.is_some() || words.is(end, "o") && words.is(end + 2, "clock");
    let zone = if words.is_any(end, &["jst", "utc", "gmt", "kst", "ist", "cet", "est", "hrs"]) { end + 1 } else { end };
    (known && hour < 24).then_some((zone, Expr::Clock((hour as u8, minutes.unwrap_or(0) as u8), None)))
}

/// "a.m." or "p.m." however written: whether it is after noon, and its end.
fn half_of_day(words: &Words<'_>, i: usize) -> Option<(bool, usize)> {
    if words.is_any(i, &["am", "pm"]) {
        return Some((words.is(i, "pm"), i + 1));
    }
    let dotted = words.is_any(i, &["a", "p"]) && words.is(i + 1, ".") && words.is(i + 2, "m") && words.is_joined(i + 2);
    let end = if words.is(i + 3, ".") && words.is_joined(i + 3) && !words.is_name_like(i + 4) { i + 4 } else { i + 3 };
    dotted.then(|| (words.is(i, "p"), end))
}

/// "on the 8th", "the 8th and 9th": days of the month that the text is in.
pub(super) fn days_alone(words: &Words<'_>, i: usize, end: usize) -> Option<(usize, Expr)> {
    let on = words.is(i, "the") && i > 0 && words.is_any(i - 1, &["on", "of", "until", "by", "from"]);
    if !on || words.shape(i + 1) != Shape::Digits {
        return None;
    }
    let (first, at) = ordinal_at(words, i + 1).filter(|(n, _)| (1..=31).contains(n))?;
    let ends_here = |at: usize| {
        at >= end
            || words.shape(at) == Shape::Mark && !words.is(at, "-")
            || words.is_any(at, &["in", "at", "to", "for", "with", "when", "by"])
    };
    let fields = |d: u32| Expr::Calendar(Fields { day: Some(d as u8), ..Fields::default() });
    if words.is_any(at, &["and", "to", "-"]) {
        let next = skip(words, at + 1, &["the"]);
        if let Some((second, after)) =
            ordinal_at(words, next).filter(|(n, _)| (first + 1..=31).contains(n) && words.shape(next) == Shape::Digits)
            && ends_here(after)
        {
            return Some((after, Expr::Range(Box::new(fields(first)), Box::new(fields(second)))));
        }
    }
    ends_here(at).then(|| (at, fields(first)))
}
