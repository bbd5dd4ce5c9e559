//! **What does the register hold?** Documents, claims and entities, after every entry of the log.
//!
//! In → Out: the folded tables → a value to ask.
//!
//! Never: changes; holds the texts, which are asked of the register one at a time.

use crate::decision::{Ruling, Standing};
use crate::entity::{Entity, EntityId};
use model::{Claim, ClaimId, ClaimKind, DocumentId, Moment, PartialDate, Party, TextId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the register knows of a document, without its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptDocument {
    /// Digest of its bytes.
    pub id: DocumentId,
    /// Every path or address it was read at, sorted.
    pub sources: Vec<String>,
    /// Name of its text.
    pub text: TextId,
    /// Media type.
    pub media_type: String,
    /// The article's own headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<PartialDate>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The division or office in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Length of the text in bytes.
    pub bytes: u64,
    /// How many readers' comments stand under it.
    #[serde(default)]
    pub comments: u64,
    /// Documents of one cluster have the same text, or nearly; one of them counts.
    pub cluster: String,
    /// Whether its claims count: it is the one of its cluster that does.
    pub counts: bool,
    /// The later state of the same page, where that says nearly the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revised_by: Option<DocumentId>,
    /// The document that counts in its stead. Filled in where documents are listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<DocumentId>,
}

/// A claim as the register keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptClaim {
    /// Its id.
    pub id: ClaimId,
    /// What the source says, with evidence.
    pub claim: Claim,
    /// When the document was published: when it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<PartialDate>,
    /// Where it stands after all decisions.
    #[serde(default)]
    pub standing: Standing,
    /// Whether entities rest on it: its document counts and nobody rejected it.
    pub counts: bool,
    /// What the reader read, where a person corrected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_read: Option<ClaimKind>,
}

/// Which claims are asked for; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimFilter {
    /// Read from this document.
    pub document: Option<DocumentId>,
    /// Of this kind, in the words of the contract.
    pub kind: Option<String>,
    /// Naming this party or a body of it, in slots or coding.
    pub party: Option<String>,
    /// Naming this second party too: a dyad.
    pub other: Option<String>,
    /// Standing thus.
    pub standing: Option<Standing>,
    /// Only claims that count, which leaves out those of copies and those rejected.
    pub counting: bool,
}

impl ClaimFilter {
    /// Whether a claim is asked for.
    #[must_use]
    pub fn admits(&self, kept: &KeptClaim) -> bool {
        let parties = if self.party.is_some() || self.other.is_some() { crate::resolve::parties(&kept.claim) } else { Vec::new() };
        let names = |party: &Option<String>| party.as_ref().is_none_or(|p| parties.iter().any(|q| q.as_str() == p || q.root() == p));
        self.document.as_ref().is_none_or(|d| *d == kept.claim.doc)
            && self.kind.as_ref().is_none_or(|k| k == kept.claim.kind.name())
            && self.standing.is_none_or(|s| s == kept.standing)
            && (!self.counting || kept.counts)
            && names(&self.party)
            && names(&self.other)
    }
}

/// Which entities are asked for; what is `None` does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntityFilter {
    /// Of this kind: a word of [`EntityKind::NAMES`](crate::entity::EntityKind::NAMES).
    pub kind: Option<String>,
    /// Concerning this party or a body of it.
    pub party: Option<String>,
    /// Concerning this second party too: a dyad.
    pub other: Option<String>,
    /// Stated by this document, itself or through the document that counts in its stead.
    pub document: Option<DocumentId>,
    /// Belonging to this entity: the meetings of a mechanism.
    pub part_of: Option<EntityId>,
    /// Dated within this date, or possibly so.
    pub within: Option<PartialDate>,
}

impl EntityFilter {
    /// Whether an entity is asked for, the document left aside.
    pub(crate) fn admits(&self, entity: &Entity) -> bool {
        self.kind.as_ref().is_none_or(|k| k == entity.kind.name())
            && self.party.as_ref().is_none_or(|p| entity.concerns(p))
            && self.other.as_ref().is_none_or(|p| entity.concerns(p))
            && self.part_of.as_ref().is_none_or(|p| entity.part_of.as_ref() == Some(p))
            && self.within.is_none_or(|w| entity.date.is_some_and(|d| w.overlaps(&d)))
    }
}

/// Everything in the register but the texts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Snapshot {
    /// Documents by id.
    pub documents: BTreeMap<DocumentId, KeptDocument>,
    /// Claims that count, by id.
    pub claims: BTreeMap<ClaimId, KeptClaim>,
    /// Entities by id.
    pub entities: BTreeMap<EntityId, Entity>,
    /// When each publisher published last of what was read: how far its silence means anything.
    pub read_until: BTreeMap<String, Moment>,
    /// Checks that a person dismissed, by kind of check and entity.
    pub dismissed: BTreeMap<(String, EntityId), Ruling>,
    /// How far persons judge commitments to be, the last judgement of each.
    pub assessed: BTreeMap<EntityId, Ruling>,
    /// Judgements of persons on two things that the register does not bear out, or that were left open.
    pub conflicts: Vec<Conflict>,
    /// Documents that persons attached to a claim that another document, or their own record, gives.
    pub attached: BTreeMap<ClaimId, Vec<Attached>>,
    /// Whether claims and documents are left out, which can be asked for.
    pub outline: bool,
    /// The day by the end of which everything here had been published, where an earlier one was asked for.
    pub until: Option<PartialDate>,
}

/// A document that bears a claim out, as a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// Which document.
    pub document: DocumentId,
    /// Where it was read from.
    pub source: String,
}

