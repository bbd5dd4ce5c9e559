use crate::config::Common;
use crate::report::Outcome;
use clap::Args;
use register::Mode;

/// Makes the register's tables anew from its log.
#[derive(Debug, Args)]
pub(crate) struct Rebuild {}

impl Rebuild {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let mut register = register::open(&common.register, Mode::Write)?;
        register.rebuild()?;
        if !common.quiet {
            let entries = register.head()?.seq;
            anstream::println!("Made the tables anew from {entries} entries of the log\n  digest  {}", register.digest()?);
        }
        Ok(Outcome::Done)
    }
}
