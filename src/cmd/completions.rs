use crate::config::Cli;
use crate::report::Outcome;
use clap::{Args, CommandFactory};

/// Prints the completion script for a shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// Shell to complete for
    shell: clap_complete::Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> anyhow::Result<Outcome> {
        clap_complete::generate(self.shell, &mut Cli::command(), "chancery", &mut std::io::stdout());
        Ok(Outcome::Done)
    }
}
