//! **Which lines does a reader see, and what is each?** A page's visible text, part by part.
//!
//! In → Out: tree → pieces in reading order, each with its role, its place in the tree and how much of it is link.
//!
//! Never: judges what is article ([`super::article`] does); shows what the page hides; joins what stands in two
//! blocks or parts what stands in one.
//!
//! Source: HTML Living Standard, section 15.3 (how elements are laid out by default).

use super::cues::Cue;
use super::dom::{Dom, heading_level, is_block, is_invisible};
use super::tables::{self, Cells};
use model::Role;

/// A visible part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub(super) role: Role,
    /// Its text; lines that a `<br>` parts are parted by `\n`.
    pub(super) text: String,
    /// Its first text node.
    pub(super) at: usize,
    /// The block element that holds it.
    pub(super) block: usize,
    /// Characters, white space not counted.
    pub(super) characters: usize,
    /// How many of them are links.
    pub(super) linked: usize,
}

/// What is known of the text at some place of the tree.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Where the element ends.
    end: usize,
    /// The innermost block element.
    block: usize,
    /// What its text is.
    role: Role,
    /// How many lists stand around it.
    lists: u8,
    linked: bool,
    preformatted: bool,
    /// Whether it is an element that begins and ends a line.
    breaks: bool,
    /// Number of the data table around it.
    table: Option<usize>,
}

/// Collects the text of one block at a time.
struct Writer<'d> {
    dom: &'d Dom<'d>,
    pieces: Vec<Piece>,
    line: String,
    at: usize,
    linked: usize,
    characters: usize,
    /// White space has been seen since the last character.
    space: bool,
}

/// Elements whose content is never text of the page.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "svg"
            | "math"
            | "select"
            | "datalist"
            | "textarea"
            | "button"
            | "object"
            | "canvas"
            | "audio"
            | "video"
            | "iframe"
            | "title"
            | "noembed"
            | "noframes"
            | "rt"
            | "rp"
            | "progress"
            | "meter"
    )
}

/// Whether the page hides the element from those who look at it.
fn is_hidden(dom: &Dom<'_>, node: usize) -> bool {
    if dom.has_attribute(node, "hidden") || dom.attribute(node, "aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true")) {
        return true;
    }
    let Some(style) = dom.attribute(node, "style") else { return false };
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let (property, value) = (property.trim(), value.trim().trim_end_matches("!important").trim());
        (property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none"))
            || (property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden"))
    })
}

/// The pieces of a page.
pub(super) fn read(dom: &Dom<'_>, cues: &[Cue]) -> Vec<Piece> {
    let mut writer = Writer { dom, pieces: Vec::new(), line: String::new(), at: 0, linked: 0, characters: 0, space: false };
    let mut cells = Cells::default();
    let page =
        Place { end: dom.len(), block: 0, role: Role::Paragraph, lists: 0, linked: false, preformatted: false, breaks: true, table: None };
    let mut places = vec![page];
    let mut node = 1;
    while node < dom.len() {
        while let Some(place) = places.pop_if(|p| p.end <= node) {
            if place.breaks {
                writer.break_off(&place);
            }
        }
        let place = *places.last().expect("the page ends last");
        if let Some(text) = dom.text(node) {
            writer.write(&text, node, &place);
            node += 1;
            continue;
        }
        let name = dom.name(node);
        if is_silent(name) || is_hidden(dom, node) || cues[node] == Cue::Unseen {
            // A script inside a word parts nothing; anything that would show parts what it stands between.
            writer.space |= !matches!(name, "script" | "style" | "template" | "rt" | "rp");
            node = dom.end(node);
            continue;
        }
        match name {
            "br" => writer.line_break(),
            "hr" => writer.break_off(&place),
            "img" | "input" | "wbr" => {}
            _ => {
                let inner = enter(dom, cues, node, &place, &mut cells);
                if inner.breaks {
                    writer.break_off(&place);
                }
                if inner.end > node + 1 {
                    places.push(inner);
                }
            }
        }
        node += 1;
    }
    while let Some(place) = places.pop() {
        writer.break_off(&place);
    }
    writer.pieces
}

