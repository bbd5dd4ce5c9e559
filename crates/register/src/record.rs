//! What a person knows at first hand: a claim whose source is the person's own record, marked so by its address and its
//! type, so that nobody takes it for a publication.

use model::{Claim, ClaimKind, Document, DocumentId, PartialDate, Span};

/// The rule of what a person records: no reading, that could be wrong more or less often.
pub(crate) const RULE: &str = "by-hand";

/// The record of a claim: `statement` is its evidence, `written` the claim as the person wrote it.
#[must_use]
pub fn record(author: &str, statement: &str, kind: ClaimKind, written: &str, said: PartialDate) -> (Document, Claim) {
    let text = statement.trim().to_owned();
    let id = DocumentId::of(format!("{author}\n{text}\n{written}").as_bytes());
    let digits: String = id.as_str().trim_start_matches("sha256:").chars().take(12).collect();
    let claim = Claim {
        kind,
        doc: id.clone(),
        evidence: vec![Span::new(0, text.len())],
        attributed_to: None,
        polarity: None,
        confidence: 1.0,
        rule: RULE.to_owned(),
        event: None,
    };
    let document = Document {
        source: format!("record:{author}/{digits}"),
        id,
        media_type: "text/x-record".to_owned(),
        title: Some(format!("Record by {author}")),
        published: Some(said),
        author: Some(author.to_owned()),
        ..Document::of_text(statement.trim())
    };
    (document, claim)
}
