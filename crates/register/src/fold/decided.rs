//! What decisions do to the tables.

use super::{Fold, Resolved, claim_alone, held, load, rows, save, short};
use crate::Error;
use crate::calibration::{self, Calibration};
use crate::decision::{Decision, Progress, Ruling, Standing, Verdict};
use crate::entity::EntityId;
use crate::resolve::{self, PARTY, Place};
use crate::snapshot::{Attached, Clash, Conflict, KeptClaim};
use crate::store::{Store, Table};
use model::{ClaimId, ClaimKind};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where persons put claims otherwise than the resolvers: a block that is another one, a claim that stands apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Moved {
    blocks: BTreeMap<String, String>,
    apart: BTreeMap<String, String>,
}

const BLOCK: &str = "block\t";
const APART: &str = "apart\t";
const ALIAS: &str = "alias\t";
const JUDGED: &str = "judged\t";

/// The last judgement of each pair of entities that a person judged.
pub(crate) fn judgements(store: &dyn Store) -> Result<Vec<Ruling>, Error> {
    rows(store, Table::Decision, JUDGED)?.iter().map(|(key, value)| super::parse(Table::Decision, key, value)).collect()
}

/// The id under which an entity stands now that a person may have made one with others; `None` where there is none.
pub(crate) fn current(store: &dyn Store, id: &EntityId) -> Result<Option<EntityId>, Error> {
    let mut next = id.clone();
    let mut seen: BTreeSet<EntityId> = BTreeSet::new();
    let mut stating: Vec<ClaimId> = Vec::new();
    while seen.insert(next.clone()) {
        if super::entity_now(store, &next)?.is_some() {
            return Ok(Some(next));
        }
        let Some(alias) = store.get(Table::Decision, &format!("{ALIAS}{next}"))? else { break };
        let (other, claim) = alias.split_once('\t').unwrap_or((&alias, ""));
        stating.extend((!claim.is_empty()).then(|| ClaimId::from_printed(claim)));
        next = EntityId::from_printed(other);
    }
    // What two things became may have an id of its own: it is what their claims state now.
    let moved = if stating.is_empty() { Moved::default() } else { Moved::load(store)? };
    for claim in stating {
        for place in held(store, &claim)?.iter().flat_map(|kept| moved.places(kept)) {
            for own in
                Resolved::load(store, &place.block)?.ids.into_iter().map(EntityId::from_printed).filter(|own| own.kind() == id.kind())
            {
                if super::entity_now(store, &own)?.is_some_and(|entity| entity.claims.contains(&claim)) {
                    return Ok(Some(own));
                }
            }
        }
    }
    Ok(None)
}

impl Moved {
    pub(crate) fn load(store: &dyn Store) -> Result<Moved, Error> {
        let pairs = |prefix: &str| -> Result<BTreeMap<String, String>, Error> {
            Ok(rows(store, Table::Decision, prefix)?.into_iter().map(|(key, value)| (key[prefix.len()..].to_owned(), value)).collect())
        };
        Ok(Moved { blocks: pairs(BLOCK)?, apart: pairs(APART)? })
    }

    /// The blocks of a claim, with what persons decided about them.
    pub(crate) fn places(&self, kept: &KeptClaim) -> Vec<Place> {
        let mut places = resolve::places(kept);
        self.take(kept, &mut places);
        places
    }

    /// Takes the blocks of a claim to where persons put them.
    pub(super) fn take(&self, kept: &KeptClaim, places: &mut Vec<Place>) {
        if self.blocks.is_empty() && self.apart.is_empty() {
            return;
        }
        let apart = self.apart.get(short(kept.id.as_str()));
        for place in places.iter_mut() {
            let own = !place.block.starts_with(PARTY) && !place.block.starts_with("person/");
            if let Some(name) = apart.filter(|_| own) {
                place.block = format!("{}~{name}", place.block);
            }
            place.block = self.home(&place.block).to_owned();
        }
        places.sort_unstable();
        places.dedup();
    }

