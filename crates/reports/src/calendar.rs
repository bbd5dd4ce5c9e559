//! What was held, and what is to come? Meetings and visits by day, for calendars.

use crate::{Book, Scope, line};
use model::PartialDate;
use register::{EntityId, EntityKind};
use serde::Serialize;

/// A day or days on which something is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Occasion {
    /// Which meeting or visit.
    pub entity: EntityId,
    /// What it is called.
    pub name: String,
    /// When.
    pub date: PartialDate,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `held`, `planned`, …
    pub status: String,
    /// How often what is told of it changed: one for each claim.
    pub changes: usize,
    /// When it was last told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<PartialDate>,
}

/// The meetings and visits of a scope that have a date, the earliest first.
#[must_use]
pub fn calendar(book: &Book<'_>, scope: &Scope) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = Vec::new();
    for kind in ["meeting", "visit"] {
        for entity in scope.entities(book, kind) {
            let (Some(date), false) = (entity.date, entity.denied) else { continue };
            let place = match &entity.kind {
                EntityKind::Meeting(m) => m.place.best().cloned(),
                EntityKind::Visit(v) => v.to.best().map(|to| book.name(to.as_str())),
                _ => None,
            };
            found.push(Occasion {
                entity: entity.id.clone(),
                name: book.line(entity),
                date,
                place,
                status: line::status(entity).unwrap_or_else(|| "unknown".to_owned()),
                changes: entity.claims.len(),
                told: entity.last_told,
            });
        }
    }
    found.sort_by_cached_key(|o| (o.date.lower(), o.date.upper(), o.entity.clone()));
    found
}
