use super::{Said, entity, list, name, slot};
use crate::entity::{Count, Entity, EntityKind, Visit};
use model::{Who, claim};

/// A trip is of the same visitors to the same places on the same date.
pub(super) fn block(visit: &claim::Visit) -> Option<String> {
    let visitors = name::keys(visit.visitors.iter().map(Who::as_str));
    let to = name::keys(visit.to.iter().map(Who::as_str));
    let date = visit.date?.to_string().replace('/', "_");
    (!visitors.is_empty() && !to.is_empty()).then(|| format!("visit/{visitors}.{to}.{date}"))
}

pub(super) fn resolve(key: &str, group: &[Said<'_, claim::Visit>]) -> Vec<Entity> {
    let view = Visit {
        visitors: list(group, |v| &v.visitors),
        count: slot(group, |v| v.count.map(|value| Count { value, max: None, approximate: v.approximate, bound: v.bound })),
        from: slot(group, |v| v.from.clone()),
        to: list(group, |v| &v.to),
        date: slot(group, |v| v.date),
        purpose: slot(group, |v| v.purpose.clone()),
        status: slot(group, |v| v.status),
    };
    let names = |whos: &crate::entity::Slot<Who>| whos.values().map(Who::to_string).collect::<Vec<_>>().join(", ");
    let called = match (names(&view.visitors), names(&view.to)) {
        (who, to) if !who.is_empty() && !to.is_empty() => Some(format!("{who} to {to}")),
        (who, _) if !who.is_empty() => Some(who),
        _ => None,
    };
    let date = view.date.best().copied();
    vec![entity(key, called, group, date, EntityKind::Visit(view))]
}
