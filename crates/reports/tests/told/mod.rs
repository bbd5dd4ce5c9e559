//! Documents told as claims, and questions asked of them.

use model::{Claim, Document, DocumentId, PartialDate, Span};
use register::{Register, Snapshot, Timestamp, in_memory};
use reports::{Answer, Book, Item};
use serde_json::Value;

/// A register told by documents, each by a publisher on a day.
pub(crate) fn told(documents: &[(&str, &str, Value)]) -> Register {
    let mut register = in_memory();
    for (n, (publisher, published, claims)) in documents.iter().enumerate() {
        let text: String = (0..60).map(|i| format!("Word{n}x{i} of {publisher} ")).collect();
        let id = DocumentId::of(text.as_bytes());
        let document = Document {
            id: id.clone(),
            source: format!("https://{n}.example/"),
            title: Some(format!("Document {n}")),
            published: published.parse().ok(),
            publisher: Some((*publisher).to_owned()),
            text,
            ..Document::of_text("")
        };
        let claims: Vec<Claim> = claims
            .as_array()
            .unwrap()
            .iter()
            .map(|kind| Claim {
                kind: serde_json::from_value(kind.clone()).unwrap(),
                doc: id.clone(),
                evidence: vec![Span::new(0, 6)],
                attributed_to: None,
                polarity: None,
                confidence: 0.9,
                rule: "test/told".to_owned(),
                event: None,
            })
            .collect();
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        register.ingest(&[(document, claims)], "test", now).unwrap();
    }
    register
}

pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().unwrap()
}

pub(crate) fn ask<T>(snapshot: &Snapshot, as_of: &str, question: impl FnOnce(&Book<'_>) -> T) -> T {
    let called = |code: &str| (code == "JPN").then(|| "Japan".to_owned());
    let party = |name: &str| match name {
        "Japan" | "Japanese" | "JPN" => Some("JPN".to_owned()),
        "China" | "Chinese" | "CHN" => Some("CHN".to_owned()),
        _ => None,
    };
    let text = |_: &DocumentId| None;
    question(&Book::new(snapshot, date(as_of), 50, &text, &called, &party))
}

#[allow(dead_code, reason = "not every test asks for items")]
pub(crate) fn item<'a>(answer: &'a Answer, heading: &str) -> &'a Item {
    let section = answer.sections.iter().find(|s| s.heading == heading);
    section.unwrap_or_else(|| panic!("{answer:#?}")).items.first().unwrap()
}