    /// The block that a block became part of, itself where it stands alone.
    pub(crate) fn home<'b>(&'b self, block: &'b str) -> &'b str {
        let mut home = block;
        // Each step leads to a block earlier in the order of bytes, so that there is no circle.
        while let Some(next) = self.blocks.get(home).filter(|next| next.as_str() < home) {
            home = next;
        }
        home
    }

    /// Whether other blocks became part of this one.
    pub(crate) fn is_home(&self, block: &str) -> bool {
        !self.blocks.is_empty() && self.joined(block).next().is_some()
    }

    /// Whether a block is that of one claim, which nothing was put to.
    pub(crate) fn is_alone(&self, block: &str, kept: &KeptClaim) -> bool {
        let own = block.strip_prefix("not/").unwrap_or(block).strip_prefix("alone/");
        own == Some(kept.id.as_str()) && !self.is_home(block)
    }

    /// The blocks that became part of one.
    pub(crate) fn joined<'b>(&'b self, block: &'b str) -> impl Iterator<Item = &'b str> {
        self.blocks.keys().map(String::as_str).filter(move |other| self.home(other) == block)
    }
}

/// The last decision about a claim: where it stands, or what it says.
pub(crate) fn ruling(store: &dyn Store, claim: &ClaimId) -> Result<Option<Ruling>, Error> {
    load(store, Table::Decision, claim.as_str())
}

/// What tells the thing apart that a person let a claim speak of.
pub(crate) fn set_apart(store: &dyn Store, claim: &ClaimId) -> Result<Option<String>, Error> {
    store.get(Table::Decision, &format!("{APART}{}", short(claim.as_str())))
}

/// Lets a claim say and stand as persons decided.
pub(super) fn apply(store: &dyn Store, kept: &mut KeptClaim) -> Result<(), Error> {
    kept.standing = match ruling(store, &kept.id)?.map(|r| r.decision.verdict) {
        Some(Verdict::Accept { .. }) => Standing::Accepted,
        Some(Verdict::Reject { .. }) => Standing::Rejected,
        _ => Standing::Read,
    };
    let correction: Option<Ruling> = load(store, Table::Decision, &format!("correct\t{}", kept.id))?;
    if let Some(as_read) = kept.as_read.take() {
        kept.claim.kind = as_read;
    }
    if let Some(Verdict::Correct { slots, .. }) = correction.map(|r| r.decision.verdict)
        && let Ok(kind) = corrected(&kept.claim.kind, &slots)
    {
        kept.as_read = Some(std::mem::replace(&mut kept.claim.kind, kind));
    }
    Ok(())
}

/// What a claim says once its slots are corrected.
pub(crate) fn corrected(kind: &ClaimKind, slots: &Map<String, Value>) -> Result<ClaimKind, serde_json::Error> {
    let mut value = serde_json::to_value(kind)?;
    if let Some(fields) = value.as_object_mut() {
        for (slot, value) in slots.iter().filter(|(slot, _)| *slot != "kind") {
            if value.is_null() {
                fields.remove(slot);
            } else {
                fields.insert(slot.clone(), value.clone());
            }
        }
    }
    let read: ClaimKind = serde_json::from_value(value)?;
    // A slot that the kind does not have would be lost without a word.
    let written = serde_json::to_value(&read)?;
    match slots.iter().find(|(slot, value)| !value.is_null() && written.get(slot.as_str()).is_none()) {
        Some((slot, _)) => Err(serde::de::Error::custom(format!("a {} has no slot {slot:?}", kind.name()))),
        None => Ok(read),
    }
}

/// The block that an entity was resolved from.
pub(crate) fn block_of(store: &dyn Store, moved: &Moved, id: &EntityId) -> Result<Option<String>, Error> {
    if let Some(key) = id.as_str().strip_prefix("party:") {
        return Ok(Some(format!("{PARTY}{key}")));
    }
    let Some(entity) = super::entity_now(store, id)? else { return Ok(None) };
    for claim in &entity.claims {
        for kept in held(store, claim)? {
            for place in moved.places(&kept) {
                // A person's name begins what the person said, too.
                let of_kind = || resolve::beginnings(id).iter().any(|beginning| place.block.starts_with(beginning));
                if store.get(Table::Stale, &place.block)?.is_some() && of_kind() && resolve::id_names(id, &place.block) {
                    return Ok(Some(place.block));
                }
                let alone = moved.is_alone(&place.block, &kept) && id.kind() != "person";
                if alone || Resolved::load(store, &place.block)?.ids.iter().any(|own| own == id.as_str()) {
                    return Ok(Some(place.block));
                }
            }
        }
    }
    Ok(None)
}

