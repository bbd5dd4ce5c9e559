use super::{Said, divide, entity, list, name, slot, within};
use crate::entity::{Act, Entity, EntityKind, Instrument};
use model::claim;

/// A text belongs to its name; one without a name to its kind, parties and date.
pub(super) fn block(instrument: &claim::Instrument) -> Option<String> {
    let key = instrument.name.as_deref().map(name::key).unwrap_or_default();
    if !key.is_empty() {
        return Some(format!("instrument/{key}"));
    }
    let (kind, date) = (instrument.kind?, instrument.date?);
    let parties = name::roots(&instrument.parties);
    parties
        .contains('+')
        .then(|| format!("unnamed-instrument/{kind}.{parties}.{date}").replace(&date.to_string(), &date.to_string().replace('/', "_")))
}

/// Texts of one name between different parties are different texts, unless the name says whose it is.
pub(super) fn resolve(key: &str, claims: &[Said<'_, claim::Instrument>]) -> Vec<Entity> {
    let named = claims.iter().any(|(_, i)| i.name.as_deref().is_some_and(|n| name::Name::read(n).names_parties));
    let whose = |i: &claim::Instrument| {
        let roots = name::roots(&i.parties);
        (!named && roots.contains('+')).then_some(roots)
    };
    divide(claims, |(_, i)| whose(i)).into_iter().map(|(whose, group)| one(&within(key, whose), &group)).collect()
}

fn one(key: &str, group: &[Said<'_, claim::Instrument>]) -> Entity {
    let names = slot(group, |i| i.name.clone());
    let view = Instrument {
        form: slot(group, |i| i.kind),
        acts: slot(group, |i| (i.action.is_some() || i.date.is_some()).then(|| Act { action: i.action, date: i.date, at: i.at.clone() })),
        period: slot(group, |i| i.period),
        signatories: list(group, |i| &i.parties),
        pillars: list(group, |i| &i.pillars),
    };
    let date = slot(group, |i| i.date).best().copied();
    entity(key, names.best().cloned(), group, date, EntityKind::Instrument(view))
}
