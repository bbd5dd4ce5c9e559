use crate::config::{Common, Sources};
use crate::input::{Inputs, Read, read_all};
use crate::report::Outcome;
use crate::terminal;
use acquire::Limits;
use anyhow::Context as _;
use clap::Args;
use model::{Claim, Document, Validators};
use register::{Mode, Register, Timestamp};
use reports::{Answer, Summary};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Reads documents into the register.
#[derive(Debug, Args)]
pub(crate) struct Ingest {
    #[command(flatten)]
    sources: Sources,
    /// Print each document's id, outcome and source once it is on disk
    #[arg(long)]
    acknowledge: bool,
}

/// A commit is worth its wait once this many documents wait for it…
const BATCH: usize = 200;
/// … or their texts are this long together…
const BATCH_BYTES: usize = 8 << 20;
/// … or the first of them has waited this long.
const PATIENCE: Duration = Duration::from_millis(500);

/// Which reader made the claims; part of what is recorded.
const READER: &str = concat!("chancery ", env!("CARGO_PKG_VERSION"));

impl Ingest {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let reader = super::rules::reader(&self.sources.rules)?;
        let mut register = register::open(&common.register, Mode::Create)?;
        let now = Timestamp::from_epoch_seconds(common.now().as_second());
        let known = if self.sources.names_addresses() { register.answers()? } else { BTreeMap::new() };
        let inputs = Inputs::new(&self.sources).unless_unchanged(known);
        let limits = Limits { document_bytes: self.sources.max_document << 20, ..Limits::default() };
        let progress = terminal::counter(common.quiet, "documents");
        let mut desk = Desk {
            register: &mut register,
            now,
            acknowledge: self.acknowledge,
            waiting: Vec::new(),
            answers: Vec::new(),
            bytes: 0,
            since: None,
            counts: Counts::default(),
        };
        read_all(&inputs, common.threads(), &limits, &reader, |read: Read| {
            match read {
                Read::Document(document, claims) => {
                    desk.put(*document, claims)?;
                    progress.inc(1);
                }
                Read::Unchanged => desk.counts.unchanged += 1,
                Read::Answered(address, validators) => desk.answers.push((address, validators)),
                Read::Failed(message) => {
                    desk.counts.failed += 1;
                    progress.suspend(|| terminal::say_wrong("error", &message));
                }
            }
            Ok(())
        })?;
        desk.commit()?;
        let counts = desk.counts;
        register.settle().context("bringing the tables up to date")?;
        progress.finish_and_clear();
        if !common.quiet {
            anstream::print!("{}", counts.told(&register::shown(&common.register)));
            terminal::print_answer(&sum_up(&register)?, false);
        }
        Ok(super::ended(counts.failed, counts.read()))
    }
}

/// What is in the register now, counted without loading it.
fn sum_up(register: &Register) -> anyhow::Result<Answer> {
    let [documents, (_, claims)] = register.counts()?;
    let mut summary = Summary::of(documents, claims);
    register.each_entity(|entity| summary.add(entity))?;
    Ok(summary.answer())
}

/// Where documents wait until a commit is worth its while.
struct Desk<'r> {
    register: &'r mut Register,
    now: Timestamp,
    acknowledge: bool,
    waiting: Vec<(Document, Vec<Claim>)>,
    /// Of addresses all of whose documents wait or are recorded.
    answers: Vec<(String, Validators)>,
    bytes: usize,
    since: Option<Instant>,
    counts: Counts,
}

#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    new: u64,
    changed: u64,
    unchanged: u64,
    duplicates: u64,
    failed: u64,
}

impl Desk<'_> {
    #[allow(clippy::disallowed_methods, reason = "how long a document waits for its commit is measured, not recorded")]
    fn put(&mut self, document: Document, claims: Vec<Claim>) -> anyhow::Result<()> {
        self.bytes += document.text.len();
        self.waiting.push((document, claims));
        let since = *self.since.get_or_insert_with(Instant::now);
        if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES || since.elapsed() >= PATIENCE {
            self.commit()?;
        }
        Ok(())
    }

    fn commit(&mut self) -> anyhow::Result<()> {
        self.record().context("recording documents")?;
        // Only now: an address that is known to be unchanged is not read again.
        if !self.answers.is_empty() {
            self.register.keep_answers(&self.answers).context("keeping what servers said")?;
            self.answers.clear();
        }
        Ok(())
    }

    fn record(&mut self) -> Result<(), register::Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let outcomes = self.register.ingest(&self.waiting, READER, self.now)?;
        for ((document, _), outcome) in self.waiting.drain(..).zip(outcomes) {
            use register::Outcome as O;
            let (count, word) = match outcome {
                O::New => (&mut self.counts.new, "new"),
                O::NewSnapshotOf(_) | O::Reread => (&mut self.counts.changed, "changed"),
                O::Unchanged => (&mut self.counts.unchanged, "unchanged"),
                O::DuplicateOf(_) => (&mut self.counts.duplicates, "duplicate"),
            };
            *count += 1;
            if self.acknowledge {
                anstream::println!("{}\t{word}\t{}", document.id, share::plain::one_line(&document.source));
            }
        }
        self.bytes = 0;
        self.since = None;
        Ok(())
    }
}

impl Counts {
    fn read(&self) -> u64 {
        self.new + self.changed + self.unchanged + self.duplicates
    }

    fn told(&self, register: &str) -> String {
        let parts =
            [(self.new, "new"), (self.changed, "changed"), (self.duplicates, "the same as another"), (self.unchanged, "read before")];
        let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let detail = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
        let s = if self.read() == 1 { "" } else { "s" };
        format!("Read {} document{s} into {register}{detail}\n\n", self.read())
    }
}
