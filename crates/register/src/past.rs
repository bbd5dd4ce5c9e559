//! **What was known, or had been said, by then?** The register of an earlier day.
//!
//! In → Out: the register and a day → a [`Snapshot`] of what documents published by then say; the register and a
//! place in its log → the [`Register`] that stood there.
//!
//! Never: writes. A document without a date of publication counts on every day, as nobody can say when it was said.

use crate::ahead::ahead;
use crate::decision::Standing;
use crate::entity::Entity;
use crate::fold::{self, Fold, Prepared};
use crate::register::Register;
use crate::snapshot::{KeptClaim, KeptDocument, Snapshot};
use crate::store::{SqliteStore, Store, Table};
use crate::{Error, Timestamp, resolve};
use model::{DocumentId, Moment, PartialDate};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// A place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// After this entry.
    Entry(u64),
    /// After everything recorded by then.
    Time(Timestamp),
}

impl Known {
    /// The last entry that was there by then. A clock may have been set back, and the log was not: what stands before an
    /// entry was recorded before it.
    fn last(self, register: &Register) -> Result<u64, Error> {
        let time = match self {
            Known::Entry(last) => return Ok(last),
            Known::Time(time) => time.to_string(),
        };
        let mut last = 0;
        register.entries(1, |entry| {
            if entry.recorded <= time {
                last = entry.seq;
            }
            Ok(())
        })?;
        Ok(last)
    }
}

impl Register {
    /// The register as it stood at a place in its log; it ends with the process and is to be asked only.
    ///
    /// # Errors
    /// A temporary database cannot be made, or an entry cannot be read.
    pub fn known(&self, by: Known) -> Result<Register, Error> {
        let mut store = SqliteStore::temporary()?;
        let mut folded = Fold::whole();
        store.begin()?;
        let last = by.last(self)?;
        ahead(Prepared::decode, |decoding| {
            self.store().entries(1, &mut |entry| {
                if entry.seq > last {
                    return Ok(ControlFlow::Break(()));
                }
                store.append(&entry)?;
                decoding.push(entry, |(seq, entry)| folded.apply(&mut store, seq, entry?))?;
                Ok(ControlFlow::Continue(()))
            })?;
            decoding.finish(|(seq, entry)| folded.apply(&mut store, seq, entry?))
        })?;
        folded.settle(&mut store, fold::Settle::All)?;
        store.commit()?;
        Ok(Register::over(Box::new(store)))
    }

    /// What documents published by the end of `until` say, as [`Register::snapshot`] has it for all of them.
    ///
    /// # Errors
    /// The store fails, or a row cannot be read.
    pub fn said_by(&self, until: PartialDate) -> Result<Snapshot, Error> {
        let mut snapshot = Snapshot { until: Some(until), ..Snapshot::default() };
        let mut documents = self.documents()?;
        documents.retain(|d| in_time(d.published, Some(until)));
        elect(&mut documents);
        let counting: BTreeSet<&DocumentId> = documents.iter().filter(|d| d.counts).map(|d| &d.id).collect();
        let mut claims: Vec<KeptClaim> = Vec::new();
        self.store().scan(Table::Claim, "", &mut |key, value| {
            for line in fold::lines(value) {
                let mut kept: KeptClaim = fold::read_claim(key, line)?;
                kept.counts = counting.contains(&kept.claim.doc) && kept.standing != Standing::Rejected;
                if kept.counts {
                    claims.push(kept);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let moved = fold::Moved::load(self.store())?;
        snapshot.entities = resolved(&claims, &moved).into_iter().map(|e| (e.id.clone(), e)).collect();
        snapshot.documents = documents.into_iter().map(|d| (d.id.clone(), d)).collect();
        snapshot.claims = claims.into_iter().map(|k| (k.id.clone(), k)).collect();
        snapshot.judge(fold::Judged::load(self.store())?);
        snapshot.note_what_was_read();
        Ok(snapshot)
    }
}

/// Whether something was published by the end of a day; where either is not known it counts as such.
pub(crate) fn in_time(published: Option<PartialDate>, until: Option<PartialDate>) -> bool {
    match (published.and_then(|d| d.lower()), until.and_then(|d| d.upper())) {
        (Some(published), Some(end)) => published <= end,
        _ => true,
    }
}

/// Lets one document of each cluster count, as the fold does: a later state of a page before an earlier one, then
/// the first published, then the first by id.
pub(crate) fn elect(documents: &mut [KeptDocument]) {
    let known: BTreeSet<DocumentId> = documents.iter().map(|d| d.id.clone()).collect();
    let mut first: BTreeMap<String, (bool, bool, Option<Moment>, DocumentId)> = BTreeMap::new();
    for document in documents.iter_mut() {
        document.revised_by = document.revised_by.take().filter(|later| known.contains(later));
        let published = document.published.and_then(|d| d.lower());
        let rank = (document.revised_by.is_some(), published.is_none(), published, document.id.clone());
        let best = first.entry(document.cluster.clone()).or_insert_with(|| rank.clone());
        if rank < *best {
            *best = rank;
        }
    }
    for document in documents {
        let best = &first[&document.cluster].3;
        document.counts = *best == document.id;
        document.same_as = (!document.counts).then(|| best.clone());
    }
}

/// The entities that claims state, which come in the order of document and id.
fn resolved(claims: &[KeptClaim], moved: &fold::Moved) -> Vec<Entity> {
    let mut blocks: BTreeMap<String, Vec<&KeptClaim>> = BTreeMap::new();
    let mut parties: BTreeMap<String, (String, Vec<&KeptClaim>)> = BTreeMap::new();
    for kept in claims {
        for place in moved.places(kept) {
            if place.block.starts_with(resolve::PARTY) {
                let (spelling, of) = parties.entry(place.block).or_insert_with(|| (place.spelling.clone(), Vec::new()));
                if place.spelling < *spelling {
                    *spelling = place.spelling;
                }
                of.push(kept);
            } else {
                blocks.entry(place.block).or_default().push(kept);
            }
        }
    }
    let party = |(block, (spelling, of)): (String, (String, Vec<&KeptClaim>))| {
        let mut party = resolve::party_entity(&block, &spelling);
        party.take(of.iter().map(|k| (k.id.clone(), k.claim.doc.clone())));
        party
    };
    let resolve = |(block, of): (&String, &Vec<&KeptClaim>)| resolve::resolve(block, &moved.joined(block).collect::<Vec<_>>(), of);
    let others = blocks.iter().flat_map(resolve);
    others.chain(parties.into_iter().map(party)).collect()
}

#[cfg(test)]
mod tests;
