//! What is in the register, at a glance?

use crate::{Answer, Book};
use register::entity::EntityKind;
use std::collections::BTreeMap;

/// How much of each kind there is, which two parties have most in common, and what to ask next.
#[must_use]
pub fn summary(book: &Book<'_>) -> Answer {
    let snapshot = book.snapshot;
    let mut answer = Answer::about("In the register");
    let copies = snapshot.documents.values().filter(|d| !d.counts).count();
    let counted = if copies > 0 { format!(", of which {copies} repeat another") } else { String::new() };
    answer.detail("documents", Some(format!("{}{counted}", snapshot.documents.len())));
    answer.detail("claims", Some(snapshot.claims.len().to_string()));
    for kind in EntityKind::NAMES {
        let count = snapshot.entities.values().filter(|e| e.kind.name() == kind).count();
        let plural = crate::KINDS.iter().find(|p| crate::kind_of(p) == Some(kind)).copied().unwrap_or(kind);
        answer.detail(plural, (count > 0).then(|| count.to_string()));
    }
    if let Some((one, other)) = closest(book) {
        answer.notes.push(format!("hint: ask what is between two parties: chancery show {one} {other}"));
    }
    if let Some(mechanism) =
        snapshot.entities.values().filter(|e| e.kind.name() == "mechanism").max_by_key(|e| (e.claims.len(), std::cmp::Reverse(&e.id)))
    {
        answer.notes.push(format!("hint: or what a mechanism is and when it met: chancery show {:?}", mechanism.name));
    }
    answer
}

/// The two states that have most entities in common, in the order of their codes.
fn closest(book: &Book<'_>) -> Option<(String, String)> {
    let mut shared: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for entity in book.snapshot.entities.values() {
        let mut states: Vec<&str> = entity.parties.iter().filter_map(model::Party::state).collect();
        states.sort_unstable();
        states.dedup();
        for (i, one) in states.iter().enumerate() {
            for other in &states[i + 1..] {
                *shared.entry((one, other)).or_default() += 1;
            }
        }
    }
    let most = shared.into_iter().max_by_key(|(pair, count)| (*count, std::cmp::Reverse(*pair)))?;
    Some((most.0.0.to_owned(), most.0.1.to_owned()))
}
