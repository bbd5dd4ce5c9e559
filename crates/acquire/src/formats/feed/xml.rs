//! RSS and Atom by one walk: what counts is the element, its vocabulary and what it stands in.

use super::{Channel, Entry};
use crate::formats::Reading;
use crate::{ErrorKind, Origin, charset};
use model::Notice;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// Elements inside each other that are followed; no feed needs a tenth of it.
const MAX_NESTING: usize = 256;

/// Reads the entries of an XML feed.
pub(in crate::formats) fn read(bytes: &[u8], origin: &Origin, reading: &mut Reading<'_>) -> Result<(), ErrorKind> {
    let decoded = charset::decode(bytes, origin.media_type.as_deref().and_then(charset::of_media_type));
    let mut walk = Walk::new(&decoded.text);
    let broken = walk.run();
    if let (Some(detail), true) = (&broken, walk.entries.is_empty()) {
        return Err(ErrorKind::Damaged { detail: detail.clone() });
    }
    let kept = reading.notices.len();
    reading.notices.extend(decoded.notices);
    if let Some(detail) = broken {
        reading.notices.push(Notice::new("acquire/broken-feed", format!("the feed breaks off or is not well-formed after this: {detail}")));
    }
    let result = super::deliver(&walk.channel, &walk.entries, bytes, &decoded.text, walk.media_type, origin, reading);
    reading.notices.truncate(kept);
    result
}

/// The vocabularies that say something of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vocabulary {
    /// RSS of any version, and Atom of any version.
    Feed,
    DublinCore,
    Content,
    Other,
}

struct Open {
    vocabulary: Vocabulary,
    name: String,
    /// Where its content begins.
    inside: usize,
    /// Characters of its own.
    text: String,
    has_children: bool,
    /// `type` of Atom's text constructs.
    kind: String,
    language: String,
}

struct Walk<'a> {
    source: &'a str,
    open: Vec<Open>,
    channel: Channel,
    entries: Vec<Entry>,
    /// The entry at hand, and how deep it lies.
    entry: Option<(Entry, usize)>,
    media_type: &'static str,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Walk<'a> {
        Walk { source, open: Vec::new(), channel: Channel::default(), entries: Vec::new(), entry: None, media_type: "application/rss+xml" }
    }

    /// Walks to the end; gives what is not well-formed where it cannot go on.
    fn run(&mut self) -> Option<String> {
        let mut reader = NsReader::from_str(self.source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => return Some(error.to_string()),
            };
            let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match event {
                Event::Start(start) => {
                    if self.open.len() >= MAX_NESTING {
                        return Some("elements are nested too deeply".to_owned());
                    }
                    let vocabulary = vocabulary_of(&reader, &start);
                    self.start(&start, vocabulary, before, after);
                }
                Event::Empty(start) => {
                    let vocabulary = vocabulary_of(&reader, &start);
                    self.start(&start, vocabulary, before, after);
                    self.end(after, after);
                }
                Event::End(_) => self.end(before, after),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let written = format!("&{};", reference.xml10_content());
                    match character(&written) {
                        Some((c, _)) => self.text(c.encode_utf8(&mut [0; 4])),
                        None => self.text(&written),
                    }
                }
                Event::Eof => return self.entry.is_some().then(|| "the feed ends inside an entry".to_owned()),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, vocabulary: Vocabulary, before: usize, after: usize) {
        let name = start.local_name().as_ref().to_string();
        if let Some(parent) = self.open.last_mut() {
            parent.has_children = true;
        } else if name == "feed" {
            self.media_type = "application/atom+xml";
        }
        let is_feed = vocabulary == Vocabulary::Feed;
        if is_feed && self.entry.is_none() && matches!(name.as_str(), "item" | "entry") {
            let id = attribute(start, "about").unwrap_or_default();
            let language = attribute(start, "lang").unwrap_or_default();
            self.entry = Some((Entry { id, language, raw: before..after, ..Entry::default() }, self.open.len()));
        } else if is_feed && name == "link" {
            self.atom_link(start);
        } else if let (None, Some(language), "feed" | "rss" | "channel") = (&self.entry, attribute(start, "lang"), name.as_str()) {
            self.channel.language = language;
        }
        let kind = attribute(start, "type").unwrap_or_default();
        let language = attribute(start, "lang").unwrap_or_default();
        self.open.push(Open { vocabulary, name, inside: after, text: String::new(), has_children: false, kind, language });
    }

    /// Atom's link has its address in an attribute; only the alternate one is the article's.
    fn atom_link(&mut self, start: &BytesStart<'_>) {
        let relation = attribute(start, "rel").unwrap_or_else(|| "alternate".to_owned());
        if let (Some((entry, depth)), Some(href)) = (&mut self.entry, attribute(start, "href"))
            && relation == "alternate"
            && *depth + 1 == self.open.len()
            && entry.link.is_empty()
        {
            entry.link = href;
        }
    }

    fn end(&mut self, before: usize, after: usize) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let depth = self.open.len();
        if self.entry.as_ref().is_some_and(|(_, at)| *at == depth) {
            if let Some((mut entry, _)) = self.entry.take() {
                entry.raw.end = after;
                self.entries.push(entry);
            }
            return;
        }
        let parent = self.open.last().map_or("", |open| open.name.as_str());
        // Markup that was not escaped is content as it stands.
        let raw = self.source.get(open.inside..before).unwrap_or_default();
        let value = if open.has_children { raw } else { open.text.as_str() };
        match &mut self.entry {
            Some((entry, at)) if *at + 1 == depth => set_entry(entry, &open, value),
            Some((entry, at)) if *at + 2 == depth && parent == "author" && open.name == "name" => append(&mut entry.author, value),
            None => set_channel(&mut self.channel, &open, parent, value),
            Some(_) => {}
        }
    }
}

