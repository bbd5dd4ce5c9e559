use crate::config::Common;
use crate::report::Outcome;
use crate::terminal;
use clap::Args;
use register::Mode;

/// Checks the log's hash chain and every evidence quote.
#[derive(Debug, Args)]
pub(crate) struct Verify {}

impl Verify {
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Outcome> {
        let register = register::open(&common.register, Mode::Read)?;
        let verified = register.verify()?;
        let head = register.head()?;
        anstream::println!(
            "{}: {} entries ({} snapshots, {} readings, {} decisions), {} claims with their quotes, {} rows",
            register::shown(&common.register),
            verified.entries,
            verified.snapshots,
            verified.readings,
            verified.decisions,
            verified.claims,
            verified.rows
        );
        if verified.is_sound() {
            anstream::println!("  sound\n  chain   {}\n  digest  {}", head.hash, register.digest()?);
            return Ok(Outcome::Done);
        }
        for difference in &verified.differences {
            terminal::say_wrong("difference", &difference.to_string());
        }
        let shown = verified.differences.len() as u64;
        let rest = verified.count.saturating_sub(shown);
        if rest > 0 {
            terminal::say_wrong("difference", &format!("… and {rest} more"));
        }
        terminal::say_wrong(
            "error",
            "the register is not what was recorded\nhint: where only tables differ, chancery rebuild makes them anew\nhint: where an entry differs, restore the file from a copy",
        );
        Ok(Outcome::No)
    }
}
