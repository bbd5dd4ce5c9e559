use crate::PartialDate;
use crate::vocabulary::vocabulary;
use serde::{Deserialize, Serialize};

/// A number.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The number, in full; the lower end of a range.
    #[serde(serialize_with = "crate::claim::number::serialize")]
    pub value: f64,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "crate::claim::number::option::serialize")]
    pub max: Option<f64>,
    /// Whether it is approximate.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// On which side of the value the truth lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// ISO 4217 code, `percent`, or the counted noun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What is counted, in the words of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// When it was so, or is to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Whether it is a fact, an aim, or a part.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<FigureType>,
}

vocabulary! {
    /// On which side of a number the truth lies.
    Bound { AtLeast = "at-least", AtMost = "at-most", MoreThan = "more-than", LessThan = "less-than" }
}

vocabulary! {
    /// What a number says.
    FigureType { Actual = "actual", Target = "target", Estimate = "estimate", Share = "share", Change = "change" }
}
