//! What is a question about? Everything, what lies between parties, or a mechanism with what its documents tell.

use crate::{Asked, Book};
use model::DocumentId;
use register::{Entity, EntityFilter};
use std::collections::BTreeSet;

/// What a question is about.
#[derive(Debug, Clone)]
pub enum Scope {
    /// The whole register.
    All,
    /// What concerns a party, or two.
    Parties(String, Option<String>),
    /// A mechanism, its sessions, and what the documents that tell of them say besides.
    Mechanism(Box<Entity>),
}

impl Scope {
    /// The scope of what was asked for; `None` where it is no party, pair of parties or mechanism.
    #[must_use]
    pub fn of(asked: &Asked<'_>) -> Option<Scope> {
        match asked {
            Asked::Dyad(one, other) => Some(Scope::Parties(one.clone(), Some(other.clone()))),
            Asked::Party(party) => Some(Scope::Parties(party.clone(), None)),
            Asked::Entity(entity) if entity.kind.name() == "mechanism" => Some(Scope::Mechanism(Box::new((*entity).clone()))),
            Asked::Entity(entity) if entity.kind.name() == "party" => Some(Scope::Parties(entity.name.clone(), None)),
            Asked::Entity(_) | Asked::Document(_) | Asked::Several(_) | Asked::Nothing(_) => None,
        }
    }

    /// What to call it in a title: ` of Japan and China`; nothing for the whole register.
    pub(crate) fn title(&self, book: &Book<'_>) -> String {
        match self {
            Scope::All => String::new(),
            Scope::Parties(one, None) => format!(" of {}", book.called(one)),
            Scope::Parties(one, Some(other)) => format!(" of {} and {}", book.called(one), book.called(other)),
            Scope::Mechanism(entity) => format!(" of {}", entity.name),
        }
    }

    pub(crate) fn filter(&self, kind: &str) -> EntityFilter {
        let (party, other) = match self {
            Scope::Parties(one, other) => (Some(one.clone()), other.clone()),
            Scope::All | Scope::Mechanism(_) => (None, None),
        };
        EntityFilter { kind: (!kind.is_empty()).then(|| kind.to_owned()), party, other, ..EntityFilter::default() }
    }

    /// Entities of a kind, or of every kind where `kind` is empty, in the order of date.
    pub(crate) fn entities<'s>(&self, book: &Book<'s>, kind: &str) -> Vec<&'s Entity> {
        let mut found = match self {
            Scope::Parties(one, other) => self.between(book, kind, one, other.as_deref()),
            Scope::All | Scope::Mechanism(_) => book.snapshot.entities(&self.filter(kind)),
        };
        if let Scope::Mechanism(mechanism) = self {
            let told = documents(book, mechanism);
            let belongs = |e: &&Entity| match e.kind.name() {
                "mechanism" => e.id == mechanism.id,
                "meeting" => e.part_of.as_ref() == Some(&mechanism.id),
                "party" | "person" => false,
                _ => e.documents.iter().any(|d| told.contains(d)),
            };
            found.retain(belongs);
        }
        found
    }
}

impl Scope {
    /// What concerns the parties, said by persons who stand for them included.
    fn between<'s>(&self, book: &Book<'s>, kind: &str, one: &str, other: Option<&str>) -> Vec<&'s Entity> {
        let kind = EntityFilter { kind: (!kind.is_empty()).then(|| kind.to_owned()), ..EntityFilter::default() };
        let concerns = |e: &Entity, party: &str| e.concerns(party) || book.roots(e).contains(party);
        let mut found = book.snapshot.entities(&kind);
        let between = other.map(|other| (other, accounts(book, one, other)));
        found.retain(|e| match &between {
            None => concerns(e, one),
            Some((other, _)) if concerns(e, one) && concerns(e, other) => true,
            Some((other, accounts)) => is_one_sided(book, e, one, other) && e.documents.iter().any(|d| accounts.contains(d)),
        });
        found
    }

    /// Whether something is of the party, of both parties, or of one of them and no third; or the scope is no matter of parties.
    pub(crate) fn touches(&self, book: &Book<'_>, entity: &Entity) -> bool {
        match self {
            Scope::Parties(one, None) => book.roots(entity).contains(one.as_str()),
            Scope::Parties(one, Some(other)) => {
                let roots = book.roots(entity);
                let of = [one, other].into_iter().filter(|side| roots.contains(side.as_str())).count();
                of == 2 || (of == 1 && roots.len() == 1)
            }
            Scope::All | Scope::Mechanism(_) => true,
        }
    }
}

/// The documents that tell of a meeting or a visit between two parties and no other.
fn accounts<'s>(book: &Book<'s>, one: &str, other: &str) -> BTreeSet<&'s DocumentId> {
    let pair = BTreeSet::from([one, other]);
    let meetings = book.snapshot.entities.values().filter(|e| matches!(e.kind.name(), "meeting" | "visit"));
    let alone = meetings.filter(|e| e.parties.iter().map(model::Party::root).collect::<BTreeSet<_>>() == pair);
    alone.flat_map(|e| &e.documents).collect()
}

/// What one of two parties says or does without naming the other, or any third.
fn is_one_sided(book: &Book<'_>, entity: &Entity, one: &str, other: &str) -> bool {
    let roots = book.roots(entity);
    matches!(entity.kind.name(), "stance" | "commitment" | "measure") && !roots.is_empty() && roots.iter().all(|r| *r == one || *r == other)
}

/// The documents that tell of a mechanism or one of its sessions.
fn documents<'s>(book: &Book<'s>, mechanism: &Entity) -> BTreeSet<&'s DocumentId> {
    let snapshot = book.snapshot;
    let sessions = snapshot.meetings_of(&mechanism.id).into_iter();
    let own = snapshot.entities.get(&mechanism.id).into_iter();
    own.chain(sessions).flat_map(|e| &e.documents).collect()
}
