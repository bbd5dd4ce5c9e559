//! **Which claims speak of one thing?** One resolver a kind of entity.
//!
//! In → Out: a claim → the blocks it belongs to; all claims of a block → its entities.
//!
//! Never: looks beyond its block, or at the order in which claims came. Claims that may speak of one thing share a
//! block, so the entities of a block are a function of the set of its claims, and a new document costs only the
//! blocks it touches. Never merges on a likeness: two entities for one thing are found by a later resolver or a
//! person; one entity for two things is found by nobody.

mod commitment;
mod event;
mod figure;
mod instrument;
mod measure;
mod mechanism;
mod meeting;
mod name;
mod party;
mod person;
mod project;
mod stance;
mod visit;

use crate::entity::{Entity, EntityId, EntityKind, Slot};
use crate::snapshot::KeptClaim;
use model::claim::Polarity;
use model::{Claim, ClaimKind, PartialDate, Party, Who};
use name::Speaker;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the rules in this module and of the form of the tables; tables of another are made again.
pub(crate) const RULES: u32 = 12;

/// A claim's place in a block.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// What the claims of the block share: `series/economic dialogue`.
    pub(crate) block: String,
    /// How the claim spells it, where the block keeps spellings.
    pub(crate) spelling: String,
}

/// The blocks that a claim belongs to, sorted.
pub(crate) fn places(kept: &KeptClaim) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let own = match &kept.claim.kind {
        ClaimKind::Meeting(m) => meeting::block(m),
        ClaimKind::Mechanism(m) => mechanism::block(m),
        ClaimKind::Visit(v) => visit::block(v),
        ClaimKind::Instrument(i) => instrument::block(i),
        ClaimKind::Commitment(c) => commitment::block(c),
        ClaimKind::Stance(s) => stance::block(s),
        ClaimKind::Measure(m) => measure::block(m),
        ClaimKind::Project(p) => project::block(p),
        ClaimKind::Figure(f) => figure::block(f),
        ClaimKind::Event(e) => event::block(e, &kept.claim),
        // A post is all about its person, who has a block below.
        ClaimKind::Post(_) => Some(String::new()),
    };
    // A claim that says too little to be compared stands alone.
    let own = own.unwrap_or_else(|| format!("alone/{}", kept.id));
    if !own.is_empty() {
        let denied = if kept.claim.polarity == Some(Polarity::Negative) { "not/" } else { "" };
        places.push(Place { block: format!("{denied}{own}"), spelling: String::new() });
    }
    places.extend(party_places(&kept.claim));
    places.extend(person::mentions(&kept.claim).iter().map(person::place));
    places.sort_unstable();
    places.dedup();
    places
}

/// The blocks of the parties that a claim names.
pub(crate) fn party_places(claim: &Claim) -> Vec<Place> {
    parties(claim).iter().map(party::place).collect()
}

/// Resolves a block from its claims, which come sorted by document and id. A party's block is resolved by
/// [`party::entity`] instead, from spellings alone. `joined` are blocks that a person put to this one.
pub(crate) fn resolve(block: &str, joined: &[&str], claims: &[&KeptClaim]) -> Vec<Entity> {
    if let Some(key) = block.strip_prefix("person/") {
        let names: Vec<&str> = joined.iter().filter_map(|b| b.strip_prefix("person/")).collect();
        return person::resolve(key, &names, claims);
    }
    let positive = block.strip_prefix("not/");
    let key = positive.unwrap_or(block);
    let mut entities = match key.split_once('/') {
        Some(("series", series)) => mechanism::resolve(series, claims),
        Some((_, rest)) => alike(rest, claims),
        None => Vec::new(),
    };
    if positive.is_some() {
        for entity in &mut entities {
            entity.denied = true;
            entity.id = denied(&entity.id);
            entity.part_of = entity.part_of.take().map(|id| denied(&id));
        }
    }
    entities
}

/// What one claim speaks of, as if nothing else had been read; a post speaks of its person.
#[must_use]
pub fn spoken_of(kept: &KeptClaim) -> Option<Entity> {
    let kind = if matches!(kept.claim.kind, ClaimKind::Post(_)) { "person" } else { kept.claim.kind.name() };
    let own = places(kept).into_iter().filter(|place| !place.block.starts_with(PARTY));
    own.flat_map(|place| resolve(&place.block, &[], &[kept])).find(|entity| entity.kind.name() == kind)
}

/// What the blocks begin with that may give an entity of this id; [`id_names`] says which of them do.
pub(crate) fn beginnings(id: &EntityId) -> Vec<String> {
    let families: &[&str] = match id.kind() {
        "meeting" => &["series/", "meeting/", "alone/claim:"],
        "mechanism" => &["series/", "alone/claim:"],
        "instrument" => &["instrument/", "unnamed-instrument/", "alone/claim:"],
        "project" => &["project/", "counted-project/", "alone/claim:"],
        "person" => &["person/"],
        "visit" => &["visit/", "alone/claim:"],
        "commitment" => &["commitment/", "alone/claim:"],
        "stance" => &["stance/", "alone/claim:"],
        "measure" => &["measure/", "alone/claim:"],
        "figure" => &["figure/", "alone/claim:"],
        "event" => &["event/", "alone/claim:"],
        _ => &[],
    };
    let own = own(id);
    // Words that a key parts by spaces stand in an id with hyphens between them, and what divided a block behind a full stop.
    let word = own.split(['-', '.']).next().unwrap_or(own);
    families.iter().flat_map(|family| [format!("{family}{word}"), format!("not/{family}{word}")]).collect()
}

