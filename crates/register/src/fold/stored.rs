//! A claim as a row: its kind stands before its slots, each under a key of its own, so that it is read in one pass. The claims
//! contract, in which the log keeps claims, has slots beside the kind, and whoever reads it must hold all of them until the kind
//! is found.

use crate::decision::Standing;
use crate::snapshot::KeptClaim;
use model::claim::{
    Commitment, Figure, Instrument, Measure, Mechanism, Meeting, Occurrence, Polarity, PoliticalEvent, Post, Project, Stance, Visit,
};
use model::{Claim, ClaimId, ClaimKind, DocumentId, PartialDate, Span, Who};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(remote = "ClaimKind", tag = "kind", content = "slots", rename_all = "kebab-case")]
enum StoredKind {
    Meeting(Meeting),
    Mechanism(Mechanism),
    Visit(Visit),
    Instrument(Instrument),
    Commitment(Commitment),
    Stance(Stance),
    Measure(Measure),
    Project(Project),
    Figure(Figure),
    Post(Post),
    Event(Occurrence),
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Claim")]
struct StoredClaim {
    #[serde(rename = "is", with = "StoredKind")]
    kind: ClaimKind,
    doc: DocumentId,
    evidence: Vec<Span>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attributed_to: Option<Who>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    polarity: Option<Polarity>,
    confidence: f32,
    rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    event: Option<PoliticalEvent>,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "KeptClaim")]
struct StoredKept {
    id: ClaimId,
    #[serde(with = "StoredClaim")]
    claim: Claim,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said: Option<PartialDate>,
    #[serde(default)]
    standing: Standing,
    counts: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    as_read: Option<ClaimKind>,
}

pub(super) fn write(kept: &KeptClaim) -> String {
    let mut row = Vec::with_capacity(640);
    StoredKept::serialize(kept, &mut serde_json::Serializer::new(&mut row)).expect("rows are plain data with string keys");
    String::from_utf8(row).expect("JSON is UTF-8")
}

pub(super) fn read(row: &str) -> Result<KeptClaim, serde_json::Error> {
    StoredKept::deserialize(&mut serde_json::Deserializer::from_str(row))
}
