//! Entities as the tables have them: their claims are not read, and nothing is resolved. What the tables do not have yet, because
//! it waits to be resolved, is taken with its claims.

use super::{Found, Part, last_published, publisher_key};
use crate::Error;
use crate::entity::{Entity, EntityId};
use crate::fold::{self, Resolved};
use crate::resolve::{self, PARTY};
use crate::snapshot::{KeptClaim, KeptDocument};
use crate::store::{Store, Table};
use crate::{Register, calibration::Calibration};
use model::{DocumentId, Moment, PartialDate, Party};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Blocks that are not up to date in the tables.
pub(super) struct Waiting(BTreeSet<String>);

impl Waiting {
    pub(super) fn holds(&self, block: &str) -> bool {
        self.0.contains(block)
    }

    pub(super) fn load(store: &dyn Store) -> Result<Waiting, Error> {
        let mut blocks = BTreeSet::new();
        store.scan(Table::Stale, "", &mut |block, _| {
            blocks.insert(block.to_owned());
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Waiting(blocks))
    }

    /// Whether what the tables have of texts is what claims say.
    pub(super) fn has_no_text(&self) -> bool {
        !self.0.iter().any(|block| block.contains("instrument/"))
    }
}

/// Of a series every session belongs to what is asked of one, and of a person every state.
pub(super) fn comes_whole(block: &str) -> bool {
    let block = block.strip_prefix("not/").unwrap_or(block);
    ["series/", "meeting/", "person/"].iter().any(|family| block.starts_with(family))
}

impl Part<'_> {
    /// Takes in what was looked up; where a key names no entity, every one of its block.
    pub(super) fn take_lean(&mut self, found: Vec<Found>) -> Result<(), Error> {
        if self.until.is_some() {
            return self.take_of_day(found);
        }
        let Some(Waiting(waiting)) = &self.lean else { return Ok(()) };
        let (mut late, mut whole, mut ids) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for Found { id, block, .. } in &found {
            if block.starts_with(PARTY) {
                continue;
            }
            if waiting.contains(block) {
                late.insert(block.as_str());
                continue;
            }
            if id.is_none() || comes_whole(block) {
                whole.insert(block.clone());
            }
            ids.extend(id.clone());
        }
        let whole: Vec<String> = whole.into_iter().filter(|block| self.seen.insert(block.clone())).collect();
        self.store.each_of(Table::Resolved, &whole, &mut |_, row| {
            ids.extend(Resolved::read(row).ids.into_iter().map(EntityId::from_printed));
            Ok(())
        })?;
        self.rows(ids)?;
        // Last: of an entity that is in both, what waits has the say.
        self.blocks(late)
    }

    /// Takes in what the claims of a person speak of.
    pub(super) fn take_acts_of(&mut self, id: &EntityId) -> Result<(), Error> {
        let Some(entity) = self.snapshot.entities.get(id) else { return Ok(()) };
        let held: Vec<KeptClaim> = self.snapshot.evidence(entity).cloned().collect();
        let claims = if held.len() == entity.claims.len() { held } else { told(self.store, entity, usize::MAX)? };
        self.take_told(&claims, BTreeSet::new())
    }

    /// Takes in what claims speak of, and blocks besides. What one claim alone gives follows from it.
    fn take_told(&mut self, claims: &[KeptClaim], mut blocks: BTreeSet<String>) -> Result<(), Error> {
        for kept in claims.iter().filter(|kept| kept.counts) {
            for place in self.moved.places(kept) {
                if self.moved.is_alone(&place.block, kept) {
                    let given = resolve::resolve(&place.block, &[], &[kept]);
                    self.snapshot.entities.extend(given.into_iter().map(|entity| (entity.id.clone(), entity)));
                } else {
                    blocks.insert(place.block);
                }
            }
        }
        self.take_lean(blocks.into_iter().map(Found::block).collect())
    }

    /// Takes in what concerns a party, or both of two, and is of these kinds.
    pub(super) fn of_kinds(&mut self, parties: &[String], kinds: &[&str]) -> Result<(), Error> {
        let parties: Vec<Party> = parties.iter().map(|party| Party::new(party.as_str())).collect();
        for party in &parties {
            self.add_party(&resolve::party_key(party))?;
        }
        let roots: Vec<&str> = parties.iter().map(Party::root).collect();
        self.silent(&roots)?;
        let mut found = Vec::new();
        for root in &roots {
            found.extend(self.under(&format!("{root}\t{}\t", fold::WAITING))?);
        }
        for kind in kinds {
            match roots.as_slice() {
                [one, other] => {
                    found.extend(self.under(&format!("{}\t{kind}\t", fold::pair(one, other)))?);
                    found.extend(self.wide(one, other, &format!("{kind}\t"))?);
                }
                roots => {
                    // What concerns very many parties, and what one says to another, stands apart.
                    for (root, mark) in roots.iter().flat_map(|root| ["", "*", fold::SHARED].map(|mark| (root, mark))) {
                        found.extend(self.under(&format!("{root}\t{mark}{kind}\t"))?);
                    }
                }
            }
        }
        if let ([root], true) = (roots.as_slice(), kinds.contains(&"stance")) {
            let persons = self.under(&format!("{root}\tperson\t"))?;
            found.extend(self.spoken(&persons)?);
        }
        self.take_lean(found)
    }

