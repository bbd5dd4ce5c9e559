//! What a source says: a kind with its slots, tied to the words that say it.
//!
//! A slot that the text does not state is absent, never guessed. Field names and words are those of the
//! claims contract; only evidence differs, which holds bytes here and Unicode scalar values outside.

mod commitment;
mod event;
mod figure;
mod instrument;
mod measure;
mod mechanism;
mod meeting;
mod post;
mod project;
mod stance;
mod visit;

pub use commitment::{Commitment, CommitmentStatus};
pub use event::{Actor, EventType, Occurrence, PoliticalEvent};
pub use figure::{Bound, Figure, FigureType};
pub use instrument::{Instrument, InstrumentAction, InstrumentType};
pub use measure::{Measure, MeasureStatus, MeasureType};
pub use mechanism::{Cadence, Mechanism};
pub use meeting::{Level, Meeting, MeetingStatus, Mode, Participant, ParticipantRole};
pub use post::Post;
pub use project::{Project, ProjectStatus};
pub use stance::{Stance, StanceType};
pub use visit::Visit;

use crate::vocabulary::vocabulary;
use crate::{ClaimId, DocumentId, Span, TextId, Who};
use serde::{Deserialize, Serialize};

/// What a source says, with where it says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The kind and its slots.
    #[serde(flatten)]
    pub kind: ClaimKind,
    /// The document it was read from.
    pub doc: DocumentId,
    /// Where the text says it, in order; never empty, and each span lies in the document's text.
    pub evidence: Vec<Span>,
    /// Who says so, where the text reports it as somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<Who>,
    /// Present only where the text denies the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// How likely the claim is right, 0 to 1.
    pub confidence: f32,
    /// The rule that produced it.
    pub rule: String,
    /// Its coding as a political event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<PoliticalEvent>,
}

vocabulary! {
    /// Whether the text affirms or denies; affirmation is left unsaid.
    Polarity { Negative = "negative" }
}

/// The kinds of claims, each with its slots.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ClaimKind {
    /// One occasion on which parties met, meet or are to meet.
    Meeting(Meeting),
    /// A standing dialogue, framework or series.
    Mechanism(Mechanism),
    /// One trip.
    Visit(Visit),
    /// One act on one text.
    Instrument(Instrument),
    /// Something that parties say they will do.
    Commitment(Commitment),
    /// One side's stand, not yet agreed.
    Stance(Stance),
    /// A barrier or an irritant.
    Measure(Measure),
    /// A project, or a number of them with one status.
    Project(Project),
    /// A number.
    Figure(Figure),
    /// Who held what office.
    Post(Post),
    /// A political event that is no other kind.
    Event(Occurrence),
}

impl ClaimKind {
    /// The contract's word for every kind, in its order.
    pub const NAMES: [&'static str; 11] =
        ["meeting", "mechanism", "visit", "instrument", "commitment", "stance", "measure", "project", "figure", "post", "event"];

    /// The contract's word for the kind.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            ClaimKind::Meeting(_) => "meeting",
            ClaimKind::Mechanism(_) => "mechanism",
            ClaimKind::Visit(_) => "visit",
            ClaimKind::Instrument(_) => "instrument",
            ClaimKind::Commitment(_) => "commitment",
            ClaimKind::Stance(_) => "stance",
            ClaimKind::Measure(_) => "measure",
            ClaimKind::Project(_) => "project",
            ClaimKind::Figure(_) => "figure",
            ClaimKind::Post(_) => "post",
            ClaimKind::Event(_) => "event",
        }
    }
}

impl Claim {
    /// The claim's id within the text it was read from.
    ///
    /// It follows from text, evidence, kind, slots and polarity. Confidence, rule and event coding are left
    /// out, so that what people decided about the claim survives a better reader.
    #[must_use]
    pub fn id(&self, text: &TextId) -> ClaimId {
        let slots = serde_json::to_vec(&self.kind).expect("a claim kind is plain data with string keys");
        let mut spans: Vec<u8> = Vec::with_capacity(self.evidence.len() * 8);
        for span in &self.evidence {
            spans.extend_from_slice(&span.start.to_le_bytes());
            spans.extend_from_slice(&span.end.to_le_bytes());
        }
        let polarity = self.polarity.map_or("", Polarity::as_str);
        let attributed = self.attributed_to.as_ref().map_or("", Who::as_str);
        ClaimId::of_parts([text.as_str().as_bytes(), &spans, &slots, polarity.as_bytes(), attributed.as_bytes()])
    }
}

/// A slot that the contract writes as a single value or as a list.
pub(crate) mod one_or_many {
    use serde::de::value::SeqAccessDeserializer;
    use serde::de::{Error, IntoDeserializer, SeqAccess, Visitor};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::fmt;
    use std::marker::PhantomData;

    pub(crate) fn serialize<T: Serialize, S: Serializer>(values: &[T], s: S) -> Result<S::Ok, S::Error> {
        match values {
            [one] => one.serialize(s),
            many => many.serialize(s),
        }
    }

    /// The slots that may be either hold texts.
    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> Result<Vec<T>, D::Error> {
        struct OneOrMany<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMany<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a list of strings")
            }

            fn visit_str<E: Error>(self, one: &str) -> Result<Vec<T>, E> {
                Ok(vec![T::deserialize(one.into_deserializer())?])
            }

            fn visit_seq<A: SeqAccess<'de>>(self, many: A) -> Result<Vec<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(many))
            }
        }
        d.deserialize_any(OneOrMany(PhantomData))
    }
}

/// Whole numbers are written without a decimal point: `4200000000`.
pub(crate) mod number {
    use serde::Serializer;

    pub(crate) fn serialize<S: Serializer>(value: &f64, s: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() < EXACT { s.serialize_i64(*value as i64) } else { s.serialize_f64(*value) }
    }

    pub(crate) mod option {
        use serde::Serializer;

        pub(crate) fn serialize<S: Serializer>(value: &Option<f64>, s: S) -> Result<S::Ok, S::Error> {
            match value {
                Some(value) => super::serialize(value, s),
                None => s.serialize_none(),
            }
        }
    }
}

#[cfg(test)]
mod tests;