/// An id without its kind and what is put before some.
fn own(id: &EntityId) -> &str {
    let (_, own) = id.as_str().split_once(':').unwrap_or_default();
    let own = own.strip_prefix("not.").unwrap_or(own);
    own.strip_prefix("occasion.").unwrap_or(own)
}

/// Whether an entity's id may have been made of a block's key, or of the key and what divided the block.
pub(crate) fn id_names(id: &EntityId, key: &str) -> bool {
    let own = own(id);
    let key = key.rsplit('/').next().unwrap_or(key);
    let key = name::slug(key.strip_prefix("claim:").unwrap_or(key));
    // Long ids are cut and told apart by their digest.
    let certain = key.floor_char_boundary(56);
    own == key
        || own.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with('.'))
        || (certain < key.len() && own.starts_with(&key[..certain]))
}

/// Whether somebody who speaks or is addressed is a person by name.
pub(crate) fn is_person(who: &Who) -> bool {
    matches!(name::speaker(who), Speaker::Person(_))
}

pub(crate) use name::{party_key, person_key, slug};

/// The words of a name in the form in which they are compared.
pub(crate) fn words(name: &str) -> Vec<String> {
    name::Name::read(name).words
}

/// What the ids of texts begin with that may be other versions of one called `name`: `Vision 2.0` of `Vision`. Nothing where
/// the name is a single word, which many texts begin with.
pub(crate) fn versions(name: &str) -> Option<String> {
    let words = name::Name::read(name).words;
    let numbered = |word: &String| word.bytes().all(|b| b.is_ascii_digit()) || matches!(word.as_str(), "ii" | "iii" | "iv" | "v" | "vi");
    let base = if words.last().is_some_and(numbered) { &words[..words.len() - 1] } else { &words[..] };
    // Long ids are cut and told apart by their digest.
    let beginning = base.join("-");
    (base.len() > 1).then(|| beginning[..beginning.floor_char_boundary(56)].to_owned())
}

fn denied(id: &EntityId) -> EntityId {
    EntityId::from_printed(id.as_str().replacen(':', ":not.", 1))
}

/// Resolves a block whose claims are all of one kind.
fn alike(key: &str, claims: &[&KeptClaim]) -> Vec<Entity> {
    let Some(first) = claims.first() else { return Vec::new() };
    match first.claim.kind {
        ClaimKind::Meeting(_) => meeting::resolve(key, &of_kind(claims, |k| if let ClaimKind::Meeting(m) = k { Some(m) } else { None })),
        ClaimKind::Mechanism(_) => mechanism::resolve(key, claims),
        ClaimKind::Visit(_) => visit::resolve(key, &of_kind(claims, |k| if let ClaimKind::Visit(v) = k { Some(v) } else { None })),
        ClaimKind::Instrument(_) => {
            instrument::resolve(key, &of_kind(claims, |k| if let ClaimKind::Instrument(i) = k { Some(i) } else { None }))
        }
        ClaimKind::Commitment(_) => {
            commitment::resolve(key, &of_kind(claims, |k| if let ClaimKind::Commitment(c) = k { Some(c) } else { None }))
        }
        ClaimKind::Stance(_) => stance::resolve(key, &of_kind(claims, |k| if let ClaimKind::Stance(s) = k { Some(s) } else { None })),
        ClaimKind::Measure(_) => measure::resolve(key, &of_kind(claims, |k| if let ClaimKind::Measure(m) = k { Some(m) } else { None })),
        ClaimKind::Project(_) => project::resolve(key, &of_kind(claims, |k| if let ClaimKind::Project(p) = k { Some(p) } else { None })),
        ClaimKind::Figure(_) => figure::resolve(key, &of_kind(claims, |k| if let ClaimKind::Figure(f) = k { Some(f) } else { None })),
        ClaimKind::Event(_) => event::resolve(key, &of_kind(claims, |k| if let ClaimKind::Event(e) = k { Some(e) } else { None })),
        ClaimKind::Post(_) => Vec::new(),
    }
}

pub(crate) use party::entity as party_entity;

/// The prefix of a party's block.
pub(crate) const PARTY: &str = "party/";

/// A claim with its slots.
pub(crate) type Said<'a, S> = (&'a KeptClaim, &'a S);

fn of_kind<'a, S>(claims: &[&'a KeptClaim], slots: impl Fn(&'a ClaimKind) -> Option<&'a S>) -> Vec<Said<'a, S>> {
    claims.iter().filter_map(|k| slots(&k.claim.kind).map(|s| (*k, s))).collect()
}

