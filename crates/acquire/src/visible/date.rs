//! Absolute dates in the forms in which pages print when they were published.
//!
//! Relative ones ("yesterday") and dates without a year are not read here: they say nothing by themselves.

use crate::boilerplate::fold;
use model::{PartialDate, Point};

/// A date and the bytes it covers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) date: PartialDate,
    /// Whether the day is known.
    pub(crate) day: bool,
    /// Whether it is one end of a span of days ("13-14 August 2025"): an event lasts, a publication does not.
    pub(crate) range: bool,
}

/// Months by the beginnings of their names. Origin: composed for this program.
const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("janvier", 1),
    ("février", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("août", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("décembre", 12),
    ("januar", 1),
    ("februar", 2),
    ("märz", 3),
    ("juni", 6),
    ("juli", 7),
    ("oktober", 10),
    ("dezember", 12),
    ("enero", 1),
    ("febrero", 2),
    ("marzo", 3),
    ("abril", 4),
    ("mayo", 5),
    ("junio", 6),
    ("julio", 7),
    ("agosto", 8),
    ("septiembre", 9),
    ("octubre", 10),
    ("noviembre", 11),
    ("diciembre", 12),
    ("janeiro", 1),
    ("fevereiro", 2),
    ("março", 3),
    ("maio", 5),
    ("junho", 6),
    ("julho", 7),
    ("setembro", 9),
    ("outubro", 10),
    ("novembro", 11),
    ("dezembro", 12),
    ("gennaio", 1),
    ("febbraio", 2),
    ("aprile", 4),
    ("maggio", 5),
    ("giugno", 6),
    ("luglio", 7),
    ("settembre", 9),
    ("ottobre", 10),
    ("dicembre", 12),
    ("января", 1),
    ("февраля", 2),
    ("марта", 3),
    ("апреля", 4),
    ("мая", 5),
    ("июня", 6),
    ("июля", 7),
    ("августа", 8),
    ("сентября", 9),
    ("октября", 10),
    ("ноября", 11),
    ("декабря", 12),
    ("januari", 1),
    ("februari", 2),
    ("maret", 3),
    ("mei", 5),
    ("agustus", 8),
    ("desember", 12),
    ("mac", 3),
    ("ogos", 8),
    ("disember", 12),
];

/// Years before the first of these Japanese eras.
const ERAS: &[(&str, u16)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925)];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind<'a> {
    Number(u32, usize),
    Word(&'a str),
    Mark(char),
}

struct Token<'a> {
    start: usize,
    end: usize,
    kind: Kind<'a>,
}

/// Every date in the text, in order.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found: Vec<Found> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match at(&tokens, i) {
            Some((date, day, used)) => {
                let range = spans(&tokens, i, used);
                found.push(Found { start: tokens[i].start, end: tokens[i + used - 1].end, date, day, range });
                i += used;
            }
            None => i += 1,
        }
    }
    found
}

/// Numbers, words and marks; white space parts them and is dropped.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let class = class_of(c);
        while let Some(&(i, next)) = chars.peek() {
            if class == 0 || class_of(next) != class {
                break;
            }
            end = i + next.len_utf8();
            chars.next();
        }
        let said = &text[start..end];
        let kind = match class {
            1 => Kind::Number(said.parse().unwrap_or(u32::MAX), said.len()),
            2 => Kind::Word(said),
            _ => Kind::Mark(c),
        };
        tokens.push(Token { start, end, kind });
    }
    tokens
}

/// 1 digits, 2 letters that run together, 0 what stands alone.
fn class_of(c: char) -> u8 {
    if c.is_ascii_digit() {
        1
    } else if c.is_alphabetic() && !"年月日년월일".contains(c) {
        2
    } else {
        0
    }
}

fn month(word: &str) -> Option<u8> {
    let folded = fold(word);
    MONTHS.iter().find(|(name, _)| *name == folded).map(|(_, month)| *month)
}

