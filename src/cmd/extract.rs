use crate::config::{Common, Sources};
use crate::input::{Inputs, Read, read_all};
use crate::report::Outcome;
use crate::terminal;
use acquire::Limits;
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use std::io::{BufWriter, Write};

/// Prints what documents say, as claims with their evidence.
#[derive(Debug, Args)]
pub(crate) struct Extract {
    #[command(flatten)]
    sources: Sources,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "jsonl")]
    format: Format,
}

/// How `extract` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One JSON object a line: each document, then its claims
    Jsonl,
    /// One JSON array of documents, each with its claims
    Json,
    /// One PLOVER record a line: the political events alone
    Plover,
    /// For reading in a terminal
    Text,
}

impl Extract {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let reader = super::rules::reader(&self.sources.rules)?;
        let inputs = Inputs::new(&self.sources);
        let limits = Limits { document_bytes: self.sources.max_document << 20, ..Limits::default() };
        let mut out = BufWriter::new(std::io::stdout().lock());
        let progress = terminal::counter(common.quiet || self.format == Format::Text, "documents");
        let (mut read_well, mut failed) = (0u64, 0u64);
        if self.format == Format::Json {
            write!(out, "[")?;
        }
        read_all(&inputs, common.threads(), &limits, &reader, |read| {
            match read {
                Read::Document(document, claims) => {
                    read_well += 1;
                    progress.inc(1);
                    match self.format {
                        Format::Jsonl => share::contract::write_lines(&mut out, &document, &claims)?,
                        Format::Json => {
                            write!(out, "{}", if read_well > 1 { ",\n" } else { "\n" })?;
                            share::contract::write_nested(&mut out, &document, &claims)?;
                        }
                        Format::Plover => share::plover::write_lines(&mut out, &document, &claims)?,
                        Format::Text => {
                            let gap = if read_well > 1 { "\n\n" } else { "" };
                            write!(out, "{gap}{}", share::plain::reading(&document, &claims))?;
                        }
                    }
                }
                Read::Unchanged | Read::Answered(..) => {}
                Read::Failed(message) => {
                    failed += 1;
                    progress.suspend(|| terminal::say_wrong("error", &message));
                }
            }
            Ok(())
        })
        .context("writing to standard output")?;
        if self.format == Format::Json {
            writeln!(out, "\n]")?;
        }
        out.flush().context("writing to standard output")?;
        progress.finish_and_clear();
        Ok(super::ended(failed, read_well))
    }
}
