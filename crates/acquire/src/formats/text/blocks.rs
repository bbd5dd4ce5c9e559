//! Units become blocks: headings, paragraphs, items, tables, terms with their definitions.

use super::lists::{Marker, Style, marker};
use super::tables;
use super::units::Unit;
use crate::boilerplate::{ends_sentence, fold, is_running, words};
use crate::draft::Draft;
use crate::visible;
use model::Role;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A unit of the article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) unit: &'a Unit<'a>,
    /// Whether it is the headline or a line of it.
    pub(super) title: bool,
    /// Whether it tells what a picture shows.
    pub(super) caption: bool,
}

impl Part<'_> {
    fn text(&self) -> &str {
        &self.unit.text
    }
}

/// Labels of outlines that have no colon. Origin: composed for this program.
const LABELS: &[&str] = &[
    "date",
    "dates",
    "date and time",
    "date & time",
    "time",
    "time and date",
    "venue",
    "place",
    "location",
    "participants",
    "main participants",
    "major participants",
    "attendees",
    "main attendees",
    "attendance",
    "chair",
    "chairs",
    "co-chair",
    "co-chairs",
    "chairperson",
    "host",
    "hosts",
    "hosted by",
    "organizer",
    "organizers",
    "organiser",
    "organisers",
    "organized by",
    "co-organizer",
    "co-organizers",
    "agenda",
    "theme",
    "language",
    "languages",
    "period",
    "duration",
    "format",
    "purpose",
    "speakers",
    "signatories",
    "release date",
    "division in charge",
    "contact",
    "for inquiries",
    "inquiries",
    "last updated",
    "schedule",
    "delegation",
    "capacity",
    "fee",
    "objective",
    "objectives",
];

static OUTLINE: LazyLock<HashSet<&str>> = LazyLock::new(|| LABELS.iter().copied().collect());

/// Whether a text is a label of an outline, whatever its colon.
fn is_outline_label(text: &str) -> bool {
    text.len() <= 60 && OUTLINE.contains(fold(text.trim_end_matches([':', '：'])).as_str())
}

/// State that goes from block to block.
#[derive(Default)]
struct Writer<'a> {
    parts: &'a [Part<'a>],
    at: usize,
    /// Styles of the numbered headings that the place lies under.
    headings: Vec<Style>,
    /// Styles of the lists that the place lies in.
    lists: Vec<Style>,
    tables: u16,
    /// The style that numbers the article's paragraphs.
    counted: Option<Style>,
}

