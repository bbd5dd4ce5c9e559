//! WARC: what a crawl brought home, record by record.
//!
//! In → Out: a stream of records → a document for each page that was answered with success, and for each
//! `resource` and `conversion`; its `source` is the address that was asked for.
//!
//! Never: holds more than one record; ends at a broken record, but says so and looks for the next.
//! Requests, metadata, redirects, error pages, and what declares itself to be an image, sound, font, style
//! sheet or script are passed over without a word, as a crawl is full of them.
//!
//! Source: ISO 28500:2017 (WARC/1.1), also read as 1.0; RFC 9112 for the answers inside.

use super::{Reading, detect};
use crate::{ErrorKind, Origin};
use flate2::read::{GzDecoder, ZlibDecoder};
use model::Notice;
use std::io::{self, Read};

const MAX_LINE: usize = 64 << 10;
const MAX_HEADER_LINES: usize = 1000;

/// Reads the records of `input` into `reading`.
pub(super) fn read(input: &mut dyn Read, origin: &Origin, reading: &mut Reading<'_>) {
    let mut input = Lines::new(input);
    let mut number = 0_u64;
    // After a broken record its remains are passed over without a second complaint.
    let mut among_remains = false;
    loop {
        number += 1;
        let address = format!("{}#{number}", origin.source);
        match next_record(&mut input, reading.limits.document_bytes, among_remains) {
            Ok(None) => return,
            Ok(Some(record)) => {
                among_remains = false;
                read_record(&record, &address, reading);
            }
            Err(Broken { address: own, kind }) => {
                among_remains = true;
                // A disk that cannot be read gives no further record; a damaged member does.
                let is_over = matches!(kind, ErrorKind::Io(_));
                reading.refuse(own.as_deref().unwrap_or(&address), kind);
                if is_over {
                    return;
                }
            }
        }
    }
}

struct Record {
    headers: Headers,
    body: Vec<u8>,
}

struct Broken {
    address: Option<String>,
    kind: ErrorKind,
}

impl From<ErrorKind> for Broken {
    fn from(kind: ErrorKind) -> Broken {
        Broken { address: None, kind }
    }
}

fn damaged(detail: &str) -> ErrorKind {
    ErrorKind::Damaged { detail: detail.to_owned() }
}

/// The next record that may hold a document, wherever it begins; `None` at the end.
fn next_record(input: &mut Lines<'_>, limit: u64, among_remains: bool) -> Result<Option<Record>, Broken> {
    loop {
        match input.seek_version().map_err(ErrorKind::from)? {
            None => return Ok(None),
            Some(Passed::Lines) if !among_remains => {
                input.at_version = true;
                return Err(damaged("bytes between two records belong to neither").into());
            }
            Some(_) => {}
        }
        let headers = Headers::read(input)?;
        let address = headers.get("WARC-Target-URI").map(|uri| uri.trim_matches(['<', '>']).to_owned());
        let of_record = |kind: ErrorKind| Broken { address: address.clone(), kind };
        let length = headers.get("Content-Length").and_then(|n| n.parse::<u64>().ok());
        let length = length.ok_or_else(|| of_record(damaged("a record has no Content-Length")))?;
        if !matches!(headers.get("WARC-Type"), Some("response" | "resource" | "conversion")) {
            input.skip(length).map_err(|error| of_record(error.into()))?;
            continue;
        }
        if length > limit {
            input.skip(length).map_err(|error| of_record(error.into()))?;
            return Err(of_record(ErrorKind::TooLarge { limit_mib: limit.div_ceil(1 << 20) }));
        }
        let mut body = Vec::new();
        input.take(length).read_to_end(&mut body).map_err(|error| of_record(error.into()))?;
        if body.len() as u64 == length && input.is_at_boundary().map_err(|error| of_record(error.into()))? {
            return Ok(Some(Record { headers, body }));
        }
        // A length that is too large has swallowed the next record.
        if let Some(at) = detect::find(&body, b"\r\n\r\nWARC/1.") {
            input.put_back(&body[at + 4..], limit);
        }
        return Err(of_record(damaged("a record ends elsewhere than its Content-Length says")));
    }
}

