//! RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed: each entry is a document.
//!
//! In → Out: a feed → one document an entry, its address after `#` in `source`; the entry's own bytes name it,
//! so that it keeps its id when the feed moves on. A feed with one entry is named by the file's bytes.
//!
//! Never: fetches what an entry links to; reads categories, media descriptions or the channel's own words as text.
//!
//! Source: RSS 2.0 (Harvard 2003), RSS 1.0, RFC 4287, JSON Feed 1.1; the modules content and Dublin Core.

mod json;
mod xml;

pub(super) use json::read as read_json;
pub(super) use xml::{character, read as read_xml};

use super::{Reading, html};
use crate::draft::Draft;
use crate::{ErrorKind, Origin, stamp};
use model::Notice;

/// Longest tag that is looked for in a title.
const MAX_TAG: usize = 2000;

/// What a feed says of all its entries.
#[derive(Debug, Default)]
struct Channel {
    title: String,
    language: String,
    author: String,
}

/// One entry as the feed has it.
#[derive(Debug, Default)]
struct Entry {
    id: String,
    title: String,
    link: String,
    published: String,
    updated: String,
    author: String,
    /// The whole article, where the feed carries it.
    content: String,
    summary: String,
    language: String,
    /// Whether `content` or `summary` are marked up.
    is_plain: bool,
    /// Where it stands in the feed's text.
    raw: std::ops::Range<usize>,
}

/// Hands on one document for each entry.
fn deliver(
    channel: &Channel,
    entries: &[Entry],
    bytes: &[u8],
    text: &str,
    media_type: &str,
    origin: &Origin,
    reading: &mut Reading<'_>,
) -> Result<(), ErrorKind> {
    let (mut read, mut empty) = (0, 0);
    for (number, entry) in entries.iter().enumerate() {
        let name = [&entry.link, &entry.id].into_iter().find(|name| !name.is_empty());
        let source = match name {
            Some(name) => format!("{}#{name}", origin.source),
            None => format!("{}#{}", origin.source, number + 1),
        };
        let source = if entries.len() == 1 { origin.source.clone() } else { source };
        let address = Some(entry.link.clone()).filter(|link| !link.is_empty());
        let own = Origin { source, media_type: None, address };
        let draft = draft_of(channel, entry, &own);
        let raw = if entries.len() == 1 { bytes } else { text.get(entry.raw.clone()).unwrap_or_default().as_bytes() };
        match reading.deliver(draft, raw, media_type, &own) {
            Ok(()) => read += 1,
            Err(_) => empty += 1,
        }
    }
    // An entry without words is nothing to read; a feed of nothing else is.
    if read == 0 && (empty > 0 || entries.is_empty()) { Err(ErrorKind::NoText) } else { Ok(()) }
}

fn draft_of(channel: &Channel, entry: &Entry, origin: &Origin) -> Draft {
    let in_full = !entry.content.trim().is_empty();
    let body = if in_full { &entry.content } else { &entry.summary };
    let read = if entry.is_plain { super::text::read(body, origin) } else { html::read_fragment(body, origin) };
    let stated = |text: &str| Some(plain(text)).filter(|text| !text.is_empty());
    let mut draft = read.headed(&plain(&entry.title));
    draft.title = stated(&entry.title).or(draft.title);
    draft.published = stamp::date(&entry.published).or(draft.published);
    draft.updated = stamp::date(&entry.updated).or(draft.updated);
    if draft.published.is_none() {
        draft.published = draft.updated.take();
    } else if draft.updated == draft.published {
        draft.updated = None;
    }
    draft.author = stated(&entry.author).or(draft.author).or_else(|| stated(&channel.author));
    draft.publisher = stated(&channel.title).or(draft.publisher);
    draft.language = [&entry.language, &channel.language].into_iter().find(|l| !l.is_empty()).cloned().or(draft.language);
    if !in_full {
        draft
            .notices
            .push(Notice::new("acquire/summary-only", "the feed carries only a summary of this entry; the article itself was not read"));
    }
    draft
}

/// An attribute's value with its references resolved.
pub(super) fn plain_attribute(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, length) = character(rest).unwrap_or(('&', 1));
        out.push(c);
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

/// A title's or a name's words: feeds put markup and doubly escaped characters even there.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest.strip_prefix('<').filter(|inner| inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        if let Some(end) = tag.and_then(|inner| inner.bytes().take(MAX_TAG).position(|b| b == b'>')) {
            rest = &rest[end + 2..];
        } else if let Some((c, length)) = character(rest) {
            out.push(c);
            rest = &rest[length..];
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
