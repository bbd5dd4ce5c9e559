//! What stands in the way, since when, and how often was it raised?

use crate::derive::irritant::{self, Irritant, complaints, stances};
use crate::saying::{Joint, Saying};
use crate::{Answer, Book, Item, Scope};
use register::Entity;

/// Measures with the times they were raised, and complaints without a measure.
#[must_use]
pub fn irritants(book: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::judged(format!("Irritants{}", scope.title(book)), book);
    let (open, resolved, complaints) = gather(book, scope);
    answer.section("Open", open, book);
    answer.section("Resolved", resolved, book);
    answer.section("Complaints without a measure", complaints, book);
    answer
}

/// Open measures, resolved ones, and complaints, as items.
pub(crate) fn gather(book: &Book<'_>, scope: &Scope) -> (Vec<Item>, Vec<Item>, Vec<Item>) {
    let raised = stances(book, scope);
    let measures = scope.entities(book, "measure");
    let irritants: Vec<Irritant<'_>> = irritant::irritants(book, &measures, &raised);
    let (resolved, open): (Vec<&Irritant<'_>>, Vec<&Irritant<'_>>) = irritants.iter().partition(|i| i.status == "resolved");
    let taken: Vec<&Entity> = irritants.iter().flat_map(|i| i.raised.iter().copied()).collect();
    let said = scope.entities(book, "stance");
    let complaints = complaints(book, &said, &taken).into_iter().filter_map(|group| complaint(book, &group)).collect();
    let items = |list: Vec<&Irritant<'_>>| list.into_iter().filter_map(|i| item(book, i)).collect();
    (items(open), items(resolved), complaints)
}

/// So many of the times that a barrier was raised are told one by one, the last of them; all are counted.
const MOST_TOLD: usize = 8;

/// An irritant as an item whose status is where it stands.
pub(crate) fn item(book: &Book<'_>, irritant: &Irritant<'_>) -> Option<Item> {
    let ((first, _), others) = irritant.measures.split_first()?;
    let mut reason = irritant.reason.clone();
    // The times it was raised come last, and are told one by one.
    if let (Some(Saying::Phrase(_, times)), false) = (reason.last_mut(), irritant.raised.is_empty()) {
        let dated = |e: &&Entity| {
            // Of one alone the date was just told.
            let when = e.date.or(e.first_told).filter(|_| irritant.raised.len() > 1).map(Saying::Date);
            Saying::Phrase("line.when", vec![Saying::maybe(when), book.told(e)])
        };
        let last = irritant.raised.len().saturating_sub(MOST_TOLD);
        times.push(Saying::All(Joint::Clauses, irritant.raised[last..].iter().map(dated).collect()));
    }
    reason.extend(irritant.until.map(|d| Saying::Phrase("why.until", vec![Saying::Date(d)])));
    if !others.is_empty() {
        let others = others.iter().take(MOST_TOLD).map(|(e, _)| book.told(e)).collect();
        reason.push(Saying::Phrase("why.also", vec![Saying::All(Joint::Clauses, others)]));
    }
    Some(Item { date: irritant.since, status: Some(irritant.status.to_owned()), reason: Some(Saying::clauses(reason)), ..book.item(first) })
}

fn complaint(book: &Book<'_>, group: &[&Entity]) -> Option<Item> {
    let (first, rest) = group.split_first()?;
    let reason = (!rest.is_empty()).then(|| {
        let again = rest.iter().take(MOST_TOLD).map(|e| book.told(e)).collect();
        Saying::Phrase("why.again", vec![Saying::Number(rest.len() as u64), Saying::All(Joint::Clauses, again)])
    });
    Some(Item { reason, date: first.date.or(first.first_told), ..book.item(first) })
}
