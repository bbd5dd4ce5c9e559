//! What is between two parties?

use crate::{Answer, Book, Saying, Scope};
use register::EntityFilter;

/// Everything that concerns both parties, bodies of theirs included.
#[must_use]
pub fn dyad(book: &Book<'_>, one: &str, other: &str) -> Answer {
    let mut answer = Answer::judged(format!("{} and {}", book.called(one), book.called(other)), book);
    let filter = EntityFilter { party: Some(one.to_owned()), other: Some(other.to_owned()), ..EntityFilter::default() };
    let meetings = book.snapshot.entities(&EntityFilter { kind: Some("meeting".to_owned()), ..filter.clone() });
    let status = |e: &register::Entity, wanted: &str| crate::line::status(e).as_deref() == Some(wanted);
    let held: Vec<_> = meetings.iter().filter(|e| status(e, "held") && e.date.is_some()).collect();
    answer.detail("last held", held.last().map(|e| dated(book, e)));
    let planned: Vec<_> = meetings
        .iter()
        .filter(|e| status(e, "planned"))
        .filter(|e| e.date.and_then(|d| d.upper()).zip(book.as_of.upper()).is_none_or(|(end, now)| end >= now))
        .collect();
    answer.detail("planned", planned.first().map(|e| dated(book, e)));
    let scope = Scope::Parties(one.to_owned(), Some(other.to_owned()));
    book.sections_of(&mut answer, |kind| scope.entities(book, kind));
    answer
}

/// A meeting with its day.
pub(crate) fn dated(book: &Book<'_>, entity: &register::Entity) -> Saying {
    Saying::Phrase("line.dated", vec![book.told(entity), Saying::maybe(entity.date.map(Saying::Date))])
}
