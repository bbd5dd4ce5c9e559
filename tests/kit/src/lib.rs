//! Fixtures for tests: small documents written in place.

use model::{Block, Document, DocumentId, PartialDate, Role, Span};

/// A document whose blocks are parted by empty lines; `# ` opens a heading, `- ` a list item.
///
/// The marks stay out of the blocks, so that spans name what a reader would read.
#[must_use]
pub fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive('\n') {
        let line = part.trim_end_matches('\n');
        let (mark, role) = match line {
            l if l.starts_with("# ") => (2, Role::Heading { level: 1 }),
            l if l.starts_with("## ") => (3, Role::Heading { level: 2 }),
            l if l.starts_with("- ") => (2, Role::ListItem { depth: 0 }),
            _ => (0, Role::Paragraph),
        };
        if !line[mark..].trim().is_empty() {
            blocks.push(Block { span: Span::new(start + mark, start + line.len()), role });
        }
        start += part.len();
    }
    Document {
        id: DocumentId::of(text.as_bytes()),
        source: "test".to_owned(),
        media_type: "text/plain".to_owned(),
        text: text.to_owned(),
        blocks,
        title: None,
        published: None,
        updated: None,
        publisher: None,
        author: None,
        office: None,
        language: Some("en".to_owned()),
        comments: Vec::new(),
        notices: Vec::new(),
    }
}

/// The same document, published on a day.
#[must_use]
pub fn published(mut document: Document, date: &str) -> Document {
    document.published = date.parse::<PartialDate>().ok();
    document
}