    /// Takes in things and documents by themselves.
    pub(super) fn found(&mut self, entities: &[EntityId], documents: &[DocumentId]) -> Result<(), Error> {
        for id in entities {
            let entity = fold::entity_now(self.store, id)?;
            self.snapshot.entities.extend(entity.map(|entity| (entity.id.clone(), entity)));
        }
        for id in documents {
            let document = fold::load::<KeptDocument>(self.store, Table::Document, id.as_str())?;
            self.snapshot.documents.extend(document.map(|document| (document.id.clone(), document)));
        }
        Ok(())
    }

    /// Takes in entities as the tables have them.
    pub(super) fn rows(&mut self, ids: impl IntoIterator<Item = EntityId>) -> Result<(), Error> {
        let new = ids.into_iter().filter(|id| !self.snapshot.entities.contains_key(id));
        let keys: Vec<String> = new.map(|id| id.as_str().to_owned()).collect();
        let entities = &mut self.snapshot.entities;
        self.store.each_of(Table::Entity, &keys, &mut |id, row| {
            let entity: Entity = fold::parse(Table::Entity, id, row)?;
            entities.insert(entity.id.clone(), entity);
            Ok(())
        })
    }

    /// Takes in what documents that count say of one of two parties alone, or of persons.
    pub(super) fn take_asides(&mut self, documents: &BTreeSet<DocumentId>, pair: &BTreeSet<&str>) -> Result<(), Error> {
        let keys: Vec<String> = documents.iter().map(|id| fold::claims_key(id).to_owned()).collect();
        let mut blocks: BTreeSet<String> = BTreeSet::new();
        let mut alone: Vec<(String, String)> = Vec::new();
        self.store.each_of(Table::Aside, &keys, &mut |document, row| {
            for line in row.lines() {
                let mut fields = line.split('\t');
                let (Some(root), Some(claim), Some(block)) = (fields.next(), fields.next(), fields.next()) else { continue };
                if !root.is_empty() && !pair.contains(root) {
                    continue;
                }
                if fold::claim_alone(block).is_some() && !self.moved.is_home(block) {
                    alone.push((document.to_owned(), claim.to_owned()));
                } else {
                    blocks.insert(block.to_owned());
                }
            }
            Ok(())
        })?;
        let mut claims: Vec<KeptClaim> = Vec::new();
        for (document, claim) in alone {
            let row = self.store.get(Table::Claim, &document)?.unwrap_or_default();
            claims.extend(fold::line_of(&row, &claim).map(|line| fold::read_claim(&document, line)).transpose()?);
        }
        self.take_told(&claims, blocks)
    }
}

fn told(store: &dyn Store, entity: &Entity, limit: usize) -> Result<Vec<KeptClaim>, Error> {
    let mut told = Vec::new();
    for (claim, document) in entity.claims.iter().zip(&entity.documents).take(limit) {
        let key = fold::claims_key(document);
        let Some(row) = store.get(Table::Claim, key)? else { continue };
        told.extend(fold::line_of(&row, fold::short(claim.as_str())).map(|line| fold::read_claim(key, line)).transpose()?);
    }
    Ok(told)
}

impl Register {
    /// The first claims that an entity rests on, for those who have it from a part without them.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn told(&self, entity: &Entity, limit: usize) -> Result<Vec<KeptClaim>, Error> {
        let calibration = Calibration::load(self.store())?;
        let mut told = told(self.store(), entity, limit)?;
        told.iter_mut().for_each(|kept| calibration.apply(&mut kept.claim));
        Ok(told)
    }

    /// What the register knows of a document, without its text.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn known_of(&self, document: &DocumentId) -> Result<Option<KeptDocument>, Error> {
        fold::load(self.store(), Table::Document, document.as_str())
    }

    /// When a publisher published what was read, and how many documents; up to the end of a day where one is given.
    ///
    /// # Errors
    /// The store fails.
    pub fn published(&self, publisher: &str, until: Option<PartialDate>) -> Result<Vec<(Moment, usize)>, Error> {
        let prefix = publisher_key(publisher);
        let end = until.and_then(|d| d.upper());
        let mut found = Vec::new();
        self.store().scan(Table::Published, &prefix, &mut |key, count| {
            let day = key[prefix.len()..].parse::<PartialDate>().ok().and_then(|d| d.lower());
            let day = day.filter(|day| end.is_none_or(|end| *day <= end));
            found.extend(day.map(|day| (day, count.parse().unwrap_or(0))));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// When a publisher published last of what was read; by the end of a day where one is given.
    ///
    /// # Errors
    /// The store fails.
    pub fn read_until(&self, publisher: &str, until: Option<PartialDate>) -> Result<Option<Moment>, Error> {
        let end = until.and_then(|d| d.upper()).map(fold::sortable);
        last_published(self.store(), publisher, end.as_deref())
    }
}