/// Pushes the article's blocks.
pub(super) fn push(parts: &[Part<'_>], draft: &mut Draft) {
    let mut writer = Writer { parts, ..Writer::default() };
    while writer.at < parts.len() {
        writer.step(draft);
    }
}

impl Writer<'_> {
    fn step(&mut self, draft: &mut Draft) {
        let part = self.parts[self.at];
        if part.title {
            self.title(draft);
        } else if part.caption {
            draft.push(Role::Caption, part.text());
            self.at += 1;
        } else if self.table(draft) || self.terms(draft) {
            self.lists.clear();
        } else if let Some(mark) = marker(part.text()) {
            self.marked(mark, draft);
        } else if let Some(level) = self.heading(self.at) {
            self.lists.clear();
            draft.push(Role::Heading { level }, part.text());
            self.at += 1;
        } else {
            let headed = matches!(draft.blocks().last().map(|b| b.role), Some(Role::Heading { .. }));
            let role = self.plain(self.at, headed);
            if role == Role::Paragraph {
                self.lists.clear();
            }
            draft.push(role, part.text());
            self.at += 1;
        }
    }

    /// The lines of the headline as one heading.
    fn title(&mut self, draft: &mut Draft) {
        let from = self.at;
        while self.at < self.parts.len() && self.parts[self.at].title {
            self.at += 1;
        }
        let lines: Vec<&str> = self.parts[from..self.at].iter().map(Part::text).collect();
        let text = visible::headline(&lines.join("\n")).to_owned();
        draft.push(Role::Heading { level: 1 }, &text);
    }

    /// Whether unit `i` stands with the one before it.
    fn follows(&self, i: usize) -> bool {
        self.parts.get(i).is_some_and(|p| !p.unit.gap && !p.title && !p.caption)
    }

    fn table(&mut self, draft: &mut Draft) -> bool {
        if tables::cells(self.parts[self.at].unit.raw).is_none() || is_year_entry(self.parts[self.at].unit.raw).is_some() {
            return false;
        }
        let together = (self.at + 1..self.parts.len()).take_while(|&i| self.follows(i));
        let raws: Vec<&str> = tables::rows(std::iter::once(self.at).chain(together).map(|i| self.parts[i].unit.raw));
        let rows = raws.len();
        if rows == 0 {
            return false;
        }
        if tables::is_outline(&raws) {
            for raw in &raws {
                for (column, cell) in tables::cells(raw).unwrap_or_default().into_iter().enumerate() {
                    draft.push(if column == 0 { Role::Term } else { Role::Definition }, cell);
                }
            }
            self.at += rows;
            return true;
        }
        let headed = tables::is_headed(&raws);
        let real = raws.iter().filter(|raw| !tables::is_ruler(raw));
        for (row, raw) in real.enumerate() {
            for (column, cell) in tables::cells(raw).unwrap_or_default().into_iter().enumerate() {
                let (row, column) = (clamp(row), clamp(column));
                draft.push(Role::TableCell { table: self.tables, row, column, header: headed && row == 0 }, cell);
            }
        }
        self.tables = self.tables.saturating_add(1);
        self.at += rows;
        true
    }

    /// `label: value`, a label with its values on the lines below, or "2004  First meeting".
    fn terms(&mut self, draft: &mut Draft) -> bool {
        let text = self.parts[self.at].text();
        if let Some(cut) = is_year_entry(self.parts[self.at].unit.raw) {
            draft.push(Role::Term, &text[..cut]);
            draft.push(Role::Definition, &text[cut..]);
            self.at += 1;
            return true;
        }
        if let Some(colon) = self.inline_label(self.at) {
            let after = text[colon..].trim_start_matches([':', '：']);
            draft.push(Role::Term, &text[..colon]);
            draft.push(Role::Definition, after);
            self.at += 1;
            return true;
        }
        self.label_line(draft)
    }

    /// A label alone on its line with its values below it.
    fn label_line(&mut self, draft: &mut Draft) -> bool {
        let text = self.parts[self.at].text();
        let known = is_outline_label(text);
        let colon = text.ends_with([':', '：']) && words(text) <= 5 && !introduces(text);
        if !(known || colon) || words(text) > 6 {
            return false;
        }
        let from = self.at + 1;
        let Some(next) = self.parts.get(from).filter(|p| !p.title && !p.caption) else { return false };
        let value = |p: &Part<'_>| {
            marker(p.text()).is_none() && !(is_running(p.text()) && words(p.text()) > 40) && tables::cells(p.unit.raw).is_none()
        };
        if !value(next) || next.unit.gap && (!known || is_running(next.text())) {
            return false;
        }
        let mut until = from + 1;
        while self.follows(until) && value(&self.parts[until]) && !self.is_label(until) {
            until += 1;
        }
        draft.push(Role::Term, text);
        for part in &self.parts[from..until] {
            draft.push(Role::Definition, part.text());
        }
        self.at = until;
        true
    }

    fn is_label(&self, i: usize) -> bool {
        let text = self.parts[i].text();
        is_outline_label(text) || text.ends_with(':') && words(text) <= 5 || self.inline_label(i).is_some()
    }

    /// The place of the colon in "Venue: Hotel Example". A speaker's turn is no such pair.
    fn inline_label(&self, i: usize) -> Option<usize> {
        let pair = |i: usize| -> Option<(usize, bool)> {
            let text = self.parts.get(i)?.text();
            let colon = text.find([':', '：']).filter(|at| *at > 0 && *at <= 48)?;
            let (label, value) = (&text[..colon], text[colon..].trim_start_matches([':', '：']));
            let known = is_outline_label(label) || visible::is_label(label);
            let spaced = value.starts_with(char::is_whitespace) || text[colon..].starts_with('：') || known && !value.starts_with('/');
            let fits = spaced
                && !value.trim().is_empty()
                && words(label) <= 5
                && label.starts_with(char::is_alphabetic)
                && !label.contains([',', '"', '“']);
            let short = words(value) <= 14 && !ends_sentence(value);
            (fits && (known && words(value) <= 60 || short && !is_turn(label))).then_some((colon, known))
        };
        let (colon, known) = pair(i)?;
        let neighbour = |j: usize| pair(j).is_some();
        (known || self.follows(i) && i > 0 && neighbour(i - 1) || self.follows(i + 1) && neighbour(i + 1)).then_some(colon)
    }

    /// An item of a list, a numbered heading or a numbered paragraph.
    fn marked(&mut self, mark: Marker, draft: &mut Draft) {
        let part = self.parts[self.at];
        let body = &part.text()[mark.length..];
        let bullet = matches!(mark.style, Style::Bullet(_));
        if !bullet && self.heads(mark, body) {
            self.lists.clear();
            let level = self.numbered_level(mark.style);
            draft.push(Role::Heading { level }, part.text());
        } else if self.counts_paragraphs(mark.style, body) {
            self.lists = vec![mark.style];
            self.counted = Some(mark.style);
            draft.push(Role::Paragraph, body);
        } else {
            let depth = self.depth(mark);
            draft.push(Role::ListItem { depth }, body);
        }
        self.at += 1;
    }

    /// Whether a number counts a paragraph and not an item.
    fn counts_paragraphs(&self, style: Style, body: &str) -> bool {
        matches!(style, Style::Number('.') | Style::Deep(_)) && (is_running(body) && words(body) >= 12 || self.counted == Some(style))
    }

    /// Whether a numbered line is a heading: short, without a full stop, and not one of several that follow
    /// one another with nothing between.
    fn heads(&self, mark: Marker, body: &str) -> bool {
        if words(body) > 14
            || ends_sentence(body) && !body.ends_with('?')
            || body.ends_with([';', ','])
            || body.ends_with(':') && (words(body) > 5 || introduces(body))
            || self.counted == Some(mark.style)
            || matches!(mark.style, Style::InLetter | Style::InRoman | Style::Letter(_))
        {
            return false;
        }
        let same = |i: Option<usize>| {
            i.and_then(|i| self.parts.get(i)).filter(|p| !p.title).and_then(|p| marker(p.text())).is_some_and(|m| m.style == mark.style)
        };
        self.at + 1 < self.parts.len() && !same(self.at.checked_sub(1)) && !same(Some(self.at + 1))
    }

    fn numbered_level(&mut self, style: Style) -> u8 {
        let at = self.headings.iter().position(|s| *s == style).unwrap_or(self.headings.len());
        self.headings.truncate(at);
        self.headings.push(style);
        u8::try_from(at + 2).unwrap_or(6).min(6)
    }

    fn depth(&mut self, mark: Marker) -> u8 {
        let style = match mark.style {
            // `(i)` after `(h)` is a letter.
            Style::InRoman if mark.number == 1 && self.lists.last() == Some(&Style::InLetter) && self.previous_number() == Some(8) => {
                Style::InLetter
            }
            style => style,
        };
        let at = self.lists.iter().position(|s| *s == style).unwrap_or(self.lists.len());
        self.lists.truncate(at);
        self.lists.push(style);
        u8::try_from(at).unwrap_or(u8::MAX).min(9)
    }

    fn previous_number(&self) -> Option<u32> {
        let before = self.at.checked_sub(1)?;
        marker(self.parts[before].text()).map(|m| m.number)
    }

    /// The level of a heading without a number, if the unit is one.
    fn heading(&self, i: usize) -> Option<u8> {
        let part = &self.parts[i];
        let text = part.text();
        let count = words(text);
        let next = self.parts.get(i + 1).filter(|p| !p.title)?;
        let begins = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“'‘[【■●(<《「".contains(c) || !c.is_ascii());
        if count == 0
            || count > 14
            || !begins
            || ends_sentence(text) && !text.ends_with('?')
            || text.ends_with([',', ';', ':', '：', '…'])
            || is_quote(text)
            || is_spoken(text)
            || visible::is_date_line(text)
        {
            return None;
        }
        let alone = (i == 0 || part.unit.gap || self.parts[i - 1].title || self.parts[i - 1].caption) && !self.follows(i + 1);
        let over_text = is_running(next.text()) || marker(next.text()).is_some();
        let opens = (part.unit.gap || i == 0 || is_running(self.parts[i - 1].text()))
            && self.follows(i + 1)
            && (over_text && count <= 10 || count <= 3 && self.longer_below(i));
        (alone && self.reaches_text(i) || opens).then(|| u8::try_from(self.headings.len() + 2).unwrap_or(6).min(6))
    }

    /// Whether the lines that stand with a short one are all longer than it: a name over its entries.
    fn longer_below(&self, i: usize) -> bool {
        let count = words(self.parts[i].text());
        let mut j = i + 1;
        while self.follows(j) {
            if words(self.parts[j].text()) <= count {
                return false;
            }
            j += 1;
        }
        true
    }

    /// Whether something that a heading can stand over follows before three more lines of its kind.
    fn reaches_text(&self, i: usize) -> bool {
        self.parts[i + 1..].iter().take(3).any(|p| {
            is_running(p.text())
                || marker(p.text()).is_some()
                || p.caption
                || tables::cells(p.unit.raw).is_some()
                || is_outline_label(p.text())
                || words(p.text()) > 8 && ends_sentence(p.text())
        }) || self.parts.get(i + 2).is_some_and(|p| !p.unit.gap)
    }

    /// A short line among its like is an item; whatever else is a paragraph. `headed`: a heading stands before it.
    fn plain(&self, i: usize, headed: bool) -> Role {
        let short = |i: usize| {
            let text = self.parts[i].text();
            marker(text).is_none() && !text.ends_with([':', '：']) && (words(text) <= 30 && !ends_sentence(text) || words(text) <= 8)
        };
        let above = self.follows(i) && i > 0 && !self.parts[i - 1].title && !headed;
        if short(i) && !is_quote(self.parts[i].text()) && (above && short(i - 1) || self.follows(i + 1) && short(i + 1)) {
            return Role::ListItem { depth: 0 };
        }
        Role::Paragraph
    }
}

