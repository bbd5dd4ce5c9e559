use crate::config::Common;
use crate::report::Outcome;
use clap::Args;
use register::Mode;
use std::path::PathBuf;

/// Copies a register, entry by entry with its hashes: a backup, or a move between a file and a database.
#[derive(Debug, Args)]
pub(crate) struct Copy {
    /// Register to copy; it may be in use
    #[arg(value_name = "FROM")]
    from: PathBuf,
    /// Where to: a file that does not exist yet, or the address of a database without a register
    #[arg(value_name = "TO")]
    to: PathBuf,
}

impl Copy {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let from = register::open(&self.from, Mode::Read)?;
        let mut to = register::open(&self.to, Mode::Create)?;
        to.take_over(&from)?;
        if !common.quiet {
            let head = to.head()?;
            let (from, to) = (register::shown(&self.from), register::shown(&self.to));
            anstream::println!("Copied {} entries from {from} to {to}\n  chain ends in {}", head.seq, head.hash);
        }
        Ok(Outcome::Done)
    }
}