/// The place inside the element `node`, which stands at `outer`.
fn enter(dom: &Dom<'_>, cues: &[Cue], node: usize, outer: &Place, cells: &mut Cells) -> Place {
    let name = dom.name(node);
    let mut place = Place { end: dom.end(node), breaks: false, ..*outer };
    if name == "a" {
        // A name for others to point to is no link.
        place.linked = match dom.attribute(node, "href") {
            Some(href) => !href.trim_start().starts_with("javascript:"),
            None => !(dom.has_attribute(node, "name") || dom.has_attribute(node, "id")),
        };
    }
    if !is_block(name) {
        // What the page marks as no part of the article is judged by itself, even in the middle of a line.
        place.breaks = outer.table.is_none() && name != "a" && cues[node] == Cue::Out;
        if place.breaks {
            place.block = node;
        }
        return place;
    }
    place.breaks = true;
    place.block = node;
    if name == "table" && outer.table.is_none() && tables::is_data(dom, node) {
        place.table = Some(cells.begin());
        return place;
    }
    if place.table.is_some() {
        if let Some(role) = cells.enter(dom, node) {
            place.role = role;
        } else if name == "caption" {
            place.role = Role::Caption;
        }
        return place;
    }
    place.role = match name {
        "ul" | "ol" | "menu" | "dir" => {
            place.lists = outer.lists.saturating_add(1);
            outer.role
        }
        "li" => Role::ListItem { depth: outer.lists.saturating_sub(1) },
        "dt" => Role::Term,
        "dd" => Role::Definition,
        "figcaption" | "caption" => Role::Caption,
        "table" | "tbody" | "tr" | "td" | "th" => Role::Paragraph,
        "pre" | "listing" | "xmp" => {
            place.preformatted = true;
            outer.role
        }
        _ => match heading_level(name).or_else(|| aria_heading(dom, node)) {
            Some(level) => Role::Heading { level },
            None => outer.role,
        },
    };
    place
}

/// Level of an element that is a heading by its role alone.
fn aria_heading(dom: &Dom<'_>, node: usize) -> Option<u8> {
    dom.attribute(node, "role").filter(|role| role.eq_ignore_ascii_case("heading"))?;
    let level = dom.attribute(node, "aria-level").and_then(|level| level.trim().parse::<u8>().ok());
    Some(level.unwrap_or(2).clamp(1, 6))
}

impl Writer<'_> {
    /// Adds the text of a text node.
    fn write(&mut self, text: &str, node: usize, place: &Place) {
        for c in text.chars() {
            if c.is_whitespace() {
                if place.preformatted && c == '\n' {
                    self.line_break();
                }
                self.space = true;
                continue;
            }
            if is_invisible(c) {
                continue;
            }
            if self.characters == 0 {
                self.at = node;
            }
            if std::mem::take(&mut self.space) && !self.line.is_empty() && !self.line.ends_with('\n') {
                self.line.push(' ');
            }
            self.line.push(c);
            self.characters += 1;
            self.linked += usize::from(place.linked);
        }
    }

    fn line_break(&mut self) {
        if !self.line.is_empty() {
            self.line.push('\n');
        }
        self.space = false;
    }

    /// Ends what was written at `place`. Inside a cell a block is a line, since a cell is one part.
    fn break_off(&mut self, place: &Place) {
        let row = place.table.is_some()
            && matches!(self.dom.name(place.block), "tr" | "td" | "th" | "table" | "tbody" | "thead" | "tfoot" | "caption");
        if place.table.is_some() && !row {
            if !self.line.ends_with('\n') {
                self.line_break();
            }
            return;
        }
        let line = std::mem::take(&mut self.line);
        let (characters, linked) = (std::mem::take(&mut self.characters), std::mem::take(&mut self.linked));
        self.space = false;
        if characters == 0 {
            return;
        }
        let piece = Piece { role: place.role, text: String::new(), at: self.at, block: place.block, characters, linked };
        match place.role {
            Role::Paragraph | Role::ListItem { .. } | Role::Definition => self.push_lines(&line, &piece),
            Role::Heading { .. } | Role::Term | Role::Caption => {
                self.pieces.push(Piece { text: line.replace('\n', " ").trim().to_owned(), ..piece })
            }
            Role::TableCell { .. } => self.pieces.push(Piece { text: line.trim().to_owned(), ..piece }),
        }
    }

    /// Adds a block that may hold several paragraphs, parted by empty lines, and lines with bullets.
    fn push_lines(&mut self, text: &str, piece: &Piece) {
        let mut paragraph = String::new();
        let flush = |paragraph: &mut String, pieces: &mut Vec<Piece>, role: Role| {
            let text = std::mem::take(paragraph);
            if text.is_empty() {
                return;
            }
            let characters = text.chars().filter(|c| !c.is_whitespace()).count();
            // Links are counted for the block as a whole and shared out by length.
            let linked = piece.linked * characters / piece.characters.max(1);
            pieces.push(Piece { role, text, characters, linked, ..*piece });
        };
        for line in text.split('\n').map(str::trim) {
            if line.is_empty() {
                flush(&mut paragraph, &mut self.pieces, piece.role);
                continue;
            }
            if piece.role == Role::Paragraph
                && let Some(item) = bulleted(line)
            {
                flush(&mut paragraph, &mut self.pieces, piece.role);
                flush(&mut item.to_owned(), &mut self.pieces, Role::ListItem { depth: 0 });
                continue;
            }
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(line);
        }
        flush(&mut paragraph, &mut self.pieces, piece.role);
    }
}

/// What stands behind a bullet that is typed rather than marked up.
fn bulleted(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['•', '・', '●', '○', '■', '□', '▪', '◆', '◇', '▶', '►', '‣', '※', '✓', '➢'])?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some(rest)
}
