//! Documents and claims for tests: small, made up, and alike enough to meet in one entity.

use crate::Timestamp;
use model::claim::{
    Instrument, InstrumentAction, Measure, MeasureStatus, MeasureType, Mechanism, Meeting, MeetingStatus, Participant, ParticipantRole,
};
use model::{Claim, ClaimKind, Document, DocumentId, Party, Span};

pub(crate) fn now(seconds: i64) -> Timestamp {
    Timestamp::from_epoch_seconds(1_790_000_000 + seconds)
}

pub(crate) fn document(source: &str, text: &str, published: &str) -> Document {
    Document {
        id: DocumentId::of(format!("<p>{text}</p>").as_bytes()),
        source: source.to_owned(),
        media_type: "text/html".to_owned(),
        text: text.to_owned(),
        title: Some("A headline".to_owned()),
        published: published.parse().ok(),
        publisher: Some("Ministry".to_owned()),
        language: Some("en".to_owned()),
        ..Document::of_text("")
    }
}

/// A claim on the first words of a document.
pub(crate) fn claim(document: &Document, kind: ClaimKind) -> Claim {
    let end = document.text.find(' ').unwrap_or(document.text.len());
    Claim {
        kind,
        doc: document.id.clone(),
        evidence: vec![Span::new(0, end)],
        attributed_to: None,
        polarity: None,
        confidence: 0.9,
        rule: "test/fixture".to_owned(),
        event: None,
    }
}

pub(crate) fn parties(codes: &[&str]) -> Vec<Party> {
    codes.iter().map(|c| Party::new(*c)).collect()
}

pub(crate) fn meeting(mechanism: &str, ordinal: Option<u32>, date: Option<&str>, between: &[&str]) -> ClaimKind {
    ClaimKind::Meeting(Meeting {
        mechanism: (!mechanism.is_empty()).then(|| mechanism.to_owned()),
        ordinal,
        date: date.and_then(|d| d.parse().ok()),
        parties: parties(between),
        status: Some(MeetingStatus::Held),
        ..Meeting::default()
    })
}

pub(crate) fn attended(mechanism: &str, ordinal: u32, person: &str, party: &str) -> ClaimKind {
    let participant = Participant {
        person: Some(person.to_owned()),
        post: Some("Minister".to_owned()),
        party: Some(Party::new(party)),
        role: ParticipantRole::Chair,
    };
    ClaimKind::Meeting(Meeting {
        mechanism: Some(mechanism.to_owned()),
        ordinal: Some(ordinal),
        participants: vec![participant],
        ..Meeting::default()
    })
}

pub(crate) fn mechanism(name: &str, between: &[&str]) -> ClaimKind {
    ClaimKind::Mechanism(Mechanism { name: Some(name.to_owned()), parties: parties(between), ..Mechanism::default() })
}

pub(crate) fn signed(name: &str, date: &str, between: &[&str]) -> ClaimKind {
    ClaimKind::Instrument(Instrument {
        name: Some(name.to_owned()),
        action: Some(InstrumentAction::Signed),
        date: date.parse().ok(),
        parties: parties(between),
        ..Instrument::default()
    })
}

pub(crate) fn ban(by: &str, on: &str, status: MeasureStatus) -> ClaimKind {
    ClaimKind::Measure(Measure {
        kind: Some(MeasureType::Ban),
        by: parties(&[by]),
        on: vec![on.to_owned()],
        status: Some(status),
        ..Measure::default()
    })
}

/// A text long enough to be marked, told from others by `topic`.
pub(crate) fn article(topic: &str) -> String {
    let mut text = format!("{topic} was the subject of a meeting.");
    for i in 0..40 {
        text.push_str(&format!(" On {topic} the {}{topic} delegation said sentence word{i}{topic} of the talks.", i % 7));
    }
    text
}
