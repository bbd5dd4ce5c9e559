//! Made documents for tests that need very many of them.

use model::claim::Meeting;
use model::{Claim, ClaimKind, Document, DocumentId, Party, Span};

/// What a writer's `n`th document tells of one of so many series.
pub(crate) fn account(writer: &str, n: usize, series: usize) -> (Document, Vec<Claim>) {
    let text = format!("Session {n} of series {} was held, says {writer}. ", n % series) + &format!("Words {n} of {writer} ").repeat(20);
    let id = DocumentId::of(text.as_bytes());
    let document = Document {
        id: id.clone(),
        source: format!("https://{writer}.example/{n}"),
        media_type: "text/html".to_owned(),
        published: "2024-05-06".parse().ok(),
        text,
        ..Document::of_text("")
    };
    let meeting = Meeting {
        mechanism: Some(format!("Series{}-Region Talks", n % series)),
        ordinal: u32::try_from(n / series).ok(),
        parties: vec![Party::new("JPN"), Party::new("CHN")],
        ..Meeting::default()
    };
    let claim = Claim {
        kind: ClaimKind::Meeting(meeting),
        doc: id,
        evidence: vec![Span::new(0, 9)],
        attributed_to: None,
        polarity: None,
        confidence: 0.9,
        rule: "test/made".to_owned(),
        event: None,
    };
    (document, vec![claim])
}
