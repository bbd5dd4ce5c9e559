use crate::{DocumentId, Notice, PartialDate, Span, TextId};
use serde::{Deserialize, Serialize};

/// What was retrieved: the article alone, with what its page says about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Digest of the bytes it was read from.
    pub id: DocumentId,
    /// Path or address as given.
    pub source: String,
    /// Media type the bytes turned out to have: `text/html`, `application/pdf`.
    pub media_type: String,
    /// The article: no navigation, advertising, related links or readers' comments.
    pub text: String,
    /// The parts of `text`, in order, none overlapping; white space between them belongs to no block.
    pub blocks: Vec<Block>,
    /// The article's own headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<PartialDate>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The division or office in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Readers' comments in the order of the page; never evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// What a reader should know about how the document was read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

impl Document {
    /// A text that stands alone, a paragraph a line, with nothing known about it.
    #[must_use]
    pub fn of_text(text: &str) -> Document {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let body = line.trim_end();
            if !body.is_empty() {
                blocks.push(Block { span: Span::new(at, at + body.len()), role: Role::Paragraph });
            }
            at += line.len();
        }
        Document {
            id: DocumentId::of(text.as_bytes()),
            source: String::new(),
            media_type: "text/plain".to_owned(),
            text: text.to_owned(),
            blocks,
            title: None,
            published: None,
            updated: None,
            publisher: None,
            author: None,
            office: None,
            language: None,
            comments: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// The name of the article's text, equal wherever the same article stands.
    #[must_use]
    pub fn text_id(&self) -> TextId {
        TextId::of(&self.text)
    }

    /// The slice of the text that `span` names.
    #[must_use]
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The block that holds the byte at `offset`.
    #[must_use]
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        let next = self.blocks.partition_point(|b| b.span.start <= offset);
        let i = next.checked_sub(1)?;
        (offset < self.blocks[i].span.end).then_some(i)
    }

    /// The headings that stand over block `index`, the nearest first.
    pub fn headings_over(&self, index: usize) -> impl Iterator<Item = &Block> {
        let mut level = match self.blocks.get(index).map(|b| b.role) {
            Some(Role::Heading { level }) => level,
            _ => u8::MAX,
        };
        self.blocks[..index.min(self.blocks.len())].iter().rev().filter(move |b| match b.role {
            Role::Heading { level: over } if over < level => {
                level = over;
                true
            }
            _ => false,
        })
    }
}

/// A part of the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    #[serde(flatten)]
    pub role: Role,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub enum Role {
    /// A heading; level 1 is the title, 6 the lowest.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem {
        /// 0 for an outermost list, 1 for a list inside an item.
        depth: u8,
    },
    /// A cell of a table. Rows and columns count from 0, tables from 0 in the order of the document.
    TableCell {
        /// Which table.
        table: u16,
        /// Which row.
        row: u16,
        /// Which column; a cell that spans several stands at its first.
        column: u16,
        /// Whether it heads its row or column.
        header: bool,
    },
    /// The term of a definition list or of a `label: value` line.
    Term,
    /// What a term is defined as.
    Definition,
    /// What is written under a picture, or over a table.
    Caption,
}

/// One reader's comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Name the reader goes by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// When it was posted, as the page says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted: Option<String>,
    /// What it says.
    pub text: String,
    /// Votes for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up: Option<u32>,
    /// Votes against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub down: Option<u32>,
    /// Votes for it less votes against it, or the one number that the page shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<i32>,
}
