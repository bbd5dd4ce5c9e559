//! What has a party to do with?

use crate::answer::Item;
use crate::{Answer, Book};
use register::{EntityFilter, EntityKind};
use std::collections::BTreeMap;

/// Everything that concerns a party, bodies of it included, and with whom.
#[must_use]
pub fn party(book: &Book<'_>, party: &str) -> Answer {
    let mut answer = Answer::about(book.called(party));
    let concerned = EntityFilter { party: Some(party.to_owned()), ..EntityFilter::default() };
    answer.section("With whom", partners(book, party, &concerned), book);
    book.sections(&mut answer, &concerned);
    let persons = book.snapshot.entities(&EntityFilter { kind: Some("person".to_owned()), ..concerned });
    answer.section_of("Persons", &persons, book, |e| book.item(e));
    answer
}

/// The states and organisations that share an entity with the party, those that share most first.
fn partners(book: &Book<'_>, party: &str, concerned: &EntityFilter) -> Vec<Item> {
    let root = party.split(':').next().unwrap_or(party);
    let mut shared: BTreeMap<String, usize> = BTreeMap::new();
    for entity in book.snapshot.entities(concerned) {
        if matches!(entity.kind, EntityKind::Party(_) | EntityKind::Person(_)) {
            continue;
        }
        let mut others: Vec<&str> = entity.parties.iter().map(model::Party::root).filter(|p| *p != root).collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            *shared.entry(other.to_owned()).or_default() += 1;
        }
    }
    let mut partners: Vec<(String, usize)> = shared.into_iter().collect();
    partners.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    partners.into_iter().map(|(name, count)| Item::plain(format!("{}: {count} in common", book.called(&name)))).collect()
}
