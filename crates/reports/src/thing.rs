//! What is stated of any other entity, and who says so?

use crate::{Answer, Book};
use register::Entity;
use serde_json::Value;

/// Every slot of an entity with every value that claims give it, and the words of each claim.
#[must_use]
pub fn thing(book: &Book<'_>, entity: &Entity) -> Answer {
    let mut answer = Answer::about(book.line(entity));
    answer.detail("kind", Some(entity.kind.name().to_owned()));
    if let Some(slots) = serde_json::to_value(&entity.kind).ok().as_ref().and_then(|kind| kind["stated"].as_object()) {
        for (slot, stated) in slots {
            let values = stated.as_array().into_iter().flatten().map(|s| words(&s["value"])).collect::<Vec<_>>();
            answer.detail(&slot.replace('_', " "), Some(values.join(" / ")));
        }
    }
    let told = book.claims_of(entity);
    answer.section("Told by", told.iter().filter_map(|kept| book.said_by(kept)).collect(), book);
    answer
}

/// A slot's value in words.
pub(crate) fn words(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Array(items) => items.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().map(words).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "),
        Value::Number(n) => n.to_string(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}
