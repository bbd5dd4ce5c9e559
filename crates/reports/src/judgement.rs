//! Where does this one thing stand, and why?

use crate::derive::irritant::{irritants, stances};
use crate::derive::{health as derive_health, ledger as derive_ledger, lifecycle};
use crate::{Book, Item, Scope, health, irritants as barriers, ledger, outcome_of};
use register::{Entity, EntityKind};

/// An entity with its judgement as status and reason; `None` where nothing is judged of its kind.
#[must_use]
pub fn judgement<'s>(book: &Book<'s>, entity: &'s Entity) -> Option<Item> {
    match &entity.kind {
        EntityKind::Commitment(_) => derive_ledger::entry(book, entity).map(|entry| ledger::item(book, &entry)),
        EntityKind::Mechanism(_) => derive_health::health(book, entity).map(|judged| health::item(book, entity, judged)),
        EntityKind::Instrument(_) => {
            let (status, reason) = lifecycle::standing(book, entity)?;
            Some(Item { status: Some(status), reason: Some(reason), ..book.item(entity) })
        }
        EntityKind::Stance(_) => Some(outcome_of(book, entity)).filter(|item| item.reason.is_some()),
        EntityKind::Measure(measure) => {
            let by = measure.by.best()?.root().to_owned();
            let scope = Scope::Parties(by, None);
            let (raised, measures) = (stances(book, &Scope::All), scope.entities(book, "measure"));
            let found = irritants(book, &measures, &raised);
            let own = found.iter().find(|i| i.measures.iter().any(|(e, _)| e.id == entity.id))?;
            barriers::item(book, own)
        }
        EntityKind::Party(_)
        | EntityKind::Person(_)
        | EntityKind::Meeting(_)
        | EntityKind::Visit(_)
        | EntityKind::Project(_)
        | EntityKind::Figure(_)
        | EntityKind::Event(_) => None,
    }
}
