use super::{Said, divide, entity, list, name, slot, within};
use crate::entity::{Entity, EntityKind, Measure};
use model::claim;

/// A measure is of one kind, by the same states, on the same things.
pub(super) fn block(measure: &claim::Measure) -> Option<String> {
    let on = name::keys(measure.on.iter().map(String::as_str));
    let by = name::roots(&measure.by);
    let kind = measure.kind?;
    (!on.is_empty() && !by.is_empty()).then(|| format!("measure/{by}.{kind}.{on}"))
}

/// Bans on one thing from different states are different measures.
pub(super) fn resolve(key: &str, claims: &[Said<'_, claim::Measure>]) -> Vec<Entity> {
    let against = |m: &claim::Measure| (!m.against.is_empty()).then(|| name::roots(&m.against));
    divide(claims, |(_, m)| against(m)).into_iter().map(|(against, group)| one(&within(key, against), &group)).collect()
}

fn one(key: &str, group: &[Said<'_, claim::Measure>]) -> Entity {
    let view = Measure {
        form: slot(group, |m| m.kind),
        by: list(group, |m| &m.by),
        on: list(group, |m| &m.on),
        against: list(group, |m| &m.against),
        since: slot(group, |m| m.since),
        until: slot(group, |m| m.until),
        status: slot(group, |m| m.status),
    };
    let called = view.on.best().map(|on| match view.form.best() {
        Some(form) => format!("{form} on {on}"),
        None => on.clone(),
    });
    let date = view.since.best().copied();
    entity(key, called, group, date, EntityKind::Measure(view))
}
