//! Is a mechanism alive? Judged by its sessions, its own rhythm, and how far its sources were read.

use super::ladder::Ladder;
use super::{coverage, day, days_between};
use crate::{Book, Saying};
use model::PartialDate;
use model::claim::{Cadence, MeetingStatus};
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
    pub(crate) reason: Saying,
    pub(crate) last_held: Option<PartialDate>,
}

/// A mechanism without a rhythm of its own is dormant after two years without a session or the plan of one.
const SILENCE: i64 = 730;

/// Days from one session to the next, and how that is known.
pub(crate) fn rhythm(mechanism: &Mechanism, held: &[PartialDate]) -> Option<(i64, Saying)> {
    if let Some(cadence) = mechanism.cadence.best()
        && let Some(days) = declared(*cadence)
    {
        return Some((days, Saying::Phrase("why.meets every", vec![Saying::Days(days)])));
    }
    let mut gaps: Vec<i64> = held.windows(2).filter_map(|pair| days_between(pair[0], pair[1])).filter(|days| *days > 0).collect();
    if gaps.len() < 2 {
        return None;
    }
    gaps.sort_unstable();
    let median = gaps[gaps.len() / 2];
    Some((median, Saying::Phrase("why.met every", vec![Saying::Days(median)])))
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
    let announced = to_come.map(|s| Saying::Phrase("why.announced", vec![Saying::maybe(s.entity.date.map(Saying::Date))]));
    let Some(last) = dates.last().copied() else {
        let met = ladder.sessions.iter().any(|s| s.status == Some(MeetingStatus::Held) || s.ordinal.is_some_and(|n| n > 1));
        let state = if to_come.is_some() && mechanism.established.best().is_some() && !met { State::NeverMet } else { State::Unknown };
        let none = Saying::Phrase("why.no session", Vec::new());
        return Some(Health { state, reason: Saying::clauses([Some(none), announced].into_iter().flatten().collect()), last_held: None });
    };
    let since = days_between(last, book.as_of)?.max(0);
    let rhythm = rhythm(mechanism, &dates);
    let mut state = judge(since, rhythm.as_ref().map(|(days, _)| *days), to_come.is_some());
    let pause = dates.windows(2).last().and_then(|pair| days_between(pair[0], pair[1]));
    let resumed = pause.filter(|days| *days >= rhythm.as_ref().map_or(SILENCE, |(cadence, _)| (cadence * 2).min(SILENCE)));
    let mut reason = vec![Saying::Phrase("why.last held", vec![Saying::Date(last), Saying::Days(since), Saying::Date(book.as_of)])];
    reason.extend(rhythm.as_ref().map(|(_, how)| how.clone()));
    reason.extend(announced);
    if let (State::Active, Some(pause)) = (state, resumed) {
        state = State::Resumed;
        reason.push(Saying::Phrase("why.pause", vec![Saying::Days(pause)]));
    } else if matches!(state, State::Late | State::Dormant | State::Lapsed)
        && let Some(unseen) = unread(book, entity, last, rhythm.map_or(SILENCE, |(days, _)| days))
    {
        state = State::Unknown;
        reason.push(unseen);
    }
    Some(Health { state, reason: Saying::clauses(reason), last_held: Some(last) })
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
fn unread(book: &Book<'_>, entity: &Entity, last: PartialDate, rhythm: i64) -> Option<Saying> {
    let expected = last.upper()?.day_number() + rhythm;
    match coverage::last_read(book, entity) {
        Some((read, _)) if read.day_number() >= expected => None,
        Some((read, publisher)) => Some(Saying::Phrase("why.unread", vec![Saying::Text(publisher), day(read)])),
        None => Some(Saying::Phrase("why.all unread", Vec::new())),
    }
}
