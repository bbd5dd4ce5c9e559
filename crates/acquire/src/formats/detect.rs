//! Bytes to their format: the bytes decide; the declared type and the name only where the bytes leave it open.

use super::{FORMATS, Format};
use crate::{ErrorKind, Origin, charset};
use std::borrow::Cow;

/// How far into a document markup and headers are looked for.
const LOOK_AT: usize = 4096;
/// How much of a document is looked at to tell text from anything else: a damaged binary may begin with words.
const SAMPLE: usize = 64 << 10;

/// The format of `bytes`, or what they look like instead.
pub(super) fn format_of(bytes: &[u8], origin: &Origin) -> Result<&'static Format, ErrorKind> {
    let head = readable_head(bytes);
    let start = head.trim_ascii_start();
    if start.is_empty() {
        return Err(if bytes.is_empty() { ErrorKind::Empty } else { ErrorKind::NoText });
    }
    if is_encrypted_office(bytes) {
        return Err(ErrorKind::Encrypted);
    }
    let whole: &[u8] = if matches!(head, Cow::Borrowed(_)) { bytes } else { &head };
    if let Some(format) = FORMATS.iter().find(|format| (format.looks_like)(whole)) {
        return Ok(format);
    }
    if let Some(looks_like) = other_than_text(start, whole, origin) {
        return Err(unknown(&looks_like));
    }
    let declared = declared_format(origin).filter(|format| may_be(format, start));
    declared.or_else(|| FORMATS.last()).ok_or_else(|| unknown("text"))
}

/// An error that names what the bytes look like and what could be read instead.
pub(super) fn unknown(looks_like: &str) -> ErrorKind {
    let known: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    ErrorKind::UnknownFormat { looks_like: looks_like.to_owned(), known: known.join(", ") }
}

/// The beginning without byte order mark, UTF-16 turned into UTF-8.
fn readable_head(bytes: &[u8]) -> Cow<'_, [u8]> {
    match charset::is_utf_16(bytes) {
        Some(encoding) => {
            let even = bytes.len().min(LOOK_AT * 2) & !1;
            Cow::Owned(encoding.decode_with_bom_removal(&bytes[..even]).0.into_owned().into_bytes())
        }
        None => {
            let head = &bytes[..bytes.len().min(LOOK_AT)];
            Cow::Borrowed(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head))
        }
    }
}

/// What was declared, else what the name ends in; a generic declaration says nothing.
fn declared_format(origin: &Origin) -> Option<&'static Format> {
    let media_type = origin.media_type.as_deref().map(essence);
    let by_type = FORMATS
        .iter()
        .find(|format| media_type.as_deref().is_some_and(|declared| declared == format.media_type || format.also.contains(&declared)));
    let by_name = || {
        let extension = extension(&origin.source)?;
        FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str()))
    };
    // Servers send Markdown and much else as plain text, and the name knows better.
    by_type.filter(|format| format.media_type != "text/plain").or_else(by_name).or(by_type)
}

/// Whether bytes that prove nothing can be this format: containers and feeds prove themselves.
fn may_be(format: &Format, start: &[u8]) -> bool {
    match format.media_type {
        "text/plain" | "text/markdown" => true,
        "text/html" => find_tag(start),
        "message/rfc822" => start.split(|b| *b == b'\n').next().is_some_and(is_header_line),
        _ => false,
    }
}

/// `Text/HTML; charset=x` as `text/html`.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `html` of `a/b.html.gz` and of `https://host/b.html?x#y`.
fn extension(source: &str) -> Option<String> {
    let path = if source.contains("://") { source.split(['?', '#']).next().unwrap_or(source) } else { source };
    let name = path.rsplit(['/', '\\']).next()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map(|(_, extension)| extension.to_owned())
}

pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B, 0x08])
}

pub(super) fn is_warc(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    start.starts_with(b"WARC/1.") || start.starts_with(b"WARC/0.")
}

#[cfg(feature = "pdf")]
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    // Readers of PDF accept a header within the first kilobyte; mail gateways put lines before it.
    let head = &bytes[..bytes.len().min(1024)];
    head.starts_with(b"%PDF-") || find(head, b"\n%PDF-").or_else(|| find(head, b"\r%PDF-")).is_some()
}

