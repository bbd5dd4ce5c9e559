//! The output of `chancery extract`: one JSON object per document and per claim.
//!
//! Inside the program a span counts bytes; here it counts Unicode scalar values, as the contract has it.

use model::claim::{Polarity, PoliticalEvent};
use model::{Claim, ClaimId, ClaimKind, Comment, Document, DocumentId, Notice, PartialDate, Span, TextId, Who};
use serde::Serialize;

/// A document as the contract writes it.
#[derive(Debug, Serialize)]
pub struct DocumentRecord<'a> {
    kind: &'static str,
    id: &'a DocumentId,
    source: &'a str,
    media_type: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<PartialDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    comments: &'a [Comment],
    #[serde(skip_serializing_if = "<[Notice]>::is_empty")]
    notices: &'a [Notice],
}

/// A claim as the contract writes it.
#[derive(Debug, Serialize)]
pub struct ClaimRecord<'a> {
    #[serde(flatten)]
    kind: &'a ClaimKind,
    pub(crate) id: ClaimId,
    doc: &'a DocumentId,
    pub(crate) evidence: Vec<Quote<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attributed_to: Option<&'a Who>,
    #[serde(skip_serializing_if = "Option::is_none")]
    polarity: Option<Polarity>,
    confidence: f32,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a PoliticalEvent>,
}

/// A piece of evidence: offsets in Unicode scalar values, and the slice they name.
#[derive(Debug, Serialize)]
pub struct Quote<'a> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) quote: &'a str,
}

impl<'a> DocumentRecord<'a> {
    /// The record of a document.
    #[must_use]
    pub fn of(document: &'a Document) -> DocumentRecord<'a> {
        DocumentRecord {
            kind: "document",
            id: &document.id,
            source: &document.source,
            media_type: &document.media_type,
            text: &document.text,
            title: document.title.as_deref(),
            published: document.published,
            updated: document.updated,
            publisher: document.publisher.as_deref(),
            author: document.author.as_deref(),
            office: document.office.as_deref(),
            language: document.language.as_deref(),
            comments: &document.comments,
            notices: &document.notices,
        }
    }
}

/// The records of claims read from one document, in the order given.
pub fn claim_records<'a>(document: &'a Document, claims: &'a [Claim]) -> impl Iterator<Item = ClaimRecord<'a>> {
    let text_id: TextId = document.text_id();
    let scalars = Scalars::of(&document.text);
    claims.iter().map(move |claim| ClaimRecord {
        kind: &claim.kind,
        id: claim.id(&text_id),
        doc: &claim.doc,
        evidence: claim.evidence.iter().map(|&span| scalars.quote(&document.text, span)).collect(),
        attributed_to: claim.attributed_to.as_ref(),
        polarity: claim.polarity,
        confidence: claim.confidence,
        rule: &claim.rule,
        event: claim.event.as_ref(),
    })
}

/// Writes a document's record and its claims' records, a line each.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_lines(out: &mut dyn std::io::Write, document: &Document, claims: &[Claim]) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, &DocumentRecord::of(document))?;
    out.write_all(b"\n")?;
    for record in claim_records(document, claims) {
        serde_json::to_writer(&mut *out, &record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes a document's record with its claims' records under `claims`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_nested(out: &mut dyn std::io::Write, document: &Document, claims: &[Claim]) -> std::io::Result<()> {
    #[derive(Serialize)]
    struct Nested<'a> {
        #[serde(flatten)]
        document: DocumentRecord<'a>,
        claims: Vec<ClaimRecord<'a>>,
    }
    let nested = Nested { document: DocumentRecord::of(document), claims: claim_records(document, claims).collect() };
    serde_json::to_writer_pretty(&mut *out, &nested)?;
    Ok(())
}

/// From byte offsets to counts of Unicode scalar values: a count at every [`Scalars::STRIDE`]th byte, so that a
/// look-up costs the same anywhere in a text of any length.
struct Scalars {
    before: Vec<u32>,
}

impl Scalars {
    const STRIDE: usize = 256;

    fn of(text: &str) -> Scalars {
        let count = |chunk: &[u8]| chunk.iter().filter(|b| (**b as i8) >= -0x40).count() as u32;
        let before = text.as_bytes().chunks(Self::STRIDE).scan(0, |sum, chunk| {
            let here = *sum;
            *sum += count(chunk);
            Some(here)
        });
        Scalars { before: before.collect() }
    }

    fn at(&self, text: &str, byte: usize) -> usize {
        let stride = (byte / Self::STRIDE).min(self.before.len().saturating_sub(1));
        let from = stride * Self::STRIDE;
        let within = text.as_bytes()[from..byte].iter().filter(|b| (**b as i8) >= -0x40).count();
        self.before.get(stride).copied().unwrap_or(0) as usize + within
    }

    fn quote<'a>(&self, text: &'a str, span: Span) -> Quote<'a> {
        let quote = span.of(text);
        let start = self.at(text, span.start as usize);
        Quote { start, end: start + quote.chars().count(), quote }
    }
}

#[cfg(test)]
mod tests;
