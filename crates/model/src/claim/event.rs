use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// A political event that is no other kind; what happened is in its coding.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Occurrence {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// PLOVER coding: what happened, by whom, to whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PoliticalEvent {
    /// PLOVER event type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// PLOVER contexts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<String>,
    /// Who acts; all sides of a mutual act.
    #[serde(default)]
    pub actors: Vec<Actor>,
    /// Whom it is done to.
    #[serde(default)]
    pub recipients: Vec<Actor>,
}

/// One side of a political event.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Actor {
    /// The words that name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Which party it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// PLOVER sector.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
}

vocabulary! {
    /// PLOVER event type.
    EventType { Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Cooperate = "COOPERATE", Aid = "AID", Concede = "CONCEDE", Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN", Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT" }
}
