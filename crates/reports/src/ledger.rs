//! Who promised what, when, and is it done?

use crate::derive::ledger::{Entry, Timeliness, entry};
use crate::saying::{Joint, Saying};
use crate::{Answer, Book, Item, Scope};
use register::Entity;

/// The commitments by how pressing they are: overdue, due soon, open, done. Progress is what sources say; lateness follows
/// from the day asked for.
#[must_use]
pub fn ledger(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Commitments{}", scope.title(book)), book);
    let all = scope.entities(book, "commitment");
    let entries: Vec<Entry<'_>> = all.iter().filter_map(|e| entry(book, e)).collect();
    let count = |wanted: &[Timeliness]| entries.iter().filter(|e| wanted.contains(&e.timeliness)).count();
    let done = [Timeliness::DoneOnTime, Timeliness::DoneLate, Timeliness::Unknown];
    if !entries.is_empty() {
        let overdue = count(&[Timeliness::Overdue]);
        let counts = [entries.len(), overdue, count(&done)].map(|n| Saying::Number(n as u64));
        answer.detail("commitments", Some(Saying::Phrase("why.ledger", counts.to_vec())));
    }
    for (heading, wanted) in [
        ("Overdue", &[Timeliness::Overdue][..]),
        ("Due soon", &[Timeliness::DueSoon]),
        ("Open with a date", &[Timeliness::NotDue]),
        ("Open without a date", &[Timeliness::NoDue]),
        ("Done or closed", &done),
    ] {
        let mut of_heading: Vec<&Entry<'_>> = entries.iter().filter(|e| wanted.contains(&e.timeliness)).collect();
        of_heading.sort_by_key(|e| {
            let due = e.commitment.due.best().and_then(|d| d.upper());
            (due.is_none(), due, e.entity.date.and_then(|d| d.lower()))
        });
        answer.section_of(heading, &of_heading, book, |e| item(book, e));
    }
    answer
}

/// A commitment as an item whose status is progress and timeliness.
pub(crate) fn item<'s>(book: &Book<'s>, entry: &Entry<'s>) -> Item {
    let mut reason = vec![entry.reason.clone()];
    let bearing = entry.bearing(book);
    if !bearing.is_empty() {
        reason.push(Saying::Phrase("why.bears", vec![of_kinds(book, &bearing)]));
    }
    let timeliness = match entry.timeliness {
        Timeliness::NoDue => String::new(),
        told => format!(", {}", told.as_str()),
    };
    Item {
        status: Some(format!("{}{timeliness}", entry.progress.as_str())),
        reason: Some(Saying::clauses(reason)),
        ..book.item(entry.entity)
    }
}

/// Entities in a line each, with their kind behind it.
pub(crate) fn of_kinds(book: &Book<'_>, entities: &[&Entity]) -> Saying {
    let line = |e: &&Entity| Saying::Phrase("line.kind", vec![book.told(e), Saying::word(e.kind.name())]);
    Saying::All(Joint::Clauses, entities.iter().map(line).collect())
}
