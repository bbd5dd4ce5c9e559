//! The body of a Word document, walked once; tables in tables are text of the outer cell.

use super::styles::{Meaning, Styles};
use super::{attribute, is_on, next, push_reference, reader_of};
use crate::ErrorKind;
use model::Role;
use quick_xml::events::{BytesStart, Event};

/// The blocks found so far.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    parts: Vec<(Role, String)>,
    tables: u16,
    title: Option<String>,
}

impl Blocks {
    /// The document's own headline: what is styled so, else its first heading of level 1.
    pub(super) fn title(&self) -> Option<&str> {
        let heading = || self.parts.iter().find(|(role, _)| *role == Role::Heading { level: 1 }).map(|(_, text)| text.as_str());
        self.title.as_deref().or_else(heading)
    }

    pub(super) fn into_parts(self) -> Vec<(Role, String)> {
        self.parts
    }
}

/// Reads `word/document.xml`.
pub(super) fn read(part: &str, styles: &Styles, blocks: &mut Blocks) -> Result<(), ErrorKind> {
    Walk::new(styles, blocks).run(part)
}

/// Reads notes; each of their paragraphs is one of the document's.
pub(super) fn read_notes(part: &str, styles: &Styles, blocks: &mut Blocks) -> Result<(), ErrorKind> {
    read(part, styles, blocks)
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: String,
    /// A list's id and depth, where the paragraph itself says so; id 0 takes it out of its style's list.
    list: Option<String>,
    depth: u8,
    outline: Option<u8>,
}

/// A table at hand.
#[derive(Debug)]
struct Table {
    number: u16,
    row: u16,
    column: u16,
    /// The cell's paragraphs so far.
    cell: Vec<String>,
    span: u16,
    continues_above: bool,
    row_heads: bool,
    first_row_heads: bool,
}

struct Walk<'w> {
    styles: &'w Styles,
    blocks: &'w mut Blocks,
    paragraphs: Vec<Paragraph>,
    table: Option<Table>,
    /// How many tables are open inside each other.
    nesting: usize,
    /// Elements since one whose content is left out was opened.
    skipping: usize,
    in_text: bool,
    run_hidden: bool,
}

