//! PDF that carries its text.
//!
//! In → Out: pages → headings, paragraphs, list items and table cells in reading order, without running heads
//! and page numbers, and with words and sentences joined over the ends of lines and pages.
//!
//! Never: recognises the text of a scan; runs in the caller's thread, where a hostile file could take the program
//! down; reads on after the time limit.
//!
//! Source: ISO 32000 through unpdf, which is young: it is used here alone and its version is pinned.

mod pages;

use crate::draft::Draft;
use crate::{ErrorKind, Origin};
use model::{Notice, PartialDate, Point, Qualifier};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use unpdf::{ErrorKind as PdfError, Metadata, PageStreamOptions, ParseEvent, PdfParser};

/// A page takes milliseconds; a file that takes this long is built to.
const SECONDS: u64 = 60;
const MAX_PAGES: u32 = 5_000;
/// Deep page trees and nested forms are walked by recursion.
const STACK: usize = 64 << 20;

struct Parsed {
    metadata: Metadata,
    pages: Vec<unpdf::Page>,
    unread: Vec<u32>,
    page_count: u32,
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], origin: &Origin) -> Result<Draft, ErrorKind> {
    let parsed = parse_apart(bytes)?;
    let blocks = pages::blocks(&parsed.pages);
    if blocks.is_empty() {
        return Err(ErrorKind::NoText);
    }
    let mut draft = Draft::default();
    for (role, text) in &blocks {
        draft.push(*role, text);
    }
    draft.title = pages::title(&blocks);
    super::visible_metadata(&mut draft, origin);
    take_metadata(&mut draft, &parsed.metadata);
    if !parsed.unread.is_empty() {
        let list = parsed.unread.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
        draft.notices.push(Notice::new("acquire/unread-pages", format!("these pages could not be read: {list}")));
    }
    if parsed.page_count > MAX_PAGES {
        let message = format!("only the first {MAX_PAGES} of {} pages were read", parsed.page_count);
        draft.notices.push(Notice::new("acquire/truncated", message));
    }
    Ok(draft)
}

/// What the file says of itself, where its pages do not.
fn take_metadata(draft: &mut Draft, metadata: &Metadata) {
    let stated = |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let title = stated(&metadata.title).filter(|title| !is_file_name(title));
    draft.title = draft.title.take().or(title);
    draft.author = draft.author.take().or_else(|| stated(&metadata.author).filter(|author| author.contains(' ')));
    let date = |stamp: Option<String>| stamp.as_deref().and_then(crate::stamp::date).map(uncertain);
    if draft.published.is_none()
        && let Some(created) = date(metadata.created.map(|moment| moment.to_rfc3339()))
    {
        draft.published = Some(created);
        draft.notices.push(Notice::new(
            "acquire/date-of-file",
            "no date of publication stands in the text; the file's own date of creation is given",
        ));
    }
}

/// Programs put the name of the source file where the title belongs.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    lower.starts_with("microsoft word")
        || lower == "untitled"
        || [".doc", ".docx", ".indd", ".pdf", ".rtf", ".qxd"].iter().any(|end| lower.ends_with(end))
}

/// A file is made some time before it is published, and in a zone that is not kept.
fn uncertain(date: PartialDate) -> PartialDate {
    match date {
        PartialDate::At(point) => PartialDate::At(Point { qualifier: Qualifier::Uncertain, ..point }),
        between @ PartialDate::Between(..) => between,
    }
}

/// Parses in a thread of its own, so that a panic, a deep recursion or an endless loop stays there.
fn parse_apart(bytes: &[u8]) -> Result<Parsed, ErrorKind> {
    let bytes = from_header(bytes).to_vec();
    let stop = Arc::new(AtomicBool::new(false));
    let (send, receive) = mpsc::channel();
    let stopped = Arc::clone(&stop);
    let worker = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(move || {
        let parsed = std::panic::catch_unwind(|| parse(&bytes, &stopped));
        // The caller may have given up; then nobody listens.
        let _ = send.send(parsed);
    });
    worker.map_err(ErrorKind::Io)?;
    match receive.recv_timeout(Duration::from_secs(SECONDS)) {
        Ok(Ok(parsed)) => parsed,
        Ok(Err(_)) => Err(damaged("the reader of PDF gave up on it")),
        Err(RecvTimeoutError::Timeout) => {
            stop.store(true, Ordering::Relaxed);
            Err(ErrorKind::TooSlow { seconds: SECONDS })
        }
        Err(RecvTimeoutError::Disconnected) => Err(damaged("the reader of PDF gave up on it")),
    }
}

fn parse(bytes: &[u8], stop: &AtomicBool) -> Result<Parsed, ErrorKind> {
    let parser = PdfParser::from_bytes(bytes).map_err(|error| kind_of(&error))?;
    let mut parsed = Parsed { metadata: Metadata::default(), pages: Vec::new(), unread: Vec::new(), page_count: 0 };
    let options = PageStreamOptions { parallel: false, ..PageStreamOptions::default() };
    let walked = parser.for_each_page(options, |event| {
        match event {
            ParseEvent::DocumentStart { metadata, page_count, .. } => (parsed.metadata, parsed.page_count) = (metadata, page_count),
            ParseEvent::PageParsed(page) => parsed.pages.push(page),
            ParseEvent::PageFailed { page, .. } => parsed.unread.push(page),
            ParseEvent::Progress { .. } | ParseEvent::DocumentEnd { .. } => {}
        }
        let enough = parsed.pages.len() + parsed.unread.len() >= MAX_PAGES as usize;
        if enough || stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match walked {
        Err(error) if parsed.pages.is_empty() => Err(kind_of(&error)),
        _ if parsed.page_count == 0 => Err(damaged("it has no pages")),
        _ => Ok(parsed),
    }
}

/// Gateways put lines before the header, which shifts every position that the file states.
fn from_header(bytes: &[u8]) -> &[u8] {
    super::detect::find(&bytes[..bytes.len().min(1024)], b"%PDF-").map_or(bytes, |at| &bytes[at..])
}

fn kind_of(error: &unpdf::Error) -> ErrorKind {
    match error.kind() {
        PdfError::Encrypted | PdfError::InvalidPassword => ErrorKind::Encrypted,
        _ => damaged(&error.to_string().to_lowercase()),
    }
}

fn damaged(detail: &str) -> ErrorKind {
    ErrorKind::Damaged { detail: detail.to_owned() }
}

#[cfg(test)]
mod tests;
