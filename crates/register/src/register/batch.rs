//! What is written between `begin` and `commit`: documents with what was read from them, and decisions.

use super::Outcome;
use crate::Timestamp;
use crate::ahead::ahead;
use crate::decision::Verdict;
use crate::error::Error;
use crate::fold::{self, Fold, Moved, Prepared, Recorded};
use crate::log::{Head, Payload, Reading, Snapped};
use crate::resolve;
use crate::snapshot::KeptDocument;
use crate::store::{Store, Table};
use model::{Claim, Document, DocumentId};

/// An open batch.
pub(super) struct Batch<'r> {
    pub(super) store: &'r mut dyn Store,
    pub(super) fold: &'r mut Fold,
    pub(super) head: Head,
}

/// An entry to be: its payload as stored, and ready to be folded.
pub(super) struct Ready {
    kind: &'static str,
    payload: String,
    entry: Prepared,
}

impl Ready {
    pub(super) fn of(payload: Payload) -> Ready {
        Ready { kind: payload.kind(), payload: payload.to_json(), entry: Prepared::of(payload) }
    }
}

impl Batch<'_> {
    pub(super) fn append(&mut self, ready: Ready, now: Timestamp) -> Result<(), Error> {
        if self.head == Head::EMPTY {
            self.store.put(Table::Meta, "rules", &resolve::RULES.to_string())?;
        }
        let entry = self.head.followed_by(ready.kind, ready.payload, now);
        self.store.append(&entry)?;
        self.head = entry.head();
        self.fold((entry.seq, Ok(ready.entry)))
    }

    pub(super) fn fold(&mut self, (seq, entry): (u64, Result<Prepared, Error>)) -> Result<(), Error> {
        self.fold.apply(self.store, seq, entry?)
    }

    /// Makes ready to fold a log from its first entry on.
    pub(super) fn begin_anew(&mut self) -> Result<(), Error> {
        if self.head != Head::EMPTY {
            return Err(Error::NotEmpty { entries: self.head.seq });
        }
        self.store.clear()?;
        *self.fold = Fold::whole();
        Ok(())
    }

    pub(super) fn ingest_all(
        &mut self,
        read: impl IntoIterator<Item = (Document, Vec<Claim>)>,
        reader: &str,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, Error> {
        let make = |(document, claims): (Document, Vec<Claim>)| -> Result<(Document, Ready, Ready), Error> {
            bear_out(&document, &claims)?;
            let snapshot = Ready::of(Payload::Snapshot(Box::new(Snapped { read: now, document: document.clone() })));
            let text = match &snapshot.entry {
                Prepared::Snapshot(taken) => taken.text.clone(),
                Prepared::Reading(_) | Prepared::Decision(_) => document.text_id(),
            };
            let reading = Reading { document: document.id.clone(), text, reader: reader.to_owned(), claims };
            Ok((document, snapshot, Ready::of(Payload::Reading(reading))))
        };
        let mut outcomes = Vec::new();
        ahead(make, |making| {
            let mut take = |made: Result<(Document, Ready, Ready), Error>| {
                let (document, snapshot, reading) = made?;
                outcomes.push(self.ingest(&document, snapshot, reading, now)?);
                Ok(())
            };
            read.into_iter().try_for_each(|one| making.push(one, &mut take))?;
            making.finish(take)
        })?;
        Ok(outcomes)
    }

    fn ingest(&mut self, document: &Document, snapshot: Ready, reading: Ready, now: Timestamp) -> Result<Outcome, Error> {
        let recorded: Option<Recorded> = fold::load(self.store, Table::Place, document.id.as_str())?;
        let source = fold::source_key(&document.source);
        let latest = source.as_deref().map(|s| self.store.get(Table::Latest, s)).transpose()?.flatten();
        let here = source.is_none() || latest.as_deref() == Some(document.id.as_str());
        let places = recorded.unwrap_or_default();
        let same_document = self.is_recorded(places.snapshot, &snapshot)?;
        let same_claims = self.is_recorded(places.reading, &reading)?;
        if here && same_document && same_claims {
            return Ok(Outcome::Unchanged);
        }
        if !(here && same_document) {
            self.append(snapshot, now)?;
        }
        self.append(reading, now)?;
        self.outcome(document, recorded.is_some(), here, latest)
    }

    /// Whether an entry of the log says what another would, whenever and by whichever reader it was read; the same bytes at two
    /// addresses are one document.
    fn is_recorded(&self, seq: u64, ready: &Ready) -> Result<bool, Error> {
        if seq == 0 {
            return Ok(false);
        }
        let Some(entry) = self.store.entry(seq)? else { return Ok(false) };
        Ok(match (entry.decode(), Payload::decode(ready.kind, &ready.payload)) {
            (Ok(Payload::Snapshot(mut old)), Ok(Payload::Snapshot(new))) => {
                old.document.source.clone_from(&new.document.source);
                old.document == new.document
            }
            (Ok(Payload::Reading(old)), Ok(Payload::Reading(new))) => old.claims == new.claims,
            _ => false,
        })
    }

    fn outcome(&self, document: &Document, known: bool, here: bool, latest: Option<String>) -> Result<Outcome, Error> {
        if !here && let Some(earlier) = latest {
            return Ok(Outcome::NewSnapshotOf(DocumentId::from_printed(earlier)));
        }
        if known {
            // The same bytes, read otherwise at the same address or alike at another.
            return Ok(if here { Outcome::Reread } else { Outcome::DuplicateOf(document.id.clone()) });
        }
        let kept: Option<KeptDocument> = fold::load(self.store, Table::Document, document.id.as_str())?;
        let cluster = kept.map(|k| k.cluster).unwrap_or_default();
        let other = fold::ranked(self.store, &cluster, 2)?.into_iter().find(|id| id != document.id.as_str());
        Ok(other.map_or(Outcome::New, |id| Outcome::DuplicateOf(DocumentId::from_printed(id))))
    }
}

