//! Who sat there, in which capacity, and what came of it?

use crate::answer::Item;
use crate::line::stated;
use crate::{Answer, Book};
use model::claim::Participant;
use register::{Entity, EntityFilter, EntityKind};
use std::collections::BTreeMap;

/// What is stated of a meeting: its record, its delegations, and what the same documents say was done there.
#[must_use]
pub fn meeting(book: &Book<'_>, entity: &Entity) -> Answer {
    let mut answer = Answer::about(book.line(entity));
    let EntityKind::Meeting(m) = &entity.kind else { return answer };
    let series = entity.part_of.as_ref().and_then(|id| book.snapshot.entities.get(id)).map(|e| e.name.clone());
    answer.detail("series", series);
    answer.detail("ordinal", stated(&m.ordinal));
    answer.detail("status", stated(&m.status));
    answer.detail("date", stated(&m.date));
    answer.detail("place", stated(&m.place));
    answer.detail("mode", stated(&m.mode));
    answer.detail("level", stated(&m.level));
    answer.detail("parties", Some(book.names(&m.attending)));
    for (side, people) in delegations(m.participants.values()) {
        let side = book.name(&side);
        answer.whole(&format!("Delegation: {side}"), people, book);
    }
    let same_day = |other: &&Entity| other.date.is_some() && other.date == entity.date && shares_document(other, entity);
    for (heading, kind) in [("Adopted and signed", "instrument"), ("Agreed", "commitment"), ("Proposed, asked and criticised", "stance")] {
        let of_kind = book.snapshot.entities(&EntityFilter { kind: Some(kind.to_owned()), ..EntityFilter::default() });
        answer.section(heading, of_kind.into_iter().filter(same_day).map(|e| book.item(e)).collect(), book);
    }
    let told = book.claims_of(entity);
    answer.section("Told by", told.iter().filter_map(|kept| book.said_by(kept)).collect(), book);
    answer
}

/// The participants by the state or organisation they stand for, observers and those without one last.
fn delegations<'p>(participants: impl Iterator<Item = &'p Participant>) -> BTreeMap<String, Vec<Item>> {
    let mut sides: BTreeMap<String, Vec<Item>> = BTreeMap::new();
    for p in participants {
        let side = p.party.as_ref().map_or("~ party not named", |party| party.root());
        let body = p.party.as_ref().and_then(|party| party.body_name()).map(str::to_owned);
        let words = [p.person.clone(), p.post.clone(), body];
        let text = words.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let text = if text.is_empty() { side.to_owned() } else { text };
        let role = Some(p.role.as_str()).filter(|r| *r != "participant").map(str::to_owned);
        let item = Item { status: role, ..Item::plain(text) };
        sides.entry(side.trim_start_matches("~ ").to_owned()).or_default().push(item);
    }
    sides
}

fn shares_document(one: &Entity, other: &Entity) -> bool {
    one.documents.iter().any(|document| other.documents.contains(document))
}
