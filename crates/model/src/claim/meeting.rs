use crate::vocabulary::vocabulary;
use crate::{PartialDate, Party};
use serde::{Deserialize, Serialize};

/// One occasion on which parties met, meet or are to meet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Meeting {
    /// Name of the series it belongs to, without its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mechanism: Option<String>,
    /// Its number in the series, as stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// Its name, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Rank at which it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// In person or by video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Who met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// Whether it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<MeetingStatus>,
    /// Who took part, as named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<Participant>,
}

/// Somebody who took part in a meeting: a person, a post, a party, or what is known of the three.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// Name without title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Office as stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// Whom the person stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<Party>,
    /// In which role.
    pub role: ParticipantRole,
}

vocabulary! {
    /// Rank at which parties meet.
    Level { Summit = "summit", Ministerial = "ministerial", ViceMinisterial = "vice-ministerial", SeniorOfficial = "senior-official", WorkingLevel = "working-level", Expert = "expert", Subnational = "subnational", Business = "business", Mixed = "mixed" }
}

vocabulary! {
    /// How a meeting is held.
    Mode { InPerson = "in-person", Virtual = "virtual", Hybrid = "hybrid" }
}

vocabulary! {
    /// Whether a meeting or visit took place.
    MeetingStatus { Held = "held", Planned = "planned", Proposed = "proposed", Postponed = "postponed", Cancelled = "cancelled" }
}

vocabulary! {
    /// What somebody was at a meeting.
    ParticipantRole { Chair = "chair", CoChair = "co-chair", ViceChair = "vice-chair", Host = "host", HeadOfDelegation = "head-of-delegation", Participant = "participant", Guest = "guest", Observer = "observer" }
}