fn set_entry(entry: &mut Entry, open: &Open, value: &str) {
    use Vocabulary::{Content, DublinCore, Feed};
    let once = |slot: &mut String| {
        if slot.is_empty() {
            value.trim().clone_into(slot);
        }
    };
    match (open.vocabulary, open.name.as_str()) {
        (Feed, "title") => once(&mut entry.title),
        (Feed, "link") => once(&mut entry.link),
        (Feed, "guid" | "id") => once(&mut entry.id),
        (Feed, "pubDate" | "published" | "issued" | "created") | (DublinCore, "date" | "issued" | "created") => once(&mut entry.published),
        (Feed, "updated" | "modified") | (DublinCore, "modified") => once(&mut entry.updated),
        (Feed, "author") if !open.has_children => append(&mut entry.author, person(value)),
        (DublinCore, "creator") => append(&mut entry.author, person(value)),
        (DublinCore, "language") => once(&mut entry.language),
        (Feed, "content") | (Content, "encoded") => {
            once(&mut entry.content);
            entry.is_plain = open.kind == "text";
            if !open.language.is_empty() {
                entry.language.clone_from(&open.language);
            }
        }
        (Feed, "description" | "summary" | "fulltext") => once(&mut entry.summary),
        _ => {}
    }
}

fn set_channel(channel: &mut Channel, open: &Open, parent: &str, value: &str) {
    use Vocabulary::{DublinCore, Feed};
    let of_channel = matches!(parent, "channel" | "feed");
    match (open.vocabulary, open.name.as_str()) {
        (Feed, "title") if of_channel && channel.title.is_empty() => value.trim().clone_into(&mut channel.title),
        (Feed | DublinCore, "language") if of_channel => value.trim().clone_into(&mut channel.language),
        // Atom: the feed's author holds for every entry that names none.
        (Feed, "name") if parent == "author" => value.trim().clone_into(&mut channel.author),
        _ => {}
    }
}

fn append(list: &mut String, value: &str) {
    let value = value.trim();
    if !value.is_empty() && !list.split(", ").any(|name| name == value) {
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(value);
    }
}

/// RSS wants `address (name)`; an address alone names nobody.
fn person(value: &str) -> &str {
    let value = value.trim();
    match value.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end().trim_end_matches(')'),
        _ if value.contains('@') && !value.contains(' ') => "",
        _ => value,
    }
}

fn vocabulary_of(reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Vocabulary {
    let (resolved, _) = reader.resolver().resolve_element(start.name());
    match resolved {
        ResolveResult::Unbound => Vocabulary::Feed,
        ResolveResult::Bound(namespace) => of_namespace(namespace.as_ref()),
        // A prefix that nobody declared means what it usually means.
        ResolveResult::Unknown(prefix) => of_prefix(prefix.as_ref()),
    }
}

fn of_namespace(namespace: &str) -> Vocabulary {
    match namespace {
        n if n.starts_with("http://purl.org/rss/1.0/modules/content") => Vocabulary::Content,
        n if n.starts_with("http://purl.org/dc/") => Vocabulary::DublinCore,
        "http://www.w3.org/2005/Atom" | "http://purl.org/atom/ns#" | "http://purl.org/rss/1.0/" => Vocabulary::Feed,
        n if n.contains("netscape.com/rdf/simple") || n.contains("backend.userland.com/rss") => Vocabulary::Feed,
        _ => Vocabulary::Other,
    }
}

fn of_prefix(prefix: &str) -> Vocabulary {
    match prefix {
        "content" => Vocabulary::Content,
        "dc" | "dcterms" => Vocabulary::DublinCore,
        "atom" => Vocabulary::Feed,
        _ => Vocabulary::Other,
    }
}

/// An attribute's value by its local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(super::plain_attribute(&found.value))
}

/// The character that a reference at the start of `text` stands for, and the reference's length.
pub(in crate::formats) fn character(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            // Old editors write Windows code points where Unicode ones are meant.
            match code {
                0x80..=0x9F => encoding_rs::WINDOWS_1252.decode(&[u8::try_from(code).ok()?]).0.chars().next()?,
                _ => char::from_u32(code).filter(|c| *c != '\0')?,
            }
        }
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u{A0}',
            "ndash" => '–',
            "mdash" => '—',
            "lsquo" => '‘',
            "rsquo" => '’',
            "ldquo" => '“',
            "rdquo" => '”',
            "hellip" => '…',
            "euro" => '€',
            "pound" => '£',
            "middot" => '·',
            _ => return None,
        },
    };
    Some((c, end + 1))
}
