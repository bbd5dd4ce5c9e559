//! What does not fit together, is missing, or is late?

use crate::derive::checks::checks as find;
use crate::{Answer, Book, Item, Scope};

/// Gaps and clashes of numbers, dates and figures, plans that were not seen carried out, and dates that have passed.
#[must_use]
pub fn checks(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Checks{}", scope.title(book)), book);
    let among: std::collections::BTreeSet<_> = scope.entities(book, "").into_iter().map(|e| e.id.clone()).collect();
    let found = find(book, &scope.filter(""));
    let mut kinds: Vec<&'static str> = found.iter().map(|c| c.kind).collect();
    kinds.dedup();
    for kind in kinds {
        let of_kind = found.iter().filter(|c| c.kind == kind && among.contains(&c.entity.id));
        let items = of_kind.map(|c| Item { reason: Some(c.reason.clone()), ..book.item(c.entity) }).collect();
        let heading = kind[..1].to_uppercase() + &kind[1..];
        answer.section(&heading, items, book);
    }
    answer
}