fn clamp(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

fn is_quote(text: &str) -> bool {
    text.starts_with(['"', '“', '«']) && text.trim_end_matches(['.', ',']).ends_with(['"', '”', '»'])
}

/// A turn of an interview or a press conference: "Q: What came of it?".
fn is_spoken(text: &str) -> bool {
    let colon = text.find([':', '：']).filter(|at| *at <= 40);
    colon.is_some_and(|at| text.ends_with(['?', '？']) || is_turn(&text[..at])) || text.starts_with("Q. ") || text.starts_with("A. ")
}

/// "Both sides agreed to:" introduces what follows; "Major participants:" labels it.
fn introduces(text: &str) -> bool {
    let last = text.trim_end_matches([':', '：']).split_whitespace().next_back().unwrap_or_default().to_lowercase();
    ["to", "that", "following", "follows", "include", "includes", "including", "are", "on", "said", "as", "by", "added"]
        .contains(&last.as_str())
}

/// Whether a label is a speaker: "Q", "A", "Minister Tanaka", a name in capitals.
fn is_turn(label: &str) -> bool {
    let folded = fold(label);
    ["q", "a", "question", "answer", "moderator", "reporter", "host", "interviewer", "spokesperson", "note"].contains(&folded.as_str())
}

/// Where the text begins in "2004  First meeting (Astana)": a year and a wide gap.
fn is_year_entry(raw: &str) -> Option<usize> {
    let text = raw.trim();
    let year = text.get(..4).filter(|y| (y.starts_with("19") || y.starts_with("20")) && y.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = &text[year.len()..];
    let wide = rest.starts_with("  ") || rest.starts_with('\t');
    (wide && words(rest) >= 2 && rest.trim_start().starts_with(char::is_alphanumeric) && tables::cells(rest).is_none()).then_some(4)
}
