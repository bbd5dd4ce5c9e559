use super::{Said, divide, entity, list, name, slot, within};
use crate::entity::{Commitment, Entity, EntityKind};
use model::claim;

/// A commitment is the same words by the same parties. Two words or fewer are too common to be compared.
pub(super) fn block(commitment: &claim::Commitment) -> Option<String> {
    let action = name::Name::read(commitment.action.as_deref()?);
    let by = name::roots(&commitment.by);
    (!by.is_empty() && action.words.len() > 2).then(|| format!("commitment/{by}.{}", action.key()))
}

/// The same words on another date are another commitment.
pub(super) fn resolve(key: &str, claims: &[Said<'_, claim::Commitment>]) -> Vec<Entity> {
    let made = |c: &claim::Commitment| c.date.map(|d| d.to_string().replace('/', "_"));
    divide(claims, |(_, c)| made(c)).into_iter().map(|(date, group)| one(&within(&name::slug(key), date), &group)).collect()
}

fn one(key: &str, group: &[Said<'_, claim::Commitment>]) -> Entity {
    let view = Commitment {
        by: list(group, |c| &c.by),
        to: list(group, |c| &c.to),
        action: slot(group, |c| c.action.clone()),
        field: slot(group, |c| c.field.clone()),
        date: slot(group, |c| c.date),
        due: slot(group, |c| c.due),
        status: slot(group, |c| c.status),
    };
    let date = view.date.best().copied();
    entity(key, view.action.best().cloned(), group, date, EntityKind::Commitment(view))
}
