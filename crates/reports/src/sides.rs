//! Who sat on which side, and what did that side ask for?

use crate::{Book, Item, outcome_of};
use model::claim::Participant;
use register::{Entity, EntityFilter, EntityKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// One side of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sitting {
    /// The state or organisation, as the claims contract writes it; empty for those of whom it is not said.
    pub party: String,
    /// Its people.
    pub people: Vec<Attendee>,
    /// What it proposed, asked for and criticised, each with what came of it.
    pub said: Vec<Item>,
}

/// Somebody who sat there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attendee {
    /// Name, where one is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Office as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The body for which the person sat there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// In which role.
    pub role: &'static str,
}

/// The sides of a meeting: those that attended, by name; persons whose side is not stated last.
#[must_use]
pub fn sides(book: &Book<'_>, entity: &Entity) -> Vec<Sitting> {
    let EntityKind::Meeting(meeting) = &entity.kind else { return Vec::new() };
    let mut sides: BTreeMap<(bool, String), Sitting> = BTreeMap::new();
    let key = |party: &str| (party.is_empty(), party.to_owned());
    let empty = |party: &str| Sitting { party: party.to_owned(), people: Vec::new(), said: Vec::new() };
    for party in meeting.attending.values() {
        sides.entry(key(party.root())).or_insert_with(|| empty(party.root()));
    }
    for p in meeting.participants.values() {
        let party = p.party.as_ref().map_or("", |party| party.root());
        sides.entry(key(party)).or_insert_with(|| empty(party)).people.push(attendee(p));
    }
    let stances = book.snapshot.entities(&EntityFilter { kind: Some("stance".to_owned()), ..EntityFilter::default() });
    for stance in stances {
        let EntityKind::Stance(said) = &stance.kind else { continue };
        let here = stance.date.is_some() && stance.date == entity.date && stance.documents.iter().any(|d| entity.documents.contains(d));
        if !here || stance.denied {
            continue;
        }
        let by = said.by.best().map(|who| book.stands_for(who)).unwrap_or_default();
        let side = by.first().map_or("", String::as_str);
        sides.entry(key(side)).or_insert_with(|| empty(side)).said.push(book.quoted(outcome_of(book, stance)));
    }
    sides.into_values().collect()
}

fn attendee(p: &Participant) -> Attendee {
    let body = p.party.as_ref().and_then(|party| party.body_name()).map(str::to_owned);
    Attendee { person: p.person.clone(), post: p.post.clone(), body, role: p.role.as_str() }
}
