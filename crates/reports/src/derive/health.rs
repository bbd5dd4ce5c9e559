//! Is a mechanism alive? Judged by its sessions, its own rhythm, and how far its sources were read.

use super::ladder::Ladder;
use super::{coverage, day, days_between, span};
use crate::Book;
use model::PartialDate;
use model::claim::Cadence;
use register::entity::Mechanism;
use register::{Entity, EntityKind};

/// How a mechanism stands on the day asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    NeverMet,
    Active,
    Due,
    Late,
    Dormant,
    Lapsed,
    Resumed,
    Unknown,
}

impl State {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            State::NeverMet => "never met",
            State::Active => "active",
            State::Due => "due",
            State::Late => "late",
            State::Dormant => "dormant",
            State::Lapsed => "lapsed",
            State::Resumed => "resumed",
            State::Unknown => "unknown",
        }
    }
}

/// A state with its reason.
pub(crate) struct Health {
    pub(crate) state: State,
    pub(crate) reason: String,
    pub(crate) last_held: Option<PartialDate>,
}

/// A mechanism without a rhythm of its own is dormant after two years without a session or the plan of one.
const SILENCE: i64 = 730;

/// Days from one session to the next, and how that is known.
pub(crate) fn rhythm(mechanism: &Mechanism, held: &[PartialDate]) -> Option<(i64, String)> {
    if let Some(cadence) = mechanism.cadence.best()
        && let Some(days) = declared(*cadence)
    {
        return Some((days, format!("meets every {}", span(days))));
    }
    let mut gaps: Vec<i64> = held.windows(2).filter_map(|pair| days_between(pair[0], pair[1])).filter(|days| *days > 0).collect();
    if gaps.len() < 2 {
        return None;
    }
    gaps.sort_unstable();
    let median = gaps[gaps.len() / 2];
    Some((median, format!("met every {} on average", span(median))))
}

fn declared(cadence: Cadence) -> Option<i64> {
    match cadence {
        Cadence::Monthly => Some(30),
        Cadence::Quarterly => Some(91),
        Cadence::Biannual => Some(183),
        Cadence::Annual => Some(365),
        Cadence::Biennial => Some(730),
        Cadence::Triennial => Some(1095),
        Cadence::Irregular => None,
    }
}

/// Judges a mechanism.
pub(crate) fn health(book: &Book<'_>, entity: &Entity) -> Option<Health> {
    let EntityKind::Mechanism(mechanism) = &entity.kind else { return None };
    let ladder = Ladder::of(book, entity);
    let now = book.as_of.upper()?;
    let held = ladder.held(now);
    let dates: Vec<PartialDate> = held.iter().map(|(_, date)| *date).collect();
    let to_come = ladder.to_come(now).next();
    let announced = to_come.map(|s| {
        s.entity.date.map_or_else(|| "the next is announced".to_owned(), |d| format!("the next is announced for {}", crate::when(d)))
    });
    let with = |reason: String| announced.iter().fold(reason, |reason, a| format!("{reason}; {a}"));
    let Some(last) = dates.last().copied() else {
        let state = if to_come.is_some() && mechanism.established.best().is_some() { State::NeverMet } else { State::Unknown };
        return Some(Health { state, reason: with("no session with a date is in the register".to_owned()), last_held: None });
    };
    let since = days_between(last, book.as_of)?.max(0);
    let rhythm = rhythm(mechanism, &dates);
    let state = judge(since, rhythm.as_ref().map(|(days, _)| *days), to_come.is_some());
    let pause = dates.windows(2).last().and_then(|pair| days_between(pair[0], pair[1]));
    let resumed = pause.filter(|days| *days >= rhythm.as_ref().map_or(SILENCE, |(cadence, _)| (cadence * 2).min(SILENCE)));
    let held_reason = format!("last held {}, {} before {}", crate::when(last), span(since), book.as_of);
    let mut reason = with(rhythm.as_ref().map_or_else(|| held_reason.clone(), |(_, how)| format!("{held_reason}; {how}")));
    if let (State::Active, Some(pause)) = (state, resumed) {
        return Some(Health {
            state: State::Resumed,
            reason: format!("{reason}; before that {} without a session", span(pause)),
            last_held: Some(last),
        });
    }
    if matches!(state, State::Late | State::Dormant | State::Lapsed)
        && let Some(unseen) = unread(book, entity, last, rhythm.map_or(SILENCE, |(days, _)| days))
    {
        reason = format!("{reason}; {unseen}");
        return Some(Health { state: State::Unknown, reason, last_held: Some(last) });
    }
    Some(Health { state, reason, last_held: Some(last) })
}

fn judge(since: i64, cadence: Option<i64>, announced: bool) -> State {
    match cadence {
        Some(days) if since > days * 3 && !announced => State::Lapsed,
        Some(days) if (since > days * 2 || since >= SILENCE) && !announced => State::Dormant,
        Some(days) if since * 4 > days * 5 => State::Late,
        Some(days) if since > days => State::Due,
        Some(_) => State::Active,
        None if since >= SILENCE && !announced => State::Dormant,
        None => State::Active,
    }
}

/// Why nothing can be said of a session that should have been: nobody who told of the mechanism was read since.
fn unread(book: &Book<'_>, entity: &Entity, last: PartialDate, rhythm: i64) -> Option<String> {
    let expected = last.upper()?.day_number() + rhythm;
    match coverage::last_read(book, entity) {
        Some((read, _)) if read.day_number() >= expected => None,
        Some((read, publisher)) => {
            Some(format!("nothing of {publisher} after {} was read, so a later session may be unknown here", day(read)))
        }
        None => Some("no dated document of its publishers was read, so a later session may be unknown here".to_owned()),
    }
}
