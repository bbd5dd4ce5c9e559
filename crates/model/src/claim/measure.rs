use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// A barrier or an irritant.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Measure {
    /// What kind.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<MeasureType>,
    /// Who imposes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub by: Vec<Party>,
    /// On what, in the words of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub on: Vec<String>,
    /// Whom it hits.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub against: Vec<Party>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Its latest status in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<MeasureStatus>,
}

vocabulary! {
    /// What kind of barrier or irritant.
    MeasureType { Ban = "ban", Restriction = "restriction", Tariff = "tariff", Quota = "quota", Sanction = "sanction", Detention = "detention", Deployment = "deployment", Incursion = "incursion", Construction = "construction", Other = "other" }
}

vocabulary! {
    /// Where a measure stands.
    MeasureStatus { Announced = "announced", InForce = "in-force", Eased = "eased", Lifted = "lifted", Threatened = "threatened" }
}
