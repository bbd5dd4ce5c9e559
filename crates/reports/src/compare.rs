//! Where do two accounts differ?

use crate::saying::{Joint, Saying};
use crate::{Answer, Book, Item};
use register::{Entity, EntityFilter, KeptDocument};
use std::collections::BTreeSet;

/// What two documents both tell, what they tell differently, and what only one of them tells.
#[must_use]
pub fn compare(book: &Book<'_>, one: &KeptDocument, other: &KeptDocument) -> Answer {
    let (mut first, mut second) = (called(one), called(other));
    if first == second {
        (first, second) = (titled(one), titled(other));
    }
    let mut answer = Answer::about(format!("{first} beside {second}"));
    for document in [one, other] {
        let published = document.published.map(|d| format!(", {d}")).unwrap_or_default();
        let title = document.title.clone().unwrap_or_default();
        let label = if document.id == one.id { &first } else { &second };
        answer.detail(label, Some(format!("{title}{published}")));
    }
    let of =
        |document: &KeptDocument| book.snapshot.entities(&EntityFilter { document: Some(document.id.clone()), ..EntityFilter::default() });
    let (told, told_too) = (of(one), of(other));
    let ids = |list: &[&Entity]| list.iter().map(|e| e.id.clone()).collect::<BTreeSet<_>>();
    let (one_ids, other_ids) = (ids(&told), ids(&told_too));
    let standing = |e: &&&Entity| !matches!(e.kind.name(), "party" | "person");
    let item = |e: &Entity| Item { text: format!("{}: {}", e.kind.name(), book.line(e)), ..book.item(e) };
    let both: Vec<&&Entity> = told.iter().filter(|e| other_ids.contains(&e.id)).filter(standing).collect();
    let (differ, agree): (Vec<_>, Vec<_>) = both.into_iter().map(|e| (*e, differences(e, one, other))).partition(|(_, d)| d.is_some());
    answer.section("Told differently", differ.into_iter().map(|(e, d)| Item { reason: d, ..item(e) }).collect(), book);
    answer.section("Told by both", agree.into_iter().map(|(e, _)| item(e)).collect(), book);
    let only = |list: &[&Entity], others: &BTreeSet<_>| {
        list.iter().filter(|e| !others.contains(&e.id)).filter(standing).map(|e| item(e)).collect::<Vec<_>>()
    };
    answer.section(&format!("Only by {first}"), only(&told, &other_ids), book);
    answer.section(&format!("Only by {second}"), only(&told_too, &one_ids), book);
    answer
}

fn called(document: &KeptDocument) -> String {
    document.publisher.clone().or_else(|| document.sources.first().cloned()).unwrap_or_default()
}

/// Two documents of one publisher are told apart by title and day.
fn titled(document: &KeptDocument) -> String {
    let day = document.published.map(|d| format!(" ({d})")).unwrap_or_default();
    format!("{}{day}", document.title.as_deref().unwrap_or("untitled"))
}

/// The slots of an entity to which each of two documents gives a value that the other does not.
fn differences(entity: &Entity, one: &KeptDocument, other: &KeptDocument) -> Option<Saying> {
    let value = serde_json::to_value(&entity.kind).unwrap_or_default();
    let mut told: Vec<Saying> = Vec::new();
    for (slot, stated) in value["stated"].as_object().into_iter().flatten() {
        let mut sides: [BTreeSet<String>; 2] = [BTreeSet::new(), BTreeSet::new()];
        for row in stated.as_array().into_iter().flatten() {
            // What every claim gives names none.
            let gives =
                |id: &model::ClaimId| row["claims"].as_array().is_none_or(|claims| claims.iter().any(|c| c.as_str() == Some(id.as_str())));
            for document in entity.claims.iter().zip(&entity.documents).filter(|(id, _)| gives(id)).map(|(_, document)| document) {
                for (side, of) in sides.iter_mut().zip([one, other]) {
                    if *document == of.id || Some(document) == of.same_as.as_ref() {
                        side.insert(crate::thing::words(&row["value"]));
                    }
                }
            }
        }
        let [a, b] = &sides;
        if !a.is_empty() && !b.is_empty() && a != b {
            let list = |side: &BTreeSet<String>| Saying::All(Joint::Names, side.iter().cloned().map(Saying::word).collect());
            told.push(Saying::Phrase("change.apart", vec![Saying::word(slot.replace('_', " ")), list(a), list(b)]));
        }
    }
    (!told.is_empty()).then(|| Saying::clauses(told))
}
