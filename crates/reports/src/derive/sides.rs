//! What does one side tell of a meeting that the other side's account of it does not?

use super::alike::named;
use crate::Book;
use crate::saying::{Joint, Saying};
use model::DocumentId;
use register::{Entity, EntityKind};
use std::collections::{BTreeMap, BTreeSet};

/// Meetings of which accounts of more than one side were read: for each document the side whose account it is.
pub(crate) struct Accounts<'s> {
    by_document: BTreeMap<&'s DocumentId, (String, BTreeSet<String>)>,
}

impl<'s> Accounts<'s> {
    pub(crate) fn of(book: &Book<'s>) -> Accounts<'s> {
        let mut by_document: BTreeMap<&DocumentId, (String, BTreeSet<String>)> = BTreeMap::new();
        // What a publisher's name says is found once.
        let mut sides: BTreeMap<String, Option<String>> = BTreeMap::new();
        for entity in book.snapshot.entities.values().filter(|e| matches!(e.kind, EntityKind::Meeting(_)) && !e.denied) {
            let mut told: BTreeMap<&DocumentId, String> = BTreeMap::new();
            for id in &entity.documents {
                let Some(publisher) = book.document(id).and_then(|d| d.publisher.clone()) else { continue };
                let side = sides.entry(publisher.clone()).or_insert_with(|| side(book, &publisher));
                told.extend(side.clone().map(|side| (id, side)));
            }
            let of_meeting: BTreeSet<String> = told.values().filter(|side| entity.concerns(side)).cloned().collect();
            if of_meeting.len() < 2 {
                continue;
            }
            for (document, side) in told.into_iter().filter(|(_, side)| of_meeting.contains(side)) {
                let known = by_document.entry(document).or_insert_with(|| (side.clone(), BTreeSet::new()));
                known.1.extend(of_meeting.iter().cloned());
            }
        }
        Accounts { by_document }
    }

    /// The side that alone tells of an outcome, and those that told of the meeting without it.
    pub(crate) fn alone(&self, book: &Book<'_>, entity: &Entity) -> Option<(Saying, Saying)> {
        let mut by: BTreeSet<&str> = BTreeSet::new();
        let mut of: BTreeSet<&str> = BTreeSet::new();
        for document in &entity.documents {
            // A source that is no side's own account bears the outcome out.
            let (side, sides) = self.by_document.get(document)?;
            by.insert(side);
            of.extend(sides.iter().map(String::as_str));
        }
        let by = (by.len() == 1).then(|| by.into_iter().next()).flatten()?;
        let called = |side: &str| Saying::Party(side.to_owned(), book.called(side));
        let others: Vec<Saying> = of.into_iter().filter(|side| *side != by && entity.concerns(side)).map(called).collect();
        (!others.is_empty()).then(|| (called(by), Saying::All(Joint::Names, others)))
    }
}

/// The state or organisation whose publisher it is, as its name says: `Ministry of Foreign Affairs of Japan`.
fn side(book: &Book<'_>, publisher: &str) -> Option<String> {
    let mut named = named(book, publisher).into_iter();
    named.next().filter(|_| named.next().is_none())
}