/// What persons decided of checks and commitments.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Judged {
    pub(crate) dismissed: BTreeMap<(String, EntityId), Ruling>,
    pub(crate) assessed: BTreeMap<EntityId, Ruling>,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) attached: BTreeMap<ClaimId, Vec<Attached>>,
    pub(crate) calibration: Calibration,
}

impl Judged {
    pub(crate) fn load(store: &dyn Store) -> Result<Judged, Error> {
        let mut judged = Judged { calibration: Calibration::load(store)?, ..Judged::default() };
        for prefix in ["check\t", "assess\t", "attach\t"] {
            for (key, value) in rows(store, Table::Decision, prefix)? {
                let ruling: Ruling = super::parse(Table::Decision, &key, &value)?;
                match &ruling.decision.verdict {
                    Verdict::Dismiss { check, entity } => {
                        judged.dismissed.insert((check.clone(), entity.clone()), ruling);
                    }
                    Verdict::Assess { commitment, .. } => {
                        judged.assessed.insert(commitment.clone(), ruling);
                    }
                    Verdict::Attach { claim, document, source } => {
                        let attached = Attached { document: document.clone(), source: source.clone() };
                        judged.attached.entry(claim.clone()).or_default().push(attached);
                    }
                    _ => {}
                }
            }
        }
        for ruling in judgements(store)? {
            let Some(clash) = clash(store, &ruling)? else { continue };
            judged.conflicts.push(Conflict { clash, ruling });
        }
        Ok(judged)
    }
}

/// How a judgement stands against what the register holds.
fn clash(store: &dyn Store, ruling: &Ruling) -> Result<Option<Clash>, Error> {
    let now = |id: &EntityId| current(store, id);
    Ok(match &ruling.decision.verdict {
        Verdict::Unsure { one, other } => match (now(one)?, now(other)?) {
            (Some(one), Some(other)) if one != other => Some(Clash::Unsure),
            _ => None,
        },
        Verdict::Different { one, other } => match (now(one)?, now(other)?) {
            (Some(one), Some(other)) if one == other => Some(Clash::ToldAsOne),
            (Some(_), None) | (None, Some(_)) => Some(Clash::Gone),
            _ => None,
        },
        Verdict::Same { one, other } => match (now(one)?, now(other)?) {
            (Some(one), Some(other)) if one != other => Some(Clash::ToldAsTwo),
            _ => None,
        },
        _ => None,
    })
}

