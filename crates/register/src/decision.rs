//! **What did a person decide?** About a claim, about which entities are one, about a check, about a commitment.
//!
//! In → Out: nothing; these are values of the log.
//!
//! Never: changes or deletes an entry. A later decision about the same thing replaces an earlier one when the log
//! is folded, and both stay in the log; so every decision has one that takes it back.

use crate::entity::EntityId;
use model::{ClaimId, DocumentId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a person decided, with the reason given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Who decided.
    pub author: String,
    /// Why, in the author's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What was decided, about what. The word in `verdict` tells them apart in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// The claim is what its text says.
    Accept {
        /// Which claim.
        claim: ClaimId,
    },
    /// The claim was misread; it counts for nothing.
    Reject {
        /// Which claim.
        claim: ClaimId,
    },
    /// The claim stands as the reader left it; takes back what was decided before.
    Reopen {
        /// Which claim.
        claim: ClaimId,
    },
    /// The claim's text says something else: these slots replace the reader's, `null` empties one. No slots at all take
    /// an earlier correction back.
    Correct {
        /// Which claim.
        claim: ClaimId,
        /// Slots in the words of the claims contract.
        slots: serde_json::Map<String, serde_json::Value>,
    },
    /// Two entities are one.
    Same {
        /// One of them.
        one: EntityId,
        /// The other.
        other: EntityId,
    },
    /// Two entities are two; takes back that they are one.
    Different {
        /// One of them.
        one: EntityId,
        /// The other.
        other: EntityId,
    },
    /// Whether two entities are one cannot be said; both stand, and whoever asks is told.
    Unsure {
        /// One of them.
        one: EntityId,
        /// The other.
        other: EntityId,
    },
    /// Some claims speak of another thing than the entity they were put to. An empty name puts them back.
    Split {
        /// Which claims.
        claims: Vec<ClaimId>,
        /// What tells the other thing apart.
        name: String,
    },
    /// A document that was read bears out a claim that another gives: minutes found for what somebody recorded from memory.
    Attach {
        /// Which claim.
        claim: ClaimId,
        /// The document that bears it out.
        document: DocumentId,
        /// Where that was read from.
        source: String,
    },
    /// The document does not bear the claim out after all.
    Detach {
        /// Which claim.
        claim: ClaimId,
        /// The document.
        document: DocumentId,
    },
    /// A check is no matter for this entity.
    Dismiss {
        /// Kind of check.
        check: String,
        /// About which entity.
        entity: EntityId,
    },
    /// A dismissed check matters after all.
    Restore {
        /// Kind of check.
        check: String,
        /// About which entity.
        entity: EntityId,
    },
    /// How far a commitment is, in a person's judgement.
    Assess {
        /// Which commitment.
        commitment: EntityId,
        /// How far.
        progress: Progress,
    },
}

impl Verdict {
    /// The claims it is about.
    #[must_use]
    pub fn claims(&self) -> &[ClaimId] {
        match self {
            Verdict::Accept { claim }
            | Verdict::Reject { claim }
            | Verdict::Reopen { claim }
            | Verdict::Correct { claim, .. }
            | Verdict::Attach { claim, .. }
            | Verdict::Detach { claim, .. } => std::slice::from_ref(claim),
            Verdict::Split { claims, .. } => claims,
            Verdict::Same { .. }
            | Verdict::Different { .. }
            | Verdict::Unsure { .. }
            | Verdict::Dismiss { .. }
            | Verdict::Restore { .. }
            | Verdict::Assess { .. } => &[],
        }
    }

    /// The entities it is about.
    #[must_use]
    pub fn entities(&self) -> Vec<&EntityId> {
        match self {
            Verdict::Same { one, other } | Verdict::Different { one, other } | Verdict::Unsure { one, other } => vec![one, other],
            Verdict::Dismiss { entity, .. } | Verdict::Restore { entity, .. } => vec![entity],
            Verdict::Assess { commitment, .. } => vec![commitment],
            Verdict::Accept { .. }
            | Verdict::Reject { .. }
            | Verdict::Reopen { .. }
            | Verdict::Correct { .. }
            | Verdict::Attach { .. }
            | Verdict::Detach { .. }
            | Verdict::Split { .. } => Vec::new(),
        }
    }
}

/// How far a commitment is, in a person's judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Progress {
    /// Takes an earlier assessment back.
    Unassessed,
    /// Nothing was begun.
    NotStarted,
    /// It was begun.
    Started,
    /// Some of it is done.
    Partial,
    /// Most of it is done.
    Substantial,
    /// It is done.
    Done,
    /// Its aim was reached in another way.
    DoneDifferently,
    /// It was begun and does not go on.
    Stalled,
    /// What was done was undone.
    Reversed,
    /// It was given up.
    Withdrawn,
    /// Another commitment took its place.
    Superseded,
}

impl Progress {
    /// Every one, in order.
    pub const ALL: [Progress; 11] = [
        Progress::Unassessed,
        Progress::NotStarted,
        Progress::Started,
        Progress::Partial,
        Progress::Substantial,
        Progress::Done,
        Progress::DoneDifferently,
        Progress::Stalled,
        Progress::Reversed,
        Progress::Withdrawn,
        Progress::Superseded,
    ];

    /// The word in the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Progress::Unassessed => "unassessed",
            Progress::NotStarted => "not-started",
            Progress::Started => "started",
            Progress::Partial => "partial",
            Progress::Substantial => "substantial",
            Progress::Done => "done",
            Progress::DoneDifferently => "done-differently",
            Progress::Stalled => "stalled",
            Progress::Reversed => "reversed",
            Progress::Withdrawn => "withdrawn",
            Progress::Superseded => "superseded",
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A decision with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Which entry.
    pub entry: u64,
    /// What was decided.
    pub decision: Decision,
}

/// Where a claim stands after all decisions about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// As the reader left it.
    #[default]
    Read,
    /// A person confirmed it.
    Accepted,
    /// A person struck it out.
    Rejected,
}