/// Whether what a verdict is about is there and can be decided so.
pub(super) fn check(store: &dyn Store, verdict: &Verdict) -> Result<(), Error> {
    for claim in verdict.claims() {
        let held = fold::held(store, claim)?;
        let Some(kept) = held.first() else { return Err(Error::NoSuchClaim { claim: claim.clone() }) };
        if let Verdict::Correct { slots, .. } = verdict {
            let as_read = kept.as_read.as_ref().unwrap_or(&kept.claim.kind);
            fold::corrected(as_read, slots).map_err(|source| Error::Correction { claim: claim.clone(), source })?;
        }
    }
    for id in verdict.entities() {
        // Entities that are one already are no longer there, and can be parted all the same.
        let there = match verdict {
            Verdict::Different { .. } => fold::current(store, id)?.is_some(),
            _ => fold::entity_now(store, id)?.is_some(),
        };
        if !there {
            return Err(Error::NoSuchEntity { entity: id.clone() });
        }
    }
    if let Verdict::Different { one, other } | Verdict::Unsure { one, other } = verdict
        && one == other
    {
        return Err(Error::NeverTwo { entity: one.clone() });
    }
    if let Verdict::Same { one, other } = verdict {
        let moved = Moved::load(store)?;
        let blocks = (fold::block_of(store, &moved, one)?, fold::block_of(store, &moved, other)?);
        // Parties are told apart by what they are called alone.
        if one.kind() != other.kind() || one.kind() == "party" || blocks.0.is_none() || blocks.0 == blocks.1 {
            return Err(Error::NeverOne { one: one.clone(), other: other.clone() });
        }
    }
    Ok(())
}

/// Whether every claim names the document it came with and quotes words of its text.
fn bear_out(document: &Document, claims: &[Claim]) -> Result<(), Error> {
    for claim in claims {
        if claim.doc != document.id {
            return Err(Error::Stray { document: document.id.clone(), named: claim.doc.clone(), rule: claim.rule.clone() });
        }
        if !is_borne_out(claim, &document.text) {
            return Err(Error::Evidence { document: document.id.clone(), rule: claim.rule.clone() });
        }
    }
    Ok(())
}

/// Whether a claim has evidence, and every span of it quotes words of `text`.
pub(crate) fn is_borne_out(claim: &Claim, text: &str) -> bool {
    let quotes = |span: &model::Span| text.get(span.start as usize..span.end as usize).is_some_and(|quote| !quote.trim().is_empty());
    !claim.evidence.is_empty() && claim.evidence.iter().all(quotes)
}
