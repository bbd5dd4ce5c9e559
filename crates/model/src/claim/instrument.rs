use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// One act on one text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Instrument {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What kind of text it is.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<InstrumentType>,
    /// What was done to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<InstrumentAction>,
    /// When that was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// For how long the text runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<PartialDate>,
    /// Whose text it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pillars: Vec<String>,
    /// Meeting or place at which it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

vocabulary! {
    /// What kind of text it is.
    InstrumentType { Treaty = "treaty", Agreement = "agreement", Memorandum = "memorandum", JointStatement = "joint-statement", Declaration = "declaration", Framework = "framework", Vision = "vision", Initiative = "initiative", Plan = "plan", WorkProgramme = "work-programme", Law = "law", Report = "report", Other = "other" }
}

vocabulary! {
    /// What was done to a text.
    InstrumentAction { Proposed = "proposed", Negotiated = "negotiated", Agreed = "agreed", Adopted = "adopted", Endorsed = "endorsed", Signed = "signed", Launched = "launched", Revised = "revised", Upgraded = "upgraded", Formulated = "formulated", Reconfirmed = "reconfirmed", Issued = "issued", EnteredIntoForce = "entered-into-force", Expired = "expired", Suspended = "suspended", Terminated = "terminated" }
}
