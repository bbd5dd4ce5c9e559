//! **What did a person decide about a claim?**
//!
//! In → Out: nothing; these are values of the log.
//!
//! Never: changes or deletes a claim. A later decision about the same claim replaces an earlier one when the log
//! is folded, and both stay in the log.

use model::ClaimId;
use serde::{Deserialize, Serialize};

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

/// What was decided, about what.
///
/// Correcting a slot, merging, splitting and dismissing a check become variants of their own; the word in
/// `verdict` tells them apart in the log.
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
}

impl Verdict {
    /// The claim it is about.
    #[must_use]
    pub fn claim(&self) -> &ClaimId {
        match self {
            Verdict::Accept { claim } | Verdict::Reject { claim } => claim,
        }
    }

    /// Where the claim stands after it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self {
            Verdict::Accept { .. } => Standing::Accepted,
            Verdict::Reject { .. } => Standing::Rejected,
        }
    }
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
