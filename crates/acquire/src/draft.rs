//! A document in the making: parts are pushed in reading order, spans follow from what was pushed.

use crate::{Origin, language};
use model::{Block, Comment, Document, DocumentId, Notice, PartialDate, Role, Span};

/// What a format's reader has found so far.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: String,
    blocks: Vec<Block>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<PartialDate>,
    pub(crate) updated: Option<PartialDate>,
    pub(crate) publisher: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) notices: Vec<Notice>,
}

impl Draft {
    /// Adds a block. Cells of one row are parted by a tab, items and rows by a line, all else by an empty line.
    /// White space inside is left as it is given, but none stands at either end; an empty block is dropped.
    pub(crate) fn push(&mut self, role: Role, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.blocks.last() {
            self.text.push_str(separator(last.role, role));
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block { span: Span::new(start, self.text.len()), role });
    }

    /// The same article under its headline, unless it begins with it.
    pub(crate) fn headed(mut self, title: &str) -> Draft {
        let begins_so = self.blocks.first().is_some_and(|first| first.span.of(&self.text) == title);
        if title.is_empty() || self.blocks.is_empty() || begins_so || self.title.as_deref() == Some(title) && self.text.contains(title) {
            return self;
        }
        let mut headed = Draft::default();
        headed.push(Role::Heading { level: 1 }, title);
        for block in &self.blocks {
            headed.push(block.role, block.span.of(&self.text));
        }
        let moved_by = headed.text.len() - self.text.len();
        for span in self.notices.iter_mut().filter_map(|notice| notice.span.as_mut()) {
            *span = Span::new(span.range().start + moved_by, span.range().end + moved_by);
        }
        Draft { text: headed.text, blocks: headed.blocks, ..self }
    }

    /// The article so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Its blocks so far.
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The document read from `bytes`.
    pub(crate) fn finish(self, bytes: &[u8], media_type: &str, origin: &Origin) -> Document {
        let language = language::of(&self.text, self.language.as_deref());
        Document {
            id: DocumentId::of(bytes),
            source: origin.source.clone(),
            media_type: media_type.to_owned(),
            text: self.text,
            blocks: self.blocks,
            title: self.title,
            published: self.published,
            updated: self.updated,
            publisher: self.publisher,
            author: self.author,
            office: self.office,
            language,
            comments: self.comments,
            notices: self.notices,
        }
    }
}

/// What stands between two blocks, so that a reader of the plain text sees the structure too.
fn separator(last: Role, next: Role) -> &'static str {
    match (last, next) {
        (Role::TableCell { table: t, row: r, .. }, Role::TableCell { table, row, .. }) if t == table && r == row => "\t",
        (Role::TableCell { table: t, .. }, Role::TableCell { table, .. }) if t == table => "\n",
        (Role::ListItem { .. }, Role::ListItem { .. })
        | (Role::Term, Role::Definition)
        | (Role::Definition, Role::Term | Role::Definition) => "\n",
        _ => "\n\n",
    }
}