/// A judgement that does not agree with the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// How.
    pub clash: Clash,
    /// What was judged, by whom and why.
    pub ruling: Ruling,
}

/// How a judgement on two things and the register differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// A person could not say whether they are one.
    Unsure,
    /// They were judged to be two, and claims make them one.
    ToldAsOne,
    /// They were judged to be one, and are two.
    ToldAsTwo,
    /// They were judged to be two, and one of them is no longer told of.
    Gone,
}

impl Snapshot {
    pub(crate) fn judge(&mut self, judged: crate::fold::Judged) {
        self.dismissed = judged.dismissed;
        self.assessed = judged.assessed;
        self.conflicts = judged.conflicts;
        self.attached = judged.attached;
        self.claims.values_mut().for_each(|kept| judged.calibration.apply(&mut kept.claim));
    }

    /// Adds another part of the same register.
    pub fn extend(&mut self, other: Snapshot) {
        self.documents.extend(other.documents);
        self.claims.extend(other.claims);
        self.entities.extend(other.entities);
        self.read_until.extend(other.read_until);
        self.dismissed.extend(other.dismissed);
        self.assessed.extend(other.assessed);
        self.conflicts.extend(other.conflicts);
        self.attached.extend(other.attached);
        self.outline |= other.outline;
        self.until = self.until.or(other.until);
    }

    /// Takes down until when each publisher was read.
    pub(crate) fn note_what_was_read(&mut self) {
        for document in self.documents.values() {
            if let (Some(publisher), Some(published)) = (&document.publisher, document.published.and_then(|d| d.lower())) {
                let last = self.read_until.entry(publisher.clone()).or_insert(published);
                *last = (*last).max(published);
            }
        }
    }

    /// Fills in the claims of parties, which name too many to be written down with each of them.
    pub(crate) fn give_parties_their_claims(&mut self) {
        let mut ids: BTreeMap<Party, EntityId> = BTreeMap::new();
        for kept in self.claims.values() {
            for party in crate::resolve::parties(&kept.claim) {
                let key = |party: &Party| EntityId::from_printed(format!("party:{}", crate::resolve::party_key(party)));
                let id = ids.entry(party.clone()).or_insert_with(|| key(&party));
                if let Some(party) = self.entities.get_mut(id)
                    && party.claims.last() != Some(&kept.id)
                {
                    party.claims.push(kept.id.clone());
                    party.documents.push(kept.claim.doc.clone());
                }
            }
        }
    }

    /// Entities that a filter admits, in the order of date, then id; those without a date last.
    #[must_use]
    pub fn entities(&self, filter: &EntityFilter) -> Vec<&Entity> {
        let stated = filter.document.as_ref().map(|d| self.claims_of(d));
        let by_document = |e: &Entity| stated.as_ref().is_none_or(|ids| e.claims.iter().any(|c| ids.contains(c)));
        let mut found: Vec<&Entity> = self.entities.values().filter(|e| filter.admits(e) && by_document(e)).collect();
        let when = |e: &Entity| {
            let lower = e.date.and_then(|d| d.lower());
            (lower.is_none(), lower)
        };
        // Ids come in their order already.
        found.sort_by_cached_key(|e| when(e));
        found
    }

    /// Ids of the claims that count for a document: its own, or those of the document that counts in its stead.
    fn claims_of(&self, document: &DocumentId) -> BTreeSet<&ClaimId> {
        let counting = self.documents.get(document).and_then(|d| d.same_as.as_ref()).unwrap_or(document);
        self.claims.values().filter(|k| k.claim.doc == *counting).map(|k| &k.id).collect()
    }

    /// Claims that a filter admits, in the order of document and first evidence.
    #[must_use]
    pub fn claims(&self, filter: &ClaimFilter) -> Vec<&KeptClaim> {
        let mut found: Vec<&KeptClaim> = self.claims.values().filter(|k| filter.admits(k)).collect();
        found.sort_by(|a, b| (&a.claim.doc, a.claim.evidence.first(), &a.id).cmp(&(&b.claim.doc, b.claim.evidence.first(), &b.id)));
        found
    }

    /// Every claim that an entity here rests on, with its document.
    #[must_use]
    pub fn told(&self) -> BTreeMap<&ClaimId, &DocumentId> {
        self.entities.values().flat_map(|e| e.claims.iter().zip(&e.documents)).collect()
    }

    /// The documents whose claims state an entity, one for each claim.
    pub fn documents_of(&self, entity: &Entity) -> impl Iterator<Item = &KeptDocument> {
        entity.documents.iter().filter_map(|id| self.documents.get(id))
    }

    /// The claims that state an entity, as far as they are here: a part that is lean has none.
    pub fn evidence(&self, entity: &Entity) -> impl Iterator<Item = &KeptClaim> {
        entity.claims.iter().filter_map(|id| self.claims.get(id))
    }

    /// The meetings of a mechanism, the earliest first.
    #[must_use]
    pub fn meetings_of(&self, mechanism: &EntityId) -> Vec<&Entity> {
        self.entities(&EntityFilter { part_of: Some(mechanism.clone()), ..EntityFilter::default() })
    }

    /// The documents that say what a document says, itself left out.
    #[must_use]
    pub fn copies(&self, document: &DocumentId) -> Vec<&KeptDocument> {
        let cluster = self.documents.get(document).map(|d| d.cluster.as_str());
        self.documents.values().filter(|d| Some(d.cluster.as_str()) == cluster && d.id != *document).collect()
    }
}
