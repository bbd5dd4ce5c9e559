use super::{Said, divide, entity, list, meeting, name, slot, within};
use crate::entity::{Entity, EntityKind, Mechanism};
use crate::snapshot::KeptClaim;
use model::{ClaimKind, Party, claim};
use std::collections::{BTreeMap, BTreeSet};

/// The block of a series: everything said of mechanisms of one name and of their meetings.
pub(super) fn series(mechanism: &str) -> Option<String> {
    let key = name::key(mechanism);
    (!key.is_empty()).then(|| format!("series/{key}"))
}

pub(super) fn block(mechanism: &claim::Mechanism) -> Option<String> {
    series(mechanism.name.as_deref()?)
}

/// What a claim says of a series, whether of the series or of one of its meetings.
struct Mention<'a> {
    name: Option<&'a str>,
    parties: &'a [Party],
    slots: Option<&'a claim::Mechanism>,
    meeting: Option<&'a claim::Meeting>,
}

fn mention(kind: &ClaimKind) -> Option<Mention<'_>> {
    match kind {
        ClaimKind::Mechanism(m) => Some(Mention { name: m.name.as_deref(), parties: &m.parties, slots: Some(m), meeting: None }),
        ClaimKind::Meeting(m) => Some(Mention { name: m.mechanism.as_deref(), parties: &m.parties, slots: None, meeting: Some(m) }),
        ClaimKind::Visit(_)
        | ClaimKind::Instrument(_)
        | ClaimKind::Commitment(_)
        | ClaimKind::Stance(_)
        | ClaimKind::Measure(_)
        | ClaimKind::Project(_)
        | ClaimKind::Figure(_)
        | ClaimKind::Post(_)
        | ClaimKind::Event(_) => None,
    }
}

/// A name that says whose it is stands for one mechanism. Any other, such as `Foreign Ministers' Meeting`, is a
/// mechanism of its own for every set of parties; one of two ministries is another than one of two others of the same states.
pub(super) fn resolve(key: &str, claims: &[&KeptClaim]) -> Vec<Entity> {
    let mentions: Vec<(&KeptClaim, Mention<'_>)> = claims.iter().filter_map(|k| mention(&k.claim.kind).map(|m| (*k, m))).collect();
    let said: Vec<Said<'_, Mention<'_>>> = mentions.iter().map(|(kept, mention)| (*kept, mention)).collect();
    let named = said.iter().any(|(_, m)| m.name.is_some_and(|n| name::Name::read(n).names_parties));
    let told_apart = apart(&mentions);
    let whose = |m: &Mention<'_>| {
        let roots = name::roots(m.parties);
        let own = bodies(m.parties).filter(|_| told_apart.contains(&roots));
        (!named && roots.contains('+')).then(|| own.unwrap_or(roots))
    };
    divide(&said, |(_, m)| whose(m)).into_iter().flat_map(|(whose, group)| one(&within(key, whose), &group)).collect()
}

/// The ministries of a consultation, where it names one of every side.
fn bodies(parties: &[Party]) -> Option<String> {
    let all = parties.len() >= 2 && parties.iter().all(|p| p.body_name().is_some());
    let mut keys: Vec<String> = parties.iter().map(name::party_key).collect();
    keys.sort_unstable();
    all.then(|| keys.join("+"))
}

/// The sets of states between which ministries that have nothing in common are told to consult under one name.
fn apart(mentions: &[(&KeptClaim, Mention<'_>)]) -> BTreeSet<String> {
    let mut sets: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, mention) in mentions {
        if let Some(own) = bodies(mention.parties) {
            sets.entry(name::roots(mention.parties)).or_default().insert(own);
        }
    }
    let far = |one: &str, other: &str| {
        one.split('+').zip(other.split('+')).any(|(a, b)| {
            let words = |key: &'_ str| -> BTreeSet<String> {
                let body = key.split_once(':').map_or(key, |(_, body)| body);
                let empty = ["ministry", "department", "of", "and", "the", "agency", "office", "federal", "national", "state"];
                body.split('-').filter(|w| !empty.contains(w)).map(str::to_owned).collect()
            };
            words(a).is_disjoint(&words(b))
        })
    };
    let differ = |set: &BTreeSet<String>| set.iter().any(|one| set.iter().any(|other| one < other && far(one, other)));
    sets.into_iter().filter(|(_, set)| set.len() <= MANY && differ(set)).map(|(roots, _)| roots).collect()
}

/// Of more spellings than this of the ministries of one name nobody can say which are which.
const MANY: usize = 64;

/// One mechanism and its meetings.
fn one(key: &str, group: &[Said<'_, Mention<'_>>]) -> Vec<Entity> {
    let names = slot(group, |m| m.name.map(str::to_owned));
    let own: Vec<Said<'_, claim::Mechanism>> = group.iter().filter_map(|(kept, m)| m.slots.map(|s| (*kept, s))).collect();
    let levels = slot(group, |m| m.slots.and_then(|s| s.level).or(m.meeting.and_then(|s| s.level)));
    let view = Mechanism {
        level: levels,
        members: list(group, |m| m.parties),
        established: slot(&own, |m| m.established),
        established_by: slot(&own, |m| m.established_by.clone()),
        cadence: slot(&own, |m| m.cadence),
        field: slot(&own, |m| m.field.clone()),
        reports_to: slot(&own, |m| m.reports_to.clone()),
    };
    let mechanism = entity(key, names.best().cloned(), group, None, EntityKind::Mechanism(view));
    let sessions: Vec<Said<'_, claim::Meeting>> = group.iter().filter_map(|(kept, m)| m.meeting.map(|s| (*kept, s))).collect();
    let mut entities = meeting::sessions(key, &mechanism, &sessions);
    entities.push(mechanism);
    entities
}
