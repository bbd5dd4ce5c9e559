//! Entities as the tables have them: their claims are not read, and nothing is resolved. What the tables do not have yet, because
//! it waits to be resolved, is taken with its claims.

use super::{Found, Part};
use crate::Error;
use crate::entity::{Entity, EntityId};
use crate::fold::{self, Resolved};
use crate::resolve::PARTY;
use crate::snapshot::{KeptClaim, KeptDocument};
use crate::store::{Store, Table};
use crate::{Register, calibration::Calibration};
use model::DocumentId;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Blocks that are not up to date in the tables.
pub(super) struct Waiting(BTreeSet<String>);

impl Waiting {
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
fn comes_whole(block: &str) -> bool {
    let block = block.strip_prefix("not/").unwrap_or(block);
    ["series/", "meeting/", "person/"].iter().any(|family| block.starts_with(family))
}

impl Part<'_> {
    /// Takes in what was looked up; where a key names no entity, every one of its block.
    pub(super) fn take_lean(&mut self, found: Vec<Found>) -> Result<(), Error> {
        let Some(Waiting(waiting)) = &self.lean else { return Ok(()) };
        let (mut late, mut whole, mut ids) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for Found { key, block } in &found {
            if block.starts_with(PARTY) {
                continue;
            }
            if waiting.contains(block) {
                late.insert(block.as_str());
                continue;
            }
            if key.is_empty() || comes_whole(block) {
                whole.insert(block.clone());
            }
            if let Some((_, id)) = key.rsplit_once('\t') {
                ids.insert(EntityId::from_printed(id));
            }
        }
        let whole: Vec<String> = whole.into_iter().filter(|block| self.seen.insert(block.clone())).collect();
        self.store.each_of(Table::Resolved, &whole, &mut |_, row| {
            ids.extend(Resolved::read(&row).ids.into_iter().map(EntityId::from_printed));
            Ok(())
        })?;
        self.rows(ids)?;
        // Last: of an entity that is in both, what waits has the say.
        self.blocks(late)
    }

    /// Takes in entities as the tables have them.
    pub(super) fn rows(&mut self, ids: impl IntoIterator<Item = EntityId>) -> Result<(), Error> {
        let new = ids.into_iter().filter(|id| !self.snapshot.entities.contains_key(id));
        let keys: Vec<String> = new.map(|id| id.as_str().to_owned()).collect();
        let entities = &mut self.snapshot.entities;
        self.store.each_of(Table::Entity, &keys, &mut |id, row| {
            let entity: Entity = fold::parse(Table::Entity, id, &row)?;
            entities.insert(entity.id.clone(), entity);
            Ok(())
        })
    }

    /// Takes in the documents that entities rest on.
    pub(super) fn add_documents(&mut self) -> Result<(), Error> {
        let told: BTreeSet<&DocumentId> = self.snapshot.entities.values().flat_map(|e| &e.documents).collect();
        let new = told.into_iter().filter(|id| !self.snapshot.documents.contains_key(*id));
        let keys: Vec<String> = new.map(|id| id.as_str().to_owned()).collect();
        let documents = &mut self.snapshot.documents;
        self.store.each_of(Table::Document, &keys, &mut |id, row| {
            let document: KeptDocument = fold::parse(Table::Document, id, &row)?;
            documents.insert(document.id.clone(), document);
            Ok(())
        })
    }
}

impl Register {
    /// The claims that an entity rests on, for those who have it from a part without them.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn told(&self, entity: &Entity) -> Result<Vec<KeptClaim>, Error> {
        let calibration = Calibration::load(self.store())?;
        let mut told = Vec::new();
        for (claim, document) in entity.claims.iter().zip(&entity.documents) {
            let key = fold::claims_key(document);
            let Some(row) = self.store().get(Table::Claim, key)? else { continue };
            let Some(line) = fold::line_of(&row, fold::short(claim.as_str())) else { continue };
            let mut kept = fold::read_claim(key, line)?;
            calibration.apply(&mut kept.claim);
            told.push(kept);
        }
        Ok(told)
    }
}
