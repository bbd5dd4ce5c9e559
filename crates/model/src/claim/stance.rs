use crate::vocabulary::vocabulary;
use crate::{PartialDate, Who};
use serde::{Deserialize, Serialize};

/// One side's stand, not yet agreed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stance {
    /// The person who speaks, else the party.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub by: Vec<Who>,
    /// Whom it addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub to: Vec<Who>,
    /// Which stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<StanceType>,
    /// On what, in the words of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
}

vocabulary! {
    /// Which stand.
    StanceType { Propose = "propose", Offer = "offer", Request = "request", Demand = "demand", Concern = "concern", Criticise = "criticise", Welcome = "welcome", Support = "support", Oppose = "oppose", Reject = "reject", Deny = "deny" }
}
