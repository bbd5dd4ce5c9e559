//! **Which format are these bytes, and which reader reads it?**
//!
//! In → Out: a stream and where it comes from → documents, handed on one by one.
//!
//! Never: holds more than one document and what contains it; trusts a name or a declaration over the bytes.
//!
//! Source: the registered media types; each format's own standard, named in its file.

mod compressed;
mod detect;
#[cfg(feature = "docx")]
mod docx;
mod eml;
mod feed;
pub(crate) mod html;
mod markdown;
#[cfg(feature = "pdf")]
mod pdf;
mod text;
mod warc;

use crate::draft::Draft;
use crate::{Error, ErrorKind, Limits, Origin, charset};
use model::{Document, Notice};
use std::io::{self, Read};

/// Containers in containers that are opened: an archive's record that is a compressed mail with a document.
const MAX_DEPTH: u8 = 4;
/// What all that one input unpacks to may come to, in documents of the largest size allowed.
const MAX_UNPACKED_DOCUMENTS: u64 = 4;
/// How much of a stream is looked at to tell a container from a document.
const HEAD: usize = 4096;

/// A format that is read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// Its registered media type.
    pub media_type: &'static str,
    /// Other media types that servers declare for it.
    pub also: &'static [&'static str],
    /// Endings of file names, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether these bytes are this format's beyond doubt; text and Markdown cannot be told by their bytes.
    pub looks_like: fn(&[u8]) -> bool,
    read: fn(&[u8], &Origin, &mut Reading<'_>) -> Result<(), ErrorKind>,
}

/// Every format that is read. Where several could be meant, the first whose bytes fit is taken.
pub const FORMATS: &[Format] = &[
    Format {
        name: "gzip",
        media_type: "application/gzip",
        also: &["application/x-gzip"],
        extensions: &["gz"],
        looks_like: detect::is_gzip,
        read: read_compressed,
    },
    Format {
        name: "WARC",
        media_type: "application/warc",
        also: &[],
        extensions: &["warc", "wet"],
        looks_like: detect::is_warc,
        read: |bytes, origin, reading| {
            warc::read(&mut &*bytes, origin, reading);
            Ok(())
        },
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "PDF",
        media_type: "application/pdf",
        also: &["application/x-pdf"],
        extensions: &["pdf"],
        looks_like: detect::is_pdf,
        read: |bytes, origin, reading| {
            let draft = pdf::read(bytes, origin)?;
            reading.deliver(draft, bytes, "application/pdf", origin)
        },
    },
    #[cfg(feature = "docx")]
    Format {
        name: "DOCX",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        also: &["application/vnd.ms-word.document.macroenabled.12"],
        extensions: &["docx", "docm"],
        looks_like: detect::is_docx,
        read: |bytes, origin, reading| {
            let draft = docx::read(bytes, origin, reading.limits)?;
            reading.deliver(draft, bytes, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", origin)
        },
    },
    Format {
        name: "JSON Feed",
        media_type: "application/feed+json",
        also: &[],
        extensions: &[],
        looks_like: detect::is_json_feed,
        read: feed::read_json,
    },
    Format {
        name: "RSS or Atom",
        media_type: "application/rss+xml",
        also: &["application/atom+xml", "application/rdf+xml", "text/xml", "application/xml"],
        extensions: &["rss", "atom", "xml", "rdf"],
        looks_like: detect::is_feed,
        read: feed::read_xml,
    },
    Format {
        name: "HTML",
        media_type: "text/html",
        also: &["application/xhtml+xml"],
        extensions: &["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp"],
        looks_like: detect::is_html,
        read: |bytes, origin, reading| reading.read_text(bytes, "text/html", origin, html::read),
    },
    Format {
        name: "mail",
        media_type: "message/rfc822",
        also: &["multipart/related"],
        extensions: &["eml", "mht", "mhtml"],
        looks_like: detect::is_mail,
        read: eml::read,
    },
    Format {
        name: "Markdown",
        media_type: "text/markdown",
        also: &["text/x-markdown"],
        extensions: &["md", "markdown", "mkd"],
        looks_like: |_| false,
        read: |bytes, origin, reading| reading.read_text(bytes, "text/markdown", origin, markdown::read),
    },
    Format {
        name: "text",
        media_type: "text/plain",
        also: &[],
        extensions: &["txt", "text"],
        looks_like: |_| false,
        read: |bytes, origin, reading| reading.read_text(bytes, "text/plain", origin, text::read),
    },
];

/// Reads every document in `input`; see [`crate::read`].
pub(crate) fn read(input: &mut dyn Read, origin: &Origin, limits: &Limits, each: &mut dyn FnMut(Result<Document, Error>)) {
    let mut reading = Reading { limits, each, depth: 0, unpacked: 0, notices: Vec::new() };
    if let Err(kind) = reading.read_stream(input, origin) {
        reading.refuse(&origin.source, kind);
    }
}

/// One run over an input: what it may still take, and where its documents go.
pub(crate) struct Reading<'a> {
    limits: &'a Limits,
    each: &'a mut dyn FnMut(Result<Document, Error>),
    depth: u8,
    /// Bytes that containers held in memory have unpacked to so far.
    unpacked: u64,
    /// What the container at hand has to say of each document in it.
    notices: Vec<Notice>,
}