/// The date that begins with token `i`, whether its day is known, and how many tokens it takes.
fn at(tokens: &[Token<'_>], i: usize) -> Option<(PartialDate, bool, usize)> {
    match tokens[i].kind {
        Kind::Word(word) => month(word).map_or_else(|| era(tokens, i, word), |month| month_first(tokens, i, month)),
        Kind::Number(n, 4) if (1900..2200).contains(&n) => year_first(tokens, i, n),
        Kind::Number(n, 1..=2) => day_first(tokens, i, n),
        _ => None,
    }
}

/// The kinds of tokens from `i` on, with marks, ordinal endings and weekdays in brackets passed over.
struct Rest<'a, 'b> {
    tokens: &'a [Token<'b>],
    at: usize,
}

impl<'b> Rest<'_, 'b> {
    fn skip(&mut self, marks: &str) {
        while let Some(token) = self.tokens.get(self.at) {
            match token.kind {
                Kind::Mark(c) if marks.contains(c) => self.at += 1,
                _ => break,
            }
        }
    }

    fn word(&mut self, words: &[&str]) -> bool {
        let is = self.tokens.get(self.at).is_some_and(|t| matches!(t.kind, Kind::Word(w) if words.contains(&fold(w).as_str())));
        self.at += usize::from(is);
        is
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        match self.tokens.get(self.at)?.kind {
            Kind::Number(n, digits) => {
                self.at += 1;
                Some((n, digits))
            }
            _ => None,
        }
    }

    fn mark(&mut self, mark: char) -> bool {
        let is = self.tokens.get(self.at).is_some_and(|t| t.kind == Kind::Mark(mark));
        self.at += usize::from(is);
        is
    }

    fn month(&mut self) -> Option<u8> {
        match self.tokens.get(self.at)?.kind {
            Kind::Word(word) => {
                let found: Option<u8> = month(word);
                self.at += usize::from(found.is_some());
                found
            }
            _ => None,
        }
    }

    /// "(Tue.)" between a day and its year.
    fn weekday(&mut self) {
        let tokens = &self.tokens[self.at.min(self.tokens.len())..];
        if let [open, word, rest @ ..] = tokens
            && open.kind == Kind::Mark('(')
            && matches!(word.kind, Kind::Word(_))
            && let Some(close) = rest.iter().take(2).position(|t| t.kind == Kind::Mark(')'))
        {
            self.at += 3 + close;
        }
    }

    fn year(&mut self) -> Option<u16> {
        let before = self.at;
        match self.number() {
            Some((n, 4)) if (1900..2200).contains(&n) => u16::try_from(n).ok(),
            _ => {
                self.at = before;
                None
            }
        }
    }
}

