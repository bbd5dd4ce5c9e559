use super::Level;
use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// A standing dialogue, framework or series.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Mechanism {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Rank at which it meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Who belongs to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// When it was set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established: Option<PartialDate>,
    /// Which party or meeting set it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub established_by: Option<String>,
    /// How often it meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Cadence>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// To what it reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports_to: Option<String>,
}

vocabulary! {
    /// How often a mechanism meets; biannual is twice a year, biennial every second year.
    Cadence { Annual = "annual", Biannual = "biannual", Quarterly = "quarterly", Monthly = "monthly", Biennial = "biennial", Triennial = "triennial", Irregular = "irregular" }
}