impl Fold {
    pub(super) fn decision(&mut self, store: &mut dyn Store, seq: u64, decision: Decision) -> Result<(), Error> {
        self.ruled = None;
        // Blocks are told by entities, which must be those of the log up to here.
        if let Verdict::Same { one, other } | Verdict::Different { one, other } = &decision.verdict {
            self.settle_named(store, &[one, other])?;
        }
        let ruling = Ruling { entry: seq, decision };
        if let Verdict::Same { one, other } | Verdict::Different { one, other } | Verdict::Unsure { one, other } = &ruling.decision.verdict
        {
            let (one, other) = if one < other { (one, other) } else { (other, one) };
            save(store, Table::Decision, &format!("{JUDGED}{one}\t{other}"), &ruling)?;
        }
        match &ruling.decision.verdict {
            Verdict::Unsure { .. } => Ok(()),
            Verdict::Accept { claim } | Verdict::Reject { claim } => {
                calibration::count(store, claim, &ruling.decision.verdict)?;
                self.rework(store, std::slice::from_ref(claim), |store| save(store, Table::Decision, claim.as_str(), &ruling))
            }
            Verdict::Reopen { claim } => {
                calibration::count(store, claim, &ruling.decision.verdict)?;
                self.rework(store, std::slice::from_ref(claim), |store| store.remove(Table::Decision, claim.as_str()))
            }
            Verdict::Correct { claim, slots } => self.rework(store, std::slice::from_ref(claim), |store| {
                let key = format!("correct\t{claim}");
                if slots.is_empty() { store.remove(Table::Decision, &key) } else { save(store, Table::Decision, &key, &ruling) }
            }),
            Verdict::Same { one, other } => {
                // The id that is gone afterwards still leads to the one that is left.
                for (gone, left) in [(one, other), (other, one)] {
                    let claim = super::entity_now(store, gone)?.and_then(|entity| entity.claims.first().cloned());
                    let claim = claim.as_ref().map(ClaimId::as_str).unwrap_or_default();
                    store.put(Table::Decision, &format!("{ALIAS}{gone}"), &format!("{left}\t{claim}"))?;
                }
                self.join_entities(store, one, other)
            }
            Verdict::Different { one, other } => self.part_entities(store, one, other),
            Verdict::Split { claims, name } => self.rework(store, claims, |store| {
                for claim in claims {
                    let key = format!("{APART}{}", short(claim.as_str()));
                    let name = name.replace(['\t', '\n', '/'], " ");
                    if name.is_empty() { store.remove(Table::Decision, &key)? } else { store.put(Table::Decision, &key, &name)? }
                }
                Ok(())
            }),
            Verdict::Dismiss { check, entity } => save(store, Table::Decision, &format!("check\t{check}\t{entity}"), &ruling),
            Verdict::Restore { check, entity } => store.remove(Table::Decision, &format!("check\t{check}\t{entity}")),
            Verdict::Attach { claim, document, .. } => save(store, Table::Decision, &format!("attach\t{claim}\t{document}"), &ruling),
            Verdict::Detach { claim, document } => store.remove(Table::Decision, &format!("attach\t{claim}\t{document}")),
            Verdict::Assess { commitment, progress } => {
                let key = format!("assess\t{commitment}");
                if *progress == Progress::Unassessed {
                    store.remove(Table::Decision, &key)
                } else {
                    save(store, Table::Decision, &key, &ruling)
                }
            }
        }
    }

    fn join_entities(&mut self, store: &mut dyn Store, one: &EntityId, other: &EntityId) -> Result<(), Error> {
        let moved = self.moved(store)?.clone();
        let (Some(one), Some(other)) = (block_of(store, &moved, one)?, block_of(store, &moved, other)?) else { return Ok(()) };
        if one == other {
            return Ok(());
        }
        let (home, joining) = if one < other { (one, other) } else { (other, one) };
        self.move_block(store, &joining, &home, |store, key| store.put(Table::Decision, key, &home))
    }

    /// Lets every block go that was put to the entities' block by a person, whichever of the two it came from.
    fn part_entities(&mut self, store: &mut dyn Store, one: &EntityId, other: &EntityId) -> Result<(), Error> {
        let moved = self.moved(store)?.clone();
        for id in [one, other] {
            // A block that was put to another gives no entity any more; its key follows from the id all the same.
            let named = moved.blocks.keys().find(|block| block.split_once('/').is_some_and(|(_, key)| resolve::id_names(id, key))).cloned();
            if let Some(block) = named {
                self.move_block(store, &block, &block, |store, key| store.remove(Table::Decision, key))?;
            }
        }
        Ok(())
    }

    /// Changes where a block belongs, and puts its claims, and those of its home, where they belong then.
    fn move_block(
        &mut self,
        store: &mut dyn Store,
        block: &str,
        home: &str,
        change: impl Fn(&mut dyn Store, &str) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut claims: BTreeSet<ClaimId> = BTreeSet::new();
        let lived = self.moved(store)?.home(block).to_owned();
        for place in [lived.as_str(), home] {
            claims.extend(claim_alone(place));
            for (key, _) in rows(store, Table::Link, &format!("{place}\t"))? {
                if let Some(claim) = key.rsplit('\t').next() {
                    claims.insert(ClaimId::from_printed(format!("claim:{claim}")));
                }
            }
        }
        let claims: Vec<ClaimId> = claims.into_iter().collect();
        self.rework(store, &claims, |store| change(store, &format!("{BLOCK}{block}")))
    }
}
