//! End to end: the program as its users meet it, and the house as its builders keep it.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on stops, and one that is skipped says so")]

mod addresses;
mod bad_input;
mod browser;
mod corpus;
mod decisions;
mod extract;
mod own_gold;
mod program;
mod readme;
mod register;
mod rules;
mod tidy;
