//! Pages to one run of blocks: what repeats on every page goes, what a page's end cut comes together.

use model::Role;
use std::collections::{BTreeMap, BTreeSet};
use unpdf::{Block, InlineContent, Page, Paragraph};

/// A running head is short.
const MAX_RUNNING: usize = 160;
/// Blocks at a page's top and bottom that may be running heads.
const EDGE: usize = 3;

/// The blocks of all pages in reading order.
pub(super) fn blocks(pages: &[Page]) -> Vec<(Role, String)> {
    let mut tables = 0;
    let mut read: Vec<Vec<(Role, String)>> = pages.iter().map(|page| blocks_of(page, &mut tables)).collect();
    let running = running_heads(&read);
    for (number, page) in read.iter_mut().enumerate() {
        drop_running(page, &running, number == 0);
    }
    let mut joined: Vec<(Role, String)> = Vec::new();
    for page in read {
        for (at, (role, text)) in page.into_iter().enumerate() {
            match joined.last_mut() {
                Some((last, before)) if at == 0 && continues(*last, before, role, &text) => join(before, &text),
                _ => joined.push((role, text)),
            }
        }
    }
    mend_hyphens(&mut joined);
    joined
}

/// Joins words that the ends of lines parted, which the reader of PDF gives as `adopt- ed`. Whether the hyphen is
/// the word's own, as in `long- term`, the rest of the document tells; what stands alone, as in `short- and
/// long-term`, stays.
fn mend_hyphens(blocks: &mut [(Role, String)]) {
    let known: BTreeSet<String> = blocks.iter().flat_map(|(_, text)| words(text)).map(str::to_lowercase).collect();
    for (_, text) in blocks.iter_mut().filter(|(_, text)| text.contains("- ")) {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find("- ") {
            let (before, after) = (&rest[..at], &rest[at + 2..]);
            let first = before.rsplit(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
            let second = after.split(|c: char| !c.is_alphabetic() && c != '-').next().unwrap_or_default();
            out.push_str(before);
            let parted = first.chars().next_back().is_some_and(char::is_lowercase)
                && second.chars().next().is_some_and(char::is_lowercase)
                && !matches!(second, "and" | "or" | "to" | "und" | "oder" | "bis" | "et" | "ou" | "y" | "o" | "e" | "en" | "of");
            match (parted, known.contains(&format!("{first}-{second}").to_lowercase())) {
                (true, true) => out.push('-'),
                (true, false) => {}
                (false, _) => out.push_str("- "),
            }
            rest = after;
        }
        out.push_str(rest);
        *text = out;
    }
}

/// The words of a text, with the hyphens inside them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty())
}

/// The first heading of the highest level on the first page that has any.
pub(super) fn title(blocks: &[(Role, String)]) -> Option<String> {
    let headings =
        || blocks.iter().take(12).filter_map(|(role, text)| if let Role::Heading { level } = role { Some((*level, text)) } else { None });
    let top = headings().map(|(level, _)| level).min()?;
    headings().find(|(level, _)| *level == top).map(|(_, text)| text.replace('\n', " "))
}

fn blocks_of(page: &Page, tables: &mut u16) -> Vec<(Role, String)> {
    let mut out = Vec::new();
    for block in &page.elements {
        match block {
            Block::Paragraph(paragraph) => {
                let text = text_of(paragraph);
                if !text.is_empty() {
                    out.push((role_of(paragraph), text));
                }
            }
            Block::Table(table) => {
                if let Some(caption) = table.caption.as_deref().map(str::trim).filter(|c| !c.is_empty()) {
                    out.push((Role::Caption, caption.to_owned()));
                }
                push_table(table, *tables, &mut out);
                *tables = tables.saturating_add(1);
            }
            Block::Code { content } | Block::Raw { content } => {
                out.extend(content.split("\n\n").map(tidy).filter(|t| !t.is_empty()).map(|text| (Role::Paragraph, text)));
            }
            _ => {}
        }
    }
    out
}

fn push_table(table: &unpdf::Table, number: u16, out: &mut Vec<(Role, String)>) {
    for (row_number, row) in table.rows.iter().enumerate() {
        let header = row.is_header || row_number < usize::from(table.header_rows);
        let mut column = 0_u16;
        for cell in &row.cells {
            let text = cell.content.iter().map(text_of).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n");
            let row = u16::try_from(row_number).unwrap_or(u16::MAX);
            if !text.is_empty() {
                out.push((Role::TableCell { table: number, row, column, header }, text));
            }
            column = column.saturating_add(u16::from(cell.colspan.max(1)));
        }
    }
}

fn role_of(paragraph: &Paragraph) -> Role {
    match (paragraph.style.heading_level, &paragraph.style.list_info) {
        (Some(level), _) => Role::Heading { level: level.clamp(1, 6) },
        (None, Some(list)) => Role::ListItem { depth: list.level },
        (None, None) => Role::Paragraph,
    }
}

