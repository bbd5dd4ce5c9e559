//! **Why are these claims one thing?** What brought them together, what a person decided, and what was kept apart.
//!
//! In → Out: an entity's id → an [`Explained`].
//!
//! Never: guesses. It tells what the resolvers compare: the key that claims share, what divides a key, and decisions.

use crate::decision::Ruling;
use crate::entity::{Entity, EntityId};
use crate::fold::{self, Moved};
use crate::register::Register;
use crate::resolve::{self, PARTY};
use crate::{Error, Wanted};
use model::ClaimKind;
use std::collections::{BTreeMap, BTreeSet};

/// Why claims are one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The thing.
    pub entity: Entity,
    /// What its claims share: the kind of key, and the key.
    pub shared: (String, String),
    /// What parts it from others that share the key; empty where nothing does.
    pub parted: String,
    /// How claims call it, with how many do.
    pub names: Vec<(String, usize)>,
    /// Keys that a person put to this one.
    pub joined: Vec<String>,
    /// What persons judged of it and another thing.
    pub judged: Vec<Ruling>,
    /// Things that share the key and were kept apart, and things called alike under another key.
    pub apart: Vec<(Entity, Apart)>,
}

/// Why two things are two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Apart {
    /// They share the key, and differ in parties, date, level or number.
    Divided,
    /// Their names share words, and each has words that the other has not: those of the thing itself, then those of the other.
    Words(Vec<String>, Vec<String>),
}

impl Register {
    /// Why the claims of an entity are one thing; `None` where there is no such entity.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn explain(&self, id: &EntityId) -> Result<Option<Explained>, Error> {
        let Some(id) = self.current(id)? else { return Ok(None) };
        let moved = Moved::load(self.store())?;
        let Some(block) = fold::block_of(self.store(), &moved, &id)? else { return Ok(None) };
        let snapshot = self.part(&Wanted::Entities(vec![id.clone()]), None)?;
        let Some(entity) = snapshot.entities.get(&id).cloned() else { return Ok(None) };
        let plain = block.strip_prefix("not/").unwrap_or(&block);
        let (kind, key) = plain.split_once('/').unwrap_or((plain, ""));
        let parted = id.as_str().split_once(':').map_or("", |(_, own)| own);
        let parted = parted.strip_prefix(resolve::slug(key).as_str()).unwrap_or("").trim_start_matches('.').to_owned();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for kept in snapshot.evidence(&entity) {
            if let Some(name) = called(&kept.claim.kind) {
                *names.entry(name.to_owned()).or_default() += 1;
            }
        }
        let mut names: Vec<(String, usize)> = names.into_iter().collect();
        names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let joined: Vec<String> = moved.joined(&block).map(|b| b.split_once('/').map_or(b, |(_, key)| key).to_owned()).collect();
        let mut apart: Vec<(Entity, Apart)> = Vec::new();
        if !block.starts_with(PARTY) {
            let siblings = fold::Resolved::load(self.store(), &block)?.ids.into_iter().map(EntityId::from_printed);
            let siblings = siblings.filter(|other| other.kind() == id.kind() && *other != id && entity.part_of.as_ref() != Some(other));
            for other in siblings.take(MOST_APART) {
                // The sessions of one mechanism are told apart by number and date, which their page shows.
                if id.kind() != "meeting" {
                    apart.extend(self.entity(&other)?.map(|e| (e, Apart::Divided)));
                }
            }
        }
        apart.extend(self.called_alike(&entity)?);
        apart.truncate(MOST_APART);
        let judged = fold::judgements(self.store())?;
        let judged = judged
            .into_iter()
            .filter(|r| r.decision.verdict.entities().iter().any(|e| self.current(e).ok().flatten().as_ref() == Some(&id)));
        Ok(Some(Explained { shared: (kind.to_owned(), key.to_owned()), parted, names, joined, judged: judged.collect(), apart, entity }))
    }

    /// Things of the same kind whose name has half of this one's words or more.
    fn called_alike(&self, entity: &Entity) -> Result<Vec<(Entity, Apart)>, Error> {
        let words = |name: &str| resolve::words(name).into_iter().collect::<BTreeSet<String>>();
        let own = words(&entity.name);
        let mut candidates: BTreeSet<EntityId> = BTreeSet::new();
        for word in own.iter().filter(|w| w.chars().count() > 3) {
            candidates.extend(self.named(word, 200)?);
        }
        let mut found: Vec<(usize, Entity, Apart)> = Vec::new();
        for id in candidates.into_iter().filter(|c| c.kind() == entity.id.kind() && *c != entity.id) {
            let Some(other) = self.entity(&id)? else { continue };
            let theirs = words(&other.name);
            let shared = own.intersection(&theirs).count();
            if shared * 2 >= own.len().max(theirs.len()) && theirs != own {
                let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
                let why = Apart::Words(only(&own, &theirs), only(&theirs, &own));
                found.push((shared, other, why));
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        Ok(found.into_iter().map(|(_, other, why)| (other, why)).collect())
    }
}

/// More is told apart than anybody reads.
const MOST_APART: usize = 12;

/// What a claim calls the thing that it is about.
fn called(kind: &ClaimKind) -> Option<&str> {
    match kind {
        ClaimKind::Meeting(m) => m.mechanism.as_deref().or(m.title.as_deref()),
        ClaimKind::Mechanism(m) => m.name.as_deref(),
        ClaimKind::Instrument(i) => i.name.as_deref(),
        ClaimKind::Project(p) => p.name.as_deref().or(p.description.as_deref()),
        ClaimKind::Post(p) => p.person.as_deref(),
        ClaimKind::Commitment(c) => c.action.as_deref(),
        ClaimKind::Stance(s) => s.about.as_deref(),
        ClaimKind::Measure(m) => m.on.first().map(String::as_str),
        ClaimKind::Figure(f) => f.of.as_deref(),
        ClaimKind::Visit(_) | ClaimKind::Event(_) => None,
    }
}

#[cfg(test)]
mod tests;
