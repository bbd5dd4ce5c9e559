use super::{Said, entity, name, slot};
use crate::entity::{Entity, EntityKind, Event};
use model::claim::{Actor, Occurrence};
use model::{Claim, Party};

/// An event is coded the same, between the same parties, on the same date at the same place.
pub(super) fn block(event: &Occurrence, claim: &Claim) -> Option<String> {
    let coding = claim.event.as_ref()?;
    let side = |actors: &[Actor]| name::roots(actors.iter().filter_map(|a| a.party.as_ref()).collect::<Vec<&Party>>());
    let (actors, recipients) = (side(&coding.actors), side(&coding.recipients));
    let date = event.date?.to_string().replace('/', "_");
    let place = event.place.as_deref().map(name::key).unwrap_or_default();
    let mode = coding.mode.as_deref().map(name::key).unwrap_or_default();
    let kind = coding.kind.as_str().to_lowercase();
    (!actors.is_empty() && !place.is_empty()).then(|| format!("event/{kind}.{mode}.{actors}.{recipients}.{place}.{date}"))
}

pub(super) fn resolve(key: &str, group: &[Said<'_, Occurrence>]) -> Vec<Entity> {
    let coding = crate::entity::Slot::gather(group.iter().filter_map(|(kept, _)| {
        let coding = kept.claim.event.clone()?;
        Some((coding, &kept.id, kept.said))
    }));
    let view = Event { coding, date: slot(group, |e| e.date), place: slot(group, |e| e.place.clone()) };
    let date = view.date.best().copied();
    let called = view.coding.best().map(|coding| {
        let side = |actors: &[Actor]| {
            let names = actors.iter().filter_map(|a| a.party.as_ref().map(Party::as_str).or(a.text.as_deref()));
            names.collect::<Vec<_>>().join(", ")
        };
        match (side(&coding.actors), side(&coding.recipients)) {
            (actors, recipients) if recipients.is_empty() => format!("{} {actors}", coding.kind),
            (actors, recipients) => format!("{} {actors} > {recipients}", coding.kind),
        }
    });
    vec![entity(key, called, group, date, EntityKind::Event(view))]
}
