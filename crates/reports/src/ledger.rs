//! Who promised what, when, and is it done?

use crate::derive::ledger::{Entry, Timeliness, entry};
use crate::{Answer, Book, Item, Scope};

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
        answer.detail("commitments", Some(format!("{}, {overdue} overdue, {} done or closed", entries.len(), count(&done))));
    }
    for (heading, wanted) in [
        ("Overdue", &[Timeliness::Overdue][..]),
        ("Due soon", &[Timeliness::DueSoon]),
        ("Open with a date", &[Timeliness::NotDue]),
        ("Open without a date", &[Timeliness::NoDue]),
        ("Done or closed", &done),
    ] {
        let mut items: Vec<(Option<model::Moment>, Item)> = entries
            .iter()
            .filter(|e| wanted.contains(&e.timeliness))
            .map(|e| (e.commitment.due.best().and_then(|d| d.upper()), item(book, e)))
            .collect();
        items.sort_by(|a, b| {
            (a.0.is_none(), a.0, a.1.date.and_then(|d| d.lower())).cmp(&(b.0.is_none(), b.0, b.1.date.and_then(|d| d.lower())))
        });
        answer.section(heading, items.into_iter().map(|(_, i)| i).collect(), book);
    }
    answer
}

/// A commitment as an item whose status is progress and timeliness.
pub(crate) fn item(book: &Book<'_>, entry: &Entry<'_>) -> Item {
    let bearing: Vec<String> = entry.bearing.iter().map(|e| format!("{} ({})", book.line(e), e.kind.name())).collect();
    let bearing = if bearing.is_empty() { String::new() } else { format!("; may bear on it: {}", bearing.join("; ")) };
    let timeliness = match entry.timeliness {
        Timeliness::NoDue => String::new(),
        told => format!(", {}", told.as_str()),
    };
    Item {
        status: Some(format!("{}{timeliness}", entry.progress.as_str())),
        reason: Some(format!("{}{bearing}", entry.reason)),
        ..book.item(entry.entity)
    }
}
