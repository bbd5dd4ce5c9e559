//! What follows from an entry by itself, whatever the tables hold: it is worked out on another thread, a few entries ahead.

use crate::Error;
use crate::decision::{Decision, Standing};
use crate::duplicate::{self, Marks};
use crate::log::{Entry, Payload, Reading};
use crate::resolve::{self, Place};
use crate::snapshot::KeptClaim;
use model::{ClaimId, Document, DocumentId, Span, TextId};
use std::collections::BTreeMap;

/// An entry of the log, ready to be folded.
pub(crate) enum Prepared {
    Snapshot(Box<Taken>),
    Reading(Read),
    Decision(Decision),
}

/// A document with the marks of its text.
pub(crate) struct Taken {
    pub(crate) document: Document,
    pub(crate) text: TextId,
    /// `None` where there is no text.
    pub(super) marks: Option<Marks>,
}

/// What a reader found.
pub(crate) struct Read {
    pub(crate) document: DocumentId,
    pub(super) text: TextId,
    /// How many claims the reader made; those that are one claim told twice are one below.
    pub(crate) told: usize,
    /// Claims by id, each with the blocks that it belongs to as long as nobody decides otherwise.
    pub(crate) claims: Vec<(KeptClaim, Vec<Place>)>,
    /// What the claims rest on.
    pub(super) spans: Vec<Span>,
}

impl Prepared {
    pub(crate) fn of(payload: Payload) -> Prepared {
        match payload {
            Payload::Snapshot(snapped) => Prepared::Snapshot(Box::new(Taken::of(snapped.document))),
            Payload::Reading(reading) => Prepared::Reading(Read::of(reading)),
            Payload::Decision(decision) => Prepared::Decision(decision),
        }
    }

    /// An entry of the log with its place.
    pub(crate) fn decode(entry: Entry) -> (u64, Result<Prepared, Error>) {
        let seq = entry.seq;
        (seq, entry.decode().map(Prepared::of).map_err(|source| Error::Entry { seq, source }))
    }
}

impl Taken {
    fn of(document: Document) -> Taken {
        let marks = (!document.text.trim().is_empty()).then(|| duplicate::mark(&document.text));
        Taken { text: document.text_id(), marks, document }
    }
}

impl Read {
    fn of(reading: Reading) -> Read {
        let told = reading.claims.len();
        let mut spans: Vec<Span> = reading.claims.iter().flat_map(|claim| claim.evidence.iter().copied()).collect();
        spans.sort_unstable();
        spans.dedup();
        let mut claims: BTreeMap<ClaimId, KeptClaim> = BTreeMap::new();
        for claim in reading.claims {
            let id = claim.id(&reading.text);
            let kept = KeptClaim { id: id.clone(), claim, said: None, standing: Standing::Read, counts: false, as_read: None };
            claims.insert(id, kept);
        }
        let placed = |kept: KeptClaim| {
            let places = resolve::places(&kept);
            (kept, places)
        };
        Read { document: reading.document, text: reading.text, told, claims: claims.into_values().map(placed).collect(), spans }
    }
}
