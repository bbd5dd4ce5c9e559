//! **What did governments agree, and what came of it?** The program over the crates of `crates/`.
//!
//! In → Out: a command line → its answer on standard output, what went wrong on standard error, an exit code.
//!
//! Never: reads text or decides what it means; that is the crates' work. Here are the files, the clock, the
//! terminal and the threads.

mod cmd;
mod config;
mod input;
mod report;
mod terminal;

use clap::Parser;
use std::process::ExitCode;

/// Claims and rows are very many small texts, made by one thread and often dropped by another; the database allocates through it,
/// too. With the system's allocator of Linux a third more time goes by while documents are taken in.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    terminal::end_quietly_when_the_reader_goes();
    let cli = config::Cli::parse();
    terminal::set_colour(cli.common.color);
    match cmd::run(&cli) {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            terminal::fail(&error);
            report::Outcome::Failed.into()
        }
    }
}