/// The values of a slot that holds at most one a claim.
fn slot<S, T: PartialEq + Serialize>(claims: &[Said<'_, S>], value: impl Fn(&S) -> Option<T>) -> Slot<T> {
    Slot::gather(claims.iter().filter_map(|(kept, slots)| value(slots).map(|v| (v, &kept.id, kept.said))))
}

/// The values of a slot that is a list.
fn list<S, T: PartialEq + Serialize + Clone>(claims: &[Said<'_, S>], values: impl Fn(&S) -> &[T]) -> Slot<T> {
    Slot::gather(claims.iter().flat_map(|(kept, slots)| values(slots).iter().map(|v| (v.clone(), &kept.id, kept.said))))
}

/// Divides claims by a key that not all of them state. Those that lack it join the only group there is, and stand
/// by themselves where there are several to choose from.
fn divide<'a, S, K: Ord>(claims: &[Said<'a, S>], key: impl Fn(&Said<'a, S>) -> Option<K>) -> BTreeMap<Option<K>, Vec<Said<'a, S>>> {
    let mut groups: BTreeMap<Option<K>, Vec<Said<'a, S>>> = BTreeMap::new();
    for said in claims {
        groups.entry(key(said)).or_default().push(*said);
    }
    if groups.len() == 2
        && let Some(lacking) = groups.remove(&None)
        && let Some(only) = groups.values_mut().next()
    {
        only.extend(lacking);
    }
    groups
}

/// The entity that `claims` state together. `key` tells it from all others of its kind.
fn entity<S>(key: &str, name: Option<String>, claims: &[Said<'_, S>], date: Option<PartialDate>, kind: EntityKind) -> Entity {
    let mut all: Vec<Party> = claims.iter().flat_map(|(kept, _)| parties(&kept.claim)).collect();
    all.sort_unstable();
    all.dedup();
    let word = kind.name();
    let name = name.unwrap_or_else(|| unnamed(word, &all, date));
    let id = EntityId::from_printed(format!("{word}:{}", name::slug(key.strip_prefix("claim:").unwrap_or(key))));
    let told = || claims.iter().filter_map(|(kept, _)| kept.said);
    let mut entity = Entity {
        id,
        name,
        aliases: Vec::new(),
        kind,
        parties: all,
        date,
        part_of: None,
        denied: false,
        claims: Vec::new(),
        documents: Vec::new(),
        first_told: told().min_by_key(|said| (said.lower(), said.upper())),
        last_told: told().max_by_key(|said| (said.upper(), said.lower())),
    };
    entity.take(claims.iter().map(|(kept, _)| (kept.id.clone(), kept.claim.doc.clone())));
    entity.kind.leave_out(&entity.claims);
    entity
}

/// What to call a thing that no claim names: `meeting of CHN and JPN, 2016-12-06`.
fn unnamed(word: &str, parties: &[Party], date: Option<PartialDate>) -> String {
    let mut name = word.to_owned();
    if let [first @ .., last] = parties {
        let first: Vec<&str> = first.iter().map(Party::as_str).collect();
        let and = if first.is_empty() { "" } else { " and " };
        name = format!("{word} of {}{and}{last}", first.join(", "));
    }
    match date {
        Some(date) => format!("{name}, {date}"),
        None => name,
    }
}

/// A key with what was divided by.
fn within(key: &str, part: Option<String>) -> String {
    match part {
        Some(part) if !part.is_empty() => format!("{key}.{part}"),
        _ => key.to_owned(),
    }
}

/// Every party that a claim names in its slots or its coding, sorted.
pub(crate) fn parties(claim: &Claim) -> Vec<Party> {
    let whos = |whos: &[Who]| -> Vec<Party> {
        let speakers = whos.iter().map(name::speaker);
        speakers.filter_map(|s| if let Speaker::Party(party) = s { Some(party) } else { None }).collect()
    };
    let mut all: Vec<Party> = match &claim.kind {
        ClaimKind::Meeting(m) => m.parties.iter().cloned().chain(m.participants.iter().filter_map(|p| p.party.clone())).collect(),
        ClaimKind::Mechanism(m) => m.parties.clone(),
        ClaimKind::Visit(v) => v.from.iter().cloned().chain(whos(&v.to)).chain(whos(&v.visitors)).collect(),
        ClaimKind::Instrument(i) => i.parties.clone(),
        ClaimKind::Commitment(c) => c.by.iter().chain(&c.to).cloned().collect(),
        ClaimKind::Stance(s) => whos(&s.by).into_iter().chain(whos(&s.to)).collect(),
        ClaimKind::Measure(m) => m.by.iter().chain(&m.against).cloned().collect(),
        ClaimKind::Project(p) => p.parties.clone(),
        ClaimKind::Figure(_) => Vec::new(),
        ClaimKind::Post(p) => p.party.iter().cloned().collect(),
        ClaimKind::Event(_) => Vec::new(),
    };
    let sides = claim.event.iter().flat_map(|e| e.actors.iter().chain(&e.recipients));
    all.extend(sides.filter_map(|actor| actor.party.clone()));
    all.retain(|p| !p.as_str().trim().is_empty());
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests;
