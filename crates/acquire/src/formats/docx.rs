//! Word documents: the body as blocks, with its tables, lists and notes.
//!
//! In → Out: the parts of an Open Packaging zip → one draft.
//!
//! Never: expands an entity; unpacks beyond the limits; reads headers, footers, the table of contents, comments,
//! deleted or hidden text. Footnotes and endnotes come last, as the text goes on without them.
//!
//! Source: ECMA-376 parts 1 (WordprocessingML) and 2 (packaging).

mod body;
mod styles;

use crate::draft::Draft;
use crate::{ErrorKind, Limits, Origin, stamp};
use model::{Notice, PartialDate, Point, Qualifier};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::{Cursor, Read};

/// The parts of one document may unpack to as much as the document may be large.
struct Package<'a> {
    zip: zip::ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    expansion: u64,
}

/// Reads a Word document.
pub(super) fn read(bytes: &[u8], origin: &Origin, limits: &Limits) -> Result<Draft, ErrorKind> {
    let zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    let mut package = Package { zip, left: limits.document_bytes, expansion: limits.expansion };
    let body = package.part("word/document.xml")?.ok_or_else(|| damaged("it has no word/document.xml"))?;
    let styles = styles::Styles::read(&package.part("word/styles.xml")?.unwrap_or_default());
    let mut blocks = body::Blocks::default();
    body::read(&body, &styles, &mut blocks)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = package.part(notes)? {
            body::read_notes(&notes, &styles, &mut blocks)?;
        }
    }
    let core = package.part("docProps/core.xml")?.unwrap_or_default();
    Ok(draft_of(blocks, &Core::read(&core), origin))
}

fn damaged(detail: &str) -> ErrorKind {
    ErrorKind::Damaged { detail: detail.to_owned() }
}

impl Package<'_> {
    /// A part's text; `None` where the package has no such part.
    fn part(&mut self, name: &str) -> Result<Option<String>, ErrorKind> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(&format!("{name}: {error}"))),
        };
        if part.encrypted() {
            return Err(ErrorKind::Encrypted);
        }
        // XML compresses well; only what becomes large as well is suspicious.
        let by_factor = part.compressed_size().saturating_mul(self.expansion).max(1 << 20);
        let most = self.left.min(by_factor);
        let mut bytes = Vec::new();
        let unpacked = part.take(most + 1).read_to_end(&mut bytes);
        unpacked.map_err(|error| damaged(&format!("{name}: {error}")))?;
        if bytes.len() as u64 > most {
            return Err(if most == by_factor {
                ErrorKind::Bomb { times: self.expansion }
            } else {
                ErrorKind::TooLarge { limit_mib: self.left.div_ceil(1 << 20) }
            });
        }
        self.left -= bytes.len() as u64;
        Ok(Some(crate::charset::decode(&bytes, None).text))
    }
}

/// The next event, or why there is none. A document type that declares entities is refused: no Word document
/// has one, and expanding them is how a small file becomes a large one.
fn next<'a>(reader: &mut Reader<&'a [u8]>) -> Result<Event<'a>, ErrorKind> {
    match reader.read_event() {
        Ok(Event::DocType(_)) => Err(damaged("it declares a document type, as no Word document does")),
        Ok(event) => Ok(event),
        Err(error) => Err(damaged(&error.to_string())),
    }
}

fn reader_of(part: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    reader
}

/// An attribute's value by its local name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(super::feed::plain_attribute(&found.value))
}

/// Whether a property such as `<w:vanish/>` is on.
fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// What the package says of itself.
#[derive(Debug, Default)]
struct Core {
    title: Option<String>,
    creator: Option<String>,
    created: Option<PartialDate>,
    modified: Option<PartialDate>,
    language: Option<String>,
}

impl Core {
    fn read(part: &str) -> Core {
        let mut core = Core::default();
        let mut reader = reader_of(part);
        let (mut name, mut text) = (String::new(), String::new());
        while let Ok(event) = next(&mut reader) {
            match event {
                Event::Start(start) => {
                    name = start.local_name().as_ref().to_string();
                    text.clear();
                }
                Event::Text(t) => text.push_str(&t.xml10_content()),
                Event::GeneralRef(r) => push_reference(&mut text, &r.xml10_content()),
                Event::End(_) => {
                    let value = Some(text.trim().to_owned()).filter(|v| !v.is_empty());
                    match name.as_str() {
                        "title" => core.title = value,
                        "creator" => core.creator = value,
                        "created" => core.created = value.as_deref().and_then(stamp::date).map(uncertain),
                        "modified" => core.modified = value.as_deref().and_then(stamp::date).map(uncertain),
                        "language" => core.language = value,
                        _ => {}
                    }
                    name.clear();
                }
                Event::Eof => break,
                _ => {}
            }
        }
        core
    }
}

/// A file is made some time before it is published, and in no stated zone.
fn uncertain(date: PartialDate) -> PartialDate {
    match date {
        PartialDate::At(point) => PartialDate::At(Point { qualifier: Qualifier::Uncertain, ..point }),
        between @ PartialDate::Between(..) => between,
    }
}

fn push_reference(text: &mut String, name: &str) {
    if let Some((c, _)) = super::feed::character(&format!("&{name};")) {
        text.push(c);
    }
}

fn draft_of(blocks: body::Blocks, core: &Core, origin: &Origin) -> Draft {
    let mut draft = Draft::default();
    let heading = blocks.title().map(str::to_owned);
    for (role, text) in blocks.into_parts() {
        draft.push(role, &text);
    }
    draft.title = heading.or_else(|| core.title.clone());
    draft.language.clone_from(&core.language);
    super::visible_metadata(&mut draft, origin);
    if draft.published.is_none() && core.created.is_some() {
        draft.published = core.created;
        draft.notices.push(Notice::new(
            "acquire/date-of-file",
            "no date of publication stands in the text; the file's own date of creation is given",
        ));
    }
    draft.updated = draft.updated.or(core.modified);
    draft.author = draft.author.take().or_else(|| core.creator.clone());
    draft
}

#[cfg(test)]
mod tests;
