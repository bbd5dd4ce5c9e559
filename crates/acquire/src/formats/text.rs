//! **What is the article in a text that has lost its markup?**
//!
//! In → Out: decoded text → a [`Draft`]: headings, paragraphs, lists, tables and `label: value` pairs of the
//! article, what the page says of itself, and the readers' comments apart.
//!
//! Never: changes a word or the order of words. Lines of one paragraph are joined by a space, marks of list
//! items ("•", "(a)") and rules are left out, and that is all.
//!
//! Source: the plain-text faces of ministry sites, wires, newspapers and newsletters; RFC 3676 for nothing but
//! the habit of breaking lines at some width.

mod blocks;
mod lists;
mod tables;
mod units;

use crate::Origin;
use crate::boilerplate::{Cue, Line, Page, fold, is_caption, words};
use crate::comments;
use crate::draft::Draft;
use crate::visible::{self, Slot, Visible};
use blocks::Part;
use model::Notice;

/// Reads decoded text.
pub(crate) fn read(text: &str, _origin: &Origin) -> Draft {
    let units = units::of(text);
    let lines = units.iter().map(|unit| Line { text: unit.line(), gap: unit.gap }).collect();
    let page = Page::of(lines);
    let visible = visible::read(&page);
    let mut draft = Draft::default();
    let parts = article(&page, &visible, &units);
    blocks::push(&parts, &mut draft);
    read_comments(&page, &mut draft);
    draft.title = visible.title;
    draft.published = visible.published;
    draft.updated = visible.updated;
    draft.office = visible.office.filter(|office| Some(office) != visible.publisher.as_ref());
    draft.publisher = visible.publisher;
    draft.author = visible.author;
    draft
}

/// The units that are the article, the headline's lines made one.
fn article<'a>(page: &Page<'_>, visible: &Visible, units: &'a [units::Unit<'a>]) -> Vec<Part<'a>> {
    let title = &visible.title_lines;
    let start = if title.is_empty() { page.first.min(page.end) } else { title.start };
    let start = if page.first >= page.lines.len() && title.is_empty() { 0 } else { start };
    let mut parts: Vec<Part<'a>> = Vec::new();
    for (i, unit) in units.iter().enumerate().take(page.end) {
        let caption = is_caption(&unit.text);
        if i < start {
            // A picture's words may stand over the headline, but not those of another article's teaser.
            if caption && start - i <= 4 && words(&unit.text) >= 8 {
                parts.push(Part { unit, title: false, caption: true });
            }
        } else if title.contains(&i) {
            parts.push(Part { unit, title: true, caption: false });
        } else if stays(page, visible, i) {
            parts.push(Part { unit, title: false, caption });
        }
    }
    parts
}

/// Whether a line from the headline on belongs to the article.
fn stays(page: &Page<'_>, visible: &Visible, i: usize) -> bool {
    let text = page.lines[i].text;
    let in_head = i < page.first && page.first < page.lines.len();
    if in_head && page.cues[i] == Some(Cue::Section) && visible::is_part(text) {
        return true;
    }
    if !page.keeps(i) {
        return false;
    }
    match visible.said[i] {
        None => {
            let folded = || fold(&text[..text.floor_char_boundary(200)]);
            let named = |name: &Option<String>| name.as_ref().is_some_and(|name| fold(name) == folded());
            let again = i > page.last && (named(&visible.publisher) || named(&visible.title));
            let masthead = in_head && named(&visible.publisher);
            !again && !masthead
        }
        Some(slot) => !in_head && matches!(slot, Slot::Published | Slot::Updated | Slot::Office | Slot::Other),
    }
}

fn read_comments(page: &Page<'_>, draft: &mut Draft) {
    if page.comments >= page.lines.len() {
        return;
    }
    draft.comments = comments::read(&page.lines[page.comments + 1..]);
    let promised = page.lines[page.comments..]
        .iter()
        .zip(&page.cues[page.comments..])
        .take(3)
        .filter(|(_, cue)| **cue == Some(Cue::Comments))
        .find_map(|(line, _)| comments::promised(line.text));
    if let Some(promised) = promised.filter(|n| *n != draft.comments.len()) {
        let found = draft.comments.len();
        draft
            .notices
            .push(Notice::new("acquire/comments-incomplete", format!("The page counts {promised} comments; {found} could be told apart.")));
    }
}

#[cfg(test)]
mod tests;
