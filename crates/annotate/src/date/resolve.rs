//! What an expression means, given when the document was published and which dates came before.

use super::{Base, Dated, Expr, Fields, FiscalYear, Found, Setting, Unit, Which, YearRef, connective, ends};
use crate::annotated::{Connective, DateMention};
use crate::words::{Shape, Words};
use jiff::civil;
use model::{Part, PartialDate, Point};
use std::ops::Range;

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// How far a sentence is searched for a verb or a year, in words.
const REACH: usize = 60;

/// Which way from the publication a date lies that does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Ahead,
    Unknown,
}

struct Context<'c> {
    setting: &'c Setting<'c>,
    said: Option<Point>,
    /// The date before in the text, where it was resolved.
    previous: Option<PartialDate>,
    /// The first year that the document states, for dates before any.
    first_year: Option<u16>,
    direction: Direction,
    /// The year that the sentence or the line has stated already.
    near_year: Option<u16>,
    fiscal: FiscalYear,
}

pub(super) fn resolve_all(words: &Words<'_>, setting: &Setting<'_>, found: Vec<Found>) -> Vec<Dated> {
    let said = setting.published.and_then(|p| ends(p).0);
    let first_year = found.iter().find_map(|f| stated_year(&f.expr));
    let mut context = Context {
        setting,
        said,
        previous: None,
        first_year,
        direction: Direction::Unknown,
        near_year: None,
        fiscal: FiscalYear { starts: 1, named_by_end: false },
    };
    let mut line_year: Option<(usize, u16)> = None;
    let mut sentence_year: Option<(usize, u16)> = None;
    let mut dated = Vec::with_capacity(found.len());
    for Found { words: range, expr } in found {
        let sentence = words.sentence_start(range.start, REACH);
        let block = words.block(words.block_of(range.start));
        // "2006  At the 2nd meeting, held in June": a year at the head of a line holds for the line.
        if range.start == block.start && matches!(expr, Expr::Year(YearRef::Year(_))) && range.end < block.end {
            line_year = stated_year(&expr).map(|y| (block.start, y));
        }
        context.near_year = sentence_year.filter(|(s, _)| *s == sentence).or(line_year.filter(|(b, _)| *b == block.start)).map(|y| y.1);
        context.fiscal = (context.setting.fiscal)(range.start);
        let connective = connective(words, range.start, &expr);
        context.direction = direction(words, &range, sentence, connective);
        let value = context.resolve(&expr);
        let mismatch = value.and_then(|v| mismatch(&expr, v));
        let relative = is_relative(&expr);
        if let Some(y) = stated_year(&expr).filter(|_| connective.is_none()) {
            sentence_year = Some((sentence, y));
        }
        if value.is_some() {
            context.previous = value;
        }
        dated.push(Dated { words: without_article(words, range), mention: DateMention { value, connective, relative }, mismatch });
    }
    dated
}

/// A mention starts at its first word of weight: "2009" of "the 2009".
fn without_article(words: &Words<'_>, range: Range<usize>) -> Range<usize> {
    if words.is(range.start, "the") && range.len() > 1 { range.start + 1..range.end } else { range }
}

fn stated_year(expr: &Expr) -> Option<u16> {
    match expr {
        Expr::Calendar(f) => f.year,
        Expr::Range(a, b) => stated_year(a).or_else(|| stated_year(b)),
        Expr::Year(YearRef::Year(y)) | Expr::Month(_, YearRef::Year(y)) | Expr::Season(_, YearRef::Year(y)) => Some(*y),
        Expr::Timed(e, ..) | Expr::End(e) => stated_year(e),
        _ => None,
    }
}

fn is_relative(expr: &Expr) -> bool {
    let year = |y: &YearRef| matches!(y, YearRef::Which(_) | YearRef::FiscalWhich(_));
    match expr {
        Expr::Calendar(f) => f.year.is_none(),
        Expr::Range(a, b) => is_relative(a) && is_relative(b),
        Expr::Month(_, y) | Expr::Season(_, y) | Expr::Part(_, _, y) | Expr::Year(y) => year(y),
        Expr::FiscalEnding(_, y) => y.is_none(),
        Expr::End(e) | Expr::Timed(e, ..) => is_relative(e),
        Expr::Years(..) => false,
        Expr::MonthWhich(..)
        | Expr::Weekday(..)
        | Expr::SeasonWhich(..)
        | Expr::Unit(..)
        | Expr::Shift(..)
        | Expr::Stretch(..)
        | Expr::Weekend(..)
        | Expr::Clock(..) => true,
    }
}

