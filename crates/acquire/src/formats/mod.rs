//! Which format are these bytes, and which reader reads it?

mod html;
mod markdown;
mod text;

use crate::{Error, ErrorKind, Limits, Origin, charset};
use model::Document;
use std::io::Read;

/// A format that is read.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    /// Its registered media type.
    pub media_type: &'static str,
    /// Endings of file names, without the dot.
    pub extensions: &'static [&'static str],
    /// Whether the first bytes of a document are this format's.
    pub looks_like: fn(&[u8]) -> bool,
}

/// Every format that is read.
pub const FORMATS: &[Format] = &[
    Format { name: "HTML", media_type: "text/html", extensions: &["html", "htm"], looks_like: |b| b.trim_ascii_start().starts_with(b"<") },
    Format { name: "text", media_type: "text/plain", extensions: &["txt"], looks_like: |_| true },
];

pub(crate) fn read(input: &mut dyn Read, origin: &Origin, limits: &Limits, each: &mut dyn FnMut(Result<Document, Error>)) {
    let mut bytes = Vec::new();
    if let Err(error) = input.take(limits.document_bytes).read_to_end(&mut bytes) {
        return each(Err(Error::new(&origin.source, ErrorKind::Io(error))));
    }
    let decoded = charset::decode(&bytes, origin.media_type.as_deref().and_then(charset::of_media_type));
    let (mut draft, media_type) = if (FORMATS[0].looks_like)(&bytes) {
        (html::read(&decoded.text, origin), "text/html")
    } else if origin.source.ends_with(".md") {
        (markdown::read(&decoded.text, origin), "text/markdown")
    } else {
        (text::read(&decoded.text, origin), "text/plain")
    };
    draft.notices.extend(decoded.notices);
    each(Ok(draft.finish(&bytes, media_type, origin)));
}
