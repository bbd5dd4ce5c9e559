use super::MeetingStatus;
use crate::{PartialDate, Party, Who};
use serde::{Deserialize, Serialize};

/// One trip.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Visit {
    /// Persons, or a description such as "about 60 governors and mayors".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub visitors: Vec<Who>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "crate::claim::number::option::serialize")]
    pub count: Option<f64>,
    /// Whether the count is approximate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// On which side of the count the truth lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<super::Bound>,
    /// Whom the visitors come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Party>,
    /// Place or party visited.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::claim::one_or_many")]
    pub to: Vec<Who>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Whether it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<MeetingStatus>,
}
