use super::decide::now;
use crate::config::Common;
use crate::report::Outcome;
use anyhow::Context as _;
use clap::Args;
use model::{ClaimKind, PartialDate};
use register::Mode;

/// Records a claim that no document says: what a person knows at first hand.
#[derive(Debug, Args)]
pub(crate) struct File {
    /// What happened, in a sentence; it is the evidence
    #[arg(value_name = "STATEMENT")]
    statement: String,
    /// The claim in the words of the claims contract: '{"kind":"meeting","date":"2026-03-01","parties":["JPN","KEN"],"status":"held"}'
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Whose record it is
    #[arg(long, value_name = "NAME", env = "CHANCERY_AUTHOR")]
    author: Option<String>,
    /// When it is said; today where it is left out
    #[arg(long, value_name = "DATE")]
    said: Option<PartialDate>,
}

impl File {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let author = self.author.as_deref().map(str::trim).filter(|a| !a.is_empty());
        let author = author.context("a record needs an author\nhint: give --author NAME, or set CHANCERY_AUTHOR")?;
        let kind: ClaimKind = serde_json::from_str(&self.claim)
            .context("read the claim\nhint: it is JSON with a kind and its slots, as docs/claims.md lists them")?;
        anyhow::ensure!(!self.statement.trim().is_empty(), "the statement is empty\nhint: say in a sentence what happened");
        let said = self.said.unwrap_or_else(|| super::book::today(common));
        let (document, claim) = register::record(author, &self.statement, kind, &self.claim, said);
        let mut register = register::open(&common.register, Mode::Create)?;
        let source = document.source.clone();
        register.ingest(&[(document, vec![claim])], "by hand", now(common))?;
        if !common.quiet {
            anstream::println!("filed as {source}");
        }
        Ok(Outcome::Done)
    }
}
