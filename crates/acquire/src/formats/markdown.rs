//! **What is the article in a Markdown file?**
//!
//! In → Out: decoded Markdown → a [`Draft`]: its headings, paragraphs, lists, tables and definitions; its front
//! matter as what the page says of itself.
//!
//! Never: keeps a link's address or a picture; renders HTML that stands inside.
//!
//! Source: CommonMark and the tables of GitHub's Markdown, as pulldown-cmark reads them; front matter as static
//! site generators write it (`key: value` between lines of `---`).

use crate::Origin;
use crate::boilerplate::{Line, Page, fold};
use crate::draft::Draft;
use crate::visible;
use model::{Role, Span};
use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Reads decoded Markdown.
pub(crate) fn read(text: &str, _origin: &Origin) -> Draft {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer::default();
    for event in Parser::new_ext(text, options) {
        writer.take(event);
    }
    writer.flush();
    let mut draft = writer.draft;
    fill(&mut draft);
    draft
}

/// What is open while the events go by.
#[derive(Default)]
struct Writer {
    draft: Draft,
    text: String,
    role: Option<Role>,
    lists: usize,
    table: u16,
    row: u16,
    column: u16,
    heads: bool,
    metadata: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if self.metadata => front_matter(&text, &mut self.draft),
            Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            Event::Rule => self.flush(),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let depth = u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX);
        match tag {
            Tag::Heading { level, .. } => self.begin(Role::Heading { level: *level as u8 }),
            Tag::Paragraph | Tag::CodeBlock(_) if self.lists == 0 && self.role.is_none() => self.begin(Role::Paragraph),
            Tag::CodeBlock(_) | Tag::Paragraph if self.text.is_empty() => {}
            Tag::CodeBlock(_) | Tag::Paragraph => {
                self.flush();
                self.role = Some(if self.lists > 0 { Role::ListItem { depth } } else { Role::Paragraph });
            }
            Tag::List(_) => {
                self.flush();
                self.lists += 1;
            }
            Tag::Item => self.begin(Role::ListItem { depth }),
            Tag::TableHead => self.heads = true,
            Tag::TableCell => self.begin(Role::TableCell { table: self.table, row: self.row, column: self.column, header: self.heads }),
            Tag::DefinitionListTitle => self.begin(Role::Term),
            Tag::DefinitionListDefinition => self.begin(Role::Definition),
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.metadata = true,
            Tag::Image { .. } => {}
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::TableCell => {
                self.flush();
                self.column = self.column.saturating_add(1);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                (self.row, self.column, self.heads) = (self.row.saturating_add(1), 0, false);
            }
            TagEnd::Table => (self.table, self.row) = (self.table.saturating_add(1), 0),
            TagEnd::MetadataBlock(_) => self.metadata = false,
            _ => {}
        }
    }

    fn begin(&mut self, role: Role) {
        self.flush();
        self.role = Some(role);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let role = self.role.take().unwrap_or(Role::Paragraph);
        self.draft.push(role, text.trim());
    }
}

/// `title: …`, `date: …` and their kind.
fn front_matter(text: &str, draft: &mut Draft) {
    for line in text.lines().take(200) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        let date = || visible::find_dates(&value[..value.floor_char_boundary(60)]).first().map(|found| found.date);
        match fold(key).as_str() {
            "title" => draft.title = Some(value.to_owned()),
            "date" | "published" | "publishdate" | "pubdate" | "created" => draft.published = draft.published.or_else(date),
            "updated" | "lastmod" | "modified" | "last_modified_at" => draft.updated = draft.updated.or_else(date),
            "author" | "authors" | "by" => draft.author = Some(value.trim_matches(['[', ']']).to_owned()),
            "publisher" | "source" | "site" | "organization" => draft.publisher = Some(value.to_owned()),
            "office" | "division" | "department" => draft.office = Some(value.to_owned()),
            "lang" | "language" | "locale" => draft.language = Some(value.to_owned()),
            _ => {}
        }
    }
}

/// What the front matter leaves open is read from the visible lines.
fn fill(draft: &mut Draft) {
    let spans: Vec<Span> = draft.blocks().iter().map(|block| block.span).collect();
    let lines = spans.iter().map(|span| Line { text: span.of(draft.text()), gap: true }).collect();
    let seen = visible::read(&Page::of(lines));
    let heading =
        draft.blocks().iter().find(|block| matches!(block.role, Role::Heading { .. })).map(|block| block.span.of(draft.text()).to_owned());
    draft.title = draft.title.take().or(heading).or(seen.title);
    draft.published = draft.published.or(seen.published);
    draft.updated = draft.updated.or(seen.updated);
    draft.author = draft.author.take().or(seen.author);
    draft.publisher = draft.publisher.take().or(seen.publisher);
    draft.office = draft.office.take().or(seen.office);
}

#[cfg(test)]
mod tests;
