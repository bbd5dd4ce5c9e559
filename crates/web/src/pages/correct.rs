//! What does the text say instead? A claim's slots as a form; what is changed is recorded as a correction.

use crate::asking::{Asking, short};
use crate::page::Html;
use crate::reply::{Reply, Wrong};
use crate::words::Words;
use askama::Template;
use model::ClaimId;
use register::{KeptClaim, Verdict};
use serde_json::{Map, Value};

#[derive(Template)]
#[template(path = "correct.html")]
struct Correct<'p> {
    w: &'p Words,
    claim: String,
    back: String,
    /// Slots with their names in the language of the page and their values as they are written.
    slots: Vec<(String, String, String)>,
}

/// The form for a claim.
pub(crate) fn form(asking: &Asking<'_>, kept: &KeptClaim) -> Html {
    let slots = slots(kept).into_iter().map(|(slot, value)| {
        let label = asking.words.said(&slot.replace('_', " "));
        (slot, label, written(&value))
    });
    let claim = short(kept.id.as_str()).to_owned();
    Html::of(&Correct { w: asking.words, claim, back: asking.with("done", ""), slots: slots.collect() })
}

fn slots(kept: &KeptClaim) -> Map<String, Value> {
    let value = serde_json::to_value(&kept.claim.kind).unwrap_or_default();
    let mut slots = value.as_object().cloned().unwrap_or_default();
    slots.remove("kind");
    slots
}

/// Text as it stands, anything else as JSON.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What a field means, given what the slot held.
fn read(was: &Value, field: &str) -> Result<Value, Wrong> {
    match was {
        _ if field.is_empty() => Ok(Value::Null),
        Value::String(_) => Ok(Value::from(field)),
        _ => serde_json::from_str(field)
            .map_err(|e| Wrong::new(400, format!("{field:?} is not written as the slot was: {e}"), "keep its brackets and quotes")),
    }
}

/// Records what the form changes.
pub(crate) fn correct(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let id = asking.ask.filled("claim").ok_or_else(|| Wrong::new(400, "the form names no claim", ""))?;
    let id = ClaimId::from_printed(format!("claim:{}", short(id)));
    let site = asking.site;
    let kept = site.shelf.with(&site.world, |register| Ok(register.claim(&id)?))?.ok_or_else(|| Wrong::missing("claim"))?;
    let mut changed = Map::new();
    for (slot, was) in slots(&kept) {
        let Some((_, field)) = asking.ask.form.iter().find(|(name, _)| name.strip_prefix("slot.") == Some(slot.as_str())) else { continue };
        let value = read(&was, field.trim())?;
        if value != was {
            changed.insert(slot, value);
        }
    }
    if changed.is_empty() {
        return Err(Wrong::new(400, "nothing was changed", ""));
    }
    asking.decide(Verdict::Correct { claim: id, slots: changed })?;
    Ok(Reply::to(&super::review::told(asking.ask.filled("back").unwrap_or("/review"), "done=correct")))
}
