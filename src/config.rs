//! What the program can be told, and by which flag or variable.

use crate::cmd;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads the documents of intergovernmental cooperation, and keeps the register of what was agreed, done, and left undone.
#[derive(Debug, Parser)]
#[command(
    name = "chancery",
    version,
    max_term_width = 100,
    infer_subcommands = false,
    after_help = "To begin: chancery ingest FILES, then chancery show JPN CHN, or any two parties that the documents name."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Register to keep and to ask: a file, or postgres://USER@HOST/DATABASE
    #[arg(
        long,
        value_name = "FILE",
        global = true,
        env = "CHANCERY_REGISTER",
        default_value = "chancery.register",
        help_heading = "Global options"
    )]
    pub(crate) register: PathBuf,
    /// Threads to read with; all processors where it is left out
    #[arg(long, value_name = "N", global = true, env = "CHANCERY_THREADS", help_heading = "Global options", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// When to colour the output
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto", help_heading = "Global options")]
    pub(crate) color: When,
    /// Say nothing but answers and errors
    #[arg(long, short, global = true, action = ArgAction::SetTrue, help_heading = "Global options")]
    pub(crate) quiet: bool,
    /// Time to record, instead of the clock's (RFC 3339, UTC)
    #[arg(long, value_name = "TIME", global = true, env = "CHANCERY_NOW", help_heading = "Global options")]
    pub(crate) now: Option<jiff::Timestamp>,
}

/// When to colour the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print what documents say, as claims with their evidence
    Extract(cmd::extract::Extract),
    /// Read documents into the register
    Ingest(cmd::ingest::Ingest),
    /// Show a dyad, a mechanism, a meeting, a party, a person or a document
    Show(cmd::show::Show),
    /// List what the register holds of one kind
    List(cmd::list::List),
    /// Tell in order what happened, and what is to come
    Timeline(cmd::question::Question),
    /// Say which mechanisms are alive, late or lapsed, and why
    Health(cmd::question::Question),
    /// List commitments by how pressing they are, with progress and lateness
    Ledger(cmd::question::Question),
    /// Say what stands in the way, since when, and how often it was raised
    Irritants(cmd::question::Question),
    /// Say what each side proposed or asked for, and what came of it
    Proposals(cmd::question::Question),
    /// Say what does not fit together, is missing, or has passed
    Checks(cmd::question::Question),
    /// Put on one page what must be known before the meeting
    Brief(cmd::question::Question),
    /// Say what changed between two days
    Diff(cmd::question::Diff),
    /// Say where two documents' accounts differ
    Compare(cmd::question::Compare),
    /// Find documents and claims by their words
    Search(cmd::search::Search),
    /// Draw a chart as SVG
    Chart(cmd::chart::Chart),
    /// Show the register in a browser, on this machine or to those who sign in
    Serve(cmd::serve::Serve),
    /// Say who may sign in to the site, and check its audit log
    People(cmd::people::People),
    /// Work through claims that nobody has looked at, by keys
    Review(cmd::review::Review),
    /// Record a decision: accept, reject or correct a claim, join or part entities, dismiss a check, assess a commitment
    Decide(cmd::decide::Decide),
    /// Record a claim that no document says
    File(cmd::file::File),
    /// Copy a register to another place: a backup, or a move between a file and a database
    Copy(cmd::copy::Copy),
    /// Make the register's tables anew from its log
    Rebuild(cmd::rebuild::Rebuild),
    /// Check the log's hash chain and every evidence quote
    Verify(cmd::verify::Verify),
    /// Show why a rule fires in a sentence, or where it stops
    Explain(cmd::explain::Explain),
    /// List the rules, or check them by their examples
    Rules(cmd::rules::Rules),
    /// Print the completion script for a shell
    Completions(cmd::completions::Completions),
}

impl Common {
    /// How many threads to read with.
    pub(crate) fn threads(&self) -> usize {
        match self.threads {
            Some(n) => usize::from(n),
            None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        }
    }

    /// The time to record.
    pub(crate) fn now(&self) -> jiff::Timestamp {
        self.now.unwrap_or_else(clock)
    }
}

/// What the clock says.
#[allow(clippy::disallowed_methods, reason = "the one place where the program asks the clock")]
pub(crate) fn clock() -> jiff::Timestamp {
    jiff::Timestamp::try_from(std::time::SystemTime::now()).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

/// What documents to read; shared by the commands that read.
#[derive(Debug, Args)]
pub(crate) struct Sources {
    /// Files, folders or http(s) addresses; `-` reads a list of them from standard input, one a line
    #[arg(value_name = "FILES", required = true)]
    pub(crate) sources: Vec<String>,
    /// Largest document to read, in MiB, after decompression
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    pub(crate) max_document: u64,
    /// How long one address may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub(crate) timeout: u64,
    /// Fetch from this host only, on a private network too; may be given several times
    #[arg(long, value_name = "HOST[:PORT]")]
    pub(crate) allow_host: Vec<String>,
    #[command(flatten)]
    pub(crate) rules: OwnRules,
}

/// Rules of the user's own, beside those that come with the program.
#[derive(Debug, Args)]
pub(crate) struct OwnRules {
    /// Folder of further rules, one TOML file each; one with the name of a built-in rule takes its place
    #[arg(long = "rules", value_name = "DIR", env = "CHANCERY_RULES")]
    pub(crate) folder: Option<PathBuf>,
}

impl Sources {
    /// Whether an address may be among the sources: a list on standard input may hold one.
    pub(crate) fn names_addresses(&self) -> bool {
        self.sources.iter().any(|s| s == "-" || s.starts_with("http://") || s.starts_with("https://"))
    }
}
