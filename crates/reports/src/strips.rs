//! Since when is each irritant there, until when, and when was it raised?

use crate::derive::irritant::{irritants, stances};
use crate::{Book, Scope};
use model::PartialDate;
use register::EntityId;
use serde::Serialize;

/// Irritants over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strips {
    /// The day on which it is asked.
    pub as_of: PartialDate,
    /// One strip an irritant, the oldest first.
    pub strips: Vec<Strip>,
}

/// An irritant.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Strip {
    /// The measure that most claims state.
    pub entity: EntityId,
    /// What it is called.
    pub name: String,
    /// Since when it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// Until when it was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Where it stands.
    pub status: String,
    /// When it was raised, the earliest first.
    pub raised: Vec<PartialDate>,
}

/// The irritants of a scope as strips.
#[must_use]
pub fn strips(book: &Book<'_>, scope: &Scope) -> Strips {
    let raised = stances(book, scope);
    let measures = scope.entities(book, "measure");
    let mut strips: Vec<Strip> = irritants(book, &measures, &raised)
        .iter()
        .filter_map(|irritant| {
            let (first, _) = irritant.measures.first()?;
            let mut raised: Vec<PartialDate> = irritant.raised.iter().filter_map(|e| e.date.or(e.first_told)).collect();
            raised.sort_by_key(|d| d.lower());
            Some(Strip {
                entity: first.id.clone(),
                name: book.line(first),
                since: irritant.since,
                until: irritant.until,
                status: irritant.status.to_owned(),
                raised,
            })
        })
        .collect();
    let begins = |s: &Strip| s.since.or_else(|| s.raised.first().copied()).and_then(|d| d.lower());
    strips.sort_by_cached_key(|s| (begins(s).is_none(), begins(s), s.entity.clone()));
    Strips { as_of: book.as_of, strips }
}
