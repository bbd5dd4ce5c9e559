use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// Something that parties say they will do.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Commitment {
    /// Who commits.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub by: Vec<Party>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub to: Vec<Party>,
    /// What they will do, in the words of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// In which field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Until when it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<PartialDate>,
    /// How far it is, as the document says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CommitmentStatus>,
}

vocabulary! {
    /// How far a commitment is, as its document says.
    CommitmentStatus { Agreed = "agreed", Reaffirmed = "reaffirmed", Started = "started", Done = "done", Dropped = "dropped" }
}
