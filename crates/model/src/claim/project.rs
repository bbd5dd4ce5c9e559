use super::Bound;
use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// A project, or a number of them with one status.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Project {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is, where it has no name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The instrument it carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "crate::claim::number::option::serialize")]
    pub count: Option<f64>,
    /// Whether the count is approximate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// On which side of the count the truth lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// How far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<ProjectStatus>,
    /// In which field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// When it came to that status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// When it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<PartialDate>,
    /// What it costs, in the words of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
}

vocabulary! {
    /// How far a project is.
    ProjectStatus { Proposed = "proposed", Agreed = "agreed", Started = "started", UnderWay = "under-way", Completed = "completed", Stalled = "stalled", Cancelled = "cancelled" }
}
