//! Who is this, and in which posts was the person seen?

use crate::{Answer, Book};
use register::{Entity, EntityFilter, EntityKind};

/// The posts of a person, and what the person took part in or said.
#[must_use]
pub fn person(book: &Book<'_>, entity: &Entity) -> Answer {
    let mut answer = Answer::about(&entity.name);
    if let EntityKind::Person(person) = &entity.kind {
        for office in person.posts.values() {
            let former = if office.former { "former " } else { "" };
            let party = office.party.as_ref().map(|p| format!(", {}", book.name(p.as_str()))).unwrap_or_default();
            let date = office.date.map(|d| format!(" ({d})")).unwrap_or_default();
            answer.detail("post", Some(format!("{former}{}{party}{date}", office.post.as_deref().unwrap_or("not named"))));
        }
    }
    let named = |other: &&Entity| match &other.kind {
        EntityKind::Meeting(m) => m.participants.values().any(|p| p.person.as_deref() == Some(&entity.name)),
        EntityKind::Visit(v) => v.visitors.values().any(|w| w.as_str() == entity.name),
        EntityKind::Stance(s) => s.by.values().chain(s.to.values()).any(|w| w.as_str() == entity.name),
        EntityKind::Party(_)
        | EntityKind::Person(_)
        | EntityKind::Mechanism(_)
        | EntityKind::Instrument(_)
        | EntityKind::Measure(_)
        | EntityKind::Project(_)
        | EntityKind::Commitment(_)
        | EntityKind::Figure(_)
        | EntityKind::Event(_) => false,
    };
    for (heading, kind) in [("Meetings", "meeting"), ("Visits", "visit"), ("Stances", "stance")] {
        let of_kind = book.snapshot.entities(&EntityFilter { kind: Some(kind.to_owned()), ..EntityFilter::default() });
        answer.section(heading, of_kind.into_iter().filter(named).map(|e| book.item(e)).collect(), book);
    }
    answer
}
