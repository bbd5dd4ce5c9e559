use super::{Said, divide, entity, list, name, slot, within};
use crate::entity::{Entity, EntityKind, Stance};
use model::{Who, claim};

/// A stance is the same stand by the same speaker in the same words. Two words or fewer are too common to be
/// compared.
pub(super) fn block(stance: &claim::Stance) -> Option<String> {
    let about = name::Name::read(stance.about.as_deref()?);
    let by = name::keys(stance.by.iter().map(Who::as_str));
    let stand = stance.stance?;
    (!by.is_empty() && about.words.len() > 2).then(|| format!("stance/{by}.{stand}.{}", about.key()))
}

/// The same stand on another date is another stance.
pub(super) fn resolve(key: &str, claims: &[Said<'_, claim::Stance>]) -> Vec<Entity> {
    let taken = |s: &claim::Stance| s.date.map(|d| d.to_string().replace('/', "_"));
    divide(claims, |(_, s)| taken(s)).into_iter().map(|(date, group)| one(&within(&name::slug(key), date), &group)).collect()
}

fn one(key: &str, group: &[Said<'_, claim::Stance>]) -> Entity {
    let view = Stance {
        by: list(group, |s| &s.by),
        to: list(group, |s| &s.to),
        stance: slot(group, |s| s.stance),
        about: slot(group, |s| s.about.clone()),
        date: slot(group, |s| s.date),
    };
    let date = view.date.best().copied();
    entity(key, view.about.best().cloned(), group, date, EntityKind::Stance(view))
}