#[cfg(feature = "docx")]
pub(super) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") && find(bytes, b"word/document.xml").is_some()
}

pub(super) fn is_json_feed(bytes: &[u8]) -> bool {
    let start = text_start(bytes);
    start.starts_with(b"{") && (find(start, b"jsonfeed.org/version/").or_else(|| find(start, b"jsonfeed.org\\/version\\/"))).is_some()
}

pub(super) fn is_feed(bytes: &[u8]) -> bool {
    let Some(root) = root_element(text_start(bytes)) else {
        return false;
    };
    let local = root.rsplit(|b| *b == b':').next().unwrap_or(root);
    match local {
        b"rss" | b"feed" => true,
        b"RDF" => find(text_start(bytes), b"http://purl.org/rss/").is_some(),
        _ => false,
    }
}

pub(super) fn is_html(bytes: &[u8]) -> bool {
    let start = text_start(bytes);
    let after_prolog = skip_prolog(start);
    let lower = after_prolog[..after_prolog.len().min(16)].to_ascii_lowercase();
    lower.starts_with(b"<!doctype html") || root_element(start).is_some_and(is_html_element)
}

pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let start = text_start(bytes);
    let start = if start.starts_with(b"From ") { after_line(start) } else { start };
    let (mut lines, mut transport) = (0, false);
    for line in start.split(|b| *b == b'\n').take(60) {
        let line = line.trim_ascii_end();
        if line.is_empty() {
            break;
        }
        if line[0] == b' ' || line[0] == b'\t' {
            continue;
        }
        if !is_header_line(line) {
            return false;
        }
        lines += 1;
        // A memo begins with From and To as well; these only a mail program writes.
        let name = line.split(|b| *b == b':').next().unwrap_or_default().to_ascii_lowercase();
        transport |= matches!(name.as_slice(), b"message-id" | b"mime-version" | b"received" | b"return-path" | b"delivered-to");
    }
    lines >= 2 && transport
}

/// `Name: value` where the name is one that RFC 5322 allows.
fn is_header_line(line: &[u8]) -> bool {
    let Some(colon) = line.iter().position(|b| *b == b':') else {
        return false;
    };
    (1..=76).contains(&colon) && line[..colon].iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b'_')
}

/// The first [`LOOK_AT`] bytes after byte order mark and white space.
fn text_start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = bytes[..bytes.len().min(LOOK_AT)].trim_ascii_start();
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn after_line(bytes: &[u8]) -> &[u8] {
    bytes.iter().position(|b| *b == b'\n').map_or(&[], |at| &bytes[at + 1..])
}

/// What follows XML declaration, comments and processing instructions.
fn skip_prolog(mut rest: &[u8]) -> &[u8] {
    loop {
        rest = rest.trim_ascii_start();
        let (opening, end): (usize, &[u8]) = match rest {
            _ if rest.starts_with(b"<?") => (2, b"?>"),
            _ if rest.starts_with(b"<!--") => (4, b"-->"),
            _ => return rest,
        };
        match find(&rest[opening..], end) {
            Some(at) => rest = &rest[opening + at + end.len()..],
            None => return &[],
        }
    }
}

/// The name of the first element after prolog and document type.
fn root_element(start: &[u8]) -> Option<&[u8]> {
    let mut rest = skip_prolog(start);
    if rest.len() > 9 && rest[..9].eq_ignore_ascii_case(b"<!doctype") {
        let subset = rest.iter().position(|b| *b == b'[');
        let close = rest.iter().position(|b| *b == b'>')?;
        let close = if subset.is_some_and(|at| at < close) { find(rest, b"]>")? + 1 } else { close };
        rest = skip_prolog(&rest[close + 1..]);
    }
    let name = rest.strip_prefix(b"<")?;
    let end = name.iter().position(|b| b.is_ascii_whitespace() || *b == b'>' || *b == b'/').unwrap_or(name.len());
    (end > 0 && name[0].is_ascii_alphabetic()).then(|| &name[..end])
}

