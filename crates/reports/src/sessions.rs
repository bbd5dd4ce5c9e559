//! Which sessions did a mechanism have, which were not seen, and how long was it between them?

use crate::Book;
use crate::derive::ladder::Ladder;
use crate::derive::{days_between, health};
use model::PartialDate;
use register::{Entity, EntityId, EntityKind};
use serde::Serialize;

/// The sessions of a mechanism, the earliest first, with those that must have been and were not seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sessions {
    /// What the mechanism is called.
    pub mechanism: String,
    /// One rung a session.
    pub rungs: Vec<Rung>,
    /// Days between one session held and the next.
    pub gaps: Vec<Gap>,
    /// Days from one session to the next, as sources declare it or as it came to be on average.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<i64>,
}

/// A session, or one that was not seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rung {
    /// Its number, where one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// The meeting; `None` for one that was not seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// When it was, or is to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `held`, `planned`, …; `not seen`.
    pub status: String,
}

/// The time between two sessions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// When the earlier was held.
    pub from: PartialDate,
    /// When the later was held.
    pub to: PartialDate,
    /// Days between them.
    pub days: i64,
}

/// More numbers than this are not drawn one by one.
const MOST_MISSING: u32 = 60;

/// The sessions of a mechanism; `None` for any other entity.
#[must_use]
pub fn sessions(book: &Book<'_>, entity: &Entity) -> Option<Sessions> {
    let EntityKind::Mechanism(mechanism) = &entity.kind else { return None };
    let ladder = Ladder::of(book, entity);
    let mut rungs: Vec<Rung> = ladder
        .sessions
        .iter()
        .map(|s| Rung {
            ordinal: s.ordinal,
            entity: Some(s.entity.id.clone()),
            date: s.entity.date,
            place: s.meeting.place.best().cloned(),
            status: s.status.map_or_else(|| "unknown".to_owned(), |s| s.as_str().to_owned()),
        })
        .collect();
    for (from, to) in ladder.missing() {
        for n in from..=to.min(from.saturating_add(MOST_MISSING)) {
            // Before the first session with a higher number.
            let at = rungs.iter().position(|r| r.ordinal.is_some_and(|o| o > n)).unwrap_or(rungs.len());
            rungs.insert(at, Rung { ordinal: Some(n), entity: None, date: None, place: None, status: "not seen".to_owned() });
        }
    }
    let held: Vec<PartialDate> = book.as_of.upper().map(|now| ladder.held(now).iter().map(|(_, d)| *d).collect()).unwrap_or_default();
    let gap = |pair: &[PartialDate]| Some(Gap { from: pair[0], to: pair[1], days: days_between(pair[0], pair[1])?.max(0) });
    let gaps = held.windows(2).filter_map(gap).collect();
    Some(Sessions { mechanism: entity.name.clone(), rungs, gaps, rhythm: health::rhythm(mechanism, &held).map(|(days, _)| days) })
}
