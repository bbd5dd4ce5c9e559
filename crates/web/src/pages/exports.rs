//! What can be taken away, and what is lost in it? Answers of any size leave piece by piece.

use crate::asking::Asking;
use crate::page::{Block, Cell, Page, Table};
use crate::reply::{Body, Reply, Wrong};
use register::{ClaimFilter, EntityFilter, Mode, Register};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::mpsc;

/// What can be taken away: file, form, what it holds, what it leaves out.
const EXPORTS: [(&str, &str, &str, &str); 5] = [
    (
        "claims.jsonl",
        "JSON Lines",
        "every document with its text and every claim read from it, in the form of the claims contract",
        "decisions, and which claims are told twice",
    ),
    (
        "plover.jsonl",
        "PLOVER 1.0",
        "every claim that is coded as a political event, with its quote",
        "claims without a coding; delegations; dates that are known in part become their first day",
    ),
    (
        "entities.jsonl",
        "JSON Lines",
        "every entity with each value that sources give, and the ids of the claims",
        "the words: claims.jsonl has them by the same ids",
    ),
    ("documents.csv", "CSV", "every document with publisher, date and counts", "the texts"),
    ("decisions.jsonl", "JSON Lines", "every decision with author, time and reason, in the order of the log", "nothing"),
];

/// Exports that are written at a time.
const AT_A_TIME: usize = 4;

pub(crate) fn exports(asking: &Asking<'_>) -> Result<Page, Wrong> {
    let mut page = Page::new("site", asking.t("q.exports"));
    page.judged = false;
    let mut table = Table::new(asking.t("page.exports"), &["name", "format", "what it holds", "what is lost"]);
    for (file, form, holds, lacks) in EXPORTS {
        table.rows.push(vec![Cell::link(file, format!("/export/{file}")), Cell::text(form), Cell::text(holds), Cell::text(lacks)]);
    }
    page.blocks.push(Block::Table(table));
    page.blocks.push(Block::Note(asking.t("exports.twins").to_owned()));
    Ok(page)
}

/// An export that is being written; it is counted until it is dropped.
struct Running(Arc<AtomicUsize>);

impl Running {
    fn start(count: &Arc<AtomicUsize>) -> Option<Running> {
        let taken = count.fetch_add(1, Ordering::SeqCst);
        let running = Running(Arc::clone(count));
        (taken < AT_A_TIME).then_some(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub(crate) fn export(asking: &Asking<'_>) -> Result<Reply, Wrong> {
    let file = format!("{}{}", asking.param("file"), asking.form.ending());
    let (file, form, ..) = EXPORTS.into_iter().find(|(name, ..)| *name == file).ok_or_else(|| Wrong::missing("export"))?;
    let running = Running::start(&asking.site.shelf.exporting)
        .ok_or_else(|| Wrong::new(429, "four exports are being written already", "try again when one is done"))?;
    asking.site.noted(&asking.person, "export", file)?;
    let world = Arc::clone(&asking.site.world);
    let (pieces, taken) = mpsc::channel(8);
    std::thread::spawn(move || {
        // Where the browser goes away, or the register fails, the answer ends: its last line says whether it is whole.
        if let Ok(register) = (world.open)(Mode::Read) {
            let _ = write(file, &register, &mut Pieces { _running: running, pieces, buffer: Vec::new() });
        }
    });
    let kind = if form == "CSV" { "text/csv; charset=utf-8" } else { "application/jsonl" };
    let reply = Reply { status: 200, kind, headers: Vec::new(), body: Body::Pieces(taken) };
    Ok(reply.with("content-disposition", format!("attachment; filename=\"{file}\"")))
}

/// A writer whose bytes leave in pieces.
struct Pieces {
    /// Dropped before the last piece is told to be the last.
    _running: Running,
    pieces: mpsc::Sender<Vec<u8>>,
    buffer: Vec<u8>,
}

impl std::io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= 64 * 1024 {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let piece = std::mem::take(&mut self.buffer);
        if piece.is_empty() {
            return Ok(());
        }
        self.pieces.blocking_send(piece).map_err(|_| std::io::ErrorKind::BrokenPipe.into())
    }
}

fn write(file: &str, register: &Register, out: &mut Pieces) -> std::io::Result<()> {
    use std::io::Write as _;
    let failed = |error: register::Error| std::io::Error::other(error.to_string());
    match file {
        "claims.jsonl" | "plover.jsonl" => {
            for kept in register.documents().map_err(failed)? {
                let Some(document) = register.document(&kept.id).map_err(failed)? else { continue };
                let filter = ClaimFilter { document: Some(kept.id), ..ClaimFilter::default() };
                let claims: Vec<model::Claim> = register.claims(&filter).map_err(failed)?.into_iter().map(|k| k.claim).collect();
                match file {
                    "claims.jsonl" => share::contract::write_lines(out, &document, &claims)?,
                    _ => share::plover::write_lines(out, &document, &claims)?,
                }
            }
        }
        "entities.jsonl" => {
            for entity in register.entities(&EntityFilter::default()).map_err(failed)? {
                serde_json::to_writer(&mut *out, &entity)?;
                out.write_all(b"\n")?;
            }
        }
        "documents.csv" => {
            let mut text = String::new();
            share::csv::line(
                &mut text,
                &["id", "published", "publisher", "title", "source", "language", "comments", "counts"].map(share::csv::Field::Text),
                false,
            );
            for d in register.documents().map_err(failed)? {
                let published = d.published.map(|p| p.to_string()).unwrap_or_default();
                let comments = d.comments.to_string();
                let or = |value: &Option<String>| value.clone().unwrap_or_default();
                let texts = [or(&d.publisher), or(&d.title), d.sources.join(" "), or(&d.language)];
                let [publisher, title, source, language] = &texts;
                use share::csv::Field::{Number, Text};
                let row = [
                    Text(d.id.as_str()),
                    Text(&published),
                    Text(publisher),
                    Text(title),
                    Text(source),
                    Text(language),
                    Number(&comments),
                    Text(if d.counts { "yes" } else { "no" }),
                ];
                share::csv::line(&mut text, &row, false);
                out.write_all(text.as_bytes())?;
                text.clear();
            }
        }
        _ => {
            let mut result = Ok(());
            register
                .entries(1, |entry| {
                    if result.is_ok()
                        && let Ok(register::log::Payload::Decision(decision)) = entry.decode()
                    {
                        let line = serde_json::json!({ "entry": entry.seq, "recorded": entry.recorded, "decision": decision });
                        result = serde_json::to_writer(&mut *out, &line).map_err(std::io::Error::from).and_then(|()| out.write_all(b"\n"));
                    }
                    Ok(())
                })
                .map_err(failed)?;
            result?;
        }
    }
    out.flush()
}
