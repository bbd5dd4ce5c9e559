//! What changed between two days?

use crate::saying::{Joint, Saying};
use crate::{Answer, Book, Item, Scope, line};
use register::Entity;
use std::collections::BTreeMap;

/// What the later register has that the earlier has not, what it says otherwise, and what it lost: the same question asked
/// on two days. Both books are of one register.
#[must_use]
pub fn diff(earlier: &Book<'_>, later: &Book<'_>, scope: &Scope) -> Answer {
    let mut answer = Answer::about(format!("Changes{} from {} to {}", scope.title(later), earlier.as_of, later.as_of));
    let before: BTreeMap<_, &Entity> = scope.entities(earlier, "").into_iter().map(|e| (e.id.clone(), e)).collect();
    let after: BTreeMap<_, &Entity> = scope.entities(later, "").into_iter().map(|e| (e.id.clone(), e)).collect();
    let kind = |e: &Entity| format!("{}: {}", e.kind.name(), later.line(e));
    let told = |e: &&Entity| !matches!(e.kind.name(), "party" | "person");
    let new = after.values().filter(|e| !before.contains_key(&e.id)).copied().filter(told);
    let new: Vec<Item> = new.map(|e| Item { text: kind(e), ..later.item(e) }).collect();
    let mut changed: Vec<Item> = Vec::new();
    for (id, now) in &after {
        let Some(then) = before.get(id) else { continue };
        let (was, is) = (told_of(then), told_of(now));
        if was != is && told(now) {
            changed.push(Item { text: kind(now), reason: Some(differences(&was, &is)), ..later.item(now) });
        }
    }
    let gone = before.values().filter(|e| !after.contains_key(&e.id)).copied().filter(told);
    let gone: Vec<Item> = gone.map(|e| Item { text: kind(e), ..earlier.item(e) }).collect();
    answer.section("New", new, later);
    answer.section("Changed", changed, later);
    answer.section("No longer", gone, later);
    answer
}

/// Every slot with its values, in the order of slots.
fn told_of(entity: &Entity) -> BTreeMap<String, Vec<String>> {
    let mut told = BTreeMap::new();
    let value = serde_json::to_value(&entity.kind).unwrap_or_default();
    for (slot, stated) in value["stated"].as_object().into_iter().flatten() {
        let mut values: Vec<String> = stated.as_array().into_iter().flatten().map(|s| crate::thing::words(&s["value"])).collect();
        values.sort_unstable();
        told.insert(slot.replace('_', " "), values);
    }
    if let Some(status) = line::status(entity) {
        told.insert("status".to_owned(), vec![status]);
    }
    told
}

fn differences(was: &BTreeMap<String, Vec<String>>, is: &BTreeMap<String, Vec<String>>) -> Saying {
    let mut told: Vec<Saying> = Vec::new();
    let nothing = Vec::new();
    let slot_said = |slot: &String| Saying::word(slot.clone());
    let values = |values: &[String]| Saying::All(Joint::Names, values.iter().cloned().map(Saying::word).collect());
    for (slot, now) in is {
        let before = was.get(slot).unwrap_or(&nothing);
        if before != now {
            let from = if before.is_empty() { Saying::Phrase("change.unstated", Vec::new()) } else { values(before) };
            told.push(Saying::Phrase("change.from", vec![slot_said(slot), from, values(now)]));
        }
    }
    let gone = was.keys().filter(|slot| !is.contains_key(*slot));
    told.extend(gone.map(|slot| Saying::Phrase("change.gone", vec![slot_said(slot)])));
    Saying::clauses(told)
}