/// A paragraph's words without the list marker, its lines joined.
fn text_of(paragraph: &Paragraph) -> String {
    let mut text = String::new();
    for piece in &paragraph.content {
        match piece {
            InlineContent::Text(run) => text.push_str(&run.text),
            InlineContent::LineBreak => text.push('\n'),
            InlineContent::Link { text: label, .. } => text.push_str(label),
            InlineContent::Image { .. } => {}
        }
    }
    tidy(&text)
}

/// One line: what the ends of lines parted is joined, white space is single.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if out.is_empty() {
            out.push_str(&line)
        } else if !line.is_empty() {
            join(&mut out, &line)
        }
    }
    // A soft hyphen inside a line is a hyphenation that was set in one piece again.
    if out.contains('\u{AD}') { out.replace('\u{AD}', "") } else { out }
}

/// Puts the next line after `before`: a hyphen between lower case letters is the typesetter's, and scripts
/// without spaces need none.
fn join(before: &mut String, next: &str) {
    let next = next.trim_start();
    let mut ends = before.chars().rev();
    let (last, but_one) = (ends.next(), ends.next());
    let first = next.chars().next();
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let hyphen = matches!(last, Some('-' | '\u{2010}'));
    let unspaced = last.is_some_and(is_unspaced) && first.is_some_and(is_unspaced);
    if last == Some('\u{AD}') || hyphen && lower(but_one) && lower(first) {
        before.pop();
    } else if !hyphen && !unspaced {
        before.push(' ');
    }
    before.push_str(next);
}

/// Chinese and Japanese write without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// Whether a page's first block goes on with a sentence that the page before left open.
fn continues(last: Role, before: &str, role: Role, text: &str) -> bool {
    let same = matches!((last, role), (Role::Paragraph | Role::ListItem { .. }, Role::Paragraph));
    let closed = before.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';', '。', '！', '？', '…']);
    let goes_on = text.chars().next().is_some_and(|c| c.is_lowercase() || is_unspaced(c));
    same && goes_on && !closed
}

/// Texts that stand at the edge of many pages, their numbers aside.
fn running_heads(pages: &[Vec<(Role, String)>]) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let seen: BTreeSet<String> =
            edges(page).map(|at| &page[at].1).filter(|text| text.len() <= MAX_RUNNING).map(|text| shape(text)).collect();
        for text in seen {
            *counts.entry(text).or_default() += 1;
        }
    }
    // Left and right pages often alternate, so that half of the pages is all that one text has.
    let enough = (pages.len() * 2 / 5).max(2);
    counts.into_iter().filter(|(_, count)| pages.len() > 1 && *count >= enough).map(|(text, _)| text).collect()
}

fn edges(page: &[(Role, String)]) -> impl Iterator<Item = usize> + use<> {
    let length = page.len();
    (0..length).filter(move |at| *at < EDGE || *at + EDGE >= length)
}

/// A text with each number replaced, as `Page 3 of 12` repeats in shape only.
fn shape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('0') {
                    out.push('0');
                }
            }
            c if c.is_whitespace() => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Leaves out running heads and page numbers. On the first page a heading stays: later pages repeat the title.
fn drop_running(page: &mut Vec<(Role, String)>, running: &BTreeSet<String>, is_first: bool) {
    let repeats = |role: Role, text: &str| {
        let is_title = is_first && matches!(role, Role::Heading { .. });
        !is_title && text.len() <= MAX_RUNNING && running.contains(&shape(text))
    };
    let goes = |(role, text): &(Role, String)| repeats(*role, text) || is_page_number(text);
    let dropped: BTreeSet<usize> = edges(page).filter(|at| goes(&page[*at])).collect();
    let mut at = 0;
    page.retain(|_| {
        at += 1;
        !dropped.contains(&(at - 1))
    });
}

/// `12`, `- 12 -`, `Page 3 of 12`, `3/12`, `iv`.
pub(super) fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || "-–—/|.[]()".contains(c)).filter(|word| !word.is_empty()).peekable();
    let is_number = |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
    let is_roman = |word: &str| word.len() <= 5 && word.bytes().all(|b| b"ivxlc".contains(&b));
    let is_word = |word: &str| matches!(word, "page" | "of" | "p" | "seite" | "von" | "página" | "de" | "sur" | "стр");
    text.len() <= 30 && words.peek().is_some() && {
        let all: Vec<&str> = words.collect();
        let numbers = all.iter().filter(|word| is_number(word)).count();
        let plain = all.iter().all(|word| is_number(word) || is_word(word));
        // A year alone is a line of the text.
        (plain && (1..=2).contains(&numbers) && !(all.len() == 1 && all[0].len() == 4)) || (all.len() == 1 && is_roman(all[0]))
    }
}