/// Elements that a page or a fragment of one begins with.
fn is_html_element(name: &[u8]) -> bool {
    const NAMES: &[&[u8]] = &[
        b"html",
        b"head",
        b"body",
        b"title",
        b"meta",
        b"link",
        b"style",
        b"script",
        b"base",
        b"article",
        b"section",
        b"main",
        b"header",
        b"nav",
        b"aside",
        b"footer",
        b"div",
        b"p",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"ul",
        b"ol",
        b"dl",
        b"table",
        b"blockquote",
        b"span",
        b"a",
        b"b",
        b"strong",
        b"em",
        b"i",
        b"br",
        b"hr",
        b"img",
        b"center",
        b"font",
        b"form",
        b"figure",
        b"pre",
        b"time",
        b"frameset",
        b"small",
    ];
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_slice())
}

/// Whether a tag of HTML stands anywhere near the beginning.
fn find_tag(start: &[u8]) -> bool {
    let opening = start.iter().enumerate().filter(|(_, b)| **b == b'<');
    opening.map(|(at, _)| &start[at..]).any(|rest| root_element(rest).is_some_and(is_html_element))
}

/// What bytes are that no reader took, unless they are text.
fn other_than_text(start: &[u8], whole: &[u8], origin: &Origin) -> Option<String> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x89PNG", "PNG image"),
        (b"\xFF\xD8\xFF", "JPEG image"),
        (b"GIF8", "GIF image"),
        (b"RIFF", "RIFF: WebP image, sound or video"),
        (b"II*\0", "TIFF image"),
        (b"MM\0*", "TIFF image"),
        (b"\x7FELF", "ELF program"),
        (b"MZ", "Windows program"),
        (b"%PDF-", "PDF, and this build reads none"),
        (b"%!PS", "PostScript"),
        (b"{\\rtf", "RTF document"),
        (b"\xD0\xCF\x11\xE0", "old Office document (doc, xls, ppt)"),
        (b"PK", "zip archive without a Word document"),
        (b"\x28\xB5\x2F\xFD", "Zstandard archive"),
        (b"\xFD7zXZ", "xz archive"),
        (b"BZh", "bzip2 archive"),
        (b"7z\xBC\xAF", "7z archive"),
        (b"Rar!", "RAR archive"),
        (b"ID3", "MP3 sound"),
        (b"OggS", "Ogg sound or video"),
        (b"SQLite format 3", "SQLite database"),
        (b"PAR1", "Parquet table"),
        (b"wOFF", "web font"),
        (b"wOF2", "web font"),
    ];
    let binary = looks_binary(&whole[..whole.len().min(SAMPLE)]);
    let known = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, name)| *name);
    match known {
        Some(name) if binary || name.starts_with("RTF") || name.starts_with("PostScript") => return Some(name.to_owned()),
        _ if binary => return Some("binary".to_owned()),
        _ => {}
    }
    if skip_prolog(start).len() < start.len() || start.starts_with(b"<!DOCTYPE") {
        let root = root_element(start).map(|name| String::from_utf8_lossy(name).into_owned());
        return Some(root.map_or_else(|| "XML".to_owned(), |root| format!("XML, <{root}>")));
    }
    let is_json = origin.media_type.as_deref().is_some_and(|t| essence(t).ends_with("json"))
        || extension(&origin.source).is_some_and(|e| e.starts_with("json"));
    (is_json && matches!(start[0], b'{' | b'[')).then(|| "JSON".to_owned())
}

/// Control characters that no text has: a zero, or more than one byte in a hundred.
fn looks_binary(bytes: &[u8]) -> bool {
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    bytes.contains(&0) || bytes.iter().filter(control).count() * 100 > bytes.len()
}

/// An Office document behind a password is an old container that names its one stream in UTF-16.
fn is_encrypted_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.starts_with(b"\xD0\xCF\x11\xE0") && find(bytes, &name).is_some()
}

/// Where `needle` first stands in `hay`.
pub(super) fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = hay[from..].iter().position(|b| *b == first) {
        from += at;
        if hay[from..].starts_with(needle) {
            return Some(from);
        }
        from += 1;
    }
    None
}

#[cfg(test)]
mod tests;