/// Whether the sentence speaks of what was or of what is to be, by the nearest word that says so.
fn direction(words: &Words<'_>, range: &Range<usize>, sentence: usize, connective: Option<Connective>) -> Direction {
    match connective {
        Some(Connective::By | Connective::Until | Connective::Before | Connective::Within) => return Direction::Ahead,
        Some(Connective::Since) if range.start > 0 && (words.is(range.start - 1, "since") || words.is(range.start - 1, "of")) => {
            let to_come = (sentence..range.start).any(|w| words.is_any(w, &["will", "shall", "plans", "planned"]));
            return if to_come { Direction::Ahead } else { Direction::Back };
        }
        _ => {}
    }
    let before = (sentence..range.start).rev().find_map(|w| cue(words, w));
    before
        .or_else(|| (range.end..words.sentence_end(range.end.max(1) - 1, REACH)).find_map(|w| cue(words, w)))
        .unwrap_or(Direction::Unknown)
}

fn cue(words: &Words<'_>, i: usize) -> Option<Direction> {
    const AHEAD: &[&str] = &[
        "will",
        "shall",
        "would",
        "plans",
        "plan",
        "planned",
        "scheduled",
        "due",
        "expected",
        "expects",
        "next",
        "slated",
        "intends",
        "upcoming",
        "ahead",
        "going",
        "set",
        "should",
        "hope",
        "hopes",
        "aims",
        "may",
        "might",
        "can",
        "deadline",
        "soon",
        "later",
        "is",
        "are",
        "must",
        "postponed",
        "delayed",
        "rescheduled",
        "off",
    ];
    const BACK: &[&str] = &[
        "was", "were", "had", "held", "met", "took", "made", "said", "told", "began", "gave", "went", "came", "saw", "found", "left",
        "won", "led", "spoke", "became", "sent", "brought", "paid", "rose", "fell", "grew", "hit", "put", "ago", "previous", "has", "have",
        "did", "been", "last", "fired",
    ];
    let word = words.folded(i);
    if words.shape(i) != Shape::Lower && !words.starts_sentence(i) {
        return None;
    }
    if word == "to" && words.shape(i + 1) == Shape::Lower && !words.is_any(i + 1, &["the", "a", "an", "its", "their", "his", "her", "be"]) {
        return Some(Direction::Ahead);
    }
    if word == "to" && words.is(i + 1, "be") || matches!(word, "was" | "were") && words.is(i + 1, "to") {
        return Some(Direction::Ahead);
    }
    if AHEAD.contains(&word) {
        return Some(Direction::Ahead);
    }
    (BACK.contains(&word) || is_past_verb(word)).then_some(Direction::Back)
}

fn is_past_verb(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && !matches!(word, "united" | "need" | "indeed" | "speed" | "limited" | "related" | "exceed" | "proceed")
}

/// The stated and the true weekday, where they differ.
fn mismatch(expr: &Expr, value: PartialDate) -> Option<(&'static str, &'static str)> {
    let check = |e: &Expr, p: Option<Point>| match e {
        Expr::Calendar(Fields { weekday: Some(w), day: Some(_), .. }) => {
            let actual = civil_of(p?)?.weekday().to_monday_zero_offset() as usize;
            (actual != usize::from(*w)).then(|| (WEEKDAYS[usize::from(*w)], WEEKDAYS[actual]))
        }
        _ => None,
    };
    let (from, to) = ends(value);
    match expr {
        Expr::Range(a, b) => check(a, from).or_else(|| check(b, to)),
        Expr::Timed(e, ..) => check(e, from),
        e => check(e, from),
    }
}

fn civil_of(p: Point) -> Option<civil::Date> {
    match p.part {
        Part::Day(m, d) | Part::Minute(m, d, ..) => civil::Date::new(p.year as i16, m as i8, d as i8).ok(),
        _ => None,
    }
}

