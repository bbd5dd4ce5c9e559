use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// Who held what office.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Post {
    /// Name without title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The office as stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Whose office it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// When it was so, where the text puts it at another time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Whether it is an office of the past.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
}