impl Reading<'_> {
    /// Hands on an error; the rest of the input goes on.
    fn refuse(&mut self, source: &str, kind: ErrorKind) {
        (self.each)(Err(Error::new(source, kind)));
    }

    /// Hands on a finished document.
    fn deliver(&mut self, mut draft: Draft, bytes: &[u8], media_type: &str, origin: &Origin) -> Result<(), ErrorKind> {
        if draft.blocks().is_empty() {
            return Err(ErrorKind::NoText);
        }
        draft.notices.extend(self.notices.iter().cloned());
        (self.each)(Ok(draft.finish(bytes, media_type, origin)));
        Ok(())
    }

    fn read_text(&mut self, bytes: &[u8], media_type: &str, origin: &Origin, read: fn(&str, &Origin) -> Draft) -> Result<(), ErrorKind> {
        let declared = origin.media_type.as_deref().and_then(charset::of_media_type);
        let decoded = charset::decode(bytes, declared);
        let mut draft = read(&decoded.text, origin);
        draft.notices.extend(decoded.notices);
        self.deliver(draft, bytes, media_type, origin)
    }

    /// Reads a stream: an archive record by record, anything else as a whole within the limit.
    fn read_stream(&mut self, input: &mut dyn Read, origin: &Origin) -> Result<(), ErrorKind> {
        let mut input = Opened::new(input);
        if detect::is_gzip(&input.head) {
            self.depth += 1;
            if self.depth > MAX_DEPTH {
                return Err(ErrorKind::Bomb { times: self.limits.expansion });
            }
            let mut members = compressed::Members::new(input, self.limits.expansion);
            let result = self.read_stream(&mut members, origin);
            self.depth -= 1;
            return result;
        }
        if detect::is_warc(&input.head) {
            warc::read(&mut input, origin, self);
            return Ok(());
        }
        let bytes = read_within(&mut input, self.limits.document_bytes)?;
        self.read_bytes(&bytes, origin)
    }

    /// Reads bytes that are in memory.
    fn read_bytes(&mut self, bytes: &[u8], origin: &Origin) -> Result<(), ErrorKind> {
        let format = detect::format_of(bytes, origin)?;
        (format.read)(bytes, origin, self)
    }

    /// Reads what a container held; what is wrong with it is handed on and does not end the container.
    fn open(&mut self, bytes: &[u8], origin: &Origin) {
        self.unpacked = self.unpacked.saturating_add(bytes.len() as u64);
        let most = self.limits.document_bytes.saturating_mul(MAX_UNPACKED_DOCUMENTS);
        self.depth += 1;
        let result = if self.depth > MAX_DEPTH || self.unpacked > most {
            Err(ErrorKind::Bomb { times: self.limits.expansion })
        } else {
            self.read_bytes(bytes, origin)
        };
        self.depth -= 1;
        if let Err(kind) = result {
            self.refuse(&origin.source, kind);
        }
    }
}

/// A stream whose first bytes have been looked at; it gives them, and what befell on the way, once more.
struct Opened<'a> {
    head: Vec<u8>,
    given: usize,
    /// A broken member of an archive can lie among the first bytes; it ends nothing.
    error: Option<io::Error>,
    input: &'a mut dyn Read,
}

impl<'a> Opened<'a> {
    fn new(input: &'a mut dyn Read) -> Opened<'a> {
        let mut head = Vec::with_capacity(HEAD);
        let error = input.take(HEAD as u64).read_to_end(&mut head).err();
        Opened { head, given: 0, error, input }
    }
}

impl Read for Opened<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given < self.head.len() {
            let n = (&self.head[self.given..]).read(out)?;
            self.given += n;
            return Ok(n);
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.input.read(out),
        }
    }
}

/// Reads compressed bytes that are in memory, such as an attachment.
fn read_compressed(bytes: &[u8], origin: &Origin, reading: &mut Reading<'_>) -> Result<(), ErrorKind> {
    let mut members = compressed::Members::new(bytes, reading.limits.expansion);
    let inner = read_within(&mut members, reading.limits.document_bytes)?;
    reading.open(&inner, origin);
    Ok(())
}

/// Takes what the visible lines of a document without markup say of it, where its own properties left it open.
#[cfg(any(feature = "docx", feature = "pdf"))]
fn visible_metadata(draft: &mut Draft, origin: &Origin) {
    let read = text::read(draft.text(), origin);
    draft.title = draft.title.take().or(read.title);
    draft.published = draft.published.or(read.published);
    draft.updated = draft.updated.or(read.updated);
    draft.publisher = draft.publisher.take().or(read.publisher);
    draft.author = draft.author.take().or(read.author);
    draft.office = draft.office.take().or(read.office);
}

/// All of `input`, or an error after one byte more than `limit`.
fn read_within(input: &mut dyn Read, limit: u64) -> Result<Vec<u8>, ErrorKind> {
    let mut bytes = Vec::new();
    input.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::TooLarge { limit_mib: limit.div_ceil(1 << 20) });
    }
    Ok(bytes)
}

impl From<io::Error> for ErrorKind {
    fn from(error: io::Error) -> ErrorKind {
        if let Some(bomb) = error.get_ref().and_then(|inner| inner.downcast_ref::<compressed::Bomb>()) {
            return ErrorKind::Bomb { times: bomb.times };
        }
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
                ErrorKind::Damaged { detail: error.to_string() }
            }
            _ => ErrorKind::Io(error),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
