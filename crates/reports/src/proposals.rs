//! What did each side propose or ask for, and what came of it?

use crate::derive::outcome;
use crate::ledger::of_kinds;
use crate::{Answer, Book, Item, Saying, Scope, line};
use model::claim::StanceType;
use register::{Entity, EntityKind};
use std::collections::BTreeMap;

/// Proposals, offers, requests and demands by the side that made them, each with later acts on the same subject.
#[must_use]
pub fn proposals(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Proposals and requests{}", scope.title(book)), book);
    let mut sides: BTreeMap<String, Vec<(&Entity, String)>> = BTreeMap::new();
    for entity in scope.entities(book, "stance") {
        let EntityKind::Stance(stance) = &entity.kind else { continue };
        if asks(stance) && !entity.denied {
            sides.entry(side(book, entity)).or_default().push((entity, line::topic(stance)));
        }
    }
    for (side, asked) in sides {
        answer.section_of(&side, &asked, book, |(entity, topic)| item(book, entity, topic));
    }
    answer
}

/// Whose proposal it is: the state or organisation of the first speaker.
pub(crate) fn side(book: &Book<'_>, entity: &Entity) -> String {
    let EntityKind::Stance(stance) = &entity.kind else { return String::new() };
    let Some(by) = stance.by.best() else { return "Side not named".to_owned() };
    let party = model::Party::new(by.as_str());
    if party.state().is_some() || party.body_name().is_some() {
        return book.called(party.root());
    }
    match book.persons().get(by.as_str()).and_then(|roots| roots.first()) {
        Some(root) => book.called(root),
        None => by.as_str().to_owned(),
    }
}

/// A proposal as an item whose status is what came of it.
pub(crate) fn item(book: &Book<'_>, entity: &Entity, topic: &str) -> Item {
    let came = outcome::bearing(book, entity, topic);
    let (status, reason) = if came.is_empty() {
        ("none seen", Saying::Phrase("why.none later", Vec::new()))
    } else {
        ("answered?", Saying::Phrase("why.later", vec![of_kinds(book, &came)]))
    };
    Item { date: entity.date.or(entity.first_told), status: Some(status.to_owned()), reason: Some(reason), ..book.item(entity) }
}

/// A stance as an item: one that asks for something with what came of it, any other as it stands.
pub(crate) fn outcome_of(book: &Book<'_>, entity: &Entity) -> Item {
    match &entity.kind {
        EntityKind::Stance(stance) if asks(stance) => item(book, entity, &line::topic(stance)),
        _ => book.item(entity),
    }
}

pub(crate) fn asks(stance: &register::entity::Stance) -> bool {
    use StanceType::{Demand, Offer, Propose, Request};
    stance.stance.best().is_some_and(|s| matches!(s, Propose | Offer | Request | Demand))
}
