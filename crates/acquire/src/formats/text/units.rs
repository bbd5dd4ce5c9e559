//! Lines that were broken for width become one again.

use super::lists::marker;
use crate::boilerplate::{cue, ends_sentence};
use crate::visible;
use std::borrow::Cow;

/// A line, or several that are one paragraph or list item.
#[derive(Debug)]
pub(super) struct Unit<'a> {
    /// Single spaces, none at either end.
    pub(super) text: Cow<'a, str>,
    /// The first line as it stands, for columns.
    pub(super) raw: &'a str,
    /// Whether an empty line stands before it.
    pub(super) gap: bool,
    /// Whether several lines were joined.
    broken: bool,
}

impl Unit<'_> {
    /// The text with its wide gaps, which part the pieces of a menu or of a bar of dates.
    pub(super) fn line(&self) -> &str {
        if matches!(self.text, Cow::Borrowed(_)) || self.broken { &self.text } else { self.raw.trim() }
    }
}

/// A line of the input.
#[derive(Debug, Clone, Copy)]
struct Raw<'a> {
    /// Without white space at the end.
    raw: &'a str,
    text: &'a str,
    indent: usize,
    gap: bool,
    width: usize,
    /// Whether it is a line of furniture, which goes on nowhere.
    furniture: bool,
}

/// Widths between which text is broken by hand or by a mailer.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=130;

/// The units of a text, in order.
pub(super) fn of(text: &str) -> Vec<Unit<'_>> {
    let lines = lines(text);
    let width = wrap_width(&lines);
    let mut units: Vec<Unit<'_>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let joins = i > 0 && !(i == 1 && is_motto(&lines[0], line)) && joins(&lines[i - 1], line, width);
        match units.last_mut().filter(|_| joins) {
            Some(unit) => {
                unit.broken = true;
                let joined = unit.text.to_mut();
                if !hyphenated(joined) {
                    joined.push(' ');
                }
                joined.push_str(&squeeze(line.text));
            }
            None => units.push(Unit { text: squeeze(line.text), raw: line.raw, gap: line.gap, broken: false }),
        }
    }
    units
}

/// Whether a line's last word goes on in the next: "Japan-" "China".
fn hyphenated(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next() == Some('-') && back.next().is_some_and(char::is_alphabetic)
}

/// Single spaces; borrowed where they are single already.
fn squeeze(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_whitespace() || c == ' ';
    if text.chars().all(plain) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn lines(text: &str) -> Vec<Raw<'_>> {
    let mut lines = Vec::new();
    let mut gap = true;
    for raw in text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let trimmed = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}' || c == '\0');
        if trimmed.is_empty() {
            gap = gap || !raw.is_empty() || !ends_in_pair(text, raw);
            continue;
        }
        let before = &raw[..raw.find(trimmed).unwrap_or(0)];
        let indent = before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let width = if trimmed.len() < 200 { indent + trimmed.chars().count() } else { trimmed.len() };
        lines.push(Raw { raw: raw.trim_end(), text: trimmed, indent, gap, width, furniture: width < 200 && cue(trimmed).is_some() });
        gap = false;
    }
    lines
}

/// Whether the empty piece lies between the two characters of one `\r\n`.
fn ends_in_pair(text: &str, piece: &str) -> bool {
    let at = piece.as_ptr() as usize - text.as_ptr() as usize;
    at > 0 && text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n')
}

