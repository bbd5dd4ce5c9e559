//! Very many blocks resolved in the order of their keys, from their claims sorted by block, and not by looking up each claim
//! for each block.

use super::claims::{lines, link_key, read_claim};
use super::settle::{Written, write_block};
use super::{Fold, IN_MEMORY, stored};
use crate::Error;
use crate::ahead::ahead;
use crate::resolve;
use crate::snapshot::KeptClaim;
use crate::store::{Kept, Sorted, Store, Table};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

impl Fold {
    /// The claims of blocks, in one pass over the claims of all documents.
    pub(super) fn gather(&mut self, store: &dyn Store, blocks: &BTreeSet<String>) -> Result<Sorted<Option<Arc<KeptClaim>>>, Error> {
        let moved = self.moved(store)?;
        let mut sorted = Sorted::new(IN_MEMORY);
        let place = |(document, row): (String, String)| -> Result<Vec<(String, Arc<KeptClaim>)>, Error> {
            let mut placed = Vec::new();
            for line in lines(&row) {
                let kept = Arc::new(read_claim(&document, line)?);
                if kept.counts {
                    let places = moved.places(&kept).into_iter();
                    let own = places.filter(|place| blocks.contains(&place.block) && !moved.is_alone(&place.block, &kept));
                    placed.extend(own.map(|place| (link_key(&place.block, &kept), Arc::clone(&kept))));
                }
            }
            Ok(placed)
        };
        ahead(place, |placing| {
            let mut take = |placed: Result<Vec<_>, Error>| placed?.into_iter().try_for_each(|(key, kept)| sorted.add(key, Some(kept)));
            store.scan(Table::Claim, "", &mut |document, row| {
                placing.push((document.to_owned(), row.to_owned()), &mut take)?;
                Ok(ControlFlow::Continue(()))
            })?;
            placing.finish(take)
        })?;
        Ok(sorted)
    }

    /// Resolves blocks in their order from what came and left under the keys of links, the last of which counts; then those
    /// of `expected` of which no claim is left.
    pub(super) fn settle_sorted(
        &mut self,
        store: &mut dyn Store,
        sorted: Sorted<Option<Arc<KeptClaim>>>,
        mut expected: BTreeSet<String>,
    ) -> Result<(), Error> {
        let moved = self.moved(store)?.clone();
        let make = |(block, claims): (String, Vec<Arc<KeptClaim>>)| {
            let joined: Vec<&str> = moved.joined(&block).collect();
            let refs: Vec<&KeptClaim> = claims.iter().map(Arc::as_ref).collect();
            let entities: Vec<Written> = resolve::resolve(&block, &joined, &refs).iter().map(Written::of).collect();
            (block, refs.len(), entities)
        };
        ahead(make, |making| {
            let mut take = |(block, claims, entities): (String, usize, Vec<Written>)| {
                expected.remove(&block);
                write_block(store, &block, claims, &entities)
            };
            let mut gathered: (String, Vec<Arc<KeptClaim>>) = Default::default();
            sorted.each(|key, mut changes| {
                let Some(kept) = changes.pop().flatten() else { return Ok(()) };
                let block = key.split('\t').next().unwrap_or_default();
                if block != gathered.0 {
                    let whole = std::mem::replace(&mut gathered, (block.to_owned(), Vec::new()));
                    if !whole.1.is_empty() {
                        making.push(whole, &mut take)?;
                    }
                }
                gathered.1.push(kept);
                Ok(())
            })?;
            if !gathered.1.is_empty() {
                making.push(gathered, &mut take)?;
            }
            making.finish(take)
        })?;
        expected.iter().try_for_each(|block| self.settle_block(store, block))
    }
}

impl Kept for Option<Arc<KeptClaim>> {
    fn write(&self) -> String {
        self.as_deref().map(stored::write).unwrap_or_default()
    }

    fn read(row: &str) -> Result<Option<Arc<KeptClaim>>, serde_json::Error> {
        if row.is_empty() { Ok(None) } else { stored::read(row).map(|kept| Some(Arc::new(kept))) }
    }
}
