use super::*;
use model::{Block, DocumentId, Role};
use proptest::prelude::*;
use std::sync::LazyLock;

static A: LazyLock<Annotator> = LazyLock::new(Annotator::new);

/// A document of paragraphs, one a line, the first one its heading.
fn document(text: &str, published: &str, publisher: Option<&str>) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if end > at {
            let role = if blocks.is_empty() { Role::Heading { level: 1 } } else { Role::Paragraph };
            blocks.push(Block { span: Span::new(at, end), role });
        }
        at += line.len();
    }
    Document {
        id: DocumentId::of(text.as_bytes()),
        source: "test".into(),
        media_type: "text/plain".into(),
        text: text.into(),
        title: text.lines().next().map(Into::into),
        blocks,
        published: published.parse().ok(),
        updated: None,
        publisher: publisher.map(Into::into),
        author: None,
        office: None,
        language: None,
        comments: Vec::new(),
        notices: Vec::new(),
    }
}

/// Every party mention as `words = parties`.
fn parties(text: &str) -> Vec<String> {
    let document = document(text, "2025-06-01", None);
    let annotated = A.names(&document);
    let show = |p: &[Party]| p.iter().map(Party::as_str).collect::<Vec<_>>().join("+");
    let party = |m: &Mention| match &m.kind {
        MentionKind::Party(p) => Some(format!("{} = {}", document.quote(m.span), show(p))),
        _ => None,
    };
    annotated.mentions.iter().filter_map(party).collect()
}

/// Every person with an office as `name: title of party`.
fn offices(text: &str) -> Vec<String> {
    let document = document(text, "2025-06-01", None);
    let annotated = A.names(&document);
    let mut all = Vec::new();
    for e in &annotated.entities {
        for o in &e.offices {
            all.push(format!("{}: {} of {}", e.name, o.title, o.party.as_ref().map_or("-", Party::as_str)));
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn mentions_lie_in_the_text_in_order(text in "(\\PC|\n|Ministry of |Mr\\. |Minister |Japan |, |\\(|\\)|the two |December 6 |[A-Z][a-z]+ ){0,60}") {
        let document = document(&text, "2025-06-01", Some("Ministry of Foreign Affairs of Japan"));
        let annotated = A.names(&document);
        let mut end = 0;
        for m in &annotated.mentions {
            prop_assert!(m.span.start >= end && m.span.end > m.span.start);
            prop_assert!(text.get(m.span.range()).is_some());
            prop_assert!(m.entity.is_none_or(|e| e < annotated.entities.len()));
            end = m.span.end;
        }
        for e in &annotated.entities {
            prop_assert!(e.offices.iter().all(|o| o.mention < annotated.mentions.len()));
        }
    }
}