fn day_of(d: civil::Date) -> Option<Point> {
    Point::day(u16::try_from(d.year()).ok()?, d.month() as u8, d.day() as u8)
}

fn month_of(p: Point) -> Option<u8> {
    match p.part {
        Part::Month(m) | Part::Day(m, _) | Part::Minute(m, ..) => Some(m),
        Part::Year | Part::Season(_) => None,
    }
}

/// The month `n` months after one.
fn months_on(year: u16, month: u8, n: i32) -> Option<Point> {
    let index = i32::from(year) * 12 + i32::from(month) - 1 + n;
    Point::month(u16::try_from(index.div_euclid(12)).ok()?, (index.rem_euclid(12) + 1) as u8)
}

fn days_on(p: Point, n: i32) -> Option<Point> {
    day_of(civil_of(p)?.checked_add(jiff::Span::new().try_days(n).ok()?).ok()?)
}

fn between(a: Option<Point>, b: Option<Point>) -> Option<PartialDate> {
    Some(PartialDate::Between(Some(a?), Some(b?))).filter(|d| d.lower() <= d.upper())
}

impl Context<'_> {
    fn resolve(&self, expr: &Expr) -> Option<PartialDate> {
        match expr {
            Expr::Calendar(f) => self.calendar(*f).map(PartialDate::At),
            Expr::Range(a, b) => self.range(a, b),
            Expr::Month(m, y) => Point::month(self.year(*y)?, *m).map(PartialDate::At),
            Expr::MonthWhich(m, w) => self.month_which(*m, *w).map(PartialDate::At),
            Expr::Weekday(d, w) => self.weekday(*d, *w).map(PartialDate::At),
            Expr::Season(s, y) => Some(PartialDate::At(season(self.year(*y)?, *s))),
            Expr::SeasonWhich(s, w) => self.season_which(*s, *w).map(PartialDate::At),
            Expr::Part(n, of, y) => {
                let (year, first) = self.twelve_months(*y)?;
                let length = 12 / i32::from(*of);
                let from = (i32::from(*n) - 1) * length;
                between(months_on(year, first, from), months_on(year, first, from + length - 1))
            }
            Expr::Year(y @ (YearRef::Fiscal(_) | YearRef::FiscalFrom(_) | YearRef::FiscalWhich(_))) => {
                if let (YearRef::FiscalFrom(y), 1) = (y, self.fiscal.starts) {
                    return Some(PartialDate::Between(Some(Point::year(*y)), Some(Point::year(y + 1))));
                }
                let (year, first) = self.twelve_months(*y)?;
                between(months_on(year, first, 0), months_on(year, first, 11))
            }
            Expr::Year(y) => self.year(*y).map(|y| PartialDate::At(Point::year(y))),
            Expr::Years(a, b) => between(Some(Point::year(*a)), Some(Point::year(*b))),
            Expr::Unit(u, w) => self.unit(*u, *w),
            Expr::Shift(u, n, base) => self.shift(*u, *n, *base),
            Expr::Stretch(u, n) => self.stretch(*u, *n),
            Expr::Weekend(w) => self.weekend(*w),
            Expr::FiscalEnding(m, y) => {
                let year = y.or_else(|| self.month_which(*m, Which::Last).map(|p| p.year))?;
                between(months_on(year, *m, -11), Point::month(year, *m))
            }
            Expr::End(inner) => self.resolve(inner).and_then(end_of),
            Expr::Clock(..) => None,
            Expr::Timed(day, from, to) => {
                let PartialDate::At(p) = self.resolve(day)? else { return self.resolve(day) };
                let start = p.at(from.0, from.1)?;
                match to {
                    Some((h, m)) => between(Some(start), p.at(*h, *m)).or(Some(PartialDate::At(start))),
                    None => Some(PartialDate::At(start)),
                }
            }
        }
    }

    /// The year an expression refers to.
    fn year(&self, y: YearRef) -> Option<u16> {
        let said = self.said.map(|p| p.year);
        let previous = self.previous.and_then(|p| ends(p).1.or(ends(p).0)).map(|p| p.year);
        match y {
            YearRef::Year(y) | YearRef::Fiscal(y) | YearRef::FiscalFrom(y) => Some(y),
            YearRef::Which(w) | YearRef::FiscalWhich(w) => match w {
                Which::This | Which::Bare => said,
                Which::Last => said?.checked_sub(1),
                Which::Next => said.map(|y| y + 1),
                Which::Same => previous,
                Which::Following => previous.map(|y| y + 1),
                // "over the previous year": the one before the year that the sentence is about.
                Which::Previous => previous.or(said)?.checked_sub(1),
            },
        }
    }

    /// The first month of the twelve that a year has, by the calendar or by the state's books.
    fn twelve_months(&self, y: YearRef) -> Option<(u16, u8)> {
        let FiscalYear { starts, named_by_end } = self.fiscal;
        match y {
            YearRef::Fiscal(y) => Some((if named_by_end && starts > 1 { y.checked_sub(1)? } else { y }, starts)),
            YearRef::FiscalFrom(y) => Some((y, starts)),
            YearRef::FiscalWhich(w) => {
                let said = self.said?;
                let running = if month_of(said)? >= starts { said.year } else { said.year.checked_sub(1)? };
                Some(match w {
                    Which::Last | Which::Previous => (running.checked_sub(1)?, starts),
                    Which::Next | Which::Following => (running + 1, starts),
                    _ => (running, starts),
                })
            }
            y => Some((self.year(y)?, 1)),
        }
    }

    /// A calendar date, its missing year taken from its surroundings.
    fn calendar(&self, f: Fields) -> Option<Point> {
        let point = |year: u16| match (f.month, f.day) {
            (Some(m), Some(d)) => Point::day(year, m, d),
            (Some(m), None) => Point::month(year, m),
            (None, None) => Some(Point::year(year)),
            (None, Some(_)) => None,
        };
        if let Some(year) = f.year {
            return point(year);
        }
        if let (None, Some(d)) = (f.month, f.day) {
            let near = self.previous.and_then(|p| ends(p).0).filter(|p| month_of(*p).is_some()).or(self.said)?;
            return Point::day(near.year, month_of(near)?, d);
        }
        if let Some(year) = self.near_year {
            return point(year);
        }
        let Some(said) = self.said else {
            let near = self.previous.and_then(|p| ends(p).0).map(|p| p.year).or(self.first_year)?;
            return point(near);
        };
        let candidates = [said.year.checked_sub(1)?, said.year, said.year + 1];
        if let Some(w) = f.weekday {
            let fits = |p: &Point| civil_of(*p).is_some_and(|d| d.weekday().to_monday_zero_offset() as u8 == w);
            let mut fitting: Vec<Point> = candidates.iter().filter_map(|&y| point(y)).filter(fits).collect();
            fitting.sort_by_key(|p| distance(*p, said));
            if let Some(p) = fitting.first() {
                return Some(*p);
            }
        }
        // Without a month in the publication date nothing nearer is known than its year.
        if matches!(said.part, Part::Year | Part::Season(_)) {
            return point(said.year);
        }
        let mut near: Vec<Point> = candidates.iter().filter_map(|&y| point(y)).collect();
        near.retain(|p| match self.direction {
            Direction::Back => p.first() <= said.last(),
            Direction::Ahead => p.last() >= said.first(),
            Direction::Unknown => true,
        });
        near.into_iter().min_by_key(|p| distance(*p, said))
    }

    fn range(&self, a: &Expr, b: &Expr) -> Option<PartialDate> {
        let (a, b) = match (a, b) {
            // "on the 8th and 9th": days of the month that the text is in.
            (Expr::Calendar(Fields { year: None, month: None, .. }), Expr::Calendar(Fields { year: None, month: None, .. })) => {
                (a.clone(), b.clone())
            }
            (Expr::Calendar(x), Expr::Calendar(y)) => {
                let (mut x, mut y) = (*x, *y);
                if x.year.is_none() && y.year.is_some() {
                    let wraps = x.month > y.month && x.month.is_some();
                    x.year = if wraps { y.year.and_then(|y| y.checked_sub(1)) } else { y.year };
                } else if y.year.is_none() {
                    let start = self.calendar(x)?;
                    let wraps = y.month.is_some() && y.month < x.month;
                    (x.year, y.year) = (Some(start.year), Some(start.year + u16::from(wraps)));
                }
                (Expr::Calendar(Fields { month: x.month.or(y.month), ..x }), Expr::Calendar(y))
            }
            (a, b) => (a.clone(), b.clone()),
        };
        if let (Expr::Calendar(Fields { month: None, year: None, day: Some(_), .. }), Expr::Calendar(y)) = (&a, &b) {
            let (first, last) = (self.resolve(&a)?, self.calendar(*y));
            return between(ends(first).0, last);
        }
        let (first, last) = (self.resolve(&a)?, self.resolve(&b)?);
        between(ends(first).0, ends(last).1)
    }

    fn month_which(&self, m: u8, w: Which) -> Option<Point> {
        let fields = Fields { month: Some(m), ..Fields::default() };
        let said = self.said?;
        let now = month_of(said);
        let year = match w {
            Which::Last => {
                if m < now? {
                    said.year
                } else {
                    said.year.checked_sub(1)?
                }
            }
            Which::Next => {
                if m > now? {
                    said.year
                } else {
                    said.year + 1
                }
            }
            Which::This => said.year,
            Which::Bare => return self.calendar(fields),
            Which::Same | Which::Following | Which::Previous => self.year(YearRef::Which(w))?,
        };
        Point::month(year, m)
    }

    fn weekday(&self, d: u8, w: Which) -> Option<Point> {
        let said = self.said?;
        let today = civil_of(said)?.weekday().to_monday_zero_offset();
        let back = i32::from((today - d as i8).rem_euclid(7));
        let ahead = i32::from((d as i8 - today).rem_euclid(7));
        let full = |n: i32| if n == 0 { 7 } else { n };
        let days = match w {
            Which::Last | Which::Previous => -full(back),
            Which::Next | Which::Following => full(ahead),
            Which::This => i32::from(d) - i32::from(today),
            // News looks back, to the day of publication at the latest.
            Which::Bare | Which::Same => {
                if self.direction == Direction::Ahead {
                    full(ahead)
                } else {
                    -back
                }
            }
        };
        days_on(said, days)
    }

    /// The weekend of this week, or the last or the next one; without a word for which, the verb decides.
    fn weekend(&self, w: Which) -> Option<PartialDate> {
        let said = self.said?;
        let saturday = 5 - i32::from(civil_of(said)?.weekday().to_monday_zero_offset());
        let saturday = match w {
            Which::Last | Which::Previous => saturday - 7,
            Which::Next | Which::Following => saturday + if saturday < 0 { 7 } else { 0 },
            Which::This | Which::Same => saturday,
            Which::Bare if self.direction == Direction::Ahead || saturday <= 0 => saturday,
            Which::Bare => saturday - 7,
        };
        between(days_on(said, saturday), days_on(said, saturday + 1))
    }

    /// From the publication `n` units on, or back; counted years are no more exact than the year.
    fn stretch(&self, u: Unit, n: i32) -> Option<PartialDate> {
        let said = self.said?;
        let far = match u {
            Unit::Day => days_on(said, n),
            Unit::Week => days_on(said, 7 * n),
            Unit::Month => months_on(said.year, month_of(said)?, n),
            Unit::Year | Unit::Decade => {
                let years = if u == Unit::Year { n } else { 10 * n };
                u16::try_from(i32::from(said.year) + years).ok().map(Point::year)
            }
            Unit::Quarter => None,
        };
        let near = match u {
            Unit::Day | Unit::Week => Some(said),
            Unit::Month => Point::month(said.year, month_of(said)?),
            _ => Some(Point::year(said.year)),
        };
        if n < 0 { between(far, near) } else { between(near, far) }
    }

    fn season_which(&self, s: u8, w: Which) -> Option<Point> {
        let said = self.said?;
        let now = said.first();
        let of = |y: u16| season(y, s);
        Some(match w {
            Which::This | Which::Same => {
                // In January "this winter" began last year.
                let running = s == 24 && now.month <= 2;
                of(if running { said.year.checked_sub(1)? } else { said.year })
            }
            Which::Last | Which::Previous => {
                (0..2).map(|back| of(said.year.saturating_sub(back))).find(|p| p.last() < now).unwrap_or(of(said.year.checked_sub(2)?))
            }
            Which::Next | Which::Following => (0..2).map(|on| of(said.year + on)).find(|p| p.first() > now)?,
            Which::Bare => match self.direction {
                Direction::Back => (0..2).map(|back| of(said.year.saturating_sub(back))).find(|p| p.first() <= now)?,
                _ => (0..2).map(|on| of(said.year + on)).find(|p| p.last() >= now)?,
            },
        })
    }

    fn unit(&self, u: Unit, w: Which) -> Option<PartialDate> {
        let base = match w {
            Which::Same | Which::Following | Which::Previous => ends(self.previous?).0?,
            _ => self.said?,
        };
        let n = match w {
            Which::This | Which::Bare | Which::Same => 0,
            Which::Last | Which::Previous => -1,
            Which::Next | Which::Following => 1,
        };
        self.moved(u, n, base, u == Unit::Week, false)
    }

    fn shift(&self, u: Unit, n: i32, base: Base) -> Option<PartialDate> {
        let (base, exact) = match base {
            Base::Said => (self.said?, false),
            Base::Previous => (
                self.previous.and_then(|p| ends(p).0).or(self.said)?,
                self.previous.is_some_and(|p| matches!(p, PartialDate::At(Point { part: Part::Month(_), .. }))),
            ),
        };
        self.moved(u, n, base, false, exact)
    }

    /// The unit `n` units from the one that holds `base`; a count of weeks is no more exact than its month.
    fn moved(&self, u: Unit, n: i32, base: Point, whole_week: bool, exact: bool) -> Option<PartialDate> {
        match u {
            Unit::Day => days_on(base, n).map(PartialDate::At),
            Unit::Week if whole_week => {
                let monday = -i32::from(civil_of(base)?.weekday().to_monday_zero_offset());
                between(days_on(base, monday + n * 7), days_on(base, monday + n * 7 + 6))
            }
            Unit::Week => {
                let day = days_on(base, n * 7)?;
                Point::month(day.year, month_of(day)?).map(PartialDate::At)
            }
            Unit::Month => months_on(base.year, month_of(base)?, n).map(PartialDate::At),
            Unit::Quarter => {
                let first = (month_of(base)? - 1) / 3 * 3 + 1;
                between(months_on(base.year, first, n * 3), months_on(base.year, first, n * 3 + 2))
            }
            // "a year earlier" than the end of a month is the same month.
            Unit::Year if n.abs() == 1 && exact && month_of(base).is_some() => {
                months_on(base.year, month_of(base)?, n * 12).map(PartialDate::At)
            }
            Unit::Year => u16::try_from(i32::from(base.year) + n).ok().map(|y| PartialDate::At(Point::year(y))),
            Unit::Decade => {
                let year = u16::try_from(i32::from(base.year) + n * 10).ok()?;
                if n != 0 {
                    Some(PartialDate::At(Point::year(year)))
                } else {
                    between(Some(Point::year(year / 10 * 10)), Some(Point::year(year / 10 * 10 + 9)))
                }
            }
        }
    }
}

fn season(year: u16, s: u8) -> Point {
    Point { year, part: Part::Season(s), qualifier: model::Qualifier::Stated }
}

/// The last month of a year or a longer span; a month or a day is its own end.
fn end_of(date: PartialDate) -> Option<PartialDate> {
    let last = ends(date).1?;
    Some(PartialDate::At(match (date, last.part) {
        (_, Part::Year) => match date {
            PartialDate::Between(..) => last,
            PartialDate::At(_) => Point::month(last.year, 12)?,
        },
        _ => last,
    }))
}

/// Days between two points, roughly; only for telling the nearer of two.
fn distance(a: Point, b: Point) -> i64 {
    let days = |p: Point| {
        let m = p.first();
        i64::from(m.year) * 372 + i64::from(m.month) * 31 + i64::from(m.day)
    };
    (days(a) - days(b)).abs()
}