fn day_of(year: u16, month: u32, day: u32) -> Option<PartialDate> {
    PartialDate::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// "May 16 (Wed.), 2018", "Aug. 19th 2025", "August 2025", "Jan-05-2025".
fn month_first(tokens: &[Token<'_>], i: usize, month: u8) -> Option<(PartialDate, bool, usize)> {
    let mut rest = Rest { tokens, at: i + 1 };
    rest.skip(".-/");
    let before = rest.at;
    if let Some((day, 1..=2)) = rest.number() {
        rest.word(&["st", "nd", "rd", "th"]);
        // The last day of "13-14 August" or "August 13-14".
        let mut last = day;
        let here = rest.at;
        if rest.mark('-') || rest.mark('–') || rest.mark('—') || rest.word(&["to", "and"]) {
            match rest.number() {
                Some((to, 1..=2)) if to > day => last = to,
                _ => rest.at = here,
            }
        }
        rest.weekday();
        rest.skip(",.-/");
        if let Some(date) = rest.year().and_then(|year| day_of(year, u32::from(month), last)) {
            return Some((date, true, rest.at - i));
        }
        return None;
    }
    rest.at = before;
    rest.skip(",");
    let year = rest.year()?;
    Some((PartialDate::At(Point::month(year, month)?), false, rest.at - i))
}

/// "2018-05-16", "2026. 2. 4.", "2025/06/27", "2025年6月3日", "2025 June 3".
fn year_first(tokens: &[Token<'_>], i: usize, year: u32) -> Option<(PartialDate, bool, usize)> {
    let year = u16::try_from(year).ok()?;
    let mut rest = Rest { tokens, at: i + 1 };
    let sign = match tokens.get(rest.at)?.kind {
        Kind::Mark(c) if "-./年년".contains(c) => {
            rest.at += 1;
            c
        }
        Kind::Word(_) => ' ',
        _ => return None,
    };
    let month = match rest.month() {
        Some(month) => u32::from(month),
        None if sign != ' ' => rest.number().filter(|(_, digits)| *digits <= 2)?.0,
        None => return None,
    };
    let after_month = rest.at;
    rest.skip("-./月월");
    match rest.number() {
        Some((day, 1..=2)) => {
            let date = day_of(year, month, day)?;
            rest.skip("日일");
            Some((date, true, rest.at - i))
        }
        _ if sign == '年' || sign == '년' => {
            Some((PartialDate::At(Point::month(year, u8::try_from(month).ok()?)?), false, after_month - i))
        }
        _ => None,
    }
}

/// "18 FEB 2025", "3rd of May, 2025", "12.03.2025", "14/06/2024", "05-Jan-2025". Of two small numbers the first
/// is the day, as everywhere but in the United States, unless only the other order is a date.
fn day_first(tokens: &[Token<'_>], i: usize, first: u32) -> Option<(PartialDate, bool, usize)> {
    let mut rest = Rest { tokens, at: i + 1 };
    rest.word(&["st", "nd", "rd", "th", "er", "º"]);
    rest.weekday();
    rest.word(&["of", "de"]);
    let sign = match tokens.get(rest.at)?.kind {
        Kind::Mark(c) if "-./".contains(c) => {
            rest.at += 1;
            Some(c)
        }
        _ => None,
    };
    if let Some(month) = rest.month() {
        rest.skip(".,-/");
        rest.word(&["of", "de"]);
        let year = rest.year()?;
        return Some((day_of(year, u32::from(month), first)?, true, rest.at - i));
    }
    let (second, digits) = rest.number()?;
    let same = sign.is_some_and(|sign| rest.mark(sign));
    let year = rest.year().filter(|_| same && digits <= 2)?;
    let date = day_of(year, second, first).or_else(|| day_of(year, first, second))?;
    Some((date, true, rest.at - i))
}

/// "令和7年6月3日", "平成元年" being year one.
fn era(tokens: &[Token<'_>], i: usize, word: &str) -> Option<(PartialDate, bool, usize)> {
    let (_, before) = ERAS.iter().find(|(name, _)| word.ends_with(name))?;
    let mut rest = Rest { tokens, at: i + 1 };
    let (year, _) = rest.number()?;
    let year = before.checked_add(u16::try_from(year).ok()?)?;
    rest.mark('年').then_some(())?;
    let (month, _) = rest.number()?;
    rest.mark('月').then_some(())?;
    let (day, _) = rest.number()?;
    rest.mark('日');
    Some((day_of(year, month, day)?, true, rest.at - i))
}

/// Whether another day stands before it as the beginning of a span, or inside it.
fn spans(tokens: &[Token<'_>], i: usize, used: usize) -> bool {
    let joins = |kind: Kind<'_>| {
        matches!(kind, Kind::Mark('-' | '–' | '—' | '~' | '〜'))
            || matches!(kind, Kind::Word(w) if ["to", "and", "until"].contains(&fold(w).as_str()))
    };
    let numeric = |kind: Kind<'_>| matches!(kind, Kind::Number(_, 1..=2));
    let word_date = tokens[i..i + used].iter().any(|t| matches!(t.kind, Kind::Word(_)));
    let before = i >= 2
        && joins(tokens[i - 1].kind)
        && (numeric(tokens[i - 2].kind)
            || matches!(tokens[i - 2].kind, Kind::Word(w) if month(w).is_some() || ["st", "nd", "rd", "th"].contains(&w)));
    let inside = word_date && tokens[i..i + used].windows(3).any(|w| numeric(w[0].kind) && joins(w[1].kind) && numeric(w[2].kind));
    let after = tokens.get(i + used).is_some_and(|t| joins(t.kind))
        && tokens.get(i + used + 1).is_some_and(|t| numeric(t.kind))
        && word_date
        && matches!(tokens.get(i + used + 2).map(|t| t.kind), Some(Kind::Word(w)) if month(w).is_some());
    before || inside || after
}

#[cfg(test)]
mod tests;
