//! Which slots a rule may fill and which words it may set, by kind of claim.

use model::claim::{
    CommitmentStatus, EventType, InstrumentAction, InstrumentType, MeasureStatus, MeasureType, MeetingStatus, ProjectStatus, StanceType,
};

/// The slots of a kind that the arguments of a frame may fill. `name` of a measure is the phrase with its noun.
pub(crate) fn of(kind: &str) -> &'static [&'static str] {
    match kind {
        "stance" => &["by", "to", "about"],
        "commitment" => &["by", "to", "action"],
        "instrument" => &["name", "parties"],
        "measure" => &["by", "on", "against", "name"],
        "visit" => &["visitors", "to", "purpose"],
        "project" => &["name", "parties"],
        "event" => &["actors", "recipients"],
        "meeting" => &["name", "parties", "with"],
        _ => &[],
    }
}

/// Whether a word is in the vocabulary of a slot.
pub(crate) fn knows(kind: &str, slot: &str, word: &str) -> bool {
    match (kind, slot) {
        ("stance", "stance") => word.parse::<StanceType>().is_ok(),
        ("commitment", "status") => word.parse::<CommitmentStatus>().is_ok(),
        ("instrument", "action") => word.parse::<InstrumentAction>().is_ok(),
        ("instrument", "type") => word.parse::<InstrumentType>().is_ok(),
        ("measure", "type") => word.parse::<MeasureType>().is_ok(),
        ("measure", "status") => word.parse::<MeasureStatus>().is_ok(),
        ("visit" | "meeting", "status") => word.parse::<MeetingStatus>().is_ok(),
        ("project", "status") => word.parse::<ProjectStatus>().is_ok(),
        ("event", "type") => word.parse::<EventType>().is_ok(),
        ("event", "mode") => !word.is_empty(),
        ("event", "sides") => word == "mutual",
        _ => false,
    }
}
