//! What came of what was asked for, one row a proposal?

use crate::derive::outcome;
use crate::proposals::{asks, side};
use crate::{Book, Scope, line};
use model::PartialDate;
use register::{EntityId, EntityKind};
use serde::Serialize;

/// A proposal, offer, request or demand with later acts on the same subject.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The stance.
    pub entity: EntityId,
    /// Whose it is, by name.
    pub side: String,
    /// When it was made, or first told of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Later acts on the same subject between the same parties, the likest first; whether they answer it is for a person to say.
    pub came: Vec<EntityId>,
}

/// The proposals of a scope, those of one side together, the earliest first.
#[must_use]
pub fn outcomes(book: &Book<'_>, scope: &Scope) -> Vec<Proposal> {
    let mut found: Vec<Proposal> = Vec::new();
    for entity in scope.entities(book, "stance") {
        let EntityKind::Stance(stance) = &entity.kind else { continue };
        if asks(stance) && !entity.denied {
            let came = outcome::bearing(book, entity, &line::topic(stance));
            found.push(Proposal {
                entity: entity.id.clone(),
                side: side(book, entity),
                date: entity.date.or(entity.first_told),
                came: came.into_iter().map(|e| e.id.clone()).collect(),
            });
        }
    }
    found.sort_by_cached_key(|p| (p.side.clone(), p.date.is_none(), p.date.and_then(|d| d.lower()), p.entity.clone()));
    found
}