/// The width at which the text is broken, if it is: most lines that have a follower are nearly that long.
fn wrap_width(lines: &[Raw<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.windows(2).filter(|w| !w[1].gap && w[0].width >= *WIDTHS.start()).map(|w| w[0].width).collect();
    widths.sort_unstable();
    let longest = *widths.last()?;
    let wider = lines.iter().filter(|line| line.width > longest + 60).count();
    let near = widths.iter().filter(|w| **w + 16 >= longest).count();
    (WIDTHS.contains(&longest) && widths.len() >= 3 && near * 10 >= widths.len() * 6 && wider <= near).then_some(longest)
}

/// Whether the second line is the motto under a page's name, which no headline goes on with: "The Salt Road", "notes from afar".
fn is_motto(name: &Raw<'_>, line: &Raw<'_>) -> bool {
    let first = line.text.split_whitespace().next().unwrap_or_default();
    let joins = ["in", "after", "over", "amid", "against", "during", "before", "but", "not", "than", "off", "out", "up", "&"];
    let named = name.text.split_whitespace().all(|w| w.starts_with(char::is_uppercase) || ["of", "the", "and"].contains(&w));
    name.width <= 32 && named && first.starts_with(char::is_lowercase) && !OPEN.contains(&first) && !joins.contains(&first)
}

/// Words after which no line of its own ends.
const OPEN: &[&str] = &[
    "a", "an", "the", "of", "and", "or", "for", "to", "in", "on", "at", "by", "with", "from", "between", "among", "as", "that", "which",
    "into", "through", "under", "on", "their", "its", "his", "her", "this", "these", "is", "are", "was", "were", "has", "have", "had",
    "be", "been", "will",
];

/// Whether `line` goes on where `before` was broken.
fn joins(before: &Raw<'_>, line: &Raw<'_>, width: Option<usize>) -> bool {
    if line.gap
        || marker(line.text).is_some()
        || is_titled(line.text)
        || is_row(before.raw)
        || is_row(line.raw)
        || is_label(before.text)
        || visible::begins_labelled(line.text)
        || visible::is_signature(line.text)
    {
        return false;
    }
    // "Lisbon, 4 June 2025" under a headline.
    if line.text.len() <= 60 && visible::is_dateline(line.text) && !before.text.ends_with(',') {
        return false;
    }
    if before.furniture || line.furniture {
        return false;
    }
    let first = line.text.chars().next().unwrap_or(' ');
    let ended = ends_sentence(before.text) || before.text.ends_with([':', ';']);
    let last = before.text.split_whitespace().next_back().unwrap_or_default();
    let open = OPEN.contains(&last.to_lowercase().as_str())
        || before.text.ends_with([',', '-', '–', '/', '&', '(']) && !before.text.ends_with(" -");
    let closing = before.width < 40
        && ["regards", "sincerely", "dear ", "yours", "faithfully", "respectfully"].iter().any(|w| before.text.to_lowercase().contains(w));
    let goes_on = first.is_lowercase() || first == '(' || first == ')' || first == '&';
    if !ended && !closing && (open || goes_on) && before.width >= 6 {
        return true;
    }
    if marker(before.text).is_some() && line.indent > before.indent && before.indent + 12 >= line.indent && !is_label(line.text) {
        return true;
    }
    let next = line.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    width.is_some_and(|width| {
        before.width + 1 + next > width
            && before.width <= width
            && line.indent <= before.indent + 8
            && line.indent.abs_diff(before.indent) != 2.max(line.indent)
    })
}

/// A line that begins with a person's title begins an entry of its own.
fn is_titled(text: &str) -> bool {
    [
        "Mr. ", "Ms. ", "Mrs. ", "Dr. ", "H.E. ", "Hon. ", "Prof. ", "Mr ", "Ms ", "Mrs ", "Dr ", "Shri ", "Smt. ", "Amb. ", "By ", "Q: ",
        "A: ", "Q. ", "A. ",
    ]
    .iter()
    .any(|t| text.starts_with(t))
}

/// "Date and time:" and its kind.
fn is_label(text: &str) -> bool {
    text.ends_with([':', '：']) && text.split_whitespace().count() <= 6
}

/// Whether a line has columns.
pub(super) fn is_row(raw: &str) -> bool {
    let text = raw.trim();
    let body = marker(&text[..text.floor_char_boundary(40)]).map_or(text, |mark| &text[mark.length..]);
    body.contains('\t') || text.len() < 400 && body.contains("   ") || text.starts_with('|') && text.len() > 1
}
