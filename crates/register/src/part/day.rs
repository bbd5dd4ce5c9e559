//! An outline of an earlier day: an entity is taken as the tables have it where everything that its block rests on today had been
//! told by then, and resolved anew from its claims where only some of it had.

use super::{Found, Part, lean::comes_whole};
use crate::Error;
use crate::entity::{Entity, EntityId};
use crate::fold::{self, Resolved};
use crate::past::in_time;
use crate::resolve::PARTY;
use crate::store::Table;
use model::{DocumentId, PartialDate};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a date ends with a day, so that all that was published on one day had been published by then or had not.
pub(super) fn ends_a_day(until: PartialDate) -> bool {
    until.upper().is_none_or(|end| (end.hour, end.minute) == (23, 59))
}

/// What of a block had been told by a day.
enum Told {
    All,
    Some,
    Nothing,
}

impl Part<'_> {
    /// Takes in what was looked up, every entity of each block, as it stood on the day asked for.
    pub(super) fn take_of_day(&mut self, found: Vec<Found>) -> Result<(), Error> {
        let mut of_blocks: BTreeMap<String, Vec<EntityId>> = BTreeMap::new();
        let mut whole: BTreeSet<String> = BTreeSet::new();
        let mut anew: BTreeSet<String> = BTreeSet::new();
        for Found { id, block, only } in found {
            if block.starts_with(PARTY) || self.seen.contains(&block) {
                continue;
            }
            match id {
                _ if self.lean.as_ref().is_some_and(|waiting| waiting.holds(&block)) => drop(anew.insert(block)),
                Some(id) if only && !comes_whole(&block) => of_blocks.entry(block).or_default().push(id),
                _ => drop(whole.insert(block)),
            }
        }
        let keys: Vec<String> = whole.iter().cloned().collect();
        self.store.each_of(Table::Resolved, &keys, &mut |block, row| {
            whole.remove(block);
            of_blocks.insert(block.to_owned(), Resolved::read(row).ids.into_iter().map(EntityId::from_printed).collect());
            Ok(())
        })?;
        // Nothing that counts today, or claims that stand alone.
        anew.extend(whole);
        let rows = self.entity_rows(of_blocks.values().flatten())?;
        let documents: BTreeSet<&DocumentId> = rows.values().flat_map(|entity| &entity.documents).collect();
        let documents = self.wavering(documents.into_iter().map(fold::claims_key))?;
        let blocks = self.wavering(of_blocks.keys().map(String::as_str))?;
        let mut kept: Vec<&EntityId> = Vec::new();
        for (block, ids) in &of_blocks {
            let entities = || ids.iter().map(|id| rows.get(id));
            match told(entities(), &documents, self.until) {
                _ if blocks.contains(block) => drop(anew.insert(block.clone())),
                Told::All => {
                    self.seen.insert(block.clone());
                    kept.extend(ids);
                }
                Told::Some => drop(anew.insert(block.clone())),
                Told::Nothing => drop(self.seen.insert(block.clone())),
            }
        }
        let kept: BTreeSet<EntityId> = kept.into_iter().cloned().collect();
        self.snapshot.entities.extend(rows.into_iter().filter(|(id, _)| kept.contains(id)));
        self.blocks(anew.iter().map(String::as_str))
    }

    fn entity_rows<'i>(&self, ids: impl Iterator<Item = &'i EntityId>) -> Result<BTreeMap<EntityId, Entity>, Error> {
        let keys: BTreeSet<String> = ids.map(|id| id.as_str().to_owned()).collect();
        let keys: Vec<String> = keys.into_iter().collect();
        let mut rows = BTreeMap::new();
        self.store.each_of(Table::Entity, &keys, &mut |id, row| {
            let entity: Entity = fold::parse(Table::Entity, id, row)?;
            rows.insert(entity.id.clone(), entity);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Those of these documents or blocks of which it must be looked up what counts on a day.
    pub(super) fn wavering(&self, keys: impl IntoIterator<Item = impl Into<String>>) -> Result<BTreeSet<String>, Error> {
        let keys: Vec<String> = keys.into_iter().map(Into::into).collect();
        let mut wavering = BTreeSet::new();
        self.store.each_of(Table::Wavering, &keys, &mut |key, _| {
            wavering.insert(key.to_owned());
            Ok(())
        })?;
        Ok(wavering)
    }
}

/// How much of a block's entities had been told by a day.
fn told<'e>(entities: impl Iterator<Item = Option<&'e Entity>>, wavering: &BTreeSet<String>, until: Option<PartialDate>) -> Told {
    let (mut all, mut nothing) = (true, true);
    for entity in entities {
        let Some(entity) = entity else { return Told::Some };
        if entity.documents.iter().any(|id| wavering.contains(fold::claims_key(id))) {
            return Told::Some;
        }
        all &= in_time(entity.last_told, until);
        nothing &= !in_time(entity.first_told, until);
    }
    match (all, nothing) {
        (true, _) => Told::All,
        (false, true) => Told::Nothing,
        (false, false) => Told::Some,
    }
}
