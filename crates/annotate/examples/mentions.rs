//! Prints the mentions and entities of plain texts, one a line: `cargo run --example mentions -- FILE…`.
//!
//! A text is cut into paragraphs at blank lines. A first line `published: 2024-06-21` or `publisher: NAME` sets the document's.

use annotate::{Annotator, MentionKind};
use model::{Block, Document, DocumentId, Role, Span};
use std::io::Write;

fn main() -> std::io::Result<()> {
    let annotator = Annotator::new();
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let document = document(&path, std::fs::read_to_string(&path)?);
        let annotated = annotator.names(&document);
        writeln!(out, "== {path}")?;
        for m in &annotated.mentions {
            let entity = m.entity.map(|e| annotated.entities[e].name.as_str()).unwrap_or_default();
            let value = match &m.kind {
                MentionKind::Date(d) => format!("date {} {:?}", d.value.map_or("?".into(), |v| v.to_string()), d.connective),
                MentionKind::Quantity(q) => format!("quantity {} {:?} {:?} {:?} {}", q.value, q.max, q.unit, q.bound, q.approximate),
                other => format!("{other:?}"),
            };
            writeln!(out, "{:>6} {:?}\t{:?}\t{value}\t{entity}", m.span.start, document.quote(m.span), m.form)?;
        }
        for e in &annotated.entities {
            writeln!(
                out,
                "  {:?} {} {:?} {:?}",
                e.kind,
                e.name,
                e.parties,
                e.offices.iter().map(|o| (&o.title, &o.party)).collect::<Vec<_>>()
            )?;
        }
        for n in annotated.notices {
            writeln!(out, "  {} {}", n.code, n.message)?;
        }
    }
    Ok(())
}

fn document(path: &str, raw: String) -> Document {
    let field = |name: &str| raw.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim().to_owned());
    let (published, publisher) = (field("published:").and_then(|v| v.parse().ok()), field("publisher:"));
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in raw.split_inclusive("\n\n") {
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            let at = start + (part.len() - part.trim_start().len());
            let role = if blocks.is_empty() { Role::Heading { level: 1 } } else { Role::Paragraph };
            blocks.push(Block { span: Span::new(at, at + trimmed.len()), role });
        }
        start += part.len();
    }
    Document {
        id: DocumentId::of(raw.as_bytes()),
        source: path.to_owned(),
        title: blocks.first().map(|b| b.span.of(&raw).to_owned()),
        text: raw,
        blocks,
        published,
        publisher,
        ..Document::of_text("")
    }
}