fn read_record(record: &Record, number: &str, reading: &mut Reading<'_>) {
    let source = record.headers.get("WARC-Target-URI").map_or(number, |uri| uri.trim_matches(['<', '>'])).to_owned();
    // Crawlers store what the domain name system and the site's rules said as resources, too.
    if source.starts_with("dns:") || source.ends_with("/robots.txt") {
        return;
    }
    let content_type = record.headers.get("Content-Type").unwrap_or_default();
    let is_answer = detect::essence(content_type) == "application/http" || record.headers.get("WARC-Type") == Some("response");
    let result = if is_answer {
        answer(&record.body, reading.limits.document_bytes)
    } else {
        Ok(Some((record.body.clone(), Some(content_type.to_owned()).filter(|t| !t.is_empty()))))
    };
    let (body, media_type) = match result {
        Ok(Some((body, media_type))) if !body.trim_ascii().is_empty() => (body, media_type),
        Ok(_) => return,
        Err(kind) => return reading.refuse(&source, kind),
    };
    if media_type.as_deref().is_some_and(is_no_document) {
        return;
    }
    let kept = reading.notices.len();
    if let Some(why) = record.headers.get("WARC-Truncated") {
        reading.notices.push(Notice::new("acquire/truncated", format!("the archive holds only the beginning of it ({why})")));
    }
    reading.unpacked = 0;
    reading.open(&body, &Origin { address: Some(source.clone()), source, media_type });
    reading.notices.truncate(kept);
}

/// Media types of which a crawl is full and which nobody reads.
fn is_no_document(media_type: &str) -> bool {
    let essence = detect::essence(media_type);
    let (kind, sub) = essence.split_once('/').unwrap_or((&essence, ""));
    matches!(kind, "image" | "audio" | "video" | "font")
        || matches!(sub, "css" | "javascript" | "x-javascript" | "ecmascript" | "json" | "ld+json" | "octet-stream" | "wasm")
        || sub.starts_with("font-")
        || sub.starts_with("x-font")
}

/// Bytes and the media type that was declared for them.
type Content = (Vec<u8>, Option<String>);

/// The content of a server's answer and its declared type; `None` where it answered with anything but success.
fn answer(message: &[u8], limit: u64) -> Result<Option<Content>, ErrorKind> {
    let mut bytes = message;
    let mut lines = Lines::new(&mut bytes);
    let status = lines.line()?;
    if !status.starts_with(b"HTTP/") {
        return Err(damaged("a response does not begin with a status line"));
    }
    let success = status.split(|b| *b == b' ').nth(1).is_some_and(|code| matches!(code, b"200" | b"203" | b"206"));
    if !success {
        return Ok(None);
    }
    let headers = Headers::read(&mut lines)?;
    let mut body = Vec::new();
    lines.read_to_end(&mut body)?;
    if headers.get("Transfer-Encoding").is_some_and(|e| e.to_ascii_lowercase().contains("chunked")) {
        // Many crawlers undo the chunks and leave the header.
        body = unchunk(&body).unwrap_or(body);
    }
    let encoding = headers.get("Content-Encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let body = match encoding.as_str() {
        "gzip" | "x-gzip" if detect::is_gzip(&body) => unpack(GzDecoder::new(body.as_slice()), limit)?,
        "deflate" if body.first().is_some_and(|b| b & 0x0F == 8) => unpack(ZlibDecoder::new(body.as_slice()), limit)?,
        "br" | "zstd" => return Err(detect::unknown(&format!("answer compressed with {encoding}"))),
        _ => body,
    };
    Ok(Some((body, headers.get("Content-Type").map(str::to_owned))))
}

fn unpack(decoder: impl Read, limit: u64) -> Result<Vec<u8>, ErrorKind> {
    super::read_within(&mut { decoder }, limit)
}

