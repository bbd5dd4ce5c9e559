//! One verb, one file.

mod book;
pub(crate) mod chart;
pub(crate) mod completions;
pub(crate) mod copy;
pub(crate) mod decide;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod file;
pub(crate) mod ingest;
pub(crate) mod list;
pub(crate) mod people;
pub(crate) mod question;
pub(crate) mod rebuild;
pub(crate) mod review;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod verify;

use crate::config::{Cli, Command};
use crate::report::Outcome;
use crate::terminal;
use book::Reach;

/// Does what the command line asks.
pub(crate) fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Command::Extract(c) => c.run(&cli.common),
        Command::Ingest(c) => c.run(&cli.common),
        Command::Show(c) => c.run(&cli.common),
        Command::List(c) => c.run(&cli.common),
        Command::Timeline(c) => c.run(&cli.common, Reach::Accounts, reports::timeline),
        Command::Health(c) => c.run(&cli.common, Reach::Kinds(reports::HEALTH_OF), reports::health),
        Command::Ledger(c) => c.run(&cli.common, Reach::Accounts, reports::ledger),
        Command::Irritants(c) => c.run(&cli.common, Reach::Raised, reports::irritants),
        Command::Proposals(c) => c.run(&cli.common, Reach::Accounts, reports::proposals),
        Command::Checks(c) => c.run(&cli.common, Reach::Accounts, reports::checks),
        Command::Brief(c) => c.run(&cli.common, Reach::Raised, reports::brief),
        Command::Diff(c) => c.run(&cli.common),
        Command::Compare(c) => c.run(&cli.common),
        Command::Search(c) => c.run(&cli.common),
        Command::Chart(c) => c.run(&cli.common),
        Command::Serve(c) => c.run(&cli.common),
        Command::People(c) => c.run(&cli.common),
        Command::Review(c) => c.run(&cli.common),
        Command::Decide(c) => c.run(&cli.common),
        Command::File(c) => c.run(&cli.common),
        Command::Copy(c) => c.run(&cli.common),
        Command::Rebuild(c) => c.run(&cli.common),
        Command::Verify(c) => c.run(&cli.common),
        Command::Explain(c) => c.run(&cli.common),
        Command::Rules(c) => c.run(),
        Command::Completions(c) => c.run(),
    }
}

/// How a batch ended: it goes on past what cannot be read, says so at the end, and fails.
pub(crate) fn ended(failed: u64, read: u64) -> Outcome {
    if failed == 0 {
        return Outcome::Done;
    }
    let all = failed + read;
    terminal::say_wrong("error", &format!("{failed} of {all} documents could not be read; the reasons stand above"));
    Outcome::Failed
}