impl<'w> Walk<'w> {
    fn new(styles: &'w Styles, blocks: &'w mut Blocks) -> Walk<'w> {
        Walk { styles, blocks, paragraphs: Vec::new(), table: None, nesting: 0, skipping: 0, in_text: false, run_hidden: false }
    }

    fn run(&mut self, part: &str) -> Result<(), ErrorKind> {
        let mut reader = reader_of(part);
        loop {
            match next(&mut reader)? {
                Event::Start(start) if self.skipping > 0 || is_left_out(&start) => self.skipping += 1,
                Event::Start(start) => self.start(&start),
                Event::Empty(start) if self.skipping == 0 => {
                    self.start(&start);
                    self.end(start.local_name().as_ref());
                }
                Event::End(_) if self.skipping > 0 => self.skipping -= 1,
                Event::End(end) => self.end(end.local_name().as_ref()),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let mut text = String::new();
                    push_reference(&mut text, &reference.xml10_content());
                    self.text(&text);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.skipping == 0 && !self.run_hidden {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        match start.local_name().as_ref() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => self.run_hidden = false,
            "t" => self.in_text = true,
            "tab" if !self.paragraphs.is_empty() => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("\u{2011}"),
            "vanish" | "webHidden" => self.run_hidden |= is_on(start),
            "rStyle" => self.run_hidden |= value().is_some_and(|id| self.styles.is_hidden(&id)),
            "tbl" => self.open_table(),
            "tr" => self.with_table(|table| (table.column, table.row_heads) = (0, false)),
            "tc" => self.with_table(|table| (table.span, table.continues_above) = (1, false)),
            "tblHeader" => self.with_table(|table| table.row_heads |= is_on(start)),
            "tblLook" => {
                // The bit of the old form says the same as the attribute of the new one.
                let old = value().and_then(|bits| u16::from_str_radix(&bits, 16).ok()).is_some_and(|bits| bits & 0x20 != 0);
                let heads = attribute(start, "firstRow").map_or(old, |first| first == "1" || first == "true");
                self.with_table(|table| table.first_row_heads = heads);
            }
            "gridSpan" => {
                let span = value().and_then(|n| n.parse::<u16>().ok()).unwrap_or(1).clamp(1, 1000);
                self.with_table(|table| table.span = span);
            }
            "vMerge" => {
                let continues = value().is_none_or(|v| v == "continue");
                self.with_table(|table| table.continues_above = continues);
            }
            name => self.paragraph_property(name, value),
        }
    }

    fn paragraph_property(&mut self, name: &str, value: impl Fn() -> Option<String>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match name {
            "pStyle" => paragraph.style = value().unwrap_or_default(),
            "numId" => paragraph.list = value(),
            "ilvl" => paragraph.depth = value().and_then(|depth| depth.parse().ok()).unwrap_or(0),
            "outlineLvl" => paragraph.outline = value().and_then(|level| level.parse().ok()),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" if self.nesting == 1 => self.end_cell(),
            "tr" => self.with_table(|table| table.row = table.row.saturating_add(1)),
            "tbl" => {
                self.nesting = self.nesting.saturating_sub(1);
                if self.nesting == 0 {
                    self.table = None;
                }
            }
            _ => {}
        }
    }

    /// Applies to the outermost table alone: an inner one has no cells of its own.
    fn with_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let (Some(table), 1) = (&mut self.table, self.nesting) {
            change(table);
        }
    }

    fn open_table(&mut self) {
        self.nesting += 1;
        if self.nesting == 1 {
            let number = self.blocks.tables;
            self.blocks.tables = number.saturating_add(1);
            let cell = Vec::new();
            self.table =
                Some(Table { number, row: 0, column: 0, cell, span: 1, continues_above: false, row_heads: false, first_row_heads: false });
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = &mut self.table else {
            return;
        };
        let text = std::mem::take(&mut table.cell).join("\n");
        let header = table.row_heads || table.row == 0 && table.first_row_heads;
        let role = Role::TableCell { table: table.number, row: table.row, column: table.column, header };
        table.column = table.column.saturating_add(table.span);
        if !text.is_empty() && !table.continues_above {
            self.blocks.parts.push((role, text));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let text =
            paragraph.text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n");
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        if let (Some(table), true) = (&mut self.table, self.nesting > 0) {
            table.cell.push(text);
            return;
        }
        let role = match self.meaning(&paragraph) {
            Meaning::Contents => return,
            Meaning::Title => {
                self.blocks.title.get_or_insert_with(|| text.clone());
                Role::Heading { level: 1 }
            }
            Meaning::Heading(level) => Role::Heading { level },
            Meaning::List(depth) => Role::ListItem { depth },
            Meaning::Caption => Role::Caption,
            Meaning::Plain => Role::Paragraph,
        };
        self.blocks.parts.push((role, text));
    }

    /// What a paragraph is: its own properties over its style's.
    fn meaning(&self, paragraph: &Paragraph) -> Meaning {
        let of_style = self.styles.meaning(&paragraph.style);
        match (&paragraph.list, of_style) {
            // A numbered heading is a heading.
            (_, Meaning::Heading(_) | Meaning::Title | Meaning::Contents | Meaning::Caption) => of_style,
            (Some(id), _) if id != "0" => Meaning::List(paragraph.depth),
            (Some(_), Meaning::List(_)) => Meaning::Plain,
            (None, Meaning::Plain) if paragraph.outline.is_some_and(|level| level < 6) => {
                Meaning::Heading(paragraph.outline.map_or(1, |level| level + 1))
            }
            _ => of_style,
        }
    }
}

/// Elements whose content is no text of the document: deleted and moved-away text, field codes, the older copy of
/// a drawing, separators of notes.
fn is_left_out(start: &BytesStart<'_>) -> bool {
    match start.local_name().as_ref() {
        "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "delInstrText" | "rt" | "sectPr" | "pPrChange" | "rPrChange" => true,
        "footnote" | "endnote" => attribute(start, "type").is_some_and(|kind| kind != "normal"),
        _ => false,
    }
}