/// Undoes chunked transfer; `None` where the body is not in chunks.
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = detect::find(rest, b"\r\n").filter(|end| *end <= 1024)?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(out);
        }
        // A crawl that was cut short ends inside a chunk.
        let taken = size.min(rest.len());
        out.extend_from_slice(&rest[..taken]);
        match rest[taken..].strip_prefix(b"\r\n") {
            Some(next) => rest = next,
            None if taken == rest.len() => return Some(out),
            None => return None,
        }
    }
}

/// Fields of a record's or an answer's header.
struct Headers(Vec<(String, String)>);

impl Headers {
    fn read(lines: &mut Lines<'_>) -> Result<Headers, ErrorKind> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for _ in 0..MAX_HEADER_LINES {
            let line = lines.line()?;
            let line = String::from_utf8_lossy(line.trim_ascii_end());
            if line.is_empty() {
                return Ok(Headers(fields));
            }
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut().filter(|(_, value)| value.len() < MAX_LINE) {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Err(damaged("a header does not end"))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// A reader of lines and counted bytes, with room for what was read too far.
struct Lines<'a> {
    input: &'a mut dyn Read,
    buffer: Vec<u8>,
    at: usize,
    /// Bytes that were given back so far; without a bound lengths that lie would cost their square.
    given_back: u64,
    /// Whether the line that opens a record was the last that was read.
    at_version: bool,
}

/// What was passed on the way to a record.
enum Passed {
    Nothing,
    Lines,
}

impl<'a> Lines<'a> {
    fn new(input: &'a mut dyn Read) -> Lines<'a> {
        Lines { input, buffer: Vec::new(), at: 0, given_back: 0, at_version: false }
    }

    /// Makes sure that there are bytes at hand; `false` at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at < self.buffer.len() {
            return Ok(true);
        }
        self.at = 0;
        self.buffer.resize(64 << 10, 0);
        loop {
            match self.input.read(&mut self.buffer) {
                Ok(n) => {
                    self.buffer.truncate(n);
                    return Ok(n > 0);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.buffer.clear();
                    return Err(error);
                }
            }
        }
    }

    /// The next line with its end; empty at the end of the input. What passes [`MAX_LINE`] is a line of its own.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        while line.len() < MAX_LINE && self.fill()? {
            let rest = &self.buffer[self.at..];
            let rest = &rest[..rest.len().min(MAX_LINE - line.len())];
            let end = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |at| at + 1);
            line.extend_from_slice(&rest[..end]);
            self.at += end;
            if line.ends_with(b"\n") {
                break;
            }
        }
        Ok(line)
    }

    /// Goes past the next line that opens a record; `None` at the end.
    fn seek_version(&mut self) -> io::Result<Option<Passed>> {
        if std::mem::take(&mut self.at_version) {
            return Ok(Some(Passed::Nothing));
        }
        let mut passed = Passed::Nothing;
        let mut at_line_start = true;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(None);
            }
            if at_line_start && (line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.")) && line.len() < 16 {
                return Ok(Some(passed));
            }
            if !line.trim_ascii().is_empty() {
                passed = Passed::Lines;
            }
            at_line_start = line.ends_with(b"\n");
        }
    }

    fn skip(&mut self, mut count: u64) -> io::Result<()> {
        while count > 0 && self.fill()? {
            let step = usize::try_from(count).unwrap_or(usize::MAX).min(self.buffer.len() - self.at);
            self.at += step;
            count -= step as u64;
        }
        Ok(())
    }

    /// Whether what comes next may stand after a record.
    fn is_at_boundary(&mut self) -> io::Result<bool> {
        Ok(!self.fill()? || matches!(self.buffer[self.at], b'\r' | b'\n' | b'W'))
    }

    /// Gives back bytes that were read too far, unless that was asked for too often.
    fn put_back(&mut self, bytes: &[u8], limit: u64) {
        self.given_back = self.given_back.saturating_add(bytes.len() as u64);
        if self.given_back <= limit.saturating_mul(4) {
            let mut buffer = bytes.to_vec();
            buffer.extend_from_slice(&self.buffer[self.at..]);
            self.buffer = buffer;
            self.at = 0;
        }
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if !self.fill()? {
            return Ok(0);
        }
        let n = (&self.buffer[self.at..]).read(out)?;
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests;
