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

/// A session, or one that was not seen, or a run of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rung {
    /// Its number, where one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// The last number of a run of sessions that were not seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<u32>,
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

impl Rung {
    /// Its number, or the first and the last of a run: `1–21`.
    #[must_use]
    pub fn number(&self) -> String {
        match (self.ordinal, self.through) {
            (Some(from), Some(to)) => format!("{from}–{to}"),
            (Some(n), None) => n.to_string(),
            (None, _) => String::new(),
        }
    }
}

/// More sessions than this that were not seen, one after the other, are one rung.
const MOST_MISSING: u32 = 3;

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
            through: None,
            entity: Some(s.entity.id.clone()),
            date: s.entity.date,
            place: s.meeting.place.best().cloned(),
            status: s.status.map_or_else(|| "unknown".to_owned(), |s| s.as_str().to_owned()),
        })
        .collect();
    for (from, to) in ladder.missing() {
        let run = to - from >= MOST_MISSING;
        for n in from..=if run { from } else { to } {
            // Before the first session with a higher number.
            let at = rungs.iter().position(|r| r.ordinal.is_some_and(|o| o > n)).unwrap_or(rungs.len());
            let through = run.then_some(to);
            rungs.insert(at, Rung { ordinal: Some(n), through, entity: None, date: None, place: None, status: "not seen".to_owned() });
        }
    }
    let held: Vec<PartialDate> = book.as_of.upper().map(|now| ladder.held(now).iter().map(|(_, d)| *d).collect()).unwrap_or_default();
    let gap = |pair: &[PartialDate]| Some(Gap { from: pair[0], to: pair[1], days: days_between(pair[0], pair[1])?.max(0) });
    let gaps = held.windows(2).filter_map(gap).collect();
    Some(Sessions { mechanism: entity.name.clone(), rungs, gaps, rhythm: health::rhythm(mechanism, &held).map(|(days, _)| days) })
}
