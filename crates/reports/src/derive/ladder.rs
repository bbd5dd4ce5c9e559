//! Which sessions did a mechanism have, which numbers are missing, and which clash?

use crate::Book;
use model::claim::MeetingStatus;
use model::{Moment, PartialDate};
use register::entity::Meeting;
use register::{Entity, EntityKind};

/// The sessions of a mechanism, the earliest first; those without a date last.
pub(crate) struct Ladder<'s> {
    pub(crate) sessions: Vec<Rung<'s>>,
}

pub(crate) struct Rung<'s> {
    pub(crate) entity: &'s Entity,
    pub(crate) meeting: &'s Meeting,
    pub(crate) ordinal: Option<u32>,
    pub(crate) status: Option<MeetingStatus>,
}

/// Higher numbers are taken for years or misreadings.
const HIGHEST: u32 = 1_000;

impl<'s> Ladder<'s> {
    pub(crate) fn of(book: &Book<'s>, mechanism: &Entity) -> Ladder<'s> {
        let sessions = book.sessions(&mechanism.id).iter().copied().filter_map(|entity| match &entity.kind {
            EntityKind::Meeting(meeting) if !entity.denied => {
                let ordinal = meeting.ordinal.best().copied().filter(|n| *n < HIGHEST);
                Some(Rung { entity, meeting, ordinal, status: meeting.status.latest().copied() })
            }
            _ => None,
        });
        Ladder { sessions: sessions.collect() }
    }

    /// Sessions that took place on a known date no later than `by`, the earliest first.
    pub(crate) fn held(&self, by: Moment) -> Vec<(&Rung<'s>, PartialDate)> {
        let took_place = |s: &&Rung<'_>| matches!(s.status, Some(MeetingStatus::Held));
        let dated = self.sessions.iter().filter(took_place).filter_map(|s| Some((s, s.entity.date?)));
        dated.filter(|(_, date)| date.lower().is_some_and(|l| l <= by)).collect()
    }

    /// Sessions that are to come on `from` or later, or at a time not stated.
    pub(crate) fn to_come(&self, from: Moment) -> impl Iterator<Item = &Rung<'s>> {
        let announced = |s: &&Rung<'_>| matches!(s.status, Some(MeetingStatus::Planned | MeetingStatus::Postponed));
        self.sessions.iter().filter(announced).filter(move |s| s.entity.date.and_then(|d| d.upper()).is_none_or(|u| u >= from))
    }

    /// Planned sessions whose time is over.
    pub(crate) fn unmet(&self, by: Moment) -> impl Iterator<Item = &Rung<'s>> {
        let planned = |s: &&Rung<'_>| matches!(s.status, Some(MeetingStatus::Planned));
        self.sessions.iter().filter(planned).filter(move |s| s.entity.date.and_then(|d| d.upper()).is_some_and(|u| u < by))
    }

    /// The numbers below the highest stated that no session carries, as ranges: a series that is told to have a 12th
    /// session had eleven before, whether or not a document was read about each.
    pub(crate) fn missing(&self) -> Vec<(u32, u32)> {
        let mut seen: Vec<u32> = self.sessions.iter().filter_map(|s| s.ordinal).collect();
        seen.sort_unstable();
        let mut gaps: Vec<(u32, u32)> = Vec::new();
        let mut next = 1;
        for n in seen {
            if n > next {
                gaps.push((next, n - 1));
            }
            next = next.max(n + 1);
        }
        gaps
    }

    /// Pairs of numbers that were given to sessions of one day.
    pub(crate) fn doubled(&self) -> Vec<(u32, u32)> {
        let day = |s: &Rung<'_>| s.entity.date.filter(|d| d.lower().map(|l| l.day_number()) == d.upper().map(|u| u.day_number()));
        let mut numbered: Vec<(i64, u32)> =
            self.sessions.iter().filter_map(|s| Some((day(s)?.lower()?.day_number(), s.ordinal?))).collect();
        numbered.sort_unstable();
        numbered.windows(2).filter(|w| w[0].0 == w[1].0 && w[0].1 != w[1].1).map(|w| (w[0].1, w[1].1)).collect()
    }

    /// Numbers that were given to two dates that cannot be one.
    pub(crate) fn clashes(&self) -> Vec<(u32, Vec<PartialDate>)> {
        let mut clashes = Vec::new();
        for session in &self.sessions {
            let dates: Vec<PartialDate> = session.meeting.date.values().copied().collect();
            let apart = dates.iter().enumerate().any(|(i, a)| dates[..i].iter().any(|b| !a.overlaps(b)));
            if let (true, Some(ordinal)) = (apart, session.ordinal) {
                clashes.push((ordinal, dates));
            }
        }
        clashes
    }
}
