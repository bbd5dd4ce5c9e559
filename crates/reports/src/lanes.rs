//! Which mechanism met when, side by side?

use crate::{Book, Scope, line};
use model::PartialDate;
use register::{EntityId, EntityKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// Meetings by mechanism, the mechanism that met last first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lanes {
    /// The day on which it is asked.
    pub as_of: PartialDate,
    /// One lane a mechanism; meetings of none share the last.
    pub lanes: Vec<Lane>,
}

/// The meetings of a mechanism.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lane {
    /// What it is called; empty for meetings of no mechanism.
    pub name: String,
    /// Which mechanism.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Its meetings with a date, the earliest first.
    pub marks: Vec<Mark>,
}

/// A meeting on its day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// Which meeting.
    pub entity: EntityId,
    /// What it is called.
    pub name: String,
    /// When.
    pub date: PartialDate,
    /// `held`, `planned`, …
    pub status: String,
}

/// The meetings of a scope in lanes.
#[must_use]
pub fn lanes(book: &Book<'_>, scope: &Scope) -> Lanes {
    let mut by_mechanism: BTreeMap<Option<&EntityId>, Vec<Mark>> = BTreeMap::new();
    for entity in scope.entities(book, "meeting") {
        let (EntityKind::Meeting(_), Some(date), false) = (&entity.kind, entity.date, entity.denied) else { continue };
        let status = line::status(entity).unwrap_or_else(|| "unknown".to_owned());
        by_mechanism.entry(entity.part_of.as_ref()).or_default().push(Mark {
            entity: entity.id.clone(),
            name: book.line(entity),
            date,
            status,
        });
    }
    let mut lanes: Vec<Lane> = by_mechanism
        .into_iter()
        .map(|(id, marks)| Lane {
            name: id.and_then(|id| book.snapshot.entities.get(id)).map(|e| e.name.clone()).unwrap_or_default(),
            entity: id.cloned(),
            marks,
        })
        .collect();
    lanes.sort_by_cached_key(|lane| {
        let last = lane.marks.iter().filter_map(|m| m.date.lower()).max();
        (lane.entity.is_none(), std::cmp::Reverse(last), lane.name.clone())
    });
    Lanes { as_of: book.as_of, lanes }
}
